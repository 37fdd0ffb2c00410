"""The commands as users and their tools call them."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import json
import os
import pty
import select
import subprocess
import sys
from pathlib import Path
from unittest.mock import patch

import pytest

from archive.cli import main
from tests.support.sites import ROOT, brief

GOOD = brief()
BAD = brief(date="31 Jan 2022", actors="CSTO, Indai")


def start(project: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs the command in a separate process, as a shell does."""
    return subprocess.run(
        [sys.executable, "-m", "archive", *arguments],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(ROOT / "hooks"), "NO_COLOR": "", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def run(
    project: Path, *arguments: str, cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Runs the command in this process, which saves the start of Python."""
    out, err = io.StringIO(), io.StringIO()
    with (
        contextlib.chdir(cwd or project),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
        patch.dict(os.environ, {"NO_COLOR": ""}),
        patch.object(sys, "stdin", io.StringIO()),
    ):
        try:
            code = main(arguments)
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
    return subprocess.CompletedProcess(arguments, code, out.getvalue(), err.getvalue())


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: !ENV [NAME, x]\nextra: {archive: {}}\nhooks: !!python/name:os.system ''\n",
        encoding="utf-8",
    )
    put(tmp_path, "briefs/2022/good.md", GOOD)
    return tmp_path


def put(project: Path, path: str, text: str) -> Path:
    file = project / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode())
    return file


def test_no_problem_is_status_0(project: Path) -> None:
    done = run(project, "lint")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "no problems; 1 brief read\n"


def test_a_separate_process_gives_the_same_result(project: Path) -> None:
    put(project, "briefs/2022/bad.md", BAD)
    alone, here = start(project, "lint"), run(project, "lint")
    assert (alone.returncode, alone.stdout, alone.stderr) == (1, here.stdout, here.stderr)
    assert start(project, "brew").returncode == 2


def test_problems_are_status_1_and_sorted_by_file_and_line(project: Path) -> None:
    put(project, "briefs/2021/bad.md", BAD)
    put(project, "registry/people.yml", "nobody:\n  nam: X\n")
    done = run(project, "lint")
    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        (
            'briefs/2021/bad.md:3:7: error: "31 Jan 2022" is not a date '
            '— did you mean "2022-01-31"? '
            "(hint: write the date as YYYY-MM-DD)"
        ),
        (
            'briefs/2021/bad.md:4:16: error: unknown actor "Indai" — did you mean "India"? '
            "(hint: or add it to the registry; until then its page is marked unclassified)"
        ),
        'registry/people.yml:2:3: error: unknown key "nam" — did you mean "name"?',
    ]
    assert done.stderr == "3 errors in 2 files; 1 brief read\n"


def test_only_verbose_says_what_an_entry_changes(project: Path) -> None:
    put(project, "registry/countries.yml", "cd:\n  aliases: [RDC]\n  capital: Goma\n")
    assert run(project, "lint").stderr == "no problems; 1 brief read\n"
    done = run(project, "lint", "-v")
    assert done.returncode == 0
    assert done.stdout == (
        "registry/countries.yml:1:1: notice: extends the built-in entry: "
        'adds 1 item to aliases, changes capital from "Kinshasa"\n'
    )


def test_only_verbose_lists_topics_that_are_not_registered(project: Path) -> None:
    put(project, "briefs/2022/t.md", GOOD.replace("---\n", "---\ntags: [Trade]\n", 1))
    assert run(project, "lint").stdout == ""
    done = run(project, "lint", "-v")
    assert done.returncode == 0
    assert done.stdout.startswith(
        'briefs/2022/t.md:1:1: notice: topic "Trade" is not in the registry; 1 brief has it'
    )
    put(project, "briefs/2022/t.md", GOOD.replace("---\n", "---\ntopics: [Trade]\n", 1))
    assert 'unknown key "topics" — did you mean "tags"?' in run(project, "lint").stdout


def test_a_warning_alone_is_status_1(project: Path) -> None:
    put(project, "briefs/2022/w.md", GOOD.replace("---\n", "---\ncolour: red\n", 1))
    assert run(project, "lint").returncode == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("lint", "nowhere"),
        ("lint", "/etc"),
        ("lint", "--format", "xml"),
        ("brew",),
        (),
        ("lint", "--root", "briefs"),
    ],
)
def test_wrong_usage_is_status_2(project: Path, arguments: tuple[str, ...]) -> None:
    done = run(project, *arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr
    assert "Traceback" not in done.stderr


def test_a_failure_of_the_program_is_status_2(project: Path, tmp_path: Path) -> None:
    broken = put(
        tmp_path, "x/sitecustomize.py", "import archive.commands.lint as c\nc.project_of = None\n"
    )
    paths = f"{broken.parent}{os.pathsep}{ROOT / 'hooks'}"
    assert start(project, "lint", PYTHONPATH=paths).returncode == 2


def test_help_explains_the_exit_status(project: Path) -> None:
    text = run(project, "lint", "--help").stdout
    for line in (
        "  0  no problem was found",
        "  1  there are problems",
        "  2  nothing was checked",
    ):
        assert line in text


def test_only_problems_of_the_given_paths_are_reported(project: Path) -> None:
    put(project, "briefs/2021/bad.md", BAD)
    put(project, "briefs/2022/bad.md", BAD)
    assert run(project, "lint", "briefs/2021").stdout.count("\n") == 2
    assert run(project, "lint", "briefs/2022/good.md").returncode == 0
    inside = run(project, "lint", "--root", "..", ".", cwd=project / "briefs")
    assert inside.stdout.count("\n") == 4
    # Other files are still read: two files may not have the same address.
    put(project, "briefs/2022/GOOD.md", GOOD)
    assert "has the same address as" in run(project, "lint", "briefs/2022/good.md").stdout


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_only_data_is_written_to_the_output(project: Path, form: str) -> None:
    put(project, "briefs/2022/bad.md", BAD)
    done = run(project, "lint", "--format", form)
    assert done.returncode == 1
    json.loads(done.stdout)


def test_fix_shows_its_changes_and_makes_them_once(project: Path) -> None:
    file = put(project, "briefs/2022/bad.md", brief(title="War: a view", date="31 Jan 2022"))
    file.chmod(0o640)
    shown = run(project, "lint", "--diff")
    assert shown.returncode == 0
    assert "War: a view" in file.read_text(encoding="utf-8").splitlines()[1]
    done = run(project, "lint", "--fix")
    assert done.stdout == shown.stdout
    assert done.stdout.splitlines() == [
        "--- briefs/2022/bad.md",
        "+++ briefs/2022/bad.md",
        "@@ -1,6 +1,6 @@",
        " ---",
        "-title: War: a view",
        "-date: 31 Jan 2022",
        '+title: "War: a view"',
        "+date: 2022-01-31",
        " actors: [CSTO, India]",
        " ---",
        " The text.",
    ]
    assert done.returncode == 0
    assert file.stat().st_mode & 0o777 == 0o640
    again = run(project, "lint", "--fix")
    assert (again.returncode, again.stdout) == (0, "")


def test_fix_changes_only_the_given_paths(project: Path) -> None:
    one, two = (put(project, f"briefs/202{n}/b.md", BAD) for n in (1, 2))
    run(project, "lint", "--fix", "briefs/2021")
    assert "2022-01-31" in one.read_text(encoding="utf-8")
    assert two.read_text(encoding="utf-8") == BAD


def test_invisible_characters_are_named_in_the_diff(project: Path) -> None:
    put(project, "briefs/2022/b.md", "\ufeff" + GOOD.replace("\n", "\r\n"))
    assert "-<BOM>---<CR>\n" in run(project, "lint", "--diff").stdout
    put(project, "briefs/2022/b.md", GOOD.replace("A brief", "A\u200bbrief"))
    assert "-title: A<U+200B>brief\n" in run(project, "lint", "--diff").stdout


def test_canonical_replaces_names_by_canonical_ones(project: Path) -> None:
    file = put(project, "briefs/2022/b.md", brief(actors="Kyrgyz Republic"))
    run(project, "lint", "--fix")
    assert "Kyrgyz Republic" in file.read_text(encoding="utf-8")
    run(project, "lint", "--fix", "--canonical")
    assert "actors: [Kyrgyzstan]" in file.read_text(encoding="utf-8")


@pytest.mark.parametrize("no_color", ["", pytest.param("1", marks=pytest.mark.long)])
def test_a_terminal_gets_colour_unless_no_color_is_set(project: Path, no_color: str) -> None:
    put(project, "briefs/2022/bad.md", BAD)
    ours, theirs = pty.openpty()
    subprocess.run(
        [sys.executable, "-m", "archive", "lint"],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(ROOT / "hooks"), "NO_COLOR": no_color},
        stdout=theirs,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    os.close(theirs)
    output = os.read(ours, 10_000)
    os.close(ours)
    assert (b"\x1b[" in output) == (no_color == "")
    assert b"\x1b" not in run(project, "lint").stdout.encode()


def test_a_second_run_or_a_damaged_cache_gives_the_same_result(project: Path) -> None:
    put(project, "briefs/2022/bad.md", BAD)
    first = run(project, "lint").stdout
    cache = project / ".cache" / "archive" / "briefs.bin"
    assert cache.is_file()
    assert run(project, "lint").stdout == first
    cache.write_bytes(b"\x80\x04cos\nsystem\n(S'false'\ntR.")
    assert run(project, "lint").stdout == first
    assert run(project, "lint", "--no-cache").stdout == first


def test_a_broken_configuration_is_reported_at_its_line(project: Path) -> None:
    put(project, "mkdocs.yml", "site_name: a: b\n")
    assert run(project, "lint").stdout.startswith("mkdocs.yml:1:13: error: cannot be read")
    put(project, "mkdocs.yml", "extra: {archive: {brifs: x}}\n")
    assert 'unknown setting "brifs"' in run(project, "lint").stdout


def test_a_new_brief_has_only_its_placeholder_as_a_problem(project: Path) -> None:
    done = run(
        project,
        "new",
        "--title",
        'The "Union": what now?',
        "--actors",
        "CSTO; India;Côte d'Ivoire",
        "--date",
        "2022-02-01",
        "--region",
        "Southern Asia",
        "--summary",
        "yes: no # maybe",
    )
    assert done.stdout == "briefs/2022/union-what-now.md\n"
    assert done.returncode == 0
    file = project / done.stdout.strip()
    text = file.read_text(encoding="utf-8")
    assert text.startswith("---\ntitle: 'The \"Union\": what now?'\ndate: 2022-02-01\n")
    report = "briefs/2022/union-what-now.md:{}:1: error: this is still the text of a new brief: "
    hint = " (hint: write the text of the brief in its place)\n"
    first = f'{report.format(8)}"The first paragraph says what happened and why it matters …"{hint}'
    second = f'{report.format(12)}"Continue here. How to write a brief …"{hint}'
    assert run(project, "lint").stdout == first + second
    head, body = text[: text.rindex("---\n") + 4], text[text.rindex("---\n") + 4 :]
    file.write_text(head + "Own words.\n" + body.partition("\n")[2], encoding="utf-8")
    assert run(project, "lint").stdout == second
    file.write_text(head + "Own words.\n", encoding="utf-8")
    assert run(project, "lint").stdout == ""


def test_a_new_brief_replaces_no_file(project: Path) -> None:
    given = ("new", "--title", "Good", "--actors", "India", "--date", "2022-02-01")
    done = run(project, *given)
    assert done.returncode == 2
    assert "already exists" in done.stderr
    assert (project / "briefs/2022/good.md").read_text(encoding="utf-8") == GOOD


def test_a_new_brief_is_dated_today(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("archive.commands.new.today", lambda: dt.date(2031, 5, 6))
    monkeypatch.chdir(project)
    assert main(["new", "--title", "A day", "--actors", "India"]) == 0
    assert "date: 2031-05-06\n" in (project / "briefs/2031/a-day.md").read_text(encoding="utf-8")


def test_without_a_terminal_new_names_what_is_missing(project: Path) -> None:
    done = run(project, "new", "--title", "A")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "new: there is no terminal for questions; give --actors"
        ' (hint: make new ACTORS="CSTO; India")\n'
    )
    assert run(project, "new").stderr == (
        "new: there is no terminal for questions; give --title and --actors"
        ' (hint: make new TITLE="…" ACTORS="CSTO; India")\n'
    )


def test_new_asks_for_values_and_completes_names(project: Path) -> None:
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "archive", "new", "--date", "2022-02-01"],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(ROOT / "hooks"), "TERM": "dumb"},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    seen = b""
    for wait, answer in ((b"Title: ", b"Asked\n"), (b"Actors", b"Kyrgyzs\t\n")):
        while wait not in seen:
            assert select.select([ours], [], [], 20)[0], seen
            seen += os.read(ours, 1000)
        os.write(ours, answer)
    assert process.wait(20) == 0
    os.close(theirs)
    os.close(ours)
    text = (project / "briefs/2022/asked.md").read_text(encoding="utf-8")
    assert "title: Asked\n" in text
    assert "actors: [Kyrgyzstan]" in text
