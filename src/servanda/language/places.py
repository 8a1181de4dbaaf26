"""Finds named places (cities, provinces, seas, disputed areas) and puts them on the map, offline.

Cities come from GeoNames (CC BY 4.0), regions and seas from an own table. States themselves are not places here, their capitals
are. Among namesakes the countries that the text names decide, then size, then nearness to the text's other places.
"""

from __future__ import annotations

import math
from collections import Counter

from servanda.language.grammar import atlas
from servanda.language.grammar.atlas import Entry
from servanda.language.grammar.folding import fold
from servanda.language.grammar.tokens import tokenize
from servanda.language.grammar.toponyms import Spot, Surroundings, spots
from servanda.records import Document, Place

_SPREAD = 300.0  # kilometres at which nearness has lost most of its weight
_CONFIDENT = 6.0  # score from which a first choice speaks for its neighbours
_NEIGHBOURS = 40  # places that are compared for nearness, so that long texts stay linear


def find_places(document: Document) -> list[Place]:
    """Every named place of a document with country, coordinates and precision, the dateline's first; offsets refer to its text. Never raises on text."""
    words = tokenize(document.text)
    around = Surroundings(words)
    found = spots(words, around)
    head = _dateline(document)
    if head:
        found = [spot for spot in found if words.starts[spot.first] >= head[1] or words.ends[spot.last - 1] <= head[0]]
        if head[3]:
            around.counts[head[3]] += 1
    chosen = _choose(found, around.counts)
    places = [_place(document, words.starts[spot.first], words.ends[spot.last - 1], entry) for spot, entry in chosen]
    if head:
        entry = _best(Spot(0, 0, "", head[2], head[3], "", 2), around.counts, Counter(), [])
        if entry:
            places.append(_place(document, head[0], head[1], entry[1]))
    return sorted(places, key=lambda place: place.start)


def _place(document: Document, start: int, end: int, entry: Entry) -> Place:
    return Place(
        doc_id=document.doc_id, start=start, end=end, name=entry.name, country=entry.country, lat=entry.lat, lon=entry.lon, precision=entry.precision
    )  # fmt: skip


def _choose(found: list[Spot], named: Counter[str]) -> list[tuple[Spot, Entry]]:
    """First by size and named countries; then again with what the confident first choices say about country and area."""
    first: list[Entry] = []
    for spot in found:
        best = _best(spot, named, Counter(), [])
        if best and best[0] >= _CONFIDENT:
            first.append(best[1])
    countries = Counter(entry.country for entry in first if entry.country)
    near = list(dict.fromkeys(first))[:_NEIGHBOURS]
    chosen: list[tuple[Spot, Entry]] = []
    settled: dict[str, Entry] = {}
    known: dict[tuple[str, str | None, str, int], tuple[float, Entry] | None] = {}  # namesakes are weighed once a text
    for spot in found:
        about = (spot.key, spot.country, spot.admin, spot.support)
        if about not in known:
            known[about] = _best(spot, named, countries, near)
        best = known[about]
        if best and best[0] >= atlas.weights()["threshold"] and not _foreign_name(best[1], spot, named):
            entry = settled.setdefault(spot.key, best[1]) if spot.country is None else best[1]
            chosen.append((spot, entry))
    return chosen


def _foreign_name(entry: Entry, spot: Spot, named: Counter[str]) -> bool:
    """Whether only another language's name was met ("Londono"), with neither a preposition nor its country to speak for it."""
    return "a" in entry.flags and spot.support == 0 and not (entry.country and named[entry.country])


def _best(spot: Spot, named: Counter[str], countries: Counter[str], near: list[Entry]) -> tuple[float, Entry] | None:
    """The entry with the highest score; ties go to the larger, then to the first of the table."""
    best: tuple[float, Entry] | None = None
    for entry in spot.entries:
        score = _score(entry, spot, named, countries, near)
        if best is None or (score, entry.population) > (best[0], best[1].population):
            best = score, entry
    return best


def _score(entry: Entry, spot: Spot, named: Counter[str], countries: Counter[str], near: list[Entry]) -> float:
    weights = atlas.weights()
    score = math.log10(max(entry.population, 100))
    score += weights["preposition"] * spot.support / 2
    score += weights["capital"] * ("k" in entry.flags and "a" not in entry.flags)
    score += weights["province"] * ("p" in entry.flags) + weights["alternate"] * ("a" in entry.flags)
    if spot.country and entry.country == spot.country:
        score += weights["named_country"] + weights["state"] * (spot.admin != "" and entry.admin == spot.admin)
    if entry.country and named[entry.country]:
        score += weights["context_country"] + weights["context_share"] * named[entry.country] / named.total()
    elif entry.country and countries[entry.country]:
        score += weights["found_country"]
    others = [atlas.kilometres(entry, other) for other in near if other.name != entry.name]
    return score + (weights["near"] * math.exp(-min(others) / _SPREAD) if others else 0.0)


def _dateline(document: Document) -> tuple[int, int, tuple[Entry, ...], str | None] | None:
    """Offsets, entries and country of the dateline's place ("BAKU, Azerbaijan")."""
    line = document.dateline
    if line is None or not line.place:
        return None
    city, _, rest = line.place.partition(",")
    start = document.text.lower().find(city.strip().lower(), line.start, line.end)
    for key in dict.fromkeys((fold(city), fold(city.title()))):
        if start >= 0 and atlas.known(key):
            return start, start + len(city.strip()), atlas.entries(key), atlas.countries().get(fold(rest))
    return None
