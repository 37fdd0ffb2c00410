"""Checks identifiers of authors, texts, licences and languages, each by the rule of its system."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from archive.core.languages import canonical_tag, tag_of_name
from archive.core.licences import LICENCE_HINT, canonical_licence, likely_licence
from archive.read.scalars import Report, number, web_address
from archive.read.text import clip
from archive.read.yamltree import Scalar

_ORCID_ADDRESS = re.compile(r"https?://(?:www\.)?orcid\.org/", re.IGNORECASE)
_DOI_ADDRESS = re.compile(r"(?:https?://(?:dx\.|www\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/[!-~]+", re.ASCII)
"""DOI Handbook, section 2.2: a prefix that begins with "10.", a slash and a suffix."""


def orcid_check_digit(digits: str) -> str:
    """Returns the last character of an ORCID iD by its first 15 digits (ISO 7064, MOD 11-2)."""
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    return "0123456789X"[(12 - total % 11) % 11]


def orcid(value: Scalar, report: Report) -> str:
    """Returns an ORCID iD as four groups of four characters, or ""."""
    text = _ORCID_ADDRESS.sub("", value.text.strip()).rstrip("/").upper()
    if not re.fullmatch(r"(?:\d{4}-){3}\d{3}[\dX]", text, re.ASCII):
        bare = re.sub(r"[\s-]", "", text)
        is_whole = re.fullmatch(r"\d{15}[\dX]", bare, re.ASCII)
        grouped = "-".join(bare[at : at + 4] for at in range(0, 16, 4)) if is_whole else ""
        hint = "write 16 characters in groups of four, as 0000-0002-1825-0097"
        report(value.place, f'"{clip(value.text)}" is not an ORCID iD', grouped, hint)
        return ""
    bare = text.replace("-", "")
    if orcid_check_digit(bare[:15]) != bare[15]:
        message = f'"{clip(value.text)}" is not an ORCID iD: its check digit is wrong'
        report(value.place, message, "", "copy it from the author's page on orcid.org")
        return ""
    return text


def doi(value: Scalar, report: Report) -> str:
    """Returns a DOI without the address of a resolver, such as ``10.5281/zenodo.1234``, or ""."""
    text = _DOI_ADDRESS.sub("", value.text.strip())
    if _DOI.fullmatch(text):
        return text
    hint = "write it as 10.5281/zenodo.1234"
    report(value.place, f'"{clip(value.text)}" is not a DOI', "", hint)
    return ""


def licence(value: Scalar, report: Report) -> str:
    """Returns an SPDX identifier or expression, or an address; or ""."""
    text = value.text.strip()
    if "://" in text:
        return web_address(value, report)
    if found := canonical_licence(text):
        return found
    report(
        value.place, f'"{clip(text)}" is not a known licence', likely_licence(text), LICENCE_HINT
    )
    return ""


def language(value: Scalar, report: Report) -> str:
    """Returns a language tag in its usual case, or ""."""
    text = value.text.strip()
    if found := canonical_tag(text):
        return found
    near = canonical_tag(text.replace("_", "-")) or tag_of_name(text)
    hint = "write a tag of BCP 47, such as en, fr or pt-BR"
    report(value.place, f'"{clip(text)}" is not a known language', near, hint)
    return ""


BY_SHAPE: Mapping[str, Callable[[Scalar, Report], str]] = {
    "orcid": orcid,
    "doi": doi,
    "licence": licence,
    "language": language,
    "number": number,
}
"""Shape of a key → the function that reads its value."""
