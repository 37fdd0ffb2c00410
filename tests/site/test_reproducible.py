"""Two builds of the same files are equal byte for byte, wherever and whenever they are made."""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
from pathlib import Path

import pytest

from tests.support.sites import ROOT, make_project, run_mkdocs


def digests(site: Path) -> dict[str, str]:
    """Path of each file → digest of its bytes."""
    return {
        file.relative_to(site).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(site.rglob("*"))
        if file.is_file()
    }


def build(folder: Path, search: str, umask: int, **environment: str) -> Path:
    make_project(folder, {})
    for name in ("briefs", "registry"):
        shutil.copytree(ROOT / name, folder / name)
    config = folder / "mkdocs.yml"
    line = f"  archive:\n    search: {search}\n"
    config.write_text(config.read_text("utf-8").replace("  archive:\n", line, 1), "utf-8")
    before = os.umask(umask)
    try:
        run = run_mkdocs(folder, **environment)
    finally:
        os.umask(before)
    assert run.code == 0, run.output
    return run.site


@pytest.mark.parametrize("search", ["pagefind", "material"])
def test_two_builds_are_equal(tmp_path: Path, search: str) -> None:
    one = build(
        tmp_path / "one", search, 0o022, TZ="Pacific/Kiritimati", LC_ALL="C", PYTHONHASHSEED="1"
    )
    # The date is that of the epoch of which MkDocs takes it: another day than today.
    two = build(
        tmp_path / "a longer name",
        search,
        0o077,
        TZ="Pacific/Niue",
        LC_ALL="C.UTF-8",
        PYTHONHASHSEED="77",
        SOURCE_DATE_EPOCH="1000000000",
    )
    assert digests(one) == digests(two)
    assert (one / "search/search_index.json").exists() == (search == "material")
    archives = [file for file in one.rglob("*") if file.suffix in (".gz", ".zip", ".tar", ".tgz")]
    assert [file.name for file in archives] == ["sitemap.xml.gz"], "another needs a look inside"
    packed = archives[0].read_bytes()
    assert packed[4:8] == bytes(4), "no time in the archive"
    assert gzip.decompress(packed) == (one / "sitemap.xml").read_bytes()
