"""Stops a build that would remove many published briefs, as after a folder was moved by mistake."""

from __future__ import annotations

from archive.build.archive import Archive
from archive.incremental.records import BuildRecord
from archive.publish.releases import ReleaseError

VARIABLE = "ARCHIVE_ALLOW_REMOVALS"
"""The environment variable that allows any number of removals; its value is ``1``."""


def check_removals(archive: Archive, published: BuildRecord) -> None:
    """Checks how many addresses of published briefs would be gone.

    An address remains if a brief has it, or redirects from it. A brief that has become a draft or
    waits for its time was held back on purpose and does not count. Nothing is checked if the
    published site has another name or address: it is then another archive.

    Args:
        archive: What is to be published.
        published: The record of the published site.

    Raises:
        ReleaseError: If more than the allowed share would be gone.
    """
    settings = archive.context.settings
    if (published.name, published.address) != (settings.site_name, settings.site_url):
        return
    graph = archive.context.graph
    remain = {brief.url for brief in graph.addressed} | archive.redirects.keys() | archive.held
    gone = [url for url in published.briefs_at if url not in remain]
    total = len(published.briefs_at)
    if len(gone) * 100 <= settings.removals * total:
        return
    raise ReleaseError(
        f"the build would remove {len(gone)} of {total} published briefs, {gone[0]} first;"
        f" at most {settings.removals} % may be removed at once (hint: put the files back in"
        f" {settings.briefs}/, or set extra.archive.briefs to their folder; to remove the briefs,"
        f" build once with {VARIABLE}=1)"
    )
