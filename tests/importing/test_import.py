"""Files of other systems become briefs; what cannot be carried over is reported."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from archive.cli import main
from archive.core.model import Level, Problem
from archive.lint.check import check_project
from archive.lint.project import read_project
from tests.support.sites import ROOT

HERE = Path(__file__).parent
CASES = ["jekyll", "hugo", "vault", "table.csv"]
FOREIGN = ROOT.parent / "shared" / "cases" / "foreign"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "mkdocs.yml").write_text("site_name: A site\n", "utf-8")
    (tmp_path / "briefs").mkdir()
    return tmp_path


def imported(project: Path, source: Path, *options: str) -> int:
    return main(["import", str(source), "--root", str(project), *options])


def errors(project: Path) -> list[Problem]:
    problems = check_project(read_project(project), workers=1).problems
    return [one for one in problems if one.level is Level.ERROR]


def contents(project: Path) -> str:
    files = sorted(file for file in (project / "briefs").rglob("*") if file.is_file())
    return "".join(
        f"=== {file.relative_to(project).as_posix()}\n{file.read_text('utf-8')}\n" for file in files
    )


@pytest.mark.parametrize("case", CASES)
def test_each_case_gives_these_briefs_and_this_report(
    project: Path, case: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert imported(project, HERE / case) == 0
    got = f"{capsys.readouterr().out}\n{contents(project)}"
    assert got == (HERE / "expected" / f"{Path(case).stem}.txt").read_text("utf-8")


@pytest.mark.parametrize("case", CASES)
def test_a_second_import_changes_nothing(
    project: Path, case: str, capsys: pytest.CaptureFixture[str]
) -> None:
    imported(project, HERE / case)
    before = contents(project)
    capsys.readouterr()
    assert imported(project, HERE / case) == 0
    assert contents(project) == before
    assert "→" not in capsys.readouterr().out


def test_an_existing_file_is_not_replaced(project: Path) -> None:
    mine = project / "briefs/2018/note.md"
    mine.parent.mkdir()
    mine.write_text("mine", "utf-8")
    imported(project, HERE / "jekyll")
    assert mine.read_text("utf-8") == "mine"
    assert (project / "briefs/2019/gauges.md").exists()


def test_a_dry_run_writes_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert imported(project, HERE / "jekyll", "--dry-run") == 0
    assert contents(project) == ""
    assert "3 briefs would be written" in capsys.readouterr().out


def test_names_that_meet_are_numbered(project: Path, tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / "source" / folder).mkdir(parents=True)
        text = f"---\ntitle: In {folder}\ndate: 2020-01-01\n---\nText.\n"
        (tmp_path / "source" / folder / "same.md").write_text(text, "utf-8")
    imported(project, tmp_path / "source")
    found = sorted(file.name for file in (project / "briefs/2020").iterdir())
    assert found == ["same-2.md", "same.md"]


def test_pictures_of_the_same_name_are_told_apart(project: Path, tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / "source" / folder).mkdir(parents=True)
        text = f"---\ntitle: {folder}\ndate: 2020-01-01\n---\n![x](map.png)\n"
        (tmp_path / "source" / folder / f"{folder}.md").write_text(text, "utf-8")
        (tmp_path / "source" / folder / "map.png").write_text(f"of {folder}", "utf-8")
    imported(project, tmp_path / "source")
    shown = project / "briefs/2020"
    for folder, name in (("a", "map.png"), ("b", "map-2.png")):
        assert f"![x]({name})" in (shown / f"{folder}.md").read_text("utf-8")
        assert (shown / name).read_text("utf-8") == f"of {folder}"


def test_a_file_that_exists_already_is_reported(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine = project / "briefs/2019/gauge.png"
    mine.parent.mkdir()
    mine.write_text("mine", "utf-8")
    imported(project, HERE / "jekyll")
    assert mine.read_text("utf-8") == "mine"
    assert "gauges.md: gauge.png next to the brief exists already" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ("published: false", "draft: true"),
        ("status: in review", "draft: true"),
        ("build: {render: never}", "draft: true"),
        ("embargo: 2999-02-01", "publish: 2999-02-01"),
        ("publishDate: 2000-01-01", ""),
        ("published: true", ""),
    ],
)
def test_what_is_held_back_elsewhere_is_held_back_here(
    project: Path, tmp_path: Path, line: str, written: str
) -> None:
    (tmp_path / "source").mkdir()
    text = f"---\ntitle: A\ndate: 2020-01-01\n{line}\n---\nIndia.\n"
    (tmp_path / "source/a.md").write_text(text, "utf-8")
    imported(project, tmp_path / "source")
    found = (project / "briefs/2020/a.md").read_text("utf-8")
    assert ("draft:" in found, "publish:" in found) == (
        written.startswith("draft"),
        written.startswith("publish"),
    )
    assert written in found


@pytest.mark.parametrize(
    ("site", "line", "text", "actors"),
    [
        ("en", "lang: fr", "L'Éthiopie et le Kenya.", "[Ethiopia, Kenya]"),
        ("fr", "", "L'Éthiopie et le Kenya.", "[Ethiopia, Kenya]"),
        (
            "fr",
            "language: de-AT",
            "Die Schweiz und Deutschlands Nachbarn.",
            "[Switzerland, Germany]",
        ),
        ("fr", "lang: en", "Germany and la Suisse.", "[Germany]"),
        ("en", "locale: fr_FR.UTF-8", "L'Éthiopie et le Kenya.", "[Ethiopia, Kenya]"),
        ("en", "lang: ja", "Kenya.", ""),
    ],
)
def test_actors_are_proposed_in_the_language_of_the_text(
    project: Path, tmp_path: Path, site: str, line: str, text: str, actors: str
) -> None:
    config = project / "mkdocs.yml"
    config.write_text(f"site_name: A site\ntheme: {{name: material, language: {site}}}\n", "utf-8")
    (tmp_path / "source").mkdir()
    whole = f"---\ntitle: Notes\ndate: 2020-01-01\n{line}\n---\n{text}\n"
    (tmp_path / "source/a.md").write_text(whole, "utf-8")
    imported(project, tmp_path / "source")
    found = (project / "briefs/2020/a.md").read_text("utf-8")
    assert re.findall(r"(?m)^actors: (.*)$", found) == ([actors] if actors else [])
    assert not [
        one for one in check_project(read_project(project), workers=1).problems if "BCP" in one.hint
    ]


def test_names_of_files_of_another_system_are_not_carried_over(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "source").mkdir()
    keys = "title: A\ndate: 2020-01-01\nactors: Kenya\ntranslation_of: b\nreplaces: c.md\n"
    (tmp_path / "source/a.md").write_text(f"---\n{keys}---\nA text.\n", "utf-8")
    imported(project, tmp_path / "source")
    said = capsys.readouterr().out
    for key in ("translation_of", "replaces"):
        assert f'a.md: the key "{key}" is not carried over\n' in said
    assert errors(project) == []


def test_a_picture_outside_the_folder_is_not_copied(project: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(b"png")
    (tmp_path / "source").mkdir()
    text = "---\ntitle: A\ndate: 2020-01-01\n---\n![x](../secret.png) ![[../secret.png]]\n"
    (tmp_path / "source/a.md").write_text(text, "utf-8")
    imported(project, tmp_path / "source")
    assert [file.name for file in (project / "briefs/2020").iterdir()] == ["a.md"]


@pytest.mark.parametrize(
    ("source", "options", "message"),
    [
        ("nowhere", (), "does not exist"),
        ("empty", (), "no Markdown files"),
        ("texts", ("--kind", "documents"), "no Word or PDF files (hint: choose others by KIND=…"),
        ("texts", ("--kind", "csv"), "no tables (hint: choose others by KIND=…"),
    ],
)
def test_wrong_use_is_one_line(
    project: Path,
    source: str,
    options: tuple[str, ...],
    message: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (project / "empty").mkdir()
    (project / "texts").mkdir()
    (project / "texts/a.md").write_text("A text.\n", "utf-8")
    assert imported(project, project / source, *options) == 2
    said = capsys.readouterr().err
    assert message in said
    assert said.count("\n") == 1


@pytest.mark.parametrize("arguments", [(), ("",)])
def test_without_a_source_nothing_is_imported(
    project: Path,
    arguments: tuple[str, ...],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """``make import`` without ``FROM`` names "": not the project's own files."""
    (project / "docs").mkdir()
    (project / "docs/about.md").write_text("About us.\n", "utf-8")
    monkeypatch.chdir(project)
    assert main(["import", *arguments]) == 2
    assert capsys.readouterr().err == (
        "import: no folder and no file is named (hint: make import FROM=folder)\n"
    )
    assert not list(project.glob("briefs/**/*.md"))


