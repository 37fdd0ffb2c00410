"""Where a Git host shows commits, and its forms: to edit a file, for a new file, and for an issue.

GitHub and Gitea: ``filename`` and ``value`` fill in the form of a new file (go-gitea/gitea#16556).
GitLab: ``file_name`` and ``content`` (``app/views/projects/blob/_editor.html.haml``). Bitbucket
opens an empty form in the right folder.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Literal
from urllib.parse import quote, urlencode, urlsplit

HostKind = Literal["github", "gitlab", "gitea", "bitbucket"]
"""What runs a Git host; Forgejo, and so Codeberg, has the addresses of Gitea."""

COMMIT = "{commit}"
"""Stands for the hash of a commit in an address."""
_NAMES: Mapping[str, HostKind] = {
    "github": "github",
    "gitlab": "gitlab",
    "gitea": "gitea",
    "forgejo": "gitea",
    "codeberg": "gitea",
    "bitbucket": "bitbucket",
}
"""Part of a server's name → what runs it."""
_FORMS: Mapping[str, HostKind] = {
    "-/edit": "gitlab",
    "-/blob": "gitlab",
    "_edit": "gitea",
    "src/branch": "gitea",
    "src": "bitbucket",
    "edit": "github",
    "blob": "github",
}
"""Beginning of an address of a file in a repository → what runs a server of another name."""
_FILE = re.compile(rf"/({'|'.join(_FORMS)})/([^/?#{{]+)((?:/[^/?#{{]+)*)/?(?:[?#{{]|$)")


@dataclass(frozen=True, slots=True)
class GitHost:
    """A repository on a Git host.

    Attributes:
        kind: What runs the host.
        address: Address of the repository, without a slash at its end.
        branch: The branch that is edited, or "" if the settings do not say.
        folder: The folder of the project in the repository, "" or ending with a slash.
    """

    kind: HostKind
    address: str
    branch: str = ""
    folder: str = ""

    def new_file(self, path: str, text: str) -> str:
        """Returns the address of the form for a new file, or "" if the branch is not known.

        Args:
            path: The file, relative to the project.
            text: Its content; Bitbucket cannot fill it in.
        """
        if not self.branch:
            return ""
        path, branch = f"{self.folder}{path}", quote(self.branch)
        match self.kind:
            case "gitlab":
                given = urlencode({"file_name": path, "content": text}, quote_via=quote)
                return f"{self.address}/-/new/{branch}?{given}"
            case "bitbucket":
                folder = quote(path.rpartition("/")[0])
                return f"{self.address}/create-file/{branch}/{folder}?at={branch}"
        given = urlencode({"filename": path, "value": text}, quote_via=quote)
        form = "_new" if self.kind == "gitea" else "new"
        return f"{self.address}/{form}/{branch}?{given}"

    def new_issue(self, title: str, text: str) -> str:
        """Returns the address of the form for a new issue, filled in."""
        match self.kind:
            case "gitlab":
                names = ("issue[title]", "issue[description]")
                return self._issue("-/issues/new", *names, title, text)
            case "bitbucket":
                return self._issue("issues/new", "title", "content", title, text)
        return self._issue("issues/new", "title", "body", title, text)

    def commit(self, hash_: str) -> str:
        """Returns the address that shows what a commit changed."""
        paths = {"gitlab": "-/commit", "bitbucket": "commits"}
        return f"{self.address.removesuffix('.git')}/{paths.get(self.kind, 'commit')}/{hash_}"

    def _issue(self, form: str, about: str, body: str, title: str, text: str) -> str:
        given = urlencode({about: title, body: text}, quote_via=quote, safe="")
        return f"{self.address}/{form}?{given}"


def find_git_host(repo_url: str, edit_base: str) -> GitHost | None:
    """Returns the repository of a site, or None if nothing says what runs its host.

    The name of the server says it, or else the form of the address for editing.

    Args:
        repo_url: Address of the repository, or "".
        edit_base: As ``settings.make_edit_base`` makes it.
    """
    address = repo_url.rstrip("/")
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return None
    named = next((kind for name, kind in _NAMES.items() if name in parts.hostname), None)
    inside = edit_base.removeprefix(address) if edit_base.startswith(f"{address}/") else ""
    file = _FILE.match(inside)
    if file is None:
        return GitHost(named, address) if named else None
    form, branch, folder = file.groups()
    return GitHost(named or _FORMS[form], address, branch, f"{folder[1:]}/" if folder else "")


def commit_url(commit_url: str, repo_url: str, edit_base: str, hash_: str) -> str:
    """Returns the address of a commit, or "" if nothing says what runs the host.

    Args:
        commit_url: The address with ``COMMIT`` that the settings give, or "".
        repo_url: Address of the repository, or "".
        edit_base: As ``settings.make_edit_base`` makes it.
        hash_: The hash of the commit.
    """
    if commit_url:
        return commit_url.replace(COMMIT, hash_)
    host = find_git_host(repo_url, edit_base)
    return host.commit(hash_) if host else ""


def edit_url(base: str, path: str) -> str:
    """Returns the address in the Git host that opens a file for editing, or "" if none is set.

    Args:
        base: As ``settings.make_edit_base`` makes it.
        path: The file, relative to the project.
    """
    if "{" not in base:
        return f"{base.rstrip('/')}/{quote(path)}" if base else ""
    plain = path.removesuffix(".md")
    values = {
        "{path}": path,
        "{path!q}": quote(path, safe=""),
        "{path_noext}": plain,
        "{path_noext!q}": quote(plain, safe=""),
    }
    return reduce(lambda text, name: text.replace(name, values[name]), values, base)
