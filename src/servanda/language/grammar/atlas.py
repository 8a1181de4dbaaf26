"""The shipped tables of places and countries, read once a process."""

from __future__ import annotations

import csv
import lzma
import math
import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

from servanda.errors import TableError
from servanda.language.grammar.folding import fold
from servanda.language.grammar.tables import read_table

_LISTS = "firm loose titles before after after_never institutions given_names never surnames bridges_behind bridges_before openers"
_KEYS = frozenset({*_LISTS.split(), "weights", "states"})
_FIELDS = 7
_FIRST_OF_SEVERAL = re.compile(r"\w+(?=\W)")


class Entry(NamedTuple):
    """One place of a name. `country` is alpha-3 or None; `flags` as in the table's header."""

    name: str
    country: str | None
    admin: str
    lat: float
    lon: float
    population: int
    flags: str

    @property
    def precision(self) -> str:
        """ "province" for regions, "point" for seas and spots, else "city"."""
        return "province" if "p" in self.flags else "point" if "s" in self.flags else "city"


@cache
def words_of(key: str) -> frozenset[str]:
    """One word list of `places.toml`."""
    return frozenset(read_table("places.toml", _KEYS)[key])


@cache
def weights() -> dict[str, float]:
    """The weights of `places.toml`."""
    table: dict[str, Any] = read_table("places.toml", _KEYS)
    return {key: float(value) for key, value in table["weights"].items()}


@cache
def states() -> dict[str, str]:
    """Abbreviations of the United States' states to their codes."""
    table: dict[str, str] = read_table("places.toml", _KEYS)["states"]
    return table


@cache
def _lines() -> dict[str, list[str]]:
    """Lines of the table by the folded name; they are parsed only when asked for."""
    packed = files("servanda.language").joinpath("tables", "places.tsv.xz").read_bytes()
    found: dict[str, list[str]] = {}
    for line in lzma.decompress(packed).decode("utf-8").splitlines():
        name = line[: line.find("\t")]
        if name and not line.startswith("#"):
            key = name if name.isascii() and "'" not in name else fold(name)
            found.setdefault(key, []).append(line)
    return found


@cache
def openings() -> frozenset[str]:
    """First words of the names that have several: most capitalised words of a text are none, and need no longer look."""
    return frozenset(first[0] for key in (*_lines(), *words_of("never")) if not key.isalpha() and (first := _FIRST_OF_SEVERAL.match(key)))


@cache
def country_openings() -> frozenset[str]:
    """The same for the names of countries."""
    return frozenset(first[0] for key in countries() if (first := _FIRST_OF_SEVERAL.match(key)))


@lru_cache(maxsize=4096)
def entries(key: str) -> tuple[Entry, ...]:
    """Every place whose folded name is `key`; raises `TableError` for a damaged table."""
    found = []
    for line in _lines().get(key, ()):
        parts = line.split("\t")
        if len(parts) != _FIELDS:
            raise TableError(f"a line of {len(parts)} fields", where=f"language/tables/places.tsv.xz:{parts[0]}", mend="Rebuild it: python -m training.places")
        found.append(Entry(parts[0], parts[1] or None, parts[2], float(parts[3]), float(parts[4]), int(parts[5]), parts[6]))
    return tuple(found)


def known(key: str) -> bool:
    """Whether the table has a place of that folded name."""
    return key in _lines()


@cache
def countries() -> dict[str, str]:
    """Folded names and demonyms of countries to alpha-3 codes; a word of two countries is left out."""
    text = files("servanda.language").joinpath("tables", "countries.csv").read_text(encoding="utf-8")
    found: dict[str, set[str]] = {}
    for row in csv.DictReader(text.splitlines()):
        for name in (row["names"] + "|" + row["demonyms"]).split("|"):
            if name:
                found.setdefault(fold(name), set()).add(row["code"])
    return {name: next(iter(codes)) for name, codes in found.items() if len(codes) == 1}


@cache
def country_names() -> frozenset[str]:
    """Folded names of countries only: never places of the list."""
    text = files("servanda.language").joinpath("tables", "countries.csv").read_text(encoding="utf-8")
    return frozenset(fold(name) for row in csv.DictReader(text.splitlines()) for name in row["names"].split("|"))


def kilometres(first: Entry, second: Entry) -> float:
    """Great-circle distance (haversine, mean radius 6,371 km)."""
    lat1, lat2 = math.radians(first.lat), math.radians(second.lat)
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin(math.radians(second.lon - first.lon) / 2) ** 2
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(half)))
