"""Hashes of everything that all pages depend on: program, libraries, registry, settings."""

from __future__ import annotations

from pathlib import Path

from archive.build.archive import Archive
from archive.core.settings import Settings, shown
from archive.incremental.changes import Fingerprint, structure_of, world_of
from archive.incremental.versions import versions
from archive.lib.digest import digest, digest_files


def program_digest() -> str:
    """Returns the hash of templates, code, built-in registry, and versions of libraries."""
    hooks = Path(__file__).parents[2]
    code = [
        file
        for file in hooks.rglob("*")
        if file.is_file() and "__pycache__" not in file.parts and "flags" not in file.parts
    ]
    return digest([versions(), digest_files(hooks, code)])


def with_settings(program: str, settings: Settings, configuration: object) -> str:
    """Returns the hash of a program and of all settings that a published file may show.

    It is part of the cache key of every page and output: a setting that is not known to be
    invisible counts as shown.

    Args:
        program: Hash of the program.
        settings: The archive's settings.
        configuration: The settings of the site generator that may show, as plain data.
    """
    return digest([program, shown(settings), configuration])


def fingerprint(archive: Archive, program: str, sections: object) -> Fingerprint:
    """Returns what all pages share. Nothing is read here: see ``Archive.registry``.

    Args:
        archive: The archive.
        program: Hash of program and settings.
        sections: The navigation, as plain data.
    """
    catalogue = archive.context.catalogue
    shared = [program, archive.registry, sections, catalogue, archive.context.history.is_cut_off]
    lexicons = archive.lexicons.by_language if archive.lexicons else {}
    world = world_of(lexicons, archive.targets)
    context = archive.context
    return Fingerprint(digest(shared), structure_of(context.graph, context.now), world)
