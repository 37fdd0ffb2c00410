"""``archive messages``: brings the files of translators up to date, or says which are not."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterable
from pathlib import Path

from babel.core import UnknownLocaleError

from archive.commands.project import root_of
from archive.commands.status import UsageError
from archive.read.translations import FILE
from archive.schema.messages import TEMPLATE, find_messages, template_text, translations_text


def messages(options: Namespace) -> int:
    """Write the template of translations, and add new messages to the translations.

    Raises:
        UsageError: If a language is asked for that the Unicode CLDR does not know.
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
    """Path of each file of translators → what it must hold.

    Args:
        root: The project.
        new: Languages to begin a translation into.

    Raises:
        UsageError: If the Unicode CLDR does not know one of them.
    """
    found = find_messages(root)
    folder = Path(TEMPLATE).parent
    names = {file.parents[1].name for file in (root / folder).glob(f"*/{FILE}")}
    files = {TEMPLATE: template_text(found)}
    for name in sorted(names.union(language.replace("-", "_") for language in new)):
        path = (folder / name / FILE).as_posix()
        old = (root / path).read_text("utf-8") if (root / path).is_file() else ""
        try:
            files[path] = translations_text(old, name, found)
        except (UnknownLocaleError, ValueError) as error:
            raise UsageError(f"{name}: {error}") from None
    return files
