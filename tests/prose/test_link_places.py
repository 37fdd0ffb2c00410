"""A message about a link has its place, not that of another link that contains its address."""

from __future__ import annotations

import pytest

from archive.prose.link_places import find_anchor, find_link

TEXT = """\
Read https://example.org/archive/about/ first.
[One](https://example.org/archive/about/) and `[code](/archive/about/)`.

```
[fenced](/archive/about/)
```
The words /archive/about/ are no link.
Here [it](/archive/about/) is, and [again](</archive/about/> "Title"), and
![a picture](/archive/about/map(1).png).

[ref]: /archive/about/#part
<a href="x.md?a=1&amp;b=2">raw</a> <https://example.net/>
"""


@pytest.mark.parametrize(
    ("address", "number", "place"),
    [
        ("/archive/about/", 0, (8, 11)),
        ("/archive/about/", 1, (8, 45)),
        ("/archive/about/", 5, (8, 45)),
        ("/archive/about/map(1).png", 0, (9, 14)),
        ("/archive/about/#part", 0, (11, 8)),
        ("x.md?a=1&b=2", 0, (12, 10)),
        ("https://example.net/", 0, (12, 37)),
        ("/archive/", 0, None),
    ],
)
def test_each_link_is_found_at_its_place(
    address: str, number: int, place: tuple[int, int] | None
) -> None:
    assert find_link(TEXT, address, number) == place


def test_a_rewritten_link_is_found_by_its_anchor() -> None:
    text = "[a](one.md#part) [b](two.md#part) [c](#part)"
    assert find_anchor(text, "part", "two") == (1, 22)
    assert find_anchor(text, "part", "three") == (1, 5)
    assert find_anchor(text, "other", "two") is None
