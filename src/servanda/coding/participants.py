"""Who does it and to whom, where the clause itself leaves one of them out."""

from __future__ import annotations

from collections.abc import Container

from msgspec.structs import replace

from servanda.coding.blame import behind_what_is, left_open, told_before
from servanda.coding.clauses import Clause
from servanda.coding.force import COOPERATIVE, DEEPEST, Force
from servanda.coding.frames import Codes, Frame
from servanda.coding.parties import BODIES, Parties
from servanda.coding.phrases import preposition
from servanda.coding.provided import laid_down
from servanda.coding.references import PERSON_PRONOUNS, PLURAL_PRONOUNS, SECOND_PERSON, SINGULAR_PRONOUNS
from servanda.coding.sentence import Reader, promised_by
from servanda.coding.sides import Sides, sides
from servanda.coding.situation import Situation
from servanda.coding.tables import table
from servanda.coding.targets import at_home, nearest_parties, where
from servanda.coding.their_side import brought_to, in_its_name
from servanda.coding.voices import standing_at
from servanda.language.parsed import Token
from servanda.records import Mention

OFFICIAL_DEEDS = {"COERCE", "SANCTION", "REJECT", "CONCEDE", "RETREAT"}
AWAITING = frozenset({"until", "till", "unless", "before"})
AFTERWARDS = frozenset({"after"})
JOINT_BODIES = {"commission", "committee", "council", "team", "group", "panel", "board", "body"}
UNDER_ORDERS = {"MIL", "REB", "COP"}  # roles of people who act as their side does
SPOKEN_TO = {"SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN"}  # whose object, if it is a party, is the addressee
THIRD_PERSON = PLURAL_PRONOUNS | SINGULAR_PRONOUNS | PERSON_PRONOUNS
TOGETHER = {"two", "they", "both"}  # in a text between two: they, whoever else it named together
FACE_TO_FACE = {"CONSULT", "SUPPORT", "AGREE", "COOPERATE", "AID"}  # what two who meet say and do to each other


