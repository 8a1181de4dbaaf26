"""The people a document names, and whom "he" and "she" stand for.

A person is a run of names that the pipeline takes for one; of a pipeline without names, a run of two or more. The candidates for a pronoun are
ranked by how many sentences lie between, by whether they were subjects, and by how often the text names them; gender and a clause's own
other side rule out.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from servanda.coding.mentions import Mentions
from servanda.coding.nouns import names_thing
from servanda.coding.phrases import phrase_tokens, preposition
from servanda.coding.tables import genders, table, word_roles
from servanda.language.parsed import Doc, Token
from servanda.language.reading import Reading
from servanda.records import Mention

PERSON = {"PERSON", "PER"}
PRESENTED = {"appos", "flat", "nmod", "nmod:poss", "compound"}  # how parsers hang a name on the office before it


@dataclass(frozen=True, slots=True)
class Person:
    """A person as named at one place. `phrase` heads the words that tell who it is: the office with the name behind it, else the name."""

    at: int
    parts: tuple[str, ...]
    root: Token
    last: Token
    phrase: Token
    gender: str | None


class People:
    """The people whom one document names, in text order."""

    def __init__(self, reading: Reading, names: Mentions) -> None:
        found = [person for paragraph in reading.paragraphs for token in roots(paragraph.doc) if (person := named_person(token, names)) is not None]
        self.named = sorted(found, key=lambda p: p.at)
        self.at = [p.at for p in self.named]
        self.often = Counter(p.parts[-1] for p in self.named)

    def before(self, start: int, reach: int) -> list[Person]:
        """The people named in the `reach` characters before a position, nearest first."""
        return self.named[bisect_right(self.at, start - reach) : bisect_left(self.at, start)][::-1]

    def standing(self, root: Token, of: Mention) -> str:
        """The role of a person who is presented with a state or body: of one whom the words give a nationality and no office, a citizen's ("Borean
        singer Ana Lund"); of all others an official's ("Ana Lund of Borea")."""
        if of.role and of.kind != "state":
            return of.role
        words = [t for head in (root, *root.children) for t in phrase_tokens(head)]
        national = any(t.tag_ == "JJ" and t.text == of.text.split()[-1] for t in words)
        if not national or any(t.lemma_.lower() in word_roles("organs") for t in words):
            return "GOV"
        said = (word_roles("people").get(t.lemma_.lower()) for t in words)
        return next((role for role in said if role), "CVL")  # "Borean journalist Ana Lund" keeps the role of her trade

    def gender(self, surname: str) -> str | None:
        """The gender that any of the text's words give to the people of a name, where they agree."""
        known = {p.gender for p in self.named if p.parts[-1] == surname and p.gender}
        return known.pop() if len(known) == 1 else None


def roots(doc: Doc) -> list[Token]:
    """The tokens that head names of people."""
    return [t for t in doc if t.pos_ == "PROPN" and (t.ent_type_ in PERSON or any(c.dep_ == "flat" for c in t.children)) and not inner(t)]


def inner(token: Token) -> bool:
    """Whether a token stands inside a name that another one heads."""
    return token.dep_ == "flat" and token.head.pos_ == "PROPN" and token.head.i < token.i


def named_person(root: Token, names: Mentions) -> Person | None:
    """The person whom a name stands for; None for things and bodies."""
    tokens = sorted([root, *(c for c in root.children if c.dep_ == "flat" and c.i > root.i)], key=lambda t: t.i)
    bare = [t for t in tokens if t.lower_.strip(".") not in honorifics()]
    if not bare or names_thing(root) or is_ship(tokens[0]) or (root.ent_type_ and root.ent_type_ not in PERSON):
        return None
    phrase = office_before(root, names) or root
    words = [t.lower_.strip(".") for t in (*tokens, phrase, *root.children)]
    return Person(names.offset(phrase), tuple(t.text for t in bare), root, tokens[-1], phrase, gender_of(words))


def is_ship(first: Token) -> bool:
    """Whether a name opens as those of ships do ("HMS Trent")."""
    return first.text in table("party_nouns")["ships"] or (first.i > 0 and first.doc[first.i - 1].text in table("party_nouns")["ships"])


def office_before(root: Token, names: Mentions) -> Token | None:
    """The office that a name stands behind ("Kenya's envoy, Jane Roe"), also where the parser took it for a name of the place between ("envoy to
    Chad, Jane Roe")."""
    at = root.head
    if root.dep_ == "appos" and at.dep_ == "nmod" and names.covering(at) is not None:
        at = at.head
    beside = root.dep_ == "appos" or not preposition(root)  # "the visit of Jane Roe" is no office of hers
    return at if root.dep_ in PRESENTED and beside and at.pos_ == "NOUN" and at.i < root.i else None


def gender_of(words: Iterable[str]) -> str | None:
    """ "male" or "female" where words of a person's name or office tell it, nouns before given names; else None."""
    given = list(words)
    for section in ("words", "names"):
        found = {genders()[section][word] for word in given if word in genders()[section]}
        if found:
            return found.pop() if len(found) == 1 else None
    return None


@cache
def honorifics() -> frozenset[str]:
    """Words before a name that are no part of it."""
    return frozenset({"mr", "mrs", "ms", "miss", "sir", "lord", "lady", "dame", "dr", "prof", *table("party_nouns")["titles"]})
