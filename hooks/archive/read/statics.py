"""Finds files that are published as they are: which types, from where, and what is refused.

Only the types listed here are published. A browser treats each of them as data, or as something
that does not run by itself; ``.html`` and ``.xml`` are not among them. Scripts and style sheets run
only if a page names them, which a contributor's page cannot do. They belong to the site and are in
one folder (``docs/assets/``), so that a repository rule can have maintainers review them.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from archive.core.address_list import ADDRESSES, read_list
from archive.core.earlier import Rule, read_rules
from archive.core.host_redirects import FILE as REDIRECTS
from archive.core.model import Level, Place, Problem
from archive.core.settings import Settings
from archive.read.content import check_content, inner_extension
from archive.read.files import Found, find_files, read_bounded
from archive.read.svg import check_svg
from archive.read.verification import is_right_verification, is_verification

PICTURES = frozenset({".avif", ".gif", ".ico", ".jpeg", ".jpg", ".png", ".svg", ".webp"})
DOCUMENTS = frozenset(
    {".csv", ".docx", ".geojson", ".json", ".ods", ".pdf", ".tsv", ".txt", ".xlsx"}
)
FONTS = frozenset({".otf", ".ttf", ".woff", ".woff2"})
CODE = frozenset({".css", ".js", ".map", ".mjs", ".wasm", ".webmanifest"})

CODE_FOLDER = "assets"
"""The only folder, within that of hand-written pages, for the site's scripts and style sheets."""
WELL_KNOWN = ".well-known"
"""The hidden folder that is published: RFC 8615. Its files need no extension."""
FOR_HOSTS = frozenset({"CNAME", "_headers", REDIRECTS})
"""Files at the top of the folder of hand-written pages that a static host reads."""

MEGABYTE = 1_000_000
LARGEST_FILE = Settings().largest_file
"""Size in megabytes of the largest file that is published, unless the site sets another one."""

PAGES = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
"""Suffixes of hand-written pages: MkDocs renders exactly these as pages, in lower case."""

