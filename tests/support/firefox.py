"""Drives the Firefox of the system, if it has one, by Mozilla's Marionette protocol.

Playwright drives only a Firefox of its own. Source: Firefox Source Docs, "Marionette: Protocol".
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.support.waiting import wait_until

PREFERENCES = {
    "marionette.port": 0,
    "app.update.disabledForTesting": True,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "network.dns.disablePrefetch": True,
    "network.prefetch-next": False,
    "toolkit.telemetry.enabled": False,
}


class FirefoxError(Exception):
    """Firefox answered a command with an error."""


class Firefox:
    """A running Firefox with one tab."""

    def __init__(self, connection: socket.socket) -> None:
        """Takes a connection on which Firefox has not yet been greeted."""
        self._stream = connection.makefile("rwb")
        self._number = 0
        self._receive()
        behaviour = {"unhandledPromptBehavior": "dismiss", "pageLoadStrategy": "normal"}
        self._call("NewSession", {"capabilities": {"alwaysMatch": behaviour}})
        self._call("SetTimeouts", {"pageLoad": 5_000, "script": 20_000})

    def open(self, address: str) -> bool:
        """Opens a page; returns whether it was loaded, and not downloaded for example."""
        try:
            self._call("Navigate", {"url": address})
        except FirefoxError:
            return False
        return True

    def run(self, script: str) -> Any:
        """Runs the body of a function in the page, and returns its result."""
        return self._call("ExecuteScript", {"script": script, "args": []})["value"]

    def click(self, x: int, y: int) -> None:
        """Clicks at a place of the window, as a reader does."""
        steps = [
            {"type": "pointerMove", "x": x, "y": y, "duration": 0},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]
        mouse = {"type": "pointer", "id": "mouse", "actions": steps}
        with contextlib.suppress(FirefoxError):
            self._call("PerformActions", {"actions": [mouse]})

    def _call(self, command: str, parameters: dict[str, Any]) -> dict[str, Any]:
        self._number += 1
        message = json.dumps([0, self._number, f"WebDriver:{command}", parameters]).encode()
        self._stream.write(b"%d:%b" % (len(message), message))
        self._stream.flush()
        _, number, error, result = self._receive()
        assert number == self._number
        if error:
            raise FirefoxError(error)
        return result if isinstance(result, dict) else {}

    def _receive(self) -> Any:
        length = b""
        while (char := self._stream.read(1)) != b":":
            assert char, "Firefox has ended"
            length += char
        return json.loads(self._stream.read(int(length)))


@contextlib.contextmanager
def started(path: str, profile: Path) -> Iterator[Firefox]:
    """Runs Firefox without a window for as long as the context lasts.

    Args:
        path: The program.
        profile: An empty folder for its profile.
    """
    lines = [
        f"user_pref({json.dumps(key)}, {json.dumps(one)});" for key, one in PREFERENCES.items()
    ]
    (profile / "user.js").write_text("\n".join(lines), "utf-8")
    process = subprocess.Popen(
        [path, "--marionette", "--headless", "--no-remote", "--profile", str(profile)],
        env={**os.environ, "HOME": str(profile), "MOZ_DISABLE_CONTENT_SANDBOX": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    port = profile / "MarionetteActivePort"
    try:
        wait_until(lambda: port.exists() and port.read_text(), bool)
        with socket.create_connection(("127.0.0.1", int(port.read_text()))) as connection:
            yield Firefox(connection)
    finally:
        process.terminate()
        process.wait()
