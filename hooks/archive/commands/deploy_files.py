"""``archive deploy-files``: copies the recipe for a host from ``deploy/`` into the project."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from archive.commands.hosts import host_named
from archive.commands.project import project_of
from archive.commands.status import CLEAN, UsageError

FOLDER = "deploy"
"""The folder of the recipes; each has a folder with the name of the host."""
_HOST = "server_name archive.example.org;"
_LOCATION = "location / {"


@dataclass(frozen=True, slots=True)
class Recipe:
    """The recipe for a host.

    Attributes:
        files: The files, relative both to the recipe's folder and to the project.
        then: What to do once they are there.
    """

    files: tuple[str, ...]
    then: str


RECIPES: Mapping[str, Recipe] = {
    "github-pages": Recipe(
        (".github/workflows/publish.yml", ".github/workflows/check.yml"),
        "choose GitHub Actions as the source in the repository's Settings, Pages; then commit and"
        " push",
    ),
    "gitlab-pages": Recipe(
        (".gitlab-ci.yml",),
        "commit and push; then add a daily schedule in Build, Pipeline schedules",
    ),
    "netlify": Recipe(
        ("netlify.toml",), "commit and push; then import the repository as a project on Netlify"
    ),
    "cloudflare-pages": Recipe(
        ("wrangler.toml",),
        "put the name of your project into wrangler.toml, commit and push; then connect the"
        " repository on Cloudflare, with the build command"
        ' "make whole-history && make build && make doctor HOST=cloudflare-pages"',
    ),
    "codeberg": Recipe(
        (".forgejo/workflows/publish.yml",),
        "allow Actions in the repository's Settings, Units, and put the label of a runner into the"
        " file; then commit and push",
    ),
    "nginx": Recipe(
        ("archive.nginx.conf",),
        "on the server, clone the repository to /srv/archive and make build; link"
        " archive.nginx.conf into /etc/nginx/conf.d/, and reload nginx",
    ),
}
"""Name of a host → its recipe."""


def deploy_files(options: Namespace) -> int:
    """Copies the files of a recipe into the project.

    Raises:
        UsageError: If there is no such host, or if a file exists with other content.
    """
    host = host_named(options.host, "deploy-files")
    project = project_of(options)
    files = recipe_files(project.root, host, project.site_url)
    sys.stdout.write(write_recipe(project.root, host, files))
    return CLEAN


def recipe_files(root: Path, host: str, address: str) -> dict[str, str]:
    """Returns the files of a recipe: path relative to the project → content.

    Args:
        root: The project.
        host: The name of the host.
        address: The address of the site, or "".

    Raises:
        UsageError: If a file exists with other content, or if the recipe is missing.
    """
    found: dict[str, str] = {}
    for name in RECIPES[host].files:
        source = root / FOLDER / host / name
        if not source.is_file():
            raise UsageError(f"{source.relative_to(root)} is missing (hint: restore it from Git)")
        found[name] = filled_in(source.read_text("utf-8"), address)
    for name, text in found.items():
        if (root / name).exists() and (root / name).read_text("utf-8", "replace") != text:
            raise UsageError(
                f"{name} exists with other content, and nothing was changed"
                f" (hint: compare it with {FOLDER}/{host}/{name}, and rename or delete it)"
            )
    return found


def write_recipe(root: Path, host: str, files: Mapping[str, str]) -> str:
    """Writes the files of a recipe, and returns what was done and what to do next."""
    lines: list[str] = []
    for name, text in files.items():
        if (root / name).exists():
            lines.append(f"{name} exists already")
            continue
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
        lines.append(f"wrote {name}")
    lines.append(f"Next: {RECIPES[host].then}. docs/publishing.md explains each step.")
    return "\n".join(lines) + "\n"


def filled_in(text: str, address: str) -> str:
    """Returns a file of a recipe with the name of the server and the path of the site.

    Args:
        text: The file.
        address: Address of the site, or "".
    """
    parts = urlsplit(address)
    if not parts.hostname:
        return text
    path = f"/{parts.path.strip('/')}/".replace("//", "/")
    text = text.replace(_HOST, f"server_name {parts.hostname};")
    return text.replace(_LOCATION, f"location {path} {{")
