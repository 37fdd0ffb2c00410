"""The state of a command, from its start to its end."""

from __future__ import annotations

from pathlib import Path

import click
import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from archive.mkdocs_adapter.preview import is_preview, show
from archive.mkdocs_adapter.serve_state import kept
from archive.mkdocs_adapter.session import Session, session_of


def session(command: str, typed: str = "") -> Session:
    """Returns a session that a program or a typed command has started."""
    made = Session()
    if typed:
        with click.Context(click.Command(typed), info_name=typed):
            made.start(command, dirty=False)
    else:
        made.start(command, dirty=False)
    return made


@pytest.mark.parametrize(
    ("command", "typed", "served", "preview"),
    [
        ("serve", "serve", True, True),
        ("build", "serve", True, False),
        ("build", "build", False, False),
        ("gh-deploy", "gh-deploy", False, False),
        ("serve", "", True, True),
        ("build", "", False, False),
    ],
)
def test_a_command_serves_a_preview_or_builds(
    command: str, typed: str, served: bool, preview: bool
) -> None:
    made = session(command, typed)
    assert (made.is_served, made.is_preview, made.from_command_line) == (
        served,
        preview,
        bool(typed),
    )


def configuration(made: Session) -> MkDocsConfig:
    """Returns the configuration of one build."""
    return made.enter(MkDocsConfig("mkdocs.yml"))


def test_builds_of_a_preview_share_their_state() -> None:
    made = session("serve", "serve")
    first, second = configuration(made), configuration(made)
    assert is_preview(first)
    assert session_of(second) is made
    assert kept(first) is kept(second)


def test_other_builds_of_one_process_share_nothing() -> None:
    made = session("build", "build")
    assert kept(configuration(made)) is not kept(configuration(made))
    assert kept(MkDocsConfig("mkdocs.yml")) is not kept(MkDocsConfig("mkdocs.yml"))


def test_the_served_folder_is_a_link_to_the_site_until_the_end(tmp_path: Path) -> None:
    made = session("serve", "serve")
    (served := tmp_path / "served").mkdir()
    site = tmp_path / "site"
    show(made, served, site)
    show(made, served, site)
    site.mkdir()
    (site / "index.html").write_text("page", "utf-8")
    assert (served / "index.html").read_text("utf-8") == "page"
    made.end()
    assert not served.exists()
    assert (site / "index.html").exists()


def test_a_folder_with_foreign_files_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", "utf-8")
    with pytest.raises(Abort, match="cannot be linked to the preview: Directory not empty"):
        show(session("serve", "serve"), tmp_path, tmp_path / "site")
    assert (tmp_path / "file").exists()


def test_a_configuration_without_a_file_is_refused() -> None:
    with pytest.raises(Abort, match="cannot be read from standard input"):
        session("build").enter(MkDocsConfig())


@pytest.mark.parametrize("flag", [True, False])
def test_a_server_without_live_reload_cannot_be_changed(flag: bool) -> None:
    made = Session()
    assert not made.has_reload
    with click.Context(click.Command("serve"), info_name="serve") as context:
        context.params["livereload"] = flag
        made.start("serve", dirty=False)
    assert made.has_reload is flag
