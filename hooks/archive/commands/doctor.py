"""``archive doctor``: reports what a host would refuse of the built site before it is uploaded."""

from __future__ import annotations

import os
import subprocess
import sys
from argparse import Namespace
from pathlib import Path
from urllib.parse import urlsplit

from archive.commands.hosts import host_named
from archive.commands.lint import wants_colour
from archive.commands.project import project_of
from archive.commands.status import CLEAN, PROBLEMS, UsageError
from archive.core.counts import counted
from archive.core.groups import total
from archive.core.model import Level
from archive.lib.output_files import files_below
from archive.lib.web_address import is_web_address
from archive.lint.project import Project, find_configuration
from archive.lint.report import FORMATS, as_text
from archive.publish.hosts import HOSTS
from archive.publish.marks import read_mark, release_of
from archive.publish.upload import Upload, check_upload


def doctor(options: Namespace) -> int:
    """Checks a built site and returns the exit status: 1 if the host would refuse something.

    Raises:
        UsageError: If there is no such host, or no built site.
    """
    name = host_named(options.host, "doctor")
    host = HOSTS[name]
    project = project_of(options)
    file = options.config_file or find_configuration(project.root)
    upload = _read(project, file.name, options.site or project.site, name)
    problems = check_upload(host, upload)
    if options.format == "text":
        sys.stdout.write(as_text(problems, colour=wants_colour()))
    else:
        sys.stdout.write(FORMATS[options.format](problems))
    sys.stdout.flush()
    has_errors = any(problem.level is Level.ERROR for problem in problems)
    size = sum(upload.files.values()) / 1_000_000
    site = f"{upload.folder}/ has {counted(len(upload.files), 'file')}, {size:,.1f} MB"
    verdict = "would refuse it" if has_errors else "would accept it"
    sys.stderr.write(f"{site}: {host.name} {verdict} ({total(problems) or 'no problems'})\n")
    return PROBLEMS if has_errors else CLEAN


def _read(project: Project, configuration: str, site: str, host: str) -> Upload:
    folder = project.root / site
    if not release_of(folder):
        raise UsageError(f"{site}/ is not a built site (hint: make build, then try again)")
    given = read_mark(folder).get("site_url")
    own = Path(project.docs, "_headers")
    return Upload(
        files={path: (folder / path).stat().st_size for path in files_below(folder)},
        folder=site,
        address=given if isinstance(given, str) else "",
        expected=_expected(host, project.repo_url),
        configuration=configuration,
        repository=bool(project.repo_url),
        is_shallow=_is_shallow(project.root),
        headers=_content(folder / "_headers"),
        redirects=_content(folder / "_redirects"),
        host=project.settings.host,
        own_headers=own.as_posix() if (project.root / own).is_file() else "",
    )


def _expected(host: str, repository: str) -> str:
    """Returns where a host publishes the project if it has no domain of its own, or ""."""
    if host == "gitlab-pages":
        address = os.environ.get("CI_PAGES_URL", "")
        return f"{address.rstrip('/')}/" if address else ""
    domain, source = {
        "github-pages": ("github.io", "github.com"),
        "codeberg": ("codeberg.page", "codeberg.org"),
    }.get(host, ("", ""))
    if not domain:
        return ""
    # A job knows its repository and its server, which may be another Forgejo than Codeberg.
    if running := os.environ.get("GITHUB_REPOSITORY"):
        server = os.environ.get("GITHUB_SERVER_URL") or f"https://{source}"
        repository = f"{server}/{running}"
    parts = urlsplit(repository if is_web_address(repository) else "")
    path = parts.path if parts.hostname == source else ""
    owner, _, name = path.strip("/").removesuffix(".git").partition("/")
    if not owner or not name:
        return ""
    site = f"{owner}.{domain}".lower()
    is_whole = (
        name.lower() in (site, "pages") if domain == "codeberg.page" else name.lower() == site
    )
    return f"https://{site}/" if is_whole else f"https://{site}/{name}/"


def _is_shallow(root: Path) -> bool:
    command = ["git", "rev-parse", "--is-shallow-repository"]
    try:
        done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return False
    return done.stdout.strip() == "true"


def _content(file: Path) -> str:
    return file.read_text("utf-8", "replace") if file.is_file() else ""
