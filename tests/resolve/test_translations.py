"""Translations: what they take from their original, which version lists show, what lint says."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from archive.build.archive import read_sources
from archive.core.settings import Settings
from archive.resolve.graph import Graph
from archive.resolve.translations import listed_version
from tests.support.lint import lint

RAIL = {"rail": "title: The railway\ndate: 2024-03-01\nactors: [Kenya, Ethiopia]\n"}


def make(project: Path, briefs: Mapping[str, str]) -> Path:
    """Writes briefs, given as name → front matter."""
    (project / "mkdocs.yml").write_text("site_name: A site\n", "utf-8")
    for name, front in briefs.items():
        file = project / f"briefs/2024/{name}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"---\n{front}---\nThe text.\n", "utf-8")
    return project


def graph_of(project: Path, briefs: Mapping[str, str], language: str = "en") -> Graph:
    """Returns the graph of briefs."""
    return read_sources(make(project, briefs), Settings(), language=language).graph


def french(further: str = "") -> str:
    """Returns the front matter of a French translation."""
    return f"title: Le rail\nlanguage: fr\ntranslation_of: rail.md\n{further}"


def test_what_is_left_out_comes_from_the_original(tmp_path: Path) -> None:
    front = (
        RAIL["rail"] + "tags: [rail]\nsummary: In short.\nregion: World\nseries: Notes\nissue: 2\n"
    )
    graph = graph_of(tmp_path, {"rail": front, "fr": french("series: Cahiers\n")})
    translated = graph.by_path["briefs/2024/fr.md"]
    brief = translated.brief
    assert translated.actors == ("ke", "et")
    assert translated.regions == ("world",)
    assert (brief.date.isoformat(), brief.tags) == ("2024-03-01", ("rail",))
    assert (brief.series, brief.issue) == ("Cahiers", "2")
    assert brief.summary == "", "the text is its own"


def test_a_work_is_counted_once_and_each_version_has_a_page(tmp_path: Path) -> None:
    graph = graph_of(tmp_path, {**RAIL, "fr": french()})
    assert [one.brief.title for one in graph.briefs] == ["The railway"]
    assert [one.brief.title for one in graph.versions] == ["The railway", "Le rail"]
    assert graph.count("ke") == 1
    assert graph.listed_at(1) == 0
    assert graph.languages == ("en", "fr")


@pytest.mark.parametrize(
    ("language", "title"), [("en", "The railway"), ("fr", "Le rail"), ("de", "The railway")]
)
def test_lists_show_the_version_in_the_language_of_the_site(
    tmp_path: Path, language: str, title: str
) -> None:
    briefs = {"rail": RAIL["rail"] + "language: en\n", "fr": french()}
    graph = graph_of(tmp_path, briefs, language)
    assert [one.brief.title for one in graph.briefs] == [title]
    assert graph.original_of(graph.versions[1].brief).title == "The railway"
    assert listed_version(graph.works["briefs/2024/fr.md"], f"{language}-XX").title == title


def test_a_translation_waits_with_its_original(tmp_path: Path) -> None:
    make(tmp_path, {"rail": RAIL["rail"] + "draft: true\n", "fr": french()})
    sources = read_sources(tmp_path, Settings())
    assert sources.graph.versions == ()
    assert len(sources.held) == 2
    preview = read_sources(tmp_path, Settings(), drafts=True).graph
    assert all(one.brief.draft for one in preview.versions)


def test_an_unknown_actor_is_reported_in_the_original_only(tmp_path: Path) -> None:
    front = "title: A\ndate: 2024-03-01\nactors: [Nowhere]\n"
    make(tmp_path, {"rail": front, "fr": french()})
    problems = read_sources(tmp_path, Settings()).problems
    assert [str(one.place) for one in problems] == ["briefs/2024/rail.md:4:10"]


ORIGINAL = "write the file of the original, relative to this one: ../2023/slug.md"


@pytest.mark.parametrize(
    ("briefs", "said"),
    [
        (
            {"fr": "title: Le rail\nlanguage: fr\ntranslation_of: raill.md\n"},
            (
                'fr.md:4:17: "translation_of" names "raill.md", which is not a brief'
                f' — did you mean "rail.md"? (hint: {ORIGINAL})'
            ),
        ),
        (
            {"fr": "title: Le rail\nlanguage: fr\ntranslation_of: fr.md\n"},
            "fr.md:4:17: a brief cannot be a translation of itself (hint: name the original)",
        ),
        (
            {
                "fr": french(),
                "it": "title: La rotaia\nlanguage: it\ntranslation_of: fr.md\n",
            },
            (
                "it.md:4:17: briefs/2024/fr.md is itself a translation"
                ' — did you mean "rail.md"? (hint: name the original)'
            ),
        ),
        (
            {"fr": "title: The rail\ntranslation_of: rail.md\n"},
            (
                "fr.md:3:17: this translation and its original are both in English"
                " (hint: write the language of this text, such as language: fr)"
            ),
        ),
        (
            {"en": "title: The rail\ntranslation_of: rail.md\nlanguage: en\n"},
            (
                "en.md:3:17: this translation and its original are both in English"
                " (hint: write the language of the original, such as language: fr)"
            ),
        ),
        (
            {"fr": french(), "fr-2": french()},
            (
                "fr.md:4:17: briefs/2024/fr-2.md already translates briefs/2024/rail.md into French"
                " (hint: correct the language of one of them, or delete it)"
            ),
        ),
        (
            {
                "rail": RAIL["rail"] + "updates: [{date: 2024-06-01, note: It opened.}]\n",
                "fr": french(),
            },
            (
                "fr.md:4:17: the original has changed since this translation: 2024-06-01"
                " (hint: bring it up to date, then write translated: 2024-06-01)"
            ),
        ),
        (
            {
                "new": "title: A\ndate: 2024-07-01\nactors: [Kenya]\nreplaces: rail.md\n",
                "fr": french("date: 2024-06-30\n"),
            },
            (
                "fr.md:4:17: the original has changed since this translation: 2024-07-01"
                " (hint: bring it up to date, then write translated: 2024-07-01)"
            ),
        ),
        (
            {
                "rail": RAIL["rail"] + "withdrawn: {date: 2024-06-01, reason: Wrong.}\n",
                "fr": french(),
            },
            "fr.md:4:17: the original is withdrawn (hint: withdraw the translation too)",
        ),
        (
            {"fr": french("actors: [Kenya]\n")},
            (
                "fr.md:4:17: names other actors than its original"
                ' (hint: leave "actors" out: they come from there)'
            ),
        ),
        (
            {"rail": RAIL["rail"] + "translated: 2024-06-01\n"},
            (
                'rail.md:2:1: "translated" says nothing without "translation_of"'
                " (hint: delete the key)"
            ),
        ),
        ({"fr": french("actors: [Éthiopie, Kenia]\n")}, ""),
        (
            {
                "rail": RAIL["rail"] + "updates: [{date: 2024-06-01, note: It opened.}]\n",
                "fr": french("translated: 2024-06-01\n"),
            },
            "",
        ),
    ],
)
def test_lint_finds_wrong_and_outdated_translations(
    tmp_path: Path, briefs: Mapping[str, str], said: str
) -> None:
    make(tmp_path, {**RAIL, **briefs})
    assert lint(tmp_path) == ([f"briefs/2024/{said}"] if said else [])
    assert not [one for one in read_sources(tmp_path, Settings()).graph.versions if not one.actors]


def test_an_original_still_needs_its_keys(tmp_path: Path) -> None:
    make(tmp_path, {"a": "title: A\ntranslation_of: ~\n"})
    assert [line.partition(" (")[0] for line in lint(tmp_path)] == [
        'briefs/2024/a.md:2:1: required key "actors" is missing',
        'briefs/2024/a.md:2:1: required key "date" is missing',
    ]
