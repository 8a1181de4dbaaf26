"""The shipped tables of places and countries, read once a process."""

from __future__ import annotations

import csv
import lzma
import math
import re
from bisect import bisect_left
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

from servanda.errors import TableError
from servanda.language.grammar.folding import fold
from servanda.language.grammar.tables import read_table

_LISTS = (
    "firm loose titles before after after_never local_bodies grounds small_grounds facilities grounds_before province_kinds parts_of_countries institutions "
    "given_names never surnames bridges_behind bridges_before openers states_behind_only waters small"
)
_KEYS = frozenset({*_LISTS.split(), "weights", "states", "state_names", "country_words"})
_FIELDS = 8
_BLOCK = 2048  # bytes of the table between two entries of its index
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
        """ "province" for regions and parts of countries, "point" for seas and spots, "country", else "city"."""
        if "n" in self.flags:
            return "country"
        return "province" if "p" in self.flags or "d" in self.flags else "point" if "s" in self.flags else "city"


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
def state_names() -> dict[str, str]:
    """Codes of the United States' states to their names in the table of places."""
    table: dict[str, str] = read_table("places.toml", _KEYS)["state_names"]
    return table


@cache
def country_words() -> dict[str, str]:
    """Words and pairs of words, in small letters, that are at home in one country, with its code."""
    table: dict[str, list[str]] = read_table("places.toml", _KEYS)["country_words"]
    return {word: code for code, words in table.items() for word in words}


@cache
def _table() -> bytes:
    """The table as it lies, its lines sorted by key, behind a line end."""
    packed = files("servanda.language").joinpath("tables", "places.tsv.xz").read_bytes()
    lines = lzma.decompress(packed)
    return b"\n" + lines[lines.index(b"\n", lines.rindex(b"\n#") + 1) + 1 :]


@cache
def _blocks() -> tuple[list[bytes], list[int]]:
    """The first line behind every `_BLOCK` bytes of the table, and where the line end before it lies."""
    table = _table()
    ends = [table.index(b"\n", at) for at in range(0, len(table) - _BLOCK, _BLOCK)]
    return [table[end + 1 : table.index(b"\n", end + 1)] for end in ends], ends


def _find(start: bytes) -> int:
    """Where the first line that starts so lies, -1 if there is none."""
    firsts, ends = _blocks()
    at = max(bisect_left(firsts, start) - 1, 0)
    found = _table().find(b"\n" + start, ends[at], ends[at + 1] + len(start) + 1 if at + 1 < len(ends) else None)
    return found + 1 if found >= 0 else -1


@lru_cache(maxsize=1 << 16)
def known(key: str) -> bool:
    """Whether the table has a place of that folded name."""
    return _find(key.encode("utf-8", "replace") + b"\t") >= 0


@lru_cache(maxsize=1 << 16)
def opens(word: str) -> bool:
    """Whether a name of several words starts with this one: most capitalised words of a text open none, and need no longer look."""
    return word in _never_openings() or any(_find((word + mark).encode("utf-8", "replace")) >= 0 for mark in " -.")


@cache
def _never_openings() -> frozenset[str]:
    """First words of the names of several words that are never places."""
    return frozenset(first[0] for name in words_of("never") if (first := _FIRST_OF_SEVERAL.match(name)))


@cache
def country_openings() -> frozenset[str]:
    """First words of the names of countries that have several."""
    return frozenset(first[0] for key in countries() if (first := _FIRST_OF_SEVERAL.match(key)))


@lru_cache(maxsize=4096)
def entries(key: str) -> tuple[Entry, ...]:
    """Every place whose folded name is `key`; raises `TableError` for a damaged table."""
    table, line = _table(), key.encode("utf-8", "replace") + b"\t"
    at, found = _find(line), []
    while at >= 0 and table.startswith(line, at):
        end = table.index(b"\n", at)
        parts = table[at:end].decode("utf-8").split("\t")
        if len(parts) != _FIELDS:
            raise TableError(f"a line of {len(parts)} fields", where=f"language/tables/places.tsv.xz:{parts[0]}", mend="Rebuild it: python -m training.places")
        _, name, country, admin, lat, lon, people, flags = parts
        found.append(Entry(name or key, country or None, admin, float(lat), float(lon), int(people), flags))
        at = end + 1
    return tuple(found)


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
