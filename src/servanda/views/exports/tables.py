"""Reads the tables that exports rest on (`tables/*.csv`, `tables/scales.toml`); wrong columns, codes and keys are refused with file and line."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple, get_args

import msgspec

from servanda.errors import TableError
from servanda.records import Record, Status

FOLDER = "tables"
SCALES = "scales.toml"


class Scale(Record, frozen=True):
    """One scale: the version that is written beside its numbers, the file of its column, what it is, and names of its classes."""

    version: str
    file: str
    about: str
    names: dict[str, str] = msgspec.field(default_factory=dict)


class Scales(Record, frozen=True):
    """`scales.toml`: the scales of each kind by name."""

    goldstein: dict[str, Scale]
    classes: dict[str, Scale] = msgspec.field(name="class")
    plover: dict[str, Scale]


class Actor(NamedTuple):
    """How CAMEO writes a party: `role` (IGO, NGO, REB or ""), country or region, known group. Each is "" where CAMEO has none."""

    role: str
    country: str
    group: str


class Country(NamedTuple):
    """A country's FIPS 10-4 and ISO 3166 numeric codes ("" where there is none)."""

    fips: str
    numeric: str


class Sector(NamedTuple):
    """What formats make of a CAMEO or PLOVER role: the name of the sector in ICEWS, the number of the actor's kind in ACLED."""

    icews: str
    inter: str


class Kind(NamedTuple):
    """ACLED's name for a PLOVER type and mode."""

    event_type: str
    sub_event_type: str
    disorder_type: str


class Rating(NamedTuple):
    """How monitors of accords rate a status: a score from 0 to 3 or the name of a rule, and a flag to stand beside it."""

    score: str
    flag: str


def text_of(file: str) -> str:
    """The text of a table."""
    return files("servanda.views.exports").joinpath(FOLDER, file).read_text("utf-8")


