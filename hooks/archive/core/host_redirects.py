"""How each host reads ``_redirects``, the file of redirects.

All read ``/from /to status``, one redirect a line. A host that is not in the table does not read
the file: pages redirect there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

FILE = "_redirects"
"""The file; a site adds its own rules in ``docs/_redirects``."""


@dataclass(frozen=True, slots=True)
class RedirectFormat:
    """How a host reads ``_redirects``.

    Attributes:
        most: Maximum number of redirects of one address, or 0 if the host states none.
        status: The status of a permanent redirect. Netlify prefers a page at the earlier address
            unless the status ends in ``!``; others do not know this.
        base_in_old: Whether an earlier address begins with the path of the site.
    """

    most: int = 0
    status: str = "301"
    base_in_old: bool = True


REDIRECT_FORMATS: Mapping[str, RedirectFormat] = {
    "cloudflare-pages": RedirectFormat(2000),
    "codeberg": RedirectFormat(base_in_old=False),
    "gitlab-pages": RedirectFormat(1000),
    "netlify": RedirectFormat(status="301!"),
}
"""Name of a host → how it reads the file."""

HOST_NAMES = ("cloudflare-pages", "codeberg", "github-pages", "gitlab-pages", "netlify", "nginx")
"""The hosts that the program has recipes for."""
