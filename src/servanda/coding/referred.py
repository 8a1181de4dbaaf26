"""For whom speakers speak, read by the network of `language/text_reader` where it knows better than the rules (docs/coding.md).

"The admiral", "a spokeswoman", "she": no list of ways to speak of a party ends. The network is asked of each speaker that is no name of a party, with what
the rules take him for; where it is sure of another party, he speaks for that, and where it is all but sure that for none, for none.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from servanda.coding.parties import Parties
from servanda.coding.references import PLURAL_PRONOUNS, PRONOUNS
from servanda.coding.tables import table
from servanda.language.parsed import Token
from servanda.language.text_reader import Answers, Naming, Place, Words
from servanda.language.text_reader.asking import NAMING_SORTS, NamingSort, WordsSort
from servanda.records import Mention

PLURAL = {"NNS", "NNPS"}
DIGITS = 2  # decimal places of a belief
SORTS: dict[str, NamingSort] = {sort: sort for sort in NAMING_SORTS}
Codes = frozenset[str]


def codes_of(mentions: Iterable[Mention]) -> Codes:
    """The codes of some parties, those that speak with one voice each by itself."""
    return frozenset(code for m in mentions if m.code for code in m.code.split("+"))


def sort_of(head: Token) -> WordsSort:
    """The sort of a noun phrase or pronoun by its head."""
    if head.pos_ == "PRON" or head.lower_ in PRONOUNS:
        return "pronoun"
    if head.pos_ == "PROPN":
        return "name"
    return "plural" if head.tag_ in PLURAL else "noun" if head.pos_ == "NOUN" else "other"


def words_of(parties: Parties, head: Token, found: Iterable[Mention], voice: bool) -> Words:
    """What the network is told of a phrase: `found` is what rules take it for, `voice` whether its words are somebody's."""
    start = parties.offset(head)
    return Words(parties.span_of(head), (start, start + len(head)), sort_of(head), voice, codes_of(found))


def namings_of(parties: Parties) -> list[Naming]:
    """Where the text names known parties."""
    return [Naming((m.start, m.end), m.code, SORTS.get(m.kind, "group"), m.text == m.name) for m in parties.mentions if m.code]


class Referred:
    """The answers of one document."""

    def __init__(self, parties: Parties, answers: Answers) -> None:
        self.parties, self.answers = parties, answers
        self.named = namings_of(parties)
        self.told: dict[Place, Codes] = {}  # for whom speakers were taken to speak, by the phrase
        self.known: dict[tuple[int, Codes], tuple[Codes, float] | None] = {}  # what was asked: the answer and the belief, None where it is the rules'

    def speaker(self, head: Token, found: Mention | None) -> Mention | None:
        """Whose words they are that a phrase says: `found` by rules, or what the network knows better."""
        if found is None or self.parties.covering(head) is not None or (answer := self.asked(head, found)) is None:
            return found
        codes, belief = answer
        name = self.parties.gazetteer.name(min(codes)) if len(codes) == 1 else None
        return replace(found, code="+".join(sorted(codes)) or None, name=name, read=belief)

    def asked(self, head: Token, found: Mention) -> tuple[Codes, float] | None:
        """The codes for which a speaker speaks, and the belief in them; None where they are those of the rules, or the network is not sure."""
        words = words_of(self.parties, head, (found,), voice=True)
        key = (words.head[0], words.rule)
        if key not in self.known:
            answer = self.known[key] = self.answer(words, len(words.rule) > 1 or head.tag_ in PLURAL or head.lower_ in PLURAL_PRONOUNS)
            self.told[words.place] = answer[0] if answer is not None else words.rule
        return self.known[key]

    def answer(self, words: Words, several: bool) -> tuple[Codes, float] | None:
        """The network's answer where it differs and is sure; words that are no plural stand for one."""
        codes, belief = decided(self.answers.meant(words, self.namings(words.place)), several)
        step = "nobody" if not codes else "instead" if words.rule else "named" if words.sort == "name" else "stands"
        return None if codes == words.rule or belief < table("text_reader")[step] else (codes, round(belief, DIGITS))

    def namings(self, apart: Place) -> list[Naming]:
        """Where the text names parties, and the words so far that stand for them, but those at one place."""
        told = [Naming(place, code, "told", False) for place, codes in self.told.items() if place != apart for code in sorted(codes)]
        return [*self.named, *told]


def decided(shares: dict[str, float], several: bool = True) -> tuple[Codes, float]:
    """For whom words stand by what is likely, one or `several` together, and the belief in it."""
    nobody = 1.0 - sum(shares.values())
    most = max(shares.values(), default=0.0)
    if nobody >= most:
        return frozenset(), nobody
    together = table("text_reader")
    chosen = frozenset(code for code, share in shares.items() if share == most or (several and share >= max(together["share"], together["beside"] * most)))
    return chosen, sum(shares[code] for code in chosen)
