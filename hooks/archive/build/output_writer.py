"""Writes the outputs of one stage: a file whose cache key is unchanged is not written again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO

from archive.build.archive import DATA, Archive
from archive.build.outputs import OUTPUTS
from archive.build.page_builder import Known, PageBuilder
from archive.build.plan import BuildPlan
from archive.build.theme import Theme
from archive.lib.digest import digest
from archive.lib.file_digests import FileDigests
from archive.lib.output_files import files_below
from archive.outputs.output import DocsFiles, Output, OutputSources, Stage
from archive.pages.views import BriefPage
from archive.publish.releases import ReleaseError
from archive.publish.staging import Staging
from archive.render.shell import Shell


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """A file of an output: its path below the site's folder, and its cache key."""

    output: Output
    path: str
    key: str


def output_sources(
    archive: Archive,
    plan: BuildPlan,
    theme: Theme,
    staging: Staging,
    digests: FileDigests,
) -> OutputSources:
    """Gathers what outputs are made from.

    Args:
        archive: The archive.
        plan: The plan of this build.
        theme: MkDocs' part of the build.
        staging: Where the site is written.
        digests: The hashes of files.
    """
    graph = archive.context.graph
    paths = (*files_below(theme.folder), *theme.originals)
    docs = DocsFiles(theme.folder, paths, theme.docs_urls, theme.originals)
    contents = [(one.brief.path, one.brief.digest) for one in graph.versions]
    return OutputSources(
        site=archive.context,
        root=archive.root,
        data=DATA,
        pages=archive.pages,
        redirects=archive.redirects,
        docs=docs,
        script_hashes=theme.script_hashes,
        shell=theme.make_shell,
        revision=digest([plan.shared.base, plan.shared.structure, plan.shared.world, contents]),
        brief_pages=partial(_brief_pages, archive, staging),
        brief_texts=partial(_brief_texts, archive, staging),
        staged=partial(_open_staged, staging),
        digest_of=digests.of,
        about_search=theme.about_search,
    )


def plan_outputs(
    sources: OutputSources, stage: Stage, program: str, *, is_preview: bool
) -> tuple[PlannedFile, ...]:
    """Lists the files that outputs write at one stage.

    Args:
        sources: What outputs are made from.
        stage: The stage.
        program: Hash of templates, code, versions and settings.
        is_preview: Whether they are for a preview.

    Raises:
        ReleaseError: If two outputs write the same file.
    """
    planned: dict[str, PlannedFile] = {}
    for output in OUTPUTS:
        if output.stage is not stage or (is_preview and not output.in_preview):
            continue
        for path, depends_on in output.files(sources).items():
            if path in planned:
                first = planned[path].output.name
                raise ReleaseError(f'"{first}" and "{output.name}" both write {path}')
            key = digest([program, output.name, path, depends_on])
            planned[path] = PlannedFile(output, path, key)
    return tuple(planned.values())


def write_outputs(
    planned: Sequence[PlannedFile],
    sources: OutputSources,
    staging: Staging,
    taken: Mapping[str, str],
) -> None:
    """Writes files whose cache key is new; the others stay as they are.

    Args:
        planned: The files.
        sources: What they are made from.
        staging: Where they are written.
        taken: Files that no output may write → what writes them.

    Raises:
        ReleaseError: If a file is taken.
        OSError: If a file cannot be read or written.
    """
    for one in planned:
        if first := taken.get(one.path):
            raise ReleaseError(f'"{first}" and "{one.output.name}" both write {one.path}')
        write: Callable[[BinaryIO], None] = partial(one.output.write, sources, one.path)
        staging.write(one.path, one.key, write)


def _brief_pages(archive: Archive, staging: Staging) -> Iterable[BriefPage]:
    """Yields the views of all briefs with their bodies, one by one."""
    return map(_builder(archive, staging).view, range(len(archive.context.graph.briefs)))


def _brief_texts(archive: Archive, staging: Staging, positions: Iterable[int]) -> dict[int, str]:
    builder = _builder(archive, staging)
    return {position: builder.view(position).body for position in positions}


def _builder(archive: Archive, staging: Staging) -> PageBuilder:
    nothing = Known("", "", {}, {})
    return PageBuilder(archive, nothing, lambda _: Shell(()), staging.folder, indexed=False)


def _open_staged(staging: Staging, path: str) -> BinaryIO:
    return (staging.folder / path).open("rb")
