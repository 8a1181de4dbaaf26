"""Finds named places (cities, provinces, seas, disputed areas) and puts them on the map, offline.

Cities come from GeoNames (CC BY 4.0), regions and seas from an own table. States themselves are not places here, their capitals
are. Among namesakes the countries that the text names decide, then size, then nearness to the text's other places.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from servanda.language.grammar import atlas
from servanda.language.grammar.atlas import Entry
from servanda.language.grammar.folding import fold
from servanda.language.grammar.landmarks import landmarks
from servanda.language.grammar.provinces import Spot, country_of_province
from servanda.language.grammar.surroundings import Name, Surroundings
from servanda.language.grammar.tokens import Words, tokenize
from servanda.language.grammar.toponyms import spots
from servanda.records import Document, Place

_SPREAD = 300.0  # kilometres at which nearness has lost most of its weight
_CONFIDENT = 6.0  # score from which a first choice speaks for its neighbours
_NEIGHBOURS = 40  # places that are compared for nearness, so that long texts stay linear


@dataclass(frozen=True, slots=True)
class Setting:
    """What a text says about where it plays: countries named, countries whose words it uses, and countries, states and places of the choices that are sure."""

    named: Counter[str]
    words: frozenset[str] = frozenset()
    countries: Counter[str] = field(default_factory=Counter)
    admins: Counter[tuple[str | None, str]] = field(default_factory=Counter)
    near: list[Entry] = field(default_factory=list)


def find_places(document: Document, names: Sequence[Name] = ()) -> list[Place]:
    """Every named place of a document with country, coordinates and precision, the dateline's first; offsets refer to its text. Never raises on text.

    `names` are those that the pipeline found (first and last character, end exclusive, and label). A place that the table lacks has no
    coordinates, and a country only where the text tells one: beside it, in the dateline, or as where it plays.
    """
    return survey(document, names)[0]


def survey(document: Document, names: Sequence[Name] = ()) -> tuple[list[Place], list[Place]]:
    """The places of a document, as `find_places` gives them, and the countries that it names, of precision "country" (no adjectives, no peoples)."""
    words = tokenize(document.text)
    around = Surroundings(words, names)
    head = _dateline(document)
    found = _spots(words, around, head)
    places: list[Place] = []
    countries = _countries(document, words, around)
    taken: set[int] = set()
    for spot, entry in _choose(found, around):
        start, end = (words.starts[spot.first], words.ends[spot.last - 1]) if spot.last or head is None else (head.start, head.end)
        (countries if "n" in entry.flags else places).append(_place(document, start, end, entry))
        taken.update(range(spot.first, spot.last))
    for town in _further_towns(document):
        entry = max(town.entries, key=lambda e: e.population)
        places = [p for p in places if p.start != town.start]
        places.append(_place(document, town.start, town.end, entry))
    places += _unknown(document, words, around, head, places, landmarks(words, around, taken))
    return sorted(places, key=lambda place: place.start), sorted(countries, key=lambda place: place.start)


def _unknown(document: Document, words: Words, around: Surroundings, head: _Head | None, places: list[Place], found: list[tuple[int, int]]) -> list[Place]:
    """Places that the table lacks, that of the dateline first: with the country named beside them or in the dateline, else that in which the text plays."""
    city, at = _dateline_city(document)
    named = _dateline_country(document)
    unknown: list[Place] = []
    if at >= 0 and named and fold(city) and not any(place.start == at for place in places):
        said = city.title() if city.isupper() else city
        unknown.append(Place(doc_id=document.doc_id, start=at, end=at + len(city), name=said, country=named, precision="point"))
    home = named or next((place.country for place in places if head is not None and place.start == head.start), None)
    plays = home if home and all(count < around.counts[home] for code, count in around.counts.items() if code != home) else None
    for first, last in found:
        start, end = words.starts[first], words.ends[last - 1]
        if head is not None and start < head.end and head.start < end:
            continue
        name = document.text[start:end]
        country = around.beside(first, last) or country_of_province(words, last) or (named if fold(name) == fold(city) else None)
        country = country or (plays if not waters(words, first, last) else None)
        unknown.append(Place(doc_id=document.doc_id, start=start, end=end, name=name, country=country, precision="point"))
    return unknown


def waters(words: Words, first: int, last: int) -> bool:
    """Whether a name is that of a river, lake or sea, which countries share."""
    return not atlas.words_of("waters").isdisjoint(words.lowers[first : last + 1])


def _spots(words: Words, around: Surroundings, head: _Head | None) -> list[Spot]:
    """The candidates of the text, in place of those in its dateline the dateline's own."""
    found = spots(words, around)
    if head is None:
        return found
    if head.country:
        around.counts[head.country] += 1
    body = [spot for spot in found if words.starts[spot.first] >= head.end or words.ends[spot.last - 1] <= head.start]
    return [Spot(0, 0, head.key, head.entries, head.country, "", 2), *body]


