"""Reads settings by which a site declares something of its own: mappings of names to options."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from archive.core.model import Level, Place, Problem
from archive.core.names import nearest

Declared = TypeVar("Declared")

Fault = tuple[str, str, str]
"""What is wrong with a declaration: a message, a suggestion, and a hint."""


def read_declarations(
    setting: str,
    given: object,
    place: Place,
    hint: str,
    faults: Callable[[object, object], Iterable[Fault]],
    make: Callable[[str, Any], Declared],
    form: str = "a mapping",
) -> tuple[tuple[Declared, ...], tuple[Problem, ...]]:
    """Validates a setting.

    Args:
        setting: Its name.
        given: Its value.
        place: The configuration file.
        hint: What to write if the value is not a mapping.
        faults: Yields what is wrong with a name and its options.
        make: Makes what a valid name and its options declare.
        form: What the value must be.

    Returns:
        What is declared without faults, and the problems.
    """
    if given is None:
        return (), ()
    if not isinstance(given, Mapping):
        message = f"extra.archive.{setting} must be {form}"
        return (), (Problem(place, Level.ERROR, message, "", hint),)
    found: list[Declared] = []
    problems: list[Problem] = []
    for name, options in given.items():
        wrong = [
            invalid(setting, name, message, place, near, hint)
            for message, near, hint in faults(name, options)
        ]
        problems += wrong
        if not wrong:
            found.append(make(name, options))
    return tuple(found), tuple(problems)


def invalid(
    setting: str, name: object, message: str, place: Place, near: str = "", hint: str = ""
) -> Problem:
    """Returns the error about one declaration of a setting."""
    return Problem(place, Level.ERROR, f"extra.archive.{setting}.{name}: {message}", near, hint)


def wrong_options(
    options: Mapping[Any, Any],
    known: tuple[str, ...],
    *,
    required: Collection[str] = (),
    strings: Collection[str] = (),
    flags: Collection[str] = (),
) -> Iterator[Fault]:
    """Yields what is wrong with options.

    Args:
        options: The options, as written.
        known: The names of all options.
        required: Those that must be strings.
        strings: Those that must be strings if they are there.
        flags: Those that must be true or false if they are there.
    """
    for option in options:
        if option not in known:
            near = nearest(str(option), known, cutoff=0.6)
            yield f'unknown option "{option}"', near, f"options: {', '.join(known)}"
    for option in (*required, *filter(options.__contains__, strings)):
        value = options.get(option)
        if not (isinstance(value, str) and value):
            yield f'"{option}" must be a string', "", "write the words that readers see"
    for option in filter(options.__contains__, flags):
        if not isinstance(options[option], bool):
            yield f'"{option}" must be true or false', "", "write true or false"
