"""Words compared: stems of object phrases, classes of acts. Two phrases are near when their words are, whatever their order."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from servanda.ledger.tables import tables

WORD = re.compile(r"[^\W_]+", re.UNICODE)
SHORTEST_VERB = 3  # letters of a verb by which a noun made of it is known ("payment")
NOT = "refrain"  # the class under which duties not to do something are kept


IRREGULAR = {
    "children": "child", "women": "woman", "feet": "foot", "teeth": "tooth", "oxen": "ox", "mice": "mouse", "geese": "goose", "lives": "life", "wives": "wife",
    "knives": "knife", "halves": "half", "calves": "calf", "loaves": "loaf", "leaves": "leaf", "shelves": "shelf",
}  # fmt: skip


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A light stem: lower case, plural and possessive endings off."""
    word = word.lower()
    if word in IRREGULAR:
        return IRREGULAR[word]
    for ending, put in (("ies", "y"), ("sses", "ss"), ("xes", "x"), ("ches", "ch"), ("shes", "sh")):
        if word.endswith(ending) and len(word) >= len(ending) + 2:
            return word[: -len(ending)] + put
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3 else word


@lru_cache(maxsize=1)
def _groups() -> dict[str, str]:
    """Stem to the name of its group of like words; a word of several groups belongs to the first."""
    found: dict[str, str] = {}
    for group in tables().nouns.groups:
        for word in group:
            found.setdefault(stem(word), f"={group[0]}")
    return found


@lru_cache(maxsize=1)
def _hollow() -> frozenset[str]:
    nouns = tables().nouns
    return frozenset(stem(word) for word in (*nouns.stop, *nouns.empty, *nouns.numbers))


@lru_cache(maxsize=65536)
def terms(text: str) -> frozenset[str]:
    """The telling words of a phrase: stems, like words under one name, numbers and function words left out."""
    found = set(map(_term, WORD.findall(RATE.sub("", text[:400]))))
    found.discard("")
    return frozenset(found)


@lru_cache(maxsize=65536)
def _term(word: str) -> str:
    """The stem of a telling word or the name of its group; "" for a word that tells nothing."""
    word = stem(word)
    return _groups().get(word, word) if len(word) > 1 and word not in _hollow() and not word.isdigit() else ""


# in what it is measured, and how often so much of it is owed: "90,000 tonnes of maize", "cubic metres of gas a day"
MEASURE = re.compile(
    r"\b(?:(?:cubic|square|metric)\s)?(?:tonnes?|tons?|met(?:re|er)s|kilomet(?:re|er)s|lit(?:re|er)s|gallons|barrels|kilograms?|kilos|pounds|bushels|hectares|acres|"
    r"(?:kilo|mega|giga)watts?(?:-hours?)?|sacks|bags|cartons|crates)\sof\s",
    re.IGNORECASE,
)
RATE = re.compile(r"\s(?:a|per|each|every)\s(?:day|week|month|quarter|year|season|hour)\b", re.IGNORECASE)
# what counts or gathers the things named behind it: "four of the six", "a first group of", "the rest of the"
PARTITIVE = re.compile(
    r"^(?:[\w,.'-]{1,20}\s){0,3}?(?:[\d,.]{1,12}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|most|half|all|some|many|several|none|both|each|last|first|rest|"
    r"remainder|group|batch|lot|number|part|majority|convoy|bulk|portion|share|consignment|total|handful|dozen|third|quarter|contingent|party|team|load)\s"
    r"of\s(?:(?:the|its|their|these|those|his|her|all)\s)?(?:[\d,.]{1,12}\s)?"
)
CUT = re.compile(
    r",(?!\d)|;|\b(?:of|for|on|to|in|at|with|that|which|who|between|from|by|under|around|near|along|across|through|"
    r"inside|outside|into|held|named)\b"
)
# a participle with its preposition behind a noun: "observers stranded in Montevideo"
PARTICIPLE = re.compile(
    r"(?<=\w)\s+(?:\w{2,30}ed|held|taken|known|made|given|seen|kept|laid|left|set|due)\s(?:in|at|by|on|since|for|as|under|during|from|near)\b"
)


PARTICLES = frozenset({"back", "home", "over", "away", "down", "again", "up", "out"})  # of the verb: "got its tractors back"


def without_participle(text: str) -> str:
    """A phrase up to a participle that tells what had happened to the thing: "16 observers" of "16 observers stranded in Montevideo"."""
    return PARTICIPLE.split(text, maxsplit=1)[0]


@lru_cache(maxsize=16384)
def head(text: str) -> str:
    """The head noun of a phrase, like words under one name: "bid" of "the bid of X to host the games"; "" where there is none.

    Of a part ("four of the six observers", "a first group of 18 men") that of the whole.
    """
    text = RATE.sub("", MEASURE.sub("", text.lower()))
    while (partitive := PARTITIVE.match(text)) is not None:
        text = text[partitive.end() :]
    words = WORD.findall(CUT.split(without_participle(text), maxsplit=1)[0])
    while len(words) > 1 and words[-1] in PARTICLES:
        words.pop()
    return _groups().get(stem(words[-1]), stem(words[-1])) if words else ""


def nearness(a: frozenset[str], b: frozenset[str]) -> float:
    """Shared words as a share of the shorter phrase, 0 to 1; 0 where one says nothing."""
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def likeness(a: frozenset[str], b: frozenset[str]) -> float:
    """Word F1 of two phrases, 0 to 1."""
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


