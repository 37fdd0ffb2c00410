"""The fields of the editor's form, from the tables of keys.

A field is a mapping as Sveltia CMS documents it. What a form cannot check, lint does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from archive.core.bibliography import type_label
from archive.core.catalogue import N_, SOURCE, Catalogue
from archive.core.keys import Key
from archive.outputs.cms_names import LISTS

Field = dict[str, Any]

NAMES = "names"
"""The collection, and the file in it, that relations refer to."""
PICKER = "archive-names"
"""The type of field for lists of more than ``MOST`` names, of ``cms.js``."""
MOST = 1000
"""Maximum number of names for a relation, which renders all of them when it is opened."""
BODY = "body"

LABELS: Mapping[str, str] = {
    "title": N_("Title"),
    "date": N_("Date"),
    "actors": N_("Actors"),
    "region": N_("Regions"),
    "summary": N_("Summary"),
    "people": N_("People"),
    "events": N_("Events"),
    "relations": N_("Relations"),
    "sources": N_("Sources"),
    "source": N_("Source"),
    "tags": N_("Topics"),
    "authors": N_("Authors"),
    "type": N_("Type"),
    "number": N_("Number"),
    "series": N_("Series"),
    "issue": N_("Issue"),
    "edition": N_("Edition"),
    "publisher": N_("Publisher"),
    "language": N_("Language"),
    "reviewed": N_("Last reviewed"),
    "doi": N_("DOI"),
    "licence": N_("Licence"),
    "image": N_("Picture"),
    "attachments": N_("Attachments"),
    "translation_of": N_("Translation of"),
    "translated": N_("Follows its original up to"),
    "slug": N_("Last part of the address"),
    "draft": N_("Draft"),
    "publish": N_("Publish on"),
    "replaces": N_("Replaces"),
    "withdrawn": N_("Withdrawn"),
    "corrections": N_("Corrections"),
    "updates": N_("Updates"),
    "subject": N_("Subject"),
    "relation": N_("Relation"),
    "object": N_("Object"),
    "status": N_("Status"),
    "from": N_("From"),
    "until": N_("Until"),
    "note": N_("Note"),
    "url": N_("Address"),
    "name": N_("Name"),
    "affiliation": N_("Affiliation"),
    "orcid": N_("ORCID"),
    "file": N_("File"),
    "alt": N_("Description of the picture"),
    "credit": N_("Credit"),
    "pages": N_("Pages"),
    "reason": N_("Reason"),
    BODY: N_("Text"),
}
"""Key of a brief, or of a mapping in it → its label."""

_DAY = "YYYY-MM-DD"
_PATTERNS: Mapping[str, tuple[str, str]] = {
    "partial date": (
        r"^\d{4}(-\d{2}(-\d{2})?)?$",
        N_("Write a year, a month or a day: 2022, 2022-02 or 2022-02-01."),
    ),
    "address": (r"^https?://\S+$", N_("Begin the address with https://.")),
    "orcid": (
        r"^(https://orcid\.org/)?(\d{4}-){3}\d{3}[\dX]$",
        N_("Write the ORCID iD as 0000-0002-1825-0097."),
    ),
    "doi": (
        r"^(https://doi\.org/|doi:)?10\.\d{4,9}(\.\d+)*/\S+$",
        N_("Write the DOI as 10.5281/zenodo.1234."),
    ),
    "language": (r"^[A-Za-z]{2,3}(-[A-Za-z0-9]+)*$", N_("Write the tag of the language: fr.")),
}
"""Shape → the pattern of its values, and what to write."""


@dataclass(frozen=True, slots=True)
class Form:
    """What all fields depend on.

    Attributes:
        catalogue: The messages of the interface.
        counts: List of names → the number of names in it.
        types: What a brief may be.
    """

    catalogue: Catalogue
    counts: Mapping[str, int]
    types: tuple[str, ...]


def fields_of(keys: Mapping[str, Key], form: Form) -> Iterator[Field]:
    """Yields the field of each key.

    Args:
        keys: The keys of a brief, or of a mapping in one.
        form: What all fields depend on.
    """
    for name, key in keys.items():
        yield _field(name, key, form)


def body_field(form: Form) -> Field:
    """Returns the field of the text; as Markdown first, so that nothing of it is rewritten."""
    label = form.catalogue.gettext(LABELS[BODY])
    return {"name": BODY, "label": label, "widget": "richtext", "modes": ["raw", "rich_text"]}


def _field(name: str, key: Key, form: Form) -> Field:
    gettext = form.catalogue.gettext
    label = gettext(LABELS[name]) if name in LABELS else key.label or name
    common: Field = {"name": name, "label": label}
    if form.catalogue.language == SOURCE:
        common["hint"] = key.about
    if not key.required:
        common["required"] = False
    return common | _widget(name, key, form)


def _widget(name: str, key: Key, form: Form) -> Field:
    gettext = form.catalogue.gettext
    match key.shape:
        case "date":
            given = {"default": "{{now}}"} if key.required else {}
            return {"widget": "datetime", "type": "date", "format": _DAY, **given}
        case "time":
            return {"widget": "datetime", "format": f"{_DAY}THH:mm:ssZ"}
        case "flag":
            return {"widget": "boolean"}
        case "number":
            return {"widget": "number", "value_type": "float"}
        case "choice":
            words = [{"label": gettext(one), "value": one} for one in key.choices]
            return {"widget": "select", "options": words}
        case "names" | "dated names":
            return _names(key, form)
        case "record":
            return {
                "widget": "object",
                "collapsed": "auto",
                "fields": list(fields_of(key.keys or {}, form)),
            }
        case "records":
            inner = list(fields_of(key.keys or {}, form))
            return {"widget": "list", "collapsed": "auto", "allow_duplicate": False} | {
                "summary": f"{{{{fields.{inner[0]['name']}}}}}",
                "fields": inner,
            }
        case shape if shape in _PATTERNS:
            pattern, message = _PATTERNS[shape]
            return {"widget": "string", "pattern": [pattern, gettext(message)]}
    return _text(name, key, form)


def _text(name: str, key: Key, form: Form) -> Field:
    if name == "type":
        words = [
            {"label": form.catalogue.gettext(type_label(one)), "value": one} for one in form.types
        ]
        return {"widget": "select", "options": words}
    if name == "file":
        return {"widget": "file", "choose_url": False}
    # Authors are often no people of the registry.
    if name != "name" and (offered := _offered(key, form)):
        return offered
    longest = {"maxlength": key.longest} if key.longest else {}
    is_long = key.longest > 1000
    return {"widget": "text" if is_long else "string", "use_emoji_autocomplete": False, **longest}


def _names(key: Key, form: Form) -> Field:
    if offered := _offered(key, form):
        return {**offered, "multiple": True, **({"min": 1} if key.required else {})}
    return {"widget": "list"}


def _offered(key: Key, form: Form) -> Field:
    """Returns the field of names that the registry offers, or nothing if it has none."""
    name = LISTS.get(key.offers, "")
    count = form.counts.get(name, 0)
    if not count:
        return {}
    if count > MOST:
        return {"widget": PICKER, "list": name}
    return {
        "widget": "relation",
        "collection": NAMES,
        "file": NAMES,
        "value_field": f"{name}.*.name",
        "search_fields": [f"{name}.*.name", f"{name}.*.also"],
    }
