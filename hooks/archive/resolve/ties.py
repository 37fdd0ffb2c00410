"""What ties a brief to others: a problem of one may depend on another only if both have a tie."""

from __future__ import annotations

from collections.abc import Container, Iterator

from archive.core.earlier import alias_url
from archive.core.model import Brief
from archive.resolve.named_files import path_of
from archive.resolve.registry import Registry

Tie = tuple[str, str]
"""What two briefs share: an address, a file that they are or name, or an unknown region."""


def ties_of(brief: Brief, known: Container[str], registry: Registry) -> Iterator[Tie]:
    """Yields the ties of a brief.

    Args:
        brief: The brief.
        known: The paths of all briefs.
        registry: The known entities.
    """
    yield "address", brief.url
    for alias in brief.aliases:
        yield "address", alias_url(alias.text)
    yield "file", brief.path
    for name in (brief.translation_of, *brief.replaces):
        if name.text and (path := path_of(name.text, brief.path, known)):
            yield "file", path
    for name in brief.regions:
        # A message says how many briefs have an unknown region.
        if registry.find_region(name.text) is None:
            yield "region", name.text
