"""A build does not remove much of the published site without permission."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from archive.build.archive import read_sources
from archive.core.settings import Settings
from archive.incremental.records import BuildRecord
from archive.publish.marks import MARKER
from archive.publish.published import read_published
from archive.publish.releases import ReleaseError
from tests.support.builds import build_clean, build_staged, tree
from tests.support.lint import lint
from tests.support.sites import brief, make_project, run_mkdocs

PLAIN = Settings(site_name="A site", search="none", workers=1)


def write(project: Path, name: str, keys: str = "") -> None:
    file = project / f"briefs/2022/{name}.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(brief(title=f"Title {name}").replace("---\nThe", f"{keys}---\nThe"), "utf-8")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Ten published briefs, and a draft."""
    for name in "abcdefghij":
        write(tmp_path, name)
    write(tmp_path, "draft", "draft: yes\n")
    build_staged(tmp_path, PLAIN)
    return tmp_path


def remove(project: Path, names: str) -> None:
    for name in names:
        (project / f"briefs/2022/{name}.md").unlink()


def is_published(project: Path, settings: Settings = PLAIN) -> bool:
    """Builds and returns whether the result was published; if not, the site must be unchanged."""
    before = tree(project / "site")
    try:
        return build_staged(project, settings, allow_removals=False).published
    except ReleaseError:
        assert tree(project / "site") == before
        return False


def test_up_to_a_fifth_may_be_removed(project: Path) -> None:
    remove(project, "ab")
    assert is_published(project)
    remove(project, "cd")
    assert not is_published(project), "two of eight are more than a fifth"
    assert is_published(project, replace(PLAIN, removals=25))


def test_the_message_names_the_removed_briefs_and_the_remedy(project: Path) -> None:
    remove(project, "bcd")
    with pytest.raises(ReleaseError) as refused:
        build_staged(project, PLAIN, allow_removals=False)
    assert str(refused.value) == (
        "the build would remove 3 of 10 published briefs, briefs/2022/b/ first; at most 20 % may"
        " be removed at once (hint: put the files back in briefs/, or set extra.archive.briefs to"
        " their folder; to remove the briefs, build once with ARCHIVE_ALLOW_REMOVALS=1)"
    )
    result = build_staged(project, PLAIN, allow_removals=True)
    assert result.published
    assert tree(project / "site") == build_clean(project, PLAIN)


def test_an_empty_folder_is_not_published(project: Path) -> None:
    remove(project, "abcdefghij")
    assert not is_published(project)


def test_moved_briefs_count_as_removed_unless_their_addresses_redirect(project: Path) -> None:
    (project / "briefs/2022").rename(project / "briefs/2023")
    assert not is_published(project)
    for name in "abcdefghij":
        write(project, f"../2023/{name}", f"aliases: [briefs/2022/{name}/]\n")
    assert is_published(project)


@pytest.mark.parametrize("key", ["site_name", "site_url"])
def test_another_archive_replaces_this_one(project: Path, key: str) -> None:
    remove(project, "abcdefghi")
    other: dict[str, str] = {key: "https://other.example.org/"}
    assert is_published(project, replace(PLAIN, **other))  # type: ignore[arg-type]


def test_drafts_do_not_count(project: Path) -> None:
    remove(project, "ab")
    (project / "briefs/2022/draft.md").unlink()
    for name in "cdef":
        write(project, name, "draft: yes\n")
    assert is_published(project)


def test_removals_are_counted_from_the_published_site(project: Path) -> None:
    before = set(tree(project / "site"))
    remove(project, "ab")
    first = build_staged(project, PLAIN)
    after = set(tree(project / "site"))
    assert first.removed == len(before - after) == 2
    write(project, "a")
    assert build_staged(project, PLAIN).removed == 0, (
        "compared with the published release, not the recycled one"
    )
    shutil.rmtree(project / ".cache")
    remove(project, "a")
    assert build_staged(project, PLAIN).removed == 1


@pytest.mark.long
def test_without_a_cache_the_published_site_is_compared(project: Path) -> None:
    write(project, "k", "aliases: [briefs/2021/k/]\n")
    build_staged(project, PLAIN)
    assert (project / "site/briefs/2021/k/index.html").exists(), "it redirects"
    record = read_published(project / "site")
    assert (record.name, record.address) == ("A site", "")
    assert record.briefs_at == tuple(f"briefs/2022/{name}/" for name in "abcdefghijk")
    shutil.rmtree(project / ".cache")
    remove(project, "abc")
    with pytest.raises(ReleaseError, match="would remove 3 of 11 published briefs"):
        build_staged(project, PLAIN, allow_removals=False)
    assert is_published(project, replace(PLAIN, site_name="Another site"))


def test_without_a_cache_a_few_removals_are_published(project: Path) -> None:
    shutil.rmtree(project / ".cache")
    remove(project, "ab")
    assert is_published(project)


def test_without_a_cache_a_site_whose_marker_has_no_name_is_not_compared(project: Path) -> None:
    shutil.rmtree(project / ".cache")
    (project / "site" / MARKER).write_text('{"release": "0"}\n')
    assert read_published(project / "site") == BuildRecord()
    remove(project, "abc")
    assert is_published(project)


def test_a_folder_that_does_not_exist_is_an_error(project: Path) -> None:
    (project / "mkdocs.yml").write_text("extra: {archive: {briefs: brief}}\n", encoding="utf-8")
    assert lint(project) == [
        (
            'brief:1:1: the folder of the briefs does not exist — did you mean "briefs"? (hint: set'
            " extra.archive.briefs to the folder that contains the briefs, or create this one)"
        )
    ]


def test_a_misnamed_folder_of_the_registry_is_an_error(project: Path) -> None:
    (project / "mkdocs.yml").write_text("site_name: S\n", "utf-8")
    assert lint(project) == []  # the default folder need not exist
    (project / "registers").mkdir()
    (project / "mkdocs.yml").write_text("extra: {archive: {registry: registres}}\n", "utf-8")
    said = lint(project)
    assert len(said) == 1
    assert said[0].startswith(
        'registres:1:1: the folder of the registry does not exist — did you mean "registers"?'
    )
    settings = Settings(registry="registres")
    assert len(read_sources(project, settings).problems) == 1


@pytest.mark.long
def test_builds_by_mkdocs_report_the_same(tmp_path: Path) -> None:
    files = {f"briefs/2022/{name}.md": brief(title=f"Title {name}") for name in "abc"}
    project = make_project(tmp_path / "project", files)
    assert run_mkdocs(project).code == 0
    before = tree(project / "site")
    (project / "briefs").rename(project / "old")
    run = run_mkdocs(project)
    assert run.code == 1
    assert "briefs:1:1: the folder of the briefs does not exist" in run.output
    (project / "briefs").mkdir()
    run = run_mkdocs(project)
    assert run.code == 1
    assert "would remove 3 of 3 published briefs" in run.output
    assert "the published site was not touched" in run.output
    assert "Traceback" not in run.output
    assert tree(project / "site") == before
    run = run_mkdocs(project, ARCHIVE_ALLOW_REMOVALS="1")
    assert run.code == 0
    gone = before.keys() - tree(project / "site").keys()
    assert f"{sum(not path.startswith('pagefind/') for path in gone)} files removed" in run.output
