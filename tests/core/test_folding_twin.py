"""Scripts fold every letter as the program does."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Sequence

from archive.core.names import fold
from tests.support.node import run_node
from tests.support.sites import ROOT

SCRIPT = ROOT / "docs/assets/javascripts/fold.js"
FOLD = """
  const source = require("node:fs").readFileSync(given.script, "utf-8");
  const { fold } = await import("data:text/javascript," + encodeURIComponent(source));
  return given.names.map(fold);
"""
NAMES = (
    "The The Gambia",
    "the",
    "",
    "  CÔTE D’IVOIRE ",
    "ΟΔΥΣΣΕΥΣ",
    "Straße, STRASSE & Söhne",
    "Kılıçdaroğlu; İstanbul",
    "U.S.—China",
    "Đà Nẵng",
    "भारत, ภาษาไทย, 日本語 が, 인도",
    "أَرْض ـ الله",
    "Ħal Qormi",
)


def folded_by_script(names: Sequence[str]) -> list[str]:
    folded: list[str] = run_node(FOLD, {"script": str(SCRIPT), "names": list(names)})
    return folded


def test_every_letter_is_folded_as_the_program_does() -> None:
    letters = [
        chr(number)
        for number in range(sys.maxunicode + 1)
        if unicodedata.category(chr(number)) not in ("Cn", "Co", "Cs")
    ]
    names = [f"x{letter}y {letter}" for letter in letters]
    wrong = [
        (one, fold(one), other)
        for one, other in zip(names, folded_by_script(names), strict=True)
        if fold(one) != other
    ]
    assert not wrong


def test_names_are_folded_as_the_program_does() -> None:
    assert folded_by_script(NAMES) == [fold(name) for name in NAMES]
