"""Names of the world in the place of names the treebanks repeat: the parser learns that "Türkiye" stands where "Iraq" stood.

Treebanks of web text name a few dozen places and many people of one country; a parser trained on them takes "Azerbaijan"
or "Türkiye" for an adverb or a common noun. Each paragraph that names a place, a nationality or a person by one word is
therefore written once more with words drawn from the gazetteer, the annotation unchanged. Draws are seeded.
"""

from __future__ import annotations

import csv
import random
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from training.pipeline.treebanks import Sentence, gum_name_spans, name_spans
from training.pipeline.wordlists import ACTORS, place_names

PLACE_FORMS = {"name", "capital", "acronym", "metonym"}
CAPITALS = "ABCDEFGHIJKLMNOPRSTUVW"


@dataclass(frozen=True)
class Pool:
    """Words to draw from, sorted: places, adjectives of nationality, surnames, persons' whole names of two words, acronyms of organisations."""

    places: list[str]
    adjectives: list[str]
    surnames: list[str]
    people: list[tuple[str, str]]
    acronyms: list[str]

    def acronym(self, chance: random.Random) -> str:
        """One of the gazetteer's, or letters that mean nothing, since no list has all parties of the world."""
        return chance.choice(self.acronyms) if chance.random() < 0.3 else "".join(chance.choices(CAPITALS, k=chance.randint(2, 5)))


@cache
def read_pool(path: Path = ACTORS) -> Pool:
    """Names of the gazetteers of actors and places."""
    rows = [row for row in csv.DictReader(path.read_text("utf-8").splitlines()) if row["name"][:1].isupper()]
    single = [row for row in rows if row["name"].replace("-", "").isalpha()]
    states = {row["name"] for row in single if row["form"] in PLACE_FORMS and len(row["code"]) == 3}
    cities = {name for name, _ in place_names() if name.replace("-", "").isalpha() and name[:1].isupper()}
    adjectives = {row["name"] for row in single if row["form"] == "adjective"}
    surnames = {row["name"] for row in single if row["form"] in {"surname", "titled surname"}}
    people = {(words[0], words[1]) for row in rows if row["form"] == "person" and len(words := row["name"].split()) == 2}
    acronyms = {row["name"] for row in single if row["form"] == "acronym" and len(row["code"]) > 3}
    places = sorted(states) * 8 + sorted(cities)  # news names states more often than towns
    return Pool(places, sorted(adjectives), sorted(surnames), sorted(people), sorted(acronyms))


def replaceable(sentence: Sentence) -> list[tuple[int, str]]:
    """(position, kind) of the one-word names of a sentence: LOC, PERSON, or NORP for adjectives of nationality."""
    spans = name_spans(sentence.names) if any(t[:2] in {"B-", "I-"} for t in sentence.names) else gum_name_spans(sentence)
    found = [(start, label) for start, end, label in spans if end == start + 1 and label in {"LOC", "PERSON"} and sentence.tags[start] == "NNP"]
    taken = {position for position, _ in found}
    for position, word in enumerate(sentence.words):
        nationality = word[:1].isupper() and word.endswith(("an", "ese", "ish"))
        if nationality and sentence.tags[position] == "JJ" and position not in taken:
            found.append((position, "NORP"))
    return found


def with_other_names(sentence: Sentence, found: list[tuple[int, str]], pool: Pool, chance: random.Random) -> list[str]:
    """The words of the sentence with each found one drawn anew."""
    words = list(sentence.words)
    for position, kind in found:
        words[position] = chance.choice({"LOC": pool.places, "PERSON": pool.surnames, "NORP": pool.adjectives}[kind])
    return words
