"""The colours of a site: the setting ``colours``, its contrast, and the style sheet made from it.

Contrast is that of WCAG 2.2 (relative luminance; success criterion 1.4.3, level AA).
"""

from __future__ import annotations

import colorsys
import re
from collections.abc import Iterator, Mapping

from archive.core.declarations import Fault, read_declarations
from archive.core.model import Place, Problem
from archive.core.names import nearest

AA = 4.5
"""The least contrast of text with its background."""
FILE = "assets/stylesheets/colours.css"
"""The style sheet of a site that sets colours."""
PAPERS: Mapping[str, tuple[str, str]] = {
    "accent": ("#fdfbf7", "#f5f0e6"),
    "accent_dark": ("#14171c", "#1d2128"),
}
"""Colour of links → the backgrounds on which it is shown, as in ``tokens.css``."""

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_OPTIONS = ("primary", "accent", "accent_dark")
_HEADER = """\
.archive-header.md-header { color: %(ink)s; background-color: %(primary)s; }
.archive-header__sections a, .archive-header__more summary { color: %(ink)s; }
.archive-header__sections a:hover, .archive-header__sections [aria-current] { color: %(ink)s; }
.archive-header__sections [aria-current] { border-color: %(ink)s; }
.archive-header__more:has([aria-current]) summary { border-color: %(ink)s; color: %(ink)s; }
.archive-header__sections .archive-header__more ul { background-color: %(primary)s; }
.archive-header__menu nav { background-color: %(primary)s; }
.archive-header :focus-visible { outline-color: %(ink)s; }
"""

Colours = tuple[tuple[str, str], ...]
"""Each colour that a site sets, and its value."""


def read_colours(given: object, place: Place) -> tuple[Colours, tuple[Problem, ...]]:
    """Validates the setting ``colours``.

    Args:
        given: Its value: a mapping of ``primary``, ``accent`` and ``accent_dark`` to colours.
        place: The configuration file.

    Returns:
        The valid colours, and the problems.
    """
    hint = "write colours: {primary: '#12355b', accent: '#a0342b'}"
    return read_declarations("colours", given, place, hint, _faults, _colour)


def _colour(name: str, value: str) -> tuple[str, str]:
    return name, value.lower()


def contrast(one: str, two: str) -> float:
    """Returns the contrast of two colours, from 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(two)))
    return (high + 0.05) / (low + 0.05)


def nearest_passing(colour: str, papers: tuple[str, ...]) -> str:
    """Returns the colour of the same hue, nearest in lightness, that has enough contrast.

    Args:
        colour: The colour, such as ``#ff8800``.
        papers: The backgrounds, all light or all dark.
    """
    hue, lightness, saturation = colorsys.rgb_to_hls(*_parts(colour))
    end = 1 if _luminance(papers[0]) < 0.5 else 0
    steps = (lightness + (end - lightness) * at / 100 for at in range(101))
    colours = (_hex(colorsys.hls_to_rgb(hue, one, saturation)) for one in steps)
    return next(one for one in colours if _passes(one, papers))


def style_sheet(colours: Colours) -> str:
    """Returns the style sheet of the colours of a site, or "" for the program's own.

    The colour for the dark scheme, if it is not set, is the accent made light enough for it.
    """
    given = dict(colours)
    rules: list[str] = []
    if accent := given.get("accent"):
        rules.append(_scheme("default", accent, PAPERS["accent"][0]))
    dark = given.get("accent_dark") or (accent and nearest_passing(accent, PAPERS["accent_dark"]))
    if dark:
        rules.append(_scheme("slate", dark, PAPERS["accent_dark"][0]))
    if primary := given.get("primary"):
        ink = max(("#ffffff", "#000000"), key=lambda one: contrast(one, primary))
        rules.append(_HEADER % {"primary": primary, "ink": ink})
    return "".join(rules)


def _faults(name: object, value: object) -> Iterator[Fault]:
    if name not in _OPTIONS:
        near = nearest(str(name), _OPTIONS, cutoff=0.6)
        yield "is not a colour of the site", near, f"colours: {', '.join(_OPTIONS)}"
        return
    if not isinstance(value, str) or not _COLOUR.fullmatch(value):
        yield f'"{value}" is not a colour', "", "write six digits in quotes, such as '#12355b'"
        return
    papers = PAPERS.get(str(name), ())
    worst = min(papers, key=lambda paper: contrast(value, paper), default="")
    if worst and not _passes(value, papers):
        # Rounded down, so that what fails never looks as if it passed.
        ratio = int(contrast(value, worst) * 100) / 100
        message = f"{value} on {worst} has a contrast of {ratio}:1, below {AA}:1 (WCAG 2.2 AA)"
        yield message, nearest_passing(value, papers), "use a colour with more contrast"


def _scheme(name: str, accent: str, paper: str) -> str:
    soft = _hex(
        tuple(0.1 * a + 0.9 * b for a, b in zip(_parts(accent), _parts(paper), strict=True))
    )
    return (
        f'[data-md-color-scheme="{name}"] {{'
        f" --archive-accent: {accent}; --archive-accent-soft: {soft}; }}\n"
    )


def _passes(colour: str, papers: tuple[str, ...]) -> bool:
    return all(contrast(colour, paper) >= AA for paper in papers)


def _parts(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _hex(parts: tuple[float, ...]) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in parts)


def _luminance(colour: str) -> float:
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in _parts(colour)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
