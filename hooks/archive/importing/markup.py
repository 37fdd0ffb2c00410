"""Converts markup of other systems to Markdown: links and pictures of Obsidian and Hugo.

What has no equivalent is left as it is, with a note.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Protocol


class Resolve(Protocol):
    """Returns where a link leads in the archive, or "" if it leads to nothing imported."""

    def __call__(self, target: str, *, is_picture: bool) -> str:
        """Returns the address, relative to the brief.

        Args:
            target: The address or name as written.
            is_picture: Whether a picture is meant.
        """


@dataclass(frozen=True, slots=True)
class Converted:
    """A text in Markdown, and what could not be converted: line in the text, from 0, and why."""

    text: str
    notes: tuple[tuple[int, str], ...]


_FENCE = re.compile(r"^[ \t]*(```+|~~~+)")
_CODE = re.compile(r"(`+[^`]+`+)")
_EMBED = re.compile(r"!\[\[([^\]|#]+)(?:#[^\]|]*)?(?:\|([^\]]*))?\]\]")
_WIKI = re.compile(r"\[\[([^\]|#]+)(?:#[^\]|]*)?(?:\|([^\]]*))?\]\]")
_CALLOUT = re.compile(r"^(>[ \t]*)\[!([\w-]+)\][+-]?[ \t]*(.*)$")
_FIGURE = re.compile(r"\{\{<\s*figure\s+([^>]*?)\s*/?>\}\}")
_REF = re.compile(r"\{\{[<%]\s*(?:rel)?ref\s+\"?([^\"\s>%]+)\"?\s*[>%]\}\}")
_REF_TARGET = re.compile(r"\[([^\[\]]*)\]\(" + _REF.pattern + r"\)")
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
_FOREIGN = re.compile(r"\{\{[<%].*?[>%]\}\}|\{%.*?%\}|\{\{.*?\}\}")
_LINK = re.compile(r"(!?)\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(<?([^()\s<>]+)>?((?:\s+\"[^\"]*\")?)\)")
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//|#", re.IGNORECASE)


def convert(text: str, resolve: Resolve) -> Converted:
    """Returns the text in Markdown.

    Args:
        text: The body of another system's file.
        resolve: Where its links lead.
    """
    converter = _Converter(resolve)
    lines: list[str] = []
    fence = ""
    for number, line in enumerate(text.split("\n")):
        mark = _FENCE.match(line)
        if mark and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
        lines.append(line if fence or mark else converter.line(number, line))
    return Converted("\n".join(lines), tuple(converter.notes))


class _Converter:
    """Converts line by line; ``notes`` collects what could not be converted."""

    def __init__(self, resolve: Resolve) -> None:
        self._resolve = resolve
        self._number = 0
        self.notes: list[tuple[int, str]] = []

    def line(self, number: int, line: str) -> str:
        """Returns a line in Markdown; code spans stay as they are."""
        self._number = number
        if callout := _CALLOUT.match(line):
            start, type_, title = callout.groups()
            return f"{start}**{title.strip() or type_.capitalize()}**\n{start.rstrip()}"
        parts = _CODE.split(line)
        parts[::2] = [self._convert(part) for part in parts[::2]]
        return "".join(parts)

    def _convert(self, text: str) -> str:
        # First the links that are written as Markdown: those that are made here lead somewhere.
        text = _LINK.sub(self._inline, text)
        text = _REF_TARGET.sub(self._ref_target, text)
        text = _REF.sub(lambda match: self._link(match[1], match[1].removesuffix(".md")), text)
        text = _FIGURE.sub(self._figure, text)
        text = _EMBED.sub(lambda match: self._picture(match[1], match[2] or ""), text)
        text = _WIKI.sub(self._wiki, text)
        for left in _FOREIGN.findall(text):
            self._say(f"{left} was left as it is: it has no equivalent here")
        return text

    def _say(self, what: str) -> None:
        self.notes.append((self._number, what))

    def _picture(self, target: str, alt: str, title: str = "") -> str:
        if address := self._resolve(target.strip(), is_picture=True):
            return f"![{alt.strip()}]({address}{title})"
        self._say(f'the picture "{target.strip()}" was left out: no such file')
        return alt.strip()

    def _link(self, target: str, text: str, title: str = "", *, is_name: bool = False) -> str:
        """Returns a link, or only its text: a name in double brackets often has no page."""
        if address := self._resolve(target.strip(), is_picture=False):
            return f"[{text.strip()}]({address}{title})"
        if not is_name:
            self._say(f'the link to "{target}" was left out: nothing imported has this address')
        return text.strip()

    def _figure(self, match: re.Match[str]) -> str:
        given = dict(_ATTRIBUTE.findall(match[1]))
        return self._picture(given.get("src", ""), given.get("alt") or given.get("caption", ""))

    def _wiki(self, match: re.Match[str]) -> str:
        return self._link(match[1], match[2] or match[1], is_name=True)

    def _ref_target(self, match: re.Match[str]) -> str:
        return self._link(match[2], match[1])

    def _inline(self, match: re.Match[str]) -> str:
        mark, text, target, title = match.groups()
        if _ELSEWHERE.match(target):
            return match[0]
        return (self._picture if mark else self._link)(target, text, title)
