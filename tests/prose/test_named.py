"""A brief names an actor if its text has one of the names as whole words."""

from __future__ import annotations

import pytest

from archive.prose.named import Namer

NAMES = (
    ("who", "World Health Organization"),
    ("who", "WHO"),
    ("us", "United States"),
    ("us", "U.S."),
    ("is", "Iceland"),
    ("is", "Island"),
    ("eu", "EU"),
    ("csto", "Collective Security Treaty Organization"),
    ("csto", "CSTO"),
    ("guinea", "Guinea"),
    ("ivoire", "Côte d'Ivoire"),
)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Those who speak to us of an island.", ()),
        ("The WHO said so.", ("who",)),
        ("WHO-led work of the U.S.-backed body", ("us", "who")),
        ("the world health organization", ("who",)),
        ("Au pair, eu, EU.", ("eu",)),
        ("csto and Csto’s staff", ("csto",)),
        ("security organization", ()),
        ("Collective Security", ()),
        ("Papua New Guinea", ("guinea",)),
        ("Guinean", ()),
        ("COTE D’IVOIRE", ("ivoire",)),
        ("Iceland", ("is",)),
    ],
)
def test_which_actors_a_text_names(text: str, named: tuple[str, ...]) -> None:
    assert Namer(NAMES).find(text) == named


def test_the_hash_tells_names_apart() -> None:
    assert Namer(NAMES).digest == Namer(reversed(NAMES)).digest
    assert Namer(NAMES).digest != Namer(NAMES[1:]).digest
