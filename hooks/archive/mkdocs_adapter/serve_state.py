"""What the many builds of one ``mkdocs serve`` hand on to each other."""

from __future__ import annotations

import gc
from dataclasses import dataclass, field
from types import CodeType

from jinja2.bccache import Bucket, BytecodeCache
from mkdocs.config.defaults import MkDocsConfig

from archive.mkdocs_adapter.session import session_of
from archive.publish.staging import LastBuild
from archive.read.reading import Reading
from archive.resolve.resolver import Resolutions

SWEEP_ONE_IN = 10
"""Builds from one sweep to the next: each leaves some hundred kilobytes, and a sweep takes a
tenth of a second."""


class CompiledTemplates(BytecodeCache):
    """The templates that this process has compiled. Nothing is written, or taken from elsewhere."""

    def __init__(self) -> None:
        """Begins without any."""
        self._compiled: dict[str, tuple[str, CodeType]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Gives a template what was made of it, if its text is the same."""
        checksum, code = self._compiled.get(bucket.key, ("", None))
        if checksum == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps what was made of a template."""
        if bucket.code is not None:
            self._compiled[bucket.key] = (bucket.checksum, bucket.code)


@dataclass(frozen=True, slots=True)
class ServeState:
    """What a build leaves to the next one of its process.

    Attributes:
        reading: What was read of briefs and registry.
        resolutions: The briefs with their names resolved.
        templates: The compiled templates of the theme and of the archive's own pages.
        staging: What was published, and what is remembered of it.
    """

    reading: Reading = field(default_factory=Reading)
    resolutions: Resolutions = field(default_factory=Resolutions)
    templates: CompiledTemplates = field(default_factory=CompiledTemplates)
    staging: LastBuild = field(default_factory=LastBuild)


def kept(config: MkDocsConfig) -> ServeState:
    """Returns what the builds of a preview before this one have left; else nothing."""
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
    """Frees the cycles of earlier builds, which the collector leaves alone once it is settled."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()
