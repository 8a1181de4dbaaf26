"""Definite descriptions of parties: "the two countries", "both sides", "the latter", "the other side", "the organisation", "the kingdom".

Several are those last named together, one is the last named of the kind that the noun asks for; whoever the same clause names beside it is not meant
("the kingdom accused Lebanon"). Nouns and kinds stand in `tables/party_nouns.toml` and `tables/descriptions.toml`.
"""

from __future__ import annotations

from bisect import bisect_left

import msgspec

from servanda.coding.mentions import Mentions
from servanda.coding.phrases import phrase_tokens, preposition
from servanda.coding.pronouns import Resolve
from servanda.coding.references import Apart, References, identity
from servanda.coding.tables import table
from servanda.language.grammar.numbers import number_words
from servanda.language.parsed import Token
from servanda.records import Mention

NUMBERS = {"two": 2, "both": 2, "2": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
AUTHORS = {"party", "side", "signatory", "state", "country", "government"}  # in a joint text, those who issue it
BODIES = {"party", "side", "delegation", "signatory", "partner"}  # may be organisations as well as states
CONCERNED = {"party", "side", "signatory"}  # of a deal or quarrel: who looks on is none
COUNTED = {*NUMBERS, "each", "either", "neither"}
DETERMINERS = {"det", "nummod", "amod", "cc:preconj", "det:predet"}
DEFINITE = {"the", "this", "that"}
OWNERS = {"its", "his", "her", "their"}
COLLEAGUES = {"colleague", "counterpart"}  # people, whom "he" and "she" then stand for
LOOSE = {"nation", "state"}  # name one state only with an adjective for such ("the island nation")


def owns(token: Token, head: Token) -> bool:
    """Whether a name in a noun phrase tells whose its head is: "Borean side", "the Northern Republic of Borea"."""
    if in_clause(token, head):
        return False
    named = token.head.i == head.i and head.pos_ == "PROPN" and preposition(token) == "of"
    return named or token.dep_ in {"amod", "nmod:poss", "compound"}


def in_clause(token: Token, head: Token) -> bool:
    """Whether a token of a noun phrase stands in a clause on its head ("the Parties, being Borea and Norland")."""
    while token.i != head.i and token.head is not token:
        if token.dep_.startswith("acl"):
            return True
        token = token.head
    return False


class Descriptions:
    """What the definite descriptions of one document stand for; `resolve` answers for the noun phrases that they are tied to."""

    def __init__(self, names: Mentions, references: References, resolve: Resolve) -> None:
        self.names, self.references, self.resolve = names, references, resolve

    def meant(self, head: Token) -> tuple[Mention, ...]:
        """The parties that a description stands for; () where it is none, or nobody tells."""
        lemma, start = head.lemma_.lower(), self.names.offset(head)
        determiners = {c.lower_ for c in head.children if c.dep_ in DETERMINERS}
        whole = self.whole(head) if lemma in {"member", "side", "part"} else None
        if whole is not None:
            return (whole,)
        opposite = self.opposite(head, lemma, start)
        if opposite is not None:
            return (opposite,)
        if head.lower_ in NUMBERS.keys() - {"both", "2"} and head.pos_ in {"NUM", "NOUN"}:
            return self.references.last_group(start, NUMBERS[head.lower_])
        if any(m.code for t, m in self.names.within(head) if owns(t, head)):
            return ()
        if head.lower_ in {"former", "latter"}:
            group = self.references.last_group(start, 2)
            return group[:1] if head.lower_ == "former" else group[-1:]
        heads = table("party_nouns")["plural"]["heads"]
        if ("other" in determiners and lemma in heads) or (head.lower_ == "other" and "the" in determiners):
            return self.references.other_party(start, self.present(start))
        plural = head.tag_ in {"NNS", "NNPS"} or determiners & {"each", "either", "both", "neither"}
        counted = bool(determiners & COUNTED) and lemma in table("party_nouns")["plural"]["counted"]
        if counted or (plural and lemma in heads and determiners & set(table("party_nouns")["plural"]["determiners"])):
            return self.several(lemma, start, determiners)
        return self.single(head, lemma, start) if determiners & DEFINITE else ()

    def opposite(self, head: Token, lemma: str, start: int) -> Mention | None:
        """ "Its partner", "his colleague": of two that are spoken of, the other than the owner."""
        owner = next((c for c in head.children if c.dep_ == "nmod:poss" and c.lower_ in OWNERS), None)
        if owner is None or lemma not in table("descriptions")["opposites"] or head.tag_ == "NNS" or any(c.dep_ in {"amod", "nummod"} for c in head.children):
            return None
        group, own = self.references.last_group(start, 2), {m.code for m in self.resolve([owner])}
        others = [m for m in group if m.code not in own]
        if len(others) != 1 or not own & {m.code for m in group}:
            return None
        return msgspec.structs.replace(others[0], kind="person", role="GOV") if lemma in COLLEAGUES else others[0]

    def whole(self, head: Token) -> Mention | None:
        """ "a member of the alliance", "part of the bloc": the body that the one is of."""
        named = [self.names.covering(c) for c in head.children if c.dep_ == "nmod" and preposition(c) == "of"]
        return next((m for m in named if m is not None and m.kind in {"group", "organisation"}), None)

    def present(self, start: int) -> Apart:
        """Whom "the other" is set against: the last subject."""
        return frozenset(identity(m) for met in list(self.references.subject_before(start))[:1] for m in met.mentions)

    def several(self, lemma: str, start: int, determiners: set[str]) -> tuple[Mention, ...]:
        """ "the two countries", "the parties": whose joint text it is, else those last named together."""
        here = self.references.together_here(start) if lemma in AUTHORS else ()
        if "all" in determiners and not here and self.names.issuer is not None:
            return ()  # "we urge all parties to the conflict": whoever they are, not those whom the text happened to name together
        count = next((n for word, n in NUMBERS.items() if word in determiners), 0)
        return here or self.references.last_group(start, count, bodies=lemma in BODIES, concerned=lemma in CONCERNED)

    def single(self, head: Token, lemma: str, start: int) -> tuple[Mention, ...]:
        """ "the organisation", "the kingdom", "the league": one of those whose text it is, else the last named of the kind."""
        kinds, states = set(table("party_nouns")["singular"].get(lemma, ())), self.states(head, lemma)
        author = self.references.author
        issuer = author if author is not None and head.pos_ == "PROPN" and lemma == headword(author.name) else None  # "the Agency" in its own text
        if lemma in table("descriptions")["named"]:
            return self.of_name(lemma, start) or ((issuer,) if issuer is not None and issuer.kind == "organisation" else ())
        if states is not None:
            kinds = {"state"}
        if not kinds or (lemma in LOOSE and states is None):
            return ()

        def fits(mention: Mention) -> bool:
            kind = mention.kind in kinds or self.names.gazetteer.kind(mention.code or "") in kinds
            return kind and (states is None or mention.code in states)

        authors = [m for m in self.references.together_here(start) if fits(m)]
        if len(authors) == 1:
            return (authors[0],)
        if issuer is not None and fits(issuer):
            return (issuer,)
        # "the OTS Secretary General" is a person, yet names the organisation that "the organisation" then stands for.
        earlier = [m for m in self.names.mentions[: bisect_left(self.names.at, start)] if m.code and fits(m) and not self.counted(m)]
        named_so = [m for m in earlier if lemma in m.text.lower() or lemma in (m.name or "").lower()]  # "the group": a group by name first
        return tuple((named_so or earlier)[-1:])

    def counted(self, mention: Mention) -> bool:
        """ "Fifteen Saudis and four Sudanese among them": so many people of a state, no state that "the government" takes up."""
        before = self.names.text[max(0, mention.start - 20) : mention.start].rsplit(maxsplit=1)[-1:]
        return bool(before) and (before[0].isdigit() or before[0].lower() in number_words("small")) and self.names.gazetteer.kind(mention.code or "") == "state"

    def states(self, head: Token, lemma: str) -> set[str] | None:
        """The codes of the states of which a noun and its adjectives can be said; None where they can be said of any."""
        known = table("descriptions")["states"]
        words = [t.lower_ for t in phrase_tokens(head) if t.i < head.i and t.dep_ in {"amod", "compound"}]
        said = [" ".join(words[at:end]) for at in range(len(words)) for end in range(at + 1, len(words) + 1)] if lemma in LOOSE | {"country"} else []
        whole = "-".join(t.lower_ for t in phrase_tokens(head) if t.i in {head.i - 2, head.i}) if head.i > 1 and head.doc[head.i - 1].text == "-" else lemma
        sets = [set(known[word]) for word in (*said, whole) if word in known]
        return set.intersection(*sets) if sets else None

    def of_name(self, lemma: str, start: int) -> tuple[Mention, ...]:
        """The body named last before whose name the noun heads, in the tables' name, the text's or that of a clause's subject."""
        named = [
            m
            for m in self.names.mentions[: bisect_left(self.names.at, start)]
            if m.code and m.kind != "state" and lemma in {headword(m.text), headword(m.name)}
        ]
        met = next((found.mentions for found in self.references.subject_before(start) if lemma == headword(found.mentions[0].text)), ())
        if named and (not met or named[-1].start >= met[0].start):
            return (named[-1],)
        return met if len(met) == 1 else ()


def headword(name: str | None) -> str:
    """The noun that heads a name, lower case: "fund" of "International Monetary Fund", "league" of "League of Arab States"."""
    words = (name or "").lower().split(" of ")[0].split()
    return words[-1] if words else ""
