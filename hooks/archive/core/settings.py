"""The archive's own settings: ``extra.archive`` in ``mkdocs.yml``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any
from urllib.parse import urljoin

from archive.core.bibliography import BRIEF_TYPES
from archive.core.host_redirects import HOST_NAMES
from archive.core.own_keys import OwnKey
from archive.core.own_kinds import OwnKind, OwnType

OPENSEARCH = "opensearch"
"""Value of ``search`` where a server with OpenSearch's ``_search`` answers queries."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting; its validation and its row in the reference page follow from this.

    Attributes:
        about: Its purpose, in one sentence.
        default: Its value where it is left out; the type of a given value must be the same.
        choices: The strings that are allowed; none for any.
        is_shown: Whether a published file may show it.
        form: A description of a valid value, if its type does not say enough.
    """

    about: str
    default: str | int | bool | tuple[str, ...]
    choices: tuple[str, ...] = ()
    is_shown: bool = True
    form: str = ""

    def shape(self) -> str:
        """Returns a description of a valid value, for messages."""
        if self.form:
            return self.form
        if self.choices:
            return f"{', '.join(self.choices[:-1])} or {self.choices[-1]}"
        shapes = {str: "a string", int: "a whole number", bool: "true or false"}
        return shapes.get(type(self.default), "a list of strings")

    def allows(self, value: object) -> bool:
        """Returns whether a value has the right type; a number must not be negative."""
        is_negative = type(value) is int and value < 0
        return type(value) is type(self.default) and not is_negative


def _setting(
    default: str | int | bool | tuple[str, ...],
    about: str,
    choices: tuple[str, ...] = (),
    *,
    is_shown: bool = True,
    form: str = "",
) -> Any:
    setting = Setting(about, default, choices, is_shown, form)
    return field(default=default, metadata={"setting": setting})


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one site. Those from ``site_name`` on come from MkDocs' own configuration.

    Attributes:
        site_name: Name of the site.
        site_url: Address of the published site, or "".
        repo_url: Address of the repository, or "".
        edit_base: Address in the Git host to which a brief's path is added, or which contains
            ``{path}`` for it; or "".
        cms_sign_in: Origin of the server by which editors sign in to GitHub, or "".
        cms_app: Identifier of the application by which editors sign in, or "".
        cms_review: Whether what editors save is reviewed before it is published.
        search_url: Address of the index on a search server, without a slash at its end, where
            ``search`` is ``OPENSEARCH``; or "".
    """

    briefs: str = _setting("briefs", "Folder of the briefs, relative to `mkdocs.yml`.")
    registry: str = _setting(
        "registry", "Folder of the site's own registry, relative to `mkdocs.yml`."
    )
    tagline: str = _setting("", "One sentence under the site's name on the home page.")
    newest: int = _setting(8, "Number of the newest briefs on the home page.")
    related: int = _setting(5, "Maximum number of related briefs on the page of a brief.")
    pair_minimum: int = _setting(
        3, "Number of briefs that two actors must share to get a page for the two together."
    )
    pair_most: int = _setting(
        8, "Maximum number of such pages for one actor, those with most briefs first."
    )
    regions_first: str = _setting(
        "geoscheme",
        "Which regions the index of regions shows first: those of the UN `geoscheme`, or those "
        "that `policy` uses.",
        ("geoscheme", "policy"),
    )
    link_mentions: bool = _setting(True, "Whether names of actors in prose link to their pages.")
    workers: int = _setting(
        0,
        "Number of processes that read briefs and render pages; 0 for one per processor core.",
        is_shown=False,
    )
    types: tuple[str, ...] = _setting(
        tuple(BRIEF_TYPES),
        "What a brief may be: the choices of its key `type`.",
    )
    metadata: tuple[OwnKey, ...] = _setting(
        (),
        "Further keys of front matter, see [How to write a brief](write.md#keys-of-your-own).",
        form="keys, each with a label or `{label, shape, page, facet}`",
    )
    organization_types: tuple[OwnType, ...] = _setting(
        (),
        "Further types of organizations, for the key `kind` of their entries, see "
        "[How to write a brief](write.md#types-and-kinds-of-your-own).",
        form="types, each with a label or `{name, plural, members}`",
    )
    kinds: tuple[OwnKind, ...] = _setting(
        (),
        "Further kinds of entities, each with a registry file, pages and an index, likewise.",
        form="kinds, each with `{folder, singular, plural, keys}`",
    )
    colours: tuple[tuple[str, str], ...] = _setting(
        (),
        "Colours of the site: `primary` of the header, `accent` of links, and `accent_dark` of "
        "links in the dark scheme; their contrast is checked.",
        form="a mapping of names to colours: `{primary: '#12355b', accent: '#a0342b'}`",
    )
    contributors: tuple[str, ...] = _setting(
        ("write.md", "reference.md"),
        "Hand-written pages for those who write, which only a menu in the footer has.",
    )
    page_links: tuple[str, ...] = _setting(
        ("edit", "new", "report"),
        "Links at the end of pages to the Git host: to `edit` the page's source, to begin a `new` "
        "brief, and to `report` a mistake. `[]` for none.",
        ("edit", "new", "report"),
        form="a list of edit, new and report",
    )
    feeds: tuple[str, ...] = _setting(
        ("atom",),
        "Formats of the feeds: `atom`, `json` (JSON Feed) and `rss` (RSS 2.0). `[]` for no feeds.",
        ("atom", "json", "rss"),
        form="a list of atom, json and rss",
    )
    feed_text: bool = _setting(False, "Whether feeds have the whole text of briefs.")
    licence: str = _setting(
        "",
        "The licence of briefs that name none: an SPDX identifier such as `CC-BY-4.0`, or the "
        "address of its text.",
    )
    releases: int = _setting(
        1,
        "Number of earlier releases of the site that are kept for `make rollback`; at least one.",
        is_shown=False,
    )
    removals: int = _setting(
        20,
        "Percentage of the published briefs that a build may remove. If it would remove more, it "
        "stops, unless `ARCHIVE_ALLOW_REMOVALS=1` is set.",
        is_shown=False,
    )
    largest_file: int = _setting(
        100,
        "Size of the largest file that is published, in megabytes. Hosts have limits of their own.",
        is_shown=False,
    )
    host: str = _setting(
        "none",
        "The host that publishes the site; `_redirects` is written as it reads it.",
        (*HOST_NAMES, "none"),
    )
    embeds: tuple[str, ...] = _setting(
        (),
        "What pages may frame from other sites: the beginnings of `https` addresses, such as "
        "`https://maps.example.org/embed/`.",
    )
    search_export: bool = _setting(
        False, "Whether documents for a search server are published, in `search-export/`."
    )
    search: str = _setting(
        "pagefind",
        "The search of the site. `material` is Material's own, which also works from "
        "`file://` but downloads the whole index; `none` turns search off. "
        "`{engine: opensearch, url: …}` asks the index of a server, which is loaded with "
        "`make search-export`.",
        ("pagefind", "material", "none"),
    )
    cms: bool = _setting(
        False,
        "Whether `admin/` has a form in which editors write briefs, see "
        "`docs/cms.md`. `{sign_in: https://…, app_id: …, review: false}` also says how editors "
        "sign in, and that they save without a review.",
        form="true, false or `{sign_in: https://…, app_id: …, review: false}`",
    )
    history: str = _setting(
        "auto",
        "Whether pages show the history of briefs in Git: `auto` if the site is in a repository "
        "and `repo_url` is set, `always` without `repo_url` too, or `never`.",
        ("auto", "always", "never"),
    )
    commit_url: str = _setting(
        "",
        "Address of a commit, with `{commit}` for its hash, for hosts that `repo_url` and "
        "`edit_uri` do not show to be GitHub, GitLab, Gitea, Forgejo or Bitbucket.",
        form="an address with {commit} in it",
    )
    search_url: str = ""
    cms_sign_in: str = ""
    cms_app: str = ""
    cms_review: bool = True
    site_name: str = ""
    site_url: str = ""
    repo_url: str = ""
    edit_base: str = ""

    @property
    def has_search_page(self) -> bool:
        """Whether the site has the archive's own search page, whatever answers its queries."""
        return self.search in ("pagefind", OPENSEARCH)

    @property
    def search_origin(self) -> str:
        """The origin of the search server, which pages may connect to, or ""."""
        return "/".join(self.search_url.split("/")[:3])


