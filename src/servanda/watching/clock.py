"""The clock of a watch, passed in so that tests need not wait."""

from __future__ import annotations

import datetime
import time
from typing import Protocol


class Clock(Protocol):
    """Seconds since 1970, and waiting."""

    def now(self) -> float: ...

    def sleep(self, seconds: float) -> None: ...


class SystemClock:
    """The clock of this machine."""

    def now(self) -> float:
        """Seconds since 1970."""
        return time.time()

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)


def moment(seconds: float) -> str:
    """A time in UTC as ISO 8601, to the second."""
    return datetime.datetime.fromtimestamp(int(seconds), datetime.UTC).isoformat().replace("+00:00", "Z")


def day_of(seconds: float) -> datetime.date:
    """The day of a time in UTC."""
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC).date()
