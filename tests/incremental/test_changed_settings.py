"""A build after a change of any setting of ``mkdocs.yml`` equals a clean build."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import material
import pytest
from material.plugins.search.config import SearchConfig
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from archive.build.fingerprint import with_settings
from archive.core.settings import SETTINGS
from archive.mkdocs_adapter.configuration import archive_settings, shown_settings
from archive.schema.usage import VARIABLES
from tests.support.builds import tree
from tests.support.in_process import build_in_process
from tests.support.settings_table import (
    NO_SECOND,
    SECONDS,
    Second,
    change,
    make_base,
    read_options,
    set_first,
)
from tests.support.sites import ROOT, brief, make_project, run_mkdocs

TEMPLATES = (Path(material.__file__).parent / "templates", ROOT / "hooks/theme")


def settings_of_templates() -> Iterator[str]:
    """Yields the settings that the templates of the theme read."""
    for folder in TEMPLATES:
        for file in folder.rglob("*.html"):
            text = file.read_text("utf-8")
            for path in re.findall(r"\bconfig\.((?:extra|theme)\.[a-z_.]+[a-z_])", text):
                yield from (path, ".".join(path.split(".")[:2]))


def test_every_setting_has_a_second_value_or_a_reason() -> None:
    known = {one.setting for one in SECONDS}
    there = {
        *MkDocsConfig("mkdocs.yml"),
        *settings_of_templates(),
        *(f"extra.archive.{name}" for name in SETTINGS),
        *(f"plugins.search.{name}" for name in SearchConfig()),
    }
    assert there - known == NO_SECOND.keys() & there
    assert not known & NO_SECOND.keys()


seconds = pytest.mark.parametrize(
    "second", SECONDS, ids=lambda one: f"{one.setting}={one.value}"[:60]
)


def keys_of(project: Path) -> str:
    """Returns the part of every cache key that comes from the settings of a project."""
    config = load_config(str(project / "mkdocs.yml"))
    return with_settings("", archive_settings(config)[0], shown_settings(config))


@pytest.fixture(scope="module")
def settings_only(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose configuration can be read, but which is not built."""
    project = tmp_path_factory.mktemp("settings") / "project"
    return make_base(project, Second("site_name"))


@seconds
def test_every_setting_that_may_show_is_part_of_the_cache_key(
    second: Second, settings_only: Path
) -> None:
    set_first(settings_only, second)
    before = keys_of(settings_only)
    change(settings_only, replace(second, prepare=lambda _: None))
    for name in ("pages", "theme"):  # folders that the other values name
        (settings_only / name).mkdir(exist_ok=True)
    assert (keys_of(settings_only) != before) == second.is_shown


def test_settings_give_the_same_cache_key_in_another_clone(
    settings_only: Path, tmp_path: Path
) -> None:
    set_first(settings_only, Second("site_name"))
    other = make_base(tmp_path / "other" / "clone", Second("site_name"))
    assert keys_of(settings_only) == keys_of(other)
    (other / "more.py").write_text("pass\n")
    assert keys_of(settings_only) == keys_of(other), "a file that is not a hook yet"
    for project in (settings_only, other):
        change(project, Second("hooks", ["hooks/main.py", "more.py"]))
    assert keys_of(settings_only) != keys_of(other), "the hook's content counts"


@pytest.mark.long
def test_a_changed_environment_variable_in_the_configuration_renders_pages_again(
    tmp_path: Path,
) -> None:
    project = make_project(tmp_path / "project", {"briefs/2022/a.md": brief()})
    config = project / "mkdocs.yml"
    config.write_text(
        config.read_text("utf-8").replace(
            "site_url: https://archive.example.org/", "site_url: !ENV [SITE, 'https://a.example/']"
        ),
        "utf-8",
    )
    assert run_mkdocs(project).code == 0
    assert run_mkdocs(project, SITE="https://b.example/").code == 0
    made = tree(project / "site")
    assert b"https://a.example/" not in b"".join(made.values())
    shutil.rmtree(project / ".cache")
    shutil.rmtree(project / "site")
    assert run_mkdocs(project, SITE="https://b.example/").code == 0
    assert tree(project / "site") == made


@pytest.mark.long
@seconds
def test_a_build_after_a_changed_setting_equals_a_clean_build(
    second: Second, tmp_path: Path
) -> None:
    project = make_base(tmp_path / "project", second)
    build_project(project, second)
    before = tree(project / "site")
    change(project, second)
    build_project(project, second)
    site = project / str(read_options(project)["site_dir"])
    made = tree(site)
    for folder in (".cache/archive", site.name, f".{site.name}-releases"):
        shutil.rmtree(project / folder)
    build_project(project, second)
    clean = tree(site)
    stale = sorted(path for path in made.keys() | clean.keys() if made.get(path) != clean.get(path))
    assert not stale, f"{len(stale)} of {len(clean)} files, {stale[:5]}"
    if not second.is_shown:
        assert made == before, "including the name of the release: nothing was written"


def build_project(project: Path, second: Second) -> None:
    """Builds in this process, or with the project's own translations in another."""
    if second.setting == "theme.language":
        assert run_mkdocs(project).code == 0
    else:
        build_in_process(project)


VALUES = {
    "ARCHIVE_SEARCH_EXPORT": "1",
    "SOURCE_DATE_EPOCH": "1700000000",
    "ARCHIVE_ALLOW_REMOVALS": "1",
    "ARCHIVE_POLL": "1",
    "NO_COLOR": "1",
    "NO_MKDOCS_2_WARNING": "1",
    "SITE_URL": "https://other.example.org/",
    **dict.fromkeys(("ARCHIVE_ACTORS", "ARCHIVE_REGION", "ARCHIVE_SUMMARY"), "India"),
    **dict.fromkeys(("ARCHIVE_SLUG", "ARCHIVE_TITLE"), "other"),
    "ARCHIVE_DATE": "2022-02-01",
    "CI": "true",
    "CI_PAGES_URL": "https://group.gitlab.io/briefs",
    "GITHUB_REPOSITORY": "group/briefs",
    "GITHUB_SERVER_URL": "https://git.example.org",
}


def test_every_environment_variable_has_a_value() -> None:
    assert VALUES.keys() == VARIABLES.keys()


@pytest.mark.long
@pytest.mark.parametrize("name", VALUES)
def test_a_build_after_a_changed_variable_equals_a_clean_build(name: str, tmp_path: Path) -> None:
    files = {f"briefs/{year}/a.md": brief(f"Of {year}", f"{year}-12-31") for year in (2022, 2024)}
    project = make_project(tmp_path / "project", files)
    build_in_process(project)
    build_in_process(project, {name: VALUES[name]})
    made = tree(project / "site")
    for folder in (".cache", "site", ".site-releases"):
        shutil.rmtree(project / folder)
    build_in_process(project, {name: VALUES[name]})
    assert tree(project / "site") == made
