"""Messages about third-party packages whose version or format this program does not know."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, version

from archive.lib.private_details import BOUNDS


class UnknownFormatError(ValueError):
    """A package produced something in a format that this program does not know.

    The message is one line. It ends with the installed version and the known ones.
    """

    def __init__(self, what: str, package: str) -> None:
        """Makes the message.

        Args:
            what: What is wrong, as the beginning of a sentence.
            package: A package in ``BOUNDS``.
        """
        super().__init__(f"{what}; {expected(package)}")


def expected(package: str) -> str:
    """Returns a message with the installed version of a package, and the known versions."""
    return (
        f"{package} {installed(package) or '(none)'} is installed;"
        f" this program knows versions below {BOUNDS[package]}"
        " (hint: pip install -r requirements.txt)"
    )


def unknown_versions() -> list[str]:
    """Returns the packages in ``BOUNDS`` whose installed version is unknown."""
    return [package for package in BOUNDS if not is_known(package, installed(package))]


def blame(error: Exception) -> str:
    """Returns a line that blames an error on unknown versions, or "" if all are known."""
    unknown = unknown_versions()
    message = "; ".join([f"{type(error).__name__}: {error}", *map(expected, unknown)])
    return " ".join(message.split()) if unknown else ""


def is_known(package: str, number: str) -> bool:
    """Returns whether a version is below its package's bound; so is "", for a missing package."""
    return _parts(number) < _parts(BOUNDS[package])


def installed(package: str) -> str:
    """Returns the installed version of a package, or ""."""
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _parts(number: str) -> list[int]:
    """Returns the numbers of a version, without suffixes (``rc1``, ``.post1``)."""
    release = re.match(r"[\d.]*", number)
    return [int(part) for part in release[0].split(".") if part] if release else []
