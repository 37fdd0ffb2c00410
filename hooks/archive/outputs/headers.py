"""The headers of a site, for hosts that read them from a file of the site.

``_headers`` is for Netlify and Cloudflare Pages, ``.htaccess`` for Apache, and ``.nginx.conf`` is
included in the configuration of nginx. All three say the same: the policy, and the type of each
file, so that neither a host nor a browser has to guess it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO
from urllib.parse import urlsplit

from archive.core.embeds import frame_sources
from archive.lib.csp import policy
from archive.outputs.media_types import MEDIA_TYPES, OTHER
from archive.outputs.output import OutputSources

FILE = "_headers"
"""The rules for Netlify and Cloudflare Pages; a site adds its own in ``docs/_headers``."""
APACHE = ".htaccess"
NGINX = ".nginx.conf"
POLICY = "Content-Security-Policy"


def files(sources: OutputSources) -> dict[str, object]:
    """Returns the files, which depend on the inline scripts, and on ``docs/_headers``."""
    settings = sources.site.settings
    common = (sources.script_hashes, settings.embeds, settings.search_origin)
    base = _base(sources)
    return {FILE: (*common, _own(sources)), APACHE: (*common, base), NGINX: (*common, base)}


def write(sources: OutputSources, path: str, stream: BinaryIO) -> None:
    """Writes one of the files."""
    settings = sources.site.settings
    frames = frame_sources(settings.embeds)
    headers = site_headers(sources.script_hashes, frames, settings.search_origin)
    if path == FILE:
        text = headers_file(headers, _own(sources))
    elif path == APACHE:
        text = apache_file(headers, _base(sources))
    else:
        text = nginx_file(headers, _base(sources))
    stream.write(text.encode())


def site_headers(
    hashes: Iterable[str], frames: Iterable[str] = (), server: str = ""
) -> dict[str, str]:
    """Returns the headers of every file of the site.

    Args:
        hashes: The inline scripts of all of the site's pages: all pages have the same headers,
            and the policy of each page is narrower.
        frames: Hosts whose pages may be framed.
        server: Origin of a search server that pages may connect to, or "".
    """
    return {
        POLICY: policy(sorted(set(hashes)), frames, header=True, server=server),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "strict-origin-when-cross-origin",
    }


def headers_file(headers: Mapping[str, str], own: str = "") -> str:
    """Returns the text of ``_headers``.

    Args:
        headers: Those of every file.
        own: The site's own rules, which follow. A header that they set for all paths takes the
            place of the one here: hosts join the values of a header that is set twice. The policy
            stays in any case: browsers enforce every policy that they get.
    """
    replaced = {name.casefold() for name in _names_for_all(own)}
    kept = {
        name: value
        for name, value in headers.items()
        if name == POLICY or name.casefold() not in replaced
    }
    rules = "/*\n" + "".join(f"  {name}: {value}\n" for name, value in kept.items())
    types = "".join(
        f"/*.{extension}\n  Content-Type: {media_type}\n"
        for extension, media_type in MEDIA_TYPES.items()
        if extension != "html"
    )
    return "\n".join(part for part in (rules, types, own) if part)


def apache_file(headers: Mapping[str, str], base: str) -> str:
    """Returns the text of ``.htaccess``: directives that ``AllowOverride FileInfo`` allows.

    Args:
        headers: Those of every file.
        base: Path of the site on its host, ``/`` or ``/archive/``.
    """
    lines = [f"ErrorDocument 404 {base}404.html", "<IfModule mod_headers.c>"]
    lines += [f'  Header always set {name} "{value}"' for name, value in headers.items()]
    lines += ["</IfModule>"]
    for extension, media_type in MEDIA_TYPES.items():
        lines += [
            rf'<FilesMatch "(?i)\.{extension}$">',
            # Unlike AddType, it holds whatever other extensions the name has.
            f'  ForceType "{media_type}"',
            "</FilesMatch>",
        ]
    return "\n".join(lines) + "\n"


def nginx_file(headers: Mapping[str, str], base: str) -> str:
    """Returns the text of ``.nginx.conf``, for ``include`` within a ``server`` block.

    Args:
        headers: Those of every file.
        base: Path of the site on its host, ``/`` or ``/archive/``.
    """
    lines = [f"error_page 404 {base}404.html;", "charset off;", f'default_type "{OTHER}";']
    lines += [f'add_header {name} "{value}" always;' for name, value in headers.items()]
    lines += ["types {"]
    lines += [f'  "{media_type}" {extension};' for extension, media_type in MEDIA_TYPES.items()]
    return "\n".join((*lines, "}")) + "\n"


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
