"""The current day, from which dates are in the past or in the future."""

from __future__ import annotations

import datetime as dt
import os


def today() -> dt.date:
    """Returns the day of ``SOURCE_DATE_EPOCH`` if it is a number, else today; both in UTC.

    Source: reproducible-builds.org, "SOURCE_DATE_EPOCH specification".
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isascii() and epoch.isdigit():
        return dt.datetime.fromtimestamp(int(epoch), dt.UTC).date()
    return dt.datetime.now(dt.UTC).date()
