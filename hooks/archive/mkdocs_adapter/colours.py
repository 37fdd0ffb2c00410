"""The style sheet of the colours that a site sets."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from archive.core.colours import FILE, Colours, style_sheet


def name_style_sheet(config: MkDocsConfig, colours: Colours) -> None:
    """Has all pages load the style sheet, after all others, if the site sets colours."""
    if colours:
        config.extra_css = [*config.extra_css, FILE]


def add_style_sheet(files: Files, config: MkDocsConfig, colours: Colours) -> None:
    """Publishes the style sheet if the site sets colours."""
    if colours:
        files.append(File.generated(config, FILE, content=style_sheet(colours)))
