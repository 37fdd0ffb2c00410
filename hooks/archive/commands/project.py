"""Finds the project of a command, by its folder or its configuration file."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from archive.commands.status import UsageError
from archive.lint.project import Project, read_project


def add_options(command: ArgumentParser) -> None:
    """Adds the options that name a project."""
    command.add_argument(
        "--root", type=Path, help="folder of the configuration file (default: this one)"
    )
    command.add_argument(
        "-f",
        "--config-file",
        type=Path,
        help="the configuration file (default: mkdocs.yml, else properdocs.yml, in --root)",
    )


def root_of(options: Namespace) -> Path:
    """Returns the folder of the project: that of the configuration file if one is named.

    Raises:
        UsageError: If both are named but do not agree.
    """
    root: Path | None = options.root
    file: Path | None = options.config_file
    if file is None:
        return root or Path()
    if root is not None and root.resolve() != file.parent.resolve():
        raise UsageError(f"{file} is not in {root}")
    return file.parent


def project_of(options: Namespace) -> Project:
    """Reads the project that a command is for.

    Raises:
        UsageError: If the options do not agree.
        ConfigurationError: If there is no configuration file.
    """
    return read_project(root_of(options), options.config_file)
