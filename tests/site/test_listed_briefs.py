"""Every actor that a brief names has a page that lists exactly the briefs that name it."""

from __future__ import annotations

from archive.build.archive import read_sources
from archive.core.problem_codes import UNREGISTERED
from archive.core.settings import Settings
from archive.lint.check import check_project
from archive.lint.project import read_project
from archive.resolve.graph import Graph
from tests.support.listed import named_in, wrongly_listed, wrongly_listed_regions
from tests.support.sites import Run

UNKNOWN = [
    'briefs/2020/upper-valley.md:4:16: error: unknown actor "Upper Valley Herders"',
    'briefs/2020/upper-valley.md:4:38: error: unknown actor "Keepers of the Pass"',
    'briefs/2020/upper-valley.md:7:15: error: unknown actor "Upper Valley Herders"',
]
"""The problems that the example has on purpose."""


def test_pages_of_the_example_list_their_briefs(example: Run, example_graph: Graph) -> None:
    assert len(named_in(example_graph)) >= 40
    assert wrongly_listed(example.site, example_graph) == []
    assert wrongly_listed_regions(example.site, example_graph) == []


def test_the_example_has_only_its_intended_problems(example: Run) -> None:
    problems = check_project(read_project(example.site.parent), cached=False, workers=1).problems
    found = [one for one in problems if one.code != UNREGISTERED]
    assert [str(one).partition(" (hint")[0] for one in found] == UNKNOWN
    for one in UNKNOWN:
        assert one.replace(" error:", "") in example.output
    assert example.output.count("WARNING") == len(UNKNOWN)


def test_pages_of_the_corpus_list_their_briefs(corpus: Run) -> None:
    graph = read_sources(corpus.site.parent, Settings()).graph
    assert len(named_in(graph)) >= 20
    assert wrongly_listed(corpus.site, graph) == []
    assert len(graph.listed) >= 10
    assert wrongly_listed_regions(corpus.site, graph) == []


def test_each_region_of_the_corpus_is_known(corpus: Run) -> None:
    assert "unknown region" not in corpus.output
