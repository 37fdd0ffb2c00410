"""Addresses of commits in a Git host: each shows what a commit changed."""

from __future__ import annotations

from urllib.parse import urlsplit

from archive.lib.web_address import is_web_address

COMMIT = "{commit}"
"""Stands for the hash of a commit."""
_PLAIN, _GITLAB, _BITBUCKET = f"commit/{COMMIT}", f"-/commit/{COMMIT}", f"commits/{COMMIT}"
_BY_HOST = {
    "github": _PLAIN,
    "gitlab": _GITLAB,
    "bitbucket": _BITBUCKET,
    "gitea": _PLAIN,
    "forgejo": _PLAIN,
    "codeberg": _PLAIN,
}
"""What the name of a server contains → the address of a commit, after that of the repository."""
_BY_EDIT_URI = {
    "-/edit/": _GITLAB,
    "-/blob/": _GITLAB,
    "_edit/": _PLAIN,
    "src/branch/": _PLAIN,
    "src/": _BITBUCKET,
    "edit/": _PLAIN,
    "blob/": _PLAIN,
}
"""How ``edit_uri`` begins, in this order → the same, for servers with names of their own."""


def make_commit_link(repo_url: str | None, edit_uri: str | None) -> str:
    """Returns the address of a commit with ``{commit}`` in it, or "" if the host is unknown.

    Args:
        repo_url: Address of the repository.
        edit_uri: What follows for a file below the folder of hand-written pages.
    """
    if not repo_url or not is_web_address(repo_url):
        return ""
    server = (urlsplit(repo_url).hostname or "").lower()
    start = (edit_uri or "").lstrip("/")
    forms = [form for name, form in _BY_HOST.items() if name in server]
    forms += [form for name, form in _BY_EDIT_URI.items() if start.startswith(name)]
    return f"{repo_url.rstrip('/').removesuffix('.git')}/{forms[0]}" if forms else ""