def parse(text: str, file: str, columns: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """The rows of a CSV table with their lines.

    Raises:
        TableError: if the columns are others, a row has too many or too few cells, or a key stands twice.
    """
    reader = csv.reader(text.splitlines())
    if tuple(next(reader, ())) != tuple(columns):
        raise TableError(f"the columns must be {','.join(columns)}", where=f"{file}:1", mend="Put them in this order")
    seen = set()
    for line, row in enumerate(reader, 2):
        if len(row) != len(columns):
            raise TableError(f"the row does not have {len(columns)} cells", where=f"{file}:{line}", mend="Add or drop commas")
        key = tuple(row[:2]) if columns[1] == "mode" else (row[0],)
        if key in seen:
            raise TableError(f"{','.join(key)} stands twice", where=f"{file}:{line}", mend="Keep one of the rows")
        seen.add(key)
        yield line, row


def numbers(text: str, file: str, columns: Sequence[str], keys: int = 1) -> dict[str, dict[tuple[str, ...], float]]:
    """The columns of numbers behind the first `keys` columns, each as a mapping from those; empty cells are left out.

    Raises:
        TableError: if a cell is no number, or as `parse`.
    """
    found: dict[str, dict[tuple[str, ...], float]] = {column: {} for column in columns[keys:]}
    for line, row in parse(text, file, columns):
        for column, cell in zip(columns[keys:], row[keys:], strict=True):
            try:
                if cell:
                    found[column][tuple(row[:keys])] = float(cell)
            except ValueError as error:
                raise TableError(f"{cell!r} is not a number", where=f"{file}:{line}", mend="Write it like -2.0 or leave it empty") from error
    return found


def read_scales(text: str) -> Scales:
    """The scales of a table in TOML.

    Raises:
        TableError: for an unknown or missing key or bad value.
    """
    try:
        return msgspec.convert(tomllib.loads(text), Scales)
    except (msgspec.ValidationError, tomllib.TOMLDecodeError) as error:
        raise TableError(str(error), where=SCALES, mend="A scale has version, file, about and perhaps names") from error


@cache
def scales() -> Scales:
    """The scales that come with the package."""
    return read_scales(text_of(SCALES))


@cache
def column(file: str, name: str) -> dict[tuple[str, ...], float]:
    """The numbers of one column: of `goldstein.csv` by code, of `classes.csv` by root code, of `plover.csv` by type and mode."""
    columns, keys = {
        "goldstein.csv": (("code", "gdelt", "icews", "phoenix"), 1),
        "classes.csv": (("root", "gdelt", "phoenix"), 1),
        "plover.csv": (("type", "mode", "quad", "printed", "mended"), 2),
    }[file]
    return numbers(text_of(file), file, columns, keys)[name]


def _rows(file: str, *columns: str) -> list[list[str]]:
    return [row for _, row in parse(text_of(file), file, columns)]


@cache
def actors() -> dict[str, Actor]:
    """Parties whose CAMEO codes differ from the gazetteer's, by the gazetteer's code. Codes are those of CAMEO 1.1b3 and GDELT's lists."""
    return {code: Actor(role, country, group) for code, role, country, group in _rows("actors.csv", "code", "type", "country", "group")}


@cache
def countries() -> dict[str, Country]:
    """Countries by ISO alpha-3. Source: Country Codes (PDDL); Serbia, Kosovo, Palestine, Svalbard set by hand."""
    return {code: Country(fips, numeric) for code, fips, numeric in _rows("countries.csv", "alpha3", "fips", "numeric")}


@cache
def sectors() -> dict[str, Sector]:
    """What ICEWS and ACLED call the roles of CAMEO and PLOVER."""
    return {role: Sector(icews, inter) for role, icews, inter in _rows("sectors.csv", "role", "icews", "inter")}


@cache
def acled_kinds() -> dict[tuple[str, str], Kind]:
    """ACLED's event types by PLOVER type and mode; an empty mode stands for those that have no row."""
    rows = _rows("acled.csv", "type", "mode", "event_type", "sub_event_type", "disorder_type")
    return {(plover, mode): Kind(event, sub, disorder) for plover, mode, event, sub, disorder in rows}


@cache
def barometer() -> dict[str, Rating]:
    """Ratings by status, one for each.

    Raises:
        TableError: for an unknown or missing status, or a score that is neither a number nor a rule.
    """
    found = {status: Rating(score, flag) for status, score, flag in _rows("barometer.csv", "status", "score", "flag")}
    if set(found) != set(get_args(Status)):
        raise TableError(f"lacks or has too many: {', '.join(sorted(set(found) ^ set(get_args(Status))))}", where="barometer.csv", mend="Rate each status once")
    if wrong := [rating.score for rating in found.values() if rating.score not in ("0", "1", "2", "3", "share", "keep", "vouched")]:
        raise TableError(f"{wrong[0]!r} is no score", where="barometer.csv", mend="Write 0 to 3, share, keep or vouched")
    return found


@cache
def cameo_codes() -> dict[tuple[str, str], str]:
    """The CAMEO code of a PLOVER type and mode, for events that have none of their own."""
    return {(plover, mode): code for plover, mode, code in _rows("cameo.csv", "type", "mode", "code")}


@cache
def mirrors() -> dict[str, tuple[str, bool]]:
    """By CAMEO code: the code of the same event seen from the other side ("" for the same), and whether it is always mirrored.

    Those not always mirrored are so where all parties stand on the source side ("X and Y agreed to ..."). A code stands for its children.

    Raises:
        TableError: for a word other than always or joint.
    """
    found = {}
    for line, (code, mirror, when) in parse(text_of("mirrors.csv"), "mirrors.csv", ("code", "mirror", "when")):
        if when not in ("always", "joint"):
            raise TableError(f"{when!r} is not a time of mirroring", where=f"mirrors.csv:{line}", mend="Write always or joint")
        found[code] = (mirror, when == "always")
    return found


@cache
def code_names() -> dict[str, str]:
    """What each CAMEO code means, in the words of the lexicon's `codes.toml`."""
    content = tomllib.loads(files("servanda.coding").joinpath("lexicon", "codes.toml").read_text("utf-8"))
    return dict(content["cameo"])
