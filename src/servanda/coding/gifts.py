"""Things promised without a clause that says what is done with them: "pledged 60 million euros", "promised the village a clinic by May",
"announced a contribution of 300 tents", "put 25 million euros on the table".

The clause itself is an act of promising; what is owed is that the thing be given. It becomes a claim of its own beside the act, with the verb
of giving that `tables/gifts.toml` has for such things. Without a number or a day nothing is promised that could be called in ("promised
support"), and what a relative clause tells ("the engineers that it promised") was promised before.
"""

from __future__ import annotations

import dataclasses

from msgspec.structs import replace

from servanda.coding.arguments import object_words
from servanda.coding.claims import ClaimMaker, claim_id
from servanda.coding.clauses import Clause
from servanda.coding.parties import BODIES
from servanda.coding.phrases import preposition
from servanda.coding.pledges import names_other
from servanda.coding.sentence import Reader
from servanda.coding.sides import possessors
from servanda.coding.tables import table, words_in
from servanda.language.amounts import is_measured
from servanda.language.parsed import Token
from servanda.records import Claim, Quantity

GIFT_FRAME = "promise.thing"


def promised_thing(maker: ClaimMaker, clause: Clause, reader: Reader, claim: Claim) -> Claim | None:
    """The promise of the thing that the act of promising names, None where it names none."""
    retold = clause.relation == "acl:relcl" or any(c.lower_ == "had" and c.dep_ == "aux" for c in clause.head.children)
    if claim.illocution not in {"act", "intent"} or claim.polarity == "negative" or retold or not any(m.code for m in claim.agents):
        return None
    if not clause.noun and (named := named_pledge(clause, reader)) is not None:
        claim = of_thing(maker, clause, claim, named)
    elif not (promises_thing(clause, reader) or sets_apart(maker, clause, claim) if not clause.noun else given_out(clause, reader)):
        return None
    due = maker.particulars.deadline(clause, maker.parties)
    if is_old(maker, clause):
        return None
    if claim.object is None or not any(m.code for m in claim.agents) or (claim.quantity is None and due.kind == "none"):
        return None
    return replace(
        claim, claim_id=claim_id(claim.doc_id, maker.parties.offset(clause.head), "commissive", GIFT_FRAME), illocution="commissive", modality="promised",
        frame=GIFT_FRAME, action=law_or_gift(claim), happened=None, deadline=due, plover=None, mode=None, cameo=None, context=(),
        instrument=claim.instrument or maker.topics.current(claim.start, claim.agents),
    )  # fmt: skip


def is_old(maker: ClaimMaker, clause: Clause) -> bool:
    """ "In 2011 it pledged 50 million": promised more than a year before the text."""
    day, published = maker.particulars.happened(clause, maker.parties), maker.document.published
    return day is not None and day.last is not None and published is not None and int(published[:4]) - int(day.last[:4]) > 1


def promises_thing(clause: Clause, reader: Reader) -> bool:
    """Whether the verb promises its object ("pledged 60 million euros") and no clause says what is to be done."""
    frame, lemma = reader.frame(clause), clause.head.lemma_.lower()
    things = [o for o in clause.objects if o.pos_ != "PRON" and (reader.clause_at(o) is None or o.lemma_.lower() in table("gifts")["laws"])]
    if not things or clause.modal or (clause.passive and not clause.indirect):  # "was promised five boats by A" promises too
        return False
    promising = (frame is not None and frame.complement == frame.action == "promise") or lemma in table("pledges")["vowing"]
    return promising and lemma not in table("gifts")["offers"] and reader.inner(clause) is None


