"""The picture and the attachments that the front matter of a brief names."""

from __future__ import annotations

import json
import re
import struct
from pathlib import Path
from unittest.mock import patch

import pytest

from archive.build.archive import read_sources
from archive.core.settings import Settings
from archive.lib.digest import digest_file, digest_stream
from tests.support.builds import build_clean, build_staged, tree
from tests.support.lint import lint
from tests.support.sites import brief

SETTINGS = Settings(site_name="A site", site_url="https://a.example/", search="none", workers=1)
NAMED = """\
image: {file: gauge.png, alt: A gauge, credit: A. Otieno}
attachments:
  - {file: sub/whole brief.pdf, title: The brief as PDF, pages: 12}
  - figures.csv
"""
PAGE = "briefs/2022/a/index.html"
HOME = "index.html"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A brief with files, and one without."""
    (tmp_path / "mkdocs.yml").write_text("site_name: A site\n", "utf-8")
    write(tmp_path, "briefs/2022/a.md", brief().replace("---\n", f"---\n{NAMED}", 1))
    write(tmp_path, "briefs/2022/b.md", brief("Another brief", "2022-03-01"))
    write(tmp_path, "briefs/2022/gauge.png", "a picture")
    write(tmp_path, "briefs/2022/figures.csv", "a,b\n" * 500)
    write(tmp_path, "briefs/2022/sub/whole brief.pdf", "%PDF")
    return tmp_path


def png(width: int, height: int) -> bytes:
    """Returns the first bytes of a picture."""
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", width, height)


def write(project: Path, path: str, text: str) -> None:
    """Writes a file, and its folder."""
    (project / path).parent.mkdir(parents=True, exist_ok=True)
    (project / path).write_text(text, "utf-8")


def build(project: Path) -> dict[str, str]:
    """Builds what has changed, checks it against a clean build, and returns all files as text."""
    build_staged(project, SETTINGS)
    made = tree(project / "site")
    assert made == build_clean(project, SETTINGS)
    return {path: data.decode("utf-8", "replace") for path, data in made.items()}


def test_the_page_shows_the_picture_and_lists_the_files(project: Path) -> None:
    site = build(project)
    page = site[PAGE]
    assert '<img src="../../../briefs/2022/gauge.png" alt="A gauge">' in page
    assert "A. Otieno</figcaption>" in page
    assert (
        '<a href="../../../briefs/2022/sub/whole%20brief.pdf" dir="auto">The brief as PDF</a>'
        in page
    )
    assert "PDF · 4 byte · 12 pages" in page
    assert "figures.csv</a>" in page
    assert "CSV · 2 kB" in page
    assert {"briefs/2022/gauge.png", "briefs/2022/figures.csv"} <= site.keys()
    assert "briefs/2022/sub/whole brief.pdf" in site
    assert [one for one in lint(project) if "is not searched" not in one] == []


def test_pictures_keep_room_for_themselves(project: Path) -> None:
    text = "![Map](map.svg)\n\n<img src='map.svg' width='20'>\n\n![G](gauge.png)"
    write(project, "briefs/2022/b.md", brief("Another brief", "2022-03-01", body=text))
    shape = '<svg xmlns="http://www.w3.org/2000/svg" width="{}" height="30"/>'
    for width in (40, 50):
        write(project, "briefs/2022/map.svg", shape.format(width))
        (project / "briefs/2022/gauge.png").write_bytes(png(width, 6))
        site = build(project)
    page = site["briefs/2022/b/index.html"]
    assert 'map.svg" loading="lazy" width="50" height="30">' in page
    assert 'map.svg" loading="lazy" width="20">' in page
    assert 'gauge.png" loading="lazy" width="50" height="6">' in page
    assert 'gauge.png" alt="A gauge" width="50" height="6">' in site[PAGE]


def test_a_large_attachment_is_hashed_again_only_if_it_has_changed(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("archive.lib.file_digests.LARGE", 0)
    monkeypatch.setattr("archive.lib.file_digests.FRESH", 0)
    pdf = "briefs/2022/sub/whole brief.pdf"

    def hashed() -> int:
        with patch("archive.lib.digest.digest_stream", wraps=digest_stream) as spy:
            files = read_sources(project, SETTINGS).graph.files
        assert files[pdf].digest == digest_file(project / pdf)
        return spy.call_count

    assert [hashed(), hashed()] == [1, 0]
    write(project, pdf, "%PDF-2")
    assert hashed() == 1


def test_cards_show_the_picture(project: Path) -> None:
    site = build(project)
    assert site[HOME].count("card__picture") == 1
    assert 'alt="A gauge"' in site["countries/india/index.html"]


def test_the_data_for_machines(project: Path) -> None:
    page = build(project)[PAGE]
    found = re.search(r"ld\+json\">(.*)</script>", page)
    assert found
    data = json.loads(found[1])
    assert data["image"]["contentUrl"] == "https://a.example/briefs/2022/gauge.png"
    assert [one["contentSize"] for one in data["associatedMedia"]] == ["4", "2000"]
    assert '<meta property="og:image" content="https://a.example/briefs/2022/gauge.png">' in page


@pytest.mark.long
def test_every_page_that_shows_a_file_follows_its_changes(project: Path) -> None:
    build(project)
    write(project, "briefs/2022/figures.csv", "a,b\n" * 1000)
    assert "CSV · 4 kB" in build(project)[PAGE]
    text = brief().replace("---\n", f"---\n{NAMED.replace('A gauge', 'Its gauge')}", 1)
    write(project, "briefs/2022/a.md", text)
    assert 'alt="Its gauge"' in build(project)[HOME]
    (project / "briefs/2022/gauge.png").unlink()
    site = build(project)
    assert "gauge.png" not in site[PAGE]
    assert "card__picture" not in site[HOME]
    write(project, "briefs/2022/gauge.png", "another picture")
    assert "card__picture" in build(project)[HOME]
    write(project, "briefs/2022/a.md", text.replace("---\n", "---\ndraft: yes\n", 1))
    assert not [path for path in build(project) if path.endswith((".png", ".csv", ".pdf"))]


def test_a_file_that_does_not_exist_is_reported(project: Path) -> None:
    (project / "briefs/2022/gauge.png").rename(project / "briefs/2022/guage.png")
    problem = (
        'there is no file "gauge.png" next to the brief — did you mean "guage.png"? '
        "(hint: put the file into the folder of the brief, or correct its name)"
    )
    found = [str(one) for one in read_sources(project, SETTINGS).problems]
    assert found == [f"briefs/2022/a.md:2:15: warning: {problem}"]
    assert f"briefs/2022/a.md:2:15: {problem}" in lint(project)
