"""Undocumented details of Python-Markdown and pymdown-extensions that the program relies on."""

from __future__ import annotations

import re
from typing import Any

import markdown
import pytest
from markdown import inlinepatterns, treeprocessors

from archive.prose.sanitize import CLASSES, sanitize
from archive.prose.shortcuts import FOUND_BY, KNOWN_BLOCKS, InlineProcessor, PlainParagraph

ALL = (
    "abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "sane_lists",
    "tables", "toc", "pymdownx.details", "pymdownx.highlight", "pymdownx.superfences",
    "pymdownx.tabbed", "pymdownx.tasklist", "pymdownx.tilde",
)  # fmt: skip
SETTINGS: dict[str, dict[str, Any]] = {
    "pymdownx.tabbed": {"alternate_style": True},
    "pymdownx.tasklist": {"custom_checkbox": True},
    "pymdownx.highlight": {"anchor_linenums": True, "linenums": True, "linenums_style": "table"},
}
TEXT = """\
# A heading

A note[^1] on `code`, ~~gone~~.

[^1]: The note.

!!! note inline end
    Text.

??? tip "More"
    Text.

- [x] done
- [ ] not done

``` python title="x.py" hl_lines="1"
x = 1
```

=== "One"
    Text.

=== "Two"
    Text.
"""


@pytest.fixture
def converter() -> markdown.Markdown:
    """A converter with every extension that the site's sanitizer knows."""
    return markdown.Markdown(extensions=ALL, extension_configs=SETTINGS)


def test_the_private_methods_that_a_shortcut_replaces_exist() -> None:
    base = treeprocessors.InlineProcessor
    assert base.__name__ == InlineProcessor.__name__, "names of private methods begin with it"
    assert hasattr(base, "_InlineProcessor__applyPattern")
    assert hasattr(base, "_InlineProcessor__handleInline")
    assert InlineProcessor in base.__subclasses__()


def test_the_private_method_is_called(converter: markdown.Markdown) -> None:
    class Listening(InlineProcessor):
        heard: tuple[str, ...] = ()

        def _InlineProcessor__handleInline(self, data: str, _: int = 0) -> str:  # noqa: N802
            self.heard += (data,)
            return data

    converter.treeprocessors.register(listening := Listening(converter), "inline", 20)
    converter.convert("some text")
    assert listening.heard == ("some text",)


def test_patterns_have_the_expected_names_classes_and_tokens(
    converter: markdown.Markdown,
) -> None:
    patterns = converter.inlinePatterns
    for name, (class_, _) in FOUND_BY.items():
        at = patterns.get_index_for_name(name)
        assert type(patterns[at]) is class_, name
    for pattern in patterns:
        if type(pattern) is inlinepatterns.DelimiterProcessor:
            assert pattern.tokens
            assert all(isinstance(token, str) and token for token in pattern.tokens)


def test_no_processor_is_unknown(converter: markdown.Markdown) -> None:
    processors = converter.parser.blockprocessors
    known = {*KNOWN_BLOCKS, *(type(one) for one in processors if "tabbed" in type(one).__module__)}
    assert {type(one) for one in processors} <= known
    processors.register(PlainParagraph(converter.parser), "plain", 1000)
    assert type(processors[0]) is PlainParagraph, "the highest priority is called first"
    assert [name for name in converter.treeprocessors if type(name) is InlineProcessor] == []
    assert converter.treeprocessors.get_index_for_name("inline") >= 0


def test_every_class_in_the_output_is_allowed(converter: markdown.Markdown) -> None:
    html = converter.convert(TEXT)
    written = {one for value in re.findall(r'class="([^"]*)"', html) for one in value.split()}
    assert {"admonition", "footnote-ref", "task-list-item", "tabbed-set", "highlight"} <= written
    assert {one for one in written - CLASSES if not one.startswith("language-")} == set()


def test_every_id_of_an_extension_is_kept(converter: markdown.Markdown) -> None:
    html = converter.convert(TEXT)
    clean = sanitize(html)
    ids = set(re.findall(r'id="([^"]*)"', html))
    assert any(id_.startswith("__tabbed_") for id_ in ids)
    assert any(id_.startswith("__codelineno-") for id_ in ids)
    assert ids == set(re.findall(r'id="([^"]*)"', clean))
    assert set(re.findall(r'for="([^"]*)"', html)) == set(re.findall(r'for="([^"]*)"', clean))


def test_headings_and_paragraphs_have_the_expected_markup(
    converter: markdown.Markdown,
) -> None:
    html = sanitize(converter.convert("## A heading {.note}\n\nText.\n"))
    assert html == '<h2 class="note" id="a-heading">A heading</h2>\n<p>Text.</p>'
