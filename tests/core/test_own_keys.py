"""A site declares further keys of front matter in its settings."""

from __future__ import annotations

import pytest

from archive.core.own_keys import OwnKey
from archive.core.settings_file import read_settings


def test_a_key_has_a_label_a_shape_and_where_it_is_shown() -> None:
    given = {
        "desk": "Desk",
        "file_number": {"shape": "number", "page": False},
        "ended": {"label": "Fieldwork ended", "shape": "date", "facet": True},
        "site": {"label": "Site", "shape": "URL"},
    }
    settings, problems = read_settings({"metadata": given}, "mkdocs.yml")
    assert problems == ()
    assert settings.metadata == (
        OwnKey("desk", "Desk"),
        OwnKey("file_number", "File number", "number", page=False),
        OwnKey("ended", "Fieldwork ended", "date", facet=True),
        OwnKey("site", "Site", "url"),
    )


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (
            ["desk"],
            (
                " must be a mapping of keys (hint: write a key and its options: "
                "desk: {label: Desk, facet: true})"
            ),
        ),
        (
            {"Desk": "Desk"},
            (
                ".Desk: is not a key "
                "(hint: write small letters, digits, - and _, beginning with a letter)"
            ),
        ),
        (
            {"title": "Title"},
            ".title: the program has a key of this name (hint: choose another name)",
        ),
        (
            {"desk": {"lable": "Desk"}},
            (
                '.desk: unknown option "lable" — did you mean "label"? '
                "(hint: options: label, shape, page, facet)"
            ),
        ),
        (
            {"desk": {"shape": "strings"}},
            (
                '.desk: "strings" is not a shape — did you mean "string"? '
                "(hint: write one of: string, list, date, url, number)"
            ),
        ),
        (
            {"desk": {"facet": "yes"}},
            '.desk: "facet" must be true or false (hint: write true or false)',
        ),
        (
            {"desk": None},
            (
                ".desk: has neither a label nor options (hint: write a label, or options: "
                "{label: Desk, shape: string, page: true, facet: true})"
            ),
        ),
    ],
    ids=["list", "capital", "taken", "option", "shape", "flag", "empty"],
)
def test_a_wrong_declaration_is_an_error(given: object, told: str) -> None:
    settings, problems = read_settings({"metadata": given}, "mkdocs.yml")
    assert settings.metadata == ()
    expected = f"mkdocs.yml:1:1: error: extra.archive.metadata{told}"
    assert [str(one) for one in problems] == [expected]
