"""Which entries are the same item, and how an item is written into the inbox.

The inbox holds ninjs, a format that `documents` reads: one object a line, each version of an item with its number. A version above the first
counts as corrected there, and takes the place of earlier ones.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

import msgspec

from servanda.documents.dates import read_published
from servanda.documents.drafts import FAULTS
from servanda.documents.feeds import Entry
from servanda.documents.newsroom.pointers import normal_address
from servanda.errors import FetchFailed, InputError
from servanda.watching.addresses import target
from servanda.watching.state import Found, Item

LONGEST_URI = 400


@dataclass(frozen=True)
class Words:
    """What an item says now: `paged` if its page gave it, `whole` if the words are all of them."""

    uri: str
    text: str
    title: str | None
    outlet: str | None
    published: str | None
    whole: bool
    paged: bool


def page_address(link: str | None, base: str) -> str | None:
    """The address of the page that an entry links to, None if it links to none that may be asked."""
    try:
        return target(link, base).url if link and link.strip() else None
    except FetchFailed:
        return None


def page_name(address: str) -> str:
    """What tells pages apart: the address without what does not."""
    return normal_address(address) or address


def told_apart(entries: Iterable[Entry], base: str) -> Iterator[tuple[str, str | None, Entry]]:
    """(guid, page, entry) of each item once, the first entry of it. A guid given to several pages is no guid, a page of several guids no item's own."""
    found = [(entry.parts.get("id"), page_address(entry.parts.get("url"), base), entry) for entry in entries]
    pages: dict[str | None, set[str | None]] = defaultdict(set)
    for guid, page, _ in found:
        pages[guid].add(page)
    named = [(guid if guid and len(pages[guid]) == 1 else page or guid or entry.digest, page, entry) for guid, page, entry in found]
    shared = Counter(page for _, page in {(guid, page) for guid, page, _ in named})
    seen: set[str] = set()
    for guid, page, entry in named:
        if guid not in seen:
            seen.add(guid)
            yield guid, page if shared[page] == 1 else None, entry


def _day(written: str | None) -> str | None:
    try:
        return read_published(written)
    except InputError:
        return None


def found_in(entry: Entry, page: str | None) -> Found:
    """What an entry says, to be kept until its page has been fetched."""
    try:
        text, summary = entry.words()
    except (InputError, *FAULTS):
        text, summary = "", True
    parts = entry.parts
    days = _day(parts.get("published")), _day(entry.updated)
    return Found(page, parts.get("title"), parts.get("outlet"), parts.get("language"), *days, text, not summary)


def feeds_words(item: Item) -> Words | None:
    """The words of the feed itself, where the page cannot be had; None if it has none. They stand under the page's address only if it is the feed's own host:
    nobody else's feed speaks for a site.
    """
    found = item.entry()
    if not found.text:
        return None
    own = found.page is not None and urlsplit(found.page).hostname == urlsplit(item.feed).hostname
    uri = found.page if own and found.page else f"{item.feed}#{item.guid}"
    return Words(uri, found.text, found.title, found.outlet, found.published, found.whole, paged=False)


def text_hash(text: str) -> str:
    """A hash of an item's words."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:32]


def _short(uri: str) -> str:
    return uri if len(uri) <= LONGEST_URI else f"urn:sha256:{hashlib.sha256(uri.encode('utf-8', 'replace')).hexdigest()}"


def next_version(item: Item, words: Words, today: str) -> tuple[Item, str]:
    """The item after `words` have been read, and their line. `today` is their day where nothing names one, and the day on which a change became known."""
    found, number = item.entry(), item.version + 1
    first = item.first or min(words.published or today, today)  # a day to come is none, and would keep the item out of the ledger
    changed = found.updated if found.updated and first < found.updated <= today else max(first, today)
    uri = item.uri or _short(words.uri)
    row = {
        "uri": uri,
        "version": str(number),
        "pubstatus": "usable",
        "firstcreated": first,
        "versioncreated": first if number == 1 else changed,
        "language": found.language,
        "provider": words.outlet or urlsplit(item.feed).hostname,
        "headline": words.title,
        "body_text" if words.whole else "description_text": words.text,
    }
    line = msgspec.json.encode({name: value for name, value in row.items() if value}).decode()
    settled = Item(item.feed, item.guid, item.digest, waits=False, uri=uri, version=number, first=first, text=text_hash(words.text), paged=words.paged)
    return settled, line
