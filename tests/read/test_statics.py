"""Static files: only allowed types and no links, in ``make lint`` and in builds alike."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from archive.lint.check import check_project
from archive.lint.project import read_project
from archive.read.statics import FOR_HOSTS, find_attachments, find_docs_files
from archive.read.svg import clean_svg
from tests.support.builds import tree
from tests.support.sites import brief, make_project, run_mkdocs

PICTURE = '<svg xmlns="http://www.w3.org/2000/svg"/>'
SCRIPTED = '<svg xmlns="http://www.w3.org/2000/svg">\n<script>f()</script></svg>'
GOOD = {"briefs/2022/good.md": brief(body="![Map](map.svg)")}


def put(root: Path, path: str, text: str = "x") -> Path:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def found(root: Path, folder: str) -> tuple[list[str], list[str]]:
    find = find_attachments if folder == "briefs" else find_docs_files
    files, problems = find(root, folder)
    return [*files], [str(problem) for problem in sorted(problems)]


LISTED = [
    "a.png",
    "a.JPG",
    "a.webp",
    "a.pdf",
    "a.docx",
    "a.csv",
    "a.json",
    "a.txt",
    "deep/er/a.xlsx",
]


@pytest.mark.parametrize("folder", ["briefs", "docs"])
def test_allowed_types_are_published(tmp_path: Path, folder: str) -> None:
    for name in LISTED:
        put(tmp_path, f"{folder}/{name}", "{}")
    put(tmp_path, f"{folder}/map.svg", PICTURE)
    files, problems = found(tmp_path, folder)
    assert sorted(files) == sorted(f"{folder}/{name}" for name in (*LISTED, "map.svg"))
    assert problems == []


@pytest.mark.parametrize("folder", ["briefs", "docs"])
@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("a.html", 'is not published: files of type ".html" are not allowed (hint: write it as a'),
        ("a.HTM", 'files of type ".htm" are not allowed'),
        ("a.xhtml", 'files of type ".xhtml"'),
        ("a.xml", 'files of type ".xml" are not allowed (hint: save it as one of: avif, csv,'),
        ("a.svgz", "(hint: unpack it to .svg)"),
        ("a.doc", "(hint: save it as .docx or PDF)"),
        ("a.swf", 'files of type ".swf"'),
        ("a.png.php", 'files of type ".php"'),
        ("Makefile", "files without an extension are not allowed"),
        ("a.js", "is not published: a "),
        ("a.css", "is not published: a "),
        ("a.mdown.MDOWN", "is not a page: its name ends in .MDOWN"),
    ],
)
def test_other_types_are_refused(tmp_path: Path, folder: str, name: str, message: str) -> None:
    put(tmp_path, f"{folder}/x/{name}")
    files, [problem] = found(tmp_path, folder)
    assert files == []
    assert problem.startswith(f"{folder}/x/{name}:1:1: error: ")
    assert message in problem


def test_scripts_and_style_sheets_must_be_in_assets(tmp_path: Path) -> None:
    for name in ("assets/x.js", "assets/deep/x.css", "assets/x.woff2", *FOR_HOSTS):
        put(tmp_path, f"docs/{name}")
    for name in ("x.js", "js/assets/x.css", "sub/_headers", "_other"):
        put(tmp_path, f"docs/{name}")
    files, problems = found(tmp_path, "docs")
    assert len(files) == 6
    messages = [one.split(" (hint")[0].split(": error: is not published: ") for one in problems]
    assert messages == [
        ["docs/_other:1:1", "files without an extension are not allowed"],
        ["docs/js/assets/x.css:1:1", "a style sheet must be in assets/"],
        ["docs/sub/_headers:1:1", "files without an extension are not allowed"],
        ["docs/x.js:1:1", "a script must be in assets/"],
    ]


def test_briefs_are_not_static_files(tmp_path: Path) -> None:
    for name in ("Case.md", "case.md", "map.png"):
        put(tmp_path, f"briefs/{name}")
    assert found(tmp_path, "briefs") == (["briefs/map.png"], [])


def test_backup_files_of_editors_next_to_briefs_are_ignored(tmp_path: Path) -> None:
    for name in ("a.md~", "#a.md#", ".a.md.swp", "_old/a.exe"):
        put(tmp_path, f"briefs/{name}")
    assert found(tmp_path, "briefs") == ([], [])


def test_a_picture_that_is_too_large_is_refused_unread(tmp_path: Path) -> None:
    put(tmp_path, "docs/a.svg", PICTURE + " " * 2_000_000)
    [problem] = found(tmp_path, "docs")[1]
    assert "is too large to read: 2,0" in problem
    assert problem.endswith("(hint: simplify its lines, or save it as PNG)")


def test_two_names_that_differ_by_case_are_refused(tmp_path: Path) -> None:
    for name in ("Map.png", "map.png", "caf\u00e9.md", "cafe\u0301.md"):
        put(tmp_path, f"docs/{name}")
    first, second = found(tmp_path, "docs")[1]
    assert 'has the same name as "cafe' in first
    assert second.startswith('docs/map.png:1:1: error: has the same name as "')


LINKS = {
    "briefs/2022/out.png": "/etc/passwd",
    "briefs/2022/loop": "..",
    "docs/out.md": "/etc/passwd",
    "docs/in.md": "about.md",
    "docs/gone.png": "nowhere.png",
    "docs/loop": ".",
    "docs/.hidden/out": "/",
    "docs/.hidden/loop": "..",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built project without errors. Of its hidden files, only those of RFC 8615 are published."""
    project = make_project(
        tmp_path_factory.mktemp("built") / "project",
        {
            **GOOD,
            "briefs/2022/map.svg": PICTURE,
            "docs/.well-known/security.txt": "x",
            "docs/.well-known/matrix/server": "{}",
            "docs/.notes/todo.txt": "x",
            "docs/.notes/x.html": "x",
        },
    )
    assert run_mkdocs(project, "--strict").code == 0
    assert not (project / "site/.notes").exists()
    assert (project / "site/.well-known/matrix/server").read_text("utf-8") == "{}"
    assert (project / "site/.well-known/security.txt").exists()
    return project


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Path:
    """A copy of the project that a test may change."""
    return shutil.copytree(built, tmp_path / "project", symlinks=True)


