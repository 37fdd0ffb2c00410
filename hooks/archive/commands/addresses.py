"""``archive addresses``: adds all published addresses to the committed list."""

from __future__ import annotations

import sys
from argparse import Namespace

from archive.commands.project import project_of
from archive.core.address_list import ADDRESSES, list_of, read_list
from archive.core.model import Level
from archive.lint.address_list import Published, check_list, find_published
from archive.lint.check import check_project
from archive.lint.project import Project


def addresses(options: Namespace) -> int:
    """Updates the list and returns the exit status: 1 if an address of it would be gone.

    No address is ever removed: whoever gives one up deletes its line.
    """
    project = project_of(options)
    published = published_of(project)
    file = project.root / ADDRESSES
    old = file.read_text("utf-8") if file.is_file() else ""
    listed = read_list(old)
    text = list_of({*listed, *published.addresses})
    if text != old:
        file.write_text(text, "utf-8", newline="\n")
    added = len(published.addresses - listed.keys())
    errors = [one for one in check_list(text, published) if one.level is Level.ERROR]
    sys.stdout.write("".join(f"{one}\n" for one in errors))
    then = "commit it" if text != old else "nothing has changed"
    sys.stderr.write(
        f"{ADDRESSES}: {len(read_list(text)):,} addresses, {added:,} of them new; {then}\n"
    )
    return 1 if errors else 0


def published_of(project: Project) -> Published:
    """Returns what a build of a project would publish."""
    checked = check_project(project)
    return find_published(project, checked.registry, checked.every)
