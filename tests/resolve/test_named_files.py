"""A wrong file of a brief gets the nearest one as a suggestion, at a bounded cost."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable

import pytest

from archive.core.names import nearest
from archive.resolve import named_files
from archive.resolve.named_files import MOST_COMPARED, NearestBrief

WORDS = "river water treaty union border trade summit energy grain rail".split()
KNOWN = [
    f"briefs/{year}/{one}-{other}.md"
    for year in range(2000, 2020)
    for one in WORDS
    for other in WORDS
]
OWN = "briefs/2010/river-water.md"


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("../2011/river-treety.md", "../2011/river-treaty.md"),
        ("../2O11/river-treaty.md", "../2011/river-treaty.md"),
        ("river-treaty", "river-treaty.md"),
        ("briefs/2011/sumit-grain.md", "briefs/2011/summit-grain.md"),
        ("../2011/", ""),
        ("https://x.org/", ""),
    ],
)
def test_the_nearest_brief(written: str, found: str, monkeypatch: pytest.MonkeyPatch) -> None:
    others = [one for one in KNOWN if one != OWN]
    files = (*(posixpath.relpath(one, posixpath.dirname(OWN)) for one in others), *others)
    assert nearest(written, files, cutoff=0.7) == found, "compared with all"
    compared: list[int] = []

    def counted(word: str, known: Iterable[str], cutoff: float) -> str:
        files = tuple(known)
        compared.append(len(files))
        return nearest(word, files, cutoff)

    monkeypatch.setattr(named_files, "nearest", counted)
    assert NearestBrief(KNOWN).of(written, OWN) == found
    assert compared[0] <= 2 * MOST_COMPARED


def test_a_brief_is_not_near_itself() -> None:
    assert NearestBrief([OWN]).of("river-watr.md", OWN) == ""
