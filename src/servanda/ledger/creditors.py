"""To whom a commitment is owed."""

from __future__ import annotations

from collections.abc import Mapping

from servanda.ledger.commitments import Owed
from servanda.ledger.corpus import Corpus
from servanda.ledger.parties import codes, successor
from servanda.ledger.terms import reciprocal_classes, terms

MANY = 4  # signatories from which on some may be mere witnesses


def beneficiaries(row: Owed, rows: list[Owed], names: Mapping[str, frozenset[str]], around: tuple[str, ...] = ()) -> tuple[str, ...]:
    """To whom it is owed: those named, else the other parties of the agreement; parties owe a joint reciprocal act to each other.

    Where several are left, it is owed to those whom the object names. Recipients who are no parties ("to the United Nations") are
    the act's destination, not its creditors. Parties that owe something together are of one side. In a text of many signatories those
    without any duty are witnesses, not creditors.
    """
    named = tuple(dict.fromkeys(code for p in row.promises for code in codes(p.claim.recipients, people=True) if code not in row.debtor))
    if row.agreement is None:
        return named or (row.debtor if len(row.debtor) > 1 else ()) or around
    if named and not row.agreement.key & row.key:
        return named  # a promise that an outsider makes for the agreement's sake
    if row.agreement.key <= row.key or (len(row.debtor) > 1 and row.classes & reciprocal_classes()):
        return row.debtor
    inside = tuple(code for code in named if successor(code) in row.agreement.key)
    others = tuple(code for code in row.agreement.parties if successor(code) not in row.key)
    if inside and len(others) > 1:
        return inside
    if len(row.agreement.parties) >= MANY:
        bound = frozenset().union(*(r.key for r in rows)) - row.key
        among = tuple(code for code in others if successor(code) in bound)
        return among or (row.debtor if len(row.debtor) > 1 else others)
    allies = frozenset().union(*(r.key for r in rows if row.key < r.key and not row.agreement.key <= r.key)) - row.key
    facing = tuple(code for code in others if successor(code) not in allies) or others
    facing = _states(row, rows, facing) or facing
    called = tuple(code for code in facing if names.get(code, frozenset()) & row.best.terms) if len(facing) > 1 else ()
    return called or facing or named


def _states(row: Owed, rows: list[Owed], facing: tuple[str, ...]) -> tuple[str, ...]:
    """The one state among those facing a state: a bank or bureau that is party beside two states helps them to keep their word."""
    bodies = {m.code for r in rows for p in r.promises for m in (*p.claim.agents, *p.claim.recipients) if m.kind == "organisation"}
    states = tuple(code for code in facing if code not in bodies)
    return states if len(states) == 1 and not bodies & set(row.debtor) else ()


def beside(corpus: Corpus, row: Owed) -> tuple[str, ...]:
    """Whom the word of one side alone must be meant for: the one other state that the promise's sentence names, else whom others promise the like in
    the document, the parties of the agreement that it speaks of, the one other state of its first words."""
    for promise in () if row.negative else row.promises:  # a word not to act is given to nobody in particular
        said, doc_id = terms(corpus.sentence(promise.claim)), promise.claim.doc_id
        named = {code for code, called in corpus.called.items() if called and called <= said} - corpus.acting(promise.claim)
        for found in (named, corpus.promised_to.get(doc_id, frozenset())):
            others = sorted({successor(code) for code in found} - row.key)
            if len(others) == 1:
                return (others[0],)
        if promise.beside is not None and (parties := tuple(code for code in promise.beside.parties if successor(code) not in row.key)):
            return parties
        others = sorted({successor(code) for code in corpus.named_first(doc_id)} - row.key)
        if len(others) == 1:
            return (others[0],)
    return ()
