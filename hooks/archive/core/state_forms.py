"""Recognizes official names of states in other languages: "República Islámica de Irán"."""

from __future__ import annotations

import re
from collections.abc import Mapping

from archive.core.names import fold

_ENGLISH: Mapping[str, str] = {
    word: english
    for english, words in {
        "republic": "republica republik repubblica republique республика республіка",
        "federal republic": "bundesrepublik",
        "people's republic": "volksrepublik",
        "kingdom": "konigreich reino regno royaume королевство королівство",
        "state": "estado etat staat stato государство",
        "principality": "furstentum principado principaute principato княжество",
        "duchy": "ducado ducato duche",
        "grand duchy": "grossherzogtum",
        "sultanate": "sultanat sultanato султанат",
        "grand": "gran grand granducato",
        "arab": "arabe araba arabische арабская",
        "bolivarian": "bolivariana bolivarienne bolivarische боливарианская",
        "democratic": "democratica democratique demokratische демократическая",
        "federal": "federal federale федеральная",
        "federative": "federativa federative foderative федеративная",
        "islamic": "islamica islamique islamische исламская",
        "people's": "popolare popular populaire народная",
        "plurinational": "plurinacional plurinational plurinationaler",
        "socialist": "socialista socialiste sozialistische социалистическая",
        "united": "unida unie vereinigte объединенная",
    }.items()
    for word in words.split()
}
"""Folded word in Spanish, French, German, Italian, Portuguese, Russian or Ukrainian → English."""
_OF = frozenset("da das de del dei della der des di do dos du la las les los".split())
_ELIDED = re.compile(r"^(?:d'|l'|dell')")
_REPUBLIC_AFTER = frozenset("cumhuriyeti respublikasi республикасы республикаси".split())
"""Turkic words for "republic", which follow the name."""
_NAME = re.compile(r"(?P<form>.+?) of (?:the )?.+")


def foreign_form(name: str) -> tuple[str, frozenset[str]] | None:
    """Returns the bare name of a state and the English words of its form, or None.

    "República Islámica de Irán" gives "iran" and the words "islamic" and "republic".

    Args:
        name: An official name, as written.

    Returns:
        The folded name without the form, and the form; None if there is no form in a language
        other than English.
    """
    words = fold(name).split()
    if len(words) > 1 and words[-1] in _REPUBLIC_AFTER:
        return " ".join(words[:-1]), frozenset({"republic"})
    form: set[str] = set()
    while words and words[0] in _ENGLISH:
        form.update(_ENGLISH[words.pop(0)].split())
    if not form:
        return None
    while words and words[0] in _OF:
        words.pop(0)
    bare = _ELIDED.sub("", " ".join(words))
    return (bare, frozenset(form)) if bare else None


def english_form(name: str) -> frozenset[str]:
    """Returns the words before "of" in an English official name, folded."""
    found = _NAME.fullmatch(fold(name))
    return frozenset(found["form"].split()) if found else frozenset()
