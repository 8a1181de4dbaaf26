"""Who a speaker's words name: the party spoken for, else the person or office in the fewest words ("retired ambassador", "Ana Lopez").

"A spokesman", "an official", "one minister" speak for whom the sentence places them with ("In London a minister ..."), else for the body or
state that acted or spoke last. Lawyers, traders and diplomats speak for themselves.
"""

from __future__ import annotations

from collections.abc import Collection

from servanda.coding.instruments import phrase_parties
from servanda.coding.nouns import agentive
from servanda.coding.parties import Parties
from servanda.coding.phrases import preposition
from servanda.coding.speaker_words import fuller, shortest_words
from servanda.coding.tables import names_body, table, word_roles
from servanda.coding.told_by_others import people_before
from servanda.language.parsed import Token
from servanda.records import Mention

FAR = 700  # characters back to whom "a spokesman" speaks for
PLACED = {"in", "at", "from"}
BELONGING = {"of", "to", "for", "on", "from"}
RANKS = {"colonel", "commander", "general"}  # before a name, no office that tells for whom one speaks
INSIDERS = {"source", "insider", "aide", "adviser", "advisor", "analyst", "officer"}  # speak for a state where its service is named ("a government source")
SINGLED = {"one", "another", "some", "several", "many", "two", "most"}
NATIONWIDE = {"federal", "national", "central"}
SEVERAL = {"both", "two", "all", "three", "these"}
SERVING = {"GOV", "MIL", "COP"}
TELLING = {"rebel", "guerrilla", "opposition", "union", "party", "foreign", "western", "diplomatic"}  # words by which somebody serves no state, or another


def spoken_for(head: Token, parties: Parties) -> tuple[Mention, ...]:
    """The parties that an office without an owner, or a person by what a clause says of him, speaks for; () where nothing tells."""
    by_clause = clause_party(head, parties)
    if by_clause is not None:
        return (by_clause,)
    if head.pos_ == "PROPN":
        held = office_beside(head)
        return held_for(held, head, parties) if held is not None else ()
    lemma = head.lemma_.lower()
    if lemma in RANKS and not any(c.lower_ == "the" for c in head.children):
        return ()
    belonging = [c for c in head.children if c.dep_ == "nmod" and preposition(c) in BELONGING and not names_field(c)]
    if lemma not in table("party_nouns")["voices"] and not (lemma in INSIDERS and (of_service(head) is not None or of_government(head))):
        return ()
    for child in belonging:
        found = tuple(m for m in parties.resolve([child]) if m.code) or spoken_for(child, parties)
        if found:
            return found
    named = named_body(head, parties)
    if named is not None:
        return (named,)
    if belonging or any(c.lower_ in SEVERAL for c in head.children):
        return ()
    if parties.joint_owner(head):
        voice = last_voice(head, parties)
        return (voice,) if voice is not None and voice.kind == "organisation" else ()
    offices = parties.offices
    told = offices.placed_at(head) or offices.named_before(head) or service_owner(head, parties) or offices.seat_of(head, told=True)
    found_one = told or serving_state(head, parties) or last_voice(head, parties)
    return (found_one,) if found_one is not None else ()


def serving_state(head: Token, parties: Parties) -> Mention | None:
    """The state that an office serves by its own words: "a customs spokeswoman" that of the dateline, unless another has just acted; "the army chief" that
    of the last subject."""
    serving = of_service(head)
    if serving is None and head.lemma_.lower() not in table("party_nouns")["state_voices"]:
        return None
    one = serving is not None and any(c.lower_ in {"a", "an", "one"} for c in head.children)
    latest = next(iter(parties.references.subject_before(parties.offset(head))), None)
    earlier = latest is None or latest.at < parties.starts[id(head.doc)]
    home = parties.offices.home if one and earlier else None
    if home is None and one and earlier and serving in NATIONWIDE:
        home = parties.offices.seat_state  # "MEKELLE - ... A federal adviser said": of a state that the text does not name
    return home or parties.offices.standing_state(head, serving is not None)


