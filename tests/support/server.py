"""A plain static server on the loopback address."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def __init__(self, *arguments: object, headers: dict[str, str], directory: str) -> None:
        self._headers = headers
        super().__init__(*arguments, directory=directory)  # type: ignore[arg-type]

    def end_headers(self) -> None:
        for name, value in self._headers.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Logs nothing."""


def read_headers(file: Path) -> dict[str, str]:
    """Returns the headers of all pages, as a host reads them."""
    lines = file.read_text("utf-8").splitlines()
    assert lines[0] == "/*"
    pairs = (line.strip().partition(": ") for line in lines[1:])
    return {name: value for name, _, value in pairs}


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
    headers = read_headers(site / "_headers") if strict else {}
    handler = functools.partial(_Quiet, headers=headers, directory=str(site))
    with _Server(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()
