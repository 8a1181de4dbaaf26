"""Who is meant by a name that only another text explains: the press says "Duarte" once it has said "Paraguay's minister, Ramona Duarte", and calls
a party that no table knows by its name here and by an abbreviation there.

Texts are read one by one, so such names have no code, or two. What the texts of a ledger tell together decides: a person's name is that of the
one party for whom any of them presents somebody of that name; a party's code is whichever of name and abbreviation more of the texts use.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

import msgspec
from ahocorasick_rs import AhoCorasick

from servanda.records import Claim, Document, Mention

WORD = r"[A-Z][\w’'-]{0,40}"
PARTICLES = "ag|al|el|bin|bint|ibn|ben|de|da|do|dos|del|der|den|di|du|la|le|van|von|ter"
PERSON = re.compile(rf"(?:{WORD} )(?:(?:{WORD}|{PARTICLES}) ){{0,3}}{WORD}$")
BEHIND = re.compile(rf"[^,.;:\n“”\"]{{0,60}}, ({WORD} (?:(?:{WORD}|{PARTICLES}) ){{0,3}}{WORD})(?=, | said)")  # "the head of its team, Ana Lund, said"
PEOPLE = frozenset({"person", "organ"})  # kinds of mentions that present somebody with his party
NAMELIKE = frozenset({"person", "group", "unknown"})  # kinds that a bare name is given
NO_PRESENTING = re.compile(r"\b(?:of|for|at|in|from|to|by|on|with|the|and)(?: the)?$")  # words before a name that only tells whose or where the office is
SURNAME_FIRST = frozenset({"CHN", "TWN", "HKG", "MAC", "PRK", "KOR", "VNM", "KHM", "HUN", "SGP"})  # states whose people put the family's name first
BANDS = frozenset({"armed group", "group"})  # kinds of parties that are often known by an abbreviation of another language
FOREIGN = re.compile(r"[A-Z]{3,8}")
IN_COUNTRY = re.compile(r" in [A-Z][a-z]{2,20}$")
SHARED = 2  # parties that two texts must both name before a surname of the one explains that of the other


@dataclass(frozen=True)
class Namings:
    """Names to the parties that they stand for, by document where they stand for somebody only there."""

    codes: Mapping[str, Mention] = field(default_factory=dict)  # a code or bare name to the party under its one code
    people: Mapping[tuple[str, str], Mention] = field(default_factory=dict)  # document and bare name to the person as presented
    short: Mapping[tuple[str, str], Mention] = field(default_factory=dict)  # document and abbreviation to the party that another text introduces by it

    def meant(self, doc_id: str, mention: Mention) -> Mention:
        """The mention, with the party that its name stands for."""
        known = self.codes.get(mention.code or mention.text)
        if known is None and mention.code is None and mention.kind in NAMELIKE:
            known = self.people.get((doc_id, mention.text))
        if known is None and mention.code is None and self.short:  # "BRN fighters"
            parties = [self.short[doc_id, word] for word in mention.text.split() if (doc_id, word) in self.short]
            known = parties[0] if len(parties) == 1 else None
        if known is None:
            return mention
        kind = known.kind if mention.kind in NAMELIKE else mention.kind
        return msgspec.structs.replace(mention, code=known.code, name=known.name, kind=kind, role=mention.role or known.role)

    def spelled(self, claim: Claim) -> Claim:
        """The claim with its parties under the names that all texts share."""
        if not (self.codes or self.people or self.short):
            return claim
        agents, recipients = (tuple(self.meant(claim.doc_id, m) for m in side) for side in (claim.agents, claim.recipients))
        chain = tuple(
            msgspec.structs.replace(link, speaker=self.meant(claim.doc_id, link.speaker)) if link.speaker is not None else link for link in claim.attribution
        )
        instrument = claim.instrument
        if instrument is not None:
            instrument = msgspec.structs.replace(instrument, parties=tuple(self.meant(claim.doc_id, m) for m in instrument.parties))
        if (agents, recipients, chain, instrument) == (claim.agents, claim.recipients, claim.attribution, claim.instrument):
            return claim
        return msgspec.structs.replace(claim, agents=agents, recipients=recipients, attribution=chain, instrument=instrument)

    def speakers(self) -> dict[str, dict[str, str]]:
        """By document, the codes of those who speak in it under a bare name; under "", those of parties with two codes in all documents."""
        found: dict[str, dict[str, str]] = {"": {code: m.code or "" for code, m in self.codes.items()}} if self.codes else {}
        for (doc_id, name), mention in self.people.items():
            found.setdefault(doc_id, {})[name] = mention.code or ""
        return found


def find_namings(documents: Mapping[str, Document], claims: Sequence[Claim]) -> Namings:
    """What the documents' claims tell together of names."""
    codes = one_code_each(documents, claims)
    people = bare_names(documents, claims)
    of = {place: codes.get(person.code or "", person) for place, person in people.items()}
    people = {place: msgspec.structs.replace(person, code=of[place].code, name=of[place].name) for place, person in people.items()}
    short = {place: codes.get(party.code or "", party) for place, party in abbreviated(documents, claims).items()}
    return Namings(codes, people, short)


