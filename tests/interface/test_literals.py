"""Templates and scripts have no words for readers outside calls of the catalogue.

``test_pseudo_language.py`` checks pages; this test also finds words that no test renders.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_file
from babel.messages.jslexer import tokenize, unquote_string
from jinja2 import Environment, nodes

from tests.support.sites import ROOT

TEMPLATES = sorted(
    file
    for folder in ("hooks/archive/render/templates", "hooks/theme")
    for file in (ROOT / folder).rglob("*.html")
    if file.parent.name != "languages"  # Material's own words, by language
)
SCRIPTS = sorted((ROOT / "docs" / "assets" / "javascripts").rglob("*.js"))
CALLS = {"_", "gettext", "pgettext", "ngettext"}
SHOWN = ("aria-label", "aria-description", "title", "placeholder", "alt", "label", "value")
"""Attributes whose values a reader sees or hears."""
NAMES = {"MkDocs", "Material for MkDocs", "Natural Earth"}
"""Names, which are the same in all languages."""
STYLE_WORDS = {"page", "true", "a", "span", "written", "archive archive--"}
"""Words of HTML and of the style sheet in conditional expressions."""
NOT_SHOWN = {"Enter", "Escape", "(min-width: 60em)", "input, textarea, select", "\ue000 more"}
"""Strings of scripts: keys, a media query, a selector, the name of a button in the program."""
WORD_LISTS = {"letters.js"}
"""Scripts that contain words of the language that is searched."""

_JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
_ATTRIBUTE = re.compile(rf'\b({"|".join(SHOWN)})="([^"]*)"')
_WORD = re.compile(r"[^\W\d_]{2,}")


def in_markup(source: str) -> Iterator[str]:
    """Yields the words of a template outside expressions: between tags and in some attributes."""
    markup = _JINJA.sub("\ue000", source)
    for text in _TAG.split(markup):
        yield from (piece for piece in text.split("\ue000") if _WORD.search(piece))
    for tag in _TAG.findall(markup):
        for _, value in _ATTRIBUTE.findall(tag):
            yield from (piece for piece in value.split("\ue000") if _WORD.search(piece))


def in_expressions(source: str) -> Iterator[str]:
    """Yields strings of a template's expressions that look like words and are in no message."""
    yield from _strings(Environment().parse(source), chosen=False)


def _strings(node: nodes.Node, *, chosen: bool) -> Iterator[str]:
    match node:
        case nodes.Call(node=nodes.Name(name=name)) if name in CALLS:
            values = (keyword.value for keyword in node.kwargs)
            for value in values:
                yield from _strings(value, chosen=False)
            return
        case nodes.Compare() | nodes.Test() | nodes.TemplateData():
            return
        case nodes.Const(value=str(text)) if text not in STYLE_WORDS:
            if looks_like_words(text) or (chosen and _WORD.search(text)):
                yield text
        case nodes.CondExpr():
            yield from _strings(node.test, chosen=False)
            yield from _strings(node.expr1, chosen=True)
            if node.expr2:
                yield from _strings(node.expr2, chosen=True)
            return
    for child in node.iter_child_nodes():
        yield from _strings(child, chosen=chosen)


def in_script(file: Path) -> Iterator[str]:
    """Yields strings of a script that look like words and are in no message."""
    messages: set[str | None] = set()
    for _, message, _, context in extract_from_file("javascript", file):
        messages.update((context, *(message if isinstance(message, tuple) else (message,))))
    before = ""
    for token in tokenize(file.read_text("utf-8"), jsx=False):
        if token.type in ("string", "template_string") and before != "Error":
            text = re.sub(r"\$\{[^}]*\}", "\ue000", unquote_string(token.value))
            if text not in messages and looks_like_words(text):
                yield text
        if token.type == "name":
            before = token.value


def looks_like_words(text: str) -> bool:
    """Returns whether a string looks like English: two words in a row, or one with a capital."""
    if not re.search(r"[A-Za-z]{2}", text) or re.search(r"[<=/#\[\]]|^\.", text):
        return False
    words = text.split()
    if all(re.fullmatch(r"[a-z]+(?:[-_]+[a-z\ue000]+)+", word) for word in words):
        return False  # classes of the style sheet
    if len(words) == 1:
        return bool(re.fullmatch(r"[A-Z][a-z]+[.:…]?", text))
    return bool(re.search(r"[A-Za-z]{2,}.* .*[A-Za-z]{2,}|\ue000 [a-z]{2}|^[A-Z][a-z]+ ", text))


def test_templates_and_scripts_are_found() -> None:
    assert len(TEMPLATES) > 15
    assert len(SCRIPTS) > 15


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.name)
def test_a_template_has_no_untranslated_words(file: Path) -> None:
    source = file.read_text("utf-8")
    assert [text for text in in_markup(source) if text.strip() not in NAMES] == []
    assert [text for text in in_expressions(source) if text not in NAMES] == []


@pytest.mark.parametrize("file", SCRIPTS, ids=lambda file: file.name)
def test_a_script_has_no_untranslated_words(file: Path) -> None:
    found = [text for text in in_script(file) if text not in NOT_SHOWN]
    if file.name in WORD_LISTS:
        found = [text for text in found if not re.fullmatch(r" ?[a-z]+(?: [a-z]+)+", text)]
    assert found == []


@pytest.mark.parametrize(
    "source",
    [
        "<h1>Sources</h1>",
        '<nav aria-label="Menu"></nav>',
        '<a title="{{ name }}, country">{{ name }}</a>',
        "<p>{{ number }} briefs</p>",
        "{% if x %}none{% endif %}",
    ],
)
def test_words_in_markup_are_found(source: str) -> None:
    assert list(in_markup(source))


@pytest.mark.parametrize(
    "source",
    [
        '{{ chips(list, label="Actors") }}',
        '{{ "brief" if number == 1 else "briefs" }}',
        '{{ _("part of {name}", name="the world") }}',
        '{% set title = "All briefs" %}',
    ],
)
def test_words_in_expressions_are_found(source: str) -> None:
    assert list(in_expressions(source))


@pytest.mark.parametrize(
    "script",
    [
        'element("p", {}, "Close");',
        "told.textContent = `${number} results`;",
        'told.textContent = number + " of them";',
        'element("input", { placeholder: "Search briefs" });',
    ],
)
def test_words_in_scripts_are_found(script: str, tmp_path: Path) -> None:
    file = tmp_path / "a.js"
    file.write_text(script, "utf-8")
    assert list(in_script(file))
