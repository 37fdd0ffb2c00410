"""A client of the language server that speaks the protocol over its standard streams."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.support.sites import ROOT

PATIENCE = 60
"""Seconds in which an answer must come."""
Message = dict[str, Any]


class Client:
    """An editor, as far as the server can tell."""

    def __init__(self, process: subprocess.Popen[bytes], root: Path) -> None:
        self._process = process
        self._root = root
        self._last = 0
        self._read = b""
        self._kept: list[Message] = []
        self._versions: dict[str, int] = {}

    def uri(self, path: str) -> str:
        """Returns the address of a file of the project."""
        return (self._root / path).as_uri()

    def notify(self, method: str, params: Mapping[str, object]) -> None:
        """Sends a notification."""
        self._send({"jsonrpc": "2.0", "method": method, "params": params})

    def request(self, method: str, params: Mapping[str, object] | None) -> Any:
        """Sends a request, and returns its result."""
        self._last += 1
        self._send({"jsonrpc": "2.0", "id": self._last, "method": method, "params": params})
        answer = self.wait(lambda one: one.get("id") == self._last and "method" not in one)
        assert "error" not in answer, answer["error"]
        return answer["result"]

    def open(self, path: str, text: str) -> None:
        """Opens a file with a text, which need not be saved."""
        document = {**self._next(path), "languageId": "markdown", "text": text}
        self.notify("textDocument/didOpen", {"textDocument": document})

    def edit(self, path: str, text: str) -> None:
        """Replaces the text of an open file, without saving it."""
        self.notify(
            "textDocument/didChange",
            {
                "textDocument": self._next(path),
                "contentChanges": [{"text": text}],
            },
        )

    def save(self, path: str) -> None:
        """Says that a file was saved."""
        self.notify("textDocument/didSave", {"textDocument": {"uri": self.uri(path)}})

    def close(self, path: str) -> None:
        """Closes a file."""
        self.notify("textDocument/didClose", {"textDocument": {"uri": self.uri(path)}})
        self._versions[path] = 0

    def _next(self, path: str) -> dict[str, object]:
        self._versions[path] = self._versions.get(path, 0) + 1
        return {"uri": self.uri(path), "version": self._versions[path]}

    def problems(self, path: str, expected: int | None = None) -> list[Message]:
        """Returns the diagnostics of a file as it was last edited.

        Args:
            path: The file.
            expected: Their number, if earlier ones are to be left out.
        """

        def is_wanted(one: Message) -> bool:
            found = one.get("params") or {}
            return (
                one.get("method") == "textDocument/publishDiagnostics"
                and found["uri"] == self.uri(path)
                and found.get("version", 0) == self._versions[path]
                and expected in (None, len(found["diagnostics"]))
            )

        found: list[Message] = self.wait(is_wanted)["params"]["diagnostics"]
        return found

    def at(self, path: str, line: int, character: int) -> dict[str, object]:
        """Returns the parameters of a request about a place."""
        place = {"line": line, "character": character}
        return {"textDocument": {"uri": self.uri(path)}, "position": place}

    def wait(self, is_wanted: Callable[[Message], bool]) -> Message:
        """Returns the next message that is wanted; others before it are kept.

        Raises:
            TimeoutError: If none comes.
        """
        for message in [*self._kept]:
            if is_wanted(message):
                self._kept.remove(message)
                return message
        while True:
            message = self._receive()
            if "method" in message and "id" in message:
                self._send({"jsonrpc": "2.0", "id": message["id"], "result": None})
            elif is_wanted(message):
                return message
            else:
                self._kept.append(message)

    def _send(self, message: Mapping[str, object]) -> None:
        body = json.dumps(message).encode()
        assert self._process.stdin
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self._process.stdin.flush()

    def _receive(self) -> Message:
        while b"\r\n\r\n" not in self._read:
            self._more()
        head, _, rest = self._read.partition(b"\r\n\r\n")
        length = next(
            int(line.split(b":")[1])
            for line in head.split(b"\r\n")
            if line.startswith(b"Content-L")
        )
        while len(rest) < length:
            self._more()
            rest = self._read.partition(b"\r\n\r\n")[2]
        self._read = rest[length:]
        message: Message = json.loads(rest[:length])
        return message

    def _more(self) -> None:
        assert self._process.stdout
        stream = self._process.stdout.fileno()
        if not select.select([stream], [], [], PATIENCE)[0]:
            raise TimeoutError(f"the server sends nothing; kept: {self._kept}")
        data = os.read(stream, 1 << 16)
        if not data:
            raise TimeoutError(f"the server has ended; kept: {self._kept}")
        self._read += data


@contextmanager
def serving(root: Path, *arguments: str) -> Iterator[Client]:
    """Runs the server for a project, as an editor does: started, asked to end, and ended."""
    process = subprocess.Popen(
        [sys.executable, "-m", "archive", "lsp", *arguments],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(ROOT / "hooks")},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with process:
        try:
            client = Client(process, root)
            client.request(
                "initialize",
                {
                    "processId": os.getpid(),
                    "rootUri": root.as_uri(),
                    "capabilities": {
                        "workspace": {"didChangeWatchedFiles": {"dynamicRegistration": True}}
                    },
                },
            )
            client.notify("initialized", {})
            yield client
            client.request("shutdown", None)
            client.notify("exit", {})
            assert process.wait(PATIENCE) == 0
        finally:
            process.kill()
