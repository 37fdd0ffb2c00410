"""The language server: requests and notifications of the protocol, turned into calls.

Source: Language Server Protocol, version 3.17.
"""

from __future__ import annotations

import asyncio
import traceback
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls import uris
from pygls.lsp.server import LanguageServer
from pygls.workspace import PositionCodec, TextDocument

from archive.core.model import Level, Problem
from archive.language_server.completion import Offer, Sort
from archive.language_server.session import Session
from archive.language_server.spot import find_spot
from archive.language_server.worker import Worker
from archive.lib.source_changes import SourceChangedError
from archive.lint.project import ConfigurationError

NAME = "archive"
"""The name of the server, and the source of its diagnostics."""
_SEVERITIES = {
    Level.ERROR: types.DiagnosticSeverity.Error,
    Level.WARNING: types.DiagnosticSeverity.Warning,
    Level.NOTICE: types.DiagnosticSeverity.Information,
}
_SYMBOLS = {
    Sort.KEY: types.CompletionItemKind.Property,
    Sort.NAME: types.CompletionItemKind.Value,
    Sort.WORD: types.CompletionItemKind.EnumMember,
    Sort.FILE: types.CompletionItemKind.File,
}
_WATCHED = ("**/*.md", "**/*.yml", "**/*.yaml")
_TRIGGERS = ["[", "{", ",", " ", '"', "'", ":"]


def make_server(root: Path | None, configuration: Path | None = None) -> LanguageServer:
    """Makes a server that is ready to start.

    Args:
        root: The folder of the project; that of the editor if None.
        configuration: The configuration file, or None for the default.
    """
    server = LanguageServer(NAME, "1")
    desk = _Desk(server, root, configuration)
    options = types.CompletionOptions(trigger_characters=_TRIGGERS)
    taken: dict[str, Callable[[Any], object]] = {
        types.INITIALIZED: desk.initialized,
        types.TEXT_DOCUMENT_DID_OPEN: desk.opened,
        types.TEXT_DOCUMENT_DID_CHANGE: desk.changed,
        types.TEXT_DOCUMENT_DID_SAVE: desk.saved,
        types.TEXT_DOCUMENT_DID_CLOSE: desk.closed,
        types.WORKSPACE_DID_CHANGE_WATCHED_FILES: desk.changed_outside,
        types.SHUTDOWN: desk.shut_down,
        types.TEXT_DOCUMENT_HOVER: desk.hover,
    }
    for name, take in taken.items():
        # pygls sets attributes of what it registers, which methods do not have.
        server.feature(name)(partial(take))
    server.feature(types.TEXT_DOCUMENT_COMPLETION, options)(partial(desk.complete))
    return server