SETTINGS: Mapping[str, Setting] = {
    one.name: one.metadata["setting"] for one in fields(Settings) if "setting" in one.metadata
}
"""Every setting of ``extra.archive``, in the order of the reference."""


def shown(settings: Settings) -> Settings:
    """Returns settings with defaults for those that no published file shows."""
    hidden = {name: one.default for name, one in SETTINGS.items() if not one.is_shown}
    return replace(settings, **hidden)  # type: ignore[arg-type]


def has_history(settings: Settings) -> bool:
    """Returns whether pages show the history of briefs, if the site is in a repository."""
    choice = settings.history
    return choice == "always" or (choice == "auto" and bool(settings.repo_url))


def make_edit_base(
    repo_url: str | None, edit_uri: str | None, docs: str, template: str | None = None
) -> str:
    """Returns the Git host's address for editing a file, for paths relative to the project, or "".

    Args:
        repo_url: Address of the repository.
        edit_uri: What follows for a file below the folder of hand-written pages.
        docs: Name of that folder.
        template: The same with ``{path}``, ``{path_noext}`` or their forms with ``!q`` in it
            (``edit_uri_template``), which are then in the result too.
    """
    if template:
        # A brief's path begins at the project, not at the folder of hand-written pages.
        whole = re.sub(rf"(?i)\b{re.escape(docs)}(?:/|%2F)(?={{path)", "", template)
        return urljoin(f"{repo_url.rstrip('/')}/", whole) if repo_url else whole
    if not repo_url or not edit_uri:
        return ""
    base = urljoin(repo_url.rstrip("/") + "/", edit_uri)
    return base.rstrip("/").removesuffix(docs).rstrip("/")
