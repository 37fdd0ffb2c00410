"""The headers of a site, for hosts that read them from a file of the site.

``_headers`` is for Netlify and Cloudflare Pages, ``.htaccess`` for Apache, and ``.nginx.conf`` is
included in the configuration of nginx (``nginx.py``). All three say the same: the policy, the type
of each file, so that neither a host nor a browser has to guess it, and how long it may be kept.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import BinaryIO
from urllib.parse import urlsplit

from archive.core.embeds import frame_sources
from archive.core.settings import Settings
from archive.lib.csp import policy
from archive.outputs.caching import ASK, BY_EXTENSION, FOREVER, endings, named_by_content
from archive.outputs.cms import host_of
from archive.outputs.cms_config import api_origins
from archive.outputs.media_types import MEDIA_TYPES
from archive.outputs.nginx import nginx_file
from archive.outputs.output import OutputSources

FILE = "_headers"
"""The rules for Netlify and Cloudflare Pages; a site adds its own in ``docs/_headers``."""
APACHE = ".htaccess"
NGINX = ".nginx.conf"
POLICY = "Content-Security-Policy"
CACHING = "Cache-Control"


def files(sources: OutputSources) -> dict[str, object]:
    """Returns the files, which depend on the inline scripts, and on ``docs/_headers``."""
    settings = sources.site.settings
    named = named_by_content(sources.docs.paths)
    editor = _editor(settings)
    common = (sources.script_hashes, settings.embeds, settings.search_origin, named, editor)
    base = _base(sources)
    return {
        FILE: (*common, _own(sources)),
        APACHE: (*common, base),
        NGINX: (*common, base, dict(sources.redirects)),
    }


def write(sources: OutputSources, path: str, stream: BinaryIO) -> None:
    """Writes one of the files."""
    settings = sources.site.settings
    frames = frame_sources(settings.embeds)
    editor = _editor(settings)
    headers = site_headers(sources.script_hashes, frames, settings.search_origin, editor)
    named = named_by_content(sources.docs.paths)
    if path == FILE:
        text = headers_file(headers, _own(sources), named)
    elif path == APACHE:
        text = apache_file(headers, _base(sources), named)
    else:
        text = nginx_file(headers, _base(sources), named, sources.redirects)
    stream.write(text.encode())


def site_headers(
    hashes: Iterable[str],
    frames: Iterable[str] = (),
    server: str = "",
    editor: Collection[str] | None = None,
) -> dict[str, str]:
    """Returns the headers of every file of the site.

    Args:
        hashes: The inline scripts of all of the site's pages: all pages have the same headers,
            and the policy of each page is narrower.
        frames: Hosts whose pages may be framed.
        server: Origin of a search server that pages may connect to, or "".
        editor: Origins that the form for editors may contact; None for a site without one. The
            form's page has the same headers too, as no host can be told to take one away.
    """
    return {
        POLICY: policy(sorted(set(hashes)), frames, header=True, server=server, editor=editor),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "strict-origin-when-cross-origin",
    }


def headers_file(headers: Mapping[str, str], own: str = "", named: Iterable[str] = ()) -> str:
    """Returns the text of ``_headers``.

    Both hosts have browsers ask for a file each time unless a rule says something else.

    Args:
        headers: Those of every file.
        own: The site's own rules, which follow. A header that they set for all paths takes the
            place of the one here: hosts join the values of a header that is set twice. The policy
            stays in any case: browsers enforce every policy that they get. If they set
            ``Cache-Control`` for any path, they set it for all.
        named: Style sheets and scripts whose names contain a hash.
    """
    replaced = {name.casefold() for name in _names_for_all(own)}
    kept = {
        name: value
        for name, value in headers.items()
        if name == POLICY or name.casefold() not in replaced
    }
    is_cached = not re.search(rf"^\s+(?:! *)?{CACHING}\b", own, re.IGNORECASE | re.MULTILINE)
    rules = "/*\n" + "".join(f"  {name}: {value}\n" for name, value in kept.items())
    by_type: dict[str, dict[str, str]] = {}
    for extension, media_type in MEDIA_TYPES.items():
        if extension != "html":
            by_type[f"/*.{extension}"] = {"Content-Type": media_type}
    if is_cached:
        for extension, value in BY_EXTENSION.items():
            by_type.setdefault(f"/*.{extension}", {})[CACHING] = value
        by_type |= {f"/{path}": {CACHING: FOREVER} for path in named}
    types = "".join(
        f"{path}\n" + "".join(f"  {name}: {value}\n" for name, value in values.items())
        for path, values in by_type.items()
    )
    return "\n".join(part for part in (rules, types, own) if part)


def apache_file(headers: Mapping[str, str], base: str, named: Iterable[str] = ()) -> str:
    """Returns the text of ``.htaccess``: directives that ``AllowOverride FileInfo`` allows.

    Args:
        headers: Those of every file.
        base: Path of the site on its host, ``/`` or ``/archive/``.
        named: Style sheets and scripts whose names contain a hash.
    """
    lines = [f"ErrorDocument 404 {base}404.html", "<IfModule mod_headers.c>"]
    lines += [f'  Header always set {name} "{value}"' for name, value in headers.items()]
    # Without "always", it is not sent with errors: a missing picture may be there tomorrow.
    lines += [f'  Header set {CACHING} "{ASK}"']
    for pattern, value in _cached(named):
        lines += [
            f'  <FilesMatch "{pattern}">',
            f'    Header set {CACHING} "{value}"',
            "  </FilesMatch>",
        ]
    lines += ["</IfModule>"]
    for extension, media_type in MEDIA_TYPES.items():
        lines += [
            rf'<FilesMatch "(?i)\.{extension}$">',
            # Unlike AddType, it holds whatever other extensions the name has.
            f'  ForceType "{media_type}"',
            "</FilesMatch>",
        ]
    return "\n".join(lines) + "\n"


def _cached(named: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yields patterns of file names, and how long browsers may keep these files."""
    yield from ((f"(?i){pattern}", value) for pattern, value in endings())
    if names := [re.escape(path.rpartition("/")[2]) for path in named]:
        yield f"^({'|'.join(names)})$", FOREVER


def _editor(settings: Settings) -> tuple[str, ...] | None:
    """Returns the origins that the form for editors contacts, or None if there is no form."""
    return api_origins(host_of(settings)) if settings.cms and host_of(settings) else None


def _base(sources: OutputSources) -> str:
    """Returns the path of the site on its host, ``/`` or ``/archive/``."""
    return urlsplit(sources.site.settings.site_url).path or "/"


def _own(sources: OutputSources) -> str:
    """Returns the site's own rules, ``docs/_headers``, or ""."""
    if FILE not in sources.docs.paths:
        return ""
    return (sources.docs.folder / FILE).read_text(encoding="utf-8", errors="replace")


def _names_for_all(rules: str) -> Iterator[str]:
    """Yields the names of the headers that rules set, or remove (``! Name``), for all paths."""
    path = ""
    for line in rules.splitlines():
        if line.strip() and not line[0].isspace():
            path = line.strip()
        elif path == "/*" and line.strip():
            yield line.strip().removeprefix("!").partition(":")[0].strip()
