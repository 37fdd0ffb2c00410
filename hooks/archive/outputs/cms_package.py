"""The files of Sveltia CMS, from npm packages: pinned by version and hash, and self-hosted.

``make cms`` downloads the packages and unpacks them; a build copies the files. The script loads
fonts, translations and Immutable from other hosts. Their addresses are replaced by those of copies
here, so that the form contacts no host but that of the repository. This relies on how the script is
written, which is undocumented: a version in which an address is not found is refused.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
import tarfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from archive.core.model import Level, Place, Problem

PIN = Path(__file__).parent.parent / "data" / "cms" / "pin.json"
"""The version, its hash, and the hashes of its files."""
CACHE = Path(".cache", "cms")
"""Folder of the unpacked files, relative to the project; in it, a folder for each version."""
SCRIPT = "sveltia-cms.js"
SCHEMA = "schema.json"
"""The schema of the configuration, which is not published."""

_FONT = re.compile(
    r"https://cdn\.jsdelivr\.net/fontsource/fonts/([a-z0-9-]+)(?::vf)?@[\d.]+/[\w-]+\.woff2"
)
_FONTS = ("source-sans-3", "noto-mono", "material-symbols-outlined")
_PACKAGES = "https://unpkg.com/"
_OWN_PACKAGES = "./packages/"
_MEMBERS = (
    (re.compile(r"@sveltia/cms/dist/(sveltia-cms\.js|chunks/[\w-]+\.js)"), "{}"),
    (re.compile(r"@sveltia/cms/(LICENSE\.txt)"), "{}"),
    (re.compile(r"@sveltia/cms/npm/assets/([\w-]+?)(?:-latin-[\w-]+)?\.woff2"), "fonts/{}.woff2"),
    (re.compile(r"@sveltia/cms/npm/assets/([\w-]+\.LICENSE\.txt)"), "fonts/{}"),
    (re.compile(r"@sveltia/cms/(locales/[\w-]+\.json)"), "packages/@sveltia/cms@{version}/{}"),
    # It asks whether there is a newer version; here, this one is the newest.
    (re.compile(r"@sveltia/cms/(package\.json)"), "packages/@sveltia/cms/{}"),
    (re.compile(r"@sveltia/cms/schema/sveltia-cms\.json"), SCHEMA),
    (re.compile(r"immutable/(dist/immutable\.es\.js|LICENSE)"), "packages/immutable@{version}/{}"),
)
"""Pattern of a file in a package, after the package's name → where it is published."""


class PackageError(Exception):
    """The package is not the one that is pinned, or cannot be used; the message says why."""


@dataclass(frozen=True, slots=True)
class Package:
    """A package of the npm registry.

    Attributes:
        name: Its name.
        version: Its version.
        integrity: The hash of its archive, as npm writes it: ``sha512-…`` (W3C, SRI).
    """

    name: str
    version: str
    integrity: str = ""


@dataclass(frozen=True, slots=True)
class Pin:
    """What is pinned.

    Attributes:
        packages: Sveltia CMS first, then what it loads.
        files: Path of a file, relative to the form's folder → hash of its content (SHA-256).
    """

    packages: tuple[Package, ...]
    files: Mapping[str, str]

    @property
    def version(self) -> str:
        """The version of Sveltia CMS."""
        return self.packages[0].version

    def folder(self, root: Path) -> Path:
        """Returns the folder of the unpacked files of a project."""
        return root / CACHE / self.version

    @property
    def published(self) -> tuple[str, ...]:
        """The files that a site publishes."""
        return tuple(path for path in self.files if path != SCHEMA)


def read_pin() -> Pin:
    """Reads which package is pinned."""
    given = json.loads(PIN.read_text("utf-8"))
    return Pin(tuple(Package(**one) for one in given["packages"]), given["files"])


def unpack(archives: Mapping[Package, bytes]) -> dict[str, bytes]:
    """Returns the files of packages, by their paths relative to the form's folder.

    Args:
        archives: Each package, as npm packs it.

    Raises:
        PackageError: If the script is not as expected.
    """
    found: dict[str, bytes] = {}
    for package, archive in archives.items():
        with tarfile.open(fileobj=io.BytesIO(archive), mode="r:gz") as tar:
            for member in tar:
                path = _path(member.name, package)
                stream = tar.extractfile(member) if path and member.isfile() else None
                if stream is not None:
                    found[path] = stream.read()
    if SCRIPT not in found:
        raise PackageError(f"the packages have no {SCRIPT}")
    found[SCRIPT] = _with_own_addresses(found[SCRIPT].decode()).encode()
    return dict(sorted(found.items()))


def integrity_of(archive: bytes) -> str:
    """Returns the hash of a package as npm writes it."""
    return f"sha512-{base64.b64encode(hashlib.sha512(archive).digest()).decode()}"


def hash_of(content: bytes) -> str:
    """Returns the hash of a file, as the pin has it."""
    return hashlib.sha256(content).hexdigest()


def check_installed(root: Path, configuration: str) -> Iterator[Problem]:
    """Yields an error if the files are not installed, or not as they are pinned.

    Args:
        root: The project.
        configuration: The configuration file, for messages.
    """
    pin = read_pin()
    folder = pin.folder(root)
    wrong = [
        path
        for path, expected in pin.files.items()
        if not (folder / path).is_file() or hash_of((folder / path).read_bytes()) != expected
    ]
    if wrong:
        message = f"the form for editors is not installed: {CACHE / pin.version / wrong[0]}"
        hint = "run make cms"
        yield Problem(Place(configuration), Level.ERROR, message, hint=hint, code="file")


def _path(member: str, package: Package) -> str:
    inside = member.partition("/")[2]  # the archive's own folder
    for pattern, target in _MEMBERS:
        if match := pattern.fullmatch(f"{package.name}/{inside}"):
            name = target.format(*match.groups(), version=package.version)
            if name.endswith(".woff2") and PurePosixPath(name).stem not in _FONTS:
                return ""
            return name
    return ""


def _with_own_addresses(script: str) -> str:
    if sorted(_FONT.findall(script)) != sorted(_FONTS) or _PACKAGES not in script:
        raise PackageError("the script names its fonts and packages in another way")
    script = _FONT.sub(lambda match: f"fonts/{match[1]}.woff2", script)
    return script.replace(_PACKAGES, _OWN_PACKAGES)
