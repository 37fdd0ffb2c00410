"""What every page of a site depends on, as digests: program, libraries, registry, settings."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from archive.build import Archive
from archive.changes import Fingerprint, structure_of, world_of
from archive.digest import digest, digest_files
from archive.libraries import versions


def program_digest() -> str:
    """Digest of templates, code, shipped registry, and the versions of libraries."""
    hooks = Path(__file__).parent.parent
    code = [
        file
        for file in hooks.rglob("*")
        if file.is_file() and "__pycache__" not in file.parts and "flags" not in file.parts
    ]
    return digest([versions(), digest_files(hooks, code)])


def fingerprint(archive: Archive, program: str, frame: object) -> Fingerprint:
    """Returns what all pages share.

    Args:
        archive: The archive.
        program: Digest of the program.
        frame: What the site's frame is made from, as plain data.
    """
    settings = archive.shelf.settings
    registry = list((archive.root / settings.registry).rglob("*.yml"))
    # How many processes make a page, and what is kept of it, does not show on it.
    shown = replace(settings, workers=0, releases=1)
    shared = [program, digest_files(archive.root, registry), shown, frame]
    world = world_of(archive.lexicon, archive.targets)
    return Fingerprint(digest(shared), structure_of(archive.shelf.graph), world)
