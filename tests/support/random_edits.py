"""What the random campaign does to a project between builds, and during them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from hypothesis import strategies as st

from archive.core.settings import Settings
from archive.publish.marks import read_mark

PLAIN = Settings(site_name="A site", search="none", pair_minimum=1, workers=1, newest=2)
NAMES = (
    *("CSTO", "India", "Kyrgyz Republic", "SCO", "Georgia", "Narendra Modi"),
    *("Nowhere Land", "Nowhere land"),
)
SLUGS = tuple("abcdefgh")
BODIES = (
    "A table: [m](map.csv).",
    "India met the CSTO.\n\nKazakhstan and Georgia did not.",
    "See [b](b.md) and [d](d.md), and Nowhere Land.",
    "Kyrgyzstan, the SCO and Tajikistan.",
    "Nothing to see.",
)

FURTHER = (
    "",
    "",
    "authors: [Narendra Modi, {name: A, affiliation: B}]\nlicence: MIT\nreviewed: 2023-01-01\n",
    "attachments: [map.csv, none.csv]\nimage: {file: map.png, alt: A map}\n",
    "replaces: b.md\n",
    "replaces: [c.md, d.md]\n",
    "withdrawn: {date: 2023-01-01, reason: It was wrong.}\n",
    "tags: [Free Trade, tariffs]\nseries: Notes\nissue: 2\nauthors: [{name: A, affiliation: C}]\n",
    "tags: [free-trade]\nseries: notes\nissue: 10\nauthors: [a, Narendra Modi]\n",
    "replaces: b.md\nwithdrawn: {date: 2023-01-01, reason: It was wrong.}\n",
    "publisher: A\nregion: Far Land\nwithdrawn: {date: 2023-01-01, reason: It was wrong.}\n",
    "publisher: B\nregion: Far land\n",
    "publisher: B\nwithdrawn: {date: 2023-01-01, reason: It was wrong.}\n",
    "language: fr\n",
    "language: fr\ntranslation_of: b.md\n",
    "language: ar\ntranslation_of: a.md\ntranslated: 2023-01-01\n",
    "updates: [{date: 2023-02-03, note: It went on.}]\ntags: [rail]\n",
)
"""Further lines of front matter, some of which other pages show."""

Edit = Callable[[Path], None]


def text_of(
    title: str, year: int, actors: list[str], body: str, summary: str, further: str = ""
) -> str:
    """Returns the text of a brief; ``further`` are lines of front matter."""
    lines = [f"title: {title}", f"date: {year}-02-0{len(actors)}", f"actors: [{', '.join(actors)}]"]
    if summary:
        lines.append(f"summary: {summary}")
    if len(actors) > 1:
        lines.append("relations:")
        lines.append(f"  - {{subject: {actors[0]}, relation: observer, object: {actors[1]}}}")
    return "---\n" + "\n".join(lines) + f"\n{further}---\n{body}\n"


def writing(slug: str, text: str) -> Edit:
    """Writes or overwrites a brief."""

    def edit(project: Path) -> None:
        (project / f"briefs/2022/{slug}.md").write_text(text)

    return edit


def deleting(slug: str) -> Edit:
    """Deletes a brief, if it exists."""
    return lambda project: (project / f"briefs/2022/{slug}.md").unlink(missing_ok=True)


def moving(old: str, new: str) -> Edit:
    """Renames a brief, if it exists."""

    def edit(project: Path) -> None:
        source = project / f"briefs/2022/{old}.md"
        if source.exists():
            source.rename(project / f"briefs/2022/{new}.md")

    return edit


def registering(text: str, name: str = "events") -> Edit:
    """Writes a file of the site's own registry."""

    def edit(project: Path) -> None:
        (project / "registry").mkdir(exist_ok=True)
        (project / f"registry/{name}.yml").write_text(text)

    return edit


def attaching(text: str) -> Edit:
    """Writes a file next to the briefs, to which some of them link."""
    return lambda project: put(project / "briefs/2022/map.csv", text)


def picturing(text: str) -> Edit:
    """Writes a picture next to the briefs, or deletes it."""

    def edit(project: Path) -> None:
        file = project / "briefs/2022/map.png"
        put(file, text) if text else file.unlink(missing_ok=True)

    return edit


