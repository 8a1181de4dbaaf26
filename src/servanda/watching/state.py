"""What a watch has seen and has still to do: one SQLite file in the ledger's folder, one transaction a step.

SQLite, because a step is then on the disk whole or not at all, and costs the same after a hundred thousand items.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import astuple, dataclass, fields, replace
from pathlib import Path

import msgspec

from servanda.errors import StoreError

FORMAT = 1
_SCHEMA = """
CREATE TABLE feeds (address TEXT PRIMARY KEY, moved TEXT, etag TEXT, modified TEXT, polled REAL, not_before REAL, failures INTEGER,
    ttl INTEGER, skip_hours TEXT, gone INTEGER);
CREATE TABLE items (feed TEXT, guid TEXT, digest TEXT, waits INTEGER, attempts INTEGER, not_before REAL, found TEXT,
    uri TEXT, version INTEGER, first TEXT, text TEXT, paged INTEGER, PRIMARY KEY (feed, guid));
CREATE INDEX waiting ON items (waits) WHERE waits;
CREATE TABLE pages (page TEXT PRIMARY KEY, feed TEXT, guid TEXT);
CREATE TABLE hosts (host TEXT PRIMARY KEY, not_before REAL);
CREATE TABLE lines (number INTEGER PRIMARY KEY, line TEXT);
CREATE TABLE files (name TEXT PRIMARY KEY, number INTEGER);
INSERT INTO files VALUES ('written', 0), ('built', 0);
"""


@dataclass(frozen=True)
class Feed:
    """A feed by the address the user gave. `moved` is where permanent redirects lead; `etag` and `modified` are its validators; `ttl` (minutes) and
    `skip_hours` ("0,1,2", UTC) what it says of itself; times are in seconds since 1970.
    """

    address: str
    moved: str | None = None
    etag: str | None = None
    modified: str | None = None
    polled: float = 0.0
    not_before: float = 0.0
    failures: int = 0
    ttl: int = 0
    skip_hours: str = ""
    gone: bool = False


class Found(msgspec.Struct, frozen=True):
    """An entry as its feed has it. `page` is the link to be fetched; `text` are the feed's own words, `whole` if they are the content in full."""

    page: str | None
    title: str | None
    outlet: str | None
    language: str | None
    published: str | None
    updated: str | None
    text: str
    whole: bool

    def encoded(self) -> str:
        """As it stands in the file."""
        return msgspec.json.encode(self).decode()


@dataclass(frozen=True)
class Item:
    """An item of a feed. `waits` for its page while `found` is there; `version` 0 has not been read yet; `first` is the day of its first version,
    `text` a hash of the words of its last, which came from its page if `paged`.
    """

    feed: str
    guid: str
    digest: str
    waits: bool
    attempts: int = 0
    not_before: float = 0.0
    found: str | None = None
    uri: str | None = None
    version: int = 0
    first: str | None = None
    text: str | None = None
    paged: bool = False

    def entry(self) -> Found:
        """What its feed says."""
        return msgspec.json.decode(self.found or "", type=Found)


_ITEM = ", ".join(field.name for field in fields(Item))


def _item(row: Sequence[object]) -> Item:
    values = dict(zip((field.name for field in fields(Item)), row, strict=True))
    return Item(**(values | {"waits": bool(values["waits"]), "paged": bool(values["paged"])}))  # type: ignore[arg-type]