def is_foreign(mention: Mention) -> bool:
    """Whether a party that a text introduces has an abbreviation of its name in another language: "the Front for Concord in Chad (FACT)"."""
    code, name = mention.code or "", mention.name or ""
    return mention.kind in BANDS and " " in name and FOREIGN.fullmatch(code) is not None and code[0] == name[0]


def mentions_of(claim: Claim) -> Iterable[Mention]:
    """The parties of a claim and those in whose words it stands."""
    yield from claim.agents
    yield from claim.recipients
    yield from (link.speaker for link in claim.attribution if link.speaker is not None)


def one_code_each(documents: Mapping[str, Document], claims: Sequence[Claim]) -> dict[str, Mention]:
    """Abbreviations and names of parties that the texts themselves introduce, to the party under the one that more texts use."""
    short: dict[str, set[str]] = {}
    bearers: dict[str, set[str]] = {}
    parties: dict[str, Mention] = {}
    for mention in (m for claim in claims for m in mentions_of(claim) if m.code and m.name and m.kind != "people"):
        if mention.name in bearers.get(mention.code or "", ()):
            continue
        parties.setdefault(mention.code or "", mention)
        bearers.setdefault(mention.code or "", set()).add(mention.name or "")
        if mention.code != mention.name and (abbreviates(mention.code or "", mention.name or "") or is_foreign(mention)):
            for name in {mention.name or "", IN_COUNTRY.sub("", mention.name or "")}:
                short.setdefault(name, set()).add(mention.code or "")
    # Where no text knows the party by its name alone there is nothing to bring together; of two with one abbreviation it says nothing.
    one = {name: next(iter(given)) for name, given in sorted(short.items()) if len(given) == 1 and name in parties}
    pairs = [(name, code) for name, code in one.items() if {IN_COUNTRY.sub("", bearer) for bearer in bearers[code]} == {IN_COUNTRY.sub("", name)}]
    texts = texts_with(sorted({form for pair in pairs for form in pair}), documents.values())
    found: dict[str, Mention] = {}
    for name, code in pairs:
        kept = parties[name] if texts[name] > texts[code] else parties[code]
        found |= {code: kept, name: kept}
    return found


def abbreviated(documents: Mapping[str, Document], claims: Sequence[Claim]) -> dict[tuple[str, str], Mention]:
    """Abbreviations of parties that only another text introduces ("BRN fighters"), where both texts share a party and no two parties have one."""
    parties: dict[str, dict[str, Mention]] = {}
    around: dict[str, set[str]] = {}
    for claim in claims:
        for mention in mentions_of(claim):
            if mention.code:
                around.setdefault(claim.doc_id, set()).add(mention.code)
            if mention.code and mention.code.isupper() and mention.name and mention.code != mention.name and abbreviates(mention.code, mention.name):
                parties.setdefault(mention.code, {}).setdefault(mention.name, mention)
    known = {code: next(iter(named.values())) for code, named in sorted(parties.items()) if len(named) == 1}
    company: dict[str, set[str]] = {}
    for here in around.values():
        for code in here & known.keys():
            company.setdefault(code, set()).update(here - {code})
    forms, found = sorted(known), {}
    automaton = AhoCorasick(forms)
    for doc_id, document in documents.items() if forms else ():
        here = around.get(doc_id, set())
        for at, start, end in automaton.find_matches_as_indexes(document.text, overlapping=True):
            if is_whole(document.text, start, end) and not here.isdisjoint(company[forms[at]]):
                found[doc_id, forms[at]] = known[forms[at]]
    return found


