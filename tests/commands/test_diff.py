"""``archive diff`` reports what changes for readers since another commit."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from archive.build.site_changes import RelationChange, SiteChanges, compare
from archive.build.site_state import RelationKey, RelationState, SiteState
from archive.cli import main
from archive.commands.change_report import SHOWN, change_report, escaped
from archive.incremental.records import PreviousBuild
from tests.support.git import commit, git, init
from tests.support.sites import Run, brief, make_project, run_program

NOTHING = SiteState({}, {}, (), (), (), 0, {}, PreviousBuild())
OBSERVER = RelationKey("India", "observer", "CSTO", in_registry=False)
MEMBER = RelationKey("India", "member", "SCO", in_registry=True)


def state(brief_path: str = "briefs/a.md", **statuses: str) -> SiteState:
    keys = {"observer": OBSERVER, "member": MEMBER}
    found = tuple(
        (keys[name], RelationState(status, "" if name == "member" else brief_path))
        for name, status in statuses.items()
    )
    return replace(NOTHING, relations=found)


@pytest.mark.parametrize(
    ("before", "now", "section"),
    [
        (state(), state(observer="in force"), "begun"),
        (state(observer="ended"), state(observer="in force"), "begun"),
        (state(observer="in force"), state(), "ended"),
        (state(member="in force"), state(member="ended"), "ended"),
        (state(observer="proposed"), state(observer="in force"), "altered"),
        (state(observer="ended"), state(), ""),
        (state(observer="in force"), state("briefs/b.md", observer="in force"), ""),
    ],
)
def test_a_relation_appears_ends_or_changes(
    before: SiteState, now: SiteState, section: str
) -> None:
    changes = compare(before, now)
    found = {name for name in ("begun", "ended", "altered") if getattr(changes, name)}
    assert found == ({section} if section else set())
    assert changes.is_empty == (not section)


def test_the_report_begins_with_what_needs_attention() -> None:
    changes = SiteChanges(
        added={"briefs/2024/new/": "briefs/2024/new.md"},
        removed={"countries/chad/": "the country Chad"},
        changed={"briefs/2022/a/": ("text", "related"), "": ("program or settings", "newest")},
        lost=("briefs/2020/old/", "countries/chad/"),
        begun=(RelationChange(OBSERVER, None, RelationState("proposed", "briefs/2024/new.md")),),
        ended=(RelationChange(MEMBER, RelationState("in force", ""), RelationState("ended", "")),),
        altered=(),
        unclassified=("<b>Club</b> *of* `Rome`",),
        classified=(),
    )
    assert change_report(changes, "main (1a2b3c4)") == (
        "## What changes for readers\n"
        "\n"
        "Compared with main \\(1a2b3c4\\): 1 page added, 2 changed, 1 removed; 2 addresses lost.\n"
        "\n"
        "### Addresses lost: 2\n"
        "\n"
        "- `/briefs/2020/old/` (add `aliases: [/briefs/2020/old/]` to the brief that replaces it,"
        " or withdraw it)\n"
        "- `/countries/chad/` (no brief names it any more)\n"
        "\n"
        "### Actors that become unclassified: 1\n"
        "\n"
        "- &lt;b>Club&lt;/b> \\*of\\* \\`Rome\\` (correct the name, or add it to the registry)\n"
        "\n"
        "### Relations that appear: 1\n"
        "\n"
        "- India: observer of CSTO \\(not stated → proposed\\), in briefs/2024/new.md\n"
        "\n"
        "### Relations that end: 1\n"
        "\n"
        "- India: member of SCO \\(in force → ended\\), in the registry\n"
        "\n"
        "### Pages added: 1\n"
        "\n"
        "- `/briefs/2024/new/`: briefs/2024/new.md\n"
        "\n"
        "### Pages removed: 1\n"
        "\n"
        "- `/countries/chad/`: the country Chad\n"
        "\n"
        "### Pages changed: 2\n"
        "\n"
        "- `/briefs/2022/a/`: text, related\n"
        "- `/`: newest\n"
    )


def test_a_long_section_is_cut() -> None:
    lost = tuple(f"briefs/{at:03}/" for at in range(SHOWN + 1))
    changes = replace(compare(NOTHING, NOTHING), lost=lost)
    report = change_report(changes, "main")
    assert report.count("\n- ") == SHOWN + 1
    assert report.endswith("- and 1 more\n")
    assert "Compared with main: nothing.\n" in change_report(compare(NOTHING, NOTHING), "main")


def test_names_cannot_be_markup() -> None:
    assert escaped("a\n# [x](http://y) <img> `c` @b") == (
        "a \\# \\[x\\]\\(http://y\\) &lt;img> \\`c\\` @b"
    )


RELATIONS = """
relations:
  - {subject: India, relation: observer, object: CSTO, status: STATUS}
