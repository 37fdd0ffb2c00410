"""The body of a brief: Markdown rendered, made safe, links resolved, mentions linked."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from archive.model import Brief, Level, Place, Problem
from archive.prose.html import Tag, tokens
from archive.prose.links import Broken, Targets, resolve_link
from archive.prose.markdown import Heading, MarkdownRenderer
from archive.prose.mentions import Lexicon, MentionLinker
from archive.prose.sanitize import sanitize

WORDS_PER_MINUTE = 230
"""Silent reading of English non-fiction: Brysbaert (2019), 238 words a minute, rounded down."""

_NO_MENTIONS = frozenset({"a", "code", "pre", "kbd", "samp", "h1", "h2", "h3", "h4", "h5", "h6"})
_VOID = frozenset({"br", "hr", "img", "input", "col"})
_WORD = re.compile(r"\w+(?:['’.-]\w+)*")
_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_ANY_TAG = re.compile(r"<[^>]*>")
_HEADING = re.compile(r"<(/?)h([1-5])\b")


@dataclass(frozen=True, slots=True)
class Body:
    """What the prose of a brief has become.

    Attributes:
        html: Safe HTML without a level-one heading.
        headings: Its headings, nested.
        opening: The first paragraph as plain text.
        words: Number of words.
    """

    html: str
    headings: tuple[Heading, ...]
    opening: str
    words: int

    @property
    def minutes(self) -> int:
        """Reading time in minutes, at least one."""
        return max(1, round(self.words / WORDS_PER_MINUTE))


def render_body(
    brief: Brief,
    renderer: MarkdownRenderer,
    lexicon: Lexicon | None,
    named: frozenset[str],
    base: str,
    targets: Targets,
) -> tuple[Body, tuple[Problem, ...]]:
    """Renders one brief's body.

    Args:
        brief: The brief.
        renderer: The Markdown converter.
        lexicon: The names to link, or None for none.
        named: Identifiers of the actors that the brief lists.
        base: The way from its page to the site's root.
        targets: What its links may name.

    Returns:
        The body, and a warning for each link that leads nowhere (its text stays, unlinked).
    """
    raw, headings = renderer.render(brief.body)
    clean = _lower_headings(_without_title(sanitize(raw), brief.title))
    linker = MentionLinker(lexicon, named, base) if lexicon else None
    rendered, broken = _walk(clean, brief.path, base, targets, linker)
    text = html.unescape(_ANY_TAG.sub(" ", clean))
    body = Body(rendered, headings, _opening(clean), len(_WORD.findall(text)))
    return body, tuple(_problem(brief, one) for one in broken)


def plain_text(fragment: str) -> str:
    """The text of an HTML fragment on one line."""
    return " ".join(html.unescape(_ANY_TAG.sub("", fragment)).split())


def _walk(
    clean: str, path: str, base: str, targets: Targets, linker: MentionLinker | None
) -> tuple[str, list[Broken]]:
    """One pass over the safe HTML: links resolved, repeated ids dropped, mentions linked."""
    ids = set(re.findall(r'\sid="([^"]*)"', clean))
    seen: set[str] = set()
    out: list[str] = []
    broken: list[Broken] = []
    quiet = 0
    unlinked = 0
    for token in tokens(clean):
        if isinstance(token, str):
            out.append(linker.link(token) if linker and not quiet else token)
            continue
        source = token.source
        if token.name in _NO_MENTIONS:
            quiet += -1 if token.closing else 1
        if token.name == "a":
            if token.closing:
                if unlinked:
                    unlinked -= 1
                    source = ""
            else:
                source, wrong = _anchor(token, path, base, targets, ids)
                if wrong:
                    broken.append(wrong)
                unlinked += not source
        elif token.name == "img":
            source, wrong = _image(token, path, base, targets)
            if wrong:
                broken.append(wrong)
        if source and not token.closing and (id_ := token.get("id")) is not None:
            if id_ in seen or not id_ or re.search(r"\s", id_):
                source = source.replace(f' id="{id_}"', "", 1)
            seen.add(id_)
        out.append(source)
    return "".join(out), broken


def _anchor(
    tag: Tag, path: str, base: str, targets: Targets, ids: set[str]
) -> tuple[str, Broken | None]:
    href = tag.get("href")
    if href is None:
        return (tag.source, None) if tag.get("id") else ("", None)
    if href.startswith("#"):
        known = html.unescape(href[1:]) in ids or href[1:] in ids
        wrong = None if known else Broken(html.unescape(href), "has no such place on the page")
        return (tag.source, None) if known else ("", wrong)
    result = resolve_link(href, path, base, targets)
    if isinstance(result, Broken):
        return "", result
    return tag.source.replace(f'href="{href}"', f'href="{result}"', 1), None


def _image(tag: Tag, path: str, base: str, targets: Targets) -> tuple[str, Broken | None]:
    """Images of the site itself stay; those from elsewhere would be a request to an outside host."""
    src = tag.get("src") or ""
    result = resolve_link(src, path, base, targets)
    source = tag.source if tag.get("alt") is not None else tag.source.replace("<img", '<img alt=""')
    if isinstance(result, Broken):
        return html.escape(html.unescape(tag.get("alt") or "")), result
    if "//" in result:
        reason = "is an image on another site; put the file beside the brief"
        return html.escape(html.unescape(tag.get("alt") or "")), Broken(html.unescape(src), reason)
    return source.replace(f'src="{src}"', f'src="{result}" loading="lazy"', 1), None


def _without_title(clean: str, title: str) -> str:
    """Drops a first heading that says the title again."""
    match = re.match(r"\s*<h1\b[^>]*>(.*?)</h1>", clean, re.DOTALL)
    if match and plain_text(match[1]).rstrip("¶ ").casefold() == title.casefold():
        return clean[match.end() :]
    return clean


def _lower_headings(clean: str) -> str:
    """Moves all headings one level down where the body has one of level one: the title is that."""
    if "<h1" not in clean:
        return clean
    return _HEADING.sub(lambda match: f"<{match[1]}h{int(match[2]) + 1}", clean)


def _opening(clean: str) -> str:
    for match in _PARAGRAPH.finditer(clean):
        if text := plain_text(match[1]):
            return text
    return ""


def _problem(brief: Brief, broken: Broken) -> Problem:
    line, column = brief.body_line, 1
    if (at := brief.body.find(broken.href)) >= 0 and broken.href:
        line += brief.body.count("\n", 0, at)
        column = at - brief.body.rfind("\n", 0, at)
    message = f'link "{broken.href}" {broken.reason}'
    hint = "link a brief by its file: [text](../2022/slug.md)"
    return Problem(Place(brief.path, line, column), Level.WARNING, message, "", hint)
