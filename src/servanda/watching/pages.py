"""The page of an item: fetched once, its article taken, or the feed's own words where it cannot be had."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from servanda.documents.drafts import FAULTS
from servanda.documents.encodings import decode
from servanda.documents.webpages import read_page
from servanda.errors import FetchFailed, InputError
from servanda.profiling import stage
from servanda.watching.addresses import target
from servanda.watching.clock import Clock, day_of
from servanda.watching.fetching import Answer, Fetcher
from servanda.watching.items import Words, feeds_words, next_version, page_name, text_hash
from servanda.watching.schedule import back_off, retry_after
from servanda.watching.state import Item, State

ATTEMPTS = 4  # to fetch a page, before the words of the feed have to do
HTML = frozenset({"text/html", "application/xhtml+xml"})
ACCEPTED = "text/html, application/xhtml+xml;q=0.9"
BUSY = frozenset({429, 503})
PASSING = frozenset({408, 425, 500, 502, 504, 520, 521, 522, 523, 524, 525, 527, 530}) | BUSY  # statuses that may be others later


@dataclass(frozen=True)
class Outcome:
    """What became of an item: `read` (its version and uri in `item`), `unchanged`, `postponed` or `failed` (why, in `problem`)."""

    item: Item
    what: str
    problem: str = ""


class _Unread(Exception):
    """A page that gives no article. `wait` is how long its host wants to be left alone, in seconds."""

    def __init__(self, what: str, *, again: bool, wait: float | None = None) -> None:
        self.what, self.again, self.wait = what, again, wait
        super().__init__(what)


class PageReader:
    """Fetches the pages of the items of some feeds. `every` is the time from which failures are backed off."""

    def __init__(self, state: State, fetcher: Fetcher, clock: Clock, every: float, feeds: Set[str]) -> None:
        self._state, self._fetcher, self._clock, self._every, self._feeds = state, fetcher, clock, every, feeds

    def _waiting(self) -> list[Item]:
        return [item for item in self._state.waiting() if item.feed in self._feeds]

    def due(self) -> list[Item]:
        """The items whose turn it is, those of different hosts by turns."""
        now, ranks, order = self._clock.now(), dict[str, int](), list[tuple[int, Item]]()
        for item in self._waiting():
            host = _host(item)
            if item.not_before <= now and self._state.rests_until(host) <= now:
                ranks[host] = ranks.get(host, 0) + 1
                order.append((ranks[host], item))
        return [item for _, item in sorted(order, key=lambda ranked: ranked[0])]

    def next_due(self) -> float | None:
        """When the next item's turn comes, None if none waits."""
        return min((max(item.not_before, self._state.rests_until(_host(item))) for item in self._waiting()), default=None)

    def read(self, item: Item) -> Outcome | None:
        """Read an item and keep what it says. None if its host has asked to be left alone since."""
        found, pages = item.entry(), list[str]()
        if found.page is None:
            return self._settled(item, feeds_words(item), pages, "the entry has neither words nor a page of its own")
        owner = self._state.owner(page_name(found.page))
        if owner not in (None, (item.feed, item.guid)):
            return self._same(item)
        if self._state.rests_until(_host(item)) > self._clock.now():
            return None
        try:
            words, pages = self._article(item, found.page)
        except _Unread as fault:
            if fault.wait is not None:
                self._state.rest(_host(item), self._clock.now() + fault.wait)
            if fault.again and item.attempts + 1 < ATTEMPTS:
                return self._postponed(item, fault)
            return self._settled(item, feeds_words(item), pages, fault.what)
        if any(self._state.owner(page) not in (None, (item.feed, item.guid)) for page in pages):
            return self._same(item)
        return self._settled(item, words, pages, "")

    def _article(self, item: Item, page: str) -> tuple[Words, list[str]]:
        """The words of a page, and the names under which it is known."""
        found = item.entry()
        try:
            answer = self._fetcher.get(page, {"Accept": ACCEPTED})
        except FetchFailed as error:
            raise _Unread(error.what, again=error.again) from error
        kind, _, rest = answer.headers.get("content-type", "text/html").partition(";")
        self._check(answer, kind.strip().lower())
        try:
            charset = rest.lower().partition("charset=")[2].partition(";")[0].strip(" \"'")
            with stage("pages"):
                text, parts = read_page(decode(answer.body, markup=True, header=charset or None), day_of(self._clock.now()))
        except InputError as error:
            raise _Unread(error.what, again=False) from error
        except FAULTS as error:
            raise _Unread(f"the page could not be taken apart ({type(error).__name__})", again=False) from error
        uri = _canonical(parts.get("url"), answer.address)
        names = sorted({page_name(address) for address in (page, answer.address, uri)})
        title, published = found.title or parts.get("title"), found.published or parts.get("published")
        return Words(uri, text, title, parts.get("outlet") or found.outlet, published, whole=True, paged=True), names

    def _check(self, answer: Answer, kind: str) -> None:
        """Raises _Unread for an answer that holds no page."""
        if answer.status != 200:
            asked = retry_after(answer.headers.get("retry-after"), self._clock.now()) if answer.status in PASSING else None
            wait = self._every if asked is None and answer.status in BUSY else asked
            raise _Unread(f"the server answers with status {answer.status}", again=answer.status in PASSING, wait=wait)
        if kind not in HTML:
            raise _Unread(f"the page is no HTML but {kind[:60]!r}", again=False)

    def _same(self, item: Item) -> Outcome:
        """The page is that of another item, which has been read."""
        settled = replace(item, waits=False, found=None)
        self._state.settle(settled)
        return Outcome(settled, "unchanged")

    def _postponed(self, item: Item, fault: _Unread) -> Outcome:
        attempts = item.attempts + 1
        wait = back_off(f"{item.feed}\0{item.guid}", attempts, self._every) if fault.wait is None else fault.wait
        later = replace(item, attempts=attempts, not_before=self._clock.now() + wait)
        self._state.settle(later)
        return Outcome(later, "postponed", fault.what)

    def _settled(self, item: Item, words: Words | None, pages: list[str], problem: str) -> Outcome:
        if words is None or (item.paged and not words.paged):  # a summary takes the place of no article
            settled = replace(item, waits=False, found=None, attempts=0)
            self._state.settle(settled)
            return Outcome(settled, "failed", problem)
        if item.version and item.text == text_hash(words.text):
            settled = replace(item, waits=False, found=None, attempts=0)
            self._state.settle(settled, pages)
            return Outcome(settled, "unchanged")
        settled, line = next_version(item, words, day_of(self._clock.now()).isoformat())
        self._state.settle(settled, pages, line)
        return Outcome(settled, "read", problem)


def _host(item: Item) -> str:
    return urlsplit(item.entry().page or "").hostname or ""


def _canonical(named: str | None, address: str) -> str:
    """The address that a page gives as its own, if it is of the same host: a page speaks for no other site."""
    try:
        own = target(named or "").url
    except FetchFailed:
        return address
    return own if urlsplit(own).hostname == urlsplit(address).hostname else address
