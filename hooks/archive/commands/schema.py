"""``archive schema``: writes the schemas and the reference page, or checks them."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from pathlib import Path

from archive.commands.project import project_of
from archive.commands.status import UsageError
from archive.core.model import Place
from archive.core.settings import Settings
from archive.core.site_kinds import kinds_of, registry_files
from archive.outputs import cms_names
from archive.read.registry import SHIPPED
from archive.resolve.registry import load_registry
from archive.schema.editor_settings import editor_settings
from archive.schema.json_schema import all_schemas
from archive.schema.reference import reference

SETTINGS = ".vscode/settings.json"
"""Settings of the editor, one of which is generated."""


def schema(options: Namespace) -> int:
    """Writes schemas/*.json, .vscode/settings.json for editors and docs/reference.md."""
    project = project_of(options)
    stale = 0
    settings = project.settings
    for path, text in generated(project.root, settings).items():
        file = project.root / path
        if file.is_file() and file.read_bytes() == text.encode():
            continue
        stale += 1
        if options.check:
            sys.stdout.write(f"{path}: out of date; run make schema\n")
            continue
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
        sys.stdout.write(f"{path}: written\n")
    return 1 if stale and options.check else 0


def generated(root: Path, settings: Settings) -> dict[str, str]:
    """Returns the content of each generated file, by path.

    Args:
        root: The project.
        settings: The archive's settings.

    Raises:
        UsageError: If the settings of the editor are not plain JSON.
    """
    registry, _ = load_registry([SHIPPED, root / settings.registry], root, kinds_of(settings))
    files = {
        f"schemas/{name}.json": json.dumps(one, ensure_ascii=False, indent=1) + "\n"
        for name, one in all_schemas(registry, settings).items()
    }
    if settings.cms:
        files[cms_names.FILE] = cms_names.names_file(registry.entities.values(), kinds_of(settings))
    editor = _editor_settings(root, settings)
    return {**files, SETTINGS: editor, "docs/reference.md": reference()}


def _editor_settings(root: Path, settings: Settings) -> str:
    file = root / SETTINGS
    text = file.read_text(encoding="utf-8") if file.is_file() else ""
    try:
        names = registry_files(kinds_of(settings))
        return editor_settings(text, settings.briefs, settings.registry, names)
    except json.JSONDecodeError as error:
        place = Place(SETTINGS, error.lineno, error.colno)
        hint = "remove comments and trailing commas; part of the file is generated"
        raise UsageError(f"{place}: error: not plain JSON: {error.msg} (hint: {hint})") from None
