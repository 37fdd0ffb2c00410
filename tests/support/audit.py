"""Looks up known vulnerabilities of the packages in lock files with pip-audit.

Exit status: 0 if none is known, 1 if one is, 2 if nothing was checked.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

NOT_CHECKED = (
    "Nothing was checked: the advisories cannot be reached from here"
    " (hint: run make audit on a machine with access to the package index)"
)


def summarize(found: dict[str, Any] | None) -> tuple[int, str]:
    """Returns the exit status, and what to say of a report.

    Args:
        found: The report of pip-audit in its JSON format, or None if it made none. A package that
            it could not look up has a reason in place of vulnerabilities.
    """
    packages = found["dependencies"] if found else []
    checked = [one for one in packages if "vulns" in one]
    if not checked:
        return 2, NOT_CHECKED
    lines = [
        f"{one['name']} {one['version']}: {vulnerability['id']}"
        f" (fixed in: {', '.join(vulnerability['fix_versions']) or 'no version'})"
        for one in checked
        for vulnerability in one["vulns"]
    ]
    lines += [f"not checked: {one['skip_reason']}" for one in packages if "vulns" not in one]
    lines.append(f"{len(checked)} of {len(packages)} packages checked")
    return int(any(one["vulns"] for one in checked)), "\n".join(lines)


def audit(lock: str) -> tuple[int, str]:
    """Runs pip-audit for a lock file; returns as ``summarize``."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.json")
        command = [sys.executable, "-m", "pip_audit", "--requirement", lock, "--require-hashes"]
        command += [
            "--disable-pip",
            "--progress-spinner=off",
            "--format=json",
            "--output",
            str(report),
        ]
        subprocess.run(command, capture_output=True, check=False)
        text = report.read_text("utf-8") if report.exists() else ""
    return summarize(json.loads(text) if text else None)


def main(locks: list[str]) -> int:
    """Audits lock files, and returns the highest exit status."""
    codes = []
    for lock in locks:
        code, said = audit(lock)
        print(f"{lock}:\n{said}", flush=True)
        codes.append(code)
    return max(codes)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
