"""Who a noun phrase speaks of: gazetteer names, organs and people of a state, pronouns and "the two countries".

References are resolved against what the document named before, nearest first; nothing is guessed from outside it.
An actor no table knows keeps its words, with `code` None.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cached_property

import msgspec
from spacy.tokens import Token

from servanda.actors import Gazetteer
from servanda.actors.organs import Organ
from servanda.coding.clauses import conjuncts
from servanda.coding.coined import with_coined
from servanda.coding.naming import headed_by, in_context, issuer, published_day
from servanda.coding.phrases import TIME_WORDS, phrase_tokens, preposition
from servanda.coding.references import FIRST_PERSON, PERSON_PRONOUNS, PLURAL_PRONOUNS, SINGULAR_PRONOUNS, References
from servanda.coding.tables import names_body, table, word_roles
from servanda.language.reading import Reading
from servanda.language.transcripts import is_transcript
from servanda.records import Mention

STATE_ROLES = {"GOV", "MIL", "LEG", "JUD", "COP"}  # offices that belong to a state even where none is named beside them
AGENTIVE = ("er", "or", "ist", "ian", "man", "woman", "person", "ee", "eer")  # endings of nouns for those who do something ("growers", "sappers")
OFFICIALS = {"GOV", "LEG", "JUD"}  # who holds an office speaks for its body; soldiers and citizens do not
OWN_OFFICES = {"secretary", "department", "administration", "ministry"}  # in a statement, an office of the body that issued it
COUNTING = {
    "number", "ten", "tens", "group", "team",
    "dozen", "dozens", "hundred", "hundreds", "thousand", "thousands", "score", "scores", "handful", "crowd", "list", "total",
    "rest", "majority",
    "pair", "trio", "couple", "bunch", "band", "series", "batch", "wave", "party", "member", "lot",
}  # fmt: skip
OWNING = {"nmod:poss", "amod", "compound", "nmod", "nsubj"}
OWNING_WAYS = {"", "of", "from", "for", "between", "among"}  # prepositions by which a body is somebody's
MOST_OWNERS = 8
CLOSEST = 12  # characters between a body's name and its owner's
OF_OWNER = {"", "of", "of the", "for", "to", "in"}
LONGEST_NAME = 300  # characters of an unknown noun phrase that are kept as its words


class Parties:
    """The parties of one document; `resolve` answers for a token, `remember` keeps the subjects met so far."""

    def __init__(self, reading: Reading, gazetteer: Gazetteer) -> None:
        document = reading.document
        self.text = document.text
        self.spoken = is_transcript(document.text)
        self.gazetteer = gazetteer
        self.starts = {id(p.doc): p.start for p in reading.paragraphs}
        self.mentions = with_coined(self.text, in_context(gazetteer.find(self.text, published_day(document.published))), gazetteer.kind)
        self.at = [m.start for m in self.mentions]
        self.body_start = document.body_start
        self.aliases: dict[str, Mention] = {}
        self.author = issuer(gazetteer, document.outlet) or headed_by(self.text, document.body_start, self.mentions)
        self.references = References(self.text, self.mentions, document.body_start, self.author, self.spoken, gazetteer)
        self.aliases = self.surnames(reading)  # last: presentations are resolved with all of the above

    def surnames(self, reading: Reading) -> dict[str, Mention]:
        """Surnames of people whom the text presents with their state or body ("Hugh Todd of Guyana", "Brazil's foreign minister, Mauro Vieira")."""
        found: dict[str, Mention] = {}
        for paragraph in reading.paragraphs:
            for root in paragraph.doc:
                if root.pos_ != "PROPN" or not any(c.dep_ == "flat" for c in root.children) or self.covering(root):
                    continue
                last = max((c for c in root.children if c.dep_ == "flat"), key=lambda c: c.i)
                beside = [m for token in [root, *root.children] for _, m in self.within(token) if m.code and m.kind != "people"]
                presented = root.head if root.dep_ in {"appos", "flat", "nmod"} and root.head.pos_ == "NOUN" else None
                beside += [m for m in (self.modified(presented) if presented is not None else ()) if m.code]
                if beside:
                    first, start, end = beside[0], self.offset(root), self.offset(last) + len(last)
                    of = {"code": first.code, "name": first.name, "role": first.role or "GOV", "organ": first.organ}
                    found.setdefault(last.text, msgspec.convert({"start": start, "end": end, "text": self.text[start:end], "kind": "person", **of}, Mention))
        return found

    def offset(self, token: Token) -> int:
        """Where the token begins in the document's text."""
        return self.starts[id(token.doc)] + token.idx

    def remember(self, token: Token, mentions: tuple[Mention, ...]) -> None:
        """Keeps a clause's subject for the pronouns after it."""
        body = token.pos_ == "NOUN" and any(m.kind == "group" for m in mentions)
        if len(mentions) == 1 and mentions[0].code is None and names_body(token.lemma_.lower()):
            self.references.bodies.append((self.offset(token), mentions))
        if token.pos_ != "PRON" and not body:
            self.references.remember(self.offset(token), mentions, token.tag_ in {"NNS", "NNPS"})
        elif any(m.code for m in mentions):
            self.references.remember(self.offset(token), mentions, False)

    def resolve(self, tokens: Iterable[Token], alone: bool = False) -> tuple[Mention, ...]:
        """The parties that noun phrases speak of, coordination expanded (unless each stands `alone`), each party once, in text order."""
        found: list[Mention] = []
        for token in tokens:
            for head in [token] if alone else conjuncts(token):
                for mention in self.one(head):
                    same = [m for m in found if (m.code == mention.code if m.code else m.start == mention.start and not mention.code)]
                    if not same:
                        found.append(mention)
        return tuple(found)

    def one(self, head: Token) -> tuple[Mention, ...]:
        """The parties one noun phrase (without its conjuncts) speaks of."""
        named = self.covering(head)
        if named:
            plural_office = head.tag_ in {"NNS", "NNPS"} and (named.organ is not None or named.kind == "organ") and named.kind != "people"
            return self.in_office(head, named) if plural_office else (named,)
        lower = head.lower_
        if head.pos_ == "PRON" or lower in PLURAL_PRONOUNS | SINGULAR_PRONOUNS | PERSON_PRONOUNS | FIRST_PERSON:
            return self.pronoun(head)
        if head.pos_ == "PROPN" and head.text in self.aliases:
            start = self.offset(head)
            return (msgspec.structs.replace(self.aliases[head.text], start=start, end=start + len(head), text=head.text),)
        described = self.description(head) or self.fronted(head) or self.met(head)
        return described or self.modified(head)

    def met(self, head: Token) -> tuple[Mention, ...]:
        """A surname alone of somebody who was a subject before with title and name ("the party leader Ana Lopez said ... Lopez")."""
        if head.pos_ != "PROPN" or any(c.dep_ in {"flat", "compound", "amod", "nmod:poss"} for c in head.children):
            return ()
        start = self.offset(head)
        for _, mentions in reversed([item for item in self.references.subjects if item[0] < start]):
            for m in mentions:
                if m.code and m.role and m.text.endswith(f" {head.text}"):
                    return (msgspec.structs.replace(m, start=start, end=start + len(head), text=head.text),)
        return ()

    def fronted(self, head: Token) -> tuple[Mention, ...]:
        """ "Türkiye, Azerbaijan's closest partner, welcomed": a name before a comma, which the parser took for a modifier."""
        first = head.left_edge
        named = self.covering(first) if first.i < head.i else None
        if named and self.text[named.end : named.end + 1] == "," and named.kind != "people":
            return (named,)
        return ()

    def covering(self, head: Token) -> Mention | None:
        """The gazetteer's mention that covers the token."""
        start = self.offset(head)
        index = bisect_right(self.at, start) - 1
        if index >= 0 and self.mentions[index].end > start:
            return self.mentions[index]
        return None

    def before(self, verb: Token) -> tuple[Mention, ...]:
        """A known party that stands right before a finite verb which the parser left without a subject, an apposition between commas passed over."""
        first = min([verb, *(c for c in verb.children if c.dep_.startswith("aux") or c.dep_ == "advmod")], key=lambda t: t.i).i
        doc, start = verb.doc, verb.sent.start
        at = first - 1
        if at > start and doc[at].text == ",":
            at = next((i - 1 for i in range(at - 1, start, -1) if doc[i].text == ","), start)
        named = self.covering(doc[at]) if at >= start else None
        return (named,) if named and named.kind != "people" else ()

    def within(self, head: Token) -> list[tuple[Token, Mention]]:
        """Gazetteer mentions inside the noun phrase, with the token each stands on."""
        found: list[tuple[Token, Mention]] = []
        for token in phrase_tokens(head):
            mention = self.covering(token) if token is not head else None
            if mention and not any(m is mention for _, m in found):
                found.append((token, mention))
        return found

    def modified(self, head: Token) -> tuple[Mention, ...]:
        """A noun with a named state or body beside it ("Armenian servicemen"), an apposition, or an unknown name."""
        lemma = head.lemma_.lower()
        if lemma in COUNTING and lemma not in word_roles("organs"):
            counted = next((c for c in head.children if c.dep_ == "nmod" and preposition(c) == "of" and c.tag_ in {"NNS", "NNPS", "NN", "NNP"}), None)
            if counted is not None:
                return tuple(self.words(head, m.code, m.name, m.kind, m.role) for m in self.one(counted))
        role = word_roles("organs").get(lemma)
        people = word_roles("people").get(lemma) or ("CVL" if agentive(head) else None)
        apposed = [self.apposed(c) for c in head.children if c.dep_ in {"appos", "flat"}]
        office = self.office_of(head)
        official = role is not None or people is not None or office is not None
        beside = self.owners(head, official) or (self.shared_owners(head) if official else [])
        if (role or people or office) and beside:
            kind = "people" if people and not role and people not in OFFICIALS else "organ"
            said = role or people or (office.role if office else None)
            return tuple(self.words(head, self.gazetteer.of_party(m.code or "", office), m.name, kind, said) for m in beside)
        body = word_roles("bodies").get(lemma)
        if body and beside:
            return tuple(self.words(head, m.code, m.name, "people", body) for m in beside)
        if apposed and apposed[0]:
            return apposed[0]
        definite = any(c.lower_ in {"the", "this", "that"} for c in head.children if c.dep_ == "det")
        if role and definite and not beside and lemma in OWN_OFFICES and self.author is not None:
            return (self.words(head, self.author.code, self.author.name, "organ", role),)
        if definite and not beside and (common := self.common_body(head, role)):
            return common
        if role in STATE_ROLES and (definite or head.pos_ == "PROPN") and not beside:
            state = self.own_here(head) or self.named_before(head) or self.capital_of(head) or self.standing_state(head)
            if state:
                return (self.words(head, state.code, state.name, "organ", role),)
        title = title_of(head)
        if title is not None and not beside and not any(apposed):
            state = self.seat_of(head) or self.home or self.standing_state(title)
            if state:
                start, end = self.offset(head.doc[title.i]), self.offset(head)
                return (msgspec.structs.replace(self.words(head, state.code, state.name, "person", "GOV"), organ=self.text[start:end].strip() or title.text),)
        seat = self.seat_of(head) if role in STATE_ROLES and not beside and not definite else None
        if seat:
            return (self.words(head, seat.code, seat.name, "organ", role),)
        if beside and head.pos_ == "PROPN":
            return (self.words(head, beside[0].code, beside[0].name, "organ", role or "GOV"),)
        return (self.unnamed(head, role or people),)

    def apposed(self, token: Token) -> tuple[Mention, ...]:
        """ "old foes A and B": the known parties of an apposition."""
        named = [m for head in conjuncts(token) if (m := self.covering(head)) is not None]
        return tuple(named) if self.covering(token) is not None else ()

    def unnamed(self, head: Token, role: str | None) -> Mention:
        """A party that no table knows: people, a body, a name; else kind "unknown", which cannot act."""
        lemma = head.lemma_.lower()
        if lemma in table("party_nouns")["plural"]["empty"] and head.pos_ != "PROPN" and not any(c.dep_ == "nummod" for c in head.children):
            return self.words(head, None, None, "unknown", None)
        if self.is_relation(head):
            return self.words(head, None, None, "people", role)
        common = head.pos_ != "PROPN"
        if (role or lemma in word_roles("people")) and not agentive(head):
            return self.words(head, None, None, "people" if lemma in word_roles("people") else "organ" if common else "group", role)
        body = word_roles("bodies").get(lemma)
        if body:
            return self.words(head, None, None, "people" if common else "group", body)
        if agentive(head):
            return self.words(head, None, None, "people", None)
        if head.pos_ == "PROPN" and names_thing(head):
            return self.words(head, None, None, "unknown", None)
        person = head.pos_ == "PROPN" and any(c.dep_ == "flat" for c in head.children)
        kind = "person" if person else "group" if head.pos_ == "PROPN" and head.lower_ not in TIME_WORDS else "unknown"
        return self.words(head, None, None, kind, None)

    def office_of(self, head: Token) -> Organ | None:
        """The row of a custom table for the noun with as many of its modifiers as it knows ("human rights activist")."""
        words = [t.lower_ for t in phrase_tokens(head) if t.i < head.i and t.dep_ in {"compound", "amod"}]
        found = (self.gazetteer.office(" ".join([*words[at:], head.lemma_.lower()])) for at in range(len(words) + 1))
        return next((organ for organ in found if organ is not None), None)

    def shared_owners(self, head: Token) -> list[Mention]:
        """ "lawmakers and officials in A", "A's press and government": the owners that stand by the other half of a coordination."""
        others = [head.head] if head.dep_ == "conj" else [c for c in head.children if c.dep_ == "conj"]
        for other in others:
            named = self.covering(other)
            if named is not None and named.role and named.code:
                base = named.code.removesuffix(named.role) or named.code
                return [msgspec.structs.replace(named, code=base, name=named.name)] if other.i < head.i else []
            found = self.owners(other, official=False)
            if found:
                return found
        return []

    def behind(self, head: Token) -> tuple[Mention, ...]:
        """The owners of a thing that acts for them ("Syrian missiles", "a Senate report", "rebel shelling")."""
        role = word_roles("metonyms").get(head.lemma_.lower())
        if role is None:
            return ()
        named = self.owners(head, official=True)
        if named:
            return tuple(self.words(head, m.code, m.name, "organ", role) for m in named)
        beside = [self.unnamed(c, None) for c in head.children if c.dep_ in {"compound", "nmod:poss"}]
        return tuple(m for m in beside if m.kind not in {"unknown", "person"})

    def no_mere_place(self, token: Token, mention: Mention) -> bool:
        """Whether a name is more than where something is: not "in Rome", "at Geneva"."""
        return not (mention.kind == "state" and preposition(token) in {"in", "at", "near"})

    def inside(self, head: Token, local: bool, shunned: frozenset[str] = frozenset()) -> tuple[Mention, ...]:
        """The first known party in a noun phrase with those coordinated with it ("the ties with A and B"); mere places only if `local`,
        and none that stands behind a preposition of the `shunned`."""
        named = [(t, m) for t, m in self.within(head) if m.code and (local or self.no_mere_place(t, m)) and preposition(t) not in shunned]
        return tuple({m.code: m for t, m in reversed(named) if m is named[0][1] or t.dep_ == "conj"}.values())[::-1]

    def owners(self, head: Token, official: bool) -> list[Mention]:
        """Known parties that a noun phrase names as owner, nationality or seat, coordination included ("lawmakers in A and B"); for an
        `official`, also those that a pronoun or description stands for ("its army")."""
        relation = official and self.is_relation(head)
        inside = [(t, m) for t, m in self.within(head) if m.code]
        beside = owning(inside, head, {""} if relation else OWNING_WAYS)
        if relation:
            return [m for t, m in inside if m in beside and t.dep_ in {"amod", "compound", "flat"}]  # "his Iranian counterpart"
        if not beside and head.lemma_.lower() not in table("party_nouns")["abroad"]:
            beside = owning(inside, head, OWNING_WAYS | {"in"})
        if official and not beside:
            owners = [c for c in head.children if c.dep_ == "nmod:poss" or (c.dep_ == "nmod" and preposition(c) in {"of", "for"})]
            whose = next((c for c in head.children if c.lower_ == "whose" and c.dep_ == "nmod:poss"), None)
            relative = next((t for t in (head, *head.ancestors) if t.dep_ == "acl:relcl"), None) if whose is not None else None
            if relative is not None:
                return [m for m in self.one(relative.head) if m.code]
            beside = [m for owner in owners for m in (self.pronoun(owner) if owner.pos_ == "PRON" else self.description(owner)) if m.code]
        return list({m.code: m for m in reversed(beside)}.values())[::-1][:MOST_OWNERS]

    def is_relation(self, head: Token) -> bool:
        """ "Ukraine's neighbours", "her husband", "critics of the government": people named by whose they are, who are not of that side."""
        owned = any(c.dep_ == "nmod:poss" or (c.dep_ == "nmod" and preposition(c) == "of") for c in head.children)
        return owned and head.lemma_.lower() in table("party_nouns")["relations"]

    def words(self, head: Token, code: str | None, name: str | None, kind: str, role: str | None) -> Mention:
        """A mention over the noun phrase's own words."""
        fronted = {t.i for c in head.lefts if c.dep_ in {"nmod", "obl", "advmod"} and (preposition(c) or c.dep_ == "advmod") for t in c.subtree}
        tokens = [t for t in phrase_tokens(head) if t.i not in fronted and (t.dep_ not in {"det", "punct"} or t.i > head.i)]  # not "On Monday delegates"
        first = min((t for t in tokens), key=lambda t: t.i, default=head)
        last = max((t for t in tokens), key=lambda t: t.i, default=head)
        start = self.offset(first)
        end = min(self.offset(last) + len(last), start + LONGEST_NAME)
        return msgspec.convert(
            {
                "start": start,
                "end": end,
                "text": self.text[start:end],
                "code": code,
                "name": name,
                "kind": kind,
                "role": role,
                "organ": self.organ_words(head) if role else None,
            },
            Mention,
        )

    def organ_words(self, head: Token) -> str:
        """The office as said, without the state's name: "Foreign Ministry", "deputy minister"."""
        left = [t for t in head.lefts if t.dep_ in {"amod", "compound"} and not self.covering(t)]
        return " ".join(t.text for t in [*left, head])

    def named_before(self, head: Token) -> Mention | None:
        """Whose a body or office is that was named with its owner before: "the State Commission" after "the State Commission of Azerbaijan"."""
        core, start = self.organ_words(head), self.offset(head)
        at = self.text.find(core)
        while 0 <= at < start - len(core):
            end = at + len(core)
            beside = [m for m in self.near(at - CLOSEST, end + CLOSEST) if m.code and m.kind != "people"]
            for m in beside:
                between = self.text[m.end : at] if m.end <= at else self.text[end : m.start] if m.start >= end else ""
                if between.strip(" \n'’s").lower() in OF_OWNER:
                    return m
            at = self.text.find(core, end)
        return None

    def own_here(self, head: Token) -> Mention | None:
        """ "The Government", "the Organization" in a text of several: the one of its authors that is a state, or an organisation."""
        here = self.references.together_here(self.offset(head))
        kinds = {"state", "organ"} if head.lemma_.lower() in table("party_nouns")["state_voices"] else set()
        fitting = [m for m in here if m.kind in kinds or (kinds and self.gazetteer.kind(m.code or "") == "state")]
        return fitting[0] if len(fitting) == 1 else None

    @cached_property
    def home(self) -> Mention | None:
        """The state of whose capital or name the dateline speaks: officials named without a state are its own ("OTTAWA - Foreign Minister ...")."""
        named = {m.code: m for m in self.mentions if m.start < self.body_start and m.kind == "state" and m.code}
        return next(iter(named.values())) if len(named) == 1 else None

    def seat_of(self, head: Token) -> Mention | None:
        """ "In London a minister said": the state whose capital or name opens the sentence of an office that names no owner."""
        for token in head.sent:
            if token.i >= head.i or token.pos_ in {"VERB", "AUX"}:
                return None
            if token.dep_ in {"obl", "nmod"} and preposition(token) == "in":
                named = self.covering(token)
                return named if named is not None and named.code and named.kind in {"state", "organ"} else None
        return None

    def common_body(self, head: Token, role: str | None) -> tuple[Mention, ...]:
        """What belongs to no single state: "the Secretary General" is the organisation's named last, "the commission" that several set up is theirs."""
        start, lemma = self.offset(head), head.lemma_.lower()
        if lemma == "secretary-general" or (lemma == "general" and head.i > 0 and head.nbor(-1).lower_ == "secretary"):
            before = [m for m in self.mentions[: bisect_left(self.at, start)] if m.code and m.kind == "organisation"]
            return tuple(self.words(head, m.code, m.name, "organ", "GOV") for m in before[-1:])
        joint = lemma in table("party_nouns")["joint"] and re.search(rf"(?i)\bjoint (?:\w{{1,20}} ){{0,2}}{re.escape(lemma)}\b", self.text[:start])
        return (self.references.together_here(start) or (self.words(head, None, None, "unknown", role),)) if joint else ()

    def capital_of(self, head: Token) -> Mention | None:
        """ "In Bern the foreign ministry said": a ministry or government in the capital that opens the sentence is that state's."""
        seat = self.seat_of(head) if head.lemma_.lower() in {"ministry", "government"} else None
        return seat if seat is not None and self.gazetteer.is_capital(seat) else None

    def near(self, start: int, end: int) -> list[Mention]:
        """The known parties whose names touch a stretch of text."""
        first = bisect_left(self.at, start - LONGEST_NAME)
        return [m for m in self.mentions[first : bisect_left(self.at, end)] if m.end > start]

    def standing_state(self, head: Token) -> Mention | None:
        """The state a bare office belongs to ("the government"): the last subject that is or includes one state, else the last state named,
        capitals (which may be mere places) after all others."""
        start, of_state = self.offset(head), head.lemma_.lower() in table("party_nouns")["state_voices"]
        for _, mentions in reversed([item for item in self.references.subjects if item[0] < start]):
            states = [m for m in mentions if m.code and m.kind in {"state", "organ", "person"} and (not of_state or self.gazetteer.kind(m.code) == "state")]
            if len(states) == 1:
                return states[0]
        named = [m for m in self.mentions if m.kind == "state" and m.code and m.start >= self.body_start]
        plain = [m for m in named if not self.gazetteer.is_capital(m)]
        local = self.home is not None and not self.gazetteer.is_capital(self.home)  # "MAROUA, Cameroon": what is elsewhere is only a place
        before = [m for m in plain if m.start < start and not (local and self.is_place(m))]
        sentence_end = self.starts[id(head.doc)] + head.sent.end_char
        later = [m for m in (*plain, *named) if m.start >= sentence_end]  # not whom the same sentence sets against it: "the army attacked A"
        return next(iter(before[-1:]), None) or self.home or next(iter(later[:1]), None)

    def is_place(self, mention: Mention) -> bool:
        """Whether a state is named as the place of something ("concluded in Ghana")."""
        before = self.text[max(mention.start - 20, 0) : mention.start].rsplit(None, 1)
        return bool(before) and before[-1].lower() in table("party_nouns")["locatives"]

    def pronoun(self, head: Token) -> tuple[Mention, ...]:
        """What a pronoun stands for."""
        lower, start = head.lower_, self.offset(head)
        of = [c for c in head.children if c.dep_ == "nmod" and preposition(c) == "of"]
        if of and lower in {"each", "both", "neither", "either", "all", "none", "one", "two"}:
            return self.resolve(of)
        if lower in FIRST_PERSON:
            return self.references.speakers(start, head.text)
        if lower in PERSON_PRONOUNS:
            return self.references.last_person(start)
        if lower in PLURAL_PRONOUNS:
            return self.references.last_people(start)
        return self.references.last_body(start) if lower in SINGULAR_PRONOUNS else ()

    def description(self, head: Token) -> tuple[Mention, ...]:
        """ "the two countries", "both sides", "the parties", "the organisation", "the latter", "the two"."""
        nouns, lemma, start = table("party_nouns"), head.lemma_.lower(), self.offset(head)
        determiners = {c.lower_ for c in head.children if c.dep_ in {"det", "nummod", "amod", "cc:preconj", "det:predet"}}
        if lemma in {"member", "side", "part"}:
            named = [
                m for c in head.children if c.dep_ == "nmod" and preposition(c) == "of" and (m := self.covering(c)) and m.kind in {"group", "organisation"}
            ]
            if named:
                return (named[0],)
        own_modifier = any(
            m.code and not in_clause(t, head)
            for t, m in self.within(head)
            if t.dep_ in {"amod", "nmod:poss", "compound"} or (t.head.i == head.i and head.pos_ == "PROPN" and preposition(t) == "of")
        )  # "Borean side", "the Northern Republic of Borea"; not "the Parties, being Borea and Norland"
        plural = head.tag_ in {"NNS", "NNPS"} or determiners & {"each", "either", "both", "neither"}
        if head.lower_ in {"two", "three", "four"} and head.pos_ in {"NUM", "NOUN"}:
            return self.references.last_group(start, {"two": 2, "three": 3, "four": 4}[head.lower_])
        if own_modifier:
            return ()
        if plural and lemma in nouns["plural"]["heads"] and determiners & set(nouns["plural"]["determiners"]):
            here = self.references.together_here(start) if lemma in {"party", "side", "signatory", "state", "country", "government"} else ()
            if here:
                return here
            count = next((n for word, n in (("two", 2), ("both", 2), ("three", 3), ("four", 4), ("2", 2)) if word in determiners), 0)
            return self.references.last_group(start, count, bodies=lemma in {"party", "side", "delegation", "signatory", "partner"})
        if head.lower_ == "latter" or (lemma in nouns["plural"]["heads"] and determiners & {"other"}):
            return self.references.other_party(start, head.lower_ == "latter")
        if determiners & {"the", "this", "that"} and lemma in nouns["singular"]:
            kinds = nouns["singular"][lemma]
            author = [m for m in self.references.together_here(start) if m.kind in kinds or self.gazetteer.kind(m.code or "") in kinds]
            if len(author) == 1:
                return (author[0],)
            before = [m for m in self.mentions[: bisect_left(self.at, start)] if m.code]
            # "the OTS Secretary General" is a person, yet names the organisation that "the organisation" then stands for.
            earlier = [m for m in before if m.kind in kinds or self.gazetteer.kind(m.code or "") in kinds]
            named_so = [m for m in earlier if lemma in m.text.lower() or lemma in (m.name or "").lower()]  # "the group": a group by name first
            return tuple((named_so or earlier)[-1:])
        return ()

    def in_office(self, head: Token, named: Mention) -> tuple[Mention, ...]:
        """ "the ambassadors of A, B and C": the office is that of each."""
        office = self.office_of(head)
        return tuple(m if m is named or m.organ else msgspec.structs.replace(m, code=self.gazetteer.of_party(m.code or "", office), role=named.role or m.role)
                     for m in self.references.with_neighbours(named))  # fmt: skip


