"""Things promised without a clause that says what is done with them: "pledged 60 million euros", "promised the village a clinic by May",
"announced a contribution of 300 tents", "put 25 million euros on the table".

The clause itself is an act of promising; what is owed is that the thing be given. It becomes a claim of its own beside the act, with the verb
of giving that `tables/gifts.toml` has for such things. Without a number or a day nothing is promised that could be called in ("promised
support"), and what a relative clause tells ("the engineers that it promised") was promised before.
"""

from __future__ import annotations

from msgspec.structs import replace

from servanda.coding.claims import ClaimMaker, claim_id
from servanda.coding.clauses import Clause
from servanda.coding.sentence import Reader
from servanda.coding.tables import table
from servanda.language.amounts import is_measured
from servanda.records import Claim

GIFT_FRAME = "promise.thing"


def promised_thing(maker: ClaimMaker, clause: Clause, reader: Reader, claim: Claim) -> Claim | None:
    """The promise of the thing that the act of promising names, None where it names none."""
    words = table("gifts")
    retold = clause.relation == "acl:relcl" or any(c.lower_ == "had" and c.dep_ == "aux" for c in clause.head.children)
    if claim.illocution != "act" or claim.polarity == "negative" or retold or not any(m.code for m in claim.agents):
        return None
    promised = not clause.noun and promises_thing(clause, reader)
    announced = clause.noun and clause.head.lemma_.lower() in words["gifts"] and announces(clause, reader)
    due = maker.particulars.deadline(clause, maker.parties)
    if not (promised or announced) or claim.object is None or (claim.quantity is None and due.kind == "none"):
        return None
    unit = claim.quantity.unit if claim.quantity is not None else ""
    action = words["money"] if is_money(claim, unit) else words["people"] if unit == "person" else words["things"]
    return replace(
        claim, claim_id=claim_id(claim.doc_id, maker.parties.offset(clause.head), "commissive", GIFT_FRAME), illocution="commissive", modality="promised",
        frame=GIFT_FRAME, action=action, happened=None, deadline=due, plover=None, mode=None, cameo=None, context=(),
        instrument=claim.instrument or maker.topics.current(claim.start, claim.agents),
    )  # fmt: skip


def promises_thing(clause: Clause, reader: Reader) -> bool:
    """Whether the verb promises its object ("pledged 60 million euros") and no clause says what is to be done."""
    frame, lemma = reader.frame(clause), clause.head.lemma_.lower()
    things = [o for o in clause.objects if o.pos_ != "PRON" and reader.clause_at(o) is None]
    if not things or clause.modal or clause.passive:
        return False
    promising = frame is not None and frame.complement == frame.action == "promise"
    return promising and lemma not in table("gifts")["offers"] and reader.inner(clause) is None


def announces(clause: Clause, reader: Reader) -> bool:
    """Whether the noun stands under a verb of announcing ("announced a contribution of")."""
    found = reader.operator(clause)
    return found is not None and found[0].complement == "announcement"


def is_money(claim: Claim, unit: str) -> bool:
    """Whether the thing is a sum."""
    return len(unit) == 3 and unit.isupper() and is_measured(unit)
