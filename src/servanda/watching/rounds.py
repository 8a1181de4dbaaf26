"""Rounds of a watch: poll the feeds that are due, fetch the pages of their items, write the inbox, build.

Killed at any point, a watch goes on there. Items wait in the state until their page has been read; their lines wait there until the file
of the inbox that holds them is on the disk; a file of the inbox is built until the ledger has it, and a build codes nothing twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from servanda.engines.building import Order, Progress, build_ledger, silent
from servanda.engines.loading import LoadCoder
from servanda.errors import FolderHeld, InputError, StoreError
from servanda.profiling import IDLE, stage
from servanda.store.lock import locked
from servanda.store.manifest import read_manifest
from servanda.store.shards import flush, write_whole
from servanda.watching.addresses import target
from servanda.watching.clock import Clock, SystemClock, moment
from servanda.watching.fetching import Fetcher, Limits
from servanda.watching.pages import PageReader
from servanda.watching.polling import Poller
from servanda.watching.schedule import HOUR
from servanda.watching.state import State

FOLDER, STATE, INBOX = "watch", "state.sqlite", "inbox"
Tell = Callable[[dict[str, object]], None]


@dataclass(frozen=True)
class WatchOrder:
    """What a watch was asked for: addresses of feeds, the ledger's folder, seconds between polls, the limits of each request."""

    feeds: tuple[str, ...]
    out: Path
    every: float = 900.0
    limits: Limits = field(default_factory=Limits)
    allow_private: bool = False
    contact: str | None = None
    workers: int = 1


class Watch:
    """A watch whose folder is held. Use it inside `with Watch.hold(...) as watch`; `tell` is given what happens, one mapping each."""

    def __init__(self, order: WatchOrder, state: State, load: LoadCoder, tell: Tell, clock: Clock, progress: Progress) -> None:
        self._order, self._state, self._load, self._tell_all, self._clock, self._progress = order, state, load, tell, clock, progress
        fetcher = Fetcher(clock, order.limits, allow_private=order.allow_private, contact=order.contact)
        self._poller = Poller(state, fetcher, clock, order.every)
        self._pages = PageReader(state, fetcher, clock, order.every, frozenset(order.feeds))

    @classmethod
    @contextmanager
    def hold(
        cls, order: WatchOrder, load: LoadCoder, tell: Tell, *, clock: Clock | None = None, progress: Progress = silent
    ) -> Iterator[Watch]:  # fmt: skip
        """A watch in the folder of `order`, which no other watch may use meanwhile.

        Raises:
            FetchFailed: if a feed's address is none that may be asked.
            StoreError: if another watch runs there, or the folder cannot be written.
        """
        for feed in order.feeds:
            target(feed)
        folder = order.out / FOLDER
        try:
            (folder / INBOX).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(f"cannot be made ({error.strerror})", where=str(folder), mend="Choose another folder with -o") from error
        with _alone(folder), State.open(folder / STATE) as state:
            for aside in (folder / INBOX).glob(".*"):  # half-written when an earlier watch was killed
                aside.unlink()
            yield cls(order, state, load, tell, clock or SystemClock(), progress)

    def once(self) -> bool:
        """One round: every feed that does not ask to be left alone. Returns whether any could be polled, or had nothing due."""
        return self._round([feed for feed in self._order.feeds if self._state.feed(feed).not_before <= self._clock.now()])

    def keep(self) -> bool:
        """Rounds without end, or until every feed is gone (which is well). A feed that was polled lately waits for its time, by an earlier watch too."""
        while True:
            now = self._clock.now()
            self._round([feed for feed in self._order.feeds if self._due(feed) <= now])
            if all(self._state.feed(feed).gone for feed in self._order.feeds) and self._pages.next_due() is None:
                return True
            until = self._next()
            self._tell("waiting", until=moment(until))
            self._progress("waiting", 0, 0)
            with stage(IDLE):
                self._clock.sleep(max(1.0, until - self._clock.now()))

    def _due(self, address: str) -> float:
        feed = self._state.feed(address)
        return max(feed.not_before, feed.polled + self._order.every if feed.polled else 0.0)

    def _next(self) -> float:
        times = [self._due(feed) for feed in self._order.feeds if not self._state.feed(feed).gone]
        pages = self._pages.next_due()
        written, built = self._state.files()
        times += [pages] if pages is not None else []
        times += [self._clock.now() + self._order.every] if written > built or self._state.lines() else []  # another build held the folder
        return min(times, default=self._clock.now() + HOUR)

    def _tell(self, what: str, **facts: object) -> None:
        self._tell_all({"at": moment(self._clock.now()), "what": what, **{name: fact for name, fact in facts.items() if fact not in (None, "")}})

    def _round(self, feeds: list[str]) -> bool:
        end = self._clock.now() + self._order.every
        well = [self._poll(feed) for feed in feeds]
        due = self._pages.due()
        for done, item in enumerate(due):
            if self._clock.now() >= end:
                break  # no feed waits for slow or many pages; the next round goes on with them
            self._progress("fetching", done, len(due))
            outcome = self._pages.read(item)
            if outcome:
                settled = outcome.item
                self._tell(outcome.what, feed=item.feed, item=settled.uri or item.guid, version=settled.version or None, problem=outcome.problem)
        self._deliver()
        return any(well) or not well

    def _poll(self, address: str) -> bool:
        feed = self._state.feed(address)
        if feed.gone:
            self._tell("gone", feed=address)
            return False
        poll = self._poller.poll(feed)
        waits = moment(poll.feed.not_before) if poll.feed.not_before > self._clock.now() else None
        moved = poll.feed.moved if poll.feed.moved != feed.moved else None
        what = "gone" if poll.feed.gone else "polled"
        self._tell(what, feed=address, status=poll.status, new=poll.new, changed=poll.changed, moved=moved, not_before=waits, problem=poll.problem)
        return poll.feed.failures == 0 and not poll.feed.gone

    def _deliver(self) -> None:
        """Write what has been read into the inbox, and build what of the inbox is not in the ledger."""
        inbox = self._order.out / FOLDER / INBOX
        written, built = self._state.files()
        lines = self._state.lines()
        if lines:
            written += 1
            write_whole(_file(inbox, written), "".join(f"{line}\n" for _, line in lines).encode())
            flush(inbox)
            self._state.written(written, lines[-1][0])
        if written > built:
            self._build([_file(inbox, number) for number in range(built + 1, written + 1)], written)

    def _build(self, files: list[Path], last: int) -> None:
        try:
            build_ledger(Order(tuple(files), self._order.out, workers=self._order.workers), self._load, self._progress)
        except FolderHeld as held:
            self._tell("held", problem=held.what)
            return
        except InputError as nothing:  # items in other languages, say: what is wrong with each stands among the rejects
            self._tell("rejected", problem=nothing.what)
        else:
            self._tell("built", documents=read_manifest(self._order.out).documents)
        self._state.built(last)


def _file(inbox: Path, number: int) -> Path:
    return inbox / f"{number:06d}.jsonl"


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    try:
        with locked(folder):
            yield
    except FolderHeld as held:
        if held.where != str(folder):
            raise
        raise StoreError("another watch runs in this folder", where=str(folder), mend="Give it all feeds, or watch into another folder") from held