def unowned_official(head: Token) -> bool:
    """ "a customs officer said": somebody in the service of a state of which nothing tells, so that of the dateline."""
    serving = word_roles("organs").get(head.lemma_.lower()) in SERVING and head.lemma_.lower() not in table("party_nouns")["abroad"]
    owned = any(c.dep_ in {"nmod:poss", "acl:relcl"} or (c.dep_ == "nmod" and preposition(c) not in PLACED) for c in head.children)
    bare = any(c.lower_ in {"a", "an", "one"} for c in head.children) and not owned
    return serving and bare and head.pos_ == "NOUN" and not any(c.lower_ in TELLING for c in head.lefts)


def state_body(head: Token) -> bool:
    """ "The Department of Trade", "the National Police": a body such as states have, under a name that tells no state."""
    lemma = head.lemma_.lower()
    kept = word_roles("organs").get(lemma) in SERVING - {"GOV"} or word_roles("bodies").get(lemma) == "GOV" or lemma == "directorate"
    nationwide = names_body(lemma) and any(c.lower_ in {"national", "federal", "supreme"} for c in head.lefts)
    serving = kept or nationwide or lemma in table("party_nouns")["state_voices"]
    return head.pos_ == "PROPN" and serving and any(c.lower_ == "the" for c in head.children) and not any(c.dep_ == "nmod:poss" for c in head.children)


def one_of_them(head: Token) -> bool:
    """ "One of them", "some of them", and no name behind."""
    return head.lower_ in SINGLED and any(c.lower_ == "them" for c in head.children)


def one_of(head: Token) -> Token:
    """ "one of its officials": the noun that tells who is meant; any other head unchanged."""
    them = next((c.i for c in head.children if c.lower_ == "them"), None) if head.lower_ in SINGLED else None
    if them is not None and [t.text for t in head.doc[them + 1 : them + 2]] == [","] and [t.pos_ for t in head.doc[them + 2 : them + 3]] == ["PROPN"]:
        return head.doc[them + 2]  # "said one of them, Ana Lund"
    told = next((c for c in head.children if c.dep_ == "appos" and c.pos_ == "NOUN"), None) if head.lower_ == "one" else None
    if told is not None:
        return told  # "One, a student from the coast, said"
    among = [c for c in head.children if c.dep_ == "nmod" and preposition(c) == "of" and c.pos_ == "NOUN"] if head.lower_ in SINGLED else []
    return among[0] if among else head


def held_for(office: Token, head: Token, parties: Parties) -> tuple[Mention, ...]:
    """For whom the office speaks that a name is given with."""
    ranked = office.lemma_.lower() in RANKS and office.dep_ == "appos"  # "Colonel Ana Lund, the new commander"
    home = parties.offices.held_here(head) if of_government(office) or ranked else None
    return (home,) if home is not None else spoken_for(office, parties) or tuple(m for m in parties.one(office) if m.code and m.kind == "organ")


def of_service(office: Token) -> str | None:
    """ "Government spokesman", "army chief": the body, such as only states have, that stands before an office."""
    return next((t.lower_ for t in office.lefts if t.dep_ in {"compound", "amod"} and t.lower_ in table("party_nouns")["services"]), None)


def service_owner(head: Token, parties: Parties) -> Mention | None:
    """ "A's government refused. ..., a government spokesman said": whose the service is by which an office is named, where the text has told it."""
    service = of_service(head)
    return parties.offices.owner_before(service, parties.offset(head)) if service is not None else None