def fill_agents(situation: Situation, clause: Clause, reader: Reader, force: Force, who: Sides, offset: int) -> Sides:
    """A passive or nominal clause may leave out who is bound or who agreed: then it is the parties of the agreement spoken of."""
    frame = reader.frame(clause)
    given = promised_by(force.operator_token) if force.kind == "commissive" and force.operator_token is not None and force.operator_token.pos_ == "NOUN" else []
    if given and (givers := tuple(m for m in situation.parties.resolve(given) if m.code)):
        above = reader.clause_at(force.operator_token.head) if force.operator_token is not None else None
        return Sides(givers, tuple(m for m in situation.parties.resolve(above.subjects) if m.code) if above is not None else who.recipients)
    if force.kind == "bound" and is_given(clause) and any(m.code for m in who.agents):
        return given_by(situation, clause, who, offset)
    if force.kind == "bound" and clause.relation != "acl:relcl" and len(makers := set_up_by(situation, clause, offset)) > 1:
        return Sides(makers, who.recipients)
    if force.kind == "commissive" and force.operator_token is not None and who.agents and all(m.kind == "people" and m.code for m in who.agents):
        promisers = promisers_above(situation, reader, force.operator_token, binds=True)  # "promised that its inspectors would come": it promised
        if {m.code for m in promisers} == {m.code for m in who.agents}:
            return Sides(promisers, who.recipients)
    calls = frame is not None and frame.plover == "CONSULT"  # "inspectors will make their first visits": what they may do, nobody owes
    who = who if calls else in_its_name(situation, clause, force, who, offset)
    unnamed = clause.passive or any(t.lower_ in {"each", "both", "neither", "they"} for t in clause.subjects)
    if unnamed and force.kind in {"act", "present"} and not any(m.code for m in who.agents) and (text := laid_down(situation, clause)) is not None:
        return Sides(tuple(m for m in situation.topics.parties_of(text) if m.code), who.recipients)  # "provides that the bridge is rebuilt"
    if any(m.code for m in who.agents):
        return led_by_their_side(situation, who) if force.kind == "bound" and not calls else who
    if force.kind == "bound" and clause.passive and clause.negated and frame is not None and frame.complement == "permission":
        return Sides(tuple(m for m in situation.parties.resolve(clause.objects) if m.code) or who.agents, ())  # "A will not be allowed to dam it": A owes that
    if frame is not None and frame.source == "speaker":
        speaker = situation.speech.innermost(offset)
        return Sides((speaker,) if speaker else (), who.recipients)
    moved = clause.passive and any(preposition(c) == "by" for c in clause.head.children)  # "and were encouraged by what they saw"
    if force.kind == "appeal" and clause.relation == "conj" and not moved:
        return Sides(voice_above(situation, clause, reader) or who.agents, who.recipients)
    if (clause.noun or force.kind == "commissive") and not who.agents and force.operator_token is not None:
        promisers = promisers_above(situation, reader, force.operator_token, force.kind == "commissive")
        if promisers:
            return Sides(promisers, who.recipients)
    if force.kind == "terms" and not any(m.code for m in who.agents):
        return Sides(signatories(situation, clause, reader), who.recipients)
    instrument = situation.instrument_of(clause)
    recalled = clause.noun and instrument is not None and instrument.definite  # "as Thursday's joint statement had foreseen": made by whoever made it
    making = bool(frame and frame.reciprocal and instrument is not None and not recalled)
    jointly = force.kind == "bound" and clause.relation != "acl:relcl" and is_joint_body(clause)  # not "the committee that is to monitor it"
    arriving = force.kind == "bound" and clause.head.lemma_.lower() == "reach" and bool(clause.objects)
    if not (making or jointly or arriving or ((clause.passive or clause.noun) and force.kind in {"bound", "commissive"} and not who.agents)):
        return who
    spoken_of = situation.topics.current(offset)
    makers = situation.topics.parties_of(spoken_of) if spoken_of else ()
    if force.kind == "bound" and len(makers) < 2 and clause.passive and (own := told_of_itself(situation, clause, who, offset)):
        return Sides(own, who.recipients)
    group = makers if len(makers) > 1 else situation.partners_before(offset)
    if force.kind == "bound" and clause.relation != "acl:relcl" and (owed := brought_to(situation, clause, group, offset)) is not None:
        return owed
    if arriving:
        return who
    group = group if len(group) > 1 else situation.parties.references.last_group(offset, concerned=True)  # no witnesses
    group = by_state_alone(clause, group, situation)
    return Sides(tuple(m for m in group if m.code) or who.agents, who.recipients)


def by_state_alone(clause: Clause, group: tuple[Mention, ...], situation: Situation) -> tuple[Mention, ...]:
    """Of a state and those in arms against it the state, where what is to be done is done by states only ("those jailed will be amnestied", "a law is to be
    passed"); else all."""
    states = tuple(m for m in group if situation.parties.gazetteer.kind(m.code or "") == "state")
    armed = [m for m in group if m not in states and m.code]
    if len(states) != 1 or not armed or any(m.kind == "organisation" for m in armed):
        return group
    words = {clause.head.lemma_.lower(), *(t.lemma_.lower() for t in clause.objects)}
    return states if words & set(table("pledges")["state_acts"]) else group


def signatories(situation: Situation, clause: Clause, reader: Reader) -> tuple[Mention, ...]:
    """Who signs the agreement on which the clause hangs ("signed a deal to link their power grids"): its subjects, else its parties."""
    noun = clause.governor
    above = reader.clause_at(noun.head) if noun is not None else None
    named = tuple(m for m in situation.parties.resolve(above.subjects) if m.code) if above is not None else ()
    instrument = situation.topics.covering(situation.parties.offset(noun)) if noun is not None and not named else None
    return named or (situation.topics.parties_of(instrument) if instrument is not None else ())


def told_of_itself(situation: Situation, clause: Clause, who: Sides, offset: int) -> tuple[Mention, ...]:
    """Who says what will be done by nobody named ("The funds will be made available to A, the ministry of B said"), where the words name another
    whom it is done to or for, and not the speaker."""
    speaker = situation.speech.innermost(offset) or before_colon(situation, clause)
    if speaker is None or not speaker.code or "+" in speaker.code or speaker.kind == "people":
        return ()
    word = situation.word_before(offset)
    if word is not None and speaker.code not in word.parties and speaker.kind != "person":
        return tuple(m for m in word.mentions if m.code in word.debtors)  # told by a host of those who have promised right before
    things = [m for thing in clause.objects for _, m in situation.parties.within(thing)]
    taking = {m.code for m in (*who.recipients, *things)}
    return () if speaker.code in taking else (speaker,)


