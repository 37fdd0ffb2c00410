"""Takes the Content-Security-Policy out of pages as the preview's server sends them.

MkDocs' server adds a script to each page, different each time, that reloads the page after a build;
the policy would stop it. In the folder, pages are as ``build`` makes them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any
from wsgiref.simple_server import WSGIServer

from archive.lib.csp import without_policy

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
"""A WSGI application (PEP 3333)."""


def without_policies(server: WSGIServer) -> None:
    """Makes a server send pages without their policies."""
    application: Any = server.get_app()
    server.set_app(_wrapped(application))


def _wrapped(application: Application) -> Any:
    def send(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
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
            page = without_policy(b"".join(body))
        finally:
            if hasattr(body, "close"):
                body.close()
        others = [one for one in headers if one[0] != "Content-Length"]
        start(status, [*others, ("Content-Length", str(len(page)))])
        return [page]

    return send
