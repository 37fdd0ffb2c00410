"""Pages at earlier addresses, and ``_redirects`` for hosts that read it.

A page at an earlier address works on every host. A script carries the query and the anchor over;
without scripts, the browser follows the path alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import BinaryIO
from urllib.parse import quote, urlsplit

from archive.core.catalogue import Catalogue
from archive.core.earlier import path_of, read_rules
from archive.core.host_redirects import FILE, REDIRECT_FORMATS, RedirectFormat
from archive.core.urls import path_to_root
from archive.lib.csp import with_policy
from archive.lib.output_files import page_file
from archive.outputs.output import OutputSources

SCRIPT = "assets/javascripts/moved.js"
"""The script of all pages at earlier addresses."""
_KEPT = "/~!$&'()*+,;=:@-._"
"""Characters that a path may contain as they are (RFC 3986)."""


def files(sources: OutputSources) -> dict[str, object]:
    """Returns one page for each earlier address, which depends on its target and its text.

    An address that differs from a page's only in case has none: some file systems and hosts take
    both for the same file. There, it leads to the page anyway.
    """
    words = sources.site.catalogue
    paths = [page_file(page.url) for page in sources.pages]
    paths += [page_file(one.url) for one in sources.site.graph.addressed]
    taken = {path.casefold() for path in paths}
    return {
        path: (old, new, words)
        for old, new in sources.redirects.items()
        if (path := page_file(old)).casefold() not in taken
    }


def write(sources: OutputSources, path: str, stream: BinaryIO) -> None:
    """Writes one page."""
    old = path if path in sources.redirects else path.removesuffix("index.html")
    site = sources.site
    page = redirect_page(old, sources.redirects[old], site.catalogue, site.settings.site_url)
    stream.write(page.encode())


def redirect_page(old: str, new: str, catalogue: Catalogue, site_url: str = "") -> str:
    """Returns the page at an earlier address.

    Args:
        old: The earlier address, relative to the site's root.
        new: The address that it redirects to.
        catalogue: The messages of the interface.
        site_url: Address of the published site, for the canonical address, or "".
    """
    root = path_to_root(old)
    target = escape((root + new) or "./")
    canonical = escape(site_url + quote(path_of(new), safe=_KEPT)) if site_url else target
    title = escape(catalogue.gettext("Moved"))
    moved = escape(catalogue.gettext("This page has moved: {address}")).format(
        address=f'<a href="{target}">{escape("/" + new)}</a>'
    )
    return with_policy(
        f'<!doctype html>\n<html {catalogue.html_attributes}><head><meta charset="utf-8">'
        f"<title>{title}</title>"
        f'<link rel="canonical" href="{canonical}"><meta name="robots" content="noindex">'
        # Without an icon, a browser asks for one that the site does not have.
        '<link rel="icon" href="data:,">'
        f'<script src="{root}{SCRIPT}" data-to="{target}"></script>'
        # With scripts, the browser would follow it before the script has added the anchor.
        f'<noscript><meta http-equiv="refresh" content="0; url={target}"></noscript></head>'
        f"<body><p>{moved}</p></body></html>\n"
    )


def host_files(sources: OutputSources) -> dict[str, object]:
    """Returns ``_redirects``, if the host of the site reads it or the site has rules of its own."""
    text = host_file(sources)
    return {FILE: text} if text else {}


def write_host_file(sources: OutputSources, path: str, stream: BinaryIO) -> None:  # noqa: ARG001
    """Writes ``_redirects``."""
    stream.write(host_file(sources).encode())


def host_file(sources: OutputSources) -> str:
    """Returns the text of ``_redirects``, or ""."""
    settings = sources.site.settings
    own = ""
    if FILE in sources.docs.paths:
        own = sources.docs.file(FILE).read_text(encoding="utf-8", errors="replace")
    form = REDIRECT_FORMATS.get(settings.host)
    if form is None:
        return own
    return redirects_file(sources.redirects, form, urlsplit(settings.site_url).path or "/", own)


def redirects_file(
    redirects: Mapping[str, str], form: RedirectFormat, base: str = "/", own: str = ""
) -> str:
    """Returns the text of ``_redirects`` for a host.

    Args:
        redirects: Earlier address → where it leads.
        form: How the host reads the file.
        base: Path of the site on its host, ``/`` or ``/archive/``.
        own: The site's own rules, which come first and stay as they are. If the host accepts
            fewer redirects than there are, those after its maximum are left out: they have pages.
    """
    stated = {rule.old for rule in read_rules(own, base)}
    used = sum(bool(line.strip()) and line.lstrip()[0] != "#" for line in own.splitlines())
    start = base if form.base_in_old else "/"
    lines = [
        f"{quote(start + old, safe=_KEPT)} {_target(base, new)} {form.status}"
        for old, new in redirects.items()
        if old not in stated
    ]
    lines = lines[: max(0, form.most - used)] if form.most else lines
    rest = "".join(f"{line}\n" for line in lines)
    separator = "\n" if own and not own.endswith("\n") else ""
    return f"{own}{separator}{rest}"


def _target(base: str, new: str) -> str:
    return quote(base + new, safe=f"{_KEPT}?#%")