def before_colon(situation: Situation, clause: Clause) -> Mention | None:
    """Who stands before the colon with which a headline opens: "A's foreign ministry: the visa requirement will be dropped"."""
    root = clause.head.sent.root
    colon = next((t for t in clause.head.sent if t.text == ":"), None)
    if colon is None or root.i > colon.i or clause.head.i < colon.i or root.pos_ not in {"NOUN", "PROPN"}:
        return None
    return next((m for m in situation.parties.resolve([root]) if m.code and m.kind in BODIES), None)


def is_given(clause: Clause) -> bool:
    """ "A will receive ten boats": a promise told from the side of the one to whom it is owed."""
    return clause.head.lemma_.lower() in table("speech_acts")["given"] and bool(clause.objects) and not (clause.passive or clause.noun or clause.negated)


def given_by(situation: Situation, clause: Clause, who: Sides, offset: int) -> Sides:
    """The sides of such a promise: the party of the agreement that is named behind "from", else the one other party, owes it."""
    taken = {m.code for m in who.agents}
    instrument = situation.topics.current(offset, who.agents)
    makers = situation.topics.parties_of(instrument) if instrument is not None else ()
    makers = makers if len(makers) > 1 else situation.partners_before(offset)
    if taken >= {m.code for m in makers}:  # "each man in the camp": of neither side
        taken = {m.code for m in makers} - {m.code for m in situation.parties.resolve(clause.obliques.get("from", []))}
        who = Sides(tuple(m for m in makers if m.code in taken), who.recipients)
    named = tuple(m for m in situation.parties.resolve(clause.obliques.get("from", [])) if m.code and m.code not in taken)
    others = tuple(m for m in makers if m.code not in taken)
    bound = {m.code for m in others}
    givers = tuple(m for m in named if m.code in bound) if named else others if len(others) == 1 else ()
    return Sides(givers, who.agents) if givers else who


def led_by_their_side(situation: Situation, who: Sides) -> Sides:
    """ "The Front's fighters will gather in two camps": what the men under a side's orders are to do, the side owes."""
    armed = situation.parties.references.armed
    led = (m.kind == "people" and (m.role in UNDER_ORDERS or m.code in armed) for m in who.agents)
    return Sides(tuple(replace(m, kind="organ", role="MIL") if under else m for m, under in zip(who.agents, led, strict=True)), who.recipients)


def is_joint_body(clause: Clause) -> bool:
    """ "A joint commission is to place the pillars": whose the body is, those who set it up."""
    return any(t.lemma_.lower() in JOINT_BODIES and any(c.lower_ in {"joint", "mixed"} for c in t.children) for t in clause.subjects)


def set_up_by(situation: Situation, clause: Clause, offset: int) -> tuple[Mention, ...]:
    """ "The Commission shall meet twice a year", behind "a joint commission": those who set it up, the parties of the agreement spoken of."""
    body = next((t for t in clause.subjects if t.lemma_.lower() in JOINT_BODIES and any(c.lower_ == "the" for c in t.children)), None)
    if body is None or f"joint {body.lemma_.lower()}" not in situation.parties.text[:offset].lower():
        return ()
    spoken_of = situation.topics.current(offset)
    return tuple(m for m in situation.topics.parties_of(spoken_of) if m.code) if spoken_of is not None else ()


def promisers_above(situation: Situation, reader: Reader, operator: Token, binds: bool) -> tuple[Mention, ...]:
    """Whose promise it is that stands under an operator, itself perhaps under another: "gave its word that the transfer would be effected"."""
    token: Token | None = operator
    for _ in range(DEEPEST):
        above = reader.clause_at(token) if token is not None else None
        if above is None:
            return ()
        found = situation.parties.resolve(above.subjects)
        if found:
            return found
        outer = reader.operator(above)
        token = outer[1] if outer is not None and (outer[0].complement != "report" or binds) else None  # "was completed, A said": who says it did nothing
    return ()


