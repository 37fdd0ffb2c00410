"""The archive's own settings are validated."""

from __future__ import annotations

import pytest

from archive.core.settings import Settings
from archive.core.settings_file import read_settings


def test_empty_settings_are_the_defaults() -> None:
    settings, problems = read_settings(None, "mkdocs.yml", site_name="An archive")
    assert settings == Settings(site_name="An archive")
    assert problems == ()


def test_given_values_are_used() -> None:
    settings, problems = read_settings({"newest": 3, "link_mentions": False}, "mkdocs.yml")
    assert (settings.newest, settings.link_mentions, problems) == (3, False, ())


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (
            {"pair_minimun": 3},
            'unknown setting "pair_minimun" in extra.archive — did you mean "pair_minimum"?',
        ),
        ({"newest": "many"}, "extra.archive.newest must be a whole number, not 'many'"),
        ({"newest": -1}, "extra.archive.newest must be a whole number, not -1"),
        ({"newest": True}, "extra.archive.newest must be a whole number, not True"),
        ({"tagline": 3}, "extra.archive.tagline must be a string, not 3"),
        ({"link_mentions": 1}, "extra.archive.link_mentions must be true or false, not 1"),
        (
            {"search": "pagfind"},
            'must be pagefind, material or none, not "pagfind" — did you mean "pagefind"?',
        ),
        (
            {"search": {"engine": "opensearch", "url": "search.example.org/briefs"}},
            "(hint: write {engine: opensearch, url: https://search.example.org/briefs})",
        ),
        (
            {"search": {"engine": "solr", "url": "https://search.example.org/briefs"}},
            "extra.archive.search names no search server that can be used: {'engine': 'solr', ",
        ),
        (
            {"commit_url": "https://git.example.org/commit/"},
            (
                'is not the address of a commit: "https://git.example.org/commit/" (hint: write an '
                "address with {commit} for the hash: https://git.example.org/x/commit/{commit})"
            ),
        ),
        ({"history": "on"}, 'must be auto, always or never, not "on"'),
        ({"site_url": "x"}, 'unknown setting "site_url" in extra.archive'),
        (["briefs"], "extra.archive is not a mapping"),
    ],
)
def test_each_mistake_is_reported(given: object, message: str) -> None:
    _, problems = read_settings(given, "mkdocs.yml")
    assert len(problems) == 1
    assert message in str(problems[0])
    assert str(problems[0]).startswith("mkdocs.yml:1:1: error: ")


def test_a_search_server_is_an_engine_and_an_address() -> None:
    given = {"search": {"engine": "opensearch", "url": "https://search.example.org:9200/briefs/"}}
    settings, problems = read_settings(given, "mkdocs.yml")
    assert not problems
    assert settings.search == "opensearch"
    assert settings.search_url == "https://search.example.org:9200/briefs"
    assert settings.search_origin == "https://search.example.org:9200"
    assert settings.has_search_page
