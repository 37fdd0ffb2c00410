"""Phrases in quotes are found where they stand, and nowhere else, whatever words they have."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from archive.search import neighbours, shards
from archive.search.shards import index_shards, place
from archive.search.words import CONTENT, SIGN, STOP_WORDS, code_of, marks_of
from tests.support.search_scripts import copy_search_scripts
from tests.support.server import serve

USUAL = (
    "treaty treaties border borders ministers ministry region regional regions peace peaceful"
    " São Tomé naïve Åland U.S. US UN’s EU-funded at-risk 2022 G20, Côte d’Ivoire cry cries"
    " (partner) “observer” status, Москва を 北京 don't MP MPs & — … ½ ﬁnance $33"
    " US$5 Réunion co-operation cooperation dying lying skies only hoping sensibility"
).split(" ")
"""Words, signs and signs on words as texts have them."""
WORDS = st.sampled_from([*USUAL, *STOP_WORDS]) | st.text(
    st.characters(exclude_categories=("Cs", "Cn", "Co")), max_size=12
)
"""Words that may occur in a text. Unassigned characters are left to the version of Unicode."""
ENGINE = """
  const { Engine } = await import("/search/engine.js");
  const engine = new Engine(new URL("/", window.location));
  engine.names = { actors: [], byName: new Map() };
  await engine.load();
