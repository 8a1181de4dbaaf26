"""Places against two marked collections: which names are found, whether the country is right, how far off the coordinates are.

A place counts as found where the spans overlap. States, and words such as "Russian" for their people, are parties in this program and no
places: what is marked of them is left out, and so is what is found there.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from spacy.language import Language

from benchmarks.figures import Figure
from servanda.language.grammar import atlas
from servanda.language.grammar.folding import fold
from servanda.language.places import find_places
from servanda.language.reading import read
from servanda.records import Document, Place

NEAR = 161.0  # kilometres, a hundred miles: the field's measure of a right place
COLLECTIONS = (("places_geovirus", "places in Wikinews paragraphs", 1), ("places_lgl", "places in local news", 0))  # file, name, what its offsets are ahead


class Marked(NamedTuple):
    """One marked place: first and last character (exclusive), coordinates in degrees and the country's name where the collection tells them."""

    start: int
    end: int
    lat: float | None
    lon: float | None
    country: str | None


def place_figures(nlp: Language, shared: Path) -> Iterator[Figure]:
    """Precision, recall and F1 of recognition; of what is recognised the share within 161 km, the share in the right country, and the median error in km."""
    for file, name, ahead in COLLECTIONS:
        rows = [json.loads(line) for line in (shared / "gold" / f"{file}.jsonl").read_text("utf-8").split("\n") if line]
        yield from _figures(name, list(_compared(nlp, rows, ahead)))


def _compared(nlp: Language, rows: list[dict[str, Any]], ahead: int) -> Iterator[tuple[Marked | None, Place | None]]:
    """Marked places with those found for them, then, with None, what else was found."""
    documents = [Document(doc_id=row["id"], text=row["text"]) for row in rows]
    for row, reading in zip(rows, read(nlp, documents), strict=True):
        text = reading.document.text
        marked = [Marked(p["start"] - ahead, p["end"] - ahead, p["lat"], p["lon"], p["country"]) for p in row["toponyms"]]
        states = [m for m in marked if _is_state(text[m.start : m.end])]
        names = [(*part.bounds(span), span.label_) for part in reading.paragraphs for span in part.doc.ents]
        found = [p for p in find_places(reading.document, names) if not any(_overlap(p, m) for m in states)]
        for mark in marked:
            if mark not in states:
                place = next((p for p in found if _overlap(p, mark)), None)
                found = [p for p in found if p is not place]
                yield mark, place
        yield from ((None, place) for place in found)


def _is_state(words: str) -> bool:
    return any(fold(form) in atlas.countries() for form in (words, words.rstrip("."), f"{words}.")) or words in {"US", "UK"}


def _overlap(place: Place, mark: Marked) -> bool:
    return place.start < mark.end and place.end > mark.start


def _figures(name: str, pairs: list[tuple[Marked | None, Place | None]]) -> Iterable[Figure]:
    marked = sum(mark is not None for mark, _ in pairs)
    found = sum(place is not None for _, place in pairs)
    both = [(mark, place) for mark, place in pairs if mark is not None and place is not None]
    yield Figure(name, "recognised P", len(both) / found)
    yield Figure(name, "recognised R", len(both) / marked)
    yield Figure(name, "recognised F1", 2 * len(both) / (found + marked))
    errors = [_kilometres(mark.lat, mark.lon, place) for mark, place in both if mark.lat is not None and mark.lon is not None]
    if errors:
        yield Figure(name, "within 161 km of recognised", sum(error < NEAR for error in errors) / len(errors))
        yield Figure(name, "median error in km", median(errors))
    told = [(atlas.countries().get(fold(mark.country)), place.country) for mark, place in both if mark.country and place.country]
    if told:
        yield Figure(name, "right country", sum(right == given for right, given in told) / len(told))


def _kilometres(lat: float, lon: float, place: Place) -> float:
    """Great-circle distance; without bound where the place has no coordinates."""
    if place.lat is None or place.lon is None:
        return math.inf
    here = atlas.Entry("", None, "", lat, lon, 0, "")
    return atlas.kilometres(here, here._replace(lat=place.lat, lon=place.lon))