def _countries(document: Document, words: Words, around: Surroundings) -> list[Place]:
    """Where the text names countries, save names that a state of the United States shares."""
    found, behind = [], 0
    for index in sorted(around.owner):
        if index < behind:
            continue
        behind = index + 1
        while around.owner.get(behind) == around.owner[index]:
            behind += 1
        start, end = words.starts[index], words.ends[behind - 1]
        key = fold(document.text[start:end])
        whole = [entry for entry in atlas.entries(key) if "n" in entry.flags] if key not in atlas.state_names().values() else []
        found += [_place(document, start, end, entry) for entry in whole[:1]]
    return found


def _place(document: Document, start: int, end: int, entry: Entry) -> Place:
    return Place(
        doc_id=document.doc_id, start=start, end=end, name=_name(document.text[start:end], entry), country=entry.country, lat=entry.lat, lon=entry.lon,
        precision=entry.precision,
    )  # fmt: skip


def _name(said: str, entry: Entry) -> str:
    """The name as the text spells it; where that is in capitals, as the table does."""
    if not said.isupper():
        return said
    return entry.name if said.lower() == entry.name.lower() else fold(entry.name) if fold(said).lower() == fold(entry.name).lower() else entry.name


def _choose(found: list[Spot], around: Surroundings) -> list[tuple[Spot, Entry]]:
    """First by size and named countries; then again with what the confident first choices say about country, state and area."""
    named, words = around.counts, around.countries_by_words()
    first: list[Entry] = []
    admins: Counter[tuple[str | None, str]] = Counter()  # provinces that the text names
    for spot in found:
        best = _best(spot, Setting(named, words))
        if best and best[0] >= _CONFIDENT:
            first.append(best[1])
            if spot.admin or "p" in best[1].flags:
                admins[best[1].country, best[1].admin] += 1
    setting = Setting(
        named,
        words,
        Counter(entry.country for entry in first if entry.country),
        admins,
        list(dict.fromkeys(first))[:_NEIGHBOURS],
    )
    known: dict[tuple[str, str | None, str, int, bool, bool], tuple[float, Entry] | None] = {}  # namesakes are weighed once a text
    weighed: list[tuple[Spot, tuple[float, Entry] | None]] = []
    for spot in found:
        about = (spot.key, spot.country, spot.admin, spot.support, spot.recognised, spot.kind)
        if about not in known:
            known[about] = _best(spot, setting)
        weighed.append((spot, known[about]))
    settled: dict[tuple[str, bool], tuple[float, Entry]] = {}  # in one text a name means one place, the one that most speaks for
    for spot, best in weighed:
        if best and best[0] >= _least(spot) and not _foreign_name(best[1], spot, named) and best[0] > settled.get((spot.key, spot.kind), (0.0,))[0]:
            settled[spot.key, spot.kind] = best
    return [(spot, best[1] if best and spot.country else settled[spot.key, spot.kind][1]) for spot, best in weighed if (spot.key, spot.kind) in settled]


def _least(spot: Spot) -> float:
    """The score from which a name counts as a place."""
    return atlas.weights()["recognised_threshold" if spot.recognised else "threshold"]


def _foreign_name(entry: Entry, spot: Spot, named: Counter[str]) -> bool:
    """Whether only another language's name was met ("Londono"), with neither a preposition nor its country to speak for it."""
    return "a" in entry.flags and spot.support == 0 and not (entry.country and named[entry.country])