def voice_above(situation: Situation, clause: Clause, reader: Reader) -> tuple[Mention, ...]:
    """ "They hope that trade will grow, and call on X to": whose the appeal is, where the parser put it under the hope."""
    token = clause.head
    while token.dep_ != "ROOT":
        token = token.head
        above = reader.clause_at(token)
        found = tuple(m for m in situation.parties.resolve(above.subjects) if m.code) if above is not None and not above.noun else ()
        if found:
            return found
    return ()


def with_counterpart(situation: Situation, clause: Clause, frame: Frame | None, who: Sides) -> Sides:
    """ "We had a good talk", "the two discussed trade" in a text about a meeting: both who met, where the words name no other side."""
    author, other = situation.parties.author, situation.other
    first = clause.subjects[0] if len(clause.subjects) == 1 else None
    if frame is None or not frame.reciprocal or who.recipients or first is None or author is None or other is None:
        return who
    if first.lower_ in TOGETHER and not {author.code, other.code} <= {m.code for m in who.agents}:
        return Sides(standing_at((author, other), situation.parties.offset(first)), ())
    if len(who.agents) != 1 or first.lower_ not in {"we", "our", "us"}:
        return who
    missing = tuple(m for m in (author, other) if m.code != who.agents[0].code)
    return Sides((*who.agents, *standing_at(missing[:1], who.agents[0].start)), ())


def to_counterpart(situation: Situation, clause: Clause, frame: Frame | None, codes: Codes, who: Sides) -> tuple[Mention, ...]:
    """In a text that its issuer puts out about itself and one other ("Secretary A's call with B's minister", "B's national day"): the other, where the
    words name nobody on that side, or "you"."""
    author, other = situation.parties.author, situation.other
    if not who.recipients and left_open(clause, frame):
        return ()
    unnamed = all(m.code is None and m.text.lower() in SECOND_PERSON for m in who.recipients)
    if author is None or other is None or not unnamed or codes.plover not in FACE_TO_FACE or len(who.agents) != 1:
        return who.recipients
    pair = {author.code: other, other.code: author}
    found = pair.get(who.agents[0].code)
    return standing_at((found,), who.agents[0].start) if found is not None else who.recipients


def addressees(situation: Situation, clause: Clause, reader: Reader, who: Sides) -> Sides:
    """Of an appeal: whoever is to do what is asked."""
    if who.recipients:
        return who
    inner = reader.inner(clause)
    asked = situation.parties.resolve(inner.subjects) if inner and inner.form != "participle" else ()  # "wants the captives returned": not by them
    codes = {m.code for m in who.agents if m.code}
    return Sides(who.agents, tuple(m for m in asked if not (m.code and m.code in codes) and not any(m.start == a.start for a in who.agents)))


def violent(situation: Situation, thing: Token, own: Container[str] = ()) -> bool:
    """Whether a thing is an act of violence or force: "the attack", "this harassment"; of the frame's `own` words only what is nothing else."""
    lemma, lexicon = thing.lemma_.lower(), situation.lexicon
    forced = lemma not in own and any(frame.plover in {"ASSAULT", "COERCE"} for frame, _ in lexicon.nouns.get(lemma, ()))
    return lexicon.is_in(lemma, ("hostilities", "violence")) or forced


def unknown_addressee(thing: Token) -> bool:
    """Whether an object stands for parties that the text leaves open: "host countries", "more donors"."""
    nouns = table("party_nouns")
    return thing.pos_ == "NOUN" and thing.lemma_.lower() in {*nouns["plural"]["empty"], *nouns["relations"]}


def without_victims(situation: Situation, clause: Clause, frame: Frame | None, who: Sides) -> Sides:
    """ "Condemned the invasion of A", "decried the arrest of B's envoy": to whom it was done is not accused."""
    if frame is None or frame.plover != "ACCUSE" or not who.recipients:
        return who
    suffered = [thing for thing in clause.objects if thing.lemma_.lower() in table("party_nouns")["suffered_of"]]
    done_to = [c for thing in suffered for c in thing.children if c.dep_ == "nmod" and preposition(c) == "of"]
    named = [m for head in done_to for m in (*situation.parties.resolve([head]), *(m for _, m in situation.parties.within(head)))]
    codes = {m.code for m in named if m.code}
    return Sides(who.agents, tuple(m for m in who.recipients if m.code not in codes)) if codes else who