def test_deep_front_matter_is_one_line(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = project / "source"
    source.mkdir()
    deep = "[" * 5000 + "]" * 5000
    (source / "a.md").write_text(f"+++\na = {deep}\n+++\nx\n", "utf-8")
    (source / "b.md").write_text(f'{{\n"a": {deep}\n}}\nx\n', "utf-8")
    assert imported(project, source) == 0
    said = capsys.readouterr().out
    for name in ("a.md", "b.md"):
        assert f"{name}: the front matter is nested too deeply\n" in said


def test_a_cell_of_a_table_is_as_long_as_a_text(project: Path) -> None:
    table = project / "table.csv"
    table.write_text(f"title,date,body\nA,2020-01-01,{'x ' * 70_000}\n", "utf-8")
    assert imported(project, table) == 0
    assert len((project / "briefs/2020/a.md").read_text("utf-8")) > 131_072


@pytest.mark.parametrize("case", ["jekyll", "hugo"])
def test_what_is_imported_passes_lint_but_for_what_the_report_names(
    project: Path, case: str
) -> None:
    imported(project, HERE / case)
    assert errors(project) == []


def test_the_development_inputs_need_one_edit_at_most(project: Path) -> None:
    """Without them, the project's own inputs above are the proof."""
    source = FOREIGN if FOREIGN.is_dir() else HERE / "table.csv"
    imported(project, source)
    found = errors(project)
    assert found, "one has no actor or no date"
    assert len({one.place.path for one in found}) == len(found)


def test_entities_of_a_kind_of_the_site_are_actors(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kind = "{folder: treaties, singular: Treaty, plural: Treaties}"
    settings = f"site_name: A site\nextra: {{archive: {{kinds: {{treaty: {kind}}}}}}}\n"
    (project / "mkdocs.yml").write_text(settings, "utf-8")
    (project / "registry").mkdir()
    (project / "registry/treaties.yml").write_text(
        "amity: {name: Treaty of Trial Amity, aliases: [Trial Amity Pact]}\n"
        "trade: {name: Treaty of Trial Trade}\n",
        "utf-8",
    )
    text = "---\ntitle: A\ndate: 2020-01-01\nactors: [Trial Amity Pact]\n---\n"
    (project / "source").mkdir()
    (project / "source/a.md").write_text(f"{text}See the Treaty of Trial Trade.\n", "utf-8")
    assert imported(project, project / "source") == 0
    assert "the registry does not know" not in capsys.readouterr().out
    brief = (project / "briefs/2020/a.md").read_text("utf-8")
    assert "actors: [Treaty of Trial Amity, Treaty of Trial Trade]" in brief