def texts_with(forms: Sequence[str], documents: Iterable[Document]) -> Counter[str]:
    """How many texts use each of some names, by whole words and not only in the brackets that introduce an abbreviation."""
    found: Counter[str] = Counter()
    automaton = AhoCorasick(forms)
    for text in (document.text for document in documents) if forms else ():
        spans = automaton.find_matches_as_indexes(text, overlapping=True)
        found.update({forms[at] for at, start, end in spans if text[max(start - 1, 0) : start] != "(" and is_whole(text, start, end)})
    return found


def is_whole(text: str, start: int, end: int) -> bool:
    """Whether characters are whole words of a text."""
    return not text[max(start - 1, 0) : start].isalnum() and not text[end : end + 1].isalnum()


def abbreviates(code: str, name: str) -> bool:
    """Whether the letters of a code begin words of a name, in order."""
    initials = iter(word[0].upper() for word in re.split(r"[ -]", name) if word)
    return len(code) > 1 and code.isalpha() and all(letter in initials for letter in code.upper())


def bare_names(documents: Mapping[str, Document], claims: Sequence[Claim]) -> dict[tuple[str, str], Mention]:
    """Names that stand without an office in a text whose parties another text shares which presents the person, and no text anybody else so named."""
    presented: dict[str, dict[str, Mention]] = {}  # part of a name -> whole name -> the mention
    where: dict[str, set[str]] = {}  # whole name -> documents that present it
    around: dict[str, set[str]] = {}
    for claim in claims:
        for mention in mentions_of(claim):
            if mention.code:
                around.setdefault(claim.doc_id, set()).update(mention.code.split("+"))
            name = presented_name(mention, documents[claim.doc_id].text)
            if name is None:
                continue
            where.setdefault(name, set()).add(claim.doc_id)
            for part in parts_of(name, mention.code or ""):
                presented.setdefault(part, {}).setdefault(name, mention)
    known = {part: people for part, people in presented.items() if len({m.code for m in people.values()}) == 1}
    company = {name: {pair for other in others for pair in combinations(sorted(around[other]), SHARED)} for name, others in where.items()}
    parts, found = sorted(known), {}
    automaton = AhoCorasick(parts)
    for doc_id, document in documents.items():
        here = around.get(doc_id, set())
        for part in sorted({parts[at] for at, *_ in automaton.find_matches_as_indexes(document.text, overlapping=True)} if here else ()):
            name, mention = min(known[part].items())
            named = mention.code in here or bool(mention.name and mention.name in document.text)
            if named or not company[name].isdisjoint(combinations(sorted(here), SHARED)):
                found[doc_id, part] = msgspec.structs.replace(mention, kind="person")
    return found


def presented_name(mention: Mention, text: str) -> str | None:
    """The name of the person whom a mention presents with his party, None where it presents nobody by name."""
    if not mention.code or mention.kind not in PEOPLE or "+" in mention.code:
        return None
    office, said = (words.lower().replace("-", " ") for words in (mention.organ or "", mention.text))
    at = said.rfind(office) if office else -1
    rest = mention.text[at + len(office) :] if at >= 0 else mention.text
    named = PERSON.search(rest)
    if named is None and office and said == office:
        behind = BEHIND.match(text, mention.end)
        return behind[1] if behind is not None else None
    return named[0] if named is not None and not NO_PRESENTING.search(rest[: named.start()].rstrip()) else None


def parts_of(name: str, code: str) -> set[str]:
    """The ways in which a person of a name is called without an office: by the whole, by what stands behind the first word, by the surname."""
    words = name.split()
    return {name, " ".join(words[1:]), words[0 if code in SURNAME_FIRST else -1]}
