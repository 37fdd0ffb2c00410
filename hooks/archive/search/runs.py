"""Runs of function words ("of the"), kept by the words around them, for phrases in quotes.

The places of a word like "the" weigh half a megabyte in a large archive. Here each run is kept with
the word that follows it and, for phrases that end in it, with the word before; where these stand is
in the files of places. Words share files by a hash of how they begin. ``runs.js`` reads the files.

A file is a list of sections, one for each shard: the number of its first page, its length, then
entries. An entry is the distance of its page from that of the entry before, the place of the word
in the text, and the run: for each of its words its place in ``FUNCTION_WORDS``, the last with the
highest bit set. Numbers are written in groups of seven bits, the lowest first (LEB128).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TypeAlias

FUNCTION_WORDS = tuple(
    "a also an and any are as at be been being but by for from had has have in into is it its not"
    " of on or such than that the their these they this to was were what when where which who will"
    " with would".split()
)
"""Very frequent words of English that say little, in the order by which files refer to them."""
BUCKETS = 1024
"""How many files a large archive has; a power of two."""
PAGES_A_FILE = 20
"""Up to so many pages to a file, until there are ``BUCKETS``: at 10,000 pages most weigh 10 KB."""
START = 5
"""Letters by which words share a file."""

SIGN = -1000
"""Stands for what is no word."""

CodedText: TypeAlias = tuple[list[str], bytes]
"""The words of a text as they stand between spaces, and for each a byte: its place in
``FUNCTION_WORDS``, or what else it is."""
Runs: TypeAlias = tuple[bytes, ...]
"""The entries of a shard, for each bucket of words that follow a run, then of words before one."""

_SPACES = re.compile("[\t-\r \x85\xa0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u3000]+")
"""What Pagefind takes for the space between words: ``White_Space`` of Unicode, and U+200B, with
which it parts words of scripts without spaces. (The four separators of ASCII are none.)"""
_WORD = re.compile(r"[^\W_]+")
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_PREFIX = re.compile("^(anti|co|counter|e|inter|multi|non|post|pre|re|semi|sub)[-\u2010]")
"""What is written with a hyphen or without; else a word ends at one ("EU-funded")."""
_ENDINGS = tuple(
    (re.compile(ending), instead)
    for ending, instead in (
        (r"([^su])s$", r"\1"),
        (r"([aeiouy].*)ing$", r"\1"),
        (r"([aeiouy].*[^e]|[aiouy])ed$", r"\1"),
        (r"([ehr])ly$", r"\1"),
        (r"(..)ful$", r"\1"),
        (r"y$", "i"),
        (r"(..)(?:ie?|e)$", r"\1"),
        (r"([^aeiou])\1$", r"\1"),
    )
)
"""What makes the forms of a word one, as the Porter2 stemmer does, nearly."""
_ENDING_LETTERS = "sgdylie"
_NUMBER = {word: at for at, word in enumerate(FUNCTION_WORDS)}
_LAST = 0x80
WORD_CODE, SIGN_CODE = 0xFF, 0xFE
RUN = re.compile(rb"[\x00-\x7F]+")
"""Function words in a coded text."""


def code_texts(texts: Iterable[str]) -> Iterator[CodedText]:
    """Takes texts apart."""
    codes = _Codes()
    for text in texts:
        tokens = _SPACES.split(text)
        yield tokens, bytes(map(codes.__getitem__, tokens))


def find_runs(texts: Iterable[CodedText]) -> Runs:
    """Finds the runs in the texts of the pages of a shard."""
    found: list[list[bytes]] = [[] for _ in range(2 * BUCKETS)]
    last = [0] * (2 * BUCKETS)
    for page, (tokens, coded) in enumerate(texts):
        # There are a hundred of them on a page: what follows is written for speed.
        for run in RUN.finditer(coded):
            start, end = run.span()
            written = end_run(run[0])
            if end < len(coded) and coded[end] == WORD_CODE:
                bucket = read_token(tokens[end])
                found[bucket] += (write_number(page - last[bucket]), write_number(end), written)
                last[bucket] = page
            if start and coded[start - 1] == WORD_CODE:
                bucket = read_token(tokens[start - 1]) + BUCKETS
                found[bucket] += (
                    write_number(page - last[bucket]),
                    write_number(start - 1),
                    written,
                )
                last[bucket] = page
    return tuple(map(b"".join, found))


class _Codes(dict[str, int]):
    """Of each word a byte: of a function word its place, else one of two others."""

    def __missing__(self, token: str) -> int:
        kind = read_token(token)
        code = WORD_CODE if kind >= 0 else SIGN_CODE if kind == SIGN else ~kind
        self[token] = code
        return code


def runs_files(shards: Sequence[tuple[int, Runs]], pages: int) -> tuple[tuple[bytes, ...], ...]:
    """Puts the runs of shards into files; the number of files of a kind is a power of two.

    They are not packed: that would make them smaller by an eighth, and each build slower.

    Args:
        shards: The number of the first page of each, and its runs.
        pages: How many pages they have together.

    Returns:
        The content of each file of runs by the word that follows, and of each by the word before;
        a bucket is in the file whose number is the bucket's remainder.
    """
    number = 1
    while number < BUCKETS and number * PAGES_A_FILE < pages:
        number *= 2
    return tuple(
        tuple(
            b"".join(
                write_number(first) + write_number(len(entries)) + entries
                for first, runs in shards
                for entries in runs[kind + file : kind + BUCKETS : number]
                if entries
            )
            for file in range(number)
        )
        for kind in (0, BUCKETS)
    )


@lru_cache(maxsize=1 << 17)
def read_token(token: str) -> int:
    """Reads a word of a text, as it stands between spaces.

    Forms of a word that Pagefind takes for one have one bucket, but for some exceptions ("ready",
    "readiness"): a phrase in which a function word stands before one does not find the other.

    Returns:
        The word's bucket. For a function word -1 less its place in ``FUNCTION_WORDS``; for what
        has neither letter nor digit ``SIGN``.
    """
    plain = token.lower()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", token)
        plain = "".join(one for one in plain if unicodedata.category(one)[0] != "M").lower()
    whole = plain if plain.isalnum() else _EDGES.sub("", plain)
    if whole in _NUMBER:
        return ~_NUMBER[whole]
    found = _WORD.match(_PREFIX.sub(r"\1", whole.replace(".", "")))
    if not found:
        return SIGN
    total = 0
    for one in _stem(found[0])[:START]:
        total = (total * 33 + ord(one)) & 0xFFFFFF
    return (total ^ total >> 10) % BUCKETS


def _stem(word: str) -> str:
    if word[-1] not in _ENDING_LETTERS and word[-1:] != word[-2:-1]:
        return word
    for ending, instead in _ENDINGS:
        word = ending.sub(instead, word)
    return word


@lru_cache(maxsize=1 << 14)
def end_run(run: bytes) -> bytes:
    """Writes a run: the last of its words has the highest bit set."""
    return run[:-1] + _SINGLE[run[-1] | _LAST]


@lru_cache(maxsize=1 << 14)
def write_number(number: int) -> bytes:
    """Writes a number in groups of seven bits, the lowest first (LEB128)."""
    written = bytearray()
    while number >= _LAST:
        written.append(number & 0x7F | _LAST)
        number >>= 7
    written.append(number)
    return bytes(written)


_SINGLE = tuple(bytes((number,)) for number in range(256))
