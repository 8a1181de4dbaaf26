"""Where the two sides of a clause stand: who acts, and towards whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from servanda.coding.clauses import Clause, own_speaker
from servanda.coding.frames import Frame
from servanda.coding.parties import Parties
from servanda.coding.phrases import owns, phrase_tokens, preposition, steps_up
from servanda.coding.subjects import subjects_of
from servanda.coding.tables import table, word_roles
from servanda.language.parsed import Token
from servanda.records import Mention

SPOKEN = {"REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT", "AGREE"}
AIMED_AT = {"on", "at", "against"}  # prepositions of what is shot at
HELD = {"release", "access"}
YIELDING = {"CONCEDE", "RETREAT"}
OFFICIAL = {"COERCE", "SANCTION"}  # "was arrested in A": what only a state's officers do, done by those of the place
ON_DUTY = {"patrol", "guard", "watch", "duty", "mission", "tour"}  # "fired at a boat on patrol": what it was doing
ADDRESSED = {"me", "us", "you", "him", "her", "them"}
OWNED = {"forces", "peacekeepers", "observers"}  # classes of people whose being sent, moved or withdrawn is their own side's deed


@dataclass(frozen=True, slots=True)
class Sides:
    """The parties of a clause: who acts, and towards whom."""

    agents: tuple[Mention, ...]
    recipients: tuple[Mention, ...]


def sides(clause: Clause, frame: Frame | None, parties: Parties) -> Sides:
    """Source and target parties. An agent-less passive has no agents."""
    if clause.noun and frame and frame.reciprocal:
        together = parties.resolve([*clause.obliques.get("between", []), *clause.subjects, *clause.obliques.get("with", []), *clause.obliques.get("among", [])])
        adjectives = parties.resolve(modifier_parties(clause, parties)) if len(together) < 2 else ()
        return Sides(joined(together, adjectives), ())
    if clause.noun:
        if suffers(clause):
            return Sides((), parties.resolve(clause.subjects))
        agents = parties.resolve(clause.subjects, clause.alone) or parties.resolve(modifier_parties(clause, parties))
        if not agents and frame and (frame.complement != "none" or frame.plover in SPOKEN):
            agents = parties.resolve(clause.obliques.get("from", []))  # "threats from the rulers"
    elif frame and frame.source in {"none", "speaker"}:
        return Sides(place_states(clause, parties) if frame.mode == "release" else (), target_parties(clause, frame, parties))
    elif frame and frame.source == "object" and not clause.passive:
        agents = parties.resolve(clause.objects)
    elif frame and frame.source == "owner":
        agents = tuple(m for t in clause.subjects or clause.objects for m in possessors(t, parties)) or parties.resolve(clause.obliques.get("from", []))
        things = clause.subjects or clause.objects  # "were unloaded": what came is the object
        agents = agents or parties.resolve([c for t in things for c in phrase_below(t) if c.dep_ in {"nmod", "obl"} and preposition(c) == "from"])
    elif frame and frame.source in {"by", "from", "of"}:
        named = parties.resolve(clause.obliques.get(frame.source, []))
        agents = named or (() if "subject" in frame.target else parties.resolve(clause.subjects))
    else:
        agents = parties.resolve(own_speaker(clause) or clause.subjects, clause.alone)
    if not agents and (clause.passive or clause.noun) and frame and OWNED & set(frame.object) and frame.mode != "access":
        agents = tuple(m for m in parties.resolve(clause.objects) if m.code)  # "Borean troops were sent": Borea sent them
    if not agents and clause.passive:  # "an appeal by A was issued": whose the thing is, parsers hang it on
        agents = makers(clause.objects, parties)
    if not agents and clause.passive and frame and frame.plover != "CONSULT":  # "was signed between A and B", not "was brokered between"
        agents = parties.resolve(clause.obliques.get("between", []))
    if not agents and frame and frame.reciprocal:
        agents = parties.resolve([c for thing in clause.objects for c in thing.children if c.dep_ == "nmod" and preposition(c) in {"between", "among"}])
    if not agents and clause.passive and frame and (frame.plover in OFFICIAL or frame.mode in HELD):
        agents = place_states(clause, parties, ("in", "from") if frame.mode != "access" else ("into",))
        boarded = [t for word in ("into", "aboard", "onto") for t in clause.obliques.get(word, ())] if frame.mode == "access" and not agents else []
        agents = agents or tuple(m for t in boarded for m in parties.inside(t, True) if m.code)  # "were allowed aboard the Borean trawlers"
    if not agents and clause.passive and frame and frame.action == "summon":
        agents = tuple(m for m in parties.resolve(clause.obliques.get("to", [])) if m.code)  # "was summoned to the ministry"
    if not agents and (clause.passive or clause.middle) and not clause.noun and frame:
        yielding = frame.plover in YIELDING or frame.action == "open"
        agents = (ordered_by(clause, parties) if clause.passive else ()) or (undoers(clause, parties, frame.mode) if yielding else ())
    if not agents and clause.passive and not clause.noun and frame and frame.plover == "ASSAULT":
        agents = strikers(clause, parties)
    if not agents and not clause.subjects and not clause.noun and not clause.passive and clause.form == "finite":
        agents = parties.before(clause.head)
    if clause.relation == "acl" and clause.form == "gerund" and clause.subjects and not any(party_like(m) for m in agents):
        agents = parties.resolve(subjects_of(clause.subjects[0].head))  # "put out a report accusing ...": who put it out
    agents = tuple(m for m in agents if party_like(m)) or tuple(m for token in clause.subjects for m in parties.behind(token))
    speaking = frame is not None and frame.plover in SPOKEN  # "the purchase by A raised concern" is not A's concern, "a note by A" is A's word
    things = [t for t in clause.subjects if not speaking or t.lemma_.lower() in word_roles("metonyms")]
    agents = agents or makers(() if clause.noun else things, parties)  # "a bombing by A killed nine"
    recipients = target_parties(clause, frame, parties) or (parties.resolve(clause.indirect) if clause.indirect and frame is not None else ())
    if frame and frame.reciprocal:
        recipients = joined(parties.resolve(clause.obliques.get("with", [])), ()) or recipients
    codes, starts = {m.code for m in agents if m.code}, {m.start for m in agents}
    return Sides(agents, tuple(m for m in recipients if m.start not in starts and (not m.code or m.code not in codes)))


def strikers(clause: Clause, parties: Parties) -> tuple[Mention, ...]:
    """ "Were killed in a Borean air strike", "in shelling by A": whose the deed is in which somebody suffers; not "in the Borean attack", which may only
    have been there."""
    strikes = table("party_nouns")["strikes"]
    things = [t for word in ("in", "during") for t in clause.obliques.get(word, ()) if t.lemma_.lower() in strikes or t.lemma_.lower() in {"attack", "bombing"}]
    ours = [c for t in things if t.lemma_.lower() in strikes for c in t.children if c.dep_ in {"amod", "compound", "nmod:poss"} and c.i < t.i]
    named = (parties.covering(c) for c in ours if c.tag_ == "JJ" or c.dep_ == "nmod:poss" or c.text.isupper() or "." in c.text)
    return makers(things, parties) or tuple({m.code: m for m in named if m is not None and m.code}.values()) or shooters(clause, parties)


def shooters(clause: Clause, parties: Parties) -> tuple[Mention, ...]:
    """ "Were wounded when Borean gunmen opened fire": who struck, in the clause that says when."""
    striking = table("party_nouns")["striking"]
    when = [c for c in clause.head.children if c.dep_ == "advcl" and c.i > clause.head.i and any(d.lower_ in {"when", "after", "as"} for d in c.children)]
    words = [(c, {c.lemma_.lower(), *(o.lemma_.lower() for o in c.children if o.dep_ == "obj")}) for c in when]
    doers = [t for c, told in words if told & set(striking) for t in c.children if t.dep_ == "nsubj"]
    return tuple(m for m in parties.resolve(doers) if party_like(m)) if doers else ()


def phrase_below(token: Token) -> list[Token]:
    """What hangs on a thing, and on what it carries: "nine tankers carrying diesel from A"."""
    carried = [o for c in token.children if c.dep_ == "acl" and c.tag_ == "VBG" for o in c.children]
    inner = [c for o in (*token.children, *carried) if o.dep_ in {"nmod", "obj"} for c in o.children]
    return [*token.children, *carried, *inner]


def place_states(clause: Clause, parties: Parties, words: tuple[str, ...] = ("in", "from")) -> tuple[Mention, ...]:
    """The state in which it was done ("were freed in A"), out of which or into which somebody was let."""
    return tuple(m for word in words for m in parties.resolve(clause.obliques.get(word, [])) if m.code and m.kind == "state")


def undoers(clause: Clause, parties: Parties, mode: str | None) -> tuple[Mention, ...]:
    """ "The crossing, shut by A in March, reopened", "the duty imposed by A was lifted": who did it undoes it, where nobody else is named."""
    done = [c for thing in clause.objects for c in thing.children if c.dep_ in {"acl", "acl:relcl"} and c.tag_ == "VBN"]
    held = {"by", "in"} if mode == "release" else {"by"}  # "sailors held in A were freed"
    doers = [o for c in done for o in c.children if o.dep_ in {"obl:agent", "obl"} and preposition(o) in held]
    return tuple(m for m in parties.resolve(doers) if m.code) if doers else ()


def ordered_by(clause: Clause, parties: Parties) -> tuple[Mention, ...]:
    """ "Was closed on the orders of A": on whose word something was done that names no doer."""
    words = [t for word in ("on", "at", "under", "by") for t in clause.obliques.get(word, ()) if t.lemma_.lower() in table("party_nouns")["commands"]]
    owners = [c for t in words for c in t.children if c.dep_ == "nmod:poss" or (c.dep_ == "nmod" and preposition(c) in {"of", "from"})]
    return tuple(m for m in parties.resolve(owners) if m.code) if owners else ()


def makers(things: Iterable[Token], parties: Parties) -> tuple[Mention, ...]:
    """The parties that stand behind "by" with a thing or deed."""
    return parties.resolve([c for thing in things for c in thing.children if c.dep_ == "nmod" and preposition(c) == "by"])


def suffers(clause: Clause) -> bool:
    """ "the leader's arrest", "her murder": whose deed it is said to be is whom it was done to, where no other stands behind "of" or "by"."""
    owned = bool(clause.subjects) and all(t.dep_ == "nmod:poss" for t in clause.subjects)
    return owned and not clause.objects and clause.head.lemma_.lower() in table("party_nouns")["suffered"]


def party_like(mention: Mention) -> bool:
    """Whether a mention can act: a known actor, people, or a name; "the values of humanism" cannot."""
    return bool(mention.code) or mention.kind != "unknown"


def joined(first: tuple[Mention, ...], second: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Both runs, each party once."""
    codes = {m.code for m in first if m.code}
    return first + tuple(m for m in second if m.code not in codes)


