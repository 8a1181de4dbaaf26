"""RSS and Atom, by feedparser; nothing is fetched here, neither the feed nor what it links to.

An entry that gives its content in full is a whole document; one with only a summary is kept, marked partial. `watching` polls feeds
and takes their entries one by one.
"""

from __future__ import annotations

import datetime
import hashlib
import io
import re
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any
from xml.sax import SAXParseException

from servanda.documents.articles import whole
from servanda.documents.canonical import canonicalise, one_line, paragraphs
from servanda.documents.dates import read_published
from servanda.documents.drafts import FAULTS, Draft, Reading, Refuse, draft_of_parts, rejection
from servanda.documents.encodings import looks_binary
from servanda.documents.files import SourceFile
from servanda.documents.sniffing import HEAD, XML_ROOTS, root_element
from servanda.documents.webpages import read_fragment
from servanda.errors import InputError

LONGEST_FEED = 16 << 20  # bytes; what is no XML takes seconds a megabyte
_LONGEST_HOURS = 2000  # bytes of a list of hours
_HOUR = re.compile(rb"<hour>\s{0,20}([0-9]{1,2})\s{0,20}</hour>")
_MARKUP = re.compile(r"<[A-Za-z/!][^<>]{0,2000}>")
_ENTITY = re.compile(rb"<!ENTITY\s{1,9}[^%\s]", re.IGNORECASE)


def _text_of(part: Any, latest: datetime.date) -> str:
    value = str(part.get("value") or "")
    if "html" in str(part.get("type")) or _MARKUP.search(value):
        return read_fragment(value, latest)
    return paragraphs(canonicalise(value))


def _words(entry: Any, latest: datetime.date) -> tuple[str, bool]:
    """The text of an entry, and whether it is only a summary."""
    for part in entry.get("content") or ():
        text = _text_of(part, latest)
        if text:
            return text, False
    summary = entry.get("summary_detail") or {"value": entry.get("summary") or ""}
    return _text_of(summary, latest), True


def _day(entry: Any) -> str | None:
    """The day of publication as written; failing that, as feedparser reads it, whose zones are turned into UTC."""
    for part in ("published", "updated"):
        written = dict.get(entry, part)  # feedparser's own `get` takes one for the other
        if not written:
            continue
        try:
            if read_published(written):
                return str(written)
        except InputError:
            pass
        parsed = dict.get(entry, f"{part}_parsed")
        return f"{parsed.tm_year:04}-{parsed.tm_mon:02}-{parsed.tm_mday:02}" if parsed else str(written)
    return None


def _plain(value: object) -> str | None:
    return one_line(_MARKUP.sub(" ", str(value))) if value else None


def _parts(entry: Any, feed: Any) -> dict[str, str]:
    """What stands beside the words of an entry, under the names of fields.toml."""
    published = entry.get("source") or {}
    parts = {
        "id": entry.get("id"),
        "title": _plain(entry.get("title")),
        "url": entry.get("link"),
        "published": _day(entry),
        "outlet": _plain(published.get("title") or feed.get("title") or feed.get("publisher")),
        "language": (entry.get("content") or [{}])[0].get("language") or feed.get("language"),
    }
    return {name: str(value) for name, value in parts.items() if value}


def _draft(entry: Any, feed: Any, source: str, place: str, latest: datetime.date) -> Draft:
    text, summary = _words(entry, latest)
    if not text:
        raise InputError("the entry has neither content nor summary", mend="Fetch the page that it links to, and give that")
    return draft_of_parts(text, _parts(entry, feed), source, place, partial=summary)


def _parsed(data: bytes) -> Any:
    import feedparser  # here, because it is slow to import

    if looks_binary(data):
        raise InputError("the file is binary, not text", mend="Give the feed as XML")
    if XML_ROOTS.get(root_element(data[:HEAD])) != "feed":
        raise InputError("the file is no RSS or Atom", mend="Give a feed, or the suffix of what it is")
    if _ENTITY.search(data):
        raise InputError("the feed declares entities of its own, which are not expanded", mend="Write what they stand for, and drop the declarations")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return feedparser.parse(io.BytesIO(data))
    except FAULTS as error:
        raise InputError(f"the feed could not be taken apart ({type(error).__name__})", mend="Check that it is well-formed XML") from error


def _broken(found: Any) -> str:
    """What is wrong with a feed that is not well-formed, whose last entry may be cut; "" for one that is."""
    error = found.get("bozo_exception")
    return f"the feed is not well-formed ({error.getMessage()}, line {error.getLineNumber()})" if isinstance(error, SAXParseException) else ""


def read_feed(file: SourceFile, refuse: Refuse, reading: Reading) -> Iterator[Draft]:
    """The Drafts of a feed's entries. A feed that is not well-formed gives those that can be told apart, and is reported."""
    found = _parsed(whole(file, LONGEST_FEED))
    if not found.entries:
        raise InputError("the feed holds no entries", mend="Leave it out")
    broken = _broken(found)
    if broken:
        refuse(rejection(file.name, InputError(f"{broken}; what can be read is kept", mend="Download it again")))
    for number, entry in enumerate(found.entries, 1):
        place = f"entry {number}"
        try:
            draft = _draft(entry, found.feed, file.name, place, reading.latest)
            yield replace(draft, partial=draft.partial or (bool(broken) and number == len(found.entries)))
        except InputError as error:
            refuse(rejection(file.name, error, place))


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a polled feed. `digest` changes whenever it says something else; `parts` are under the names of fields.toml; `updated` is
    as written; `words` reads its text, and says whether that is only a summary (raises InputError).
    """

    digest: str
    parts: dict[str, str]
    updated: str | None
    words: Callable[[], tuple[str, bool]]


@dataclass(frozen=True, slots=True)
class PolledFeed:
    """A feed as fetched. `ttl` (minutes) and `skip_hours` (0 to 23, UTC) say when it need not be asked; `broken` what is wrong with its XML, if anything."""

    entries: tuple[Entry, ...]
    ttl: int
    skip_hours: frozenset[int]
    broken: str


def _digest(entry: Any) -> str:
    values = [part.get("value") for part in entry.get("content") or ()]
    values += [dict.get(entry, name) for name in ("title", "summary", "link", "published", "updated")]  # feedparser's own `get` takes one for the other
    return hashlib.sha256("\0".join(str(value or "") for value in values).encode("utf-8", "replace")).hexdigest()[:32]


def take_feed(data: bytes, latest: datetime.date) -> PolledFeed:
    """The entries of a feed in its order, without the last where the feed breaks off. Raises InputError for what is no feed."""
    found = _parsed(data)
    broken = _broken(found)
    uncut = found.entries[:-1] if broken else found.entries
    entries = tuple(Entry(_digest(entry), _parts(entry, found.feed), dict.get(entry, "updated"), partial(_words, entry, latest)) for entry in uncut)
    ttl = str(found.feed.get("ttl") or "")
    listed, closed, _ = data.partition(b"<skipHours>")[2][:_LONGEST_HOURS].partition(b"</skipHours>")  # feedparser keeps the last hour only
    hours = frozenset(int(hour) % 24 for hour in _HOUR.findall(listed)) if closed else frozenset()
    return PolledFeed(entries, int(ttl) if ttl.isascii() and ttl.isdigit() and len(ttl) < 7 else 0, hours, broken)
