"""Generates archives of any size; a seed gives every generator the same briefs."""

from __future__ import annotations

import datetime as dt
import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import frontmatter
import yaml

from benchmarks import natural

SHIPPED = Path(__file__).parent.parent / "hooks" / "archive" / "data" / "registry"
WORDS_A_BRIEF = 600
"""About as long as the one-page briefings that policy institutes publish."""

FIRST_DAY = dt.date(1995, 1, 1)
DAYS = 30 * 365

_OPENINGS = """
The communiqué of the meeting says that | Officials in the capital expect that | In a statement |
According to the published programme, | Three points stand out: | The text of the agreement notes
that | Analysts of the ministry hold that | Since the last session | In practice, | For now,
""".replace("\n", " ").split("|")
_VERBS = """
supports | reviews | delays | welcomes | opposes | co-finances | ratifies | hosts | proposes |
suspends | extends | monitors | consults on | takes note of | prepares
""".replace("\n", " ").split("|")
_THINGS = """
the joint working group on transport | a customs arrangement for perishable goods | the annual
exercise | a protocol on mutual legal assistance | the review of the founding treaty | a grant for
rural electricity | the observer mission | the exchange of air traffic data | a common list of
goods | the secretariat's budget | an early warning centre | the water allocation schedule | a
visa waiver for lorry drivers | the register of experts | the corridor's second phase
""".replace("\n", " ").split("|")
_TAILS = """
before the end of the year | on the terms agreed at the last summit | with two reservations | after
a vote by consensus | under the existing framework | pending ratification | at ministerial level |
in line with its charter | without a date for entry into force | for a period of five years
""".replace("\n", " ").split("|")
_HEADINGS = ("Background", "What was said", "Positions", "What follows", "Open questions")
_KINDS = ("member", "observer", "partner")
_STATUSES = ("in force", "proposed", "suspended")


@dataclass(frozen=True, slots=True)
class Speech:
    """The wording of briefs.

    Attributes:
        sentence: Makes a sentence about some actors.
        thing: Makes the topic of a title.
    """

    sentence: Callable[[random.Random, list[str]], str]
    thing: Callable[[random.Random], str]


def write_briefs(folder: Path, number: int, seed: int = 1, speech: Speech | None = None) -> None:
    """Writes an archive's briefs.

    Args:
        folder: Where to write them, as ``YYYY/slug.md``; it is emptied first.
        number: Number of briefs.
        seed: Equal seeds give equal files, also between numbers: the first 250 of 1,000 are the
            same as 250.
        speech: Their wording; a few phrases (``PHRASES``) if left out.
    """
    shutil.rmtree(folder, ignore_errors=True)
    actors = _actors()
    for index in range(number):
        chance = random.Random(f"{seed}/{index}")
        _write_brief(folder, index, chance, actors, speech or PHRASES)


def _write_brief(
    folder: Path, index: int, chance: random.Random, actors: list[str], speech: Speech
) -> None:
    # A power law: a few actors are in very many briefs, most in few, as in real archives.
    named = list(
        dict.fromkeys(
            actors[min(len(actors) - 1, int(chance.paretovariate(0.55)) - 1)] for _ in range(9)
        )
    )[: chance.randint(2, 5)]
    if len(named) < 2:
        named.append(next(name for name in actors if name not in named))
    day = FIRST_DAY + dt.timedelta(days=chance.randrange(DAYS))
    matter: dict[str, object] = {
        "title": f"{named[0]} and {named[1]}: {speech.thing(chance)} ({index})",
        "date": day,
        "actors": named,
        "summary": speech.sentence(chance, named),
        "sources": [
            {
                "title": f"Communiqué {index}",
                "publisher": "Secretariat",
                "url": f"https://example.org/documents/{index}",
            }
        ],
    }
    if index % 4 == 0:
        matter["relations"] = [
            {
                "subject": named[0],
                "relation": chance.choice(_KINDS),
                "object": named[1],
                "status": chance.choice(_STATUSES),
                "from": str(day.year),
            }
        ]
    post = frontmatter.Post(_prose(chance, named, speech))
    post.metadata.update(matter)
    path = folder / f"{day.year}" / f"brief-{index:05d}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(frontmatter.dumps(post, allow_unicode=True) + "\n", encoding="utf-8")


def _prose(chance: random.Random, named: list[str], speech: Speech) -> str:
    parts: list[str] = []
    words = 0
    section = 0
    while words < WORDS_A_BRIEF:
        sentences = [speech.sentence(chance, named) for _ in range(chance.randint(3, 6))]
        paragraph = " ".join(sentences)
        if chance.random() < 0.15:
            paragraph = "\n".join(f"- {sentence}" for sentence in sentences)
        elif chance.random() < 0.05:
            paragraph = "> " + sentences[0]
        elif chance.random() < 0.3:
            paragraph = paragraph.replace("agreement", "**agreement**", 1)
            paragraph += f" See the [programme](https://example.org/{chance.randrange(999)})."
        parts.append(paragraph)
        words += len(paragraph.split())
        if len(parts) % 3 == 0:
            parts.append(f"## {_HEADINGS[section % len(_HEADINGS)]}")
            section += 1
    if parts[-1].startswith("#"):
        parts.pop()
    return "\n\n".join(parts)


def _sentence(chance: random.Random, named: list[str]) -> str:
    who = chance.choice(named) if chance.random() < 0.4 else "the delegation"
    parts = (_OPENINGS, [who], _VERBS, _THINGS, _TAILS)
    return " ".join(chance.choice(part).strip() for part in parts) + "."


def _thing(chance: random.Random) -> str:
    return chance.choice(_THINGS).strip()


PHRASES = Speech(_sentence, _thing)
"""Few words, each in every brief: quick to generate, and slow for anything that counts words."""
NATURAL = Speech(natural.sentence, natural.thing)
"""Words with the frequencies of real texts."""


def _actors() -> list[str]:
    """Returns countries and organizations of the built-in registry, the most frequent first."""
    names: list[str] = []
    files = [SHIPPED / "countries.yml", *sorted((SHIPPED / "organizations").glob("*.yml"))]
    for file in files:
        records = yaml.load(file.read_text("utf-8"), yaml.CSafeLoader)
        names += [str(record["name"]) for record in records.values()]
    random.Random(0).shuffle(names)
    return names
