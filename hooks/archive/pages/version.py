"""The versions of a work, as pages show them. All text is unescaped."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Version:
    """A brief in one of its languages.

    Attributes:
        url: Its address.
        lang: The tag of its language.
        name: The name of the language in that language: "français".
        title: Its title.
    """

    url: str
    lang: str
    name: str
    title: str


@dataclass(frozen=True, slots=True)
class Versions:
    """What the page of a brief says of its languages.

    Attributes:
        lang: The tag of the brief's language where it differs from that of the site, or "".
        listed: The address of the version that lists show; empty if there is only one version.
        all: All versions of the work, the original first; empty if there is only one.
        changed: Of a translation that lacks a change of its original: the ISO date of the change
            and the date for readers; else None.
    """

    lang: str = ""
    listed: str = ""
    all: tuple[Version, ...] = ()
    changed: tuple[str, str] | None = None

    def besides(self, url: str) -> tuple[Version, ...]:
        """Returns all versions but the one with an address."""
        return tuple(one for one in self.all if one.url != url)
