"""The colours of a site have enough contrast; the numbers are those of WCAG's own examples."""

from __future__ import annotations

import pytest

from archive.core.colours import PAPERS, contrast, nearest_passing, style_sheet
from archive.core.settings_file import read_settings
from tests.support.sites import ROOT


@pytest.mark.parametrize(
    ("one", "two", "ratio"),
    [
        ("#000000", "#ffffff", 21),
        ("#ffffff", "#ffffff", 1),
        ("#777777", "#ffffff", 4.48),
        ("#767676", "#ffffff", 4.54),
        ("#ff0000", "#ffffff", 4.0),
    ],
)
def test_contrast(one: str, two: str, ratio: float) -> None:
    assert contrast(one, two) == contrast(two, one) == pytest.approx(ratio, abs=0.005)


def test_the_papers_are_those_of_the_style_sheet() -> None:
    css = (ROOT / "docs/assets/stylesheets/tokens.css").read_text("utf-8")
    for paper, raised in PAPERS.values():
        assert f"--archive-paper: {paper};\n  --archive-raised: {raised};" in css


@pytest.mark.parametrize("colour", ["#ff8800", "#ffffff", "#000000", "#3344ff", "#808080"])
@pytest.mark.parametrize("papers", PAPERS.values(), ids=list(PAPERS))
def test_a_passing_colour_is_found(colour: str, papers: tuple[str, ...]) -> None:
    found = nearest_passing(colour, papers)
    assert min(contrast(found, paper) for paper in papers) >= 4.5


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (
            {"accent": "#ff8800"},
            (
                "accent: #ff8800 on #f5f0e6 has a contrast of 2.1:1, below 4.5:1 (WCAG 2.2 AA)"
                ' — did you mean "#a65800"?'
            ),
        ),
        ({"accent": "red"}, '"red" is not a colour (hint: write six digits in quotes, such as \''),
        ({"accnt": "#000000"}, 'is not a colour of the site — did you mean "accent"?'),
        ("#000000", "extra.archive.colours must be a mapping (hint: write colours: {primary: "),
    ],
)
def test_a_mistake_is_told(given: object, told: str) -> None:
    settings, problems = read_settings({"colours": given}, "mkdocs.yml")
    assert told in str(problems[0])
    assert settings.colours == ()


def test_the_dark_colour_follows_from_the_accent() -> None:
    settings, problems = read_settings({"colours": {"accent": "#0B5D3B"}}, "mkdocs.yml")
    assert problems == ()
    light, dark = style_sheet(settings.colours).splitlines()
    assert "--archive-accent: #0b5d3b;" in light
    assert f"--archive-accent: {nearest_passing('#0b5d3b', PAPERS['accent_dark'])};" in dark


@pytest.mark.parametrize("primary", ["#12355b", "#ffd500", "#777777"])
def test_the_header_has_readable_text(primary: str) -> None:
    css = style_sheet((("primary", primary),))
    ink = css.split("color: ", 1)[1][:7]
    assert contrast(ink, primary) >= 4.5
