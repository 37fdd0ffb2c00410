"""A plain static server on the loopback address."""

from __future__ import annotations

import functools
import http.server
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from fnmatch import fnmatchcase
from pathlib import Path
from urllib.parse import urlsplit

Rules = dict[str, dict[str, str]]
"""Pattern of paths → headers."""


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def __init__(self, *arguments: object, headers: Rules, directory: str) -> None:
        self._rules = headers
        super().__init__(*arguments, directory=directory)  # type: ignore[arg-type]

    def end_headers(self) -> None:
        for name, value in headers_of(self._rules, urlsplit(self.path).path).items():
            if name != "Content-Type":
                self.send_header(name, value)
        super().end_headers()

    def guess_type(self, path: str | os.PathLike[str]) -> str:
        given = headers_of(self._rules, urlsplit(self.path).path).get("Content-Type")
        return given or super().guess_type(path)

    def log_message(self, *_: object) -> None:
        """Logs nothing."""


def read_headers(file: Path) -> Rules:
    """The headers for each pattern of paths, as a host reads them."""
    rules: Rules = {}
    for line in filter(None, file.read_text("utf-8").splitlines()):
        if line.startswith("/"):
            pattern = rules.setdefault(line, {})
        else:
            name, _, value = line.strip().partition(": ")
            pattern[name] = value
    assert "/*" in rules
    return rules


def headers_of(rules: Rules, path: str) -> dict[str, str]:
    """The headers of one path; ``*`` stands for any characters."""
    matching = (pairs for pattern, pairs in rules.items() if fnmatchcase(path, pattern))
    return {name: value for pairs in matching for name, value in pairs.items()}


class _Server(http.server.ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """Ignores browsers that leave a page in the middle of a download."""


@contextmanager
def serve(site: Path, *, strict: bool = False) -> Iterator[str]:
    """Serves a folder for as long as the context lasts; yields its address, ending in a slash.

    Args:
        site: The folder.
        strict: Whether to send the headers that the site's ``_headers`` file asks for.
    """
    headers: Rules = read_headers(site / "_headers") if strict else {}
    handler = functools.partial(_Quiet, headers=headers, directory=str(site))
    with _Server(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()
