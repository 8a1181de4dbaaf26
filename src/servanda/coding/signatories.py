"""Names that no table knows of those who make an agreement with a known party: "Asteria and the Upland Council signed a truce", "the accord between
Borea and South Abnia". What stands beside a party before a verb of agreeing can owe and be owed as it can; people who sign are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from servanda.coding.tables import genders, table
from servanda.records import Mention

PARTIES = {"state", "organ", "organisation", "armed group"}
NAME = r"[A-Z][\w’'-]+(?: (?:(?:of|for|de|du|al|el) (?:the )?)?[A-Z][\w’'-]+){0,4}"
OWN = r"(?:[’']s?(?: [a-z-]+){1,3})?"  # "Asteria's interim government"
SET_OFF = r"(?:,[^,.\n]+,)?"
CALLED = "|".join(("Mr", "Mrs", "Ms", "Dr", "President", "Minister", "Secretary", "General", "Colonel", "Marshal", "Ambassador", "Sheikh", "Mullah"))
BEFORE = 60  # characters before a known party in which the other may stand
Named = tuple[str, str, int, int]


def signatories(text: str, mentions: Sequence[Mention]) -> Iterator[Named]:
    """(name, name, start, end) of each such party; what a known party's name covers, and what the text shows to be a person, is none."""
    known = [m for m in mentions if m.code and m.kind in PARTIES]
    behind, before, between = patterns()
    for mention in known:
        first = max(0, mention.start - BEFORE)
        told = [behind.match(text, mention.end)]
        if before[1].match(text, mention.end):
            told += list(before[0].finditer(text, first, mention.start))[-1:]
        if between[0].search(text, first, mention.start):
            told.append(between[1].match(text, mention.end))
        for match in told:
            if match is not None and not is_named(match.start(1), mentions) and is_party(text, match[1], match[0].lower()):
                yield match[1], match[1], match.start(1), match.end(1)


def is_named(position: int, mentions: Sequence[Mention]) -> bool:
    """Whether a position lies in a name that the tables know."""
    return any(m.start <= position < m.end for m in mentions)


@cache
def patterns() -> tuple[re.Pattern[str], tuple[re.Pattern[str], re.Pattern[str]], tuple[re.Pattern[str], re.Pattern[str]]]:
    """A name behind "A and" before a verb of agreeing; a name before "and A" with such a verb behind it; a name behind "between A and"."""
    verbs = "|".join(map(re.escape, table("party_nouns")["coined"]["signs"]))
    agreed = rf"(?: on [A-Z][a-z]+)?(?: have| has| had)? (?:{verbs})\b"
    return (
        re.compile(rf"{OWN} and (?:the )?({NAME}){SET_OFF}{agreed}"),
        (re.compile(rf"(?:^|[.:—–-] |\n)(?:The )?({NAME}) and (?:the )?(?:[a-z]+ of )?\Z", re.MULTILINE), re.compile(rf"{OWN}{SET_OFF}{agreed}")),
        (re.compile(r"\bbetween (?:the )?(?:[a-z]+ of (?:the )?)?\Z"), re.compile(rf"{OWN} and (?:the )?({NAME})(?! and\b)")),
    )


def is_party(text: str, name: str, told: str) -> bool:
    """Whether a name is a body's, not a person's, a day's or the first word of a sentence; alone it needs an article."""
    words, coined = name.split(), table("party_nouns")["coined"]
    if len(words) == 1 and f"the {name.lower()}" not in told:
        return False
    if words[0].lower() in genders()["names"] or words[0] in coined["openings"] or any(word in coined["never"] for word in words):
        return False
    last, before = re.escape(words[-1]), rf"(?<!{re.escape(words[-2])} )" if len(words) > 1 else ""
    person = re.compile(rf"\b(?:{CALLED})\.? (?:[A-Z][\w-]+ )?{last}\b|{before}\b{last} (?:said|told|added)\b")
    return person.search(text) is None and re.search(rf"\b(?:{CALLED})\b", name) is None
