"""``archive rollback``: publishes the release before the one that is published."""

from __future__ import annotations

import sys
from argparse import Namespace

from archive.commands.project import project_of, root_of
from archive.commands.status import UsageError
from archive.lint.project import ConfigurationError
from archive.publish.releases import ReleaseError, Releases


def rollback(options: Namespace) -> int:
    """Publish the release before the one that is published; it stays, and can be had back."""
    site = options.site or _site_of(options)
    releases = Releases(root_of(options).resolve() / site, 1)
    try:
        with releases.lock():
            name = releases.roll_back()
    except ReleaseError as error:
        raise UsageError(str(error)) from None
    sys.stdout.write(f"{site}/ is release {name} again\n")
    return 0


def _site_of(options: Namespace) -> str:
    """Returns the folder that the configuration names; without one, that of MkDocs' default."""
    try:
        return project_of(options).site
    except ConfigurationError:
        if options.config_file is not None:
            raise
        return "site"
