"""Builds the given project once, as a separate process that tests can kill."""

from __future__ import annotations

import sys
from pathlib import Path

from archive.core.settings import Settings
from tests.support.builds import build_staged

if __name__ == "__main__":
    build_staged(Path(sys.argv[1]), Settings(site_name="A site", search="none", workers=1))