class State:
    """The file, open. Each method that keeps something is one transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    @classmethod
    @contextmanager
    def open(cls, path: Path) -> Iterator[State]:
        """The state in `path`, made if it is not there.

        Raises:
            StoreError: if it is of another format, damaged, or cannot be written.
        """
        try:
            with closing(sqlite3.connect(path)) as connection:
                found = connection.execute("PRAGMA user_version").fetchone()[0]
                if found not in (0, FORMAT):
                    raise StoreError(f"is of format {found}, this version reads {FORMAT}", where=str(path), mend="Watch into a new folder")
                connection.execute("PRAGMA journal_mode = WAL")  # a step costs no wait for the disk: after a power cut the last steps are done again
                connection.execute("PRAGMA synchronous = NORMAL")
                if not found:
                    connection.executescript(f"BEGIN; {_SCHEMA} PRAGMA user_version = {FORMAT}; COMMIT;")
                yield cls(connection)
        except sqlite3.Error as error:
            mend = "Make room on the disk; if it is damaged, delete it: items that the feeds still have are then fetched again"
            raise StoreError(f"cannot be read or written ({error})", where=str(path), mend=mend) from error

    def feed(self, address: str) -> Feed:
        """What is known of a feed."""
        row = self._db.execute("SELECT * FROM feeds WHERE address = ?", (address,)).fetchone()
        return replace(Feed(*row), gone=bool(row[-1])) if row else Feed(address)

    def keep_poll(self, feed: Feed, items: Iterable[Item] = ()) -> None:
        """What a poll has found."""
        with self._db:
            self._db.execute(f"REPLACE INTO feeds VALUES ({', '.join('?' * len(fields(Feed)))})", astuple(feed))
            for item in items:
                self._put(item)

    def _put(self, item: Item) -> None:
        self._db.execute(f"REPLACE INTO items ({_ITEM}) VALUES ({', '.join('?' * len(fields(Item)))})", astuple(item))

    def item(self, feed: str, guid: str) -> Item | None:
        """An item that has been seen, None if it has not."""
        row = self._db.execute(f"SELECT {_ITEM} FROM items WHERE feed = ? AND guid = ?", (feed, guid)).fetchone()
        return _item(row) if row else None

    def waiting(self) -> list[Item]:
        """The items that wait for their page, in the order in which they were found."""
        return [_item(row) for row in self._db.execute(f"SELECT {_ITEM} FROM items WHERE waits ORDER BY rowid").fetchall()]

    def owner(self, page: str | None) -> tuple[str, str] | None:
        """Feed and guid of the item whose page this was, None if it has not been read."""
        row = self._db.execute("SELECT feed, guid FROM pages WHERE page = ?", (page,)).fetchone()
        return (row[0], row[1]) if row else None

    def settle(self, item: Item, pages: Iterable[str] = (), line: str | None = None) -> None:
        """What became of an item: the addresses under which its page is now known, and the line for the inbox, if there is anything new to say."""
        with self._db:
            self._put(item)
            self._db.executemany("INSERT OR IGNORE INTO pages VALUES (?, ?, ?)", [(page, item.feed, item.guid) for page in pages])
            if line is not None:
                self._db.execute("INSERT INTO lines (line) VALUES (?)", (line,))

    def rests_until(self, host: str) -> float:
        """The time before which a host does not want to be asked."""
        row = self._db.execute("SELECT not_before FROM hosts WHERE host = ?", (host,)).fetchone()
        return float(row[0]) if row else 0.0

    def rest(self, host: str, until: float) -> None:
        """Let a host rest."""
        with self._db:
            self._db.execute("REPLACE INTO hosts VALUES (?, ?)", (host, until))

    def lines(self) -> list[tuple[int, str]]:
        """The lines that stand in no file of the inbox yet, with their numbers."""
        return self._db.execute("SELECT number, line FROM lines ORDER BY number").fetchall()

    def written(self, number: int, last: int) -> None:
        """The file `number` of the inbox is on the disk, and holds the lines up to `last`."""
        with self._db:
            self._db.execute("DELETE FROM lines WHERE number <= ?", (last,))
            self._db.execute("UPDATE files SET number = ? WHERE name = 'written'", (number,))

    def built(self, number: int) -> None:
        """The ledger holds the files of the inbox up to `number`."""
        with self._db:
            self._db.execute("UPDATE files SET number = ? WHERE name = 'built'", (number,))

    def files(self) -> tuple[int, int]:
        """The number of the last file of the inbox that was written, and of the last that was built."""
        found = dict(self._db.execute("SELECT name, number FROM files").fetchall())
        return found["written"], found["built"]
