"""The headers of the site: its policy, and the rules of ``docs/_headers``."""

from __future__ import annotations

import re
from pathlib import Path

from archive.core.settings import Settings
from archive.outputs.caching import BY_EXTENSION, FOREVER, named_by_content
from archive.outputs.headers import apache_file, headers_file, site_headers
from archive.outputs.media_types import COMPRESSIBLE, MEDIA_TYPES
from archive.outputs.nginx import nginx_file
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


def test_the_three_files_keep_files_for_the_same_time() -> None:
    named = named_by_content(
        ["assets/stylesheets/main.0123abcd.min.css", "assets/own.min.css", "x/a.0123abcd.min.js"]
    )
    assert named == ("assets/stylesheets/main.0123abcd.min.css",)
    rules = headers_file(HEADERS, "", named)
    apache, nginx = apache_file(HEADERS, "/", named), nginx_file(HEADERS, "/", named)
    assert f"\n/{named[0]}\n  Cache-Control: {FOREVER}\n" in rules
    assert '  <FilesMatch "^(main\\.0123abcd\\.min\\.css)$">\n    Header set Cache' in apache
    assert f'if ($uri = "/{named[0]}") {{ set $archive_cache "{FOREVER}"; }}\n' in nginx
    for extension, value in BY_EXTENSION.items():
        rule = re.search(rf"^/\*\.{extension}\n(?:  .*\n)+", rules, re.MULTILINE)
        assert rule
        assert f"  Cache-Control: {value}\n" in rule[0]
        pattern = rf"\((?:\w+\|)*{extension}(?:\|\w+)*\)\$.*\s.*{re.escape(value)}"
        for text in (apache, nginx):
            assert re.search(pattern, text)
    assert {"css", "js", "html", "json"}.isdisjoint(BY_EXTENSION)


def test_a_site_that_sets_how_long_files_are_kept_sets_it_for_all() -> None:
    assert "max-age=604800" in headers_file(HEADERS, "/a\n  X-Cache-Control: 1\n")
    text = headers_file(HEADERS, OWN, ["assets/stylesheets/main.0123abcd.min.css"])
    assert text.count("Cache-Control") == 1


def test_nginx_redirects_only_addresses_that_it_reads_as_they_are() -> None:
    moved = {"old/": "new/", "o l d/": "new/", 'a"b/': "new/", "a$b/": "new/", "café/": "thé/"}
    text = nginx_file(HEADERS, "/notes/", (), moved)
    assert [line for line in text.splitlines() if line.startswith("location")] == [
        'location = "/notes" { return 301 "/notes/$is_args$args"; }',
        'location = "/notes/café" { return 301 "/notes/th%C3%A9/$is_args$args"; }',
        'location = "/notes/café/" { return 301 "/notes/th%C3%A9/$is_args$args"; }',
        'location = "/notes/o l d" { return 301 "/notes/new/$is_args$args"; }',
        'location = "/notes/o l d/" { return 301 "/notes/new/$is_args$args"; }',
        'location = "/notes/old" { return 301 "/notes/new/$is_args$args"; }',
        'location = "/notes/old/" { return 301 "/notes/new/$is_args$args"; }',
    ]


def test_every_published_file_type_has_a_media_type() -> None:
    published = PICTURES | DOCUMENTS | FONTS | CODE
    assert {one[1:] for one in published} <= MEDIA_TYPES.keys()
    assert MEDIA_TYPES.keys() >= COMPRESSIBLE


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