def _best(spot: Spot, setting: Setting) -> tuple[float, Entry] | None:
    """The entry with the highest score; ties go to the larger, then to the first of the table."""
    best: tuple[float, Entry] | None = None
    for entry in spot.entries:
        score = _score(entry, spot, setting)
        if best is None or (score, entry.population) > (best[0], best[1].population):
            best = score, entry
    return best


def _score(entry: Entry, spot: Spot, setting: Setting) -> float:
    weights, named = atlas.weights(), setting.named
    score = math.log10(max(entry.population, 100))
    score += weights["preposition"] * spot.support / 2 + weights["recognised"] * spot.recognised
    score += weights["capital"] * ("k" in entry.flags and "a" not in entry.flags) + weights["whole_country"] * ("n" in entry.flags)
    score += weights["province"] * ("p" in entry.flags) + weights["alternate"] * ("a" in entry.flags)
    score += weights["own_kind"] * (spot.kind and "p" in entry.flags)
    if spot.country and entry.country == spot.country:
        score += weights["named_country"] + weights["state"] * (spot.admin != "" and entry.admin == spot.admin)
    if entry.country and named[entry.country]:
        score += weights["context_country"] + weights["context_share"] * named[entry.country] / named.total()
    elif entry.country and setting.countries[entry.country]:
        score += weights["found_country"]
    score += weights["country_word"] * (entry.country in setting.words)
    here = setting.admins[entry.country, entry.admin]
    if here and entry.admin:
        score += weights["found_state"] + weights["found_state_share"] * here / setting.admins.total()
    others = [atlas.kilometres(entry, other) for other in setting.near if other.name != entry.name]
    return score + (weights["near"] * math.exp(-min(others) / _SPREAD) if others else 0.0)


class _Head(NamedTuple):
    """The dateline's place: its characters, the key and entries of its name, the country named beside it."""

    start: int
    end: int
    key: str
    entries: tuple[Entry, ...]
    country: str | None


def _dateline(document: Document) -> _Head | None:
    """What the dateline names ("BAKU, Azerbaijan"), where the table has it."""
    city, start = _dateline_city(document)
    return _head(city.partition("/")[0], start, _dateline_country(document))


def _further_towns(document: Document) -> list[_Head]:
    """The towns behind the first of a dateline that names several ("GENEVA/BAKU, May 2")."""
    city, start = _dateline_city(document)
    heads, at = list[_Head | None](), 0
    for town in city.split("/"):
        heads.append(_head(town, start + at if start >= 0 else start, None))
        at += len(town) + 1
    return [head for head in heads[1:] if head is not None]


def _head(city: str, start: int, country: str | None) -> _Head | None:
    """A town of the dateline, where the table has it; towns are meant, not the countries of their names ("DJIBOUTI, 2 May")."""
    for key in dict.fromkeys(map(fold, (city, city.title(), _capitalised(city), re.sub("^St ", "Saint ", _capitalised(city))))):
        if start >= 0 and atlas.known(key):
            entries = atlas.entries(key)
            return _Head(start, start + len(city), key, tuple(e for e in entries if "n" not in e.flags) or entries, country)
    return None


def _capitalised(name: str) -> str:
    """A name in capitals as it is written elsewhere: "Port-au-Prince", "Nuku'alofa"."""
    small = atlas.words_of("small")
    return "".join(w.lower() if at and w.lower() in small else w.capitalize() for at, w in enumerate(re.split(r"([ -])", name)))


def _dateline_city(document: Document) -> tuple[str, int]:
    """The town that the dateline names and where it stands in the text; -1 where there is none."""
    line = document.dateline
    city = (line.place or "").partition(",")[0].strip() if line is not None else ""
    found = re.compile(re.escape(city), re.IGNORECASE).search(document.text, line.start, line.end) if line is not None and city else None
    return city, found.start() if found else -1


def _dateline_country(document: Document) -> str | None:
    """The country that the dateline names behind its city: "VILLETA, Paraguay, July 16"."""
    line = document.dateline
    parts = document.text[line.start : line.end].split(",") if line is not None else []
    said = fold(parts[1].strip()) if len(parts) > 1 else ""
    return atlas.countries().get(said) or atlas.countries().get(re.sub(r"^St\.? ", "Saint ", said))
