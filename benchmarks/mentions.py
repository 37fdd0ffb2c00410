"""Shows what is linked in prose, to be judged by a reader: ``python -m benchmarks.mentions``."""

from __future__ import annotations

import argparse
import random
import re
import time
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import NamedTuple

import yaml

from archive.build.archive import read_sources
from archive.build.lexicons import lexicon_of
from archive.core.settings import Settings
from archive.prose.html import Tag, tokens
from archive.prose.lexicon import Lexicon, make_lexicon
from archive.prose.markdown import Flavour, MarkdownRenderer
from archive.prose.mentions import MentionLinker
from archive.prose.sanitize import sanitize
from archive.read.briefs import read_body
from archive.read.mention_words import read_mention_words
from archive.read.registry import SHIPPED
from archive.resolve.registry import load_registry
from tests.support.sites import ROOT

TEXTS = ROOT / "tests" / "prose" / "mention_texts.yml"
AROUND = 90
"""How many characters are shown on both sides of a link."""
_LINK = re.compile(r'<a class="mention" href="([^"]*)">(.*?)</a>', re.DOTALL)


class Shown(NamedTuple):
    """A link in its sentence: the brief, the address, and the text around it."""

    path: str
    url: str
    before: str
    name: str
    after: str

    def __str__(self) -> str:
        return f"{self.path}\n  {self.url}\n  … {self.before}[[{self.name}]]{self.after} …\n"


def links_in(project: Path) -> tuple[list[Shown], float]:
    """Returns every link to a mentioned actor in a project, and the seconds of looking for them."""
    sources = read_sources(project, Settings())
    lexicon, renderer = lexicon_of(sources.graph), MarkdownRenderer(Flavour())
    assert lexicon is not None
    lexicon.prepare()
    shown: list[Shown] = []
    seconds = 0.0
    for resolved in sources.graph.briefs:
        clean = sanitize(renderer.render(read_body(project, resolved.brief).body)[0])
        texts = [one for one in tokens(clean) if not isinstance(one, Tag)]
        start = time.process_time()
        linker = MentionLinker(lexicon, frozenset(resolved.named), "", clean)
        linked = [linker.link(text) for text in texts]
        seconds += time.process_time() - start
        shown += _show(resolved.brief.path, " ".join(linked))
    return shown, seconds


def _show(path: str, text: str) -> Iterator[Shown]:
    for match in _LINK.finditer(text):
        before = _plain(text[: match.start()][-6 * AROUND :])[-AROUND:]
        after = _plain(text[match.end() :][: 6 * AROUND])[:AROUND]
        yield Shown(path, match[1], before, _plain(match[2]), after)


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>|<[^>]*$|^[^<]*\">", "", text)))


def recall() -> Iterator[str]:
    """Yields, for each annotated text, what is missed and what is wrong, and the total."""
    registry, _ = load_registry([SHIPPED])
    known = [one for one in registry.entities.values() if one.kind != "region"]
    lexicon = make_lexicon(known, read_mention_words())
    meant = found = wrong = 0
    for text in yaml.safe_load(TEXTS.read_text("utf-8")):
        got, mentions = _linked(lexicon, text), set(text["mentions"])
        missed, extra = sorted(mentions - got), sorted(got - mentions)
        meant, found, wrong = meant + len(mentions), found + len(mentions & got), wrong + len(extra)
        yield f"{text['title']}: missed {', '.join(missed) or '-'}; wrong {', '.join(extra) or '-'}"
    yield f"{found} of {meant} mentions linked ({found / meant:.1%}), {wrong} wrong"


def _linked(lexicon: Lexicon, text: dict[str, object]) -> set[str]:
    by_url = {one.url: one.id for one in lexicon.entities.values()}
    linker = MentionLinker(lexicon, frozenset(text["listed"]), "", str(text["text"]))  # type: ignore[call-overload]  # a list of strings
    return {by_url[url] for url, _ in _LINK.findall(linker.link(str(text["text"])))}


def main() -> None:
    """Prints a random sample of links in context, then what is found in the annotated texts."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.mentions", description=__doc__)
    parser.add_argument("project", nargs="?", type=Path, default=ROOT, help="a folder with briefs/")
    parser.add_argument("--count", type=int, default=300, help="how many links (default: 300)")
    parser.add_argument("--seed", type=int, default=17, help="which links (default: 17)")
    given = parser.parse_args()
    shown, seconds = links_in(given.project)
    chosen = random.Random(given.seed).sample(shown, min(given.count, len(shown)))
    print("\n".join(map(str, chosen)))
    print(f"{len(chosen)} of {len(shown)} links; found in {seconds * 1000:.0f} ms")
    print("\n".join(recall()))


if __name__ == "__main__":
    main()
