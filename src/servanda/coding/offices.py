"""Whose an office or a body is that names no owner: "the government", "Foreign Minister Ana Lund", "in London a minister"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property

from servanda.coding.mentions import Mentions
from servanda.coding.naming import home_state
from servanda.coding.phrases import preposition
from servanda.coding.references import References
from servanda.coding.tables import table, word_roles
from servanda.language.parsed import Token
from servanda.records import Mention

SOON = 8  # tokens of the sentence behind in which his colleague is named
CLOSEST = 12  # characters between a body's name and its owner's
PLACED = {"in", "at", "from"}
STATES_ALONE = {"LEG", "JUD", "COP"}  # roles of bodies that organisations and armed groups seldom have
MET = {"obj", "obl", "nmod", "obl:agent"}  # how the first of a row of officials stands whom somebody meets
OF_OWNER = {"", "of", "of the", "for", "to", "in"}


def being_there(token: Token) -> str:
    """ "While in A": the preposition of a place told as a clause; "" of anything else."""
    return next((c.lower_ for c in token.children if c.dep_ == "case"), "") if token.dep_ == "advcl" and token.pos_ == "PROPN" else ""


class Offices:
    """The owners of the bare offices of one document."""

    def __init__(self, names: Mentions, references: References, seat: str | None = None) -> None:
        self.names, self.references, self.seat = names, references, seat
        self.owned: dict[str, list[tuple[int, Mention]]] = {}  # by the words of a body or office

    def named_before(self, head: Token) -> Mention | None:
        """Whose a body or office is that was named with its owner before: "the State Commission" after "the State Commission of Azerbaijan"."""
        return self.owner_before(self.names.organ_words(head), self.names.offset(head))

    def owner_before(self, core: str, start: int) -> Mention | None:
        """Whose a body or office of these words is that was named with its owner before a position."""
        if core not in self.owned:
            self.owned[core] = list(self.with_owners(core))
        named = self.owned[core][: bisect_left(self.owned[core], start - len(core) + 1, key=lambda found: found[0])]
        return named[-1][1] if named else self.references.holder_before(start, core.lower())

    def with_owners(self, core: str) -> Iterator[tuple[int, Mention]]:
        """Where the text names a body or office with its owner, and that owner."""
        text, at = self.names.text, self.names.text.find(core)
        while at >= 0:
            end = at + len(core)
            for m in self.names.near(at - CLOSEST, end + CLOSEST):
                between = text[m.end : at] if m.end <= at else text[end : m.start] if m.start >= end else ""
                if m.code and m.kind != "people" and between.strip(" \n'’s").lower() in OF_OWNER:
                    yield at, m
                    break
            at = text.find(core, at + 1)

    def placed_at(self, head: Token) -> Mention | None:
        """ "an official in London", "a spokesman here": the state whose name or capital stands beside the office itself, that of the dateline; the one in
        whose capital the words were said."""
        return self.placed_beside(head) or self.said_in(head)

    def placed_beside(self, head: Token) -> Mention | None:
        """ "an official in London", "a spokesman here": the state whose name or capital stands beside the office itself, that of the dateline."""
        word = head.doc[head.i + 1 : head.i + 2].text.lower()
        if word == "here":
            return self.home
        behind = head.doc[head.i + 2 : head.i + 3] if word in PLACED else ()  # whatever the parser hung it on
        beside = [self.names.covering(c) for c in (*(c for c in head.children if c.dep_ == "nmod" and preposition(c) in PLACED), *behind)]
        return next((m for m in beside if m is not None and m.code and m.kind in {"state", "organ"}), None)

    def said_in(self, head: Token) -> Mention | None:
        """ "A spokeswoman said in Lima": the state in whose capital the words were said, where the text speaks of that state elsewhere too."""
        verb = head.head
        if head.dep_ not in {"nsubj", "obj"} or verb.lemma_.lower() not in table("party_nouns")["saying"]:
            return None
        heard = [c for c in verb.children if c.dep_ in {"obj", "iobj"} and c.i > verb.i]
        places = [c for t in (verb, *heard) for c in t.children if c.dep_ in {"obl", "nmod"} and preposition(c) == "in" and c.i > verb.i]
        named = next((m for c in places if (m := self.names.covering(c)) is not None and m.code and self.names.gazetteer.is_capital(m)), None)
        if named is None:
            return None
        other = any(m.code and m.code[:3] == named.code and m.start != named.start for m in self.names.mentions if m.start >= self.names.body_start)
        return named if other else None

    def accused(self, head: Token) -> Mention | None:
        """ "A accused B of a raid. The foreign ministry denied it.": the state that was accused, where a body without an owner answers."""
        verb = head.head
        if head.dep_ != "nsubj" or verb.lemma_.lower() not in table("party_nouns")["answering"]:
            return None
        before = self.names.sentences_before(head, 2)
        charges = [t for s in reversed(before) for t in s if t.lemma_.lower() in table("party_nouns")["charging"] and t.pos_ == "VERB"]
        for charge in charges:
            passive = any(c.dep_ in {"nsubj:pass", "aux:pass"} for c in charge.children)
            blamed = next((c for c in charge.children if c.dep_ == ("nsubj:pass" if passive else "obj")), None)
            if blamed is not None:
                found = [m for m in (self.names.covering(blamed), *(m for _, m in self.names.within(blamed))) if m is not None and m.code]
                plain = not found and word_roles("organs").get(blamed.lemma_.lower()) == "GOV"  # "accused the government": of the dateline's state
                return next((m for m in found if m.kind in {"state", "organ", "people"}), self.home if plain else None)
        said = self.names.covering(subject) if before and (subject := next((t for t in before[-1] if t.dep_ == "nsubj"), None)) is not None else None
        contradicted = said is not None and said.code and said.kind == "state" and self.home is not None and (self.home.code or "")[:3] != said.code[:3]
        return self.home if contradicted else None  # "A said that the river was poisoned. The water authority rejected the claim."

    def of_organisation(self, head: Token) -> Mention | None:
        """Whose "the mission", "the Secretary General" is, which organisations have: the one named last before it; else the one whose own
        text it is; None in a text that names none."""
        said, start = self.names.organ_words(head).replace("-", " "), self.names.offset(head)
        words = {said, said.lower(), *(" ".join(said.lower().split()[at:]) for at in range(1, len(said.split())))}
        if not words & set(table("party_nouns")["organisation_voices"]):
            return None
        named = [m for m in self.names.near(0, start) if m.code and m.kind == "organisation" and self.names.body_start <= m.start < start]
        author = self.references.author
        return next(iter(named[-1:]), None) or (author if author is not None and author.kind == "organisation" else None)

    def held_here(self, head: Token) -> Mention | None:
        """ "the minister, Ana Lund": of an office given with a name, the state that has just answered somebody, else that of the dateline, where a
        text presents its own officials without more, else the one that was a subject last in its paragraph."""
        before = [self.names.covering(t) for t in head.doc[: head.i] if t.dep_ == "nsubj"]
        states = [m for m in before if m is not None and m.code and m.kind == "state"]
        return self.answering(head) or self.home or next(iter(states[-1:]), None)

    def answering(self, head: Token) -> Mention | None:
        """ "A denied it. ..., Foreign Minister Ana Lund said": the state that answers somebody in the sentence before, whose words then follow."""
        before = next((s for s in reversed(list(head.doc.sents)) if s.end <= head.sent.start), None)
        verb = before.root if before is not None else head
        if verb.lemma_.lower() not in table("party_nouns")["answering"]:
            return None
        named = [self.names.covering(t) for t in verb.children if t.dep_ == "nsubj"]
        return next((m for m in named if m is not None and m.code and m.kind == "state"), None)

    def of_title(self, head: Token) -> Mention | None:
        """The state of a person whose name stands behind a bare title, as far as the sentence or the dateline tells it."""
        told = self.hosting(head) or self.in_row(head) or self.seat_of(head) or self.said_in(head) or self.answering(head) or self.accused(head)
        return told or self.reproached(head) or self.across(head) or self.beside_colleague(head) or self.home

    def hosting(self, head: Token) -> Mention | None:
        """The issuer, where a name is that of the official with whom the title of its text opens."""
        last = max((head, *(c for c in head.children if c.dep_ == "flat")), key=lambda t: t.i)
        return self.names.issuer if self.names.host is not None and last.text == self.names.host else None

    def in_row(self, head: Token) -> Mention | None:
        """ "Met A's president, Ana Lund, and Foreign Minister Jan Holm": of officials in a row whom somebody meets or names, the state that only the first
        is given; not of a row of subjects, who may be of two states."""
        first = head.head
        named = self.names.covering(first) if head.dep_ == "conj" and first.dep_ in MET else None
        return named if named is not None and named.code and (named.role or named.organ) and named.kind in {"person", "organ"} else None

    def beside_colleague(self, head: Token) -> Mention | None:
        """ "..., Minister Ana Lund said. Her A colleague ...": who has a colleague of the dateline's state is of the other, the last one named before."""
        if self.home is None:
            return None
        owned = [t for t in head.doc[head.sent.end : head.sent.end + SOON] if t.lemma_.lower() in {"colleague", "counterpart", "host", "guest"}]
        his = [t for t in owned if any(c.lower_ in {"his", "her"} for c in t.children)]
        if not any((m.code or "")[:3] == self.home.code for t in his for _, m in self.names.within(t)):
            return None
        start = self.names.offset(head)
        others = [m for m in self.names.near(self.names.body_start, start) if m.kind == "state" and m.code and m.code != self.home.code and m.start < start]
        return next(iter(others[-1:]), None)

    def across(self, head: Token) -> Mention | None:
        """ "QUITO - ... Prime Minister Ana Lund threatened to sue Ecuador": who by name speaks against the dateline's state is of another, the last one named
        before; None where nobody does."""
        verb, home = head.head, self.home
        if home is None or verb.lemma_.lower() not in table("party_nouns")["speaking_against"]:
            return None
        clauses = [verb, *(c for c in verb.children if c.dep_ == "xcomp")]
        against = [self.names.covering(t) for v in clauses for t in v.children if t.i > head.i and t.dep_ in {"obj", "iobj", "obl"} and preposition(t) != "in"]
        if not any(m is not None and m.kind == "state" and m.code == home.code for m in against):
            return None
        start = self.names.offset(head)
        others = [m for m in self.names.near(self.names.body_start, start) if m.kind == "state" and m.code and m.code != home.code and m.start < start]
        return next(iter(others[-1:]), None)

    def reproached(self, head: Token) -> Mention | None:
        """ "A complained to B after President Ana Lund had ...": the state that the sentence's own state reproaches for what its official did."""
        before = head.doc[head.sent.start : head.i]
        blamed = next((t.i for t in before if t.lemma_.lower() in table("party_nouns")["reproaching"]), None)
        subjects = [m for t in before if t.dep_ == "nsubj" for m in (self.names.covering(t), *(m for _, m in self.names.within(t)))]
        doer = next((m for m in subjects if m is not None and m.code), None)
        if blamed is None or doer is None:
            return None
        others = [m for t in before if (m := self.names.covering(t)) is not None and m.code and m.code != doer.code and m.kind in {"state", "organ", "people"}]
        codes = {(m.code or "")[:3] for m in others if self.names.gazetteer.kind((m.code or "")[:3]) == "state"} - {(doer.code or "")[:3]}
        return next((m for m in reversed(others) if m.kind == "state"), others[-1]) if len(codes) == 1 else None

    def own_here(self, head: Token) -> Mention | None:
        """ "The Government", "the Organization" in a text of several: the one of its authors that is a state, or an organisation."""
        here = self.references.together_here(self.names.offset(head))
        kinds = {"state", "organ"} if head.lemma_.lower() in table("party_nouns")["state_voices"] else set()
        fitting = [m for m in here if m.kind in kinds or (kinds and self.names.gazetteer.kind(m.code or "") == "state")]
        return fitting[0] if len(fitting) == 1 else None

    @cached_property
    def home(self) -> Mention | None:
        """The state of whose capital or name the dateline speaks, or in which its town lies if the text names that state: officials named without a state
        are its own ("OTTAWA - Foreign Minister ...")."""
        return home_state(self.names.mentions, self.names.body_start, self.seat)

    @cached_property
    def seat_state(self) -> Mention | None:
        """The state in which the dateline's town lies, though the text may not name it."""
        code = self.seat
        return self.home or (Mention(start=0, end=0, text="", code=code, name=self.names.gazetteer.name(code), kind="state") if code else None)

    def seat_of(self, head: Token, told: bool = False) -> Mention | None:
        """ "In London a minister said": the state whose capital or name opens the sentence of an office that names no owner; of one whose words
        are `told`, any that the sentence puts before or beside it."""
        for token in head.sent:
            if not told and (token.i >= head.i or (token.pos_ in {"VERB", "AUX"} and not any(t.dep_ == "acl:relcl" for t in (token, token.head)))):
                return None
            before = token.i < head.i or token.head.i == head.i
            elsewhere = token.dep_ == "nmod" and token.head.i != head.i and not told and word_roles("organs").get(token.head.lemma_.lower()) is not None
            if elsewhere:
                return None  # "The ministry in Paris blamed Minister Ana Lund": of the ministry, not of her
            there = preposition(token) if token.dep_ in {"obl", "nmod"} else being_there(token)
            if before and there in (PLACED if told else {"in"}):
                named = self.names.covering(token)
                fits = named is not None and bool(named.code) and named.kind in {"state", "organ"}
                if fits or not told:
                    return named if fits else None
        return None

    def gone_to(self, head: Token) -> Mention | None:
        """ "Will travel to Zarna, where she will meet with senior officials": the state in whose place somebody has to do with officials without an owner."""
        where = next((t for t in head.ancestors if t.dep_ == "acl:relcl" and any(c.lower_ == "where" for c in t.children)), None)
        named = self.names.covering(where.head) if where is not None and head.dep_ not in {"nsubj", "nsubj:pass"} else None
        return named if named is not None and named.code and named.kind in {"state", "organ"} else None

    def common_body(self, head: Token, role: str | None) -> tuple[Mention, ...]:
        """What belongs to no single state: "the Secretary General" is the organisation's named last, "the commission" that several set up is theirs."""
        names, start, lemma = self.names, self.names.offset(head), head.lemma_.lower()
        written = "".join(t.lower_ for t in head.doc[max(0, head.i - 2) : head.i])
        if lemma == "secretary-general" or (lemma == "general" and written.endswith(("secretary", "secretary-"))):
            before = [m.code for m in names.mentions[: bisect_left(names.at, start)] if m.code and m.kind == "organisation"]
            code = before[-1] if before else "UN"  # where no other is named, the one who is called so without more
            return (names.words(head, code, names.gazetteer.name(code), "organ", "GOV"),)
        shared = lemma in table("party_nouns")["joint"]
        joint = shared and re.search(rf"(?i)\b(?:joint|mixed|bilateral|tripartite) (?:\w{{1,20}} ){{0,2}}{re.escape(lemma)}\b", names.text[: start + len(head)])
        return (self.references.together_here(start) or (names.words(head, None, None, "unknown", role),)) if joint else ()

    def capital_of(self, head: Token) -> Mention | None:
        """ "In Bern the foreign ministry said": a ministry, government or minister in the capital that opens the sentence is that state's."""
        stately = head.lemma_.lower() in table("party_nouns")["state_voices"]
        beside = [
            c for c in head.head.children if stately and head.dep_ == "nmod:poss" and c.i > head.i and preposition(c) == "in"
        ]  # "the army's estimate in Bern"
        seat = next((m for c in beside if (m := self.names.covering(c)) is not None), None) or (self.seat_of(head) if stately else None)
        return seat if seat is not None and (seat.kind == "state" or self.names.gazetteer.is_capital(seat)) else None

    def addressed(self, head: Token) -> set[str | None]:
        """ "The prosecutor thanked A": the states to which a subject turns, whose own official he is not."""
        verb = head.head
        if head.dep_ != "nsubj" or verb.lemma_.lower() not in table("party_nouns")["speaking_against"]:
            return set()
        return {m.code for t in verb.children if t.dep_ in {"obj", "iobj"} and (m := self.names.covering(t)) is not None and m.kind == "state"}

    def standing_state(self, head: Token, official: bool = False) -> Mention | None:
        """The state a bare office belongs to ("the government"): the last subject that is or includes one state, else the last state named,
        capitals (which may be mere places) after all others. An `official` is a state's by his own words ("army chief")."""
        lemma, start = head.lemma_.lower(), self.names.offset(head)
        own = self.names.issuer.code if self.names.issuer is not None and lemma in table("party_nouns")["foreign_offices"] else ""
        of_state = official or lemma in table("party_nouns")["state_voices"] or word_roles("organs").get(lemma) in STATES_ALONE
        paragraph, addressed = self.names.starts[id(head.doc)], self.addressed(head)
        for met in self.references.subject_before(start):
            if met.onlooking and met.at < paragraph and self.home is not None:
                continue  # "A welcomed the deal.", and in the next paragraph "the governor said": of the dateline's state
            if met.aside and self.references.main_beside(met, start):
                continue
            stately = [m for m in met.mentions if m.code and m.code != own and m.kind in {"state", "organ", "person"}]
            states = [m for m in stately if not of_state or self.names.gazetteer.kind(m.code or "") == "state"]
            if len(states) == 1 and states[0].code not in addressed:
                return states[0]
            if len(states) > 1 and self.home is not None and self.home.code in {m.code for m in states} - addressed:
                return self.home  # "A and B reopened the crossing. The border police said ...": the dateline's of the two
        named = [m for m in self.names.mentions if m.kind == "state" and m.code and m.code != own and m.start >= self.names.body_start]
        plain = [m for m in named if not self.names.gazetteer.is_capital(m)]
        local = self.home is not None and not self.names.gazetteer.is_capital(self.home)  # "MAROUA, Cameroon": what is elsewhere is only a place
        before = [m for m in plain if m.start < start and not (local and self.names.is_place(m))]
        sentence_end = self.names.starts[id(head.doc)] + head.sent.end_char
        later = [m for m in (*plain, *named) if m.start >= sentence_end]  # not whom the same sentence sets against it: "the army attacked A"
        return next(iter(before[-1:]), None) or self.home or next(iter(later[:1]), None)
