"""Builds the project that is given, once; run as a process of its own, to be killed."""

from __future__ import annotations

import sys
from pathlib import Path

from archive.settings import Settings
from tests.support.editions import build_edition

if __name__ == "__main__":
    build_edition(Path(sys.argv[1]), Settings(site_name="A site", search="none", workers=1))