_FIXES = {
    ".doc": "save it as .docx or PDF",
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


def read_own_rules(folder: Path, site_url: str) -> tuple[Rule, ...]:
    """Returns the redirects in ``_redirects`` of the folder of hand-written pages, if it exists.

    Args:
        folder: The folder.
        site_url: Address of the published site, or "".
    """
    data = read_bounded(folder / REDIRECTS, REDIRECTS)[0] if (folder / REDIRECTS).is_file() else b""
    text = (data or b"").decode("utf-8", "replace")
    return read_rules(text, urlsplit(site_url).path or "/")


def read_address_list(root: Path) -> dict[str, int]:
    """Returns the committed list of addresses, each with its line; {} if there is none.

    Args:
        root: The project.
    """
    data = read_bounded(root / ADDRESSES, ADDRESSES)[0] if (root / ADDRESSES).is_file() else b""
    return read_list((data or b"").decode("utf-8", "replace"))


def is_page(name: str) -> bool:
    """Returns whether MkDocs makes a page of a file with this name."""
    return name.endswith(PAGES)


def find_attachments(
    root: Path, folder: str, megabytes: int = LARGEST_FILE
) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """Finds the attachments: files next to briefs that are published with them.

    Names that begin with ``.`` or ``_`` are skipped, and so are editors' backup copies.

    Args:
        root: The project.
        folder: The folder of briefs, relative to it.
        megabytes: Size of the largest file that is published.

    Returns:
        The paths of the files, relative to the project, and an error for everything refused.
    """
    return _find(root, folder, megabytes, is_docs=False)


def attachment_urls(paths: Iterable[str], briefs: str) -> dict[str, str]:
    """Returns the addresses of files next to briefs: path relative to the project → address.

    Args:
        paths: The files.
        briefs: The folder of the briefs, relative to the project.
    """
    return {path: f"briefs/{path.removeprefix(f'{briefs}/')}" for path in paths}


def find_docs_files(
    root: Path, folder: str, megabytes: int = LARGEST_FILE
) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """Finds the files next to hand-written pages.

    Folders and files whose names begin with ``.``, other than ``.well-known/``, are neither
    published nor checked, except for symbolic links: MkDocs would follow them.

    Args:
        root: The project.
        folder: The folder of hand-written pages, relative to it.
        megabytes: Size of the largest file that is published.

    Returns:
        The paths of the files, relative to the project, and an error for everything refused.
    """
    return _find(root, folder, megabytes, is_docs=True)


def check_static(root: Path, path: str, inner: str, *, is_docs: bool) -> Problem | None:
    """Returns why a file cannot be published, or None.

    Args:
        root: The project.
        path: The file, relative to it.
        inner: The file, relative to the folder of briefs or of hand-written pages.
        is_docs: Whether the folder is that of hand-written pages.
    """
    where = PurePosixPath(inner)
    type_ = where.suffix.lower()
    if is_docs and where.parts[0].casefold() == "pagefind":
        return _error(path, "is where the search index is published", "move it")
    is_code_folder = is_docs and where.parts[0] == CODE_FOLDER
    if not is_code_folder and (inner_type := inner_extension(inner)):
        message = f'has ".{inner_type}." in its name: some hosts would serve it as that type'
        return _error(path, message, "rename it")
    if is_docs and is_verification(inner):
        return _check_verification(root, path)
    if type_ == ".svg":
        return _check_picture(root, path)
    if type_ in PICTURES or type_ in DOCUMENTS or (is_docs and _is_of_site(where)):
        return check_content(root, path)
    if type_ in CODE:
        if is_code_folder:
            return None
        return _refuse_code(path, type_, is_docs=is_docs)
    if type_ in PAGES:
        message = f"is not a page: its name ends in {where.suffix}"
        return _error(path, message, "rename it so that it ends in .md")
    what = f'files of type "{type_}"' if type_ else "files without an extension"
    known = ", ".join(sorted(one[1:] for one in PICTURES | DOCUMENTS))
    hint = _FIXES.get(type_, f"save it as one of: {known}; or remove it")
    return _error(path, f"is not published: {what} are not allowed", hint)


def _find(
    root: Path, folder: str, megabytes: int, *, is_docs: bool
) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    if is_docs:
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
        shown = inner.removeprefix(f"{WELL_KNOWN}/") if is_docs else inner
        if is_docs and any(part.startswith(".") for part in shown.split("/")):
            continue
        if file.size > megabytes * MEGABYTE:
            refused.append(_too_large(file, megabytes))
        elif problem := check_static(root, file.path, inner, is_docs=is_docs):
            refused.append(problem)
        else:
            published.append(file.path)
    return tuple(published), tuple(refused)


def _too_large(file: Found, megabytes: int) -> Problem:
    most = megabytes * MEGABYTE
    message = f"is too large to publish: {file.size:,} bytes; at most {most:,} are allowed"
    hint = "make it smaller, link to it on another site, or raise extra.archive.largest_file"
    return _error(file.path, message, hint)


def _is_of_site(where: PurePosixPath) -> bool:
    """Returns whether a file is a font, or is for hosts and crawlers."""
    is_bare = where.parts[0] == WELL_KNOWN and not where.suffix
    return is_bare or str(where) in FOR_HOSTS or where.suffix.lower() in FONTS


def _check_verification(root: Path, path: str) -> Problem | None:
    data, problems = read_bounded(root / path, path)
    if data is None:
        return problems[0]
    if is_right_verification(PurePosixPath(path).name, data):
        return None
    message = "does not have the content that a search engine gives to a file with this name"
    return _error(path, message, "download it again, and do not change it")


def _check_picture(root: Path, path: str) -> Problem | None:
    data, problems = read_bounded(root / path, path)
    if data is None:
        problem = problems[0]
        if "too large" in problem.message:
            return _error(path, problem.message, "simplify its lines, or save it as PNG")
        return problem
    return check_svg(data, path)


def _refuse_code(path: str, type_: str, *, is_docs: bool) -> Problem:
    what = "style sheet" if type_ == ".css" else "script" if "js" in type_ else "file of a script"
    if is_docs:
        message = f"is not published: a {what} must be in {CODE_FOLDER}/"
        return _error(path, message, f"move it to {CODE_FOLDER}/ if it is the site's own")
    message = f"is not published: a brief cannot have a {what} of its own"
    return _error(path, message, "remove it")


def _error(path: str, message: str, hint: str) -> Problem:
    return Problem(Place(path), Level.ERROR, message, "", hint, "file")
