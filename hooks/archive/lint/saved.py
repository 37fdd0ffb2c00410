"""A project as it is saved: read once, then asked again and again about the briefs being edited."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from archive.core.model import Brief, Problem
from archive.core.site_kinds import kinds_of
from archive.lint.project import Project, read_project
from archive.read.brief_folder import find_briefs, read_briefs
from archive.read.cache import FILE as BRIEFS_CACHE
from archive.read.reading import Reading
from archive.read.recovery import recover_briefs
from archive.read.registry import SHIPPED, check_folder
from archive.read.registry_cache import FILE as REGISTRY_CACHE
from archive.read.statics import find_attachments
from archive.resolve.collisions import Claim, program_claims
from archive.resolve.named_files import NearestBrief
from archive.resolve.registry import Registry
from archive.resolve.resolver import Resolutions
from archive.resolve.ties import Tie, ties_of


@dataclass(frozen=True)
class Saved:
    """A project as it is saved.

    Attributes:
        project: Its settings.
        registry: The known entities.
        problems: The problems of settings and registry.
        briefs: Path → brief, of those that could be read.
        recovered: Path → what could be read of a brief that has errors.
        refused: The problems of files that are not read as briefs.
        attachments: Paths of the files next to briefs.
        refused_attachments: Paths of those that have errors.
    """

    project: Project
    registry: Registry
    problems: tuple[Problem, ...]
    briefs: Mapping[str, Brief]
    recovered: Mapping[str, Brief]
    refused: tuple[Problem, ...]
    attachments: tuple[str, ...]
    refused_attachments: frozenset[str]

    @cached_property
    def every(self) -> Mapping[str, Brief]:
        """Path → brief as it is checked: a recovered one if it has errors."""
        return {**self.briefs, **self.recovered}

    @cached_property
    def files(self) -> frozenset[str]:
        """Paths of all files next to briefs."""
        return frozenset(self.attachments) | self.refused_attachments

    @cached_property
    def tied(self) -> Mapping[Tie, frozenset[str]]:
        """Tie → paths of the briefs that have it."""
        found: dict[Tie, set[str]] = {}
        for path, brief in self.every.items():
            for tie in ties_of(brief, self.every, self.registry):
                found.setdefault(tie, set()).add(path)
        return {tie: frozenset(paths) for tie, paths in found.items()}

    @cached_property
    def program_claims(self) -> tuple[Claim, ...]:
        """The paths of the files that the program makes, pages left out."""
        return tuple(program_claims(self.project.theme))

    @cached_property
    def nearest_brief(self) -> NearestBrief:
        """Finds the brief that another must mean by a wrong file."""
        return NearestBrief(self.every)


@dataclass(slots=True)
class Reader:
    """Reads a project, and again after it changed; what has not changed is not read again."""

    root: Path
    configuration: Path | None = None
    _reading: Reading = field(default_factory=Reading)
    _resolutions: Resolutions = field(default_factory=Resolutions)

    def read(self) -> Saved:
        """Returns the project as it is saved now.

        Raises:
            ConfigurationError: If there is no configuration file.
        """
        project = read_project(self.root, self.configuration)
        root, settings = project.root, project.settings
        entities, problems, _ = self._reading.read_registry(
            [SHIPPED, root / settings.registry],
            root,
            kinds_of(settings),
            root / REGISTRY_CACHE,
        )
        registry, conflicts = self._resolutions.registry_of(entities)
        briefs, found = read_briefs(
            root, settings.briefs, root / BRIEFS_CACHE, 0, self._reading, settings.metadata
        )
        recovered = recover_briefs(root, settings.briefs, found, settings.metadata)
        attachments, refused = find_attachments(root, settings.briefs, settings.largest_file)
        return Saved(
            project,
            registry,
            (*project.problems, *problems, *conflicts, *check_folder(root, settings.registry)),
            _by_path(briefs),
            _by_path(recovered),
            find_briefs(root, settings.briefs)[1],
            tuple(attachments),
            frozenset(problem.place.path for problem in refused),
        )


def _by_path(briefs: Iterable[Brief]) -> dict[str, Brief]:
    return {brief.path: brief for brief in briefs}
