"""By whose words a commitment is seen to be performed."""

from __future__ import annotations

from servanda.ledger.commitments import Owed
from servanda.ledger.corpus import Corpus
from servanda.ledger.creditors import beside
from servanda.ledger.parties import same_key, successor
from servanda.ledger.promises import speaker
from servanda.ledger.terms import terms
from servanda.records import Claim, Grade


def grade_of(corpus: Corpus, row: Owed, claim: Claim, actors: frozenset[str]) -> Grade:
    """By whose words: the debtor's own, a counterpart's (of a joint duty too), or those of an outlet or another third party."""
    voice = speaker(claim)
    said_by = voice.code if voice is not None else corpus.voices.get(claim.doc_id) or corpus.praised_by(claim)
    if said_by is None:
        return "third-party"
    code = successor(said_by)
    if code in row.key:
        return "promisor-only" if actors <= {code} else "counterpart"
    return "counterpart" if code in (row.agreement.key if row.agreement is not None else _promised_to(corpus, row)) else "third-party"


def _promised_to(corpus: Corpus, row: Owed) -> frozenset[str]:
    """Those to whom a word was given outside any agreement: whom the promise's sentence names, or for whom its document means it."""
    named = frozenset().union(*(corpus.named_in(terms(corpus.sentence(p.claim))) for p in row.promises))
    return (named | same_key(beside(corpus, row))) - row.key
