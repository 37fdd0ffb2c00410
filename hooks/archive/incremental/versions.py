"""What else the pages of a site depend on: the libraries that make them, by their versions."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
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
    "pagefind",
    "pagefind_bin_extended",
    "deflate",
    "rjsmin",
    "pystemmer",
    "numpy",
    "orjson",
)


def versions() -> list[tuple[str, str]]:
    """Name and version of each, Python first; the version of one that is missing is empty."""
    return [("python", python_version()), *((name, _version(name)) for name in PACKAGES)]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