@lru_cache(maxsize=1)
def _classes() -> tuple[dict[str, frozenset[str]], ...]:
    """Lemma to its classes: as the act itself, as the taker's side, as a contrary, as what the thing itself does."""
    found: tuple[dict[str, set[str]], ...] = ({}, {}, {}, {})
    for row in tables().actions.classes:
        for index, lemmas in zip(found, (row.lemmas, row.taken, row.contraries, row.arrived), strict=True):
            for lemma in lemmas:
                index.setdefault(lemma, set()).add(row.name)
    return tuple(map(_frozen, found))


def _frozen(index: dict[str, set[str]]) -> dict[str, frozenset[str]]:
    return {lemma: frozenset(names) for lemma, names in index.items()}


def classes(action: str) -> frozenset[str]:
    """The classes an act belongs to; an act in no class is a class of its own."""
    return _classes()[0].get(action) or frozenset({action})


@lru_cache(maxsize=4096)
def gerund_classes(noun: str) -> frozenset[str]:
    """The classes of the act of which a word is the -ing form, whichever of its verbs there is: "raising" of "raise" or "rais"."""
    stem_, known = noun.removesuffix("ing"), _classes()[0]
    if stem_ == noun or len(stem_) < SHORTEST_VERB:
        return frozenset()
    verbs = (stem_, f"{stem_}e", stem_[:-1]) if stem_[-1] == stem_[-2] else (stem_, f"{stem_}e")
    return frozenset().union(*(known.get(verb) or frozenset((verb,)) for verb in verbs))


@lru_cache(maxsize=1)
def acts() -> frozenset[str]:
    """The lemmas of the acts that stand in a class."""
    return frozenset(_classes()[0])


@lru_cache(maxsize=16384)
def act_classes(noun: str) -> frozenset[str]:
    """The classes of the act that a noun names ("withdrawal", "payment"): those of the verb it is made of; none where it names a thing."""
    known = _classes()[0]
    found = [lemma for lemma in known if len(lemma) >= SHORTEST_VERB and noun.startswith(lemma[: max(SHORTEST_VERB, len(lemma) - 1)])]
    longest = max(found, key=len, default=None)
    return known[longest] if longest is not None else frozenset()


def taken_classes(action: str) -> frozenset[str]:
    """The classes of which this act is the taker's side ("received" of "hand over")."""
    return _classes()[1].get(action, frozenset())


def takers() -> tuple[str, ...]:
    """The acts by which a taker takes."""
    return tuple(_classes()[1])


def contrary_classes(action: str) -> frozenset[str]:
    """The classes of acts that this state shows not to have been done ("hold" of "release")."""
    return _classes()[2].get(action, frozenset())


def arrived_classes(action: str) -> frozenset[str]:
    """The classes of which this is what the thing itself does ("reached" of "pay")."""
    return _classes()[3].get(action, frozenset())


@lru_cache(maxsize=1)
def traded_classes() -> frozenset[str]:
    """Classes of acts that are given one for the other."""
    return frozenset(row.name for row in tables().actions.classes if row.traded)


@lru_cache(maxsize=1)
def reciprocal_classes() -> frozenset[str]:
    """Classes of acts that parties owe each other when they promise them together."""
    return frozenset(row.name for row in tables().actions.classes if row.reciprocal)


@lru_cache(maxsize=4)
def way_classes(way: str) -> frozenset[str]:
    """Classes of acts by which a thing goes "away", comes "home", is "shut" or is "there" afterwards."""
    return frozenset(row.name for row in tables().actions.classes if row.way == way)


@lru_cache(maxsize=4096)
def kindred_classes(names: frozenset[str]) -> frozenset[str]:
    """The classes of the same families as the given ones, these among them."""
    rows = tables().actions.classes
    families = {row.family for row in rows if row.name in names and row.family}
    return names | {row.name for row in rows if row.family in families}


def contains(text: str, phrases: Iterable[str]) -> bool:
    """Whether one of the phrases stands in the text as whole words, without regard to case."""
    lowered, padded = text.lower(), ""
    for word, phrase in _padded_all(phrases) if isinstance(phrases, tuple | frozenset) else map(_with_word, phrases):
        if word in lowered:  # as in few texts; asked first, millions of times, since it takes least
            padded = padded or _padded(text)
            if phrase in padded:
                return True
    return False


@lru_cache(maxsize=512)
def _padded_all(phrases: tuple[str, ...] | frozenset[str]) -> tuple[tuple[str, str], ...]:
    return tuple(map(_with_word, phrases))


def _with_word(phrase: str) -> tuple[str, str]:
    """A phrase as it is looked for, after the longest of its words."""
    return max(WORD.findall(phrase.lower()), key=len, default=""), _padded(phrase)


@lru_cache(maxsize=16384)
def _padded(text: str) -> str:
    return " " + " ".join(WORD.findall(text.lower())) + " "


def gerund(action: str) -> str:
    """The -ing form of an act's lemma, for "refrain from ...ing"."""
    verb, _, rest = action.partition(" ")
    if verb.endswith("ie"):
        verb = verb[:-2] + "ying"
    elif verb.endswith("e") and not verb.endswith(("ee", "ye", "oe")):
        verb = verb[:-1] + "ing"
    elif re.fullmatch(r"[^aeiou]*[aeiou][bdgmnprt]", verb):
        verb = verb + verb[-1] + "ing"
    else:
        verb += "ing"
    return f"{verb} {rest}".strip()
