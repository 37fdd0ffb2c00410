"""Briefs in the shapes that other systems write: read without a guess, each key explained."""

from __future__ import annotations

import pytest

from archive.core.model import Level
from archive.read.briefs import parse_brief

FOREIGN = {
    # Jekyll: a day with a time of day, lists under other names, a permalink.
    "jekyll": (
        (
            "---\nlayout: post\ntitle: Two ministers meet\ndate: 2016-10-27T05:46:43UTC\n"
            "excerpt: What they agreed on\ncategories: [foreign affairs]\npublished: true\n"
            "permalink: /news/20161027\n---\nText.\n"
        ),
        ["actors"],
        {"layout", "excerpt", "categories", "published", "permalink"},
    ),
    # Hugo: TOML between plus signs.
    "hugo": ('+++\ntitle = "Shipping"\ndate = 2023-05-02\n+++\nText.\n', ["front matter"], set()),
    "none": ("### [2015-08-11](/news/)\n\n# Farmland\n\nText.\n", ["front matter"], set()),
    # A newsroom: times of publication, an invisible character in the title.
    "newsroom": (
        (
            "---\ndate: '2024-08-26'\nmodified_time: 2024-08-26 17:22:52-04:00\n"
            "source_url: https://archive.example.gov/call/\ntags: statements\n"
            'title: "A call\\u2060"\nactors: [India]\n---\nText.\n'
        ),
        [],
        {"modified_time", "source_url"},
    ),
    # A dossier with keys of its own, one of them nested.
    "dossier": (
        (
            '---\ntitle: "Conflit : situation"\ndate: 2024-01-03\nactors: [Ukraine]\n'
            "conflict:\n  coordinates: [50.45, 30.52]\nDatum: 2024-11-20\n---\nText.\n"
        ),
        [],
        {"conflict", "Datum"},
    ),
    # A draft by another name would be published.
    "draft": (
        (
            '---\ntitle: "2025"\ndate: "2025-11-06"\nactors: [Russia]\nstatus: draft\n'
            "type: weekly\n---\nText.\n"
        ),
        ["draft"],
        {"status"},
    ),
}


@pytest.mark.parametrize("name", FOREIGN)
def test_each_shape(name: str) -> None:
    text, wrong, unknown = FOREIGN[name]
    _, problems = parse_brief(text, "briefs/x.md", "briefs")
    errors = [str(one) for one in problems if one.level is Level.ERROR]
    for word in wrong:
        assert any(word in one for one in errors), (word, errors)
    if not wrong:
        assert errors == []
    for key in unknown:
        assert any(f'"{key}"' in one.message or f"{key}:" in one.message for one in problems), key
    assert all(one.hint or one.suggestion for one in problems)
