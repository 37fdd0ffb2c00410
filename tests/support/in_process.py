"""Runs MkDocs' builds in the process of the test, for tests that need hundreds of builds."""

from __future__ import annotations

import gc
import logging
from collections.abc import Mapping
from pathlib import Path
from unittest.mock import patch

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig


def build_in_process(project: Path, environment: Mapping[str, str] | None = None) -> MkDocsConfig:
    """Builds a project as ``mkdocs build`` does, and returns its configuration after that.

    Args:
        project: The project.
        environment: Environment variables for the build.
    """
    # Warnings are counted per process: a strict build would fail because of earlier builds.
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    with patch.dict("os.environ", environment or {}):
        config = load_config(str(project / "mkdocs.yml"))
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build(config)
        finally:
            config.plugins.on_shutdown()
            # A build freezes what it has read; a process of many builds must release it.
            gc.unfreeze()
    return config