def named_body(head: Token, parties: Parties) -> Mention | None:
    """ "A Commission official", "a Fund spokeswoman": the body of which a text has spoken, by the capital word before an office."""
    before = [c for c in head.lefts if c.dep_ == "compound" and c.text[:1].isupper() and parties.covering(c) is None]
    body = next((c for c in before if c.pos_ == "PROPN" or c.i > head.sent.start), None)
    if body is None:
        return None
    start = parties.offset(head)
    whole = parties.offices.of_organisation(body)
    told = () if whole is not None else parties.descriptions.of_name(body.lemma_.lower(), start)
    named = whole or (told[0] if len(told) == 1 and told[0].code else None) or parties.offices.owner_before(body.text, start)
    alone = body.i == body.sent.start or body.doc[body.i - 1].text.islower()  # not "a High Commission spokesman"
    known = table("descriptions")["alone"].get(body.text) if named is None and alone else None
    return named or (Mention(start=start, end=start + len(head), text=head.text, code=known, kind="organisation") if known is not None else None)


def names_field(noun: Token) -> bool:
    """ "the director of fisheries": whether what stands behind an office is what it deals with, no body."""
    lemma = noun.lemma_.lower()
    person = lemma in word_roles("people") or agentive(noun)
    return noun.pos_ == "NOUN" and not any(c.dep_ in {"det", "nmod:poss"} for c in noun.children) and not names_body(lemma) and not person


def office_beside(head: Token) -> Token | None:
    """The office that a name is given with: "spokesman Ana Lund", "Ana Lund, the fisheries minister"."""
    own = [c for t in (head, *(f for f in head.children if f.dep_ == "flat")) for c in t.children]
    beside = [c for c in own if c.dep_ in {"compound", "nmod", "nmod:desc", "flat", "amod", "appos"} and c.pos_ in {"NOUN", "PROPN"}]
    offices = [c for c in beside if c.lemma_.lower() in table("party_nouns")["voices"] and (c.dep_ == "appos" or c.lemma_.lower() not in RANKS)]
    return max(offices, key=lambda c: c.dep_ == "appos", default=None)


def of_government(office: Token) -> bool:
    """ "government spokesman": whether an office's own words say that it is a state's."""
    return any(t.lemma_.lower() in table("party_nouns")["state_voices"] for t in office.lefts if t.dep_ in {"compound", "amod"})


def clause_party(head: Token, parties: Parties) -> Mention | None:
    """ "X, who chaired the talks for A", "X, speaking for A": whom a person is said to act for."""
    for office in (c for c in head.children if c.dep_ == "appos" and (c.lemma_.lower() in table("party_nouns")["voices"] or parties.is_relation(c))):
        owners = [m for m in parties.owners(office, official=True) if m.code]
        if owners:
            return owners[0]
    behalf = [m for c in behind(head, {"nmod"}, {"obl"}) if preposition(c) == "for" for m in parties.one(c) if m.code] if head.pos_ == "PROPN" else []
    if behalf:
        return behalf[0]  # "Ana Lund, for the Front, denied it"
    for clause in clauses_of_service(head):
        for token in clause.subtree:
            if token.dep_ in {"obl", "nmod", "obj"} and preposition(token) in {"for", ""} and (preposition(token) or token.dep_ == "obj"):
                sent = parties.offices.of_organisation(token) if any(c.lower_ == "its" for c in token.children) else None
                if sent is not None:
                    return sent  # "who heads its mission here"
                found = [m for m in parties.one(token) if m.code]
                if found:
                    return found[0]
    return None


def behind(head: Token, own: Collection[str], of_verb: Collection[str]) -> list[Token]:
    """What stands in commas behind a subject: it hangs on the subject in relations `own` or, as parsers have it as often, on the verb in `of_verb`."""
    return [*(c for c in head.children if c.dep_ in own), *(c for c in head.head.children if c.dep_ in of_verb and head.i < c.i < head.head.i)]


def clauses_of_service(head: Token) -> list[Token]:
    """Verbs by which somebody acts for others: "who chaired the talks for A", "speaking for A"."""
    return [c for c in behind(head, {"acl", "acl:relcl"}, {"advcl"}) if c.lemma_.lower() in table("party_nouns")["acting_for"]]


