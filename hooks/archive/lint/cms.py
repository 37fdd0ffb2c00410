"""Checks what the form for editors needs of a project, where the setting ``cms`` is on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from archive.core.brief_keys import BRIEF_KEYS
from archive.core.keys import Key
from archive.core.model import Level, Problem
from archive.core.settings import Settings
from archive.core.site_kinds import kinds_of
from archive.outputs.cms_names import FILE, check_names_file
from archive.read.files import read_bounded
from archive.read.frontmatter import FrontMatterError, StrictYAMLHandler
from archive.read.text import decode, normalize_newlines
from archive.read.yamltree import Mapping as MappingNode
from archive.read.yamltree import Node, Scalar, Sequence
from archive.resolve.registry import Registry


def check_cms(
    root: Path, settings: Settings, registry: Registry, briefs: Iterable[str]
) -> Iterator[Problem]:
    """Yields the problems that the form for editors would have.

    Args:
        root: The project.
        settings: The archive's settings.
        registry: The known entities.
        briefs: The files of the briefs, relative to the project.
    """
    if not settings.cms:
        return
    file = root / FILE
    text = file.read_text("utf-8", "replace") if file.is_file() else ""
    yield from check_names_file(text, registry.entities.values(), kinds_of(settings))
    for path in briefs:
        data, _ = read_bounded(root / path, path)
        decoded = decode(data, path)[0] if data else ""
        yield from check_long_forms(normalize_newlines(decoded or ""), path)


def check_long_forms(text: str, path: str) -> Iterator[Problem]:
    """Yields a warning for each short form that the form for editors would lose.

    Sveltia CMS reads a list of mappings, and leaves out strings in it.

    Args:
        text: The file of a brief.
        path: Its path, for messages.
    """
    handler = StrictYAMLHandler(path)
    try:
        matter = handler.load(handler.split(text)[0])
    except FrontMatterError:
        return  # reported elsewhere
    for name, key in BRIEF_KEYS.items():
        value = matter.get(name)
        if value is not None and (example := _long_form(value, key)):
            message = f"{name} has a short form, which the form for editors would lose"
            hint = f"write {name}: {example}"
            yield Problem(value.place, Level.WARNING, message, hint=hint, code="value")


def _long_form(value: Node, key: Key) -> str:
    """Returns how to write a value in its long form, or "" if it is in it."""
    if key.shape == "names" and key.keys and isinstance(value, MappingNode):
        return "[CSTO, India]"
    if key.shape not in ("record", "records") or not key.short:
        return ""
    items = value.items if isinstance(value, Sequence) else (value,)
    if not any(isinstance(one, Scalar) for one in items):
        return ""
    return _example(key.keys or {}, key.short, is_list=key.shape == "records")


def _example(keys: Mapping[str, Key], short: str, *, is_list: bool) -> str:
    required = [one for one, key in keys.items() if key.required or one == short]
    mapping = "{" + ", ".join(f"{one}: …" for one in required) + "}"
    return f"[{mapping}]" if is_list else mapping
