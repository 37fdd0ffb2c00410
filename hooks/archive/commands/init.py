"""``archive init``: gives a fork a name and addresses of its own, without the shipped content."""

from __future__ import annotations

import shutil
import subprocess
import sys
from argparse import Namespace
from collections.abc import Iterable, Mapping
from pathlib import Path

from archive.commands.deploy_files import recipe_files, write_recipe
from archive.commands.hosts import host_named
from archive.commands.project import project_of
from archive.commands.questions import ask
from archive.commands.settings_file import with_settings
from archive.commands.status import UsageError
from archive.core.address_list import ADDRESSES
from archive.core.counts import counted
from archive.core.names import nearest
from archive.lib.web_address import is_web_address
from archive.lint.project import Project, find_configuration
from archive.read.translations import languages

KEPT = ".gitkeep"
"""The file by which Git keeps the empty folder of briefs."""


def init(options: Namespace) -> int:
    """Sets the name and the addresses of an archive, and removes the briefs and the registry.

    What is removed must be committed, so that Git can restore it.

    Raises:
        UsageError: If a value is wrong, if something is not committed, or if nobody agrees.
    """
    host = host_named(options.host, "deploy-files") if options.host else ""
    project = project_of(options)
    file = options.config_file or find_configuration(project.root)
    answers = _answers(options, host)
    folders = [project.root / project.settings.briefs, project.root / project.settings.registry]
    listed = project.root / ADDRESSES
    _check_committed(project.root, [file, *folders, *([listed] if listed.is_file() else [])])
    count = _count(project.root, folders)
    text = with_settings(file.read_text("utf-8"), answers)
    recipe = recipe_files(project.root, host, answers["site_url"] or "") if host else {}
    if count and not options.yes:
        _ask_leave(count)
    for folder in folders:
        if folder.is_dir():
            shutil.rmtree(folder)
    # The addresses of the shipped archive are not those of the new one.
    listed.unlink(missing_ok=True)
    folders[0].mkdir(parents=True)
    (folders[0] / KEPT).touch()
    file.write_text(text, "utf-8")
    sys.stdout.write(_done(project, file, count))
    if host:
        sys.stdout.write(write_recipe(project.root, host, recipe))
    return 0


def _answers(options: Namespace, host: str) -> Mapping[str, str | None]:
    """Returns setting → its value; None for one to be removed."""
    name = options.name if options.name is not None else ask("Name of the archive", "--name")
    if not name.strip():
        raise UsageError("an archive needs a name")
    address = _address(options.address, "Address of the site, such as https://…", "--address")
    repository = _address(options.repository, "Address of the repository", "--repository")
    language = options.language
    if language not in languages():
        near = nearest(language, languages())
        known = f' — did you mean "{near}"?' if near else ""
        raise UsageError(
            f'the interface is not available in "{language}"{known}'
            f" (hint: choose one of: {', '.join(languages())})"
        )
    return {
        "site_name": " ".join(name.split()),
        "site_url": f"{address.rstrip('/')}/" if address else None,
        "site_description": None,
        "repo_url": repository or None,
        "edit_uri": "edit/main/docs/" if repository else None,
        "copyright": None,
        "theme.language": language,
        "extra.archive.tagline": None,
        "extra.archive.host": host or None,
    }


def _address(given: str | None, question: str, option: str) -> str:
    """Returns an address, or "" if there is none yet."""
    answer = given if given is not None else ask(f"{question} (empty: later)", option)
    address = answer.strip()
    if address and not is_web_address(address):
        raise UsageError(f'"{address}" is not a web address (hint: write it as https://…)')
    return address


def _git(root: Path, *arguments: str) -> list[str]:
    """Returns the entries that a command of Git prints.

    Raises:
        UsageError: If there is no Git, or no repository.
    """
    try:
        done = subprocess.run(
            ["git", *arguments], cwd=root, capture_output=True, text=True, check=False
        )
    except FileNotFoundError:
        raise UsageError("git is not installed (hint: install it; it restores files)") from None
    if done.returncode:
        raise UsageError(
            "this is no Git repository, so nothing that is removed could be restored"
            " (hint: git init && git add . && git commit)"
        )
    return [entry for entry in done.stdout.split("\0") if entry]


def _count(root: Path, folders: Iterable[Path]) -> int:
    """Returns the number of files in folders."""
    files = _git(root, "ls-files", "-z", "--", *(str(one.relative_to(root)) for one in folders))
    return sum(not file.endswith(KEPT) for file in files)


def _check_committed(root: Path, paths: Iterable[Path]) -> None:
    """Checks that Git can restore what is going to be changed and removed."""
    names = [str(path.relative_to(root)) for path in paths]
    changed = _git(root, "status", "--porcelain", "--ignored", "-z", "--", *names)
    if changed:
        more = f", and {counted(len(changed) - 1, 'other')}" if len(changed) > 1 else ""
        raise UsageError(
            f"{changed[0][3:]} is not committed{more} (hint: git commit, then try again)"
        )


def _ask_leave(count: int) -> None:
    question = f"Remove {counted(count, 'file')} of briefs and registry? [y/N]"
    if ask(question, "--yes").strip().casefold() not in ("y", "yes"):
        raise UsageError("nothing was changed")


def _done(project: Project, file: Path, removed: int) -> str:
    return (
        f"{file.name}: the name and the addresses are set\n"
        f"removed {counted(removed, 'file')} of briefs and registry (Git can restore them)\n"
        "Next: make new, make serve, make schema; then git add --all && git commit.\n"
        f"{project.docs}/about.md is yours to rewrite. make deploy-files publishes the archive.\n"
    )
