"""Reads briefs without the program: front matter by PyYAML, text by regular expressions.

What the search counts is compared with this reading. It shares no code with the search.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import Stemmer
import yaml

_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "ß": "ss"})


@dataclass(frozen=True)
class ReadBrief:
    """A brief.

    Attributes:
        url: Its address.
        day: Its date, ISO.
        actors: The names in its lists of actors and people, folded.
        text: All that its author wrote, as plain text.
    """

    url: str
    day: str
    actors: frozenset[str]
    text: str

    @cached_property
    def words(self) -> str:
        """The folded words of the text, with a space around each."""
        return f" {fold(self.text)} "

    @cached_property
    def pointless(self) -> str:
        """The text without full stops."""
        return self.text.replace(".", "")

    def names(self, name: str) -> bool:
        """Whether the text contains a name as whole words, in any case."""
        return f" {fold(name)} " in self.words

    def writes(self, name: str) -> bool:
        """Whether the text contains a name exactly as it is written, with points or without."""
        return bool(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", self.pointless))


def fold(text: str) -> str:
    """Words in lower case without accents and punctuation, with single spaces between."""
    plain = text.lower().translate(_LETTERS).replace("&", " and ").replace(".", "")
    letters = unicodedata.normalize("NFKD", plain)
    bare = "".join(one for one in letters if not unicodedata.combining(one))
    return " ".join(re.findall(r"[^\W_]+", bare))


def read_all(folder: Path) -> list[ReadBrief]:
    """Every published brief below a folder, for briefs without keys that change the address."""
    return [one for file in sorted(folder.rglob("*.md")) for one in _read(file)]


def _read(file: Path) -> Iterator[ReadBrief]:
    _, head, body = file.read_text("utf-8").split("---\n", 2)
    matter: dict[str, Any] = yaml.safe_load(head)
    if matter.get("draft") or matter.get("withdrawn"):
        return
    actors = matter.get("actors", [])
    listed = (
        actors if isinstance(actors, list) else [one for some in actors.values() for one in some]
    )
    said = [matter["title"], matter.get("summary", ""), _text(body), *matter.get("tags", [])]
    for source in matter.get("sources", []):
        said += [source.get("title", ""), source.get("publisher", "")]
    said += [one["note"] for one in matter.get("corrections", [])]
    said += [one["note"] for one in matter.get("updates", [])]
    said += [one.get("note", "") for one in matter.get("relations", [])]
    name = matter.get("slug", file.stem)
    yield ReadBrief(
        f"briefs/{str(matter['date'])[:4]}/{name}/",
        str(matter["date"]),
        frozenset(map(fold, [*listed, *matter.get("people", [])])),
        "\n".join(map(str, said)),
    )


def _text(body: str) -> str:
    """The words of Markdown that a page shows: without addresses, tags and definitions."""
    shown = re.sub(r"^\*\[.*$|^\[[^\]]+\]:.*$", "", body, flags=re.MULTILINE)
    shown = re.sub(r"\]\([^)]*\)|<https?://[^>]*>|\[\^[^\]]*\]:?|\{[:#.][^}]*\}", " ", shown)
    return html.unescape(re.sub(r"</?[a-zA-Z][^>]*>", " ", shown))


@lru_cache(1024)
def stems(text: str) -> list[tuple[str, ...]]:
    """The words of a text between spaces, each as the stems by which a phrase may find it.

    The whole word without punctuation, and each part of a compound word.
    """
    stem = Stemmer.Stemmer("english").stemWord
    found = []
    for token in text.split():
        bare = unicodedata.normalize("NFD", token)
        plain = "".join(one for one in bare if not unicodedata.combining(one)).lower()
        parts = re.findall(r"[^\W_]+", plain)
        if parts:
            found.append(tuple({stem(one) for one in ("".join(parts), *parts)}))
    return found


def has_phrase(text: str, phrase: str) -> bool:
    """Whether the words of a phrase follow each other in a text, in any form."""
    wanted = [one[0] for one in stems(phrase)]
    words = stems(text)
    return any(
        all(stem in words[at + next_] for next_, stem in enumerate(wanted))
        for at in range(len(words) - len(wanted) + 1)
    )
