"""MkDocs' part of a build: page shells, hand-written pages, the inline scripts of the theme."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from archive.build.archive import Archive
from archive.build.theme import Theme
from archive.core.urls import SEARCH
from archive.mkdocs_adapter import material_search
from archive.mkdocs_adapter.docs_pages import (
    about_search,
    docs_urls,
    home_text,
    search_documents,
)
from archive.mkdocs_adapter.shells import render_shell
from archive.mkdocs_adapter.state import State
from archive.outputs.material_search import SearchEntry
from archive.pages.home_text import HomeText
from archive.render.shell import Shell


def make_theme(config: MkDocsConfig, state: State) -> Theme:
    """Collects MkDocs' part of a build, once it has written its own pages and files.

    Args:
        config: The site's configuration.
        state: The state of this build.
    """
    nav, env, files = state.nav, state.env, state.files
    assert nav is not None, "MkDocs makes the navigation before the templates"
    assert env is not None, "MkDocs gives the templates before it ends"
    assert files is not None, "and the files with them"
    search = config.plugins.get("material/search")

    def make_shell(url: str) -> Shell:
        return render_shell(url, config, nav, env, files)

    def collect(entries: Iterable[SearchEntry]) -> None:
        assert search is not None, "only asked for where the plugin is on"
        for entry in entries:
            material_search.add(search, entry)
        search.on_post_build(config=config)

    return Theme(
        make_shell,
        Path(config.site_dir),
        docs_urls(files),
        tuple(search_documents(files, state.archive.context.catalogue)),
        _script_hashes(state),
        collect if search is not None else None,
        state.originals,
        about_search(files),
        home_text(files, state.archive.root),
    )


def with_home(archive: Archive, text: HomeText) -> Archive:
    """Returns an archive with the text of its home page."""
    return replace(archive, context=replace(archive.context, home_text=text))


def _script_hashes(state: State) -> tuple[str, ...]:
    """Returns the inline scripts of all pages; pages of the same depth have the same ones."""
    if state.policies is None:
        return ()
    depths = {url.count("/"): url for url in (*state.archive.urls, SEARCH)}
    return tuple(sorted(state.policies.all_hashes(depths.values())))
