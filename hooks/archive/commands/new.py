"""``archive new``: creates a brief, with its front matter filled in."""

from __future__ import annotations

import datetime as dt
import importlib
import os
import re
import sys
from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import frontmatter

from archive.commands.project import project_of
from archive.commands.questions import ask, has_terminal
from archive.commands.status import UsageError
from archive.core.names import fold, sort_key
from archive.core.now import today
from archive.core.site_kinds import kinds_of, role_of
from archive.core.urls import slugify
from archive.lint.project import Project
from archive.read.frontmatter import StrictYAMLHandler
from archive.read.placeholder import TEXT
from archive.read.registry import SHIPPED
from archive.resolve.registry import Registry, load_registry

VARIABLES: Mapping[str, str] = {
    "title": "ARCHIVE_TITLE",
    "actors": "ARCHIVE_ACTORS",
    "date": "ARCHIVE_DATE",
    "region": "ARCHIVE_REGION",
    "summary": "ARCHIVE_SUMMARY",
    "slug": "ARCHIVE_SLUG",
}
"""Option → the environment variable that gives its value if the option is left out."""
_NEXT = "Next: write its text in place of what is there, then make lint.\n"


def new(options: Namespace) -> int:
    """Creates a brief, and asks for the title and the actors if nothing gives them.

    Raises:
        UsageError: If a value is missing and there is no terminal, or if the file exists.
    """
    project = project_of(options)
    given = _given(options)
    _check_given(given)
    registry, _ = load_registry(
        [SHIPPED, project.root / project.settings.registry],
        project.root,
        kinds_of(project.settings),
    )
    title = given["title"] or ask("Title", "--title")
    actors = _split(given["actors"] or _ask_actors(registry))
    if not title.strip() or not actors:
        raise UsageError("a brief needs a title and at least one actor")
    day = _day(given["date"])
    text = template(title, day, actors, _split(given["region"]), given["summary"])
    file = place_of(project, day, given["slug"] or title)
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        with file.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
    except FileExistsError:
        raise UsageError(f"{file.relative_to(project.root)} already exists") from None
    for name in actors:
        if registry.find_actor(name) is None:
            near = registry.nearest_actor(name)
            known = f'; did you mean "{near}"?' if near else ""
            sys.stderr.write(f'the registry does not know "{name}"{known}\n')
    sys.stdout.write(f"{file.relative_to(project.root).as_posix()}\n")
    sys.stdout.flush()
    sys.stderr.write(_NEXT)
    return 0


def _given(options: Namespace) -> Mapping[str, str]:
    """Returns option → its value, from the command line or the environment, or ""."""
    return {
        name: getattr(options, name) or os.environ.get(variable, "")
        for name, variable in VARIABLES.items()
    }


def _check_given(given: Mapping[str, str]) -> None:
    """Checks that nothing is missing that could not be asked for.

    Raises:
        UsageError: If there is no terminal for questions.
    """
    missing = [name for name in ("title", "actors") if not given[name]]
    if missing and not has_terminal():
        options = " and ".join(f"--{name}" for name in missing)
        values = {"title": "…", "actors": "CSTO; India"}
        targets = " ".join(f'{name.upper()}="{values[name]}"' for name in missing)
        raise UsageError(
            f"there is no terminal for questions; give {options} (hint: make new {targets})"
        )


def template(
    title: str, day: dt.date, actors: Sequence[str], regions: Sequence[str] = (), summary: str = ""
) -> str:
    """Returns the text of a new brief.

    Args:
        title: The headline.
        day: Its date.
        actors: Whom it is about.
        regions: Regions, or none for those of the actors.
        summary: One or two sentences, or "".
    """
    given = {
        "title": _one_line(title),
        "date": day,
        "actors": [_one_line(name) for name in actors],
        "region": [_one_line(name) for name in regions],
        "summary": _one_line(summary),
    }
    filled = {key: value for key, value in given.items() if value}
    return frontmatter.dumps(frontmatter.Post(TEXT, StrictYAMLHandler(), **filled))


def place_of(project: Project, day: dt.date, name: str) -> Path:
    """Returns the path of a new brief: in the folder of its year, by its name."""
    return project.root / project.settings.briefs / str(day.year) / f"{slugify(name)}.md"


def complete(names: Sequence[str], typed: str) -> list[str]:
    """Returns the names that begin with what was typed, regardless of case and accents."""
    begun = fold(typed)
    return [f"{name}; " for name in names if fold(name).startswith(begun)] if begun else []


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _split(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in re.split(r"[;\n]", text) if part.strip())


def _day(given: str) -> dt.date:
    if given:
        try:
            return dt.date.fromisoformat(given)
        except ValueError:
            raise UsageError(f"{given} is not a date; write it as 2022-02-01") from None
    return today()


def _ask_actors(registry: Registry) -> str:
    names = sorted(
        {
            one.name
            for one in registry.entities.values()
            if role_of(one.kind) not in ("region", "collection")
        }
        | {one.acronym for one in registry.entities.values() if one.acronym},
        key=sort_key,
    )
    with_tab = _offer(lambda typed: complete(names, typed))
    return ask(f"Actors, separated by ;{' (Tab completes)' if with_tab else ''}", "--actors")


def _offer(find: Callable[[str], list[str]]) -> bool:
    """Enables completion with Tab, if readline is available; returns whether it is."""
    try:
        readline = importlib.import_module("readline")
    except ImportError:
        return False

    def nth(typed: str, state: int) -> str | None:
        found = find(typed)
        return found[state] if state < len(found) else None

    readline.set_completer_delims(";")
    readline.set_completer(nth)
    readline.parse_and_bind("tab: complete")
    return True