"""
FIND = (
    f"async (phrases) => {{{ENGINE}"
    """
  const found = {};
  for (const phrase of phrases) {
    const results = await engine.findPhrase(phrase);
    const shown = await Promise.all(results.map((one) => engine.show(one)));
    found[phrase] = Object.fromEntries(shown.map(({ url, excerpt }) => [url, excerpt]));
  }
  return found;
}"""
)
SHOW = (
    f"async (phrase) => {{{ENGINE}"
    """
  return Promise.all((await engine.findPhrase(phrase)).map((one) => engine.show(one)));
}"""
)
READ = """async (texts) => {
  const { readToken } = await import("/search/words.js");
  return texts.map((text) => {
    const { form, number } = readToken(text);
    return form === undefined ? [number ?? 254, null] : [255, form];
  });
}"""
STANDS = """async ([text, words]) => {
  const { Words, readToken } = await import("/search/words.js");
  const known = new Words();
  return words.map((word) => known.startsIn([text], [readToken(word)]).length > 0);
}"""


def texts(number: int) -> dict[str, str]:
    """Texts in which every second word is a stop word, by address."""
    found = {}
    for page in range(number):
        chance = random.Random(page)
        words = [
            chance.choice(STOP_WORDS[:12] if chance.random() < 0.5 else USUAL)
            for _ in range(chance.randint(1, 90))
        ]
        found[f"/briefs/b-{page}/"] = " ".join(words)
    return found


def document(text: str) -> str:
    """Returns a page with two paragraphs and a heading between them, whose words weigh more."""
    words = text.split()
    third = len(words) // 3
    first, middle, last = words[:third], words[third : 2 * third], words[2 * third :]
    inner = f"<p>{' '.join(first)}</p><h2>{' '.join(middle)}</h2><p>{' '.join(last)}</p>"
    return f"<html><body data-pagefind-body><h1>Heading</h1>{inner}</body></html>"


@contextmanager
def served(files: Mapping[str, bytes], site: Path) -> Iterator[str]:
    """Serves an index and the scripts that ask it."""
    place(files, site / "pagefind")
    copy_search_scripts(site)
    (site / "index.html").write_text('<html lang="en"><title>x</title>', "utf-8")
    with serve(site) as url:
        yield url


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return texts(90)


@pytest.fixture(scope="module")
def opened(
    browser: Browser, pages: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Page]:
    """A page of a site with an index of all texts, in several shards."""
    folder = tmp_path_factory.mktemp("phrases")
    html = {url.strip("/") + "/": document(text) for url, text in pages.items()}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shards, "PAGES_A_SHARD", 20)
        patch.setattr(neighbours, "PAGES_A_FILE", 1)
        made = index_shards(dict.fromkeys(html, ""), html.__getitem__, folder / "cache", 1)
    assert made.shards > 2
    assert sum(name.startswith("neighbours/places-") for name in made.files) == 128
    with served(made.files, folder / "site") as url:
        page = browser.new_page()
        page.goto(url)
        yield page
        page.close()


def plain(token: str) -> str:
    """A word without accents, signs around it, and case."""
    bare = unicodedata.normalize("NFKD", token).lower()
    bare = "".join(one for one in bare if unicodedata.category(one)[0] != "M").replace(".", "")
    return re.sub(r"^[\W_]+|[\W_]+$", "", bare)


def stands(phrase: list[str], text: str) -> bool:
    """Returns whether a text contains exactly these words in sequence."""
    words, wanted = [plain(one) for one in text.split()], [plain(one) for one in phrase]
    return any(words[at : at + len(wanted)] == wanted for at in range(len(words) - len(wanted) + 1))


def resembles(phrase: list[str], text: str) -> bool:
    """Returns whether a text contains these words: the same stop words, others in any form."""

    def alike(wanted: str, word: str) -> bool:
        parts = [word, *re.split(r"[\W_]+", word)]
        if wanted in ("be", "being"):
            return "be" in parts or "being" in parts
        if wanted in STOP_WORDS or not wanted:
            return wanted in parts
        return any(part[:2] == wanted[:2] for part in parts)

    words, wanted = [plain(one) for one in text.split()], [plain(one) for one in phrase]
    return any(all(map(alike, wanted, words[at:])) for at in range(len(words) - len(wanted) + 1))


def sampled(pages: dict[str, str], number: int) -> list[list[str]]:
    """Phrases of the texts, and as many that are changed by a word."""
    chance = random.Random("phrases")
    known = [text.split() for text in pages.values()]
    found = []
    for _ in range(number):
        words = chance.choice(known)
        at = chance.randrange(len(words))
        phrase = words[at : at + chance.randint(1, 6)]
        if chance.random() < 0.5:
            phrase[chance.randrange(len(phrase))] = chance.choice(STOP_WORDS[:12])
        if any(plain(word) and plain(word) not in STOP_WORDS for word in phrase):
            found.append(phrase)
    return found


@pytest.mark.long
def test_a_phrase_is_found_only_where_it_occurs(opened: Page, pages: dict[str, str]) -> None:
    phrases = sampled(pages, 400)
    answers = opened.evaluate(FIND, [" ".join(phrase) for phrase in phrases])
    kinds = {"found": 0, "not there": 0}
    for phrase in phrases:
        found = set(answers[" ".join(phrase)])
        there = {url for url, text in pages.items() if stands(phrase, text)}
        assert there <= found, (phrase, there - found)
        words = [at for at, word in enumerate(phrase) if plain(word)]
        phrase = phrase[words[0] : words[-1] + 1]
        for url in found:
            assert resembles(phrase, pages[url]), (phrase, url, pages[url])
        kinds["found" if found else "not there"] += 1
    assert min(kinds.values()) > 40, kinds


CASES = (
    ("The Treaty of Rome was signed.", "treaty of rome", True),
    ("The Treaty of Rome was signed.", "the treaty of rome", True),
    ("Rome, and the treaty of Paris.", "treaty of rome", False),
    ("The treaties of Rome.", "treaty of rome", True),
    ("A treaty on Rome", "treaty of rome", False),
    ("… in “the Hague”.", "the hague", True),
    ("in a Hague court", "the hague", False),
    ("The Kyrgyz-led group of the SCO", "group of the sco", True),
    ("of the", "of the", True),
    ("", "of the", False),
    ("São Tomé and Príncipe", "sao tome and principe", True),
)


@pytest.fixture(scope="module")
def cases(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """Phrase → addresses of the pages that are found, one page for each case."""
    folder = tmp_path_factory.mktemp("cases")
    html = {
        f"{at}/": f"<html><body data-pagefind-body><p>{text}</p></body></html>"
        for at, (text, _, _) in enumerate(CASES)
    }
    made = index_shards(dict.fromkeys(html, ""), html.__getitem__, folder / "cache", 1)
    with served(made.files, folder / "site") as url:
        page = browser.new_page()
        page.goto(url)
        found = page.evaluate(FIND, [phrase for _, phrase, _ in CASES])
        page.close()
    return {phrase: set(urls) for phrase, urls in found.items()}


@pytest.mark.parametrize("at", range(len(CASES)), ids=[text for text, _, _ in CASES])
def test_what_holds_a_phrase(cases: dict[str, set[str]], at: int) -> None:
    _, phrase, is_there = CASES[at]
    assert (f"/{at}/" in cases[phrase]) is is_there


def test_a_phrase_needs_no_lists_of_pages_of_its_words(opened: Page, pages: dict[str, str]) -> None:
    asked: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    for phrase in ("any Tomé", "Tomé treaty", "treaty of any Tomé"):
        found = opened.evaluate(FIND, [phrase])[phrase]
        assert all(resembles(phrase.split(), pages[url]) for url in found)
        assert found or not any(stands(phrase.split(), text) for text in pages.values())
    kinds = {url.split("/pagefind/")[1].split("/")[0] for url in asked if "/pagefind/" in url}
    assert "neighbours" in kinds
    assert "index" not in kinds


def test_a_long_phrase_needs_few_files(opened: Page, pages: dict[str, str]) -> None:
    asked: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    url, words = max(
        ((url, text.split()) for url, text in pages.items()), key=lambda one: len(one[1])
    )
    assert len(words) > 60
    phrase = " ".join(words[10:50])
    assert list(opened.evaluate(FIND, [phrase])[phrase]) == [url]
    assert 1 <= len([one for one in asked if "/neighbours/" in one]) <= 4


@pytest.mark.long
def test_all_parts_of_a_phrase_but_not_in_its_order(browser: Browser, tmp_path: Path) -> None:
    """On more pages than are read: where the parts stand tells."""
    right = "It is the rule of law and human rights of peoples."
    wrong = "It is the rule of law, no law and human, no human rights of peoples."
    html = {
        f"{kind}-{number}/": f"<html><body data-pagefind-body><p>{'x ' * number}{text}</p>"
        for kind, text in (("right", right), ("wrong", wrong))
        for number in range(14)
    }
    made = index_shards(dict.fromkeys(html, ""), html.__getitem__, tmp_path / "cache", 1)
    with served(made.files, tmp_path / "site") as url:
        page = browser.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(url)
        phrase = "the rule of laws and human rights of"
        found = page.evaluate(FIND, [phrase, "rule of law", "law and human"])
        page.close()
    assert {one.strip("/") + "/" for one in found[phrase]} == {
        name for name in html if name.startswith("right")
    }
    mark = "<mark>the rule of law and human rights of</mark> peoples."
    assert all(mark in excerpt for excerpt in found[phrase].values())
    assert len(found["rule of law"]) == len(found["law and human"]) == len(html)
    assert [one for one in asked if "/neighbours/places-" in one]


def test_a_result_shows_the_phrase_and_its_headings(browser: Browser, tmp_path: Path) -> None:
    parts = {
        "first": "A treaty, but not that of which we speak.",
        "second": "Here is the treaty of the rivers, <b>the treaty of</b> <i>the rivers</i>.",
        "third": "Nothing.",
        "last": "And the treaty of the rivers again; 1 &lt; 2.",
    }
    body = "".join(f'<h2 id="{name}">The {name}</h2><p>{text}</p>' for name, text in parts.items())
    html = f"<html><body data-pagefind-body><h1>Rivers</h1>{body}</body></html>"
    made = index_shards({"briefs/a/": ""}, lambda _: html, tmp_path / "cache", 1)
    with served(made.files, tmp_path / "site") as url:
        page = browser.new_page()
        page.goto(url)
        (shown,) = page.evaluate(SHOW, "the treaty of the rivers")
        page.close()
    assert shown["excerpt"].count("<mark>the treaty of the rivers,</mark>") == 1
    assert [(part["title"], part["url"]) for part in shown["sub_results"]] == [
        ("The second", "/briefs/a/#second"),
        ("The last", "/briefs/a/#last"),
    ]
    first, last = (part["excerpt"] for part in shown["sub_results"])
    assert first == (
        "The second. Here is <mark>the treaty of the rivers,</mark>"
        " <mark>the treaty of the rivers.</mark>"
    )
    assert last.endswith("And <mark>the treaty of the rivers</mark> again; 1 &lt; 2.")


def test_names_of_actors_are_found_where_briefs_list_them(browser: Browser, tmp_path: Path) -> None:
    def page(title: str, names: str, text: str) -> str:
        return (
            f'<html><head><meta data-pagefind-meta="names[content]" content="{names}"></head>'
            f'<body data-pagefind-body><h1 data-pagefind-meta="title">{title}</h1><p>{text}</p>'
        )

    html = {
        "listed/": page("A", "India · Council of Europe · North Korea", "Nothing."),
        "parted/": page("A", "Council · Europe · North · South Korea", "Nothing."),
        "in-text/": page("A", "–", "The Council of Europe and the council of Korea, North."),
        "other/": page("A", "World Council · Europe", "Nothing."),
        "in-both/": page("A", "Europe", "Europe and Europe."),
        "in-title/": page("North Korea", "–", "Nothing, nothing, nothing."),
    }
    made = index_shards(dict.fromkeys(html, ""), html.__getitem__, tmp_path / "cache", 1)
    with served(made.files, tmp_path / "site") as url:
        tab = browser.new_page()
        tab.goto(url)
        phrases = ["Council of Europe", "council of", "North Korea", "of Europe", "the north"]
        found = tab.evaluate(FIND, phrases)
        tab.close()
    assert {phrase: {url.strip("/") for url in urls} for phrase, urls in found.items()} == {
        "Council of Europe": {"listed", "in-text"},
        "council of": {"listed", "in-text"},
        "North Korea": {"listed", "in-title"},
        "of Europe": {"listed", "in-text"},
        "the north": set(),
    }


def test_both_programs_have_the_same_stop_words(opened: Page) -> None:
    script = """async () => (await import("/search/text.js")).STOP_WORDS"""
    assert opened.evaluate(script) == list(STOP_WORDS)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=60))
def test_both_programs_read_words_alike(opened: Page, words: list[str]) -> None:
    codes = [code_of(word) for word in words]
    told = [
        marks_of(word)[0] if code == CONTENT else None
        for word, code in zip(words, codes, strict=True)
    ]
    assert opened.evaluate(READ, words) == [list(one) for one in zip(codes, told, strict=True)]


@settings(max_examples=60, deadline=None)
@given(WORDS, st.lists(WORDS, max_size=40))
def test_both_programs_know_the_forms_of_a_word(opened: Page, text: str, words: list[str]) -> None:
    known = [word for word in words if code_of(word) == CONTENT]
    are = [code_of(text) == CONTENT and marks_of(word)[0] in marks_of(text) for word in known]
    assert opened.evaluate(STANDS, [text, known]) == are


def test_what_words_are() -> None:
    assert [code_of(word) for word in ("The", "“of”", "&", "treaty", "½", "")] == [
        STOP_WORDS.index("the"),
        STOP_WORDS.index("of"),
        SIGN,
        CONTENT,
        CONTENT,
        SIGN,
    ]
    assert len(set(map(marks_of, ("treaty", "Treaties,", "“TREATY’")))) == 1
    whole, eu, funded = marks_of("EU-funded")
    assert ((eu,), (funded,)) == (marks_of("EU"), marks_of("fund"))
    assert (whole,) == marks_of("eufunds")
    assert marks_of("São") == marks_of("sao")
    assert marks_of("Москва") != marks_of("Москвы")


def test_a_phrase_of_stop_words_alone(opened: Page, pages: dict[str, str]) -> None:
    chance = random.Random("function words")
    phrases = []
    for length in (2, 2, 2, 3, 3, 4, 5) * 4:
        text = chance.choice(list(pages.values())).split()
        runs_ = [
            text[at : at + length]
            for at in range(len(text) - length + 1)
            if all(plain(word) in STOP_WORDS for word in text[at : at + length])
        ]
        phrases += [chance.choice(runs_)] if runs_ else []
    phrases += [["would", "which", "with"], ["of", "of", "of", "of"]]
    answers = opened.evaluate(FIND, [" ".join(phrase) for phrase in phrases])
    assert len(phrases) > 15
    for phrase in phrases:
        there = {url for url, text in pages.items() if stands(phrase, text)}
        found = answers[" ".join(phrase)]
        assert there == set(found), phrase
        assert all("<mark>" in excerpt for excerpt in found.values())
