"""The text of the home page, from ``docs/index.md``."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HomeText:
    """What ``docs/index.md`` says on the home page: its title, description and safe HTML.

    ``path`` is the file, relative to the project.
    """

    title: str = ""
    description: str = ""
    html: str = ""
    path: str = ""


NO_TEXT = HomeText()
"""The text of the home page of a site without ``docs/index.md``."""
