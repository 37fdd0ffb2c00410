"""Runs the commands of MkDocs and ProperDocs in a project, as a user would."""

from __future__ import annotations

import contextlib
import os
import queue
import socket
import tempfile
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.support.sites import ENVIRONMENT
from tests.support.warm import Command, start

SECONDS = 60
"""Maximum time that a test waits before it fails."""


@dataclass(frozen=True)
class Answer:
    """A server's response: status and text."""

    status: int
    text: str


class Server:
    """A running ``serve``."""

    def __init__(self, address: str, log: list[str]) -> None:
        """Stores the address, which ends in a slash, and the lines that are printed."""
        self.address = address
        self.log = log

    def get(self, path: str) -> Answer:
        """Requests a page. The server responds when the running build has ended."""
        try:
            with urllib.request.urlopen(self.address + path, timeout=SECONDS) as answer:
                return Answer(answer.status, answer.read().decode("utf-8"))
        except urllib.error.HTTPError as error:
            return Answer(error.code, error.read().decode("utf-8"))

    @contextlib.contextmanager
    def rebuilding(self) -> Iterator[None]:
        """Waits, after a change of the sources, until the server reports a new build."""
        before = int(self.get("livereload/0/1").text)
        yield
        assert int(self.get(f"livereload/{before}/2").text) > before, "".join(self.log)


@contextlib.contextmanager
def serving(program: str, project: Path, *arguments: str, **environment: str) -> Iterator[Server]:
    """Runs ``serve`` for as long as the context lasts; it must leave no temporary file."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{probe.getsockname()[1]}"
    log: list[str] = []
    with tempfile.TemporaryDirectory() as temporary, tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "output"
        os.mkfifo(output)
        reader = threading.Thread(
            target=_read, args=(output, log, began := queue.Queue[bool]()), daemon=True
        )
        reader.start()
        variables = {**ENVIRONMENT, "TMPDIR": temporary, **environment}
        command = Command(program, project, ("serve", "-a", host, *arguments), variables)
        process = start(command, Path(os.devnull), output, output)
        try:
            assert began.get(timeout=SECONDS), "".join(log)
            yield Server(f"http://{host}/", log)
        finally:
            process.interrupt()
            process.wait()
            reader.join(SECONDS)
        assert "Traceback" not in "".join(log), "".join(log)
        assert [*Path(temporary).iterdir()] == []


def _read(file: Path, log: list[str], began: queue.Queue[bool]) -> None:
    with file.open(encoding="utf-8") as stream:
        for line in stream:
            log.append(line)
            if "Serving on http" in line:
                began.put(True)
    began.put(False)
