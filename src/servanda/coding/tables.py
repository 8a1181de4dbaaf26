"""Loads the small tables of this floor and refuses keys it does not know."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from servanda.errors import TableError

LONG = 8  # words from which a list is searched more slowly than a set
KNOWN: dict[str, set[str]] = {
    "beats": {"beat"},
        "confidence": {"bias", "thresholds", "weights"},
    "figures": {
        "verbs", "ways", "numbers", "confirms", "reckonings", "reckoned_by", "parts", "changes", "wants", "open", "measures", "documents", "limits",
        "took", "owed", "instead", "limiting", "contradicts", "counting",
    },
    "descriptions": {"alone", "capitals", "halves", "named", "onlooking", "opposites", "organs", "states"},
    "gifts": {
        "parts", "spending", "offers", "gifts", "currencies", "money", "people", "things", "dative",
        "filled", "assured", "repaid", "allotting", "placing", "placed", "renewing", "helping", "heralding", "counts", "vague", "laws",
    },
    "pledges": {
        "held", "bargaining", "believing", "serving", "vowing", "terms", "proposed", "clauses", "contracts", "set_ends",
        "ending", "quarrels", "steps", "going_on", "hands", "bringing", "granting", "amending", "own_affairs", "leaves", "stative", "providing", "habits",
        "dispositions", "granted", "mediating", "told_of", "state_acts",
        "owing", "cost_bearing", "accepting", "committing", "agreeing", "laying_down", "laws", "bodies_set_up", "deed_nouns",
        "states_due", "turns_due", "outlining",
    },
    "text_reader": {"longest", "owed", "free", "stands", "named", "instead", "nobody", "share", "beside", "typed", "retyped", "untyped"},
    "genders": {"words", "names"},
    "outsiders": {"services", "favours", "behind", "deeds", "between", "talks", "leads", "presence", "parts", "playing", "bodies"},
    "progress": {"verbs", "results", "witnessing", "states", "goes", "places", "things", "acts"},
    "party_nouns": {
        "no_places",
        "answering", "appointing", "counting", "no_ministers", "own_bodies", "held", "organisation_voices", "own_offices", "papers", "private", "suffered_of",
        "private_of", "state_offices", "state_agencies", "institutions", "services", "taken_up",
        "generic", "organs", "people", "bodies", "metonyms", "not_people", "nature", "relations", "abroad", "coined", "titles", "things", "suffered",
        "foreign_offices", "voices", "at_large", "reproaching", "speaking_against", "ships", "strikes", "striking", "commands", "onlookers", "outlets",
        "issued", "saying", "charging", "local", "state_voices", "joint", "locatives", "acting_for", "plural", "singular", "other",
    },
    "speech_acts": {
        "promise_modals", "possible_modals", "exchange_markers", "happen_verbs", "talking_verbs", "first_person", "documents", "outcomes", "promise_nouns",
        "receiving",
        "undertakings", "wanting",
        "intransitive", "not_binding", "middle", "moving", "arriving", "homeward", "hearsay_nouns", "journeys",
        "answering", "dispositions", "asking_words", "bounds", "question_words",
        "awaiting", "noting", "conditional", "due_elsewhere", "taking_effect", "repeated",
        "taking_for", "lengthening", "carriers", "carrying", "go_betweens", "grounds", "having_time", "giving_time", "falling", "own_parts", "accounting",
        "acts_in_plural", "requesting", "given", "notifying", "telling", "holding", "calling", "depriving", "shares", "suggesting",
    },
}  # fmt: skip


@cache
def table(name: str) -> dict[str, Any]:
    """The table `tables/NAME.toml`, its lists quick to look words up in. Raises TableError for an unknown key or malformed file, naming the file."""
    where = f"coding/tables/{name}.toml"
    try:
        content = tomllib.loads(files("servanda.coding").joinpath("tables", f"{name}.toml").read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise TableError(str(error), where=where, mend="Mend the TOML") from error
    unknown = sorted(set(content) - KNOWN[name])
    if unknown:
        raise TableError(f"unknown keys {', '.join(unknown)}", where=where, mend=f"Known are {', '.join(sorted(KNOWN[name]))}")
    return {key: quick(value) for key, value in content.items()}


class WordList(list[str]):
    """A list of words that is not searched word by word."""

    def __init__(self, words: list[str]) -> None:
        super().__init__(words)
        self._known = frozenset(words)

    def __contains__(self, word: object) -> bool:
        return word in self._known


def quick(value: Any) -> Any:
    """A value of a table, its longer lists of words as such lists."""
    if isinstance(value, dict):
        return {key: quick(inner) for key, inner in value.items()}
    listed = isinstance(value, list) and len(value) >= LONG and all(isinstance(word, str) for word in value)
    return WordList(value) if listed else value


@cache
def words_in(*lists: str) -> frozenset[str]:
    """The words of several lists together, each named by table and key ("pledges.held")."""
    names = (name.split(".") for name in lists)
    return frozenset(word for name, key in names for word in table(name)[key])


def names_body(lemma: str) -> bool:
    """Whether a noun is one for a body or an office ("council", "ministry"), whoever's it is."""
    return lemma in word_roles("bodies") or lemma in word_roles("organs")


@cache
def word_roles(section: str) -> dict[str, str]:
    """Lemma to role of one section ("organs", "people" or "bodies") of the party nouns."""
    return {word: role for role, words in table("party_nouns")[section].items() for word in words}


@cache
def genders() -> dict[str, dict[str, str]]:
    """Word to gender, by section of the table."""
    return {section: {word: gender for gender, words in of.items() for word in words} for section, of in table("genders").items()}
