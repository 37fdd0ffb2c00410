"""Which files of a fork are its own, and which are the program's."""

from __future__ import annotations

from collections.abc import Collection

from archive.core.address_list import ADDRESSES

PROGRAM_PAGES = ("write.md", "reference.md", "search.md", "hosting.md", "publishing.md")
"""The pages in ``docs/`` that document the program."""
PROGRAM_FOLDERS = ("assets/", "development/")
"""The folders in ``docs/`` that come with the program; a fork may add files to them."""
GENERATED = ("schemas/", "docs/reference.md", ".vscode/settings.json")
"""Files that are made again: those of the new version are right."""
_CODE = ("hooks/", "tests/", "benchmarks/", "deploy/", ".ci/", "requirements")
"""Where a change of both sides needs a decision."""
_SINGLE = ("Makefile", "pyproject.toml", "docs/assets/javascripts/", "docs/assets/stylesheets/")


def is_own(path: str, docs: str, content: Collection[str], configuration: str) -> bool:
    """Returns whether a file is the fork's own, which no upgrade changes or removes.

    Args:
        path: The file, relative to the project.
        docs: The folder of hand-written pages.
        content: The folders of briefs and registry.
        configuration: The configuration file, which only migrations change.
    """
    if path in (configuration, ADDRESSES) or any(
        path.startswith(f"{folder}/") for folder in content
    ):
        return True
    inner = path.removeprefix(f"{docs}/")
    return inner != path and inner not in PROGRAM_PAGES and not inner.startswith(PROGRAM_FOLDERS)


def is_generated(path: str) -> bool:
    """Returns whether a file is made from the registry and the program."""
    return path.startswith(GENERATED)


def needs_decision(path: str) -> bool:
    """Returns whether the program depends on a file, so that nobody but its editors can merge it.

    Of other files, such as a README, the fork's version stays if both have changed.
    """
    return path.startswith((*_CODE, *_SINGLE))
