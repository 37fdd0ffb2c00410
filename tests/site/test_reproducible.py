"""Builds of the same files are equal byte for byte, on any machine and at any time."""

from __future__ import annotations

import gzip
import hashlib
import os
from pathlib import Path

import pytest

from tests.support.sites import make_example, run_mkdocs, set_option


def hashes(site: Path) -> dict[str, str]:
    """Returns the path of each file → the hash of its bytes."""
    return {
        file.relative_to(site).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(site.rglob("*"))
        if file.is_file()
    }


@pytest.mark.long
@pytest.mark.parametrize(
    "built", ["example", pytest.param("example_with_material", marks=pytest.mark.long)]
)
def test_two_builds_are_equal(tmp_path: Path, request: pytest.FixtureRequest, built: str) -> None:
    one: Path = request.getfixturevalue(built).site
    search = "material" if built == "example_with_material" else "pagefind"
    project = make_example(tmp_path / "a longer name")
    set_option(project, "search", search)
    before = os.umask(0o077)
    try:
        # SOURCE_DATE_EPOCH sets the date: another day than today, on which nothing in the example
        # is in the future.
        run = run_mkdocs(
            project,
            TZ="Pacific/Niue",
            LC_ALL="C.UTF-8",
            PYTHONHASHSEED="77",
            SOURCE_DATE_EPOCH="4000000000",
        )
    finally:
        os.umask(before)
    assert run.code == 0, run.output
    assert hashes(one) == hashes(run.site)
    assert (one / "search/search_index.json").exists() == (search == "material")
    archives = [file for file in one.rglob("*") if file.suffix in (".gz", ".zip", ".tar", ".tgz")]
    assert [file.name for file in archives] == ["sitemap.xml.gz"], (
        "check the content of any other archive"
    )
    packed = archives[0].read_bytes()
    assert packed[4:8] == bytes(4), "no time in the archive"
    assert gzip.decompress(packed) == (one / "sitemap.xml").read_bytes()
