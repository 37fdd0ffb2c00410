"""Shortcuts in Markdown change only the time that rendering takes."""

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
    """Reads the settings of Markdown; names of functions become None."""


_Loader.add_multi_constructor("", lambda *_: None)


def converter(*more: str | Extension) -> markdown.Markdown:
    """Returns a converter with the extensions of the site."""
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
    """Returns the names of texts that shortcuts change; fails if there are too few texts."""
    named = dict(texts)
    assert len(named) > 15
    return [name for name, text in named.items() if not same(text, plain, quick)]


def read(files: Iterable[Path]) -> Iterable[tuple[str, str]]:
    return ((str(file), file.read_text("utf-8", "replace")) for file in files)


def test_shortcuts_do_not_change_the_example(
    plain: markdown.Markdown, quick: markdown.Markdown
) -> None:
    assert differing(read(EXAMPLE.rglob("*.md")), plain, quick) == []


def test_shortcuts_do_not_change_irregular_briefs(
    plain: markdown.Markdown, quick: markdown.Markdown
) -> None:
    assert differing(rough_corpus().items(), plain, quick) == []


@pytest.mark.long
def test_shortcuts_do_not_change_real_briefs(
    plain: markdown.Markdown, quick: markdown.Markdown
) -> None:
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
def test_shortcuts_do_not_change_any_text(text: str) -> None:
    plain, quick = converter(), converter()
    take_shortcuts(quick)
    try:
        expected = plain.convert(text)
    except Exception as error:  # noqa: BLE001  # Markdown's own exceptions are the same
        with pytest.raises(type(error)):
            quick.convert(text)
        return
    assert quick.convert(text) == expected


class Shouts(Extension):
    """Processes paragraphs that begin with a letter, and a pattern without a first character."""

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802
        md.inlinePatterns.register(SimpleTagInlineProcessor("()(loud)", "em"), "link", 500)
        md.parser.blockprocessors.register(Louder(md.parser), "louder", 500)


class Louder(PlainParagraph):
    """A processor that the shortcuts do not know."""


def test_unknown_processors_and_patterns_still_run() -> None:
    plain, quick = converter(Shouts()), converter(Shouts())
    take_shortcuts(quick)
    assert "plain-paragraph" not in quick.parser.blockprocessors
    assert quick.convert("how loud it is") == plain.convert("how loud it is")
    assert "<em>loud</em>" in quick.convert("how loud it is")
