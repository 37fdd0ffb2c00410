"""Ends a build of MkDocs before it begins if nothing has changed since the last one."""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass, field
from pathlib import Path

import mkdocs
from mkdocs.config.defaults import MkDocsConfig

from archive.core.settings import has_history
from archive.incremental import up_to_date
from archive.incremental.up_to_date import REPEATED, Warning_
from archive.incremental.versions import versions
from archive.lib.digest import digest
from archive.lib.git import is_in_repository
from archive.lib.stamps import Stamp, stamp_of
from archive.mkdocs_adapter.caches import cache_of
from archive.mkdocs_adapter.configuration import all_settings, archive_settings
from archive.mkdocs_adapter.session import session_of
from archive.mkdocs_adapter.sources import has_others
from archive.publish.marks import release_of
from archive.read.git_log import head_text

log = logging.getLogger("mkdocs.hooks.archive")

STATE = "archive_up_to_date"


class _Listener(logging.Handler):
    """Collects the warnings of a build and their total, for a build that has nothing to do."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.warnings: list[Warning_] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.levelno >= logging.WARNING or hasattr(record, REPEATED):
            self.warnings.append((record.name, record.levelno, record.getMessage()))


@dataclass(slots=True)
class Watch:
    """The state of a build's sources before they are read."""

    cache: Path
    site: Path
    sources: Stamp
    configuration: str
    now: int
    listener: _Listener = field(default_factory=_Listener)


def stop_if_up_to_date(config: MkDocsConfig) -> None:
    """Ends a build whose published site is up to date, after repeating its warnings.

    The build continues if the configuration names plugins or hooks that may read other files, if
    warnings make it fail, and if it was not started from the command line.

    Raises:
        SystemExit: If there is nothing to do.
    """
    session_of(config).begin_build(config)
    watch = _watch(config)
    if watch is None:
        return
    release = release_of(watch.site)
    warnings = up_to_date.warnings_if_unchanged(
        watch.cache, watch.site, release, watch.sources, watch.configuration
    )
    has_warned = any(level >= logging.WARNING for _, level, _ in warnings or ())
    if warnings is None or (has_warned and config.strict):
        config[STATE] = watch
        logging.getLogger(mkdocs.__name__).addHandler(watch.listener)
        return
    for name, level, text in warnings:
        logging.getLogger(name).log(level, "%s", text)
    log.info("nothing has changed; the published site stays as it is")
    raise SystemExit(0)


def end(config: MkDocsConfig, cache: Path, *, is_current: bool) -> None:
    """Records that the published site is up to date, while this build still holds its lock.

    Args:
        config: The site's configuration.
        cache: The folder of the cache that the build has used.
        is_current: Whether the published site is what the sources make.
    """
    watch = config.get(STATE)
    if not isinstance(watch, Watch):
        return
    logging.getLogger(mkdocs.__name__).removeHandler(watch.listener)
    release = release_of(watch.site)
    if is_current and release and watch.cache == cache:
        up_to_date.record(
            watch.cache,
            release,
            watch.sources,
            watch.configuration,
            watch.now,
            watch.listener.warnings,
        )


def _watch(config: MkDocsConfig) -> Watch | None:
    session = session_of(config)
    sources = session.sources
    assert sources is not None, "a build has begun"
    if session.command != "build" or session.is_served or not session.from_command_line:
        return None
    root = Path(config.config_file_path).parent
    if os.environ.get("ARCHIVE_SEARCH_EXPORT") or has_others(config):
        return None
    site = Path(config.site_dir)
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    settings = [versions(), all_settings(config), session.dirty, str(site), root.name, epoch]
    if has_history(archive_settings(config)[0]) and is_in_repository(root):
        settings.append(head_text(root))
    configuration = digest(settings)
    stamp = stamp_of(sources.states)
    return Watch(cache_of(root, site), site, stamp, configuration, sources.taken)
