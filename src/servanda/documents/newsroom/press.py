"""What the press archives Factiva and Nexis have in common: lines that give a day or a length in words."""

from __future__ import annotations

import re

from servanda.documents.dates import MONTH, WEEKDAYS, whole_date

_WEEKDAY = "(?:" + "|".join(WEEKDAYS) + "),? "
_DAY = rf"{MONTH} [0-9]{{1,2}}, [12][0-9]{{3}}|[0-9]{{1,2}} {MONTH} [12][0-9]{{3}}|[12][0-9]{{3}}-[0-9]{{2}}-[0-9]{{2}}"
_DAY_LINE = re.compile(rf"(?i:{_WEEKDAY})?({_DAY})(?![^ ,;])")
_LENGTH = re.compile(r"([0-9]{1,3}(?:[,.]?[0-9]{3}){0,2}) words?\b", re.IGNORECASE)
_LONGEST_DAY = 80
EXCERPT = 0.5  # of the stated words, below which a text is but a part of its article


def day_of_line(line: str) -> str | None:
    """The ISO day of a line that gives the day of publication, with or without weekday, time and edition; None for any other line."""
    match = _DAY_LINE.match(line) if len(line) <= _LONGEST_DAY else None
    return whole_date(match[1]) if match else None


def stated_words(line: str) -> int | None:
    """The number in "1,204 words"."""
    match = _LENGTH.match(line.strip())
    return int(re.sub("[,.]", "", match[1])) if match else None


def is_excerpt(text: str, stated: int | None) -> bool:
    """Whether `text` has less than half of the words that its article is said to have."""
    return bool(stated) and len(text.split()) < EXCERPT * (stated or 0)
