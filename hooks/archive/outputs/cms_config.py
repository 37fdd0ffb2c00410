"""The configuration of the editor's form, Sveltia CMS: ``admin/config.json``.

Source of its options: https://sveltiacms.app/en/docs, and the schema that the package ships.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from archive.core.brief_keys import BRIEF_KEYS
from archive.core.catalogue import Catalogue
from archive.core.git_host import GitHost
from archive.core.keys import Key
from archive.core.own_keys import key_table
from archive.core.settings import Settings
from archive.core.urls import BRIEFS
from archive.outputs.cms_fields import NAMES, Field, Form, body_field, fields_of
from archive.outputs.cms_names import FILE, LISTS

BACKENDS = frozenset({"github", "gitlab", "gitea"})
"""The Git hosts that the form can save to."""
_YEAR = "{{date | date('YYYY')}}"
"""The year of a brief; ``{{year}}`` would be the present one."""
NOT_SHOWN = frozenset({"aliases"})
"""Keys without a field: the form adds an earlier address only if there is none for it."""
_BEFORE_TEXT = "summary"
"""The key whose field is before that of the text."""
_GITHUB = "github.com"
_GITHUB_API = "https://api.github.com"


def cms_config(
    settings: Settings, catalogue: Catalogue, host: GitHost, counts: Mapping[str, int]
) -> dict[str, Any]:
    """Returns the configuration.

    Args:
        settings: The archive's settings.
        catalogue: The messages of the interface.
        host: The repository, on one of ``BACKENDS``.
        counts: List of names → the number of names in it.
    """
    form = Form(catalogue, counts, settings.types)
    keys = BRIEF_KEYS | key_table(settings.metadata)
    is_reviewed = settings.cms_review and host.kind != "gitea"
    folder = f"{host.folder}{settings.briefs}"
    gettext = catalogue.gettext
    briefs = {
        "name": "briefs",
        "label": gettext("Briefs"),
        "label_singular": gettext("Brief"),
        "icon": "article",
        "folder": folder,
        "path": f"{_YEAR}/{{{{slug}}}}",
        "slug": {"template": "{{title}}", "editable": True},
        "extension": "md",
        "format": "yaml-frontmatter",
        # Files are next to their brief, which names them by their names alone. A folder here is
        # relative to one with the name of the brief.
        "media_folder": "..",
        "public_folder": "",
        "preview_path": f"{BRIEFS}{{{{year}}}}/{{{{slug}}}}/",
        "preview_path_date_field": "date",
        "summary": "{{title}} ({{date}})",
        "sortable_fields": {
            "fields": ["date", "title"],
            "default": {"field": "date", "direction": "descending"},
        },
        "view_groups": [{"label": gettext("Year"), "field": "date", "pattern": r"\d{4}"}],
        "fields": _fields(keys, form),
    }
    return {
        "backend": _backend(settings, host),
        "app_title": settings.site_name,
        **({"site_url": settings.site_url} if settings.site_url else {}),
        "publish_mode": "editorial_workflow" if is_reviewed else "simple",
        "media_folder": folder,
        "public_folder": f"/{folder}",
        "media_libraries": {"stock_assets": {"providers": []}},
        "output": {"omit_empty_optional_fields": True},
        "slug": {"encoding": "ascii", "clean_accents": True},
        "collections": [briefs, _names(host)],
    }


def api_origins(host: GitHost | None) -> tuple[str, ...]:
    """Returns the origins that the form contacts: those of the repository's host alone."""
    if host is None or host.kind not in BACKENDS:
        return ()
    parts = urlsplit(host.address)
    return (_GITHUB_API if parts.hostname == _GITHUB else f"{parts.scheme}://{parts.netloc}",)


def _fields(keys: Mapping[str, Key], form: Form) -> list[Field]:
    """Returns the fields of a brief: its text is after the keys that most briefs have."""
    shown = {name: key for name, key in keys.items() if name not in NOT_SHOWN}
    fields = list(fields_of(shown, form))
    at = 1 + [one["name"] for one in fields].index(_BEFORE_TEXT)
    return [*fields[:at], body_field(form), *fields[at:]]


def _backend(settings: Settings, host: GitHost) -> dict[str, Any]:
    parts = urlsplit(host.address)
    origin = f"{parts.scheme}://{parts.netloc}"
    backend: dict[str, Any] = {
        "name": host.kind,
        "repo": parts.path.strip("/"),
        **({"branch": host.branch} if host.branch else {}),
    }
    match host.kind:
        case "github" if parts.hostname != _GITHUB:
            backend["api_root"] = f"{origin}/api/v3"
        case "gitlab":
            backend |= {"api_root": f"{origin}/api/v4", "base_url": origin}
            backend |= {"auth_type": "pkce"} if settings.cms_app else {}
        case "gitea":
            backend |= {"api_root": f"{origin}/api/v1", "base_url": origin}
    if settings.cms_sign_in:
        backend["base_url"] = settings.cms_sign_in
    if settings.cms_app:
        backend["app_id"] = settings.cms_app
    # Without either, the default would be the sign-in server of another company.
    if not settings.cms_sign_in and not settings.cms_app:
        backend["auth_methods"] = ["token"]
    return backend


def _names(host: GitHost) -> dict[str, Any]:
    """Returns the hidden collection that relations refer to."""
    row = [{"name": key, "widget": "string"} for key in ("name", "also")]
    lists = [{"name": name, "widget": "list", "fields": row} for name in LISTS.values()]
    file = {"name": NAMES, "file": f"{host.folder}{FILE}", "format": "json", "fields": lists}
    return {"name": NAMES, "hide": True, "files": [file]}
