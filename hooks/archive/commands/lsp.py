"""``archive lsp``: runs the language server, which an editor starts."""

from __future__ import annotations

from argparse import Namespace
from importlib.util import find_spec

from archive.commands.project import root_of
from archive.commands.status import CLEAN, UsageError


def lsp(options: Namespace) -> int:
    """Runs the language server on standard input and output until the editor ends it.

    Raises:
        UsageError: If its packages are not installed.
    """
    if find_spec("pygls") is None:
        raise UsageError("the language server is not installed (hint: make editor)")
    from archive.language_server.server import make_server

    is_named = options.root is not None or options.config_file is not None
    make_server(root_of(options) if is_named else None, options.config_file).start_io()
    return CLEAN
