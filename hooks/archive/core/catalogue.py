"""The words of the interface in one language, looked up by their English.

English is the source: ``catalogue.gettext("Sources")`` returns "Sources" where there is no
translation. A message is plain text, never markup, with placeholders by name: ``{count}``.
``archive.read.translations`` reads catalogues from PO files.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from gettext import NullTranslations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale

SOURCE = "en"
"""The language that messages are written in."""

CACHED_LISTS = 1 << 14
"""Size of the cache of joined lists: many briefs share the same actors."""

_CLDR = {SOURCE: "en_GB"}
"""Language → the locale whose dates and lists it uses, where that is not its own."""


def N_(message: str) -> str:  # noqa: N802  # gettext's own name for it
    """Marks a message that is translated elsewhere, where it is used; returns it unchanged."""
    return message


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The interface in one language. Catalogues with the same messages are equal.

    Attributes:
        language: Its tag, as in HTML (BCP 47): "en", "pt-BR".
        digest: Hash of the translations; empty for English.
        translations: The messages, with the rule that picks a plural form.
    """

    language: str = SOURCE
    digest: str = ""
    translations: NullTranslations = field(
        default_factory=NullTranslations, repr=False, compare=False
    )

    def gettext(self, message: str, **values: object) -> str:
        """Returns a message in the catalogue's language, its placeholders filled in if given."""
        text = self.translations.gettext(message)
        return text.format(**values) if values else text

    def pgettext(self, context: str, message: str, **values: object) -> str:
        """Returns a message that means different things in different contexts."""
        text = self.translations.pgettext(context, message)
        return text.format(**values) if values else text

    def ngettext(self, one: str, many: str, number: int, /, **values: object) -> str:
        """Returns the plural form of a message that belongs to a number.

        Args:
            one: The message for one, in English: "{count} brief".
            many: The message for any other number.
            number: The number; it also fills in ``{count}``, unless ``values`` has another.
            **values: The values of the other placeholders.
        """
        text = self.translations.ngettext(one, many, number)
        return text.format(**{"count": number, **values})

    def join(self, items: Iterable[str]) -> str:
        """Returns a list in a sentence: "A, B and C"."""
        return _joined(tuple(items), self.language)

    @property
    def locale(self) -> Locale:
        """The language's data in the Unicode CLDR."""
        return locale_of(self.language)

    @property
    def is_right_to_left(self) -> bool:
        """Whether the language is written from right to left."""
        return self.locale.text_direction == "rtl"

    @property
    def html_attributes(self) -> str:
        """The attributes of the root element of a page: language and, where needed, direction."""
        return f'lang="{self.language}"' + (' dir="rtl"' if self.is_right_to_left else "")


ENGLISH = Catalogue()


@lru_cache(CACHED_LISTS)
def _joined(items: tuple[str, ...], language: str) -> str:
    from babel.lists import format_list

    return format_list(items, locale=locale_of(language))


@lru_cache
def locale_of(language: str) -> Locale:
    """Returns the CLDR's data of a language.

    Babel is imported on first use, because lint does not need it.

    Args:
        language: A language tag.
    """
    from babel import Locale

    return Locale.parse(_CLDR.get(language, language.replace("-", "_")))
