"""Finds a Chromium for the tests, or installs one; names it, and Firefox if there is one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FIREFOX_NAMES = ("firefox-esr", "firefox")


def find_browser() -> str | None:
    """Returns the path of a Chromium on this machine, or None.

    ``ARCHIVE_CHROMIUM`` in the environment comes first, then the usual names, then the one that
    Playwright may have installed.
    """
    given = os.environ.get("ARCHIVE_CHROMIUM")
    if given:
        return given if Path(given).exists() else None
    for name in NAMES:
        if found := shutil.which(name):
            return found
    cache = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH", Path.home() / ".cache/ms-playwright"))
    installed = sorted(cache.glob("chromium-*/chrome-linux*/chrome"))
    return str(installed[-1]) if installed else None


def find_firefox() -> str | None:
    """Returns the path of a Firefox on this machine, or None.

    ``ARCHIVE_FIREFOX`` in the environment comes first, then the names of Debian's packages.
    """
    given = os.environ.get("ARCHIVE_FIREFOX")
    if given:
        return given if Path(given).exists() else None
    return next(filter(None, map(shutil.which, FIREFOX_NAMES)), None)


def version_of(path: str) -> str:
    """Returns the name and the version that a browser gives of itself."""
    done = subprocess.run([path, "--version"], capture_output=True, text=True, check=False)
    return done.stdout.strip() or "unknown version"


def install_browser() -> None:
    """Installs Chromium: Debian's package as root, else the build of the locked Playwright."""
    if shutil.which("apt-get") and os.geteuid() == 0:
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        install = ["apt-get", "install", "-y", "-q", "--no-install-recommends", "chromium"]
        for command in (["apt-get", "update", "-q"], install):
            subprocess.run(command, check=True, env=environment)
        return
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)


def main() -> int:
    """Makes sure that there is a browser."""
    if not find_browser():
        print("No Chromium found: installing one for the tests.", flush=True)
        try:
            install_browser()
        except (subprocess.CalledProcessError, OSError) as error:
            print(f"It could not be installed ({error}).", file=sys.stderr)
    found = find_browser()
    if not found:
        print(
            "The tests need Chromium: install it, or set ARCHIVE_CHROMIUM to its path.",
            file=sys.stderr,
        )
        return 1
    print(f"Browser: {found} ({version_of(found)})")
    firefox = find_firefox()
    more = f"{firefox} ({version_of(firefox)})" if firefox else "none; its tests are skipped"
    print(f"Firefox: {more}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
