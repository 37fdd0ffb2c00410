"""Runs JavaScript by Node, to compare the program with its scripts and with Unicode's rules."""

from __future__ import annotations

import json
import subprocess
from typing import Any

from tests.support.install_html_check import node_bin

_READ = 'const given = JSON.parse(require("node:fs").readFileSync(0, "utf-8"));'


def run_node(script: str, given: object) -> Any:
    """Runs the body of an asynchronous function and returns what it returns.

    Args:
        script: The body; ``given`` is the argument.
        given: Plain data.
    """
    whole = (
        f"{_READ}\n(async () => {{{script}}})().then((made) => console.log(JSON.stringify(made)));"
    )
    command = [str(node_bin() / "node"), "--no-warnings", "--eval", whole]
    run = subprocess.run(
        command, input=json.dumps(given).encode(), capture_output=True, check=False
    )
    assert not run.returncode, run.stderr.decode()
    return json.loads(run.stdout)
