"""The preview is notified of changes of files, not of reads."""

from __future__ import annotations

import queue
from pathlib import Path

from mkdocs.config import load_config
from mkdocs.livereload import LiveReloadServer
from watchdog.events import FileSystemEvent, FileSystemEventHandler

from archive.mkdocs_adapter.watching import hear_changes


class Listener(FileSystemEventHandler):
    """Collects the names of files with a notification."""

    def __init__(self) -> None:
        self.heard: queue.Queue[str] = queue.Queue()

    def on_any_event(self, event: FileSystemEvent) -> None:
        if not event.is_directory:
            self.heard.put(Path(str(event.src_path)).name)


def test_reading_a_file_is_not_a_change(tmp_path: Path) -> None:
    """Notifications come in the order of their causes."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: A\n", "utf-8")
    file, other = tmp_path / "docs/a.md", tmp_path / "docs/b.md"
    for one in (file, other):
        one.write_text("Text", "utf-8")
    config = load_config(str(tmp_path / "mkdocs.yml"))
    server = LiveReloadServer(lambda: None, "127.0.0.1", 0, str(tmp_path))
    server.watch(config.docs_dir)
    server.watch(str(config.config_file_path))
    assert hear_changes(server, config, tmp_path / "scratch")
    listener = Listener()
    server.observer.schedule(listener, str(tmp_path / "docs"), recursive=True)
    server.observer.start()
    try:
        for _ in range(3):
            file.read_bytes()
        other.write_text("Other text", "utf-8")
        assert listener.heard.get(timeout=60) == "b.md"
    finally:
        server.observer.stop()
        server.observer.join()
        server.server_close()
