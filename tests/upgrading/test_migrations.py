"""Migrations change only what a version needs, and nothing when they run again."""

from __future__ import annotations

import re

import pytest
from packaging.version import Version

from archive.upgrading.changelog import OLDEST, changes_between, version_of
from archive.upgrading.migrations import (
    MAINTAINERS_PAGES,
    MIGRATIONS,
    Fork,
    Migration,
    migrate_registry,
    migrate_settings,
)
from archive.upgrading.own_files import PROGRAM_PAGES, is_own
from tests.support.program_pages import NAMES
from tests.support.sites import ROOT

OLD, NEW = Version("0.1.0"), Version("0.2.0")
FORK = Fork({"netlify.toml"}, {"netlify.toml": "netlify", ".gitlab-ci.yml": "gitlab-pages"})
CONFIGURATIONS = [
    "site_name: A\n",
    "site_name: A",
    "site_name: A\nexclude_docs: |\n  /x/\n\nextra:\n  archive:\n    newest: 3\n",
    "exclude_docs: |-\n  /development/\nsite_name: A\n",
    "exclude_docs: '*.tmp'\nsite_name: A\n",
    "nav:\n  - Write: write.md\n  - Reference: reference.md\nsite_name: A\n",
    "nav:\n  # ours\n  - A: a.md\n  - Write: write.md\nextra:\n  archive:\n    host: nginx\n",
    "extra: {archive: {newest: 3}}\n",
]


@pytest.mark.parametrize("text", CONFIGURATIONS)
def test_a_configuration_is_migrated_once(text: str) -> None:
    once, said = migrate_settings(text, OLD, FORK)
    again, then = migrate_settings(once, OLD, FORK)
    assert again == once
    assert [one for one in then if "is not a block" not in one] == []
    kept = [
        line for line in text.splitlines() if not re.search(r"(write|reference)\.md|^nav:", line)
    ]
    assert [line for line in once.splitlines() if line in kept] == kept
    assert (once != text) == bool([one for one in said if "is not a block" not in one])
    assert migrate_settings(text, NEW, FORK) == (text, ())


def test_each_migration_says_what_it_did() -> None:
    text, said = migrate_settings(CONFIGURATIONS[2], OLD, FORK)
    assert text == (
        "site_name: A\nexclude_docs: |\n  /x/\n  /development/\n  /hosting.md\n  /publishing.md\n\n"
        "extra:\n  archive:\n    host: netlify\n    newest: 3\n"
    )
    assert said == (
        "exclude_docs leaves out /development/, /hosting.md, /publishing.md, pages for maintainers",
        "extra.archive.host is netlify, so that _redirects is in its form",
    )
    _, said = migrate_settings(CONFIGURATIONS[4], OLD, FORK)
    assert said == (
        "exclude_docs is not a block: add /development/, /hosting.md, /publishing.md to it",
    )
    assert migrate_settings(CONFIGURATIONS[5], OLD, Fork())[0].startswith("site_name: A\n\nexclude")


def test_a_host_that_is_stated_or_unclear_is_left_alone() -> None:
    both = Fork({"netlify.toml", ".gitlab-ci.yml"}, FORK.recipes)
    for text, fork in ((CONFIGURATIONS[2], both), (CONFIGURATIONS[6], FORK)):
        assert not [one for one in migrate_settings(text, OLD, fork)[1] if "extra" in one]


def test_keys_of_the_registry_are_renamed() -> None:
    migrations = [Migration(NEW, registry_keys={"until": "dissolved"})]
    text = "# until: x\na:\n  until: 1990\n  note: the until of it\nb: {name: B, until: 1991}\n"
    changed, said = migrate_registry(text, OLD, migrations)
    assert changed == text.replace("  until: 1990", "  dissolved: 1990").replace(
        ", until:", ", dissolved:"
    )
    assert said == ('the key "until" is now "dissolved"',)
    assert migrate_registry(changed, OLD, migrations) == (changed, ())
    assert migrate_registry(text, NEW, migrations) == (text, ())
    assert migrate_registry(text, OLD) == (text, ())


def test_the_changelog_has_this_version_first_and_every_migration() -> None:
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    versions = [Version(one) for one in re.findall(r"(?m)^## (\S+)", text)]
    assert versions == sorted(versions, reverse=True)
    assert versions[0] == version_of((ROOT / "pyproject.toml").read_text("utf-8"))
    assert {one.version for one in MIGRATIONS} <= {*versions}
    assert [one.version for one in MIGRATIONS] == sorted(one.version for one in MIGRATIONS)


def test_the_changes_between_two_versions_are_shown() -> None:
    text = "# Changelog\n\nIntro.\n\n## 0.3.0\n\nC\n\n## 0.2.0 (2027)\n\nB\n\n## 0.1.0\n\nA\n"
    assert changes_between(text, OLD, Version("0.3.0")) == "## 0.3.0\n\nC\n\n## 0.2.0 (2027)\n\nB"
    assert changes_between(text, NEW, Version("0.3.0")) == "## 0.3.0\n\nC"
    assert changes_between(text, NEW, NEW) == changes_between("", OLD, NEW) == ""


@pytest.mark.parametrize(
    "text", ["", "[project]\n", "[project]\nversion = 3\n", "version = [", "x"]
)
def test_an_unreadable_version_is_the_oldest(text: str) -> None:
    assert version_of(text) in (OLDEST, Version("3"))


def test_own_files_are_told_from_those_of_the_program() -> None:
    def own(path: str) -> bool:
        return is_own(path, "docs", ("briefs", "registry"), "mkdocs.yml")

    for path in ("mkdocs.yml", "briefs/a.md", "registry/a/b.yml", "docs/about.md", "addresses.txt"):
        assert own(path), path
    for path in ("hooks/main.py", "docs/write.md", "docs/assets/logo.svg", "Makefile", "README.md"):
        assert not own(path), path


def test_the_pages_of_the_program_are_known() -> None:
    assert {*NAMES} <= {*PROGRAM_PAGES}
    shipped = {f"/{name}" for name in PROGRAM_PAGES} & {*MAINTAINERS_PAGES}
    assert shipped | {"/development/"} == {*MAINTAINERS_PAGES}
