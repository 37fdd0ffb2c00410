"""The hash of what every page depends on: program, libraries, registry, settings."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from archive.build.archive import Archive
from archive.incremental.changes import Fingerprint, structure_of, world_of
from archive.incremental.versions import versions
from archive.lib.digest import digest, digest_files


def program_digest() -> str:
    """Returns the hash of templates, code, shipped registry, and versions of libraries."""
    hooks = Path(__file__).parents[2]
    code = [
        file
        for file in hooks.rglob("*")
        if file.is_file() and "__pycache__" not in file.parts and "flags" not in file.parts
    ]
    return digest([versions(), digest_files(hooks, code)])


def fingerprint(archive: Archive, program: str, shell: object) -> Fingerprint:
    """Returns what all pages share.

    Args:
        archive: The archive.
        program: Digest of the program.
        shell: What the site's shell is made from, as plain data.
    """
    settings = archive.context.settings
    registry = list((archive.root / settings.registry).rglob("*.yml"))
    # The number of processes, of kept releases and of removals does not show on a page.
    shown = replace(settings, workers=0, releases=1, removals=0)
    catalogue = archive.context.catalogue
    shared = [program, digest_files(archive.root, registry), shown, shell, catalogue]
    world = world_of(archive.lexicon, archive.targets)
    context = archive.context
    return Fingerprint(digest(shared), structure_of(context.graph, context.today), world)
