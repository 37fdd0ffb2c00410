"""Runs MkDocs' builds in the process of the test, for tests that need hundreds of builds."""

from __future__ import annotations

import contextlib
import gc
import logging
from collections.abc import Iterator, Mapping
from pathlib import Path
from unittest.mock import patch

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from tests.support.compiled import shared_templates


def build_in_process(project: Path, environment: Mapping[str, str] | None = None) -> MkDocsConfig:
    """Builds a project as ``mkdocs build`` does, and returns its configuration after that.

    Args:
        project: The project.
        environment: Environment variables for the build.
    """
    with patch.dict("os.environ", environment or {}), shared_templates(), _only_errors():
        config = load_config(str(project / "mkdocs.yml"))
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build(config)
        finally:
            config.plugins.on_shutdown()
            # A build freezes what it has read; a process of many builds must release it.
            gc.unfreeze()
    return config


@contextlib.contextmanager
def _only_errors() -> Iterator[None]:
    """Logs errors only: MkDocs counts the warnings of a process, and a strict build would fail."""
    logger = logging.getLogger("mkdocs")
    level = logger.level
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logger.setLevel(level)
