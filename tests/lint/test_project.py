"""Which configuration file is read, and the error if there is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.cli import main
from archive.lint.project import CONFIGURATIONS, ConfigurationError, read_project
from tests.support.sites import brief


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project whose only brief is in ``notes/``, by a configuration named ``other.yml``."""
    files = {
        "other.yml": "site_name: A\nsite_dir: public\nextra: {archive: {briefs: notes}}\n",
        "notes/2022/a.md": brief(date="soon"),
    }
    for path, text in files.items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return tmp_path


@pytest.mark.parametrize("name", CONFIGURATIONS)
def test_a_configuration_with_a_usual_name_is_found(project: Path, name: str) -> None:
    (project / "other.yml").rename(project / name)
    assert read_project(project).settings.briefs == "notes"


def test_mkdocs_comes_before_properdocs(project: Path) -> None:
    (project / "other.yml").rename(project / "properdocs.yml")
    (project / "mkdocs.yml").write_text("extra: {archive: {briefs: texts}}\n", "utf-8")
    assert read_project(project).settings.briefs == "texts"


def test_a_given_file_is_read(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "mkdocs.yml").write_text("extra: {archive: {briefs: texts}}\n", "utf-8")
    assert main(["lint", "--no-cache", "--config-file", str(project / "other.yml")]) == 1
    assert "notes/2022/a.md:3:7: error" in capsys.readouterr().out
    root = ["--root", str(project)]
    assert main(["lint", "--no-cache", *root, "-f", str(project / "other.yml")]) == 1
    assert read_project(project, project / "other.yml").site == "public"


def test_a_missing_path_is_an_error_in_one_line(
    project: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["lint", "--root", str(project)]) == 2
    assert capsys.readouterr().err == (
        f"lint: there is neither mkdocs.yml nor properdocs.yml in {project}"
        " (hint: name another file with --config-file)\n"
    )
    assert main(["new", "-f", str(project / "nowhere.yml")]) == 2
    assert capsys.readouterr().err == f"new: {project / 'nowhere.yml'} does not exist\n"
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    assert main(["lint", "--root", str(elsewhere), "-f", str(project / "other.yml")]) == 2
    assert capsys.readouterr().err == f"lint: {project / 'other.yml'} is not in {elsewhere}\n"
    with pytest.raises(ConfigurationError):
        read_project(elsewhere)


def test_values_are_inherited(project: Path) -> None:
    child = project / "mkdocs.yml"
    child.write_text("INHERIT: other.yml\nextra: {archive: {newest: 3}}\n", "utf-8")
    read = read_project(project)
    assert (read.settings.briefs, read.settings.newest, read.site) == ("notes", 3, "public")
    assert read.problems == ()


def test_values_come_from_the_environment(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "extra: {archive: {briefs: !ENV [TEXTS, notes], newest: !ENV NEWEST}}\n"
    (project / "mkdocs.yml").write_text(text, "utf-8")
    monkeypatch.delenv("TEXTS", raising=False)
    monkeypatch.setenv("NEWEST", "3")
    read = read_project(project)
    assert (read.settings.briefs, read.settings.newest, read.problems) == ("notes", 3, ())


@pytest.mark.parametrize("address", ["briefs.org", "https://[briefs.org", "ftp://briefs.org/"])
def test_an_address_of_the_site_that_is_none_is_an_error(project: Path, address: str) -> None:
    (project / "mkdocs.yml").write_text(f'INHERIT: other.yml\nsite_url: "{address}"\n', "utf-8")
    read = read_project(project)
    assert read.site_url == ""
    (problem,) = read.problems
    assert str(problem) == (
        f'mkdocs.yml:1:1: error: site_url is not a web address: "{address}"'
        " (hint: begin with https://)"
    )


@pytest.mark.parametrize(
    ("parent", "message"),
    [
        ("nowhere.yml", "mkdocs.yml:1:1: error: inherits from nowhere.yml, which does not exist"),
        ("mkdocs.yml", "mkdocs.yml:1:1: error: inherits from mkdocs.yml, which inherits from it"),
    ],
)
def test_a_parent_that_cannot_be_read_is_an_error(project: Path, parent: str, message: str) -> None:
    (project / "mkdocs.yml").write_text(f"INHERIT: {parent}\n", "utf-8")
    (problem,) = read_project(project).problems
    assert str(problem) == message


def test_rollback_takes_the_folder_from_the_configuration(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rollback", "-f", str(project / "other.yml")]) == 2
    assert capsys.readouterr().err == ("rollback: there is no earlier release of public/\n")