def names_thing(head: Token) -> bool:
    """ "the Abraham Accords", "Category Two Hurricane Zeta": whether a name's words say that it is no party's."""
    things, nature = table("party_nouns")["things"], table("party_nouns")["nature"]
    words = [head, *(c for c in head.children if c.dep_ in {"flat", "compound"})]
    last = max(words, key=lambda t: t.i)
    return any(t.lower_ in things or t.lemma_.lower() in things for t in (head, last)) or any(t.lower_ in nature for t in words)


def title_of(head: Token) -> Token | None:
    """The office before a person's name, where it is one of a state ("Foreign Minister Ana Lund"); None for ranks and other titles."""
    if head.pos_ != "PROPN":
        return None
    before = [c for c in head.lefts if c.dep_ in {"compound", "amod", "flat", "nmod", "nmod:desc"}]
    return next((c for c in reversed(before) if c.lemma_.lower() in table("party_nouns")["titles"]), None)


def in_clause(token: Token, head: Token) -> bool:
    """Whether a token of a noun phrase stands in a clause on its head ("the Parties, being Borea and Norland")."""
    while token.i != head.i and token.head is not token:
        if token.dep_.startswith("acl"):
            return True
        token = token.head
    return False


def owning(inside: list[tuple[Token, Mention]], head: Token, ways: set[str]) -> list[Mention]:
    """Of the names inside a phrase, those that tell whose the head is, coordination included; not in "experts on A", "the border with A"."""
    owners = {t.i for t, _ in inside if t.dep_ in OWNING and belongs(t, head, ways)}
    return [m for t, m in inside if t.i in owners or (t.dep_ == "conj" and t.head.i in owners)]


def belongs(token: Token, head: Token, ways: set[str]) -> bool:
    """Whether the phrases between a name and the head all stand behind these prepositions."""
    at = token
    while at.i != head.i and at.head is not at:
        if at.dep_ == "nmod" and preposition(at) not in ways:
            return False
        at = at.head
    return True


def agentive(head: Token) -> bool:
    """Whether a noun no table knows ends like those for people ("sapper", "organiser") and is not listed as none."""
    lemma = head.lemma_.lower()
    known = lemma in word_roles("organs") or lemma in word_roles("people") or lemma in word_roles("bodies")
    return head.pos_ == "NOUN" and not known and len(lemma) > 5 and lemma.endswith(AGENTIVE) and lemma not in table("party_nouns")["not_people"]
