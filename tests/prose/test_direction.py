"""In briefs with right-to-left text, each block has the direction of its own text."""

from __future__ import annotations

import pytest

from archive.core.catalogue import Catalogue
from tests.prose.support import html, render

MARKDOWN = """\
Text

## العنوان

- عربي

| الاسم | Name |
|---|---|
| مصر | Egypt |

<p dir="ltr">مصر</p>
"""


def test_every_block_of_a_brief_with_right_to_left_text_has_a_direction() -> None:
    made = html(MARKDOWN)
    for block in ("<p ", '<h2 id="العنوان" ', "<li ", "<th ", "<td "):
        assert f'{block}dir="auto">' in made
    assert '<p dir="ltr">' in made


def test_a_brief_without_right_to_left_text_has_no_direction() -> None:
    assert "dir=" not in html("Text\n\n- é\n\n## Итоги")


@pytest.mark.parametrize(("language", "directed"), [("ar", True), ("fr", False)])
def test_left_to_right_text_has_a_direction_in_a_right_to_left_interface(
    language: str, directed: bool
) -> None:
    body, _ = render("Text", catalogue=Catalogue(language))
    assert ('<p dir="auto">' in body.html) is directed
