"""A plain static server with the strict Content-Security-Policy in force."""

from __future__ import annotations

import base64
import functools
import hashlib
import http.server
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{hashes}; style-src 'self';"
    " img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self';"
    " manifest-src 'self'; base-uri 'none'; form-action 'none'"
)
_INLINE = re.compile(rb"<script(?![^>]*\bsrc=)(?![^>]*json)[^>]*>(.*?)</script>", re.DOTALL)


class _Strict(http.server.SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        path = Path(self.translate_path(self.path))
        file = path / "index.html" if path.is_dir() else path
        inline = _INLINE.findall(file.read_bytes()) if file.suffix == ".html" else []
        hashes = "".join(
            f" 'sha256-{base64.b64encode(hashlib.sha256(text).digest()).decode()}'"
            for text in inline
        )
        self.send_header("Content-Security-Policy", POLICY.format(hashes=hashes))
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Says nothing."""


class _Server(http.server.ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """A browser that leaves in the middle of a file is no error."""


@contextmanager
def serve_strictly(site: Path) -> Iterator[str]:
    """Serves a folder; yields its address, ending in a slash."""
    handler = functools.partial(_Strict, directory=str(site))
    with _Server(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
