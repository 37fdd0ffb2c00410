"""Shortcuts through Markdown change nothing but the time it takes."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import markdown
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markdown.extensions import Extension
from markdown.inlinepatterns import SimpleTagInlineProcessor

from archive.prose.shortcuts import PlainParagraph, take_shortcuts
from tests.conftest import CORPUS
from tests.support.rough import rough_corpus
from tests.support.sites import EXAMPLE


class _Loader(yaml.SafeLoader):
    """Reads the site's configuration as far as Markdown goes: functions named in it are not."""


_Loader.add_multi_constructor("", lambda *_: None)


def converter(*more: str | Extension) -> markdown.Markdown:
    """A converter with the extensions of the site."""
    config = yaml.load((EXAMPLE / "mkdocs.yml").read_text("utf-8"), _Loader)
    names: list[str | Extension] = []
    configs: dict[str, dict[str, object]] = {}
    for one in config["markdown_extensions"]:
        name, settings = next(iter(one.items())) if isinstance(one, dict) else (one, None)
        names.append(name)
        configs[name] = {key: value for key, value in (settings or {}).items() if value is not None}
    return markdown.Markdown(extensions=[*names, *more], extension_configs=configs)


@pytest.fixture(scope="module")
def plain() -> markdown.Markdown:
    return converter()


@pytest.fixture(scope="module")
def quick() -> markdown.Markdown:
    made = converter()
    take_shortcuts(made)
    assert "plain-paragraph" in made.parser.blockprocessors
    return made


def same(text: str, plain: markdown.Markdown, quick: markdown.Markdown) -> bool:
    return quick.reset().convert(text) == plain.reset().convert(text)


def differing(
    texts: Iterable[tuple[str, str]], plain: markdown.Markdown, quick: markdown.Markdown
) -> list[str]:
    """The names of texts that shortcuts change; fails where there is no text at all."""
    named = dict(texts)
    assert len(named) > 15
    return [name for name, text in named.items() if not same(text, plain, quick)]


def read(files: Iterable[Path]) -> Iterable[tuple[str, str]]:
    return ((str(file), file.read_text("utf-8", "replace")) for file in files)


def test_the_example_becomes_the_same(plain: markdown.Markdown, quick: markdown.Markdown) -> None:
    assert differing(read(EXAMPLE.rglob("*.md")), plain, quick) == []


def test_rough_briefs_become_the_same(plain: markdown.Markdown, quick: markdown.Markdown) -> None:
    assert differing(rough_corpus().items(), plain, quick) == []


@pytest.mark.long
def test_real_briefs_become_the_same(plain: markdown.Markdown, quick: markdown.Markdown) -> None:
    if not CORPUS.is_dir():
        pytest.skip(f"there is no development corpus at {CORPUS}")
    assert differing(read(CORPUS.rglob("*.md")), plain, quick) == []


PIECES = st.sampled_from(
    [
        "word", "Word two", " ", "  ", "\n", "\n\n", "  \n", "    ", "\t", "- ", "* ", "1. ", "> ",
        "# ", "===", "---", "***", "*", "**", "_", "__", "~", "~~", "`", "``", "```\n", "~~~\n",
        "[", "]", "](x)", "![", "[^1]", "[^1]: ", "*[W]: ", "[a]: http://b.c\n", "[a]", "<b>",
        "</b>", "<div markdown>", "</div>", "<http://a.b>", "<a@b.c>", "&amp;", "&", "\\", "\\*",
        ": ", "|", "a | b\n", "-|-\n", "!!! note\n", "??? note\n", "{: .x}", "{ #id }", "- [ ] ",
        "é", "2021 was", "\u2018q\u2019", "\x02", "\x03", "<!-- c -->",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=30).map("".join))
def test_any_text_becomes_the_same(text: str) -> None:
    plain, quick = converter(), converter()
    take_shortcuts(quick)
    try:
        expected = plain.convert(text)
    except Exception as error:  # noqa: BLE001  # Markdown's own failures stay what they are
        with pytest.raises(type(error)):
            quick.convert(text)
        return
    assert quick.convert(text) == expected


class Shouts(Extension):
    """Takes paragraphs that begin with a letter, and marks without a first character of its own."""

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802
        md.inlinePatterns.register(SimpleTagInlineProcessor("()(loud)", "em"), "link", 500)
        md.parser.blockprocessors.register(Louder(md.parser), "louder", 500)


class Louder(PlainParagraph):
    """A processor that the shortcuts do not know."""


def test_what_an_extension_brings_is_asked_as_ever() -> None:
    plain, quick = converter(Shouts()), converter(Shouts())
    take_shortcuts(quick)
    assert "plain-paragraph" not in quick.parser.blockprocessors
    assert quick.convert("how loud it is") == plain.convert("how loud it is")
    assert "<em>loud</em>" in quick.convert("how loud it is")
