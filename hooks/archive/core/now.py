"""The current time, from which dates are in the past or in the future."""

from __future__ import annotations

import datetime as dt
import os


def now() -> dt.datetime:
    """Returns the time of ``SOURCE_DATE_EPOCH`` if it is a number, else the time; both in UTC.

    Source: reproducible-builds.org, "SOURCE_DATE_EPOCH specification".
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isascii() and epoch.isdigit():
        return dt.datetime.fromtimestamp(int(epoch), dt.UTC)
    return dt.datetime.now(dt.UTC)


def today() -> dt.date:
    """Returns the day of ``now``."""
    return now().date()
