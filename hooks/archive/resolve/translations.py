"""Translations: which briefs are versions of one work, and what a version takes from its original.

A *work* is a brief with its translations; each of them is a *version*. Lists and counts are of
works, and every version has a page.
"""

from __future__ import annotations

import datetime as dt
import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

from archive.core.brief_keys import INHERITED
from archive.core.catalogue import ENGLISH
from archive.core.keys import key_of
from archive.core.languages import language_name
from archive.core.model import Brief, Claim, Level, Named, Problem
from archive.resolve.named_files import NearestBrief, path_of
from archive.resolve.registry import Registry

NOWHERE = 0
"""The line of a name that a translation takes from its original: its problems belong there."""
_HINT = "write the file of the original, relative to this one: ../2023/slug.md"


def with_originals(briefs: Sequence[Brief], known: Iterable[Brief] = ()) -> tuple[Brief, ...]:
    """Returns the briefs; each translation has the values of its original that it leaves out.

    A translation waits as long as its original, and is a draft if its original is one. A
    translation without a date or actors is left out if its original cannot be read.

    Args:
        briefs: The briefs as read.
        known: Further briefs that may be originals.
    """
    if not any(brief.translation_of.text for brief in briefs):
        return tuple(briefs)
    by_path = {brief.path: brief for brief in (*known, *briefs)}
    whole = (
        _completed(brief, original) if (original := original_of(brief, by_path)) else brief
        for brief in briefs
    )
    return tuple(brief for brief in whole if brief.actors and brief.date > dt.date.min)


def original_of(brief: Brief, known: Mapping[str, Brief]) -> Brief | None:
    """Returns the original of a translation; None for an original, or if the key is wrong.

    Args:
        brief: The brief.
        known: Briefs by path.
    """
    written = brief.translation_of.text
    path = path_of(written, brief.path, known) if written else ""
    if not path or path == brief.path or known[path].translation_of.text:
        return None
    return known[path]


def _completed(brief: Brief, original: Brief) -> Brief:
    values: dict[str, Any] = {
        one.name: _from_elsewhere(getattr(original, one.name))
        for one in fields(Brief)
        if key_of(one) in INHERITED and _is_left_out(getattr(brief, one.name))
    }
    times = tuple(filter(None, (brief.publish, original.publish)))
    return replace(
        brief,
        **values,
        own=tuple({**dict(original.own), **dict(brief.own)}.items()),
        draft=brief.draft or original.draft,
        publish=max(times) if times else None,
    )


def _is_left_out(value: object) -> bool:
    return value in ((), "", dt.date.min) or (isinstance(value, Named) and not value.text)


def _from_elsewhere(value: object) -> object:
    """Returns a value whose names have no place in the file of the translation."""
    match value:
        case Named():
            return value._replace(line=NOWHERE)
        case Claim():
            subject, object_ = (one._replace(line=NOWHERE) for one in (value.subject, value.object))
            return replace(value, subject=subject, object=object_)
        case tuple():
            return tuple(map(_from_elsewhere, value))
    return value


def tag_of(brief: Brief, language: str) -> str:
    """Returns the language tag of a brief, which is that of the site if it states none."""
    return brief.language or language


def group_works(briefs: Iterable[Brief], language: str) -> tuple[tuple[Brief, ...], ...]:
    """Returns the works: the versions of each, the original first, then by language and path.

    A translation is a work of its own if its original is not among the briefs.

    Args:
        briefs: The briefs that have a page with their text.
        language: The language of the site.
    """
    known = {brief.path: brief for brief in briefs}
    works: dict[str, list[Brief]] = {path: [] for path in known}
    for path, brief in known.items():
        original = original_of(brief, known) if brief.translation_of.text else None
        works[original.path if original else path].append(brief)
    return tuple(
        tuple(sorted(work, key=lambda one: (one.path != path, tag_of(one, language), one.path)))
        for path, work in works.items()
        if work
    )


def listed_version(work: Sequence[Brief], language: str) -> Brief:
    """Returns the version that lists show: that in the language of the site, else the original.

    ``pt`` is the language of a site in ``pt-BR`` if no version has just that.
    """
    plain = language.partition("-")[0]
    exact = (one for one in work if tag_of(one, language) == language)
    near = (one for one in work if tag_of(one, language).partition("-")[0] == plain)
    return next(exact, None) or next(near, work[0])


