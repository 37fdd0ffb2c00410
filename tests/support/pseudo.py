"""A translation with every message in double brackets: text outside them is not translated."""

from __future__ import annotations

import io
import re
from functools import cache

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from archive.core.catalogue import Catalogue
from archive.read.translations import make_catalogue
from archive.schema.messages import find_messages
from tests.support.sites import ROOT

LANGUAGE = "ru"
"""A language with several plural forms, whose dates have no Latin letters."""

_WRAPPED = re.compile(r"⟦[^⟦⟧]*⟧")


def pseudo_catalogue(language: str = LANGUAGE) -> Catalogue:
    """Returns the catalogue: "Sources" is "⟦Sources⟧", and plural forms are numbered."""
    return make_catalogue(language, read_po(io.StringIO(pseudo_file(language)), locale=language))


@cache
def pseudo_file(language: str = LANGUAGE) -> str:
    """Returns the same as a PO file."""
    messages = find_messages(ROOT)
    translated = Catalog(locale=language)
    translated.fuzzy = False
    for message in messages:
        if not message.id:
            continue
        if isinstance(message.id, str):
            string: str | tuple[str, ...] = f"⟦{message.id}⟧"
        else:
            many = message.id[1]
            string = tuple(f"⟦{form} {many}⟧" for form in range(translated.num_plurals))
        translated.add(message.id, string, context=message.context)
    written = io.BytesIO()
    write_po(written, translated)
    return written.getvalue().decode()


def unwrapped(text: str) -> str:
    """Returns the parts of a string outside brackets."""
    while _WRAPPED.search(text):
        text = _WRAPPED.sub(" ", text)
    return text
