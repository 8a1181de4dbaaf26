"""One poll of one feed: asked only for what has changed, its entries compared with what has been seen."""

from __future__ import annotations

from dataclasses import dataclass, replace

from servanda.documents.feeds import take_feed
from servanda.errors import FetchFailed, InputError
from servanda.profiling import stage
from servanda.watching.clock import Clock, day_of
from servanda.watching.fetching import Answer, Fetcher
from servanda.watching.items import found_in, page_name, told_apart
from servanda.watching.schedule import back_off, not_before, retry_after
from servanda.watching.state import Feed, Item, State

MOST_ENTRIES = 5000  # of one feed that are looked at; the newest come first
ACCEPTED = "application/rss+xml, application/atom+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1"


@dataclass(frozen=True)
class Poll:
    """How a poll went: `status` 0 where no server answered, `new` and `changed` items, `problem` what went wrong or is wrong with the feed."""

    feed: Feed
    status: int
    new: int = 0
    changed: int = 0
    problem: str = ""


class Poller:
    """Polls feeds. `every` is the time between two polls, from which failures are backed off."""

    def __init__(self, state: State, fetcher: Fetcher, clock: Clock, every: float) -> None:
        self._state, self._fetcher, self._clock, self._every = state, fetcher, clock, every

    def poll(self, feed: Feed) -> Poll:
        """Ask a feed, and keep what it has said: its new and changed items, its validators, when to ask again."""
        headers = {"Accept": ACCEPTED, "If-None-Match": feed.etag, "If-Modified-Since": feed.modified}
        try:
            answer = self._fetcher.get(feed.moved or feed.address, {name: value for name, value in headers.items() if value})
        except FetchFailed as error:
            return self._failed(feed, 0, error.what, None)
        if answer.status == 200:
            return self._read(feed, answer)
        if answer.status == 304:
            return self._kept(self._well(feed, answer), Poll(feed, 304))
        if answer.status == 410:
            return self._kept(replace(feed, polled=self._clock.now(), gone=True), Poll(feed, 410))
        return self._failed(feed, answer.status, f"the server answers with status {answer.status}", answer)

    def _kept(self, feed: Feed, poll: Poll, items: list[Item] | None = None) -> Poll:
        self._state.keep_poll(feed, items or [])
        return replace(poll, feed=feed)

    def _well(self, feed: Feed, answer: Answer) -> Feed:
        now, skipped = self._clock.now(), frozenset(int(hour) for hour in feed.skip_hours.split(",") if hour)
        return replace(feed, polled=now, failures=0, moved=answer.moved or feed.moved, not_before=not_before(now, feed.ttl, skipped))

    def _failed(self, feed: Feed, status: int, problem: str, answer: Answer | None) -> Poll:
        now, failures = self._clock.now(), feed.failures + 1
        asked = retry_after(answer.headers.get("retry-after"), now) if answer else None
        wait = back_off(feed.address, failures, self._every) if asked is None else asked
        return self._kept(replace(feed, polled=now, failures=failures, not_before=now + wait), Poll(feed, status, problem=problem))

    @stage("feeds")
    def _read(self, feed: Feed, answer: Answer) -> Poll:
        now = self._clock.now()
        try:
            found = take_feed(answer.body, day_of(now))
        except InputError as error:
            return self._failed(feed, 200, error.what, None)
        new, changed = [], []
        for guid, page, entry in told_apart(found.entries[:MOST_ENTRIES], answer.address):
            known = self._state.item(feed.address, guid)
            if known is None:
                if page is None or self._state.owner(page_name(page)) is None:
                    new.append(Item(feed.address, guid, entry.digest, waits=True, found=found_in(entry, page).encoded()))
            elif known.digest != entry.digest:
                changed.append(replace(known, digest=entry.digest, waits=True, attempts=0, found=found_in(entry, page).encoded()))
        # The validators of a feed that breaks off are not kept: it is asked for in full again.
        etag, modified = (None, None) if found.broken else (answer.headers.get("etag"), answer.headers.get("last-modified"))
        hours = ",".join(map(str, sorted(found.skip_hours)))
        well = self._well(replace(feed, etag=etag, modified=modified, ttl=found.ttl, skip_hours=hours), answer)
        return self._kept(well, Poll(well, 200, len(new), len(changed), found.broken), new + changed)
