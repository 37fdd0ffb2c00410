"""Copies the search's scripts next to an index that a test made."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.support.sites import ROOT

SCRIPTS = ROOT / "docs" / "assets" / "javascripts"


def copy_search_scripts(site: Path) -> None:
    """Copies the scripts to ``search/``, and the module that they share with other scripts."""
    shutil.copytree(SCRIPTS / "search", site / "search")
    shutil.copy(SCRIPTS / "fold.js", site)
