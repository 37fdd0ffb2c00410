"""The state that the builds of one ``mkdocs serve`` share."""

from __future__ import annotations

import gc
from dataclasses import dataclass, field
from types import CodeType

from jinja2.bccache import Bucket, BytecodeCache
from mkdocs.config.defaults import MkDocsConfig

from archive.core.model import Problem
from archive.mkdocs_adapter.session import session_of
from archive.publish.last_build import LastBuild
from archive.read.reading import Reading
from archive.resolve.resolver import Resolutions

SWEEP_ONE_IN = 10
"""Number of builds from one sweep to the next: each leaves some hundred kilobytes, and a sweep
takes a tenth of a second."""


class CompiledTemplates(BytecodeCache):
    """The templates that this process has compiled, in memory only."""

    def __init__(self) -> None:
        """Makes an empty cache."""
        self._compiled: dict[str, tuple[str, CodeType]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Loads the compiled code of a template if its source is unchanged."""
        checksum, code = self._compiled.get(bucket.key, ("", None))
        if checksum == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps the compiled code of a template."""
        if bucket.code is not None:
            self._compiled[bucket.key] = (bucket.checksum, bucket.code)


@dataclass(frozen=True, slots=True)
class ServeState:
    """The state that a build passes on to the next build of its process.

    Attributes:
        reading: The briefs and the registry as they were read.
        resolutions: The briefs with their names resolved.
        templates: The compiled templates of the theme and of the archive's own pages.
        staging: The files that were published, and the build's record.
        warnings: The warnings that were shown.
    """

    reading: Reading = field(default_factory=Reading)
    resolutions: Resolutions = field(default_factory=Resolutions)
    templates: CompiledTemplates = field(default_factory=CompiledTemplates)
    staging: LastBuild = field(default_factory=LastBuild)
    warnings: set[Problem] = field(default_factory=set)


def kept(config: MkDocsConfig) -> ServeState:
    """Returns the state of earlier builds of the same preview; otherwise an empty state."""
    session = session_of(config)
    if not session.is_preview:
        return ServeState()
    if session.kept is None:
        session.kept = ServeState()
    session.builds += 1
    if session.builds % SWEEP_ONE_IN == 0:
        _sweep()
    return session.kept


def _sweep() -> None:
    """Frees reference cycles of earlier builds, which the collector ignores once frozen."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()
