"""The rows the sources yield, and how rows from several sources become one table."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

_PLACES = frozenset({"name", "official", "historical", "acronym", "part", "adjective", "people", "capital", "metonym", "organ", "usual organ"})
OWN = Path(__file__).parent / "own"


class ActorRow(NamedTuple):
    """A party: code, canonical name, kind, where the row is from."""

    code: str
    name: str
    kind: str
    source: str


class NameRow(NamedTuple):
    """A name of a party, as in `names.csv`."""

    name: str
    code: str
    form: str
    role: str = ""
    organ: str = ""
    first: str = ""
    last: str = ""
    source: str = "own"


class MemberRow(NamedTuple):
    """One membership."""

    code: str
    member: str
    source: str


def read_own(file: str) -> Iterator[dict[str, str]]:
    """Rows of a list of ours."""
    with (OWN / file).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def merge_actors(rows: Iterable[ActorRow]) -> list[ActorRow]:
    """One row a code: the first source wins."""
    kept: dict[str, ActorRow] = {}
    for row in rows:
        kept.setdefault(row.code, row)
    return sorted(kept.values())


def merge_names(rows: Iterable[NameRow], known: set[str]) -> list[NameRow]:
    """One row a name, code and term: the first source wins. Rows of unknown codes are dropped, save stop rows, which have none.

    A name of a place or people that our own lists give to one party is not given to another by a source ("Chinese" of Macao).
    """
    kept: dict[tuple[str, str, str, str], NameRow] = {}
    owner: dict[str, tuple[str, str]] = {}
    for row in rows:
        if row.form != "stop" and row.code not in known:
            continue
        if row.form in _PLACES:
            first = owner.setdefault(row.name, (row.source, row.code))
            if row.source != "own" and row.code != first[1]:
                continue
        kept.setdefault((row.name, row.code, row.first, row.last), row)
    return sorted(kept.values())