def test_each_symbolic_link_is_reported(project: Path) -> None:
    before = tree(project / "site")
    for path, target in LINKS.items():
        (project / path).parent.mkdir(exist_ok=True)
        (project / path).symlink_to(target)
    problems = [str(problem) for problem in check_project(read_project(project)).problems]
    wanted = (
        "1:1: error: is a symbolic link, which is not followed (hint: put the file itself there)"
    )
    assert problems == [f"{path}:{wanted}" for path in sorted(LINKS)]
    run = run_mkdocs(project)
    assert run.code == 1
    for path in LINKS:
        assert f"{path}:1:1: is a symbolic link" in run.output
    assert "8 errors" in run.output
    assert tree(project / "site") == before


def test_a_docs_folder_that_is_a_link_is_refused(tmp_path: Path) -> None:
    project = make_project(tmp_path, GOOD)
    shutil.move(project / "docs", project / "other")
    (project / "docs").symlink_to("other")
    assert "docs:1:1: is a symbolic link" in run_mkdocs(project).output


def test_refused_files_stop_lint_and_builds(project: Path) -> None:
    before = tree(project / "site")
    assert before["briefs/2022/map.svg"] == clean_svg(PICTURE.encode(), "")
    assert b'src="../../../briefs/2022/map.svg"' in before["briefs/2022/good/index.html"]
    put(project, "docs/a.svg", SCRIPTED)
    put(project, "briefs/2022/map.svg", SCRIPTED)
    put(project, "docs/x.html")
    put(project, "docs/.well-known/x.html")
    problems = [str(problem) for problem in check_project(read_project(project)).problems]
    assert [one.split(": error: ")[0] for one in problems] == [
        "briefs/2022/map.svg:2:1",
        "docs/.well-known/x.html:1:1",
        "docs/a.svg:2:1",
        "docs/x.html:1:1",
    ]
    run = run_mkdocs(project)
    assert run.code == 1
    assert "Traceback" not in run.output
    for one in problems:
        assert one.replace(" error:", "", 1) in run.output
    assert tree(project / "site") == before


@pytest.mark.long
def test_hidden_files_that_the_configuration_includes_are_checked(project: Path) -> None:
    config = project / "mkdocs.yml"
    config.write_text(config.read_text("utf-8") + '\nexclude_docs: "!.notes/"\n', "utf-8")
    run = run_mkdocs(project)
    assert run.code == 1
    assert 'docs/.notes/x.html:1:1: is not published: files of type ".html"' in run.output
    (project / "docs/.notes/x.html").unlink()
    assert run_mkdocs(project).code == 0
    assert (project / "site/.notes/todo.txt").exists()
