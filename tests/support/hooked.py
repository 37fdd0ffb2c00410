"""Gives a project a hook of its own, by which a test acts at a known moment of a build."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.support.sites import Run

WAITING = "waiting"
WAIT = f"""
import sys
from mkdocs.plugins import event_priority

@event_priority(200)
def on_post_build(**_):
    print("{WAITING}", flush=True)
    sys.stdin.readline()
"""
"""Waits once MkDocs has written its own pages, before the archive reads these."""

EDIT = """
import pathlib, shutil

PENDING = pathlib.Path(__file__).parent / ".pending"

def {event}(*_, **__):
    for step in sorted(PENDING.glob("*"))[:1]:
        for gone in step.rglob("*.gone"):
            path = PENDING.parent / gone.relative_to(step).with_suffix("")
            path.unlink()
            gone.unlink()
        shutil.copytree(step, PENDING.parent, dirs_exist_ok=True)
        shutil.rmtree(step)
"""
"""Makes one prepared edit each time that an event occurs; see ``prepare_edit``."""


def add_hook(project: Path, source: str, config: str = "mkdocs.yml") -> None:
    """Adds a hook to a configuration of a project.

    Args:
        project: The project.
        source: The Python code of the hook.
        config: Name of the configuration file.
    """
    (project / f"{config}.py").write_text(source, "utf-8")
    file = project / config
    text = file.read_text("utf-8")
    file.write_text(text.replace("  - hooks/main.py\n", f"  - hooks/main.py\n  - {config}.py\n"))


def prepare_edit(project: Path, files: Mapping[str, str | None], number: int = 1) -> None:
    """Prepares an edit that a hook will make.

    Args:
        project: The project.
        files: Path → the new text of the file; None to delete it.
        number: The edits are made in the order of their numbers.
    """
    for path, text in files.items():
        file = project / f".pending/{number}" / (path if text is not None else f"{path}.gone")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text or "", "utf-8")


@contextmanager
def paused_build(project: Path, *arguments: str) -> Iterator[list[Run]]:
    """Runs a build with the hook ``WAIT`` until it waits; it goes on when the context ends.

    Args:
        project: The project.
        arguments: Those of ``mkdocs build``.

    Yields:
        A list that has the result of the run once the context has ended.
    """
    process = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "build", *arguments],
        cwd=project,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout is not None
    said: list[str] = []
    done: list[Run] = []
    try:
        for line in process.stdout:
            if line.strip() == WAITING:
                break
            said.append(line)
        else:
            raise AssertionError("".join(said))
        yield done
    finally:
        rest, _ = process.communicate("\n")
    done.append(Run(process.returncode, "".join(said) + rest, project / "site"))
