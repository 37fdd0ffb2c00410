"""What is said where a package of a third party is not as this program knows it."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, version

from archive.lib.private_details import BOUNDS


class UnknownFormatError(ValueError):
    """A package gave something of a form that this program does not know.

    The message is one line, and ends with the version that is installed and those that are known.
    """

    def __init__(self, what: str, package: str) -> None:
        """Makes the message.

        Args:
            what: What is wrong, as the beginning of a sentence.
            package: A package of ``BOUNDS``.
        """
        super().__init__(f"{what}; {expected(package)}")


def expected(package: str) -> str:
    """Says which version of a package is installed, and which ones this program knows."""
    return (
        f"{package} {installed(package) or '(none)'} is installed;"
        f" this program knows versions below {BOUNDS[package]}"
        " (hint: pip install -r requirements.txt)"
    )


def unknown_versions() -> list[str]:
    """Returns the packages of ``BOUNDS`` that are installed in a version not known."""
    return [package for package in BOUNDS if not is_known(package, installed(package))]


def blame(error: Exception) -> str:
    """Says in one line that an error may come of versions not known, or "" where all are known."""
    unknown = unknown_versions()
    said = "; ".join([f"{type(error).__name__}: {error}", *map(expected, unknown)])
    return " ".join(said.split()) if unknown else ""


def is_known(package: str, number: str) -> bool:
    """Whether a version lies below the bound of its package; "" stands for none, and does."""
    return _parts(number) < _parts(BOUNDS[package])


def installed(package: str) -> str:
    """Returns the version that is installed, or ""."""
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _parts(number: str) -> list[int]:
    """The numbers of a version; what follows them (``rc1``, ``.post1``) is left out."""
    release = re.match(r"[\d.]*", number)
    return [int(part) for part in release[0].split(".") if part] if release else []
