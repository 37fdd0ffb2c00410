"""Writes the maintainers' part of the reference: settings, commands, environment variables."""

from __future__ import annotations

from collections.abc import Mapping

from archive.core.settings import SETTINGS, Setting
from archive.publish.hosts import HOSTS

PROJECT_OPTIONS = {
    "--root": "the folder of the configuration file; the current folder if left out",
    "--config-file": "the configuration file; `mkdocs.yml`, else `properdocs.yml`, if left out",
}
"""Options of every command."""
COMMANDS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "lint": (
        "Checks all briefs, the registry and the hand-written pages (`make lint`).",
        {
            "paths": "report on these files and folders only",
            "--format": "`text` for people, `github` for annotations, `gitlab` for a Code Quality "
            "report, `json` or `sarif` for data",
            "--verbose": "list equal warnings one by one; by default, more than three are one line",
            "--fix": "correct problems with only one solution, and show the changes (`make fix`)",
            "--diff": "only show what `--fix` would change",
            "--canonical": "with `--fix`, also replace names of actors by canonical names",
            "--no-cache": "read every file again; deleting `.cache/archive/` has the same effect",
            "--workers": "number of processes; one per processor core if left out",
        },
    ),
    "addresses": (
        (
            "Adds all addresses that a build would publish to `addresses.txt` (`make addresses`), "
            "which you commit. Reports the listed addresses that would be gone; the exit status is "
            "1 if there are any. Removes none."
        ),
        {},
    ),
    "rename": (
        (
            "Renames a brief's file, or an entity (`make rename FROM=… TO=…`): its entry, its name "
            "in front matter, and links in texts. The earlier address redirects. Shows the changes "
            "as a diff, and makes none if there would be an error."
        ),
        {
            "old": "path or address of a brief; name, identifier or address of an entity",
            "new": "the new path of the brief, or the new name of the entity",
            "--dry-run": "only show what would change",
        },
    ),
    "merge": (
        (
            "Makes one entity of two (`make merge FROM=… INTO=…`), likewise: the second takes over "
            "the names and the addresses of the first, whose entry is removed."
        ),
        {
            "old": "the entity that will be gone",
            "into": "the entity that remains",
            "--dry-run": "only show what would change",
        },
    ),
    "import": (
        "Turns texts of another system into briefs for review (`make import`); replaces no file.",
        {
            "source": "folder with the texts, a table (CSV), or a Word or PDF file",
            "--kind": "the system they come from; found by its folders if left out",
            "--dry-run": "only show what would be written",
        },
    ),
    "new": (
        (
            "Creates a brief (`make new TITLE=… ACTORS=…`). Asks for title and actors if they are "
            "not given. The text that it writes is an error in lint and builds until it is "
            "replaced. `make new` takes each option as a variable, `DATE=…` for `--date`; the "
            "program takes `ARCHIVE_DATE` from the environment in place of an option."
        ),
        {
            "--title": "the headline",
            "--actors": 'whom it is about: `"CSTO; India"`',
            "--date": "the day, such as `2022-02-01`; today if left out",
            "--region": 'regions: `"Southern Asia; Central Asia"`',
            "--summary": "one or two sentences",
            "--slug": "the name of the file; made from the title if left out",
        },
    ),
    "lsp": (
        (
            "Serves an editor by the Language Server Protocol: problems of open briefs while they "
            "are written, completion, and what is known of a name (`make --silent lsp`, see "
            "[How to write a brief](write.md#in-an-editor)). The editor starts and ends it."
        ),
        {},
    ),
    "schema": (
        "Writes the schemas for editors, and this page (`make schema`).",
        {"--check": "write nothing; exit with status 1 if a file is out of date"},
    ),
    "messages": (
        "Collects the messages to translate in `locale/archive.pot` (`make messages`).",
        {
            "--add": "start the translation into a language, such as `fr` or `pt-BR`",
            "--check": "write nothing; exit with status 1 if a file is out of date",
        },
    ),
    "init": (
        (
            "Makes a fork an archive of its own (`make init`): sets the name, the addresses and "
            "the language in the configuration, and removes all files of the briefs and the "
            "registry. They must be committed, so that Git can restore them."
        ),
        {
            "--name": "name of the archive; asked for if left out",
            "--address": 'address of the site, or `""` if there is none yet; asked for if left out',
            "--repository": "address of the repository, likewise",
            "--language": "language of the interface; `en` if left out",
            "--host": "also do what `deploy-files` does for this host",
            "--yes": "do not ask before files are removed",
        },
    ),
    "cms": (
        (
            "Installs the form for editors from its npm packages into `.cache/cms` (`make cms`). "
            "`make build` does so by itself where the setting `cms` is on."
        ),
        {"--pin": "for maintainers of the program: pin other versions, as `package@version`"},
    ),
    "deploy-files": (
        (
            "Copies the files by which a host publishes the site from `deploy/` into the project "
            "(`make deploy-files HOST=…`), and says what to do next. Replaces no file."
        ),
        {"host": "the host, one of: " + ", ".join(f"`{name}`" for name in HOSTS)},
    ),
    "diff": (
        (
            "Reports what changes for readers since another commit, as Markdown "
            "(`make diff BASE=main`): addresses that are lost, actors that become unclassified, "
            "relations that appear or end, and pages that are added, changed or removed. The "
            "commit is the one at which the branch left `BASE`; changes that are not committed "
            "count too. The report never makes the command fail."
        ),
        {
            "base": "a branch, tag or commit",
            "--output": "a file to which the report is also appended",
        },
    ),
    "doctor": (
        (
            "Reports what a host would refuse of the built site, before it is uploaded "
            "(`make doctor HOST=…`). The exit status is 1 if it would refuse something."
        ),
        {
            "host": "the host, as for `deploy-files`",
            "--site": "the built folder; `site_dir` of the configuration if left out",
            "--format": "format of the report, as for `lint`",
        },
    ),
    "upgrade": (
        (
            "Merges a new version of the program into an archive of your own (`make upgrade "
            "FROM=…`). The files of the archive stay as they are; settings and registry are "
            "changed where the new version needs it. You review and commit the result. The exit "
            "status is 1 if you must edit files that both have changed."
        ),
        {
            "source": "address or folder of the program's repository; the remote `upstream` of "
            "Git if left out",
            "--version": "tag, branch or commit; the newest if left out",
            "--commit": "merge this commit, which has been fetched; for the command itself",
        },
    ),
    "rollback": (
        "Publishes the previous release again (`make rollback`). The current one is kept.",
        {"--site": "the published folder; `site_dir` of the configuration if left out"},
    ),
}
"""Each public command of ``python -m archive``: its purpose, arguments and options."""
INTERNAL_COMMANDS = ("index-preview",)
"""Commands that the program runs by itself."""
VARIABLES: Mapping[str, str] = {
    "ARCHIVE_ACTORS": "The option `--actors` of `new`.",
    "ARCHIVE_ALLOW_REMOVALS": "`1` allows a build to remove more published briefs than the setting "
    "`removals` allows.",
    "ARCHIVE_DATE": "The option `--date` of `new`.",
    "ARCHIVE_POLL": "`1` makes the preview check all files twice a second. Use it where no "
    "file change events arrive: on a network drive, or if files are changed from outside a "
    "container.",
    "ARCHIVE_REGION": "The option `--region` of `new`.",
    "ARCHIVE_SEARCH_EXPORT": "Any value publishes documents for a search server, as the setting "
    "`search_export` does (`make search-export`).",
    "ARCHIVE_SLUG": "The option `--slug` of `new`.",
    "ARCHIVE_SUMMARY": "The option `--summary` of `new`.",
    "ARCHIVE_TITLE": "The option `--title` of `new`.",
    "CI": "Any value but `0` and `false` makes a shallow clone an error if pages show the history "
    "of briefs. All services of continuous integration set it.",
    "CI_PAGES_URL": "Where GitLab publishes the project. GitLab sets it, and `doctor` reads it.",
    "GITHUB_REPOSITORY": "Owner and name of the repository. GitHub and Forgejo set it, and "
    "`doctor` reads it.",
    "GITHUB_SERVER_URL": "The server of that repository. GitHub and Forgejo set it, and `doctor` "
    "reads it.",
    "NO_COLOR": "Any value turns off colour in the output of `lint`.",
    "NO_MKDOCS_2_WARNING": "Any value hides Material's notice about MkDocs 2; `make` sets it.",
    "SITE_URL": "The address of the site for `mkdocs build`, in place of `site_url`.",
    "SOURCE_DATE_EPOCH": "Seconds since 1970, used as the current time. Two builds of the "
    "same files with the same value are identical byte for byte.",
}
"""Environment variables that the program reads."""

