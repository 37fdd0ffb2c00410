"""HTML that is small but becomes large."""

from __future__ import annotations

from collections.abc import Callable


def reopened(count: int) -> str:
    """Each paragraph leaves a <b> open, which all later paragraphs open again."""
    return "<div>" + "".join(f"<p><i><b id=a{n}></i></p>" for n in range(count)) + "</div>"


BOMBS: dict[str, Callable[[int], str]] = {
    "reopened": reopened,
    "reopened in spans": lambda count: "".join(f"<span><b id=a{n}></span>" for n in range(count)),
    "hidden end tags": lambda count: "".join(
        f"<p title='</b>'><b id=a{n} title=\"</b>\"></p>" for n in range(count)
    ),
    "spaced end tags": lambda count: "".join(
        f'<p><b id=a{n} x = "></b>"></p>' for n in range(count)
    ),
    "end tags in comments": lambda count: "".join(
        f"<p><b id=a{n}><!-- </b> --></p>" for n in range(count)
    ),
    "end tags in text": lambda count: "".join(
        f"<p><b id=a{n}><xmp></b></xmp></p>" for n in range(count)
    ),
    "tables": lambda count: "<i><table><tr><td></i>" * count,
    "tables in links": lambda count: "<a href=b><table><tr><td></a>" * count,
    "blocks in spans": lambda count: "<span><div></span>" * count,
    "elements": lambda count: "<p><b>" * 150 + "<p>a" * count * 10,
}
"""HTML that grows with the square of a count, or is nested as deep as the count."""
