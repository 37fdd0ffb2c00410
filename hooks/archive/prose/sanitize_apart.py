"""Sanitises risky HTML in a process of its own, with limits on its memory and time.

Run as a program, it reads HTML from standard input and writes what may be kept to standard output.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from archive.prose.html_limits import is_risky
from archive.prose.render_limits import LimitError, limited_memory
from archive.prose.sanitize import sanitize
from archive.read.limits import LimitViolation

MEMORY = 2_000_000_000
"""Bytes by which the process may grow."""
SECONDS = 60.0
"""Seconds of wall time; half a gigabyte of elements takes about five."""


def clean_html(html: str) -> str:
    """Returns what ``sanitize`` returns, from a process of its own if the HTML is risky.

    Args:
        html: HTML in which ``find_html_violation`` found none.

    Raises:
        LimitError: If that process exceeds a limit.
    """
    return sanitize_apart(html) if is_risky(html) else sanitize(html)


def sanitize_apart(html: str, memory: int = MEMORY, seconds: float = SECONDS) -> str:
    """Returns what ``sanitize`` returns.

    Args:
        html: The HTML.
        memory: Bytes by which the process may grow.
        seconds: Wall time that it may take.

    Raises:
        LimitError: If the process exceeds a limit, or dies.
    """
    hooks = str(Path(__file__).parents[2])
    try:
        done = subprocess.run(
            [sys.executable, "-m", __name__, str(memory)],
            input=html.encode("utf-8", "surrogatepass"),
            env={**os.environ, "PYTHONPATH": hooks},
            capture_output=True,
            check=True,
            timeout=seconds,
        )
    except subprocess.TimeoutExpired:
        raise _refused(f"more than {seconds:g} seconds") from None
    except subprocess.CalledProcessError:
        raise _refused(f"more than {memory:,} bytes of memory") from None
    return done.stdout.decode("utf-8", "surrogatepass")


def _refused(what: str) -> LimitError:
    hint = "close <b>, <i> and the like within each paragraph, or split the text"
    return LimitError(LimitViolation(f"HTML that takes {what} to sanitise", hint))


def main(memory: int) -> None:
    """Sanitises standard input.

    Args:
        memory: Bytes by which this process may grow.
    """
    html = sys.stdin.buffer.read().decode("utf-8", "surrogatepass")
    with limited_memory(memory):
        clean = sanitize(html)
    sys.stdout.buffer.write(clean.encode("utf-8", "surrogatepass"))


if __name__ == "__main__":
    main(int(sys.argv[1]))