class _Desk:
    """Takes the messages of one editor."""

    def __init__(
        self, server: LanguageServer, root: Path | None, configuration: Path | None
    ) -> None:
        self._server = server
        self._root = root
        self._session = Session(root or Path(), configuration)
        self._worker = Worker(
            lambda path: self._guarded(lambda: self._check(path)),
            lambda: self._guarded(self._read),
            lambda: list(self._session.texts),
        )
        self._documents: dict[str, tuple[str, int | None]] = {}
        self._loop: asyncio.AbstractEventLoop | None = None
        self._links: dict[str, tuple[Problem, ...]] = {}

    def initialized(self, _: types.InitializedParams) -> None:
        """Begins to read the project, and asks the editor to report changes of files."""
        self._loop = asyncio.get_running_loop()
        folder = self._server.workspace.root_path
        if self._root is None and folder:
            self._session.root = Path(folder)
        workspace = self._server.client_capabilities.workspace
        watching = workspace and workspace.did_change_watched_files
        if watching and watching.dynamic_registration:
            watchers = [types.FileSystemWatcher(glob_pattern=one) for one in _WATCHED]
            options = types.DidChangeWatchedFilesRegistrationOptions(watchers=watchers)
            registration = types.Registration(
                id="files",
                method=types.WORKSPACE_DID_CHANGE_WATCHED_FILES,
                register_options=options,
            )
            self._server.client_register_capability(
                types.RegistrationParams(registrations=[registration])
            )
        self._worker.start()

    def opened(self, params: types.DidOpenTextDocumentParams) -> None:
        """Checks a file that is opened."""
        self._take(params.text_document.uri)

    def changed(self, params: types.DidChangeTextDocumentParams) -> None:
        """Checks a file after an edit."""
        self._take(params.text_document.uri)

    def saved(self, params: types.DidSaveTextDocumentParams) -> None:
        """Reads the project again, as other files may depend on what was saved."""
        self._take(params.text_document.uri)
        self._worker.refresh()

    def closed(self, params: types.DidCloseTextDocumentParams) -> None:
        """Forgets a file, and its problems with it."""
        uri = params.text_document.uri
        path = self._path(uri)
        self._session.close(path)
        self._links.pop(path, None)
        if self._documents.pop(path, None):
            self._publish(types.PublishDiagnosticsParams(uri=uri, diagnostics=[]))
            self._worker.refresh()

    def changed_outside(self, _: types.DidChangeWatchedFilesParams) -> None:
        """Reads the project again after files changed outside of the editor."""
        self._worker.refresh()

    def shut_down(self, _: None) -> None:
        """Ends the thread of checks."""
        self._worker.stop()

    def complete(self, params: types.CompletionParams) -> types.CompletionList | None:
        """Returns what to offer at the cursor."""
        document, path, lines = self._document(params.text_document.uri)
        if not path or not path.endswith(".md"):
            return None
        place = document.position_codec.position_from_client_units(lines, params.position)
        spot = find_spot(lines, place.line, place.character)
        if spot is None:
            return None
        start = types.Position(line=place.line, character=spot.start)
        whole = types.Range(start=start, end=types.Position(place.line, place.character))
        range_ = document.position_codec.range_to_client_units(lines, whole)
        offers = self._session.offers(spot, path)
        # What matches is decided here, regardless of accents: editors would compare them.
        return types.CompletionList(
            is_incomplete=True,
            items=[_item(offer, number, range_, spot.typed) for number, offer in enumerate(offers)],
        )

    async def hover(self, params: types.HoverParams) -> types.Hover | None:
        """Returns what to show of the entity or key at a place."""
        document, path, lines = self._document(params.text_document.uri)
        place = document.position_codec.position_from_client_units(lines, params.position)
        if not path or not path.endswith(".md") or place.line >= len(lines):
            return None
        # The first hover resolves all briefs, which must not keep other requests waiting.
        shown = await asyncio.to_thread(
            self._session.shown, path, lines, place.line, place.character
        )
        if shown is None:
            return None
        whole = types.Range(
            start=types.Position(place.line, shown.start), end=types.Position(place.line, shown.end)
        )
        return types.Hover(
            contents=types.MarkupContent(kind=types.MarkupKind.Markdown, value=shown.markdown),
            range=document.position_codec.range_to_client_units(lines, whole),
        )

    def _document(self, uri: str) -> tuple[TextDocument, str, list[str]]:
        document = self._server.workspace.get_text_document(uri)
        return document, self._path(uri), document.source.split("\n")

    def _path(self, uri: str) -> str:
        file = uris.to_fs_path(uri) if uri.startswith("file:") else None
        return self._session.path_of(file) if file else ""

    def _take(self, uri: str) -> None:
        path = self._path(uri)
        if not path:
            return
        document = self._server.workspace.get_text_document(uri)
        self._session.texts[path] = document.source.encode("utf-8", "surrogatepass")
        self._documents[path] = uri, document.version
        self._worker.submit(path)

    def _read(self) -> None:
        self._session.read()

    def _guarded(self, call: Callable[[], None]) -> None:
        """Runs something in the thread of checks, which no error may end."""
        try:
            call()
        except SourceChangedError:
            self._worker.refresh()
        except (ConfigurationError, OSError) as error:
            shown = types.ShowMessageParams(type=types.MessageType.Error, message=str(error))
            self._later(lambda: self._server.window_show_message(shown))
        except Exception:  # noqa: BLE001  # the next check may succeed
            text = traceback.format_exc()
            logged = types.LogMessageParams(type=types.MessageType.Error, message=text)
            self._later(lambda: self._server.window_log_message(logged))

    def _check(self, path: str) -> None:
        """Publishes the problems of a file, those of links that must be rendered a little later."""
        content, document = self._session.texts.get(path), self._documents.get(path)
        if content is None or document is None:
            return
        problems, briefs = self._session.check(path)
        earlier = self._links.get(path, ()) if briefs else ()
        self._show(*document, content, (*problems, *earlier))
        if briefs and not self._worker.is_waiting(path):
            self._links[path] = self._session.check_links(path, briefs)
            self._show(*document, content, (*problems, *self._links[path]))
        elif not briefs:
            self._links.pop(path, None)

    def _show(
        self, uri: str, version: int | None, content: bytes, problems: Sequence[Problem]
    ) -> None:
        lines = content.decode("utf-8", "replace").split("\n")
        codec = self._server.workspace.position_codec
        found = types.PublishDiagnosticsParams(
            uri=uri,
            version=version,
            diagnostics=[_diagnostic(one, lines, codec) for one in problems],
        )
        self._later(lambda: self._publish(found))

    def _publish(self, found: types.PublishDiagnosticsParams) -> None:
        self._server.text_document_publish_diagnostics(found)

    def _later(self, call: Callable[[], None]) -> None:
        """Calls a function in the thread that writes to the editor."""
        if self._loop and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(call)


def _diagnostic(problem: Problem, lines: Sequence[str], codec: PositionCodec) -> types.Diagnostic:
    line = min(problem.place.line, len(lines)) - 1
    start, end = _extent(lines[line].rstrip("\r"), problem)
    whole = types.Range(start=types.Position(line, start), end=types.Position(line, end))
    text = str(problem).removeprefix(f"{problem.place}: {problem.level}: ")
    return types.Diagnostic(
        range=codec.range_to_client_units(list(lines), whole),
        message=text,
        severity=_SEVERITIES[problem.level],
        code=problem.code,
        source=NAME,
    )


def _extent(line: str, problem: Problem) -> tuple[int, int]:
    """Returns the columns to underline: what the message quotes if it is there, else the rest."""
    start = min(problem.place.column - 1, len(line))
    quoted = problem.message.partition('"')[2].partition('"')[0]
    for skip in (0, 1):
        if quoted and line.startswith(quoted, start + skip):
            return start, start + skip + len(quoted) + skip
    return start, max(len(line.rstrip()), start)


def _item(offer: Offer, number: int, range_: types.Range, typed: str) -> types.CompletionItem:
    return types.CompletionItem(
        label=offer.label,
        kind=_SYMBOLS[offer.sort],
        detail=offer.about or None,
        documentation=offer.details or None,
        sort_text=f"{number:04}",
        filter_text=typed or offer.text,
        text_edit=types.TextEdit(range=range_, new_text=offer.text),
    )
