"""The form for editors: ``admin/``, where the setting ``cms`` is on.

The page has a policy of its own: it may contact the host of the repository, and no other.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import BinaryIO

from archive.core.catalogue import Catalogue
from archive.core.git_host import GitHost, find_git_host
from archive.core.model import Level, Place, Problem
from archive.core.settings import Settings
from archive.core.urls import EDITOR
from archive.lib.csp import editor_policy
from archive.lib.source_changes import SourceChangedError
from archive.outputs.cms_config import BACKENDS, api_origins, cms_config
from archive.outputs.cms_names import FILE, count_names
from archive.outputs.cms_package import CACHE, SCRIPT, check_installed, hash_of, read_pin
from archive.outputs.output import OutputSources

PAGE = f"{EDITOR}index.html"
CONFIG = f"{EDITOR}config.json"
NAMES = f"{EDITOR}names.json"
PICKER = f"{EDITOR}picker.js"
_OWN = "cms/picker.js"
"""The script of large lists of names, in the folder of built-in data."""


def files(sources: OutputSources) -> dict[str, object]:
    """Returns the files of the form; none if the setting is off."""
    settings = sources.site.settings
    host = host_of(settings)
    if not settings.cms or host is None:
        return {}
    pin = read_pin()
    return {
        PAGE: editor_page(settings, sources.site.catalogue, host),
        CONFIG: _config(sources, host),
        NAMES: _names(sources),
        PICKER: sources.digest_of(sources.data / _OWN),
        **{f"{EDITOR}{path}": pin.files[path] for path in pin.published},
    }


def write(sources: OutputSources, path: str, stream: BinaryIO) -> None:
    """Writes one of the files.

    Raises:
        SourceChangedError: If an installed file is no longer as it is pinned.
    """
    settings = sources.site.settings
    host = host_of(settings)
    assert host is not None, "without a host there are no files"
    match path:
        case _ if path == PAGE:
            stream.write(editor_page(settings, sources.site.catalogue, host).encode())
        case _ if path == CONFIG:
            stream.write(_config(sources, host).encode())
        case _ if path == NAMES:
            stream.write(_names(sources).encode())
        case _ if path == PICKER:
            stream.write((sources.data / _OWN).read_bytes())
        case _:
            pin, name = read_pin(), path.removeprefix(EDITOR)
            content = (pin.folder(sources.root) / name).read_bytes()
            if hash_of(content) != pin.files[name]:
                raise SourceChangedError((CACHE / pin.version / name).as_posix())
            stream.write(content)


def host_of(settings: Settings) -> GitHost | None:
    """Returns the repository that the form saves to, or None if its host is not supported."""
    host = find_git_host(settings.repo_url, settings.edit_base)
    return host if host is not None and host.kind in BACKENDS else None


def check_form(root: Path, settings: Settings, configuration: str) -> Iterator[Problem]:
    """Yields an error if the form is on and its host is not supported, or it is not installed.

    Args:
        root: The project.
        settings: The archive's settings.
        configuration: The configuration file, for messages.
    """
    if not settings.cms:
        return
    if host_of(settings) is None:
        message = "the form for editors needs a repository on GitHub, GitLab, Gitea or Forgejo"
        hint = "set repo_url and edit_uri, or take out extra.archive.cms"
        yield Problem(Place(configuration), Level.ERROR, message, hint=hint, code="key")
    yield from check_installed(root, configuration)


def editor_page(settings: Settings, catalogue: Catalogue, host: GitHost) -> str:
    """Returns the page.

    Its policy is not where those of other pages are, so that a preview keeps it.

    Args:
        settings: The archive's settings.
        catalogue: The messages of the interface.
        host: The repository.
    """
    title = escape(catalogue.gettext("Editing: {site}", site=settings.site_name))
    without = escape(catalogue.gettext("The form for editors needs JavaScript."))
    policy = escape(editor_policy(api_origins(host)), quote=False)
    words = {
        "add": catalogue.gettext("Type to add a name"),
        "remove": catalogue.gettext("Remove {name}"),
        "more": catalogue.gettext("Type more letters to see other names."),
    }
    data = " ".join(f'data-{name}="{escape(text)}"' for name, text in words.items())
    return (
        f'<!doctype html>\n<html lang="{escape(catalogue.language)}">\n<head>\n'
        '<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="robots" content="noindex">\n'
        '<meta name="referrer" content="same-origin">\n'
        f'<title>{title}</title>\n<link rel="icon" href="data:,">\n'
        '<link rel="cms-config-url" type="application/json" href="config.json">\n'
        "</head>\n<body>\n"
        f"<noscript><p>{without}</p></noscript>\n"
        f'<script src="{SCRIPT}"></script>\n'
        f'<script src="picker.js" {data}></script>\n'
        "</body>\n</html>\n"
    )


def _config(sources: OutputSources, host: GitHost) -> str:
    settings, catalogue = sources.site.settings, sources.site.catalogue
    config = cms_config(settings, catalogue, host, count_names(_names(sources)))
    return json.dumps(config, ensure_ascii=False, indent=1) + "\n"


def _names(sources: OutputSources) -> str:
    file = sources.root / FILE
    return file.read_text("utf-8", "replace") if file.is_file() else "{}\n"
