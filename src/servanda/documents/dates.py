"""Reads the dates that stand beside texts: metadata fields, opening lines, addresses of pages and datelines.

A date is written down only if it can mean one day: "03/04/2023" is refused, "Fri, 01 Ap" (cut off, no year) counts as no date.
General parsers guess in such cases. Days are kept as written, whatever the time zone.
"""

from __future__ import annotations

import datetime
import re

from servanda.errors import InputError

MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sept sep", "october oct", "november nov", "december dec"), 1)
    for name in names.split()
}  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTH = "(?i:(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?)"
_WEEKDAY = "(?:(?:" + "|".join(f"{day[:3]}(?:{day[3:]})?" for day in WEEKDAYS) + r"|tues|thur|thurs)\b[.,]?\s{1,3})?"
_CLOCK = r"(?:(?:[T ,]|\s(?:at\s)?)\s{0,3}[0-9]{1,2}:[0-9]{2}.{0,40}|\s(?:GMT|UTC|Z))?"
_YEAR = r"(?P<year>[12][0-9]{3})"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_WHOLE = tuple(
    re.compile(pattern + "$", re.IGNORECASE)
    for pattern in (
        rf"{_YEAR}(?P<mark>[-/.])(?P<month>[0-9]{{1,2}})(?P=mark)(?P<day>[0-9]{{1,2}}){_CLOCK}",
        rf"{_YEAR}(?P<month>[0-9]{{2}})(?P<day>[0-9]{{2}})(?:T?[0-9]{{4}}(?:[0-9]{{2}}(?:\.[0-9]{{1,6}})?)?Z?)?",
        rf"{_WEEKDAY}{_DAY}(?:\s|-|\sof\s)(?P<name>{MONTH})[-,]?\s{{0,3}}{_YEAR}{_CLOCK}",
        rf"{_WEEKDAY}(?P<name>{MONTH})\s{{1,3}}{_DAY},?\s{{1,3}}{_YEAR}{_CLOCK}",
        rf"{_WEEKDAY}(?P<name>{MONTH})\s{{1,3}}{_DAY}\s[0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}}(?:\s[A-Z]{{2,5}})?\s{_YEAR}",
        rf"(?P<day>[0-9]{{1,2}})\.(?P<month>[0-9]{{1,2}})\.{_YEAR}{_CLOCK}",
    )
)
_SLASHED = re.compile(rf"(?P<one>[0-9]{{1,2}})[/-](?P<two>[0-9]{{1,2}})[/-]{_YEAR}{_CLOCK}$", re.IGNORECASE)
# A day without its year, a year or month alone, a date cut off: true as far as it goes, but no day.
_INCOMPLETE = re.compile(
    rf"{_WEEKDAY}(?:{_DAY}(?:\s{{1,3}}[a-z]{{1,9}}\.?)?|(?P<name>{MONTH})(?:\s{{1,3}}[0-9]{{1,4}})?,?|{_YEAR}(?:-[0-9]{{1,2}}-?)?|[12][0-9]{{0,2}})$",
    re.IGNORECASE,
)
_IN_ADDRESS = re.compile(r"[/=_-]((?:19|20)[0-9]{2})([/-])([01]?[0-9])\2([0-3]?[0-9])(?=[/_?.-]|$)")
_SECONDS = re.compile(r"-?[0-9]{9,10}(?:\.[0-9]{1,9})?$|-?[0-9]{12,13}$")
_MEND = "Write the day as YYYY-MM-DD"


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None


def month_number(name: str) -> int:
    """1 to 12 for a month's name or abbreviation, with or without its full stop."""
    return MONTHS[name.lower().rstrip(".")]


def whole_date(text: str) -> str | None:
    """The ISO day if `text` as a whole is one full date, else None."""
    for pattern in _WHOLE:
        match = pattern.match(text)
        if match:
            parts = match.groupdict()
            return _day(int(parts["year"]), month_number(parts["name"]) if parts.get("name") else int(parts["month"]), int(parts["day"]))
    return None


def _slashed(text: str) -> str | None:
    match = _SLASHED.match(text)
    if not match:
        return None
    one, two, year = int(match["one"]), int(match["two"]), int(match["year"])
    if one <= 12 and two <= 12 and one != two:
        raise InputError(f"the date {text[:40]!r} could be {_day(year, one, two)} or {_day(year, two, one)}", mend=_MEND)
    return _day(year, two, one) if one > 12 else _day(year, one, two)


def _epoch(text: str) -> str | None:
    if not _SECONDS.match(text):
        return None
    seconds = float(text) / (1000 if len(text.lstrip("-")) > 11 and "." not in text else 1)
    return (datetime.datetime(1970, 1, 1) + datetime.timedelta(seconds=seconds)).date().isoformat()


def read_published(written: str | None) -> str | None:
    """The ISO day of a publication date as written; None for no date or an incomplete one. Raises InputError if it cannot be read."""
    text = " ".join((written or "")[:200].split()).strip("\"'() ")
    if not text or text.lower() in {"null", "none", "nan", "nat", "n/a", "unknown", "-"}:
        return None
    day = whole_date(text) or _slashed(text) or _epoch(text)
    if day is None and not _INCOMPLETE.match(text):
        raise InputError(f"the date {text[:60]!r} could not be read", mend=_MEND)
    return day


def date_in_address(url: str | None) -> str | None:
    """The day in an address such as https://example.org/2023/12/08/talks, None if it has none."""
    match = _IN_ADDRESS.search((url or "")[:2000])
    return _day(int(match[1]), int(match[3]), int(match[4])) if match else None


def near(month: int, day: int, published: str | None) -> str | None:
    """The last day of that month and day not after the day after `published`; None without publication or for no such day."""
    if published is None:
        return None
    last = datetime.date.fromisoformat(published)
    last = last if last == datetime.date.max else last + datetime.timedelta(days=1)
    candidates = (_day(year, month, day) for year in range(last.year, max(last.year - 9, 1) - 1, -1))
    return next((found for found in candidates if found and found <= last.isoformat()), None)
