"""``archive deploy-files`` copies a recipe, and replaces nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from archive.commands.deploy_files import FOLDER, RECIPES, filled_in
from archive.publish.hosts import HOSTS
from tests.support.program_pages import page_of_the_program
from tests.support.sites import ROOT, Run, run_program

DEPLOY = ROOT / FOLDER


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(DEPLOY, tmp_path / FOLDER)
    text = "site_name: N\nsite_url: https://briefs.example.net/notes  # where\n"
    (tmp_path / "mkdocs.yml").write_text(text, "utf-8")
    return tmp_path


def deploy_files(project: Path, *arguments: str) -> Run:
    return run_program("archive", project, "deploy-files", *arguments)


def test_every_host_has_a_recipe_with_all_files_of_its_folder() -> None:
    assert RECIPES.keys() == HOSTS.keys() == {one.name for one in DEPLOY.iterdir()}
    for host, recipe in RECIPES.items():
        folder = DEPLOY / host
        files = {one.relative_to(folder).as_posix() for one in folder.rglob("*") if one.is_file()}
        assert files == set(recipe.files)


def test_every_host_is_documented() -> None:
    text = page_of_the_program("publishing.md")
    for host, recipe in RECIPES.items():
        assert f"make deploy-files HOST={host}" in text
        assert all(name in text for name in recipe.files)


def test_files_are_copied_once_and_what_differs_stays(project: Path) -> None:
    run = deploy_files(project, "github-pages")
    assert run.code == 0, run.output
    publish = project / ".github/workflows/publish.yml"
    assert (
        publish.read_bytes() == (DEPLOY / "github-pages/.github/workflows/publish.yml").read_bytes()
    )
    assert run.output.startswith(
        "wrote .github/workflows/publish.yml\nwrote .github/workflows/check.yml\nNext: choose"
    )
    assert "publish.yml exists already" in deploy_files(project, "github-pages").output
    publish.write_text("mine", "utf-8")
    (project / ".github/workflows/check.yml").unlink()
    run = deploy_files(project, "github-pages")
    assert (run.code, run.output) == (
        2,
        (
            "deploy-files: .github/workflows/publish.yml exists with other content, and nothing was"
            " changed (hint: compare it with deploy/github-pages/.github/workflows/publish.yml, and"
            " rename or delete it)\n"
        ),
    )
    assert publish.read_text("utf-8") == "mine"
    assert not (project / ".github/workflows/check.yml").exists()


def test_the_configuration_of_nginx_has_the_address_of_the_site(project: Path) -> None:
    assert deploy_files(project, "nginx").code == 0
    text = (project / "archive.nginx.conf").read_text("utf-8")
    assert "server_name briefs.example.net;" in text
    assert "location /notes/ {" in text
    (project / "archive.nginx.conf").unlink()
    address = "site_url: !ENV [NO_SUCH_VARIABLE, 'https://b.example.net/']\n"
    (project / "base.yml").write_text(address, "utf-8")
    (project / "mkdocs.yml").write_text("INHERIT: base.yml\nsite_name: N\n", "utf-8")
    assert deploy_files(project, "nginx").code == 0
    text = (project / "archive.nginx.conf").read_text("utf-8")
    assert "server_name b.example.net;" in text
    assert filled_in("location / {", "https://a.example/") == "location / {"
    assert filled_in("location / {", "") == "location / {"


def test_wrong_usage_is_one_line(project: Path) -> None:
    for arguments, expected in (
        ((), "no host is named (hint: make deploy-files HOST=…, one of: github-pages, "),
        (("github-page",), '"github-page" is not a known host — did you mean "github-pages"?'),
    ):
        run = deploy_files(project, *arguments)
        assert (run.code, run.output.count("\n")) == (2, 1)
        assert expected in run.output
    shutil.rmtree(project / FOLDER / "netlify")
    run = deploy_files(project, "netlify")
    assert run.output == (
        "deploy-files: deploy/netlify/netlify.toml is missing (hint: restore it from Git)\n"
    )
