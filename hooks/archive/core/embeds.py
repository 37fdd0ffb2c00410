"""Addresses on other sites that pages may frame: the setting ``embeds``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

ADDRESS = re.compile(r"https://[!-\[\]-~]+")
"""The characters that the address of a frame may have."""

_HOST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z0-9-]+(?::\d{1,5})?", re.ASCII)


def read_prefixes(given: object) -> tuple[tuple[str, ...], tuple[object, ...]]:
    """Reads the setting that lists which addresses may be framed.

    Args:
        given: Prefixes of addresses (``https://maps.example/embed/``): a list of strings, or one
            string in which white space separates them.

    Returns:
        The valid prefixes, and the invalid values. A prefix must have ``https``, a host and
        at least the ``/`` after it: ``https://a.example`` must not allow
        ``https://a.example.org``.
    """
    if isinstance(given, str):
        given = given.split()
    if not isinstance(given, list):
        return (), (given,)
    valid = tuple(one for one in given if isinstance(one, str) and _is_prefix(one))
    return valid, tuple(one for one in given if one not in valid)


def frame_sources(prefixes: Iterable[str]) -> tuple[str, ...]:
    """Returns the hosts of allowed prefixes as sources of a Content-Security-Policy, sorted."""
    return tuple(sorted({f"https://{urlsplit(one).netloc}" for one in prefixes}))


def _is_prefix(text: str) -> bool:
    if not ADDRESS.fullmatch(text):
        return False
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    # The host is part of every page's policy: punctuation of the policy language would change it.
    return _HOST.fullmatch(parts.netloc) is not None and parts.path.startswith("/")
