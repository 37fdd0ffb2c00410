"""The settings of Visual Studio Code that assign schemas to files."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from archive.core.kinds import REGISTRY_FILES
from archive.read.registry import SHIPPED

SCHEMAS = "yaml.schemas"
"""The setting of the YAML extension: schema → files that it applies to."""
_SHIPPED = "hooks/archive/data/registry"


def editor_settings(
    text: str, briefs: str, registry: str, names: Iterable[str] = tuple(REGISTRY_FILES)
) -> str:
    """Returns the settings with the schemas updated and everything else unchanged.

    Args:
        text: The current settings, in JSON; empty for none.
        briefs: The folder of briefs, relative to the project.
        registry: The folder of the site's own registry, likewise.
        names: The names of registry files, without their ending.

    Raises:
        json.JSONDecodeError: If the settings are not plain JSON.
    """
    settings: dict[str, Any] = json.loads(text or "{}")
    schemas = {"schemas/brief.json": [f"{briefs}/**/*.md"]}
    for name in names:
        files = [f"{registry}/{name}.yml", f"{registry}/{name}/*.yml"]
        schemas[f"schemas/registry-{name}.json"] = files + _shipped_files(SHIPPED, name)
    settings[SCHEMAS] = schemas
    parts = [f'"{key}": {_dump(value)}' for key, value in settings.items()]
    return "{\n  " + ",\n  ".join(parts) + "\n}\n"


def _shipped_files(folder: Path, name: str) -> list[str]:
    found = [f"{name}.yml"] if (folder / f"{name}.yml").is_file() else []
    found += [f"{name}/*.yml"] if (folder / name).is_dir() else []
    return [f"{_SHIPPED}/{one}" for one in found]


def _dump(value: object) -> str:
    """Returns the JSON of a setting, with each value of a mapping on one line."""
    if not isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    lines = (
        f"    {json.dumps(key)}: {json.dumps(inner, ensure_ascii=False)}"
        for key, inner in value.items()
    )
    return "{\n" + ",\n".join(lines) + "\n  }"
