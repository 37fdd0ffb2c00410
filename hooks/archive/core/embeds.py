"""Addresses on other sites that a site lets its pages frame: the setting ``embeds``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

ADDRESS = re.compile(r"https://[!-\[\]-~]+")
"""What the address of a frame may be made of."""

_HOST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z0-9-]+(?::\d{1,5})?", re.ASCII)


def read_prefixes(given: object) -> tuple[tuple[str, ...], tuple[object, ...]]:
    """Reads the setting that lists which addresses may be framed.

    Args:
        given: Beginnings of addresses (``https://maps.example/embed/``): a list of texts, or one
            text in which white space separates them.

    Returns:
        The beginnings, and what is none: each must be ``https``, with a host and at least the ``/``
        after it, so that ``https://a.example`` does not allow ``https://a.example.org``.
    """
    if isinstance(given, str):
        given = given.split()
    if not isinstance(given, list):
        return (), (given,)
    right = tuple(one for one in given if isinstance(one, str) and _is_prefix(one))
    return right, tuple(one for one in given if one not in right)


def frame_sources(prefixes: Iterable[str]) -> tuple[str, ...]:
    """Returns the hosts of allowed beginnings as a Content-Security-Policy names them, sorted."""
    return tuple(sorted({f"https://{urlsplit(one).netloc}" for one in prefixes}))


def _is_prefix(text: str) -> bool:
    if not ADDRESS.fullmatch(text):
        return False
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    # The host stands in the policy of every page: a sign of that language would change it.
    return _HOST.fullmatch(parts.netloc) is not None and parts.path.startswith("/")