_SETTINGS = """\
## Settings

`mkdocs.yml` has the archive's own settings under `extra.archive`:

```yaml
extra:
  archive:
    tagline: Who is a member of what, and since when.
    newest: 12
```

| Setting | Value | Default | What it is for |
|---|---|---|---|
"""
_COMMANDS = """\
## Commands

`make help` lists the commands of `make`. Those below belong to a program with options.
`make` passes options on: `make lint ARGS="--format json briefs/2022"`.
To run the program itself: `PYTHONPATH=hooks .venv/bin/python -m archive lint`.
"""
_LINT = """\
Every problem is reported by file, line and column. The exit status is 0 if there is no problem, 1
if there are errors or warnings, and 2 if nothing was checked: wrong usage, or a failure of the
program. A notice is not a problem: it names a file that is not published, and the reason.

`--fix` removes byte order marks and corrects line ends. In front matter it also removes white space
at the ends of lines and zero-width spaces, puts strings in quotes where YAML needs them, and
rewrites dates that can mean only one day. Running it twice changes nothing more.
"""


def settings() -> str:
    """Returns the section on settings."""
    rows = "".join(
        f"| `{name}` | {_values(one)} | {_default(one)} | {one.about} |\n"
        for name, one in SETTINGS.items()
    )
    return _SETTINGS + rows


