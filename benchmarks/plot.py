"""A plot of wall time by number of briefs, both axes logarithmic, as SVG."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT = 860, 520
LEFT, RIGHT, TOP, BOTTOM = 64, 264, 36, 52
LABEL_GAP = 17
# Distinct in print and to colour-blind readers: hue, dash and marker all differ.
COLOURS = ("#0b4f6c", "#b3541e", "#4b6b1f", "#6b3fa0", "#8a1c3b", "#555555", "#0f766e")
DASHES = ("", "7 3", "2 3", "9 3 2 3")
STYLE = "font: 13px system-ui, sans-serif; background: #fff; fill: #1c1c1c"


@dataclass(frozen=True, slots=True)
class Series:
    """A line of the plot: its label, and points as (briefs, seconds)."""

    label: str
    points: tuple[tuple[int, float], ...]


def draw(series: Sequence[Series]) -> str:
    """Returns the plot as the text of an SVG file."""
    everything = [point for one in series for point in one.points]
    x_range = (min(x for x, _ in everything), max(x for x, _ in everything))
    low = 10 ** math.floor(math.log10(min(y for _, y in everything)))
    high = 10 ** math.ceil(math.log10(max(y for _, y in everything)))
    y_range = (low, max(high, low * 10))

    def x_of(value: float) -> float:
        return LEFT + _share(value, *x_range) * (WIDTH - LEFT - RIGHT)

    def y_of(value: float) -> float:
        return HEIGHT - BOTTOM - _share(value, *y_range) * (HEIGHT - TOP - BOTTOM)

    parts = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
            f'style="{STYLE}">'
        ),
        "<title>Wall time of a build by number of briefs, both axes logarithmic</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
    ]
    for value in _ticks(*y_range):
        y = y_of(value)
        parts.append(
            f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="#ddd"/>'
            f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{value:g} s</text>'
        )
    parts += [
        f'<path d="M{x_of(number):.1f} {TOP}V{HEIGHT - BOTTOM}" stroke="#eee"/>'
        f'<text x="{x_of(number):.1f}" y="{HEIGHT - BOTTOM + 20}" text-anchor="middle">'
        f"{number:,}</text>"
        for number in sorted({x for x, _ in everything})
    ]
    parts.append(
        f'<text x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 10}" text-anchor="middle">'
        "briefs</text>"
    )
    ends = spread([y_of(one.points[-1][1]) for one in series], LABEL_GAP)
    for index, (one, end) in enumerate(zip(series, ends, strict=True)):
        colour = COLOURS[index % len(COLOURS)]
        places = [(x_of(x), y_of(y)) for x, y in one.points]
        line = "L".join(f"{x:.1f} {y:.1f}" for x, y in places)
        parts.append(
            f'<path d="M{line}" fill="none" stroke="{colour}" stroke-width="2" '
            f'stroke-dasharray="{DASHES[index % len(DASHES)]}"/>'
        )
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{colour}"/>' for x, y in places]
        x, y = places[-1]
        parts.append(
            f'<path d="M{x + 6:.1f} {y:.1f}L{x + 18:.1f} {end:.1f}" stroke="{colour}"/>'
            f'<text x="{x + 22:.1f}" y="{end + 4:.1f}" fill="{colour}">{escape(one.label)}</text>'
        )
    return "\n".join([*parts, "</svg>"]) + "\n"


def spread(places: Sequence[float], gap: float) -> list[float]:
    """Moves labels apart to keep a minimum gap, each as near to its wanted position as possible.

    Args:
        places: Wanted positions, in any order.
        gap: The minimum distance of two labels.
    """
    order = sorted(range(len(places)), key=lambda index: places[index])
    # Blocks of adjacent labels, each centred on the mean of its members' wanted positions.
    blocks: list[list[int]] = []
    for index in order:
        blocks.append([index])
        while len(blocks) > 1:
            above, below = blocks[-2:]
            distance = (len(above) + len(below)) / 2 * gap
            if _centre(below, places) - _centre(above, places) >= distance:
                break
            blocks[-2:] = [above + below]
    moved = list(places)
    for block in blocks:
        first = _centre(block, places) - (len(block) - 1) / 2 * gap
        for position, index in enumerate(block):
            moved[index] = first + position * gap
    return moved


def _centre(block: Sequence[int], places: Sequence[float]) -> float:
    return sum(places[index] for index in block) / len(block)


def _share(value: float, low: float, high: float) -> float:
    return 0.5 if low == high else math.log(value / low) / math.log(high / low)


def _ticks(low: float, high: float) -> list[float]:
    """Returns 1, 2 and 5 times each power of ten in a range."""
    decades = range(round(math.log10(low)), round(math.log10(high)) + 1)
    found = [digit * 10.0**power for power in decades for digit in (1, 2, 5)]
    return [value for value in found if low <= value <= high * 1.0001]
