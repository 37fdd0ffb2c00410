"""Earlier addresses: how they are read, and where each of them finally leads."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import unquote

FORBIDDEN = re.compile(r'[\x00-\x1f\x7f\\:*?"<>|]')
"""Characters that some host or file system refuses in the name of a file."""
_PAGES = (".html", ".htm")
_INDEX = ("index.html", "index.htm")


def alias_url(alias: str) -> str:
    """Returns an earlier address relative to the site's root, with its letters as they were.

    ``/Old/Name`` is ``Old/Name/``. ``posts/x.html`` is the address of a file; every other address
    ends with a slash, because its page is an ``index.html``, which all hosts send as HTML.

    Args:
        alias: The address as written, with or without slashes at its ends; ``%20`` is a space.

    Returns:
        The address, or "" if it is that of the home page, or if no file can have such a name.
    """
    text = unquote(alias)
    if FORBIDDEN.search(text):
        return ""
    parts = [part for part in map(str.strip, text.split("/")) if part.strip(".")]
    is_file = not text.rstrip().endswith("/") and bool(parts)
    if is_file and parts[-1].casefold() in _INDEX:
        parts.pop()
        is_file = False
    is_file = is_file and parts[-1].casefold().endswith(_PAGES)
    return "/".join(parts) + ("" if is_file else "/") if parts else ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A redirect from one address to another, as ``docs/_redirects`` states it.

    Attributes:
        old: The earlier address, relative to the site's root.
        new: Where it leads, likewise; may end in a query or an anchor.
        line: Its line in the file.
    """

    old: str
    new: str
    line: int


def read_rules(text: str, base: str = "/") -> tuple[Rule, ...]:
    """Reads the rules of ``_redirects`` that hold on every host.

    These are permanent redirects from one address of the site to another. Patterns, rewrites,
    conditions and redirects to other sites are for the host alone.

    Args:
        text: The content of the file; each line is ``/from /to [status]``.
        base: Path of the site on its host, which addresses may begin with.
    """
    found: list[Rule] = []
    for number, line in enumerate(text.splitlines(), 1):
        fields = [] if line.lstrip().startswith("#") else line.split()
        if len(fields) not in (2, 3) or not all(one.startswith("/") for one in fields[:2]):
            continue
        if any(mark in one for one in fields[:2] for mark in ("*", "/:", "://")):
            continue
        if len(fields) == 3 and fields[2].rstrip("!") not in ("301", "308"):
            continue
        old, new = (_below(one, base) for one in fields[:2])
        if not new.startswith("/") and (url := alias_url(old)):
            found.append(Rule(url, new, number))
    return tuple(found)


def _below(address: str, base: str) -> str:
    return address.removeprefix(base) if address.startswith(base) else address[1:]


def path_of(address: str) -> str:
    """Returns an address without its query and its anchor."""
    return re.split(r"[?#]", address, maxsplit=1)[0]


def follow(redirects: Mapping[str, str]) -> dict[str, str]:
    """Returns each earlier address with the last address that it leads to.

    So no redirect leads to another one. An address that leads in a circle is left out.

    Args:
        redirects: Earlier address → where it leads.
    """
    found: dict[str, str] = {}
    for old in redirects:
        new, seen = redirects[old], {old}
        while (at := path_of(new)) in redirects and at not in seen:
            seen.add(at)
            new = redirects[at]
        if path_of(new) not in seen:
            found[old] = new
    return found


def with_slashes(rules: Iterable[Rule], known: Container[str]) -> tuple[Rule, ...]:
    """Returns rules whose targets have the slash at their end that their page has.

    Hosts find a page without it.

    Args:
        rules: The rules.
        known: The addresses of pages, files and redirects.
    """
    return tuple(
        replace(rule, new=f"{at}/{rule.new[len(at) :]}")
        if (at := path_of(rule.new)) not in known and f"{at}/" in known
        else rule
        for rule in rules
    )


def circles(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """Returns the rules that lead in a circle."""
    every = tuple(rules)
    slashed = with_slashes(every, {rule.old for rule in every})
    redirects = {rule.old: rule.new for rule in reversed(slashed)}
    known = follow(redirects)
    return tuple(rule for rule in every if rule.old not in known)
