"""Reads the details of an entry of the registry, also of a kind that the site declares."""

from __future__ import annotations

from archive.core.details import Details, Own
from archive.core.kind import Kind
from archive.read.bibliography import strings_of
from archive.read.fields import Fields
from archive.read.from_keys import read_record


def read_details(row: Kind, fields: Fields) -> Details | None:
    """Returns the details of an entry; None if a date that they need is missing or wrong.

    Args:
        row: The row of its kind.
        fields: The entry.
    """
    if row.details is not Own:
        return read_record(row.details, fields, row.own_keys)
    read = ((name, strings_of(name, key, fields)) for name, key in row.own_keys.items())
    values = tuple((name, texts) for name, texts in read if texts)
    return Own(
        values,
        tuple((name, id_) for name, texts in values if row.own_keys[name].refers for id_ in texts),
    )
