"""Addresses are safe, short and never empty."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.core import urls


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Côte d'Ivoire", "cote-divoire"),
        ("DR Congo", "dr-congo"),
        ("India–Central Asia Summit 2022", "india-central-asia-summit-2022"),
        ("  a / b?c#d%e  ", "a-b-c-d-e"),
        ("../../etc/passwd", "etc-passwd"),
    ],
)
def test_a_slug_has_only_letters_digits_and_hyphens(name: str, slug: str) -> None:
    assert urls.slugify(name) == slug


@given(st.text())
def test_every_string_has_a_safe_slug(text: str) -> None:
    slug = urls.slugify(text)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)
    assert len(slug) <= urls.MAX_SLUG


def test_names_in_another_script_do_not_collide() -> None:
    assert urls.slugify("Организация") != urls.slugify("Содружество")


def test_long_names_that_begin_alike_do_not_collide() -> None:
    assert urls.slugify("a" * 150 + "b") != urls.slugify("a" * 150 + "c")


def test_the_address_of_a_brief_follows_from_its_file_or_slug() -> None:
    assert urls.brief_url("briefs/2022/india-csto.md", "briefs") == "briefs/2022/india-csto/"
    assert urls.brief_url("notes/a/b.md", "notes", slug="New Name") == "briefs/a/new-name/"


def test_the_path_to_the_root_has_one_step_for_each_folder() -> None:
    assert urls.path_to_root("") == ""
    assert urls.path_to_root("countries/india/") == "../../"


def test_a_valid_address_part_is_kept() -> None:
    """A name loses a leading "the"; an address that an author chose does not."""
    assert urls.slugify("The PB 2024") == "pb-2024"
    assert urls.brief_url("briefs/2024/x.md", "briefs", "the-pb-2024") == "briefs/2024/the-pb-2024/"
    assert urls.last_part("The PB") == "pb"
