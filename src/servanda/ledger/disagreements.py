"""Sources that clash, kept side by side with who says which: the day of performance, a number, whether a duty was kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from servanda.ledger.commitments import Book, Owed
from servanda.ledger.corpus import Corpus
from servanda.ledger.fulfilment import Outcome
from servanda.ledger.observations import Observation
from servanda.ledger.parties import codes, same_key
from servanda.ledger.promises import Promise, speaker
from servanda.ledger.tables import tables
from servanda.records import Claim, Quantity, RivalValue

VERDICTS = {
    "alleged": "broken", "found": "broken", "undone": "not done", "unconfirmed": "not confirmed", "done": "done", "holds": "kept", "denied": "not broken",
}  # fmt: skip


@dataclass(eq=False)
class Clash:
    """Rival values of one field of one commitment."""

    row: Owed
    field: str
    values: list[RivalValue]
    claims: list[Claim]


def find_disagreements(corpus: Corpus, book: Book, outcomes: Mapping[int, Outcome]) -> list[Clash]:
    """All clashes, row by row."""
    found: list[Clash] = []
    for row in book.rows:
        outcome = outcomes[row.number]
        if outcome.contradicted:
            found.append(_dates(corpus, row, outcome))
        if row.rivals:
            found.append(_numbers(corpus, row))
        if any(change.status == "disputed" for change in outcome.changes):
            found.append(_verdicts(corpus, row))
    return [clash for clash in found if len({value.value for value in clash.values}) > 1]


def who(corpus: Corpus, claim: Claim, otherwise: Iterable[str] = ()) -> str:
    """Who says so: the speaker, else the parties given, else the outlet."""
    voice = speaker(claim)
    if voice is not None:
        return voice.code or voice.name or voice.text
    if claim.doc_id in corpus.voices:
        return corpus.voices[claim.doc_id]
    parties = "+".join(sorted(otherwise))
    return parties or corpus.documents[claim.doc_id].outlet or claim.doc_id


def _dates(corpus: Corpus, row: Owed, outcome: Outcome) -> Clash:
    told = [o for o in row.observations if o in outcome.contradicted or o.kind == "undone" or (o.kind == "done" and o.exact)]
    dated = {o.claim.doc_id for o in told if o.claim is not None and o.exact}  # one text that names the day does not clash with itself
    values, claims = [], []
    for seen in sorted(told, key=_order):
        if seen.claim is not None and (seen.exact or seen.kind == "undone" or seen.claim.doc_id not in dated):
            value = f"not yet done on {seen.day}" if seen.kind == "undone" else seen.day
            values.append(RivalValue(value=value, by=who(corpus, seen.claim), doc_id=seen.claim.doc_id))
            claims.append(seen.claim)
    return Clash(row, "date of performance", _each_once(values), claims)


def _numbers(corpus: Corpus, row: Owed) -> Clash:
    given: list[Promise] = [p for p in (*row.promises, *row.rivals) if p.quantity is not None]
    values = [RivalValue(value=_number(p.quantity), by=who(corpus, p.claim), doc_id=p.claim.doc_id) for p in given]
    return Clash(row, "quantity", _each_once(values), [p.claim for p in given])


def _verdicts(corpus: Corpus, row: Owed) -> Clash:
    values, claims = [], []
    for seen in sorted(row.observations, key=_order):
        if seen.kind in VERDICTS and seen.claim is not None:
            values.append(RivalValue(value=_verdict(row, seen), by=who(corpus, seen.claim, _sayers(seen)), doc_id=seen.claim.doc_id))
            claims.append(seen.claim)
    return Clash(row, "status", _each_once(values), claims)


def _sayers(seen: Observation) -> tuple[str, ...]:
    """Those who charge or deny in the clause itself."""
    claim = seen.claim
    charges = claim is not None and (claim.illocution == "denial" or claim.action in tables().statuses.reports.accuses)
    return codes(claim.agents) if claim is not None and charges else ()


def _verdict(row: Owed, seen: Observation) -> str:
    """The verdict in words; of a duty of several, by whom it was broken."""
    value = VERDICTS[seen.kind]
    if len(row.key) < 2 or value != "broken" or len(seen.actors) != 1 or seen.claim is None:
        return value
    named = [m for m in (*seen.claim.agents, *seen.claim.recipients) if m.code and same_key((m.code,)) == seen.actors]
    return f"{value} by {named[0].name or named[0].code}" if named else value


def _order(seen: Observation) -> tuple[str, str, int]:
    return (seen.known, seen.claim.doc_id, seen.claim.start) if seen.claim else (seen.known, "", 0)


def _number(quantity: Quantity | None) -> str:
    return format(quantity.value, "g") if quantity is not None else ""


def _each_once(values: Iterable[RivalValue]) -> list[RivalValue]:
    """What one voice repeats in one document counts once."""
    return list({(v.value, v.by, v.doc_id): v for v in values}.values())
