"""What is reported of an open brief is what lint reports once it is saved."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from archive.core.model import Problem
from archive.core.problem_codes import QUIET
from archive.lint import check
from archive.lint.check import check_project
from archive.lint.open_brief import OpenBriefs, is_brief, read_text
from archive.lint.project import read_project
from archive.lint.saved import Reader
from archive.read.reading import Reading
from archive.resolve.registry import Registry
from archive.resolve.resolver import Resolutions
from tests.support.sites import EXAMPLE

BAD = Path(__file__).with_name("bad")
PATHS = ("briefs/2022/a.md", "briefs/2022/b.md", "briefs/2023/c.md", "briefs/drafts/d.md")
KEYS = (
    *("translation_of: a.md", "translation_of: ../2022/b.md", "translation_of: ../2023/c.md"),
    *("translation_of: nowhere.md", "replaces: a.md", "replaces: [../2022/b.md, ../2023/c.md]"),
    *("replaces: d.md", "language: fr", "language: xx", "translated: 2022-03-01", "draft: yes"),
    *(
        "slug: same",
        "aliases: [posts/x.html/y/]",
        "slug: a",
        "aliases: [old/]",
        "aliases: [briefs/2022/a/, old/]",
    ),
    *(
        "aliases: [briefs/2023/same/]",
        "aliases: [topics/rail/, posts/x.html]",
        "tags: [Rail]",
        "type: leaflet",
    ),
    *("region: Atlantis", "region: [Lemuria, Atlantis]", "people: [Nobody Known]"),
    *("relations: [{subject: India, relation: member, object: CSTO}]", "publish: 2999-01-01"),
    *("withdrawn: {date: 2022-05-01, reason: Wrong.}", "image: {file: x.png, alt: X}"),
    *("attachments: [data.csv]", "updates: [{date: 2031-01-01, note: Later.}]", "summary: x: y"),
)
BODIES = (
    "Text.",
    "",
    "See [a](a.md), [b](../2022/b.md#what-it-means), [c](../2023/c.md#nowhere).",
    "## What it means\n\n[A file](data.csv), [none](none.csv), [a page](/countries/india/).",
    "[Here](#here) and ![a picture](https://elsewhere.example/x.png)",
    "The first paragraph says what happened and why it matters.",
)
ACTORS = ("CSTO, India", "Indai, India", "Kyrgyz Republic")
DATES = ("2022-02-01", "2031-01-01", "1 February")


@pytest.fixture
def folder(tmp_path: Path, registry: Registry, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project without briefs; its registry is the built-in one, which is read only once."""
    (tmp_path / "mkdocs.yml").write_text("site_name: A site\n", "utf-8")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/about.md").write_text("# About\n", "utf-8")
    monkeypatch.setattr(Reading, "read_registry", lambda *_: ((), (), ""))
    monkeypatch.setattr(Resolutions, "registry_of", lambda *_: (registry, ()))
    monkeypatch.setattr(check, "index_registry", lambda _: (registry, ()))
    return tmp_path


def put(folder: Path, files: Mapping[str, bytes]) -> None:
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)


def while_open(folder: Path, opened: Mapping[str, bytes]) -> list[Problem]:
    """Returns the problems of open briefs, in a project whose files are saved."""
    saved = Reader(folder).read()
    texts = {path: read_text(content, path, "briefs") for path, content in opened.items()}
    open_briefs = OpenBriefs(saved, texts, opened)
    found: set[Problem] = set()
    for path in opened:
        found.update(open_briefs.check(path))
        if open_briefs.needs_rendering(path):
            found.update(open_briefs.check_links(path, Resolutions()))
    return sorted(found)


def once_saved(folder: Path, opened: Mapping[str, bytes]) -> list[Problem]:
    """Returns what lint reports of some briefs after they are saved."""
    put(folder, opened)
    problems = check_project(read_project(folder), cached=False, workers=1).problems
    return [one for one in problems if one.place.path in opened and one.code not in QUIET]


def lines(problems: Iterable[Problem]) -> list[str]:
    return [str(one) for one in problems]


def random_brief(chance: random.Random) -> bytes:
    keys = chance.sample(KEYS, chance.randint(0, 4))
    if chance.random() < 0.9:
        keys.append(f"title: {chance.choice(('A', 'B'))}")
    if chance.random() < 0.9:
        keys.append(f"date: {chance.choice(DATES)}")
    if chance.random() < 0.8:
        keys.append(
            f"actors: [{chance.choice(('CSTO, India', 'Indai, India', 'Kyrgyz Republic'))}]"
        )
    return "\n".join(("---", *keys, "---", chance.choice(BODIES), "")).encode()


@pytest.mark.parametrize("seed", [*range(40), 330])
def test_briefs_that_refer_to_each_other(folder: Path, seed: int) -> None:
    chance = random.Random(seed)
    put(folder, {"briefs/2022/data.csv": b"a,b\n"})
    put(folder, {path: random_brief(chance) for path in PATHS if chance.random() < 0.8})
    opened = {path: random_brief(chance) for path in chance.sample(PATHS, chance.randint(1, 3))}
    found = while_open(folder, opened)
    assert lines(found) == lines(once_saved(folder, opened))


@pytest.mark.long
def test_every_mistake(folder: Path) -> None:
    """All mistakes of ``bad/`` at once, each in the place of a brief without one."""
    bad = {f"briefs/2022/{file.name}": file.read_bytes() for file in sorted(BAD.glob("*.md"))}
    put(folder, dict.fromkeys(bad, b"---\ntitle: A\ndate: 2022-02-01\nactors: [India]\n---\nA.\n"))
    found = while_open(folder, bad)
    assert lines(found) == lines(once_saved(folder, bad))
    assert len(found) > len(bad)


def test_what_is_read_as_a_brief() -> None:
    assert is_brief("briefs/2022/a.md", "briefs")
    for path in ("briefs/_a.md", "briefs/.x/a.md", "docs/a.md", "briefs/a.markdown", "a.md"):
        assert not is_brief(path, "briefs")


def test_a_file_that_is_refused_has_only_that_problem(folder: Path) -> None:
    (folder / "briefs").mkdir()
    (folder / "briefs/a.md").symlink_to(EXAMPLE / "mkdocs.yml")
    (problem,) = while_open(folder, {"briefs/a.md": b"---\n"})
    assert "is a symbolic link" in problem.message
