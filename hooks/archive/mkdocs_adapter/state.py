"""The state of one build of MkDocs, from its first event to its last."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from archive.build.archive import Archive
from archive.core.model import Problem
from archive.core.settings import Settings
from archive.mkdocs_adapter.csp_pages import PolicyWriter
from archive.mkdocs_adapter.problems import Reporter
from archive.mkdocs_adapter.serve_state import ServeState
from archive.publish.staging import Staging

STATE = "archive_state"
"""Key of the configuration under which a build keeps its state: never a global, because ``serve``
runs many builds in one process."""


@dataclass(slots=True)
class State:
    """The state of one build.

    Attributes:
        archive: The archive, from the first event to the last.
        settings: Its settings.
        staging: The folder that is published at the end.
        kept: The state from which the next build of this process starts.
        reporter: Logs the problems of the build.
        nav: The site's navigation, once MkDocs has made it.
        env: The theme's templates, likewise.
        files: The files of MkDocs, likewise.
        policies: Adds policies to pages, once there are templates.
        waits: Whether another day would give another site, or other problems, without an edit.
        originals: The large files that MkDocs does not copy, by their paths below the site.
        left_out: The sources that a preview does not show, because they have errors.
        contributors: The pages for contributors.
        refused: Errors of hand-written pages and their files, found during the build.
    """

    archive: Archive
    settings: Settings
    staging: Staging
    kept: ServeState
    reporter: Reporter
    nav: Navigation | None = None
    env: Environment | None = None
    files: Files | None = None
    policies: PolicyWriter | None = None
    waits: bool = False
    originals: Mapping[str, Path] = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()
    contributors: tuple[Page, ...] = ()
    refused: list[Problem] = field(default_factory=list)


def state_of(config: MkDocsConfig) -> State:
    """Returns the state of the build that a configuration belongs to."""
    state = config[STATE]
    assert isinstance(state, State)
    return state