def modifier_parties(clause: Clause, parties: Parties) -> list[Token]:
    """Adjectives and nouns before an event noun that name a party: "the Turkish mediation"."""
    return [t for t in clause.obliques.get("", []) if parties.covering(t)]


def target_parties(clause: Clause, frame: Frame | None, parties: Parties) -> tuple[Mention, ...]:
    """The first place in the frame's order that holds a party; without a frame the usual places."""
    order = frame.target if frame and frame.target else ("indirect", "object", "to", "with", "against", "object-possessor")
    found = (there for place in order if (there := at_place(place, clause, parties)))
    if frame is None or not frame.paired:
        return next(found, ())
    held = list(found)  # of a pair the one who is known: "a credit to A for the stations"
    return next((there for there in held if any(m.code for m in there)), held[0] if held else ())


def at_place(place: str, clause: Clause, parties: Parties) -> tuple[Mention, ...]:
    """Parties at one place of the clause; only those that are known or are people count as an object."""
    if place == "object":
        named = (m for m in parties.resolve(clause.objects) if m.code or m.kind in {"people", "person", "armed group"})
        return tuple(named) or strangers(clause.objects, parties)
    if place == "indirect":
        return parties.resolve(clause.indirect) or strangers(clause.indirect, parties)
    if place == "object-possessor":
        return tuple(m for token in clause.objects for m in possessors(token, parties))
    if place == "subject":
        return parties.resolve(clause.subjects)
    there = [t for t in clause.obliques.get(place, ()) if place != "on" or t.lemma_.lower() not in ON_DUTY]
    if not there:
        return ()
    if place in AIMED_AT and not any(m.code for m in parties.resolve(there)) and (owned := tuple(m for t in there for m in possessors(t, parties))):
        return owned  # "fired on a Guyanese boat on the Cuyuni"
    return tuple(m for m in parties.resolve(there) if m.code or m.kind in {"people", "person", "armed group", "group", "organ"})


def strangers(tokens: Iterable[Token], parties: Parties) -> tuple[Mention, ...]:
    """ "told them", "thanked you": somebody it is done to, whom no words before name."""
    return tuple(parties.words(t, None, None, "person", None) for t in tokens if t.pos_ == "PRON" and t.lower_ in ADDRESSED)


def possessors(token: Token, parties: Parties) -> tuple[Mention, ...]:
    """Parties that a noun phrase names as owner, nationality or seat: "Armenian servicemen", "the bid of Azerbaijan"."""
    found: list[Mention] = []
    for part in phrase_tokens(token):
        if part is token or part.dep_ not in {"nmod:poss", "amod", "compound", "nmod"} or not all(owns(step) for step in steps_up(part, token)):
            continue
        named = parties.covering(part)
        if named:
            mentions = parties.one(part) if named.kind == "organ" else (named,)  # "the Governments of A and B": each
        else:
            owned = part.dep_ == "nmod:poss" and part.pos_ == "PRON"
            mentions = parties.pronouns.meant(part) if owned else parties.descriptions.meant(part)
        found += [m for m in mentions if m and m.code and m.code not in {f.code for f in found}]
    return tuple(found)
