"""The command line: ``python -m archive lint`` and the other commands."""

from __future__ import annotations

import argparse
import sys
import traceback
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

from archive.commands.project import add_options
from archive.commands.status import FAILED, UsageError
from archive.importing.kinds import FOLDERS
from archive.lib.third_party import blame
from archive.lint.project import ConfigurationError
from archive.lint.report import FORMATS
from archive.publish.hosts import HOSTS

_LINT = """\
Check all briefs, the registry and everything in docs/, and report every problem as

    path:line:column: level: message — did you mean "…"? (hint: …)

An unknown actor or region is an error here; a build only warns of it.
"""
_STATUS = """\
exit status:
  0  no problem was found
  1  there are problems, errors or warnings alike
  2  nothing was checked: wrong usage, or a failure of the program
"""
_NEW = "Create a brief. Asks for title and actors if neither options nor the environment give them."
_LSP = "Serve an editor by the Language Server Protocol, on standard input and output."
_IMPORT = "Turn the texts of another system into briefs for review; no file is replaced."
_INIT = "Make a fork an archive of its own: set its name, and remove the shipped content."
_ADDRESSES = "Add all published addresses to addresses.txt; none is removed from it."
_RENAME = "Rename a brief or an entity in all files; the earlier address redirects."
_MERGE = "Make one entity of two in all files; the address of the first redirects."
_DEPLOY_FILES = "Copy the files by which a host publishes the site into the project."
_DIFF = "Report what changes for readers since another commit: pages, addresses, relations, actors."
_DOCTOR = "Report what a host would refuse of the built site before you upload it."
_CMS = "Install Sveltia CMS, the form for editors, from its npm package."
_SCHEMA = "Write schemas/*.json for editors and docs/reference.md for readers."
_MESSAGES = "Collect the messages of the interface for translators, and update translations."
_ROLLBACK = "Publish the previous release again; the current one is kept."
_UPGRADE = "Merge a new version of the program into a fork, whose own files stay as they are."
_INDEX_PREVIEW = "Update the search index of a preview; mkdocs serve runs this in the background."


def main(arguments: Sequence[str]) -> int:
    """Runs a command and returns its exit status: 0, 1 for problems, 2 for failure."""
    options = parser().parse_args(arguments)
    try:
        return _command(options.run)(options)
    except BrokenPipeError:
        # The reader has closed the pipe; Python must not fail when it closes the stream too.
        sys.stdout = None
        return FAILED
    except (UsageError, ConfigurationError, OSError) as error:
        sys.stderr.write(f"{options.command}: {error}\n")
        return FAILED
    except KeyboardInterrupt:
        return FAILED
    except Exception as error:  # noqa: BLE001  # status 1 would say that a brief is wrong
        said = blame(error)
        sys.stderr.write(f"{options.command}: {said}\n" if said else traceback.format_exc())
        return FAILED


