"""``archive messages``: updates the files of translators, or reports which are out of date."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterable
from pathlib import Path

from babel.core import UnknownLocaleError

from archive.commands.project import root_of
from archive.commands.status import UsageError
from archive.core.catalogue import locale_of
from archive.read.translations import FILE
from archive.schema.messages import TEMPLATE, find_messages, template_text, translations_text


def messages(options: Namespace) -> int:
    """Writes the template of translations, and adds new messages to the translations.

    Raises:
        UsageError: If the Unicode CLDR does not know a given language.
    """
    root = root_of(options)
    stale = 0
    for path, text in translated(root, options.add).items():
        file = root / path
        if file.is_file() and file.read_text("utf-8") == text:
            continue
        stale += 1
        if options.check:
            sys.stdout.write(f"{path}: out of date; run make messages\n")
            continue
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
        sys.stdout.write(f"{path}: written\n")
    return 1 if stale and options.check else 0


def translated(root: Path, new: Iterable[str] = ()) -> dict[str, str]:
    """Returns the path of each file of translators → its content.

    Args:
        root: The project.
        new: Languages to begin a translation into.

    Raises:
        UsageError: If the Unicode CLDR does not know one of them.
    """
    found = find_messages(root)
    folder = Path(TEMPLATE).parent
    names = {file.parents[1].name for file in (root / folder).glob(f"*/{FILE}")}
    names.update(map(_folder_of, new))
    files = {TEMPLATE: template_text(found)}
    for name in sorted(names):
        path = (folder / name / FILE).as_posix()
        old = (root / path).read_text("utf-8") if (root / path).is_file() else ""
        files[path] = translations_text(old, name, found)
    return files


def _folder_of(language: str) -> str:
    try:
        return str(locale_of(language))
    except (UnknownLocaleError, ValueError):
        raise UsageError(f"{language} is not the tag of a language, such as fr or pt-BR") from None
