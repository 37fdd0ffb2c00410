"""``archive rollback``: publishes the release before the one that is published."""

from __future__ import annotations

import sys
from argparse import Namespace

from archive.commands.status import UsageError
from archive.publish.releases import ReleaseError, Releases


def rollback(options: Namespace) -> int:
    """Publish the release before the one that is published; it stays, and can be had back."""
    releases = Releases(options.root.resolve() / options.site, 1)
    try:
        with releases.lock():
            name = releases.roll_back()
    except ReleaseError as error:
        raise UsageError(str(error)) from None
    sys.stdout.write(f"{options.site}/ is release {name} again\n")
    return 0
