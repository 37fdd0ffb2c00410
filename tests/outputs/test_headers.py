"""The headers of the site: its policy, and the rules of ``docs/_headers``."""

from __future__ import annotations

from pathlib import Path

from archive.core.settings import Settings
from archive.outputs.headers import apache_file, headers_file, nginx_file, site_headers
from archive.outputs.media_types import MEDIA_TYPES
from archive.read.statics import CODE, DOCUMENTS, FONTS, PICTURES
from tests.support.builds import build_staged
from tests.support.sites import brief

OWN = """\
/*
  Referrer-Policy: no-referrer
  X-Robots-Tag: noai
/assets/*
  Cache-Control: max-age=9
"""


HEADERS = site_headers(["'sha256-x='"], ["https://frames.example"])


def test_own_rules_follow_the_policy() -> None:
    first, types, rest = headers_file(HEADERS, OWN).split("\n\n", 2)
    assert first.startswith("/*\n  Content-Security-Policy: default-src 'none'")
    assert "'sha256-x='" in first
    assert "X-Content-Type-Options: nosniff" in first
    assert "/*.geojson\n  Content-Type: application/geo+json" in types
    assert rest == OWN


def test_a_header_that_the_site_sets_for_all_paths_is_not_sent_twice() -> None:
    first = headers_file(HEADERS, OWN).split("\n\n", 1)[0]
    assert "Referrer-Policy" not in first
    assert "Referrer-Policy: strict-origin" in headers_file(HEADERS, "/a/*\n  Referrer-Policy: x\n")
    assert (
        "Referrer-Policy" not in headers_file(HEADERS, "/*\n  ! Referrer-Policy\n").split("\n\n")[0]
    )


def test_apache_and_nginx_send_the_same_headers() -> None:
    apache, nginx = apache_file(HEADERS, "/archive/"), nginx_file(HEADERS, "/archive/")
    for name, value in HEADERS.items():
        assert f'Header always set {name} "{value}"\n' in apache
        assert f'add_header {name} "{value}" always;\n' in nginx
    assert "ErrorDocument 404 /archive/404.html\n" in apache
    assert "error_page 404 /archive/404.html;\n" in nginx
    assert '<FilesMatch "(?i)\\.geojson$">\n  ForceType "application/geo+json"\n' in apache
    assert '  "application/geo+json" geojson;\n' in nginx


def test_every_published_file_type_has_a_media_type() -> None:
    published = PICTURES | DOCUMENTS | FONTS | CODE
    assert {one[1:] for one in published} <= MEDIA_TYPES.keys()


def test_a_change_of_own_rules_is_published(tmp_path: Path) -> None:
    file = tmp_path / "briefs" / "2022" / "a.md"
    file.parent.mkdir(parents=True)
    file.write_text(brief(), "utf-8")
    own = tmp_path / ".cache" / "mkdocs" / "_headers"
    own.parent.mkdir(parents=True)
    for text in (OWN, OWN + "/b\n  X-B: 1\n"):
        own.write_text(text, "utf-8")
        assert build_staged(tmp_path, Settings(search="none")).published
        published = (tmp_path / "site" / "_headers").read_text("utf-8")
        assert published.startswith("/*\n  Content-Security-Policy: ")
        assert published.endswith(text)
