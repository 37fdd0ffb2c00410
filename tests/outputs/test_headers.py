"""The headers of the site: the policy, and what a site adds in ``docs/_headers``."""

from __future__ import annotations

from pathlib import Path

from archive.core.settings import Settings
from archive.outputs.headers import headers_file
from tests.support.builds import build_staged
from tests.support.sites import brief

OWN = """\
/*
  Referrer-Policy: no-referrer
  X-Robots-Tag: noai
/assets/*
  Cache-Control: max-age=9
"""


def test_own_rules_follow_the_policy() -> None:
    text = headers_file(["'sha256-x='"], own=OWN)
    first, rest = text.split("\n\n", 1)
    assert first.startswith("/*\n  Content-Security-Policy: default-src 'none'")
    assert "'sha256-x='" in first
    assert "X-Content-Type-Options: nosniff" in first
    assert rest == OWN


def test_a_header_that_the_site_sets_for_all_paths_is_not_sent_twice() -> None:
    first = headers_file([], own=OWN).split("\n\n", 1)[0]
    assert "Referrer-Policy" not in first
    assert "Referrer-Policy: strict-origin" in headers_file([], own="/a/*\n  Referrer-Policy: x\n")
    assert (
        "Referrer-Policy" not in headers_file([], own="/*\n  ! Referrer-Policy\n").split("\n\n")[0]
    )


def test_a_change_of_the_own_rules_is_published(tmp_path: Path) -> None:
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
