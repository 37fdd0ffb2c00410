"""Files that are published as they are: which types, from where, and what is refused.

Only what is listed here is published. A browser takes each of these types for data, or for nothing
that runs by itself; ``.html`` and ``.xml`` are not among them. Scripts and style sheets run where a
page names them, and no page of a contributor can: they are the site's own, in one folder
(``docs/assets/``), so that a rule of the repository can have them reviewed by the maintainers.
"""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from archive.core.model import Level, Place, Problem
from archive.read.files import find_files, read_bounded
from archive.read.svg import judge_svg

PICTURES = frozenset({".avif", ".gif", ".ico", ".jpeg", ".jpg", ".png", ".svg", ".webp"})
DOCUMENTS = frozenset({".csv", ".geojson", ".json", ".ods", ".pdf", ".tsv", ".txt", ".xlsx"})
FONTS = frozenset({".otf", ".ttf", ".woff", ".woff2"})
CODE = frozenset({".css", ".js", ".map", ".mjs", ".wasm", ".webmanifest"})

CODE_FOLDER = "assets"
"""Folder of the hand-written pages' folder that alone may hold the site's scripts and styles."""
FOR_HOSTS = frozenset({"CNAME", "_headers"})
"""Files at the top of the hand-written pages' folder that a static host reads."""

PAGES = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
"""Endings of hand-written pages: MkDocs publishes files as pages by just these, in lower case."""

_MENDS = {
    ".doc": "save it as PDF",
    ".docx": "save it as PDF",
    ".htm": "write it as a page, in Markdown",
    ".html": "write it as a page, in Markdown",
    ".odt": "save it as PDF",
    ".ppt": "save it as PDF",
    ".pptx": "save it as PDF",
    ".svgz": "unpack it to .svg",
    ".tif": "save it as PNG or JPEG",
    ".tiff": "save it as PNG or JPEG",
    ".xls": "save it as .xlsx or .csv",
    ".xhtml": "write it as a page, in Markdown",
}


def is_page(name: str) -> bool:
    """Whether MkDocs makes a page of a file of this name."""
    return name.endswith(PAGES)


def find_beside_briefs(root: Path, folder: str) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """Finds the files beside briefs that are published with them.

    Names that begin with ``.`` or ``_`` are left out, and so are the spare copies of editors.

    Args:
        root: The project.
        folder: The folder of briefs, relative to it.

    Returns:
        The paths of the files, relative to the project, and an error for everything refused.
    """
    return _find(root, folder, is_written=False)


def find_docs_files(root: Path, folder: str) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """Finds the files beside hand-written pages.

    Folders and files whose names begin with ``.`` are not published and not judged, but for links:
    MkDocs would follow them.

    Args:
        root: The project.
        folder: The folder of hand-written pages, relative to it.

    Returns:
        The paths of the files, relative to the project, and an error for everything refused.
    """
    return _find(root, folder, is_written=True)


def judge_static(root: Path, path: str, inner: str, *, is_written: bool) -> Problem | None:
    """Returns what keeps a file from being published, or None.

    Args:
        root: The project.
        path: The file, relative to it.
        inner: The file, relative to the folder of briefs or of hand-written pages.
        is_written: Whether it is that of hand-written pages.
    """
    where = PurePosixPath(inner)
    type_ = where.suffix.lower()
    if is_written and where.parts[0].casefold() == "pagefind":
        return _error(path, "lies where the index of the search is published", "move it")
    if type_ == ".svg":
        return _judge_picture(root, path)
    if type_ in PICTURES or type_ in DOCUMENTS:
        return None
    if is_written and (inner in FOR_HOSTS or type_ in FONTS):
        return None
    if type_ in CODE:
        if is_written and where.parts[0] == CODE_FOLDER:
            return None
        return _refuse_code(path, type_, is_written=is_written)
    if type_ in PAGES:
        return _error(path, f"is not a page: its name ends in {where.suffix}", "end it in .md")
    what = f'type "{type_}"' if type_ else "file without a type"
    known = ", ".join(sorted(one[1:] for one in PICTURES | DOCUMENTS))
    mend = _MENDS.get(type_, f"save it as one of: {known}; or take it out")
    return _error(path, f"is not published: the {what} is not on the list", mend)


def _find(
    root: Path, folder: str, *, is_written: bool
) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    if is_written:
        files, problems = find_files(root, folder, lambda name: not is_page(name), hidden=())
    else:
        files, problems = find_files(
            root,
            folder,
            lambda name: not name.lower().endswith((".md", ".markdown", "~", "#")),
            by_name=lambda name: not name.lower().endswith((".md", ".markdown")),
        )
    start = f"{folder}/"
    published: list[str] = []
    refused = list(problems)
    for file in files:
        inner = file.path.removeprefix(start)
        if is_written and any(part.startswith(".") for part in inner.split("/")):
            continue
        if problem := judge_static(root, file.path, inner, is_written=is_written):
            refused.append(problem)
        else:
            published.append(file.path)
    return tuple(published), tuple(refused)


def _judge_picture(root: Path, path: str) -> Problem | None:
    data, problems = read_bounded(root / path, path)
    if data is None:
        told = problems[0]
        if "too large" in told.message:
            return _error(path, told.message, "simplify its lines, or save it as PNG")
        return told
    return judge_svg(data, path)


def _refuse_code(path: str, type_: str, *, is_written: bool) -> Problem:
    what = "style sheet" if type_ == ".css" else "script" if "js" in type_ else "file of a script"
    if is_written:
        message = f"is not published: a {what} must lie in {CODE_FOLDER}/"
        return _error(path, message, f"move it to {CODE_FOLDER}/ if it is the site's own")
    return _error(path, f"is not published: a brief has no {what} of its own", "take it out")


def _error(path: str, message: str, hint: str) -> Problem:
    return Problem(Place(path), Level.ERROR, message, "", hint, "file")
