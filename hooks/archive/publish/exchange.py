"""Swaps two folders in one step, where the system can."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def exchange(one: Path, two: Path) -> bool:
    """Swaps two folders in one step.

    Source: renameat2(2), RENAME_EXCHANGE; renamex_np(2), RENAME_SWAP, on macOS.

    Returns:
        Whether they are swapped. The system or the file system may be unable to; nothing has
        changed then.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    names = os.fsencode(one), os.fsencode(two)
    if sys.platform == "darwin":
        return hasattr(libc, "renamex_np") and libc.renamex_np(*names, _RENAME_EXCHANGE) == 0
    if not hasattr(libc, "renameat2"):
        return False
    first, second = names
    code: int = libc.renameat2(_AT_FDCWD, first, _AT_FDCWD, second, _RENAME_EXCHANGE)
    return code == 0
