"""A researcher's own actors: a CSV with columns name, code, kind, from, until, or a dictionary of the PETRARCH coder (`petrarch`).

`actor` rows are names, matched in any case; a trailing "_" (TABARI style) changes nothing, a trailing "*" lets the word go on
("ARGENTIN*" meets "Argentine"). `agent` rows are role nouns that attach to an actor beside them: code `~COP` makes `ISR` + `COP`,
`NGO~` makes `NGO` + `ISR`. Days are `YYYYMMDD`, `YYMMDD` or ISO. `!PERSON!` stands for man, men, woman, women, person.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from servanda.actors.folding import fold
from servanda.actors.organs import Organ
from servanda.actors.petrarch import SETS, has_words, looks_like_dictionary, read_day, read_dictionary
from servanda.actors.tables import Name
from servanda.errors import TableError

_FORMS = "Give a CSV file in UTF-8, or a PETRARCH dictionary."
LONGEST_CELL = 10_000  # characters; the limit of `csv` is one for the whole process, and readers of articles raise it
_COLUMNS = {"name", "code", "kind", "from", "until"}


class CustomNames(NamedTuple):
    """Names as (text, row, whether the word may go on) and role nouns by their lower-case words."""

    names: list[tuple[str, Name, bool]]
    agents: dict[str, Organ]


def read_custom(paths: Iterable[Path]) -> CustomNames:
    """All rows of the files. Raises TableError, with file and line, for unknown columns, kinds, days, empty cells or unreadable lines."""
    custom = CustomNames([], {})
    for path in map(Path, paths):
        try:
            data = path.read_bytes()
        except OSError as error:
            raise TableError(f"the actors file cannot be read ({error})", where=str(path), mend=_FORMS) from error
        if looks_like_dictionary(data.decode("utf-8-sig", "replace")):
            _add_dictionary(custom, data, path)
        else:
            _add_table(custom, data, path)
    return custom


def _add_dictionary(custom: CustomNames, data: bytes, path: Path) -> None:
    for row in read_dictionary(data, str(path)):
        if row.agent:
            _add_agent(custom, row.name, row.code, plural=row.plural)
        else:
            custom.names.append((row.name, Name(row.name, row.code, "name", "", "", row.first, row.last, path.name), row.stem))


def _add_table(custom: CustomNames, data: bytes, path: Path) -> None:
    for line, row in _rows(data, path):
        where = f"{path}:{line}"
        name, code, kind = row["name"].strip(), row["code"].strip(), (row.get("kind") or "actor").strip()
        text = name.rstrip("_*").replace("_", " ").strip()
        if not has_words(text) or not code:
            raise TableError("a row needs a name and a code", where=where, mend="A name has a letter or a digit.")
        if kind == "agent":
            if code.count("~") != 1:
                raise TableError(f"an agent's code needs one '~' for the actor, {code!r} has none", where=where, mend="Write for example ~COP.")
            for written in _spellings(text):
                _add_agent(custom, written, code, plural=True)
        elif kind == "actor":
            first, last = _day(row.get("from"), where), _day(row.get("until"), where)
            for written in _spellings(text):
                custom.names.append((written, Name(text, code, "name", "", "", first, last, path.name), name.endswith("*")))
        else:
            raise TableError(f"unknown kind {kind!r}", where=where, mend="Write actor or agent.")


def _rows(data: bytes, path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TableError(f"the actors file cannot be read ({error})", where=str(path), mend=_FORMS) from error
    reader = csv.DictReader(text.splitlines())
    try:
        columns, rows = set(reader.fieldnames or ()), [(reader.line_num, row) for row in reader]
    except csv.Error as error:
        raise TableError(f"the row cannot be read ({error})", where=f"{path}:{reader.line_num + 1}", mend=_FORMS) from error
    if not {"name", "code"} <= columns or columns - _COLUMNS:
        wrong = sorted(columns - _COLUMNS) or ["name and code are missing"]
        raise TableError(f"unknown columns: {', '.join(map(str, wrong))}", where=f"{path}:1", mend="Columns are name,code,kind,from,until.")
    for line, row in rows:
        if None in row or None in row.values():
            raise TableError("the row does not have as many cells as the header", where=f"{path}:{line}")
        if max(map(len, row.values())) > LONGEST_CELL:
            raise TableError("a cell is longer than any name", where=f"{path}:{line}", mend="Look for a quotation mark that is not closed.")
        yield line, row


def _add_agent(custom: CustomNames, words: str, code: str, *, plural: bool) -> None:
    low = fold(words).lower()
    for form in (low, _plural(low)) if plural else (low,):
        custom.agents.setdefault(form, Organ("*", code.replace("~", ""), code=code))


def _spellings(text: str) -> list[str]:
    for mark, words in SETS.items():
        if mark in text:
            return [text.replace(mark, word) for word in words]
    return [text]


# The last words of role nouns whose plural is irregular; "man" also at the end of a longer word ("watchman").
_IRREGULAR = {"man": "men", "child": "children", "person": "people", "foot": "feet", "goose": "geese", "tooth": "teeth", "mouse": "mice", "ox": "oxen"}
_REGULAR = frozenset({"german", "human", "norman", "ottoman", "roman", "shaman"})
_COLLECTIVE = ("men", "people", "police", "media", "clergy", "personnel", "s")  # these have no other plural


def _plural(words: str) -> str:
    last = words.rpartition(" ")[2]
    ending = "man" if last.endswith("man") and last not in _REGULAR else last
    if ending in _IRREGULAR:
        return words.removesuffix(ending) + _IRREGULAR[ending]
    if words.endswith(("ss", "ch", "sh", "x")):
        return words + "es"
    if words.endswith(_COLLECTIVE):
        return words
    return words[:-1] + "ies" if words.endswith("y") and words[-2:-1] not in "aeiou" else words + "s"


def _day(text: str | None, where: str) -> str:
    bare = (text or "").strip()
    day = read_day(bare.replace("-", "")) if bare else ""
    if day is None:
        raise TableError(f"{bare!r} is not a day", where=where, mend="Write YYYY-MM-DD, YYYYMMDD or YYMMDD.")
    return day
