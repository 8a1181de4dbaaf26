"""Who a noun phrase speaks of: gazetteer names, organs and people of a state, pronouns and "the two countries".

References are resolved against what the document named before, nearest first; nothing is guessed from outside it.
An actor no table knows keeps its words, with `code` None.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

import msgspec

from servanda.actors import Gazetteer
from servanda.coding.beats import is_aside
from servanda.coding.clauses import conjuncts
from servanda.coding.descriptions import COLLEAGUES, Descriptions
from servanda.coding.mentions import Mentions, owning
from servanda.coding.naming import headed_by, titled_by
from servanda.coding.nouns import agentive, has_own_name, in_opposition, is_plural, names_thing, of_field, organ_role, presents, title_of
from servanda.coding.offices import Offices
from servanda.coding.people import PERSON, People, Person, gender_of, honorifics
from servanda.coding.phrases import TIME_WORDS, preposition
from servanda.coding.pronouns import Pronouns
from servanda.coding.references import PRONOUNS, Met, References
from servanda.coding.subjects import subjects_of
from servanda.coding.tables import names_body, table, word_roles
from servanda.language.parsed import Token
from servanda.language.reading import Reading
from servanda.language.transcripts import is_transcript
from servanda.records import Mention

STATE_ROLES = {"GOV", "MIL", "LEG", "JUD", "COP"}  # offices that belong to a state even where none is named beside them
OFFICIALS = {"GOV", "LEG", "JUD"}  # who holds an office speaks for its body; soldiers and citizens do not
AT_HOME = {"ministry"}  # bodies that a text without more means of the state it is written in
OWN_OFFICES = {"secretary", "department", "administration", "ministry"}  # in a statement, an office of the body that issued it
BODIES = {"state", "organ", "organisation", "armed group", "group"}  # kinds of parties that can be bound, as people cannot
OWNING_WAYS = {"", "of", "from", "for", "between", "among"}  # prepositions by which a body is somebody's
MOST_OWNERS = 8
FAR = 400  # characters back to whose colleague is meant
NAMING = {"appos", "flat", "compound", "nmod", "amod"}  # how a person's name and title hang on the noun


class Parties(Mentions):
    """The parties of one document; `resolve` answers for a token, `remember` keeps the subjects met so far."""

    def __init__(self, reading: Reading, gazetteer: Gazetteer, seat: str | None = None) -> None:
        """`seat` is the country of the dateline's town."""
        super().__init__(reading, gazetteer)
        self.title = reading.document.title or ""
        self.spoken = is_transcript(self.text)
        self.aliases: dict[str, Mention] = {}
        self.full_names: dict[str, re.Match[str] | None] = {}  # where the text first gives a surname with a first name
        self.author = self.issuer or headed_by(self.text, self.body_start, self.mentions, seat) or titled_by(gazetteer, self.title, self.text, self.body_start)
        sentences = [p.start + sentence.start_char for p in reading.paragraphs for sentence in p.doc.sents]
        self.references = References(self, sentences, self.author, self.spoken, self.title)
        self.people = People(reading, self)
        self.offices = Offices(self, self.references, seat)
        self.descriptions = Descriptions(self, self.references, self.resolve)
        self.pronouns = Pronouns(self, self.references, self.people, self.resolve)
        self.aside = is_aside(self.title, self.text, self.mentions)
        for person in self.people.named:  # last: presentations are resolved with all of the above
            self.present(person)

    def present(self, person: Person) -> None:
        """Lets the parts of a name stand for a person whom the text presents with his state or body ("Hugh Todd of Guyana", "Brazil's foreign
        minister, Mauro Vieira"); the surname first, which the first of that name keeps."""
        root, phrase, covered = person.root, person.phrase, self.covering(person.root)
        if covered is not None and covered.kind == "person" and covered.code:
            self.call(person, covered)  # whom the gazetteer knows by office and name
        if len(person.parts) < 2 or covered is not None:
            return
        own = [c for c in root.children if c.dep_ != "conj" and not (c.dep_ == "acl:relcl" and c.pos_ == "VERB")]  # not "and Roe for B", "died in C"
        beside = [m for token in [root, *own] for _, m in self.within(token) if m.code and m.kind != "people"]
        if (before := root.doc[max(0, root.i - 1)]).pos_ == "NOUN" and self.is_relation(before):
            phrase = before  # "and his Ugandan colleague Ana Lund"
        beside += [m for m in (self.modified(phrase) if phrase is not root else self.appointed(root)) if m.code]
        title = title_of(root) if not beside and phrase is root else None
        state = self.offices.of_title(root) if title is not None else None
        beside += [self.titled(root, title, state)] if title is not None and state is not None else []
        if beside:
            first, start, end = beside[0], self.offset(root), self.offset(person.last) + len(person.last)
            of = {"code": first.code, "name": first.name, "role": self.people.standing(root, first), "organ": first.organ}
            mention = msgspec.convert({"start": start, "end": end, "text": self.text[start:end], "kind": "person", **of}, Mention)
            self.call(person, mention)

    def call(self, person: Person, mention: Mention) -> None:
        """Lets each part of a person's name stand for the mention, unless it stands for another already."""
        for part in (person.parts[-1], *person.parts[1:-1], person.parts[0]):
            self.aliases.setdefault(part, mention)

    def appointed(self, root: Token) -> tuple[Mention, ...]:
        """ "A appointed Jane Roe as its envoy": for whom somebody is given an office."""
        verb = root.head
        return self.resolve(subjects_of(verb)) if root.dep_ == "obj" and verb.lemma_.lower() in table("party_nouns")["appointing"] else ()

    def alias(self, head: Token) -> Mention | None:
        """The person presented before of whom a name is a part, or the whole."""
        known = self.aliases.get(head.text)
        rest = [c for c in head.children if c.dep_ == "flat" and c.lower_.strip(".") not in honorifics()]
        if head.lower_.strip(".") in honorifics() and rest:  # "Mr Roe", headed by its first word
            known = self.aliases.get(rest[-1].text)
        return known if known is not None and all(c.text in known.text.split() for c in rest) else None

    def remember(self, token: Token, mentions: tuple[Mention, ...]) -> None:
        """Keeps a clause's subject for the pronouns after it."""
        body = token.pos_ == "NOUN" and any(m.kind == "group" for m in mentions)
        one = token.pos_ == "PROPN" and any(m.kind in {"state", "organisation"} for m in mentions)  # "the United States" is one
        plural, at = is_plural(token) and not one, self.offset(token)
        gender = gender_of([token.lemma_.lower(), *(c.lower_ for c in token.children if c.dep_ in NAMING)])
        aside = token.head.dep_ in {"acl:relcl", "acl", "advcl"} or token.dep_ in {"obj", "iobj"}  # "urged A to sign": A signs, yet is no subject
        onlooking = token.dep_ == "nsubj" and token.head.lemma_.lower() in table("descriptions")["onlooking"]
        met = Met(at, mentions, plural, gender, aside, onlooking)
        if len(mentions) == 1 and mentions[0].code is None and token.tag_ != "NNS" and names_body(token.lemma_.lower()):
            self.references.bodies.append(met)
        if token.pos_ != "PRON" and not body:
            self.references.remember(met)
        elif any(m.code for m in mentions):
            self.references.remember(replace(met, plural=False))

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
        if named and named.kind == "state" and one_of_many(head) and named.text != named.name:
            return (self.words(head, named.code, named.name, "people", "CVL"),)
        if named:
            office = (named.organ is not None or named.kind == "organ") and named.kind != "people"
            shared = head.tag_ in {"NNS", "NNPS"} or head.lemma_.lower() in table("party_nouns")["joint"]  # "the joint commission of A and B"
            return self.in_office(head, named) if office and shared else (named,)
        lower = head.lower_
        if head.pos_ == "PRON" or lower in PRONOUNS:
            return self.pronouns.meant(head)
        known = self.alias(head) if head.pos_ == "PROPN" else None
        if known is not None:
            start = self.offset(head)
            return (msgspec.structs.replace(known, start=start, end=start + len(head), text=head.text),)
        return self.descriptions.meant(head) or self.fronted(head) or self.modified(head)

    def fronted(self, head: Token) -> tuple[Mention, ...]:
        """ "Türkiye, Azerbaijan's closest partner, welcomed": a name before a comma, which the parser took for a modifier."""
        first = head.left_edge
        listed = first.dep_ == "amod" and any(c.dep_ == "conj" for c in first.children)  # "Chadian, Malian and Nigerien planes"
        named = self.covering(first) if first.i < head.i and not listed else None
        if named and self.text[named.end : named.end + 1] == "," and named.kind != "people":
            return (named,)
        return ()

    def before(self, verb: Token) -> tuple[Mention, ...]:
        """A known party that stands right before a finite verb which the parser left without a subject, an apposition between commas passed over."""
        first = min([verb, *(c for c in verb.children if c.dep_.startswith("aux") or c.dep_ == "advmod")], key=lambda t: t.i).i
        doc, start = verb.doc, verb.sent.start
        at = first - 1
        if at > start and doc[at].text == ",":
            at = next((i - 1 for i in range(at - 1, start, -1) if doc[i].text == ","), start)
        named = self.covering(doc[at]) if at >= start else None
        return (named,) if named and named.kind != "people" else ()

    def modified(self, head: Token) -> tuple[Mention, ...]:
        """A noun with a named state or body beside it ("Armenian servicemen"), an apposition, or an unknown name."""
        lemma = head.lemma_.lower()
        if lemma in table("party_nouns")["counting"] and lemma not in word_roles("organs"):
            counted = next((c for c in head.children if c.dep_ == "nmod" and preposition(c) == "of" and c.tag_ in {"NNS", "NNPS", "NN", "NNP"}), None)
            if counted is not None:
                return tuple(self.words(head, m.code, m.name, m.kind, m.role) for m in self.one(counted))
        role = organ_role(head)
        people = (word_roles("people").get(lemma) if role is None else None) or ("CVL" if agentive(head) else None)
        apposed = [self.apposed(c) for c in head.children if c.dep_ in {"appos", "flat"}]
        office = self.office_of(head)
        body = word_roles("bodies").get(lemma)
        official = role is not None or people is not None or office is not None or body == "GOV"
        if (official or head.pos_ == "PROPN") and in_opposition(head) and not self.owners(head, official=True):
            return (self.words(head, None, None, "organ", "OPP"),)
        shared = official and not (lemma in OWN_OFFICES and self.author is not None)
        beside = self.owners(head, official) or (self.shared_owners(head) if shared else [])
        if (role or people or office) and beside:
            kind = "people" if people and not role and people not in OFFICIALS else "organ"
            said = role or people or (office.role if office else None)
            return tuple(self.words(head, self.gazetteer.of_party(m.code or "", office), m.name, kind, said) for m in beside)
        if body and beside:
            return tuple(self.words(head, m.code, m.name, "people", body) for m in beside)
        if apposed and apposed[0]:
            return apposed[0]
        owned = [c for c in head.children if c.dep_ == "nmod:poss"]  # "the president's office"
        definite = any(c.lower_ in {"the", "this", "that"} for t in (head, *owned) for c in t.children if c.dep_ == "det")
        author = self.author
        own = author is not None and lemma in table("party_nouns")["own_bodies"] and author.kind == "organisation"  # "staff" in what a fund puts out
        if author is not None and not beside and (own or (definite and lemma in OWN_OFFICES)):
            return (self.words(head, author.code, author.name, "organ", role or "GOV"),)
        if definite and not beside and (common := self.offices.common_body(head, role)):
            return common
        if role in STATE_ROLES and (definite or head.pos_ == "PROPN") and not beside and not has_own_name(head) and not self.joint_owner(head):
            offices = self.offices
            state = offices.accused(head) or offices.of_organisation(head) or offices.own_here(head) or offices.named_before(head) or offices.capital_of(head)
            here = offices.held_here(head) if presents(head) else offices.home if lemma in AT_HOME or of_field(head) else None
            state = state or here or offices.standing_state(head)
            if state:
                return (self.words(head, state.code, state.name, "organ", role),)
        if lemma in COLLEAGUES and (other := self.other_colleague(head)) is not None:
            return (self.words(head, other.code, other.name, "organ", "GOV"),)
        title = title_of(head)
        if title is not None and not beside and not any(apposed):
            state = self.offices.of_title(head) or self.offices.standing_state(title)
            if state:
                return (self.titled(head, title, state),)
        seat = self.offices.seat_of(head) or self.offices.gone_to(head) if role in STATE_ROLES and not beside and not definite else None
        if seat:
            return (self.words(head, seat.code, seat.name, "organ", role),)
        if beside and head.pos_ == "PROPN":
            return (self.words(head, beside[0].code, beside[0].name, "organ", role or "GOV"),)
        return (self.unnamed(head, role or people),)

    def other_colleague(self, head: Token) -> Mention | None:
        """ "His colleague denied it": the other of the two parties of which one's official spoke or acted last."""
        owner = next((c for c in head.children if c.dep_ == "nmod:poss" and c.lower_ in {"his", "her"}), None)
        if owner is None or any(self.covering(c) for c in head.lefts):
            return None
        start = self.offset(head)
        last = next((m for met in self.references.subject_before(start, FAR) if len(met.mentions) == 1 for m in met.mentions if m.code), None)
        others = self.references.other_party(start, frozenset({last.code or ""})) if last is not None else ()
        return others[0] if len(others) == 1 else None

    def titled(self, head: Token, title: Token, state: Mention) -> Mention:
        """A person by name in the office of a state that stands before it."""
        organ = self.text[self.offset(head.doc[title.i]) : self.offset(head)].strip() or title.text
        return msgspec.structs.replace(self.words(head, state.code, state.name, "person", "GOV"), organ=organ)

    def apposed(self, token: Token) -> tuple[Mention, ...]:
        """ "old foes A and B": the known parties of an apposition."""
        named = [m for head in conjuncts(token) if (m := self.covering(head)) is not None]
        return tuple(named) if self.covering(token) is not None else ()

    def unnamed(self, head: Token, role: str | None) -> Mention:
        """A party that no table knows: people, a body, a name; else kind "unknown", which cannot act."""
        lemma = head.lemma_.lower()
        if (
            lemma in table("party_nouns")["plural"]["empty"]
            and head.pos_ != "PROPN"
            and not any(c.dep_ == "nummod" and c.lower_ != "one" for c in head.children)
        ):
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
        person = head.pos_ == "PROPN" and (head.ent_type_ in PERSON or any(c.dep_ == "flat" for c in head.children))
        kind = "person" if person else "group" if head.pos_ == "PROPN" and head.lower_ not in TIME_WORDS else "unknown"
        return self.words(head, None, None, kind, None)

    def shared_owners(self, head: Token) -> list[Mention]:
        """ "lawmakers and officials in A", "A's press and government": the owners that stand by the other half of a coordination."""
        others = [head.head] if head.dep_ == "conj" else [c for c in head.children if c.dep_ == "conj"]
        for other in others:
            named = self.covering(other)
            if named is not None and named.kind == "armed group":
                return []  # "the Front and the government": of the state that it fights
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
            national = {"amod", "compound", "flat"}  # "his Iranian counterpart", "her Borean and Asterian colleagues"
            return [m for t, m in inside if m in beside and (t.dep_ in national or (t.dep_ == "conj" and t.head.dep_ in national))]
        if not beside and head.lemma_.lower() not in table("party_nouns")["abroad"]:
            beside = owning(inside, head, OWNING_WAYS | {"in"})
        if official and not beside:
            owners = [c for c in head.children if c.dep_ == "nmod:poss" or (c.dep_ == "nmod" and belongs(c))]
            whose = next((c for c in head.children if c.lower_ == "whose" and c.dep_ == "nmod:poss"), None)
            relative = next((t for t in (head, *head.ancestors) if t.dep_ == "acl:relcl"), None) if whose is not None else None
            if relative is not None:
                return [m for m in self.one(relative.head) if m.code]
            beside = [m for owner in owners for m in self.whose(owner) if m.code]
        return list({m.code: m for m in reversed(beside)}.values())[::-1][:MOST_OWNERS]

    def whose(self, owner: Token) -> tuple[Mention, ...]:
        """The parties that an owner without a name stands for: "its", "the kingdom's", "the delegation's" of one named before with its state."""
        if owner.pos_ == "PRON":
            return self.pronouns.meant(owner)
        named = self.offices.named_before(owner) if owner.lemma_.lower() in table("party_nouns")["abroad"] else None
        return self.descriptions.meant(owner) or ((named,) if named is not None else ())

    def joint_owner(self, head: Token) -> bool:
        """ "The commission's chairman": whether an office is that of a body that states may share, which is no state's."""
        bodies = table("party_nouns")["joint"]
        return any(c.lemma_.lower() in bodies and c.pos_ == "NOUN" and (c.dep_ == "nmod:poss" or belongs(c)) for c in head.children)

    def is_relation(self, head: Token) -> bool:
        """ "Ukraine's neighbours", "her husband", "critics of the government": people named by whose they are, who are not of that side."""
        owned = any(c.dep_ == "nmod:poss" or (c.dep_ == "nmod" and preposition(c) == "of") for c in head.children)
        return owned and head.lemma_.lower() in table("party_nouns")["relations"]

    def in_office(self, head: Token, named: Mention) -> tuple[Mention, ...]:
        """ "the ambassadors of A, B and C": the office is that of each."""
        office = self.office_of(head)
        return tuple(m if m is named or m.organ else msgspec.structs.replace(m, code=self.gazetteer.of_party(m.code or "", office), role=named.role or m.role)
                     for m in self.references.with_neighbours(named))  # fmt: skip


def belongs(noun: Token) -> bool:
    """Whether a noun stands behind a preposition that tells whose the head is: "officers of the army", "on both sides"."""
    return preposition(noun) in {"of", "for"} or (preposition(noun) == "on" and noun.lemma_.lower() == "side")


def one_of_many(head: Token) -> bool:
    """ "Each Syrian", "another Afghan", "two Syrians": people counted, whose state does nothing by what they do."""
    before = [c for c in head.children if c.i < head.i]
    one = any(c.dep_ == "det" and c.lower_ in {"a", "an", "each", "every", "another"} for c in before)
    return one or (head.tag_ in {"NNS", "NNPS"} and any(c.dep_ == "nummod" for c in before))
