"""Licences by their SPDX identifiers (spdx.org/licenses), as PyPA's ``packaging`` knows them."""

from __future__ import annotations

import re
from functools import lru_cache

_CC = re.compile(r"CC-(BY(?:-NC)?(?:-ND|-SA)?)-(\d\.\d)")
_CC0 = "CC0-1.0"
LICENCE_HINT = "write an SPDX identifier, such as CC-BY-4.0, or the address of the licence"


@lru_cache
def canonical_licence(text: str) -> str:
    """Returns an SPDX identifier or expression in its usual case, or "" for anything else.

    Args:
        text: Such as ``cc-by-4.0`` or ``MIT OR Apache-2.0``.
    """
    from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

    try:
        return str(canonicalize_license_expression(text))
    except InvalidLicenseExpression:
        return ""


def likely_licence(text: str) -> str:
    """Returns the identifier that a common spelling means, such as "CC BY 4.0", or ""."""
    plain = re.sub(r"creative commons", "CC", text.strip(), flags=re.IGNORECASE)
    plain = re.sub(r"[\s_/]+", "-", plain)
    for form in (plain, f"{plain}-4.0", plain.replace("CC-0", "CC0"), f"{plain}-1.0"):
        if found := canonical_licence(form):
            return found
    return ""


def licence_link(licence: str) -> tuple[str, str]:
    """Returns the address of a licence's text, or "", and its name for readers: "CC BY 4.0".

    Args:
        licence: An SPDX identifier or expression, or an address.
    """
    if licence.startswith(("http://", "https://")):
        shown = licence.split("://", 1)[1].removeprefix("www.").removesuffix("/")
        return licence, shown
    if match := _CC.fullmatch(licence):
        terms, version = match.groups()
        url = f"https://creativecommons.org/licenses/{terms.lower()}/{version}/"
        return url, f"CC {terms} {version}"
    if licence == _CC0:
        return "https://creativecommons.org/publicdomain/zero/1.0/", "CC0 1.0"
    is_listed = " " not in licence and not licence.startswith("LicenseRef-")
    return (f"https://spdx.org/licenses/{licence}.html" if is_listed else ""), licence
