"""Translations of the interface: PO files, one for each language.

A mistake in a translation is an error at its line, and never breaks a page.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from gettext import GNUTranslations
from pathlib import Path
from typing import TYPE_CHECKING

from archive.core.catalogue import ENGLISH, SOURCE, Catalogue, locale_of
from archive.core.languages import language_name
from archive.core.model import Level, Place, Problem
from archive.core.names import nearest
from archive.lib.digest import digest

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

LOCALE = Path(__file__).parents[1] / "locale"
"""Folder of the translations."""
FILE = "LC_MESSAGES/archive.po"
"""The PO file in the folder of a language."""

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


def languages(folder: Path = LOCALE) -> tuple[str, ...]:
    """Returns the tags of the languages that the interface is available in, sorted.

    Args:
        folder: Folder of the translations.
    """
    translated = {file.parents[1].name.replace("_", "-") for file in folder.glob(f"*/{FILE}")}
    return tuple(sorted({SOURCE, *translated}))


def find_catalogue(
    language: object, path: str, text: str = "", folder: Path = LOCALE
) -> tuple[Catalogue, tuple[Problem, ...]]:
    """Reads the catalogue of the language that a site is set to.

    Args:
        language: The value of ``theme.language``.
        path: The configuration file, for messages.
        text: The content of that file.
        folder: Folder of the translations.

    Returns:
        The catalogue, and the problems: of the setting, or of the translations. A message whose
        translation is wrong stays English.
    """
    known = languages(folder)
    if language in known:
        return read_catalogue(str(language), folder)
    setting = re.search(r"^ *language:", text, re.MULTILINE)
    line = text.count("\n", 0, setting.start()) + 1 if setting else 1
    message = f'theme.language: the interface is not available in "{language}"'
    hint = f"choose one of: {', '.join(known)}"
    near = nearest(str(language), known)
    return ENGLISH, (Problem(Place(path, line), Level.ERROR, message, near, hint),)


def read_catalogue(language: str, folder: Path = LOCALE) -> tuple[Catalogue, tuple[Problem, ...]]:
    """Reads the translations into one of ``languages()``; returns as ``find_catalogue``."""
    if language == SOURCE:
        return ENGLISH, ()
    # Checking the briefs of an English site goes without Babel.
    from babel.messages.pofile import PoFileError, read_po

    file = folder / language.replace("-", "_") / FILE
    path = "/".join(file.parts[-6:])
    try:
        with file.open("rb") as stream:
            messages = read_po(stream, locale=str(locale_of(language)), abort_invalid=True)
    except PoFileError as error:
        place = Place(path, error.lineno)
        return ENGLISH, (Problem(place, Level.ERROR, f"not a PO file: {error}", code="syntax"),)
    problems = tuple(_check(messages, path))
    incomplete = tuple(_count_missing(messages, language, path))
    wrong = {problem.place.line for problem in problems}
    for message in messages:
        if message.lineno in wrong:
            message.string = ""
    return make_catalogue(language, messages), (*problems, *incomplete)


def _count_missing(messages: Catalog, language: str, path: str) -> Iterator[Problem]:
    """Yields a notice if a translation is incomplete."""
    every = [message for message in messages if message.id]
    missing = sum(not any(_forms(one.string)) or one.fuzzy for one in every)
    if missing:
        name = language_name(language, ENGLISH)
        said = (
            f"the {name} translation lacks {missing} of {len(every)} messages:"
            " they are shown in English"
        )
        hint = "translate them, and remove the fuzzy flag of each that is right"
        yield Problem(Place(path), Level.NOTICE, said, "", hint, "translation")


def make_catalogue(language: str, messages: Catalog) -> Catalogue:
    """Makes the catalogue of a language.

    Args:
        language: Its tag.
        messages: Babel's catalogue of messages, fuzzy ones left out.
    """
    from babel.messages.mofile import write_mo

    said = [
        (message.context, message.id, message.string)
        for message in messages
        if message.id and message.string and not message.fuzzy
    ]
    compiled = io.BytesIO()
    write_mo(compiled, messages)
    compiled.seek(0)
    return Catalogue(language, digest([messages.plural_forms, said]), GNUTranslations(compiled))


def _check(messages: Catalog, path: str) -> Iterator[Problem]:
    """Yields an error for each translation that cannot be filled in, or lacks plural forms."""
    wrong = {message.lineno: str(errors[0]) for message, errors in messages.check()}
    for message in messages:
        text = wrong.get(message.lineno) or _misfilled(message)
        if message.id and text:
            said = message.id if isinstance(message.id, str) else message.id[0]
            place = Place(path, message.lineno or 1)
            yield Problem(place, Level.ERROR, f'translation of "{said}": {text}')


def _misfilled(message: Message) -> str:
    """Returns which placeholder a translation lacks or adds, or ""."""
    forms = _forms(message.string)
    if not any(forms) or message.fuzzy:
        return ""
    if not all(forms):
        return "a plural form is missing"
    known = _placeholders(_forms(message.id))
    for text in forms:
        found = _placeholders((text,))
        # A plural form may write its number out: "one brief".
        optional = {"count"} if message.pluralizable else set()
        if unknown := found - known:
            return f"{{{min(unknown)}}} is not in the English message"
        if missing := known - found - optional:
            return f"{{{min(missing)}}} is missing"
        if set("{}") & set(_PLACEHOLDER.sub("", text)):
            return "braces may only enclose placeholders"
    return ""


def _forms(text: str | Iterable[str] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())


def _placeholders(texts: Iterable[str]) -> set[str]:
    return {name for text in texts for name in _PLACEHOLDER.findall(text)}
