"""When to ask again: after failures, after what a server asks for, after what a feed says of itself."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Set
from email.utils import parsedate_to_datetime

from servanda.errors import InputError

MINUTE, HOUR, DAY = 60, 3600, 86_400
LONGEST_WAIT = float(DAY)  # no server and no row of failures keeps a feed waiting for longer
_DURATION = re.compile(r"([0-9]{1,6})([smhd]?)")
_UNITS = {"s": 1, "": MINUTE, "m": MINUTE, "h": HOUR, "d": DAY}


def duration(written: str) -> float:
    """Seconds of `90s`, `15m`, `2h`, `1d`; a bare number means minutes. Raises InputError for anything else, and below a minute."""
    match = _DURATION.fullmatch(written.strip().lower())
    seconds = int(match[1]) * _UNITS[match[2]] if match else 0
    if not MINUTE <= seconds <= 365 * DAY:
        raise InputError(f"{written[:40]!r} is no time between two polls", where="every", mend="Write it like 15m, 2h or 1d; a minute at least")
    return float(seconds)


def back_off(name: str, failures: int, base: float) -> float:
    """Seconds to wait after so many failures in a row: `base`, doubled with each, up to a day, less a share of up to a quarter that `name` decides.

    The share keeps many feeds that fail together from being asked together; it is no chance, so that a watch can be reproduced.
    """
    digest = hashlib.sha256(f"{name}\0{failures}".encode("utf-8", "replace")).digest()
    return min(LONGEST_WAIT, base * 2.0 ** min(max(failures, 1) - 1, 30)) * (1 - int.from_bytes(digest[:4], "big") / 2**34)


def retry_after(written: str | None, now: float) -> float | None:
    """Seconds that a Retry-After header (RFC 9110, 10.2.3) asks for, up to a day; None if there is none that can be read."""
    text = (written or "").strip()
    if text.isascii() and text.isdigit():
        return min(LONGEST_WAIT, float(text[:12]))
    try:
        at = parsedate_to_datetime(text) if text else None
    except (ValueError, OverflowError):
        return None
    if at is None:
        return None
    at = at if at.tzinfo else at.replace(tzinfo=datetime.UTC)  # a day without a zone is none of this machine's
    return min(LONGEST_WAIT, max(0.0, at.timestamp() - now))


def not_before(now: float, ttl: int, skip_hours: Set[int]) -> float:
    """The first time at which a feed wants to be asked again: `ttl` minutes on (a day at most), and in none of its `skip_hours` (UTC)."""
    at = now + min(LONGEST_WAIT, ttl * MINUTE)
    if len(skip_hours) < 24:
        while int(at // HOUR) % 24 in skip_hours:
            at = (at // HOUR + 1) * HOUR
    return at
