"""Finds an nginx for the tests, or installs Debian's."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NEEDED = "the tests need nginx: install it (on Debian: apt-get install nginx)"


def find_nginx() -> str | None:
    """Returns the path of nginx on this machine, or None."""
    # Debian puts it into a folder that is not in the path of every user.
    return shutil.which("nginx", path=f"{os.environ.get('PATH', '')}{os.pathsep}/usr/sbin")


def main() -> int:
    """Makes sure that there is an nginx."""
    if not find_nginx() and shutil.which("apt-get") and os.geteuid() == 0:
        print("No nginx found: installing it for the tests.", flush=True)
        # The package would start a server on port 80; RUNLEVEL=1 keeps it from that.
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
        for arguments in (
            ["update", "-q"],
            ["install", "-y", "-q", "--no-install-recommends", "nginx"],
        ):
            subprocess.run(["apt-get", *arguments], check=False, env=environment)
    found = find_nginx()
    if not found:
        print(f"{NEEDED[0].upper()}{NEEDED[1:]}.", file=sys.stderr)
        return 1
    print(f"nginx: {found}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
