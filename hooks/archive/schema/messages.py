"""Every message of the program: the template of its translations, and updates of these.

Messages are found where they are used: in calls of ``gettext()`` and the like in Python, templates
and scripts. Tables of labels are listed here as wholes.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from archive.core.bibliography import BRIEF_TYPES
from archive.core.brief_keys import BRIEF_KEYS
from archive.core.kind import Kind
from archive.core.kinds import ENTITY_KINDS
from archive.core.relations import RELATIONS, STATUSES
from archive.pages.context import IN_SENTENCE

TEMPLATE = "hooks/archive/locale/archive.pot"
"""The template, relative to the project."""
NOTE = "Translators:"
"""The beginning of comments in the sources for translators."""

_SOURCES = {
    "hooks/archive": [("**.py", "python"), ("render/templates/**.html", "jinja2")],
    "hooks/theme": [("**.html", "jinja2")],
    "docs/assets/javascripts": [("**.js", "javascript")],
}
"""Folder → which of its files are searched, and how."""
_LOUD = {"**.html": {"silent": "false"}}
"""A template with a mistake is an error."""
_KINDS = "hooks/archive/core/kinds.py"
_RELATIONS = "hooks/archive/core/relations.py"
_KEYS = "hooks/archive/core/brief_keys.py"
_TYPES = "hooks/archive/core/bibliography.py"
_CHANGING = (
    "Project-Id-Version",
    "POT-Creation-Date",
    "PO-Revision-Date: YEAR",
    "Report-Msgid-Bugs-To: EMAIL",
    "Last-Translator: FULL NAME",
    "Language-Team: LANGUAGE",
    "Language-Team: none",
    "Generated-By",
)
"""Lines of a header that are meaningless or change with every run."""


def find_messages(root: Path) -> Catalog:
    """Collects the messages of a project's program.

    Args:
        root: The project.

    Returns:
        Babel's catalogue of them, without translations.
    """
    found = Catalog(project="Briefing archive", header_comment="# Messages of the interface.")
    found.fuzzy = False
    for folder, methods in _SOURCES.items():
        for file, _, message, comments, context in extract_from_dir(
            root / folder, methods, _LOUD, comment_tags=(NOTE,), strip_comment_tags=True
        ):
            where = [(f"{folder}/{Path(file).as_posix()}", 0)]
            found.add(message, None, where, auto_comments=comments, context=context)
    for table, label, context in _labels():
        found.add(label, None, [(table, 0)], context=context)
    return found


def template_text(messages: Catalog) -> str:
    """Returns the template as text: sorted, without dates and line numbers."""
    return _text(messages)


def translations_text(old: str, language: str, messages: Catalog) -> str:
    """Returns an updated PO file: new messages are added, old ones marked as obsolete.

    Args:
        old: The file as it is; "" for a new one.
        language: Its language, as in the name of its folder: "pt_BR".
        messages: What ``find_messages`` returns.
    """
    file = read_po(io.StringIO(old), locale=language, abort_invalid=True)
    file.update(messages, no_fuzzy_matching=True, update_creation_date=False)
    file.fuzzy = False
    if not old:
        file.header_comment = "# Translation of the interface."
    return _text(file)


def _labels() -> Iterator[tuple[str, str | tuple[str, str], str | None]]:
    """Yields the messages of tables: the table's module, the message, its context or None."""
    yield from ((_RELATIONS, word, None) for word in (*RELATIONS, *STATUSES))
    yield from ((_KEYS, key.label, None) for key in BRIEF_KEYS.values() if key.label)
    yield from ((_TYPES, label, None) for label in BRIEF_TYPES.values())
    for kind in ENTITY_KINDS.values():
        yield from ((_KINDS, label, None) for label in _labels_of(kind))
        subtypes = (subtype.singular for subtype in kind.subtypes.values())
        yield from (
            (_KINDS, label.lower(), IN_SENTENCE)
            for label in (*subtypes, kind.label or kind.singular)
        )


def _labels_of(kind: Kind) -> Iterator[str | tuple[str, str]]:
    yield from (kind.singular, kind.plural, kind.lead, kind.filter_label)
    yield from (kind.memberships_title, kind.parts_title)
    yield from filter(None, (kind.label, kind.facet, kind.page_note))
    yield from (key.label for key in kind.own_keys.values() if key.label)
    for subtype in kind.subtypes.values():
        yield from (subtype.singular, subtype.plural)
    yield kind.counted


def _text(messages: Catalog) -> str:
    written = io.BytesIO()
    write_po(written, messages, width=0, sort_output=True, include_lineno=False)
    lines = written.getvalue().decode().splitlines(keepends=True)
    changing = tuple(f'"{name}' for name in _CHANGING)
    return "".join(line for line in lines if not line.startswith(changing))
