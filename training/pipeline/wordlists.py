"""Lists of names that the network is told of, word by word: places, persons' first and last names, nationalities, organisations.

From the shipped gazetteers of actors and places, so they carry those tables' licences.
"""

from __future__ import annotations

import csv
import lzma
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ACTORS = Path("src/servanda/actors/data/names.csv")
PLACES = Path("src/servanda/language/tables/places.tsv.xz")
LISTS = ("place", "small place", "place begins", "place goes on", "first name", "surname", "nationality", "organisation", "acronym")
PLACE_FORMS = {"name", "historical", "capital", "part"}
RAREST = 2  # persons who must share a first or middle name for it to be listed
SMALL, SMALLEST = 100_000, 15_000  # inhabitants


def place_names() -> Iterator[tuple[str, bool]]:
    """Names of cities, regions and countries that are no common words, and whether the place is small."""
    with lzma.open(PLACES, "rt", encoding="utf-8") as lines:
        for line in lines:
            key, name, *_, inhabitants, flags = line.rstrip("\n").split("\t") if not line.startswith("#") else ("", "", "0", "c")
            count = int(inhabitants or SMALL)
            if count >= SMALLEST and "c" not in flags:
                yield name or key, count < SMALL


def word_lists() -> dict[str, int]:
    """Each listed word with a bit for each list, in the order of `LISTS`; only words that begin with a capital."""
    found: dict[str, int] = {}

    def add(word: str, kind: str) -> None:
        if word[:1].isupper() and len(word) > 1:
            found[word] = found.get(word, 0) | 1 << LISTS.index(kind)

    def add_place(name: str, small: bool) -> None:
        words = name.split()
        if len(words) == 1:
            add(name, "small place" if small else "place")
        elif not small:
            add(words[0], "place begins")
            for word in words[1:]:
                add(word, "place goes on")

    for name, small in place_names():
        add_place(name, small)
    firsts: Counter[str] = Counter()
    for row in csv.DictReader(ACTORS.read_text("utf-8").splitlines()):
        words, form = row["name"].split(), row["form"]
        if form in PLACE_FORMS and len(row["code"]) == 3:
            add_place(row["name"], False)
        elif form == "person" and len(words) > 1:
            firsts.update(words[:-1])
            add(words[-1], "surname")
        elif form in {"surname", "titled surname"}:
            add(words[-1], "surname")
        elif form in {"adjective", "people"} and len(words) == 1:
            add(words[0], "nationality")
        elif form == "acronym":
            add(row["name"], "acronym")
        elif form == "name" and len(row["code"]) > 3:
            for word in words:
                add(word, "organisation")
    for word, count in firsts.items():
        if count >= RAREST:
            add(word, "first name")
    return dict(sorted(found.items()))
