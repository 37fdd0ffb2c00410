"""Two builds of the same files are equal byte for byte, wherever and whenever they are made."""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
from pathlib import Path

from tests.support.sites import ROOT, make_project, run_mkdocs


def digests(site: Path) -> dict[str, str]:
    """Path of each file → digest of its bytes."""
    return {
        file.relative_to(site).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(site.rglob("*"))
        if file.is_file()
    }


def build(folder: Path, umask: int, **environment: str) -> Path:
    make_project(folder, {})
    for name in ("briefs", "registry"):
        shutil.copytree(ROOT / name, folder / name)
    before = os.umask(umask)
    try:
        run = run_mkdocs(folder, **environment)
    finally:
        os.umask(before)
    assert run.code == 0, run.output
    return run.site


def test_two_builds_are_equal(tmp_path: Path) -> None:
    one = build(tmp_path / "one", 0o022, TZ="Pacific/Kiritimati", LC_ALL="C", PYTHONHASHSEED="1")
    # The date is that of the epoch of which MkDocs takes it: another day than today.
    two = build(
        tmp_path / "a longer name",
        0o077,
        TZ="Pacific/Niue",
        LC_ALL="C.UTF-8",
        PYTHONHASHSEED="77",
        SOURCE_DATE_EPOCH="1000000000",
    )
    assert digests(one) == digests(two)
    packed = (one / "sitemap.xml.gz").read_bytes()
    assert packed[4:8] == bytes(4), "no time in the archive"
    assert gzip.decompress(packed) == (one / "sitemap.xml").read_bytes()