def official(situation: Situation, reader: Reader, thing: Token) -> bool:
    """Whether a thing is what those who govern a place do or answer for: "the arrest", "the closure", "the law"."""
    deed = reader.clause_at(thing)
    frame = reader.frame(deed) if deed is not None else None
    return situation.lexicon.is_in(thing.lemma_.lower(), ("governance",)) or (frame is not None and frame.plover in OFFICIAL_DEEDS)


def awaited(situation: Situation, clause: Clause, reader: Reader, frame: Frame) -> tuple[Mention, ...]:
    """Who is to move first, or did: of "will not lift the ban until A frees the men" and "threatened to close it unless A pays", of "ended the strike
    after A gave in"."""
    held_out = frame.plover not in COOPERATIVE and clause.modal in {"will", "would"}  # "would close the crossing unless A paid"
    threat = frame.plover == "THREATEN" or held_out
    marks = AWAITING | {"if"} if threat else AWAITING if clause.negated and clause.modal else AFTERWARDS if frame.plover == "CONCEDE" else frozenset()
    deed = reader.inner(clause)
    own = {m.text for m in situation.parties.resolve(clause.subjects)}
    for child in (c for head in (clause, deed) if head is not None and marks for c in head.head.children if c.dep_ == "advcl"):
        first = reader.clause_at(child)
        if first is None or not any(m.dep_ in {"mark", "case"} and m.lower_ in marks for m in child.children):
            continue
        others = tuple(m for m in situation.parties.resolve(first.subjects) if m.kind != "unknown" and m.text not in own)
        if others:
            return others
    with_whom = [c for t in clause.obliques.get("after", ()) if marks is AFTERWARDS for c in t.children if preposition(c) == "with"]
    return tuple(m for m in situation.parties.resolve(with_whom) if m.kind != "unknown")


def owners(things: list[Token], parties: Parties) -> tuple[Mention, ...]:
    """Whose things or deeds they are: in the genitive, behind "by" or "of"."""
    named = [c for t in things for c in t.children if c.dep_ == "nmod:poss" or (c.dep_ == "nmod" and preposition(c) in {"by", "of"})]
    return parties.resolve(named)


def asked_of(situation: Situation, clause: Clause, reader: Reader, who: Sides) -> tuple[Mention, ...]:
    """ "Demanded the withdrawal of A's troops", "called for the release of three sailors held by A": whose deed it would be that is asked for."""
    for thing in (*clause.objects, *clause.obliques.get("for", ())):
        if any(m.start < situation.parties.offset(thing.left_edge) for m in who.recipients):
            continue  # "asked the rebels for the release of": they are asked
        deed = reader.clause_at(thing)
        doers = sides(deed, reader.frame(deed), situation.parties).agents if deed is not None else ()
        held = [c for t in thing.subtree if t.dep_ == "acl" and t.tag_ == "VBN" for c in t.children if preposition(c) == "by"]
        if found := tuple(m for m in (*doers, *situation.parties.resolve(held)) if m.code):
            return found
    return ()


