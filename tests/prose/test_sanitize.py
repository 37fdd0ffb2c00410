"""The allow-list keeps what Markdown needs, and removes what could run or deceive."""

from __future__ import annotations

import pytest

from archive.prose.markdown import Flavour, MarkdownRenderer
from archive.prose.sanitize import sanitize
from tests.prose.support import html, render

KEPT = {
    "admonition": (
        '!!! note "T"\n    body',
        '<div class="admonition note">\n<p class="admonition-title">T</p>\n<p>body</p>\n</div>',
    ),
    "details": ('??? tip "x"\n    y', '<details class="tip">\n<summary>x</summary>'),
    "open details": ('???+ tip "x"\n    y', '<details class="tip" open="open">'),
    "footnote mark": (
        "A[^1]\n\n[^1]: B.",
        '<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup>',
    ),
    "footnote": ("A[^1]\n\n[^1]: B.", '<li id="fn:1">'),
    "link back": ("A[^1]\n\n[^1]: B.", '<a class="footnote-backref" href="#fnref:1"'),
    "aligned table": ("a|b\n:-|-:\n1|2", '<td align="right">2</td>'),
    "task list": (
        "- [x] done\n- [ ] open",
        '<li class="task-list-item"><input type="checkbox" disabled="" checked=""> done</li>',
    ),
    "highlight": ("```python\ndef f(): pass\n```", '<span class="k">def</span>'),
    "line numbers": ('```python linenums="1"\nf()\n```', '<td class="linenos">'),
    "marked line": ('```python hl_lines="1"\nf()\n```', '<span class="hll">'),
    "file name": ('```python title="a.py"\nf()\n```', '<span class="filename">a.py</span>'),
    "figure": (
        "<figure markdown>\n*a*\n<figcaption>c</figcaption>\n</figure>",
        "</p>\n<figcaption>c</figcaption>\n</figure>",
    ),
    "definition list": ("Term\n:   Def", "<dl>\n<dt>Term</dt>\n<dd>Def</dd>\n</dl>"),
    "abbreviation": ("HTML\n\n*[HTML]: Hyper", '<abbr title="Hyper">HTML</abbr>'),
    "deletion": ("~~x~~", "<del>x</del>"),
    "heading": ("## Next steps", '<h2 id="next-steps">'),
    "own id": ("## Next {#then}\n\n[x](#then)", '<a href="#then">x</a>'),
    "language": ('<p lang="fr" dir="ltr">x</p>', '<p lang="fr" dir="ltr">x</p>'),
    "mail": ("[x](mailto:a@a.example)", '<a href="mailto:a@a.example">x</a>'),
    "numbered from": ("3. a\n4. b", '<ol start="3">'),
}


@pytest.mark.parametrize("name", KEPT)
def test_output_of_extensions_is_kept(name: str) -> None:
    source, wanted = KEPT[name]
    assert wanted in html(source)


def test_tabs_are_kept_where_configured() -> None:
    extensions = ("pymdownx.superfences", "pymdownx.tabbed")
    flavour = Flavour(extensions, {"pymdownx.tabbed": {"alternate_style": True}})
    text = '=== "One"\n    a\n\n=== "Two"\n    b'
    out = render(text, MarkdownRenderer(flavour))[0].html
    assert '<div class="tabbed-set tabbed-alternate">' in out
    assert 'id="__tabbed_1_2"' in out
    assert 'name="__tabbed_1"' in out
    assert '<label for="__tabbed_1_2">' in out


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ('<p class="md-overlay md-search note">x</p>', '<p class="note">x</p>'),
        ('<pre class="mermaid">graph</pre>', "<pre>graph</pre>"),
        ('<pre class="language-mermaid">graph</pre>', "<pre>graph</pre>"),
        ('<p class="archive-header">x</p>', "<p>x</p>"),
        ('<p id="__search">x</p>', '<p id="text-__search">x</p>'),
        ('<p id="archive-actors">x</p>', '<p id="text-archive-actors">x</p>'),
        ('<a href="#archive-actors">x</a>', '<a href="#text-archive-actors">x</a>'),
        ('<label for="__palette_1">x</label>', "<label>x</label>"),
        ('<input name="q" id="a">', ""),
        ('<input type="text">', ""),
        ('<input type="image" src="a">', ""),
        ('<p style="position:fixed" onclick="a()" data-x="1">x</p>', "<p>x</p>"),
        ("a<script>b</script>c", "ac"),
        ("a<svg><a href='javascript:b'>c</a></svg>d", "ad"),
        ("a<math><mi>b</mi></math>c", "ac"),
        ('a<iframe src="https://b.example/">c<script>d</script></iframe>e', "ae"),
        ("<form action='/x'><button>a</button></form>", "a"),
        ("<base href='//b.example/'><meta http-equiv=refresh content=0>a", "a"),
        ("<object data=b>a</object><embed src=b>", "a"),
        ("<!-- a -->b", "b"),
    ],
)
def test_anything_else_is_removed(source: str, wanted: str) -> None:
    assert sanitize(source) == wanted


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java&#9;script:alert(1)",
        "java\nscript:alert(1)",
        "&#1;javascript:alert(1)",
        "&#106;avascript:alert(1)",
        "javascript&colon;alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:a",
        "blob:https://a.example/1",
        "file:///etc/passwd",
        "view-source:javascript:a",
    ],
)
def test_addresses_that_run_scripts_are_removed(address: str) -> None:
    assert sanitize(f'<a href="{address}">a</a>') == "<a>a</a>"
    assert sanitize(f'<img src="{address}" alt="a">') == '<img alt="a">'
    out = html(f'[a]({address}) <a href="{address}">a</a> [b]\n\n[b]: {address}\n')
    assert "href" not in out


def test_links_to_a_renamed_id_are_renamed_too() -> None:
    body, _ = render("## Archive notes\n\n[up](#archive-notes)")
    assert '<h2 id="text-archive-notes">' in body.html
    assert '<a href="#text-archive-notes">up</a>' in body.html
    assert body.headings[0].id == "text-archive-notes"
