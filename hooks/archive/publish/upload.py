"""Finds what a host would refuse of a built site, before it is uploaded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from archive.core.host_redirects import REDIRECT_FORMATS
from archive.core.model import Level, Place, Problem
from archive.publish.hosts import HOSTS, READ_ON, Host, Measure
from archive.read.statics import PICTURES

LARGE_PICTURE = 1_000_000
"""Bytes from which a picture is slow for readers on a phone."""
RESERVED = re.compile(r"(?:^|\.)(?:example|invalid|test|localhost|example\.(?:com|net|org))$")
"""Domains that nobody can have (RFC 2606)."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A built site, and what the host knows of it.

    Attributes:
        files: Path of each file below the site's folder → its size in bytes.
        folder: The site's folder, relative to the project, for messages.
        address: ``site_url`` of the build, or "".
        expected: The address at which the host publishes the project unless it has a domain of its
            own, or "" if that is unknown.
        configuration: Name of the configuration file.
        repository: Whether the configuration names the repository.
        is_shallow: Whether the clone lacks a part of the history.
        headers: The text of ``_headers``.
        redirects: The text of ``_redirects``, or "".
        own_headers: Path of the site's own rules for headers, or "" if it has none.
        host: The host in the settings of the archive.
    """

    files: Mapping[str, int]
    folder: str = "site"
    address: str = ""
    expected: str = ""
    configuration: str = "mkdocs.yml"
    repository: bool = True
    is_shallow: bool = False
    headers: str = ""
    redirects: str = ""
    own_headers: str = ""
    host: str = "none"


def check_upload(host: Host, upload: Upload) -> tuple[Problem, ...]:
    """Returns what a host would refuse, as errors, and what it would not do, as warnings."""
    found = (
        *_check_limits(host, upload),
        *_check_address(host, upload),
        *_check_headers(host, upload),
        *_check_pictures(upload),
        *_check_repository(upload),
    )
    return tuple(sorted(found))


def measures(upload: Upload) -> dict[Measure, int]:
    """Returns the value of a site for each measure."""
    sources = [parts[0] for line in _rules(upload.redirects) if (parts := line.split())]
    dynamic = sum("*" in source or ":" in source for source in sources)
    folders = {str(parent) for path in upload.files for parent in PurePosixPath(path).parents}
    lines = upload.headers.splitlines()
    return {
        Measure.FILES: len(upload.files),
        Measure.ENTRIES: len(upload.files) + len(folders),
        Measure.FILE_BYTES: max(upload.files.values(), default=0),
        Measure.BYTES: sum(upload.files.values()),
        Measure.STATIC_REDIRECTS: len(sources) - dynamic,
        Measure.DYNAMIC_REDIRECTS: dynamic,
        Measure.REDIRECTS: len(sources),
        Measure.HEADER_RULES: sum(not line[0].isspace() for line in _rules(upload.headers)),
        Measure.HEADER_LINE: max(map(len, lines), default=0),
    }


_HINTS = {
    Measure.FILES: "use a plan or a host that allows more",
    Measure.ENTRIES: "use a host that allows more",
    Measure.FILE_BYTES: "publish a smaller file",
    Measure.BYTES: "publish smaller pictures and attachments, or use a host that allows more",
    Measure.STATIC_REDIRECTS: "remove old lines from docs/_redirects",
    Measure.DYNAMIC_REDIRECTS: "remove patterns from docs/_redirects",
    Measure.REDIRECTS: "remove old lines from docs/_redirects; none would be followed",
    Measure.HEADER_RULES: "remove rules from docs/_headers",
    Measure.HEADER_LINE: "shorten the line in docs/_headers, or allow fewer frames in the settings",
}


def _check_limits(host: Host, upload: Upload) -> Iterator[Problem]:
    values = measures(upload)
    for limit in host.limits:
        hint = f"{_HINTS[limit.measure]}; limit as of {READ_ON}: {limit.source}"
        if limit.measure is Measure.FILE_BYTES:
            for path, size in sorted(upload.files.items()):
                if size > limit.value:
                    message = f"has {size:,} bytes: {host.name} accepts at most {limit.value:,}"
                    yield _problem(f"{upload.folder}/{path}", message, hint, code="file")
        elif (value := values[limit.measure]) > limit.value:
            message = (
                f"the site has {value:,} {limit.measure}: {host.name} accepts at most"
                f" {limit.value:,}"
            )
            yield _problem(upload.folder, message, hint, code="file")


def _check_address(host: Host, upload: Upload) -> Iterator[Problem]:
    file = upload.configuration
    address, expected = urlsplit(upload.address), urlsplit(upload.expected)
    name, path = (address.hostname or "").lower(), address.path or "/"
    hint = f"set site_url{f': {upload.expected}' if upload.expected else ''}, and build again"
    if not upload.address:
        if expected.path.strip("/"):
            message = (
                f'site_url is not set, but {host.name} publishes the site below "{expected.path}":'
                " the page for unknown addresses would have no style"
            )
            yield _problem(file, message, hint, code="address")
        else:
            message = "site_url is not set: the site has no site map and no canonical addresses"
            yield _problem(file, message, hint, level=Level.WARNING, code="address")
        return
    if name == (expected.hostname or "").lower() and host.path_of_project:
        wanted = f"/{expected.path.strip('/')}/".replace("//", "/")
        if path != wanted:
            message = f'site_url has the path "{path}", but {host.name} publishes at "{wanted}"'
            yield _problem(file, message, hint, code="address")
    elif (host.at_root or (host.path_of_project and upload.expected)) and path != "/":
        whose = "a site" if host.at_root else "a site with a domain of its own"
        message = f'site_url has the path "{path}", but {host.name} publishes {whose} at "/"'
        hint = f"set site_url: {address.scheme}://{address.netloc}/, and build again"
        yield _problem(file, message, hint, code="address")
    if RESERVED.search(name):
        message = f'site_url is an example: nobody can publish at "{name}"'
        hint = "set site_url to the address of the site, or SITE_URL in the environment"
        yield _problem(file, message, hint, level=Level.WARNING, code="address")


def _check_headers(host: Host, upload: Upload) -> Iterator[Problem]:
    if host.reads_headers or host.is_configured:
        if host.reads_headers and not upload.headers:
            message = f"is missing: {host.name} would send no policy"
            yield _problem(f"{upload.folder}/_headers", message, "build the site again")
    elif upload.own_headers:
        message = f"has no effect: {host.name} sends no headers of a site"
        hint = "remove it, or use a host that sends headers; docs/publishing.md lists them"
        yield _problem(upload.own_headers, message, hint, level=Level.WARNING)
    else:
        message = (
            f"{host.name} sends no headers of a site: pages have their policy in their head, but"
            " other sites can show them in a frame"
        )
        hint = "docs/hosting.md says what is protected without headers"
        yield _problem(upload.folder, message, hint, level=Level.NOTICE)
    yield from _check_redirects(host, upload)


def _check_redirects(host: Host, upload: Upload) -> Iterator[Problem]:
    is_read = any(HOSTS[name] is host for name in REDIRECT_FORMATS)
    if upload.redirects and not is_read:
        message = f"has no effect: {host.name} does not read it"
        hint = "pages redirect on every host; only patterns and redirects to other sites are lost"
        yield _problem(f"{upload.folder}/_redirects", message, hint, level=Level.WARNING)
    elif is_read and host is not HOSTS.get(upload.host):
        message = f"extra.archive.host is not that of {host.name}: only pages redirect"
        name = next(name for name in REDIRECT_FORMATS if HOSTS[name] is host)
        hint = f"set extra.archive.host: {name}, and build again"
        yield _problem(upload.configuration, message, hint, level=Level.NOTICE, code="key")


def _check_pictures(upload: Upload) -> Iterator[Problem]:
    for path, size in sorted(upload.files.items()):
        if size > LARGE_PICTURE and PurePosixPath(path).suffix.lower() in PICTURES:
            message = f"is a picture of {size / 1_000_000:.1f} MB: readers on a phone wait for it"
            hint = "save it with fewer pixels, or as WebP or AVIF"
            where = f"{upload.folder}/{path}"
            yield _problem(where, message, hint, level=Level.WARNING, code="file")


def _check_repository(upload: Upload) -> Iterator[Problem]:
    if not upload.repository:
        message = "repo_url is not set: pages have no link to edit them"
        hint = "set repo_url and edit_uri"
        yield _problem(upload.configuration, message, hint, level=Level.WARNING, code="key")
    if upload.is_shallow:
        message = "the clone lacks a part of the history, and nothing can be read from it"
        hint = "fetch all of it: fetch-depth: 0, GIT_DEPTH: 0, or git fetch --unshallow"
        yield _problem(".git", message, hint, level=Level.WARNING, code="file")


def _rules(text: str) -> Iterable[str]:
    return (line for line in text.splitlines() if line.strip() and line.strip()[0] != "#")


def _problem(
    path: str, message: str, hint: str, *, level: Level = Level.ERROR, code: str = "value"
) -> Problem:
    return Problem(Place(path), level, message, hint=hint, code=code)
