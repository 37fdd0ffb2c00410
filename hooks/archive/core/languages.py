"""Language tags (BCP 47, RFC 5646), and the names of languages, from the Unicode CLDR."""

from __future__ import annotations

import re
from functools import lru_cache

from archive.core.catalogue import ENGLISH, SOURCE, Catalogue, locale_of

_TAG = re.compile(
    r"(?P<language>[a-z]{2,3})"
    r"(?:-(?P<script>[a-z]{4}))?"
    r"(?:-(?P<territory>[a-z]{2}|\d{3}))?"
    r"(?P<rest>(?:-(?:[a-z0-9]{5,8}|\d[a-z0-9]{3}))*)",
    re.IGNORECASE | re.ASCII,
)
"""Language, script, region and variants. Extensions and private use say nothing about a text."""

_OWN_NAMES = {
    "العربية": "ar",
    "deutsch": "de",
    "español": "es",
    "français": "fr",
    "italiano": "it",
    "kiswahili": "sw",
    "português": "pt",
    "русский": "ru",
    "türkçe": "tr",
    "українська": "uk",
    "中文": "zh",
}


@lru_cache
def canonical_tag(text: str) -> str:
    """Returns a language tag in its usual case, such as ``pt-BR``, or "" for anything else.

    Args:
        text: The tag, in any case. Each of its subtags must be known to the CLDR.
    """
    match = _TAG.fullmatch(text)
    if not match:
        return ""
    known = locale_of(SOURCE)
    language = match["language"].lower()
    script = (match["script"] or "").title()
    territory = (match["territory"] or "").upper()
    if (
        language not in known.languages
        or (script and script not in known.scripts)
        or (territory and territory not in known.territories)
    ):
        return ""
    return "-".join(filter(None, (language, script, territory))) + match["rest"].lower()


@lru_cache
def language_name(tag: str, catalogue: Catalogue) -> str:
    """Returns the name of a language in the language of the interface: "French (Canada)"."""
    from babel import Locale

    known = locale_of(catalogue.language)
    for language in (tag.replace("-", "_"), "_".join(tag.split("-")[:2])):
        if name := known.languages.get(language):
            return str(name)
    try:
        named = Locale.parse(tag, sep="-").get_display_name(known)
    except (ValueError, LookupError):
        named = None
    return str(named or known.languages.get(tag.partition("-")[0]) or tag)


@lru_cache
def own_name(tag: str) -> str:
    """Returns the name of a language in that language: "français"; in English if it is unknown."""
    from babel import Locale, UnknownLocaleError

    try:
        return language_name(tag, Catalogue(str(Locale.parse(tag, sep="-").language)))
    except (ValueError, UnknownLocaleError):
        return language_name(tag, ENGLISH)


@lru_cache
def language_attributes(tag: str) -> str:
    """Returns the HTML attributes ``lang`` and ``dir`` of text; only ``dir`` without a tag.

    Args:
        tag: The tag of its language, or "" for that of the elements around it.
    """
    from babel import Locale, UnknownLocaleError

    if not tag:
        return 'dir="auto"'
    try:
        direction = str(Locale.parse(tag, sep="-").text_direction)
    except (ValueError, UnknownLocaleError):
        direction = "auto"
    return f'lang="{tag}" dir="{direction}"'


@lru_cache
def tag_of_name(text: str) -> str:
    """Returns the tag of a language by its English name or, for a few, its own name; or ""."""
    wanted = text.casefold()
    for tag, name in locale_of(SOURCE).languages.items():
        if name.casefold() == wanted:
            return str(tag).replace("_", "-")
    return _OWN_NAMES.get(wanted, "")
