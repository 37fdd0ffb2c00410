"""The command that ``mkdocs`` or ``properdocs`` runs, as its start-up event announces it.

MkDocs announces the command once, before the first build. ``serve`` then reads the configuration
again for each build, but loads ``hooks/main.py`` once. So that module holds a session, and each
build finds the session in its configuration.
"""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from archive.core.model import Problem
from archive.lib.source_changes import Snapshot
from archive.mkdocs_adapter.sources import has_others, snapshot_of
from archive.publish.takeover import Takeover

if TYPE_CHECKING:
    from archive.mkdocs_adapter.serve_state import ServeState

KEY = "archive_session"
"""Key of the configuration under which a build finds its session."""
ATTEMPT = "_ARCHIVE_ATTEMPT"
"""Environment variable by which a process that begins anew knows how often it has."""


@dataclass(slots=True)
class Session:
    """One run of the command line, or of a program that calls MkDocs.

    Attributes:
        command: ``build``, ``gh-deploy`` or ``serve``, as announced; "" if none was announced.
        dirty: Whether ``--dirty`` was given.
        from_command_line: Whether the command was given on a command line.
        is_served: Whether a server shows what is built. ``serve --clean`` announces itself as
            ``build``: it shows the site as it would be published.
        builds: Number of builds of a preview so far.
        kept: The state that the builds of a preview share.
        shown: The folder that MkDocs serves, once it is a link to the archive's own.
        cache: The folder of the cache that a server uses until it ends.
        sources: The sources of the current build before they were read, or of the last build.
        attempt: Number of times that the current build has begun, counting from one.
        repeats: Whether the server begins a build again whose sources have changed.
        building: What the current build has to close: locks, and folders of its own.
        serving: What has to be closed when the session ends.
        problems: The problems of the last build of a preview, which its pages show.
        has_reload: Whether MkDocs lets the archive change its server.
        takeover: Takes published pages over after the first build of a preview, or None.
    """

    command: str = ""
    dirty: bool = False
    from_command_line: bool = False
    is_served: bool = False
    builds: int = 0
    kept: ServeState | None = None
    shown: Path | None = None
    cache: Path | None = None
    sources: Snapshot | None = None
    attempt: int = 1
    repeats: bool = False
    building: contextlib.ExitStack = field(default_factory=contextlib.ExitStack)
    serving: contextlib.ExitStack = field(default_factory=contextlib.ExitStack)
    problems: tuple[Problem, ...] = ()
    has_reload: bool = False
    takeover: Takeover | None = None

    def start(self, command: str, *, dirty: bool) -> None:
        """Stores the command that MkDocs announces.

        Args:
            command: The command.
            dirty: Whether ``--dirty`` was given.
        """
        context = click.get_current_context(silent=True)
        self.command, self.dirty = command, dirty
        self.attempt = int(os.environ.pop(ATTEMPT, "1"))
        self.from_command_line = context is not None
        self.has_reload = context is not None and bool(context.params.get("livereload"))
        self.is_served = command == "serve" or (
            context is not None and context.info_name == "serve"
        )

    @property
    def is_preview(self) -> bool:
        """Whether drafts are shown, and pages are updated in place."""
        return self.command == "serve"

    def enter(self, config: MkDocsConfig) -> MkDocsConfig:
        """Puts the session into the configuration of a build, and returns the configuration.

        Raises:
            Abort: If the configuration has no file, whose folder is the project.
        """
        if not config.config_file_path:
            raise Abort(
                "the configuration cannot be read from standard input"
                " (hint: name its file: -f mkdocs.yml)"
            )
        config[KEY] = self
        return config

    def begin_build(self, config: MkDocsConfig) -> None:
        """Looks at the sources before a build reads them."""
        self.await_takeover()
        self.building.close()
        self.sources = snapshot_of(config)

    def await_takeover(self) -> None:
        """Waits until the folder of the last build is complete."""
        if self.takeover is not None:
            self.takeover.finish()
            self.takeover = None

    def accept_generated(self, config: MkDocsConfig) -> None:
        """Takes what other plugins and hooks have written into ``docs/`` for what it was."""
        if self.sources is not None and has_others(config):
            self.sources = self.sources.with_place(Path(config.docs_dir))

    def end(self) -> None:
        """Removes the link in place of MkDocs' temporary folder, which MkDocs cannot remove."""
        if self.takeover is not None:
            self.takeover.stop()
            self.takeover = None
        self.building.close()
        self.serving.close()
        self.cache = None
        if self.shown is not None:
            self.shown.unlink(missing_ok=True)
            self.shown = None


def session_of(config: MkDocsConfig) -> Session:
    """Returns the session that a build belongs to."""
    session = config.get(KEY)
    return session if isinstance(session, Session) else Session()
