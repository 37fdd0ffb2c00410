"""Changes pages as the preview's server sends them. In the folder, they are as a build makes them.

MkDocs' server adds a script to each page, different each time, that reloads the page after a build;
the Content-Security-Policy would stop it, so it is taken out. Problems are shown on top.
"""

from __future__ import annotations

import contextlib
import posixpath
from collections.abc import Callable, Iterable
from typing import Any
from wsgiref.simple_server import WSGIServer

from archive.lib.csp import without_policy
from archive.mkdocs_adapter.problem_list import with_problems
from archive.mkdocs_adapter.session import Session
from archive.publish.takeover import Takeover

INDEX = "index.html"

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
"""A WSGI application (PEP 3333)."""


def change_pages(server: WSGIServer, session: Session) -> None:
    """Makes a server send pages without their policies, and with the problems of the last build."""
    application: Any = server.get_app()
    server.set_app(_wrapped(application, session))


def _wrapped(application: Application, session: Session) -> Any:
    def send(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        if session.takeover is not None:
            _take_page(session.takeover, str(environ.get("PATH_INFO", "")))
        answer: list[Any] = []

        def note(*status_and_headers: Any) -> Callable[[bytes], object]:
            answer[:] = status_and_headers
            return lambda _: None

        body = application(environ, note)
        status, headers = answer[:2]
        if not dict(headers).get("Content-Type", "").startswith("text/html"):
            start(status, headers)
            return body
        try:
            page = with_problems(without_policy(b"".join(body)), session.problems)
        finally:
            if hasattr(body, "close"):
                body.close()
        others = [one for one in headers if one[0] != "Content-Length"]
        start(status, [*others, ("Content-Length", str(len(page)))])
        return [page]

    return send


def _take_page(takeover: Takeover, address: str) -> None:
    """Takes over the page that a request names, if it is not in the preview's folder yet.

    Args:
        takeover: Takes pages over.
        address: The path of the request, as WSGI passes it. It may begin with the path of the
            site's address, so the page of each part of its end is taken.
    """
    path = address.encode("latin-1", "ignore").decode("utf-8", "ignore")
    parts = posixpath.normpath(f"/{path}").strip("/").removesuffix(INDEX).split("/")
    names = [part for part in parts if part]
    with contextlib.suppress(OSError):  # then the server does not find the page
        for at in range(len(names) + 1):
            takeover.take("/".join([*names[at:], INDEX]))
