"""Makes a `Document` of a text and its metadata, or says why it cannot be one."""

from __future__ import annotations

import datetime
import hashlib
import re

import py3langid

from servanda.documents.canonical import canonicalise, one_line
from servanda.documents.credits import Status, clean_title
from servanda.documents.dates import date_in_address, read_published
from servanda.documents.wires import read_wire
from servanda.errors import InputError
from servanda.records import Document

LONGEST_TEXT = 2_000_000  # characters
LONGEST_ID = 500
# Below these a text is too short to tell its language; fifteen words of names decide wrongly, forty hardly ever.
LANGUAGE_WORDS, LANGUAGE_LETTERS = 40, 240
LANGUAGE_ODDS = 5.0  # natural logarithm of the odds against English from which a text is refused
_LANGUAGE_SAMPLE = 4_000
# Function words that hardly any other language shares; running English has 12 % and more of them. Asking the classifier takes 5 ms.
_ENGLISH = frozenset({"the", "and", "of", "that", "with", "from", "which"})
_ENGLISH_SHARE = 0.06
_GRAVITY: tuple[Status, ...] = ("usable", "corrected", "withdrawn")
_NO_OTHER_LANGUAGE = frozenset({"en", "eng", "english", "und", "mul", "zxx", "unknown", "none", "null", "nan"})
_WORD = re.compile(r"[^\W\d_]+")


def today() -> datetime.date:
    """The day in UTC: the default for the last acceptable day of publication."""
    return datetime.datetime.now(datetime.UTC).date()


def _declared_foreign(declared: str | None) -> str | None:
    """The language that metadata name, if it is another than English; region and script do not count."""
    name = (declared or "").strip().lower().replace("_", "-").partition("-")[0]
    return name[:20] if name.isalpha() and name not in _NO_OTHER_LANGUAGE else None


def _foreign_language(text: str, declared: str | None) -> str | None:
    """The language of a text that is surely not English, None if it is. Where the text does not show it, what is declared counts."""
    sample = text[:_LANGUAGE_SAMPLE]
    words = _WORD.findall(sample)
    if len(words) < LANGUAGE_WORDS and sum(map(len, words)) < LANGUAGE_LETTERS:
        return declared
    if sum(word.lower() in _ENGLISH for word in words) >= _ENGLISH_SHARE * len(words):
        return None
    ranked = py3langid.rank(" ".join(words))
    best, likelihood = ranked[0]
    english = next((value for code, value in ranked if code == "en"), likelihood)
    if best == "en":
        return None
    return declared if likelihood - english < LANGUAGE_ODDS else str(best)


def _checked_text(text: str, language: str | None) -> str:
    if len(text) > 2 * LONGEST_TEXT:
        raise InputError(f"the text has more than {LONGEST_TEXT:,} characters", mend="Split it into its articles")
    canonical = canonicalise(text)
    if not any(c.isalnum() for c in canonical):
        raise InputError("there is no text", mend="Leave the item out or fill in its text")
    if len(canonical) > LONGEST_TEXT:
        raise InputError(f"the text has more than {LONGEST_TEXT:,} characters", mend="Split it into its articles")
    foreign = _foreign_language(canonical, _declared_foreign(language))
    if foreign:
        raise InputError(f"the text is not in English (it looks like language {foreign!r})", mend="Give an English version; only English is read")
    return canonical


def _checked_id(doc_id: str | None, text: str) -> str:
    given = (doc_id or "").strip()
    if len(given) > LONGEST_ID:
        raise InputError(f"the id has more than {LONGEST_ID} characters", mend="Give a shorter id")
    return given or hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]


def _published(written: str | None, url: str | None) -> str | None:
    return read_published(written) or date_in_address(url)


def _not_future(published: str | None, latest: datetime.date | None) -> None:
    last = (latest or today()) + datetime.timedelta(days=1)
    if published and published > last.isoformat():
        raise InputError(f"the date {published} lies in the future", mend="Correct the date of publication")


def make_document(
    text: str,
    *,
    doc_id: str | None = None,
    outlet: str | None = None,
    published: str | None = None,
    title: str | None = None,
    url: str | None = None,
    language: str | None = None,
    source: str = "",
    partial: bool = False,
    status: Status = "usable",
    latest: datetime.date | None = None,
) -> Document:
    """Canonicalise `text` and read what it says about itself (dateline, credit, correction).

    `published` is a date as written, in any usual form that means one day; where it is missing or incomplete the address, a date
    line or a dateline with its year serve. A given `doc_id` is kept; otherwise it is the first 16 hexadecimal digits of the
    text's SHA-256. `language` as declared counts where the text is too short to show it. `outlet` falls back to the agency mark or credit.
    Of `status` and what the text says of itself the graver counts. `latest` is the last day taken for the present (None: today).
    Raises InputError for no text, more than 2,000,000 characters, text not in English, or a date unreadable or after `latest` + 1 day.
    """
    canonical = _checked_text(text, language)
    given = _published(published, url)
    _not_future(given, latest)
    wire = read_wire(canonical, published=given, title=title)
    day = given or wire.published
    _not_future(day, latest)
    return Document(
        doc_id=_checked_id(doc_id, canonical),
        text=canonical,
        outlet=(one_line(outlet) if outlet else None) or wire.outlet,
        published=day,
        title=clean_title(title),
        url=(url or "").strip()[:2000] or None,
        dateline=wire.dateline,
        credit=wire.credit,
        body_start=wire.body_start,
        status=max(status, wire.status, key=_GRAVITY.index),
        partial=partial,
        source=source,
    )
