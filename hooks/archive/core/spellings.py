"""Other spellings of a name: inverted, several in one string, misspelt."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from archive.core.names import fold

_AFTER_COMMA = re.compile(r"(?P<name>[^,;/]+), *(?P<before>[^,;/]+)")
_IN_BRACKETS = re.compile(r"(?P<name>[^()]+?) *\((?P<before>[^()]+)\)")
_SEVERAL = (
    re.compile(r"\s*[;/|,、،]\s*|\s+(?:and|und|et|y|и|ve)\s+"),
    re.compile(r"\s*[;/|,、،()&+·•–—-]\s*|\s+(?:and|und|et|y|и|ve|vs\.?)\s+"),
)
"""Separators of names in one string; the second pattern also has those that names contain."""
_WRITTEN_OUT = {
    "rep": "republic",
    "dem": "democratic",
    "fed": "federated",
    "sts": "states",
    "is": "islands",
    "st": "saint",
    "int": "international",
    "intl": "international",
    "int'l": "international",
    "dev": "development",
    "org": "organization",
}
"""Abbreviation in names of countries and organizations → the whole word."""
_OF_THE = re.compile(r"\bof the\b")
_FORMS = re.compile(
    r"^(?:(?:arab|democratic|federal|federative|islamic|people's|socialist|cooperative"
    r"|co operative) )*"
    r"(?:republic|kingdom|state|principality|sultanate|commonwealth|union) of (?:the )?"
)
_LEADING_ARTICLE = re.compile(
    r"(?:(?:the|le|la|les|der|die|das|den|dem|el|los|las|o|a|os|as)\s+|l['’])(?=\w)", re.IGNORECASE
)
"""The definite articles of English, French, German, Portuguese and Spanish. In Arabic, the article
is a part of the word; Russian and Swahili have none."""
SHORT = 5
"""Names with fewer letters are compared more strictly."""
JUMBLED = 2
"""Minimum number of swaps that are allowed if a name has the right letters, such as "Lybia"."""


def word_orders(name: str) -> Iterator[str]:
    """Yields the usual forms of a name that a list has inverted or abbreviated.

    "Korea, Republic of" and "Korea (Republic of)" mean "Republic of Korea", "Korea, South" means
    "South Korea", "Bahamas, The" means "The Bahamas", "Yemen, Rep." "Republic of Yemen", and
    "U. S. A." "USA".
    """
    orders = [name]
    for pattern in (_AFTER_COMMA, _IN_BRACKETS):
        if found := pattern.fullmatch(name.strip()):
            orders += [f"{found['before']}{of} {found['name']}" for of in ("", " of")]
    yield from orders[1:]
    for order in orders:
        plain = without_article(fold(order.replace(",", " ")))
        yield plain
        words = plain.split()
        if not _WRITTEN_OUT.keys().isdisjoint(words):
            yield " ".join(_WRITTEN_OUT.get(word, word) for word in words)
        if all(len(word) == 1 for word in words):
            yield "".join(words)


def without_article(folded: str) -> str:
    """Returns a folded name without the articles that spellings of one name differ in."""
    return _OF_THE.sub("of", folded)


def after_article(name: str) -> str:
    """Returns a name without the article that it begins with, or "" if it begins with none.

    Short names are left: "La FR" is not a code of a country with an article.
    """
    stripped = name.strip()
    found = _LEADING_ARTICLE.match(stripped)
    rest = stripped[found.end() :] if found else ""
    return rest if len(rest) >= SHORT - 1 else ""


def split_names(name: str) -> Iterator[tuple[str, ...]]:
    """Yields the parts of a string that may contain several names: "Kenya; Somalia", "EU/NATO".

    First it is split only at characters that names do not contain, such as a semicolon; then also
    at those that some names contain, as in "India–Pakistan".
    """
    for pattern in _SEVERAL:
        parts = tuple(part for part in pattern.split(name.strip()) if part)
        if len(parts) > 1:
            yield parts


def nearest_name(name: str, known: Iterable[tuple[str, str]]) -> str:
    """Returns the known name that a misspelt one must mean, or "".

    A wrong suggestion is worse than none. Therefore few letters may differ, and nothing is
    suggested if two entities are equally near; letters in a wrong order count as nearer than wrong
    letters. Names are compared without "Republic of" and the
    like, and their digits must be equal: G8 is not a misspelt G7.

    Args:
        name: The name, as written.
        known: Each known name with the identifier of its entity.
    """
    wanted = _bare(fold(name))
    letters = Counter(wanted)
    digits = _digits(wanted)
    bound = _allowed(wanted)
    best: dict[str, str] = {}
    nearest = 2 * max(bound, JUMBLED)
    for candidate, id_ in known:
        folded = _bare(fold(candidate))
        if abs(len(folded) - len(wanted)) > bound or _digits(folded) != digits:
            continue
        if sum((letters - Counter(folded)).values()) > bound:
            continue
        has_same_letters = Counter(folded) == letters
        if len(wanted) < SHORT - 1 and not has_same_letters:
            continue
        is_jumbled = has_same_letters and len(wanted) >= SHORT and folded[0] == wanted[0]
        most = max(bound, JUMBLED) if is_jumbled else bound
        distance = _distance(wanted, folded, most)
        rank = 2 * distance - has_same_letters
        if distance > most or rank > nearest:
            continue
        if rank < nearest:
            bound, nearest, best = min(bound, distance), rank, {}
        best.setdefault(id_, candidate)
    return next(iter(best.values())) if len(best) == 1 else ""


def _allowed(name: str) -> int:
    return 1 if len(name) < 8 else 2 if len(name) < 16 else 3


def _bare(folded: str) -> str:
    return _FORMS.sub("", folded) or folded


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isdigit())


def _distance(one: str, other: str, most: int) -> int:
    """Returns the optimal string alignment distance, or a number above ``most``.

    It counts letters that are missing, added, wrong or swapped with their neighbour.
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, char in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, there in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (char != there))
            if i > 1 and j > 1 and char == other[j - 2] and one[i - 2] == there:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]
