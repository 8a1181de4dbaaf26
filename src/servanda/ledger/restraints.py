"""Duties not to act: charges that tell the forbidden act, and reports that nobody has done it.

"Accused them of having flown a drone over the border" names no breach, and no agreement; it tells the act that was renounced.
"No boat has been detained since" is the only way in which a duty not to act is ever seen to be kept. Both are told from
the words alone: enough of those that say what was renounced must come back.
"""

from __future__ import annotations

from servanda.ledger.agreements import days_between
from servanda.ledger.breaches import charge, force_terms
from servanda.ledger.commitments import RECALL, Book, Owed, announced_on
from servanda.ledger.corpus import Corpus
from servanda.ledger.modality import undone, vouched
from servanda.ledger.observations import Observation
from servanda.ledger.parties import codes, same_key
from servanda.ledger.promises import speaker
from servanda.ledger.tables import tables
from servanda.ledger.terms import nearness, terms
from servanda.records import Claim

LEAST = 2  # telling words that must come back, names of parties left out
KEPT = 0.6  # share of the shorter wording that a report of restraint must share with the duty


def find_restraints(corpus: Corpus, book: Book) -> None:
    """Adds an observation to each duty not to act of which a claim says that it was broken, by telling the act, or kept."""
    named = frozenset(term for called in corpus.called.values() for term in called)
    duties: dict[str, list[Owed]] = {}
    for row in book.rows:
        if row.negative or _forbids_force(row):
            for code in sorted(row.key):
                duties.setdefault(code, []).append(row)
    acts: dict[tuple[str, int], set[str]] = {}
    for claim in corpus.claims:
        acts.setdefault((claim.doc_id, claim.sentence_start), set()).add(claim.predicate)
    for claim in corpus.claims if duties else ():
        if claim.in_text or not vouched(claim):
            continue
        if claim.action in tables().statuses.reports.accuses and not undone(claim):
            said = f"{corpus.sentence(claim)} {' '.join(sorted(acts[claim.doc_id, claim.sentence_start]))}"  # lemmas too: "flown" is to fly
            _charge(corpus, duties, claim, terms(said) - named)
        elif undone(claim) and claim.illocution == "act":
            _kept(corpus, duties, claim)


def _forbids_force(row: Owed) -> bool:
    return row.duty == "standing" and bool(force_terms() & row.terms)


def _renounced(row: Owed) -> frozenset[str]:
    """The words of what is not to be done, the act's lemma among them."""
    return row.terms | terms(" ".join(p.claim.predicate for p in row.promises))


def _open_to(corpus: Corpus, duties: dict[str, list[Owed]], claim: Claim, parties: frozenset[str]) -> list[Owed]:
    """The duties of these parties that were owed when the claim's document appeared; those of all where none is named."""
    rows = {row.number: row for code in sorted(parties or duties) for row in duties.get(code, ())}
    published = corpus.published(claim)
    return [rows[n] for n in sorted(rows) if 0 <= days_between(announced_on(corpus, rows[n])[0], published) <= RECALL]


def _charge(corpus: Corpus, duties: dict[str, list[Owed]], claim: Claim, told: frozenset[str]) -> None:
    """ "Accused X of having flown a drone": the duty that shares most of the words."""
    accused = same_key(codes(claim.recipients))
    best: dict[int, Owed] = {}
    for row in _open_to(corpus, duties, claim, accused) if accused else ():
        if row.negative and len(_renounced(row) & told) >= LEAST:
            best.setdefault(len(_renounced(row) & told), row)
    if best:
        charge(corpus, best[max(best)], claim, accused)


def _kept(corpus: Corpus, duties: dict[str, list[Owed]], claim: Claim) -> None:
    """ "No boat has been detained by X", "nobody has opened fire"."""
    actors = same_key(codes(claim.agents))
    words = terms(f"{claim.predicate} {claim.object.text if claim.object else ''}")
    force = claim.frame.split(".")[0] == "assault"
    for row in _open_to(corpus, duties, claim, actors):
        same = nearness(_renounced(row), words) >= KEPT and len(_renounced(row) & words) >= LEAST
        same = same or (row.negative and row.key == actors and claim.predicate == row.best.object.split(" ", 1)[0])  # the very verb of both debtors
        if actors and not row.key <= actors:
            continue  # one side's restraint says nothing of the other's
        if not same and not (force and _forbids_force(row)):
            continue
        day, known = corpus.day(claim), corpus.published(claim)
        voice = speaker(claim)
        own = voice is not None and voice.code is not None and same_key((voice.code,)) <= row.key
        row.observations.append(
            Observation(
                kind="holds", day=day, known=known, claim=claim, actors=actors & row.key, grade="promisor-only" if own else "third-party",
                origin=corpus.origin(claim.doc_id), why=f"{claim.predicate} ({claim.frame})",
            )
        )  # fmt: skip
