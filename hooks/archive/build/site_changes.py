"""What changes for readers between two states of a project."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from archive.build.site_state import RelationKey, RelationState, SiteState
from archive.core.urls import BRIEFS

ENDED = "ended"


@dataclass(frozen=True, slots=True)
class RelationChange:
    """A relation that has changed; ``before`` or ``now`` is None where nothing states it."""

    key: RelationKey
    before: RelationState | None
    now: RelationState | None


@dataclass(frozen=True, slots=True)
class SiteChanges:
    """What changes between two states. Addresses are sorted; pages have what they are made from.

    Attributes:
        added: The pages that are new.
        removed: The pages that are gone.
        changed: The pages that both have and that differ, with the parts that do.
        lost: The addresses that led to a page and do not any more.
        begun: The relations that appear.
        ended: The relations that end, or that nothing states any more.
        altered: The relations whose status changes in another way.
        unclassified: The names of actors that become unclassified.
        classified: The names of actors that are no longer unclassified.
    """

    added: Mapping[str, str]
    removed: Mapping[str, str]
    changed: Mapping[str, tuple[str, ...]]
    lost: tuple[str, ...]
    begun: tuple[RelationChange, ...]
    ended: tuple[RelationChange, ...]
    altered: tuple[RelationChange, ...]
    unclassified: tuple[str, ...]
    classified: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether readers would notice nothing."""
        parts = (self.added, self.removed, self.changed, self.lost, self.begun, self.ended)
        return not any((*parts, self.altered, self.unclassified, self.classified))


def compare(base: SiteState, head: SiteState) -> SiteChanges:
    """Returns what changes from one state to another that was made after it."""
    before, now = dict(base.relations), dict(head.relations)
    relations = [
        RelationChange(key, before.get(key), now.get(key)) for key in sorted({*before, *now})
    ]
    begun = [one for one in relations if _holds(one.now) and not _holds(one.before)]
    ended = [one for one in relations if _holds(one.before) and not _holds(one.now)]
    return SiteChanges(
        added=_only_in(head.pages, base.pages),
        removed=_only_in(base.pages, head.pages),
        changed=dict(sorted(head.changed.items(), key=lambda one: _order(one[0]))),
        lost=tuple(sorted(set(base.addresses) - set(head.addresses), key=_order)),
        begun=tuple(begun),
        ended=tuple(ended),
        altered=tuple(
            one
            for one in relations
            if one.before and one.now and one.before.status != one.now.status
            if one not in begun and one not in ended
        ),
        unclassified=tuple(sorted(set(head.unclassified) - set(base.unclassified))),
        classified=tuple(sorted(set(base.unclassified) - set(head.unclassified))),
    )


def _holds(state: RelationState | None) -> bool:
    return state is not None and state.status != ENDED


def _only_in(pages: Mapping[str, str], others: Mapping[str, str]) -> dict[str, str]:
    return {url: pages[url] for url in sorted(pages, key=_order) if url not in others}


def _order(url: str) -> tuple[bool, str]:
    """Returns the sort key of an address: briefs come first."""
    return not url.startswith(BRIEFS), url
