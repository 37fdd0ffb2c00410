"""The versions of the libraries that the pages of a site depend on."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, distribution
from platform import python_version

PACKAGES = (
    "mkdocs",
    "mkdocs-material",
    "mkdocs-material-extensions",
    "jinja2",
    "babel",
    "markdown",
    "pymdown-extensions",
    "pygments",
    "nh3",
    "pyyaml",
    "python-frontmatter",
    "pagefind",
    "pagefind_bin_extended",
    "rjsmin",
    "msgspec",
    "packaging",
    "mammoth",
    "pypdf",
)

_VERSION = re.compile(r"^Version: *(.*)$", re.MULTILINE)


def versions() -> list[tuple[str, str]]:
    """Returns the name and version of each, Python first; a missing package's version is empty."""
    return [("python", python_version()), *((name, _version(name)) for name in PACKAGES)]


def _version(name: str) -> str:
    # ``importlib.metadata.version`` parses all of the metadata, which takes three times as long.
    try:
        package = distribution(name)
    except PackageNotFoundError:
        return ""
    metadata = package.read_text("METADATA") or package.read_text("PKG-INFO") or ""
    found = _VERSION.search(metadata)
    return found[1] if found else ""