def changed_after(brief: Brief, original: Brief, newer: Iterable[Brief], today: dt.date) -> str:
    """Returns the ISO date of the latest change of an original that a translation lacks, or "".

    A change is an update or a correction of the original, or a brief that replaces it. A
    translation has what its own date, ``translated``, or its latest note covers.

    Args:
        brief: The translation.
        original: Its original.
        newer: The briefs that replace the original.
        today: Later days do not count.
    """
    covered = max(original.date, brief.changed, brief.translated or brief.date)
    days = [note.date for note in (*original.updates, *original.corrections)]
    days += [one.date for one in newer]
    return max((day.isoformat() for day in days if covered < day <= today), default="")


def check_translations(
    briefs: Sequence[Brief],
    registry: Registry,
    language: str,
    today: dt.date,
    nearest_brief: NearestBrief | None = None,
) -> Iterator[Problem]:
    """Yields a problem for each translation whose original is wrong, or has changed since.

    Args:
        briefs: All briefs as read, drafts included.
        registry: The known entities.
        language: The language of the site.
        today: Changes after this day do not count.
        nearest_brief: Suggests briefs, if they are more than these.
    """
    translations = [one for one in briefs if one.translation_of.text or one.translated]
    if not translations:
        return
    known = {brief.path: brief for brief in briefs}
    nearest_brief = nearest_brief or NearestBrief(known)
    newer: dict[str, list[Brief]] = {}
    for brief in briefs:
        for name in brief.replaces:
            newer.setdefault(path_of(name.text, brief.path, known), []).append(brief)
    taken: dict[tuple[str, str], str] = {}
    for brief in sorted(translations, key=lambda one: one.path):
        place = brief.translation_of.at(brief.path)
        message, near, hint = _wrong_original(brief, known, nearest_brief)
        original = original_of(brief, known)
        if original and not message:
            tag = tag_of(brief, language)
            first = taken.setdefault((original.path, tag), brief.path)
            message, hint = _wrong_language(brief, original, first, language)
        if message:
            yield Problem(place, Level.ERROR, message, near, hint)
        elif original:
            since = changed_after(brief, original, newer.get(original.path, ()), today)
            for message, hint in _doubts(brief, original, since, registry):
                yield Problem(place, Level.WARNING, message, "", hint)
        else:
            message, hint = '"translated" says nothing without "translation_of"', "delete the key"
            yield Problem(place, Level.WARNING, message, "", hint)


def _wrong_language(brief: Brief, original: Brief, first: str, language: str) -> tuple[str, str]:
    tag = tag_of(brief, language)
    name = language_name(tag, ENGLISH)
    if tag == tag_of(original, language):
        where = "the original" if brief.language else "this text"
        hint = f"write the language of {where}, such as language: fr"
        return f"this translation and its original are both in {name}", hint
    if first != brief.path:
        hint = "correct the language of one of them, or delete it"
        return f"{first} already translates {original.path} into {name}", hint
    return "", ""


def _doubts(
    brief: Brief, original: Brief, since: str, registry: Registry
) -> Iterator[tuple[str, str]]:
    """Yields messages and hints of what may be wrong in a translation."""
    if original.withdrawn and not brief.withdrawn:
        yield "the original is withdrawn", "withdraw the translation too"
    elif since:
        hint = f"bring it up to date, then write translated: {since}"
        yield f"the original has changed since this translation: {since}", hint

    def actors(one: Brief) -> set[str]:
        found = ((name.text, registry.find_actor(name.text)) for name in one.actors)
        return {entity.id if entity else text for text, entity in found}

    if brief.actors and actors(brief) != actors(original):
        yield "names other actors than its original", 'leave "actors" out: they come from there'


def _wrong_original(
    brief: Brief, known: Mapping[str, Brief], nearest_brief: NearestBrief
) -> tuple[str, str, str]:
    """Returns message, suggestion and hint of a wrong original; "" each if there is none."""
    written = brief.translation_of.text
    path = path_of(written, brief.path, known) if written else ""
    if not written:
        return "", "", ""
    if not path:
        near = nearest_brief.of(written, brief.path)
        return f'"translation_of" names "{written}", which is not a brief', near, _HINT
    if path == brief.path:
        return "a brief cannot be a translation of itself", "", "name the original"
    if other := known[path].translation_of.text:
        root = path_of(other, path, known)
        folder = posixpath.dirname(brief.path)
        near = posixpath.relpath(root, folder) if root and root != brief.path else ""
        return f"{path} is itself a translation", near, "name the original"
    return "", "", ""
