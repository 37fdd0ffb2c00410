"""A brief with a very long title is published; lists show the beginning of the title."""

from __future__ import annotations

from pathlib import Path

from archive.build.archive import assemble, read_sources
from archive.core.settings import Settings
from archive.pages.brief import brief_page
from archive.pages.cards import TITLE_LENGTH, brief_card
from archive.prose.body import EMPTY
from archive.prose.markdown import Flavour

TITLE = "Joint statement " + "of many parties " * 30


def test_a_long_title_is_shortened_only_in_lists(tmp_path: Path) -> None:
    for name, title in (("a", TITLE), ("b", "Short")):
        file = tmp_path / "briefs" / f"{name}.md"
        file.parent.mkdir(exist_ok=True)
        text = f"---\ntitle: {title}\ndate: 2022-02-01\nactors: [India]\n---\nText.\n"
        file.write_text(text, encoding="utf-8")
    sources = read_sources(tmp_path, Settings())
    assert [str(one.level) for one in sources.problems] == ["warning"]
    context = assemble(sources, Settings(), Flavour(), {}).context
    at = {one.brief.path: number for number, one in enumerate(context.graph.briefs)}
    long, short = at["briefs/a.md"], at["briefs/b.md"]
    card = brief_card(context, long)
    assert card.title.endswith("many…")
    assert len(card.title) <= TITLE_LENGTH + 1
    page = brief_page(context, long, EMPTY)
    assert page.title == TITLE.strip()
    neighbours = [brief_page(context, short, EMPTY).older, brief_page(context, short, EMPTY).newer]
    assert [link.text for link in neighbours if link] == [card.title]
