"""Renders the body of a brief alone, with the extensions of the example's settings."""

from __future__ import annotations

import datetime as dt
from typing import Any

import yaml

from archive.core.catalogue import ENGLISH, Catalogue
from archive.core.model import Brief, Problem
from archive.prose.body import Body, render_body
from archive.prose.links import Targets
from archive.prose.markdown import Flavour, MarkdownRenderer
from tests.support.sites import EXAMPLE

TARGETS = Targets({}, frozenset())


def site_flavour() -> Flavour:
    given = yaml.safe_load((EXAMPLE / "mkdocs.yml").read_text("utf-8"))["markdown_extensions"]
    names: list[str] = []
    configs: dict[str, dict[str, Any]] = {}
    for one in given:
        if isinstance(one, str):
            names.append(one)
        else:
            names += one
            configs.update(one)
    return Flavour(tuple(names), configs)


RENDERER = MarkdownRenderer(site_flavour())


def render(
    text: str,
    renderer: MarkdownRenderer = RENDERER,
    embeds: tuple[str, ...] = (),
    catalogue: Catalogue = ENGLISH,
) -> tuple[Body, tuple[Problem, ...]]:
    date = dt.date(2022, 2, 1)
    brief = Brief("briefs/a.md", "briefs/a/", "A", date, (), text, body_line=6)
    return render_body(brief, renderer, None, frozenset(), "../../", TARGETS, embeds, catalogue)


def html(text: str) -> str:
    return render(text)[0].html
