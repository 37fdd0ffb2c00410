"""The hosts that the program has recipes for, and their limits, each with its source.

The sources were read on ``READ_ON``. Hosts change their limits, and paid plans have others.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from archive.core.host_redirects import REDIRECT_FORMATS

READ_ON = "2026-11-28"
MIB = 1024 * 1024
GIB = 1024 * MIB

_CLOUDFLARE = "cloudflare/cloudflare-docs, pages/platform/limits.mdx"
_GITHUB = "github/docs, github-pages-limits.md; actions/deploy-pages v5.0.0 counts 1,073,741,824"
_GITLAB = "gitlab-org/gitlab, issue 405048, on gitlab.com"


class Measure(StrEnum):
    """What a limit counts."""

    FILES = "files"
    ENTRIES = "files and folders"
    FILE_BYTES = "bytes of a file"
    BYTES = "bytes in all"
    STATIC_REDIRECTS = "redirects of one address"
    DYNAMIC_REDIRECTS = "redirects by a pattern"
    REDIRECTS = "redirects"
    HEADER_RULES = "rules of headers"
    HEADER_LINE = "characters in a line of _headers"


@dataclass(frozen=True, slots=True)
class Limit:
    """The largest value that a host accepts.

    Attributes:
        measure: What is counted.
        value: The largest value.
        source: Where this is stated, as read on ``READ_ON``.
    """

    measure: Measure
    value: int
    source: str


@dataclass(frozen=True, slots=True)
class Host:
    """A static host.

    Attributes:
        name: Its name, for messages.
        limits: Its limits.
        reads_headers: Whether it reads ``_headers``.
        is_configured: Whether the site's owner configures headers and redirects on the server.
        at_root: Whether a site is always at the root of its domain.
        path_of_project: Whether a site without a domain of its own is below the project's name.
    """

    name: str
    limits: tuple[Limit, ...] = ()
    reads_headers: bool = False
    is_configured: bool = False
    at_root: bool = False
    path_of_project: bool = False


HOSTS: Mapping[str, Host] = {
    "github-pages": Host(
        "GitHub Pages",
        (Limit(Measure.BYTES, GIB, _GITHUB),),
        path_of_project=True,
    ),
    "gitlab-pages": Host(
        "GitLab Pages",
        (
            Limit(Measure.BYTES, GIB, _GITLAB),
            Limit(Measure.ENTRIES, 200_000, _GITLAB),
            Limit(
                Measure.REDIRECTS,
                REDIRECT_FORMATS["gitlab-pages"].most,
                "gitlab-org/gitlab-pages, merge request 551",
            ),
        ),
        path_of_project=True,
    ),
    "netlify": Host("Netlify", reads_headers=True, at_root=True),
    "cloudflare-pages": Host(
        "Cloudflare Pages",
        (
            Limit(Measure.FILES, 20_000, _CLOUDFLARE),
            Limit(Measure.FILE_BYTES, 25 * MIB, _CLOUDFLARE),
            Limit(Measure.STATIC_REDIRECTS, REDIRECT_FORMATS["cloudflare-pages"].most, _CLOUDFLARE),
            Limit(Measure.DYNAMIC_REDIRECTS, 100, _CLOUDFLARE),
            Limit(Measure.HEADER_RULES, 100, _CLOUDFLARE),
            Limit(Measure.HEADER_LINE, 2000, _CLOUDFLARE),
        ),
        reads_headers=True,
        at_root=True,
    ),
    "codeberg": Host("Codeberg Pages", path_of_project=True),
    "nginx": Host("nginx", is_configured=True),
}
"""Name of a host in commands → the host. ``deploy/`` has a folder for each."""