def parser() -> argparse.ArgumentParser:
    """Makes the parser of the command line."""
    top = argparse.ArgumentParser(
        prog="archive", description="Tools for those who edit the archive."
    )
    commands = top.add_subparsers(
        dest="command",
        required=True,
        metavar="addresses | cms | deploy-files | diff | doctor | import | init | lint | lsp"
        " | merge | new | rename | schema | messages | rollback | upgrade",
    )
    _add_lint(
        commands.add_parser(
            "lint",
            help="check briefs and registry",
            description=_LINT,
            epilog=_STATUS,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
    )
    _add_root(
        commands.add_parser("addresses", help="list all addresses", description=_ADDRESSES),
        "addresses",
    )
    _add_rename(
        commands.add_parser("rename", help="rename a brief or an entity", description=_RENAME)
    )
    _add_merge(commands.add_parser("merge", help="make one entity of two", description=_MERGE))
    _add_cms(commands.add_parser("cms", help="install the form for editors", description=_CMS))
    _add_deploy_files(
        commands.add_parser("deploy-files", help="copy a host's files", description=_DEPLOY_FILES)
    )
    _add_diff(commands.add_parser("diff", help="report what changes", description=_DIFF))
    _add_doctor(
        commands.add_parser("doctor", help="check a site before upload", description=_DOCTOR)
    )
    _add_import(commands.add_parser("import", help="import other files", description=_IMPORT))
    _add_init(commands.add_parser("init", help="start an archive", description=_INIT))
    _add_root(commands.add_parser("lsp", help="serve an editor", description=_LSP), "lsp")
    _add_new(commands.add_parser("new", help="create a brief", description=_NEW))
    _add_schema(
        commands.add_parser("schema", help="write schemas and reference page", description=_SCHEMA)
    )
    _add_messages(
        commands.add_parser("messages", help="collect messages to translate", description=_MESSAGES)
    )
    _add_rollback(
        commands.add_parser(
            "rollback", help="publish the previous release again", description=_ROLLBACK
        )
    )
    _add_upgrade(
        commands.add_parser("upgrade", help="upgrade to a new version", description=_UPGRADE)
    )
    behind = commands.add_parser("index-preview", description=_INDEX_PREVIEW)
    behind.add_argument("cache", type=Path)
    behind.add_argument("target", type=Path)
    behind.set_defaults(run="index_preview")
    return top


def _command(name: str) -> Callable[[argparse.Namespace], int]:
    """Returns the function of a command; loads it only when it runs: lint needs no search."""
    run: Callable[[argparse.Namespace], int] = getattr(
        import_module(f"archive.commands.{name}"), name
    )
    return run


def _add_root(command: argparse.ArgumentParser, run: str) -> None:
    add_options(command)
    command.set_defaults(run=run)


def _add_lint(command: argparse.ArgumentParser) -> None:
    _add_root(command, "lint")
    add = command.add_argument
    add("paths", nargs="*", help="report on these files and folders only (default: all)")
    add("--format", choices=FORMATS, default="text", help="format of the report (default: text)")
    add(
        "-v",
        "--verbose",
        action="store_true",
        help="list equal problems one by one, and what entries change",
    )
    add(
        "--fix",
        action="store_true",
        help="correct problems with only one solution, and show the changes",
    )
    add("--diff", action="store_true", help="only show what --fix would change")
    add(
        "--canonical",
        action="store_true",
        help="with --fix, also replace names of actors by canonical names",
    )
    add("--no-cache", action="store_true", help="read every file again, without the cache")
    add(
        "--workers",
        type=int,
        default=0,
        help="number of processes (default: one per processor core)",
    )


def _add_rename(command: argparse.ArgumentParser) -> None:
    _add_root(command, "rename")
    add = command.add_argument
    add("old", nargs="?", default="", help="path or address of a brief, or a name of an entity")
    add("new", nargs="?", default="", help="the new path, or the new name")
    add("--dry-run", action="store_true", help="only show what would change")


def _add_merge(command: argparse.ArgumentParser) -> None:
    _add_root(command, "merge")
    add = command.add_argument
    add("old", nargs="?", default="", help="the entity that will be gone, by any name")
    add("into", nargs="?", default="", help="the entity that remains, by any name")
    add("--dry-run", action="store_true", help="only show what would change")


def _add_cms(command: argparse.ArgumentParser) -> None:
    _add_root(command, "cms")
    command.add_argument(
        "--pin",
        nargs="+",
        default=[],
        metavar="PACKAGE@VERSION",
        help="for maintainers of the program: pin other versions",
    )


def _add_deploy_files(command: argparse.ArgumentParser) -> None:
    _add_root(command, "deploy_files")
    command.add_argument("host", nargs="?", default="", help=f"one of: {', '.join(HOSTS)}")


def _add_diff(command: argparse.ArgumentParser) -> None:
    _add_root(command, "diff")
    add = command.add_argument
    add("base", nargs="?", default="", help="a branch, tag or commit, such as main")
    add("--output", help="also append the report to this file")


def _add_doctor(command: argparse.ArgumentParser) -> None:
    _add_root(command, "doctor")
    add = command.add_argument
    add("host", nargs="?", default="", help=f"one of: {', '.join(HOSTS)}")
    add("--site", help="the built folder (default: site_dir of the configuration)")
    add("--format", choices=FORMATS, default="text", help="format of the report (default: text)")


def _add_import(command: argparse.ArgumentParser) -> None:
    _add_root(command, "import_files")
    add = command.add_argument
    kinds = "folder with the texts, a table (CSV), or a Word or PDF file"
    add("source", nargs="?", default="", help=kinds)
    add("--kind", choices=FOLDERS, help="the system they come from (default: found by its folders)")
    add("--dry-run", action="store_true", help="only show what would be written")


def _add_init(command: argparse.ArgumentParser) -> None:
    _add_root(command, "init")
    add = command.add_argument
    add("--name", help="name of the archive; asked for if left out")
    add("--address", help='address of the site, or ""; asked for if left out')
    add("--repository", help='address of the repository, or ""; asked for if left out')
    add("--language", default="en", help="language of the interface (default: en)")
    add("--host", default="", help="also copy the files by which this host publishes the site")
    add("--yes", action="store_true", help="do not ask before removing briefs and registry")


def _add_new(command: argparse.ArgumentParser) -> None:
    _add_root(command, "new")
    add = command.add_argument
    add("--title", help="the headline; asked for if left out")
    add("--actors", help='whom it is about: "CSTO; India"; asked for if left out')
    add("--date", help="the day, such as 2022-02-01 (default: today)")
    add("--region", default="", help='regions: "Southern Asia; Central Asia"')
    add("--summary", default="", help="one or two sentences")
    add("--slug", default="", help="name of the file (default: made from the title)")


def _add_messages(command: argparse.ArgumentParser) -> None:
    _add_root(command, "messages")
    add = command.add_argument
    add(
        "--add",
        action="append",
        default=[],
        metavar="LANGUAGE",
        help="start a translation, such as fr",
    )
    add("--check", action="store_true", help="write nothing; status 1 if a file is out of date")


def _add_rollback(command: argparse.ArgumentParser) -> None:
    _add_root(command, "rollback")
    command.add_argument(
        "--site", help="the published folder (default: site_dir of the configuration)"
    )


def _add_upgrade(command: argparse.ArgumentParser) -> None:
    _add_root(command, "upgrade")
    add = command.add_argument
    repository = "address or folder of the program's repository (default: the remote upstream)"
    add("source", nargs="?", default="", help=repository)
    add("--version", default="", help="tag, branch or commit (default: the newest)")
    add("--commit", default="", help="merge this commit, which has been fetched")


def _add_schema(command: argparse.ArgumentParser) -> None:
    _add_root(command, "schema")
    command.add_argument(
        "--check", action="store_true", help="write nothing; status 1 if a file is out of date"
    )