def last_voice(head: Token, parties: Parties) -> Mention | None:
    """The body or state that acted or spoke last before the office, named or as a subject."""
    start = parties.offset(head)
    subjects = [m for met in parties.references.subject_before(start, FAR) if len(met.mentions) == 1 for m in met.mentions if m.code]
    named = [m for m in parties.near(start - FAR, start) if m.code and m.kind in {"state", "organ", "organisation", "armed group"} and m.start < start]
    latest = subjects[:1] or named[-1:]
    return latest[0] if latest else None


def merely_placed(head: Token, parties: Parties) -> bool:
    """ "a diplomat in Tbilisi": whether all that ties the speaker to a party is where he is."""
    inside = [t for t, m in parties.within(head) if m.code]
    return bool(inside) and all(preposition(t) in PLACED for t in inside) and head.lemma_.lower() not in table("party_nouns")["voices"]


def put_out_by(head: Token, parties: Parties) -> tuple[Mention, ...]:
    """Whose a report, an inquiry or a message is: its owner's, that of the one named so before, or of the organisation whose findings it tells."""
    if head.lemma_.lower() not in table("party_nouns")["papers"]:
        return ()
    theirs = any(c.lower_ == "their" for c in head.children)  # "Its inspectors visited all. ..., their report says"
    people = people_before(head, parties, [head.doc]) if theirs else None
    owners = tuple(m for m in parties.one(people) if m.code) if people is not None else ()
    owners = owners or tuple(m for m in parties.owners(head, official=True) if m.code) or phrase_parties(head, parties)
    if owners:
        return owners
    named = parties.offices.named_before(head) if any(c.lower_ == "the" for c in head.children) else None
    finding = [m for t in head.doc[head.sent.start : head.i] if (m := parties.covering(t)) is not None and m.code and m.kind == "organisation"]
    return (named,) if named is not None else tuple(finding[:1])


def owning_body(head: Token, parties: Parties) -> str | None:
    """The name of a body without a code that a speaker speaks for: "its leader", "the head of the team", "the team" after "the joint survey team"."""
    voices = table("party_nouns")["voices"]
    offices = [t for t in (head, *(c for c in head.children if c.dep_ == "appos")) if t.lemma_.lower() in voices]
    led = [c for clause in clauses_of_service(head) if clause.dep_ == "acl:relcl" for c in clause.children]
    team = next((c for c in led if c.dep_ == "obj" and c.lemma_.lower() in word_roles("bodies")), None) or fought_for(head)
    if team is not None:
        return fuller(parties, shortest_words(team, parties), parties.offset(team))
    for office in offices:
        for child in office.children:
            if child.dep_ == "nmod:poss" and child.lower_ in {"its", "their"}:
                found = parties.references.last_body(parties.offset(child))
                if found and found[0].code is None:
                    return fuller(parties, found[0].text, found[0].start)
            if child.dep_ == "nmod" and preposition(child) == "of" and child.lemma_.lower() in word_roles("bodies"):
                return fuller(parties, shortest_words(child, parties), parties.offset(child))
    definite = any(c.lower_ in {"the", "this"} for c in head.children)
    body = head.pos_ == "NOUN" and definite and (names_body(head.lemma_.lower()) or head.lemma_.lower() in table("party_nouns")["joint"])
    if not body:
        return None
    words = shortest_words(head, parties)
    name = fuller(parties, words, parties.offset(head))
    return name if name != words else None


def fought_for(head: Token) -> Token | None:
    """ "Ana Lund, speaking for the hill rebels": fighters without a name for whom somebody speaks."""
    spoken = [c for clause in clauses_of_service(head) for c in clause.children if preposition(c) == "for"]
    return next((c for c in spoken if word_roles("people").get(c.lemma_.lower()) == "REB"), None)
