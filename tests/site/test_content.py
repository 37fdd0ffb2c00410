"""Every actor that a brief names has a page, which lists exactly the briefs that name it."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from lxml import html

from archive.build.archive import read_sources
from archive.core.settings import Settings
from tests.support.sites import Run


def listed(page: Path) -> set[str]:
    """The addresses of the briefs that a page lists under "Briefs"."""
    tree = html.parse(str(page), parser=html.HTMLParser(encoding="utf-8")).getroot()
    links = tree.xpath("//section[contains(@class, 'briefs')]//*[@class='card__title']/a/@href")
    return {str(link).lstrip("./") for link in links}


def check(run: Run) -> int:
    """Compares all pages of actors with the briefs' front matter; returns how many there were."""
    graph = read_sources(run.site.parent, Settings()).graph
    named: dict[str, set[str]] = defaultdict(set)
    for resolved in graph.briefs:
        for id_ in resolved.named:
            named[id_].add(resolved.brief.url)
    assert named
    for id_, urls in named.items():
        assert listed(run.site / graph.entities[id_].url / "index.html") == urls, id_
    return len(named)


def test_example(example: Run) -> None:
    assert check(example) >= 40


def test_corpus(corpus: Run) -> None:
    assert check(corpus) >= 20


def test_unknown_regions_of_the_corpus_are_named(corpus: Run) -> None:
    assert 'unknown region "Central Europe"' in corpus.output
    assert 'did you mean "Southern Europe"?' in corpus.output