---
"""


def a_brief(status: str = "proposed", **values: str) -> str:
    return brief(**values).replace("\n---\n", RELATIONS.replace("STATUS", status), 1)


@pytest.fixture(scope="module")
def top(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository whose folder ``archive`` is the project, and that a branch has changed."""
    top = init(tmp_path_factory.mktemp("diff") / "p")
    files = {
        "briefs/2022/a.md": a_brief(),
        "briefs/2022/old.md": brief("B", "2022-03-01", "India, Chad"),
        "briefs/2022/moved.md": brief("C", "2022-04-01"),
        "briefs/2022/same.md": brief("D", "2021-04-01"),
    }
    project = make_project(top / "archive", files)
    commit(top, "Begin")
    git(top, "checkout", "--quiet", "-b", "side")
    write(project, "briefs/2022/a.md", a_brief("ended"))
    (project / "briefs/2022/old.md").unlink()
    (project / "briefs/2022/moved.md").unlink()
    moved = brief("C", "2022-04-01").replace(
        "\n---\n", "\naliases: [/briefs/2022/moved/]\n---\n", 1
    )
    write(project, "briefs/2022/here.md", moved)
    commit(top, "Change")
    # A change that is not committed, and one of another branch.
    write(project, "briefs/2022/new.md", brief("E", "2022-05-01", "India, CSTO, Club of Rome"))
    git(top, "checkout", "--quiet", "main")
    write(project, "briefs/2022/elsewhere.md", brief("F", "2022-06-01"))
    git(top, "add", "archive/briefs/2022/elsewhere.md")
    git(top, "commit", "--quiet", "-m", "Elsewhere")
    git(top, "checkout", "--quiet", "side")
    return top


def write(project: Path, path: str, text: str) -> None:
    (project / path).write_text(text, "utf-8")


def run(project: Path, *arguments: str) -> Run:
    return run_program("archive", project, "diff", *arguments)


def test_a_branch_is_compared_with_where_it_left(top: Path) -> None:
    project, target = top / "archive", top / "report.md"
    target.write_text("Before.\n", "utf-8")
    before = git(top, "status", "--porcelain")
    done = run(project, "main", "--output", str(target))
    assert done.code == 0, done.output
    text = target.read_text("utf-8")
    assert text.startswith("Before.\n## What changes for readers\n")
    sections = {
        title.partition(":")[0]: rows.strip().splitlines()
        for title, _, rows in (part.partition("\n") for part in text.split("\n### ")[1:])
    }
    lost = "\n".join(sections["Addresses lost"])
    assert lost.startswith(
        "- `/briefs/2022/old/` (add `aliases: [/briefs/2022/old/]` to the brief that replaces it,"
        " or withdraw it)\n- `/countries/chad/` (no brief names it any more)"
    )
    assert "moved" not in lost
    assert sections["Actors that become unclassified"] == [
        "- Club of Rome (correct the name, or add it to the registry)"
    ]
    assert sections["Relations that end"] == [
        (
            "- India: observer of Collective Security Treaty Organization \\(proposed → ended\\),"
            " in briefs/2022/a.md"
        )
    ]
    assert sections["Pages added"][:2] == [
        "- `/briefs/2022/here/`: briefs/2022/here.md",
        "- `/briefs/2022/new/`: briefs/2022/new.md",
    ]
    assert sections["Pages removed"][:2] == [
        "- `/briefs/2022/moved/`: briefs/2022/moved.md",
        "- `/briefs/2022/old/`: briefs/2022/old.md",
    ]
    assert any(row.startswith("- `/briefs/2022/a/`: text") for row in sections["Pages changed"])
    assert "elsewhere" not in text
    assert "hooks" not in text
    (top / "report.md").unlink()
    after = git(top, "status", "--porcelain").splitlines()
    assert set(after) - set(before.splitlines()) <= {"?? archive/.cache/"}
    assert git(top, "worktree", "list").count("\n") == 0


@pytest.mark.long
def test_the_state_of_a_commit_is_made_once(
    top: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["diff", "main", "--root", str(top / "archive")]
    reports = []
    assert main(arguments) == 0
    reports.append(capsys.readouterr().out)
    monkeypatch.setattr("archive.commands.diff.extract_files", None)
    assert main(arguments) == 0
    reports.append(capsys.readouterr().out)
    assert reports[0] == reports[1]
    assert "Club of Rome" in reports[0]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "diff: no commit is named to compare with (hint: make diff BASE=main)\n"),
        (
            ("mian",),
            (
                'diff: "mian" is not a commit of this clone — did you mean "main"? (hint: name a'
                " branch, tag or commit; git fetch origin fetches what is missing)\n"
            ),
        ),
    ],
)
def test_wrong_use_is_one_line(top: Path, arguments: tuple[str, ...], message: str) -> None:
    done = run(top / "archive", *arguments)
    assert (done.code, done.output) == (2, message)


@pytest.mark.long
def test_a_folder_outside_git_and_errors_are_one_line(tmp_path: Path) -> None:
    project = make_project(tmp_path / "p", {"briefs/2022/a.md": brief()})
    done = run(project, "main")
    assert (done.code, done.output) == (
        2,
        (
            "diff: there is no commit to compare with: this is no repository of Git, or it is empty"
            " (hint: git init, then commit)\n"
        ),
    )
    init(project)
    commit(project, "Begin")
    write(project, "briefs/2022/a.md", brief(date="yesterday"))
    done = run(project, "HEAD")
    assert done.code == 2
    assert done.output == (
        "comparing with HEAD …\n"
        "diff: 1 error in the briefs or the registry (hint: make lint lists them; correct them"
        " first)\n"
    )