def commands() -> str:
    """Returns the section on the commands of ``python -m archive``."""
    parts = [_COMMANDS]
    for name, (about, options) in COMMANDS.items():
        rows = "".join(
            f"| {f'`{option}`' if option.startswith('-') else f'*{option}*'} | {what} |\n"
            for option, what in {**options, **PROJECT_OPTIONS}.items()
        )
        parts.append(f"### `{name}`\n\n{about}\n")
        parts.append(f"| Option | What it does |\n|---|---|\n{rows}")
        if name == "lint":
            parts.append(_LINT)
    internal = ", ".join(f"`{name}`" for name in INTERNAL_COMMANDS)
    parts.append(f"The preview runs {internal} by itself.\n")
    return "\n".join(parts)


def variables() -> str:
    """Returns the section on environment variables."""
    rows = "".join(f"| `{name}` | {about} |\n" for name, about in VARIABLES.items())
    return f"## Environment variables\n\n| Variable | What it does |\n|---|---|\n{rows}"


def _values(setting: Setting) -> str:
    if setting.choices:
        return ", ".join(f"`{one}`" for one in setting.choices)
    return setting.shape()


def _default(setting: Setting) -> str:
    if isinstance(setting.default, bool):
        return f"`{str(setting.default).lower()}`"
    if isinstance(setting.default, tuple) and setting.default:
        return f"`[{', '.join(map(str, setting.default))}]`"
    return f"`{setting.default}`" if setting.default not in ("", ()) else "none"
