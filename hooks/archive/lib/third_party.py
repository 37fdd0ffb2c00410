"""Errors caused by a third-party package: by its version, or a changed format."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, version

from archive.lib.private_details import BOUNDS


class UnknownFormatError(ValueError):
    """A package produced something in a format that this program does not know.

    The message is one line. It ends with the installed version and the supported ones.
    """

    def __init__(self, what: str, package: str) -> None:
        """Makes the message.

        Args:
            what: What is wrong.
            package: A package of ``BOUNDS``.
        """
        super().__init__(f"{what}; {expected(package)}")


def expected(package: str) -> str:
    """Returns the installed version of a package and the supported ones, as part of a message."""
    number = installed(package)
    hint = "" if is_supported(package, number) else " (hint: pip install -r requirements.txt)"
    return f"installed: {package} {number}, supported: versions below {BOUNDS[package]}{hint}"


def unsupported() -> list[str]:
    """Returns the packages whose installed version is not below the bound."""
    return [package for package in BOUNDS if not is_supported(package, installed(package))]


def blame(error: Exception) -> str:
    """Returns an error in one line, with the packages that may have caused it.

    Returns "" where every package is supported: the error is then the program's own.
    """
    packages = unsupported()
    said = "; ".join([f"{type(error).__name__}: {error}", *map(expected, packages)])
    return " ".join(said.split()) if packages else ""


def is_supported(package: str, number: str) -> bool:
    """Returns whether a version is below the bound of its package; "", for none, is."""
    return _parts(number) < _parts(BOUNDS[package])


def installed(package: str) -> str:
    """Returns the installed version of a package, or ""."""
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _parts(number: str) -> list[int]:
    """Returns the release segment of a version: without ``rc1`` or ``.post1``."""
    release = re.match(r"[\d.]*", number)
    return [int(part) for part in release[0].split(".") if part] if release else []
