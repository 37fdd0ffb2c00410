"""The briefs that are open in an editor, and what is known of the project around them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from archive.core.model import Problem
from archive.core.site_kinds import kinds_of
from archive.language_server.completion import Offer, offers_at
from archive.language_server.hover import Hovers, Shown
from archive.language_server.names import Names
from archive.language_server.spot import Spot
from archive.lint.open_brief import OpenBriefs, ReadText, is_brief, own_problems, read_text
from archive.lint.saved import Reader, Saved
from archive.read.cache import paused_collector
from archive.resolve.resolver import Resolutions


@dataclass(frozen=True)
class Known:
    """A project as it is saved, with the indexes that are made of it.

    Attributes:
        saved: The project.
        names: Its names, for completion.
        hovers: Its entities, for hovers.
    """

    saved: Saved
    names: Names
    hovers: Hovers


@dataclass(slots=True)
class Session:
    """What is open, and the project. Checks run in one thread, everything else in others.

    Attributes:
        root: The folder of the project.
        configuration: Its configuration file, or None for the default.
        texts: Path → content, of each open file.
        known: The project, once it has been read.
    """

    root: Path
    configuration: Path | None = None
    texts: dict[str, bytes] = field(default_factory=dict)
    known: Known | None = None
    _reader: Reader | None = None
    _resolutions: Resolutions = field(default_factory=Resolutions)
    _shown: Resolutions = field(default_factory=Resolutions)
    _read: dict[str, tuple[bytes, ReadText]] = field(default_factory=dict)

    def path_of(self, file: str) -> str:
        """Returns the path of a file relative to the project, with ``/``, or "" outside of it."""
        whole = Path(file)
        inner = os.path.relpath(whole.parent.resolve() / whole.name, self.root.resolve())
        return "" if inner.startswith("..") else inner.replace(os.sep, "/")

    def read(self) -> None:
        """Reads the project, or what has changed in it.

        Raises:
            ConfigurationError: If there is no configuration file.
        """
        self._reader = self._reader or Reader(self.root, self.configuration)
        with paused_collector(settled=True):
            saved = self._reader.read()
            kinds = kinds_of(saved.project.settings)
            names = Names(saved.registry, kinds, saved.briefs.values())
            _ = saved.tied
        # Hovers are asked for in other threads: they share nothing with checks that either changes.
        self.known = Known(saved, names, Hovers(saved, self._shown))

    def check(self, path: str) -> tuple[tuple[Problem, ...], OpenBriefs | None]:
        """Returns the problems of an open file that are found at once.

        Returns:
            The problems, and what finds those of links if these must be rendered.
        """
        if self.known is None or path not in self.texts:
            return (), None
        saved = self.known.saved
        if not is_brief(path, saved.project.settings.briefs):
            return tuple(own_problems(saved, path)), None
        contents = dict(self.texts)
        texts = {
            one: self._read_text(one, data, saved)
            for one, data in contents.items()
            if is_brief(one, saved.project.settings.briefs)
        }
        briefs = OpenBriefs(saved, texts, contents)
        return briefs.check(path), briefs if briefs.needs_rendering(path) else None

    def check_links(self, path: str, briefs: OpenBriefs) -> tuple[Problem, ...]:
        """Returns the problems of links that must be rendered; see ``OpenBriefs.check_links``."""
        return briefs.check_links(path, self._resolutions)

    def offers(self, spot: Spot, path: str) -> list[Offer]:
        """Returns what to offer at a place in a brief; nothing until the project is read."""
        known = self.known
        return offers_at(spot, path, known.saved, known.names) if known else []

    def shown(self, path: str, lines: Sequence[str], line: int, column: int) -> Shown | None:
        """Returns what to show at a place in a brief."""
        if self.known is None:
            return None
        _, read = self._read.get(path, (b"", None))
        brief = read and (read.brief or read.recovered)
        return self.known.hovers.at(lines, line, column, brief.language if brief else "")

    def close(self, path: str) -> None:
        """Forgets an open file."""
        self.texts.pop(path, None)
        self._read.pop(path, None)

    def _read_text(self, path: str, data: bytes, saved: Saved) -> ReadText:
        known = self._read.get(path)
        if known is None or known[0] != data:
            settings = saved.project.settings
            known = data, read_text(data, path, settings.briefs, settings.metadata)
            self._read[path] = known
        return known[1]
