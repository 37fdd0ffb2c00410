"""``archive schema``: writes the schemas and the reference page, or says what is out of date."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from pathlib import Path

from archive.commands.project import project_of
from archive.read.registry import SHIPPED
from archive.resolve.registry import load_registry
from archive.schema.json_schema import all_schemas
from archive.schema.reference import reference


def schema(options: Namespace) -> int:
    """Write schemas/*.json for editors and docs/reference.md for readers."""
    project = project_of(options)
    stale = 0
    for path, text in generated(project.root, project.settings.registry).items():
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


def generated(root: Path, registry_folder: str) -> dict[str, str]:
    """Path of each generated file → what it must hold.

    Args:
        root: The project.
        registry_folder: The folder of the site's own registry.
    """
    registry, _ = load_registry([SHIPPED, root / registry_folder], root)
    files = {
        f"schemas/{name}.json": json.dumps(one, ensure_ascii=False, indent=1) + "\n"
        for name, one in all_schemas(registry).items()
    }
    return {**files, "docs/reference.md": reference()}