def known_below(situation: Situation, clause: Clause, reader: Reader, frame: Frame, who: Sides) -> tuple[Mention, ...]:
    """The known party on the other side of the act in an operator's clause, where the operator itself took people or a thing of that clause for its other
    side ("refused to hand two suspects to A", "demanded the withdrawal of A's troops from Gora"), and whose place a thing without a code stands in
    ("struck a refinery in A"); () where there is none."""
    if any(m.code for m in who.recipients):
        return ()
    taken, inner = {m.code for m in who.agents if m.code}, reader.inner(clause)
    if inner is None and frame.plover == "REQUEST":
        return tuple(m for m in asked_of(situation, clause, reader, who) if m.code not in taken)
    if not who.recipients:
        return ()
    inner_frame = reader.frame(inner) if inner is not None else None
    if "subject" in frame.target and frame.plover in {"ACCUSE", "SUPPORT"} and not clause.noun:  # "A's shelling drew condemnation from B"
        return tuple(m for m in owners(clause.subjects, situation.parties) if m.code and m.code not in taken)
    if inner is not None and inner_frame is None and frame.operates:
        beside = [t for word in ("to", "from", "with", "against") for t in inner.obliques.get(word, ())]  # "refused to hand two suspects to A"
        return tuple(m for m in situation.parties.resolve(beside) if m.code and m.code not in taken)
    if inner is None or inner_frame is None:
        site = frame.plover == "ASSAULT" and any(situation.lexicon.is_in(t.lemma_.lower(), ("facility",)) for t in clause.objects)
        return tuple(m for m in where(clause, situation.parties) if m.code and m.code not in taken) if site else ()
    if not all(m.start >= situation.parties.offset(inner.head.left_edge) for m in who.recipients):
        return ()
    found = sides(inner, inner_frame, situation.parties)
    asked = found.agents if inner.noun and frame.plover in SPOKEN_TO else ()  # whose troops are to go
    near = nearest_parties(inner, inner_frame, who.agents, situation.parties)
    return next((known for side in (asked, found.recipients, near) if (known := tuple(m for m in side if m.code and m.code not in taken))), ())


def done_by(situation: Situation, clause: Clause) -> tuple[Mention, ...]:
    """ "Condemned the bombing of a hospital by A": who did what is condemned, on the deed, on what it was done to, or beside the verb."""
    things = [d for thing in clause.objects for d in (thing, *(c for c in thing.children if c.dep_ == "nmod"))]
    doers = [c for d in things for c in d.children if c.dep_ == "nmod" and preposition(c) == "by"]
    beside = [] if clause.passive else [t for t in clause.obliques.get("by", ()) if t.tag_ not in {"VBG", "VB"}]
    return tuple(m for m in situation.parties.resolve([*doers, *beside]) if m.kind != "unknown")


def nearest(situation: Situation, clause: Clause, reader: Reader, frame: Frame, who: Sides) -> tuple[Mention, ...]:
    """The other side where the frame's own places hold nobody: near the predicate, for an operator also near the act in its clause."""
    taken = {m.code for m in who.agents if m.code}
    there = tuple(m for m in where(clause, situation.parties) if m.code not in taken) if frame.complement == "condemn" else ()
    governed = any(official(situation, reader, thing) for thing in clause.objects)
    own = {word for pattern in frame.verbs for word in pattern.split()[1:]}  # "lodged a protest with A": no violence, but what is lodged
    if frame.plover == "ACCUSE" and any(violent(situation, thing, own) for thing in clause.objects):
        if doers := done_by(situation, clause) or told_before(situation, clause):
            return tuple(m for m in doers if m.code not in taken)
        return there if governed else ()  # "condemned the attack in A": whoever attacked is accused, and nobody says who it was
    if frame.plover in SPOKEN_TO and any(unknown_addressee(thing) for thing in clause.objects):
        return ()
    others = THIRD_PERSON - PLURAL_PRONOUNS if len(who.agents) > 1 else THIRD_PERSON  # of several "their" may be their own
    if frame.illocution == "endorsement" and any(c.dep_ == "nmod:poss" and c.lower_ in others for thing in clause.objects for c in thing.children):
        return ()  # "we commend his dedication to A": him, whoever he is
    if frame.plover == "ACCUSE" and (blamed := behind_what_is(situation, clause)):
        return tuple(m for m in blamed if m.code not in taken)
    found = at_home(clause, frame, who.agents, situation.parties) or nearest_parties(clause, frame, who.agents, situation.parties)
    found = found or (there if governed else ()) or awaited(situation, clause, reader, frame)
    if not found and frame.plover == "ACCUSE":
        found = tuple(m for m in told_before(situation, clause) if m.code not in taken)
    inner = reader.inner(clause) if not found else None
    inner_frame = reader.frame(inner) if inner is not None else None
    if inner is None or inner_frame is None:
        return found
    if frame.plover == "ACCUSE":  # "condemned an attack on A": who attacked is accused, not A
        return tuple(m for m in sides(inner, inner_frame, situation.parties).agents if m.code and m.code not in taken)
    told = tuple(m for m in sides(inner, inner_frame, situation.parties).recipients if m.code not in taken)
    return told or nearest_parties(inner, inner_frame, who.agents, situation.parties)
