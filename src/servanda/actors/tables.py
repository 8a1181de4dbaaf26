"""The gazetteer's tables as they are shipped: `actors.csv`, `names.csv`, `members.csv`, each row with its source.

A researcher can read and extend them; the loader refuses unknown columns, codes and forms with file and line.
"""

from __future__ import annotations

import csv
from importlib.resources import files
from typing import NamedTuple, cast, get_args

from servanda.errors import TableError
from servanda.records import MentionKind

KINDS: tuple[str, ...] = get_args(MentionKind)
PARTY_FORMS = frozenset({"name", "official", "historical", "acronym", "part", "adjective", "people", "capital", "metonym"})  # of a party as a whole
FORMS = PARTY_FORMS | {"organ", "usual organ", "person", "surname", "titled surname", "stop"}


class Actor(NamedTuple):
    """One party: its code, its canonical name, its kind."""

    code: str
    name: str
    kind: MentionKind
    source: str


class Name(NamedTuple):
    """One way to write a party. `first`/`last` are ISO days or "" for no limit.

    `form` says what sort of name it is: "adjective" (Armenian), "people" (Armenians), "capital" (Yerevan as the government there),
    "organ" (a body of the party, named in `organ`), "usual organ" (a body that several parties have, usually this one's: "Senate"),
    "person" (`organ` holds the full name), "surname" (rare enough to stand alone), "titled surname" (counts only after a title or
    nationality), "stop" (looks like a party, names none).
    """

    name: str
    code: str
    form: str
    role: str
    organ: str
    first: str
    last: str
    source: str


def _rows(file: str, columns: tuple[str, ...]) -> list[list[str]]:
    text = files("servanda.actors").joinpath("data", file).read_text("utf-8")
    reader = csv.reader(text.splitlines())
    if tuple(next(reader, ())) != columns:
        raise TableError(f"the columns must be {','.join(columns)}", where=f"{file}:1")
    rows = list(reader)
    if set(map(len, rows)) != {len(columns)}:
        line = next(line for line, row in enumerate(rows, 2) if len(row) != len(columns))
        raise TableError(f"the row does not have {len(columns)} cells", where=f"{file}:{line}")
    return rows


def read_actors() -> dict[str, Actor]:
    """Every party by code. Raises TableError for a kind that records.MentionKind does not have."""
    actors: dict[str, Actor] = {}
    for line, (code, name, kind, source) in enumerate(_rows("actors.csv", Actor._fields), 2):
        if kind not in KINDS:
            raise TableError(f"unknown kind {kind!r}", where=f"actors.csv:{line}")
        actors[code] = Actor(code, name, cast(MentionKind, kind), source)
    return actors


def read_names() -> list[Name]:
    """Every name, sorted. Raises TableError for an unknown form."""
    columns = ("name", "code", "form", "role", "organ", "from", "until", "source")
    names = list(map(Name._make, _rows("names.csv", columns)))
    if wrong := {row.form for row in names} - FORMS:
        line = next(line for line, row in enumerate(names, 2) if row.form in wrong)
        raise TableError(f"unknown form {sorted(wrong)[0]!r}", where=f"names.csv:{line}")
    return names


def read_members() -> dict[str, tuple[str, ...]]:
    """Member codes of each organisation or group, sorted. A row holds them all, with blanks between."""
    return {code: tuple(members.split()) for code, members, _source in _rows("members.csv", ("code", "members", "source"))}