def put(file: Path, text: str) -> None:
    """Writes a file, and its folder if necessary."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def harming(which: float, at: float, how: str) -> Edit:
    """Damages one file of the cache without changing its times.

    Args:
        which: Which file, from 0 to 1.
        at: Which of its bytes, likewise.
        how: "flip" for one bit; "cut" to end the file there; "folder" or "pipe" to replace it.
    """

    def edit(project: Path) -> None:
        files = cache_files(project)
        if not files:
            return
        file = files[int(which * len(files)) % len(files)]
        harm(file, at, how)

    return edit


def cache_files(project: Path) -> list[Path]:
    """Returns every file of the cache, but not those that MkDocs writes and locks."""
    cache = project / ".cache"
    found = (file for file in cache.rglob("*") if file.is_file() and file.name != "lock")
    return sorted(file for file in found if not {"mkdocs", "tree"} & {*file.parts})


def harm(file: Path, at: float, how: str) -> None:
    """Damages a file; see ``harming``."""
    status, data = file.stat(), bytearray(file.read_bytes())
    position = min(int(at * len(data)), len(data) - 1)
    if how in ("folder", "pipe"):
        file.unlink()
        if how == "pipe":
            os.mkfifo(file)
        else:
            put(file / "inner", "in the way")
        return
    if how == "cut":
        del data[position:]
    elif data:
        data[position] ^= 1 << int(at * 1000) % 8
    file.write_bytes(data)
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))


def straying(path: str) -> Edit:
    """Puts a file that no build made into the published site; previews are not published."""

    def edit(project: Path) -> None:
        target = project / "site" / path
        if read_mark(project / "site").get("site_name") and not target.exists():
            put(target, "stray")

    return edit


def blocking(path: str) -> Edit:
    """Replaces a published file by a folder."""

    def edit(project: Path) -> None:
        file = project / "site" / path
        if file.is_file():
            file.unlink()
            put(file / "inner.html", "in the way")

    return edit


def damaging(what: str) -> Edit:
    """Damages the output of an earlier build: a page, the records, or the whole cache."""

    def edit(project: Path) -> None:
        if what == "page":
            page = project / "site/index.html"
            if page.is_file():
                page.write_text("damaged")
        elif what == "records":
            for file in (project / ".cache/site").glob("*.bin"):
                file.write_bytes(b"briefing-archive 00\n{}")
        else:
            shutil.rmtree(project / ".cache", ignore_errors=True)

    return edit


REGISTRY = {
    "countries.yml": """
in: {name: India, kind: state, region: asia}
kg: {name: Kyrgyzstan, kind: state, region: asia, aliases: [Kyrgyz Republic]}
ge: {name: Georgia, kind: state, region: asia}
kz: {name: Kazakhstan, kind: state, region: asia}
tj: {name: Tajikistan, kind: state, region: asia}
""",
    "organizations.yml": """
csto: {name: CSTO, kind: alliance, members: [{actor: kz}, {actor: tj}]}
sco: {name: SCO, kind: forum, members: [{actor: in}, {actor: kz}]}
""",
    "regions.yml": """
world: {name: World, code: '001'}
asia: {name: Asia, code: '142', parent: world}
bloc: {name: Bloc, countries: [kg]}
""",
}
"""In place of the built-in registry, most of whose three hundred entries are not named here."""


def make_registry(folder: Path) -> Path:
    """Writes the small registry, and returns its folder."""
    for name, text in REGISTRY.items():
        put(folder / name, text)
    return folder


SAVES: st.SearchStrategy[Edit] = st.one_of(
    st.builds(
        writing,
        st.sampled_from(SLUGS),
        st.builds(
            text_of,
            st.sampled_from(["One", "Two", "Three"]),
            st.sampled_from([2021, 2022]),
            st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True),
            st.sampled_from(BODIES),
            st.sampled_from(["", "In short."]),
            st.sampled_from(FURTHER),
        ),
    ),
    st.builds(deleting, st.sampled_from(SLUGS)),
    st.builds(moving, st.sampled_from(SLUGS), st.sampled_from(SLUGS)),
    st.builds(attaching, st.sampled_from(["a,b", "a,c", ""])),
    st.builds(picturing, st.sampled_from(["", "png", "another png"])),
    st.builds(
        registering,
        st.sampled_from(
            [
                "",
                "bloc: {countries: [in]}\n",
                "more: {name: More, countries: [ge], regions: [bloc]}\n",
            ]
        ),
        st.just("regions"),
    ),
    st.builds(
        registering,
        st.sampled_from(
            [
                "",
                "tariffs: {name: Tariffs, broader: trade}\ntrade: {name: Trade}\n",
                "trade: {name: Trade, aliases: [Free trade]}\n",
            ]
        ),
        st.just("topics"),
    ),
    st.builds(
        registering,
        st.sampled_from(
            ["nowhere:\n  name: Nowhere Land\n", "", "other:\n  name: Nothing\n  aliases: [See]\n"]
        ),
    ),
)
"""What an author does."""
DAMAGE: st.SearchStrategy[Edit] = st.one_of(
    st.builds(damaging, st.sampled_from(["page", "records", "all"])),
    st.builds(
        harming,
        st.floats(0, 1),
        st.floats(0, 1),
        st.sampled_from(["flip", "flip", "flip", "cut", "folder", "pipe"]),
    ),
)
"""What happens to a disk."""
STRAYS: st.SearchStrategy[Edit] = st.one_of(
    st.builds(straying, st.sampled_from(["stray.html", "briefs/2022/b/x.txt", "new/deep/x.js"])),
    st.builds(blocking, st.sampled_from(["index.html", "briefs/2022/a/index.html"])),
)
"""What happens to a published site."""
EDITS: st.SearchStrategy[Edit] = st.one_of(SAVES, SAVES, DAMAGE, STRAYS)
