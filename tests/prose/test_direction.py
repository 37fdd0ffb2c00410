"""Text that runs from right to left: each block has the direction of its own text."""

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


def test_every_block_of_such_a_brief_has_a_direction() -> None:
    made = html(MARKDOWN)
    for block in ("<p ", '<h2 id="العنوان" ', "<li ", "<th ", "<td "):
        assert f'{block}dir="auto">' in made
    assert '<p dir="ltr">' in made


def test_a_brief_without_such_letters_needs_none() -> None:
    assert "dir=" not in html("Text\n\n- é\n\n## Итоги")


@pytest.mark.parametrize(("language", "directed"), [("ar", True), ("fr", False)])
def test_an_interface_from_right_to_left_shows_other_text_as_it_runs(
    language: str, directed: bool
) -> None:
    body, _ = render("Text", catalogue=Catalogue(language))
    assert ('<p dir="auto">' in body.html) is directed
