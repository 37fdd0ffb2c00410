"""The file ``.nginx.conf``: what nginx needs to know of the site, for ``include``.

It has directives of a ``server`` block: headers, types, compression, caching, the page for
addresses that do not exist, and redirects from earlier addresses. ``deploy/nginx/`` includes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import quote

from archive.outputs.caching import ASK, FOREVER, endings
from archive.outputs.media_types import COMPRESSIBLE, MEDIA_TYPES, OTHER

_SAFE = re.compile(r"[^\"\\${}\x00-\x1f\x7f]+")
"""Addresses that can be in quotes as they are. Others are redirected by their page alone."""


def nginx_file(
    headers: Mapping[str, str],
    base: str,
    named: Iterable[str] = (),
    redirects: Mapping[str, str] | None = None,
) -> str:
    """Returns the text of ``.nginx.conf``.

    Args:
        headers: Those of every file.
        base: Path of the site on its host, ``/`` or ``/archive/``.
        named: Style sheets and scripts whose names contain a hash.
        redirects: Earlier address → current address, both relative to the site's root.
    """
    lines = [f"error_page 404 {base}404.html;", "charset off;", f'default_type "{OTHER}";']
    lines += [f'add_header {name} "{value}" always;' for name, value in headers.items()]
    lines += ["types {"]
    lines += [f'  "{media_type}" {extension};' for extension, media_type in MEDIA_TYPES.items()]
    lines += ["}", *_compression(), *_caching(base, named), *_redirects(base, redirects or {})]
    return "\n".join(lines) + "\n"


def _compression() -> Iterator[str]:
    types = dict.fromkeys(
        f'"{media_type}"'
        for extension, media_type in MEDIA_TYPES.items()
        if extension in COMPRESSIBLE
    )
    yield from ("gzip on;", "gzip_vary on;", "gzip_min_length 1000;", "gzip_proxied any;")
    yield f"gzip_types {' '.join(types)};"


def _caching(base: str, named: Iterable[str]) -> Iterator[str]:
    """Yields directives by variables: ``location`` blocks would replace those of the server."""
    yield f'set $archive_cache "{ASK}";'
    for pattern, value in endings():
        yield f'if ($uri ~* "{pattern}") {{ set $archive_cache "{value}"; }}'
    for path in named:
        yield f'if ($uri = "{base}{path}") {{ set $archive_cache "{FOREVER}"; }}'
    # Without "always", it is not sent with errors: a missing picture may be there tomorrow.
    yield "add_header Cache-Control $archive_cache;"


def _redirects(base: str, redirects: Mapping[str, str]) -> Iterator[str]:
    root = base.rstrip("/")
    moved = {f"{base}{old}": f"{base}{new}" for old, new in redirects.items()}
    moved = {old: new for old, new in moved.items() if _SAFE.fullmatch(old + new)}
    # Also without the slash at the end, which nginx would add by another redirect.
    moved = {old.rstrip("/"): new for old, new in moved.items() if old.endswith("/")} | moved
    if root:
        moved[root] = base
    for old, new in sorted(moved.items()):
        yield f'location = "{old}" {{ return 301 "{_located(new)}"; }}'


def _located(new: str) -> str:
    """Returns the address of a redirect: the query of the request is kept, before any anchor."""
    whole, hash_, anchor = new.partition("#")
    path, mark, query = whole.partition("?")
    kept = f"?{quote(query, safe='=&')}" if mark else "$is_args$args"
    return f"{quote(path)}{kept}{hash_}{quote(anchor)}"