def sets_apart(maker: ClaimMaker, clause: Clause, claim: Claim) -> bool:
    """Whether a sum or gift is set apart for another: "approved a 75 million dollar loan for A", "earmarked 8 million leva for a school in A"."""
    words, lemma = table("gifts"), clause.head.lemma_.lower()
    if lemma not in words["allotting"] or clause.modal or clause.passive or clause.tense == "future" or not clause.objects:
        return False
    apart = lemma not in words["placing"] or any(c.lower_ in words["placed"] for c in clause.head.subtree)
    thing, day = clause.objects[0], maker.particulars.happened(clause, maker.parties)
    sum_or_gift = thing.lemma_.lower() in words["gifts"] or (claim.quantity is not None and is_money(claim.quantity.unit))
    published = maker.document.published
    long_ago = (
        day is not None and day.last is not None and published is not None and day.last[:7] < published[:7]
    )  # what was approved last year has been paid since
    return apart and sum_or_gift and not long_ago and names_other(maker, clause, maker.parties.resolve(clause.subjects), maker.parties.offset(clause.head))


def named_pledge(clause: Clause, reader: Reader) -> tuple[Token, Token] | None:
    """The noun of promising that a verb brings up, and the thing behind it: "A's pledge of 300 tents was made at a meeting", "repeated its promise of ten
    boats"; None where the verb is no such verb or nothing is named."""
    frame = reader.frame(clause)
    said = frame is not None and (frame.complement in {"promise", "announcement"} or frame.illocution == "commissive")
    taken = clause.head.lemma_.lower() in table("speech_acts")["given"]  # "received a promise from A of ten boats"
    if clause.modal or clause.negated or not (said or taken or clause.head.lemma_.lower() in table("gifts")["renewing"]):
        return None
    for noun in clause.objects:
        if noun.lemma_.lower() in table("speech_acts")["promise_nouns"]:
            behind = [c for at in (noun, *noun.children) for c in at.children if c.dep_ == "nmod" and preposition(c) == "of" and c.i > noun.i]
            thing = next(iter(behind), None)
            return (noun, thing) if thing is not None else None
    return None


def of_thing(maker: ClaimMaker, clause: Clause, claim: Claim, named: tuple[Token, Token]) -> Claim:
    """The claim with the thing behind a noun of promising as its object; of a passive, promised by whose promise it is."""
    noun, thing = named
    about = dataclasses.replace(clause, objects=[thing])
    quantity, parts = maker.particulars.quantity(about, maker.parties)
    taken = clause.head.lemma_.lower() in table("speech_acts")["given"] and not clause.passive
    givers = [c for at in (noun, clause.head) for c in at.children if preposition(c) == "from"] if taken else []
    owners = possessors(noun, maker.parties) if clause.passive else tuple(m for m in maker.parties.resolve(givers) if m.code)
    agents = owners[:1] or (() if clause.passive or taken else claim.agents)
    claim = replace(claim, recipients=claim.agents) if taken else claim
    codes = {m.code for m in agents}
    others = tuple(m for _, m in maker.parties.within(noun) if m.code not in codes and m.kind in BODIES)
    return replace(claim, object=object_words(about, maker.parties), quantity=quantity, parts=parts, agents=agents, recipients=claim.recipients or others)


def given_out(clause: Clause, reader: Reader) -> bool:
    """Whether the noun is one of a gift under a verb of announcing ("announced a contribution of")."""
    if clause.head.lemma_.lower() not in words_in("gifts.gifts", "speech_acts.promise_nouns"):
        return False
    found = reader.operator(clause)
    return found is not None and found[0].complement == "announcement"


def deed_of(quantity: Quantity | None) -> str:
    """What is done with a thing that is promised without a verb: a sum is paid, people are sent, things are provided."""
    unit, words = quantity.unit if quantity is not None else "", table("gifts")
    return str(words["money"] if is_money(unit) else words["people"] if unit == "person" else words["things"])


def law_or_gift(claim: Claim) -> str:
    """What is done with a promised thing: a law is adopted, anything else given."""
    words = claim.object.text.lower().replace(",", " ").split() if claim.object is not None else []
    return "adopt" if set(words[:4]) & set(table("pledges")["laws"]) and claim.quantity is None else deed_of(claim.quantity)


def is_money(unit: str) -> bool:
    """Whether a unit is one of money."""
    return len(unit) == 3 and unit.isupper() and is_measured(unit)
