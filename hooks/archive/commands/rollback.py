"""``archive rollback``: publishes the previous release."""

from __future__ import annotations

import sys
from argparse import Namespace

from archive.commands.project import project_of, root_of
from archive.commands.status import UsageError
from archive.lint.project import ConfigurationError
from archive.publish.releases import ReleaseError, Releases


def rollback(options: Namespace) -> int:
    """Publishes the previous release; the current one is kept and can be restored."""
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
    """Returns the folder that the configuration names; without one, MkDocs' default."""
    try:
        return project_of(options).site
    except ConfigurationError:
        if options.config_file is not None:
            raise
        return "site"
