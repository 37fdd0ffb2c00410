"""A picture with a title, alone in its paragraph, becomes a figure with a caption."""

from __future__ import annotations

import pytest

from archive.prose.markdown import Flavour, MarkdownRenderer
from archive.prose.sanitize_apart import clean_html

FIGURES = {
    '![A gauge](gauge.png "At Aswan")': (
        '<figure><img alt="A gauge" src="gauge.png"><figcaption>At Aswan</figcaption></figure>'
    ),
    '![A gauge](gauge.png "At Aswan | A. Otieno")': (
        '<figure><img alt="A gauge" src="gauge.png">'
        "<figcaption>At Aswan <small>A. Otieno</small></figcaption></figure>"
    ),
    '![A gauge](gauge.png "<b>At</b> & on")': (
        '<figure><img alt="A gauge" src="gauge.png">'
        "<figcaption>&lt;b&gt;At&lt;/b&gt; &amp; on</figcaption></figure>"
    ),
    '![A gauge](gauge.png "At Aswan"){ width=200 }': (
        '<figure><img alt="A gauge" src="gauge.png" width="200">'
        "<figcaption>At Aswan</figcaption></figure>"
    ),
    "![A gauge](gauge.png)": '<p><img alt="A gauge" src="gauge.png"></p>',
    'See ![A gauge](gauge.png "At Aswan").': (
        '<p>See <img alt="A gauge" src="gauge.png" title="At Aswan">.</p>'
    ),
}


@pytest.fixture(scope="module")
def renderer() -> MarkdownRenderer:
    return MarkdownRenderer(Flavour(("attr_list",)))


@pytest.mark.parametrize("text", FIGURES)
def test_a_title_becomes_a_caption(renderer: MarkdownRenderer, text: str) -> None:
    html = clean_html(renderer.render(text)[0])
    assert "".join(line.strip() for line in html.splitlines()) == FIGURES[text]
