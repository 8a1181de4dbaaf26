"""What a party breaks off that coding has no codes for: "suspended visa-free entry for citizens of B", "the transfers to B have been halted, A said"."""

from __future__ import annotations

from servanda.ledger.corpus import Corpus, day_of
from servanda.ledger.dealings import dealings
from servanda.ledger.deeds import Deed, gist
from servanda.ledger.modality import undone, vouched
from servanda.ledger.newsworthy import own_account
from servanda.ledger.parties import codes, same_key
from servanda.ledger.promises import speaker
from servanda.ledger.tables import tables
from servanda.ledger.terms import terms
from servanda.records import Claim


def broken_off(corpus: Corpus, claim: Claim) -> Deed | None:
    """The event of a clause that tells of something stopped, where it names whom that touches: by who stopped it, else by the government that tells of it."""
    known = tables().events
    if not claim.frame.startswith(known.stopping) or claim.plover not in (None, dealings().ended) or claim.illocution != "act" or claim.object is None:
        return None
    if claim.clause not in known.accounts or undone(claim) or not vouched(claim) or claim.in_text:
        return None
    doers = _doers(claim)
    touched = codes(claim.recipients) or tuple(sorted(corpus.named_in(terms(claim.object.text)) - same_key(doers)))
    if len(doers) != 1 or not touched or same_key(doers) & same_key(touched):
        return None
    day = day_of(claim)
    return Deed(dealings().ended, doers, touched, day or corpus.published(claim), day is not None, "day", gist(corpus, claim), [claim])


def _doers(claim: Claim) -> tuple[str, ...]:
    voice = speaker(claim)
    if claim.agents:
        return codes(claim.agents) if claim.modality == "asserted" or own_account(claim) else ()
    return (voice.code,) if voice is not None and voice.code and voice.kind in ("state", "organ") else ()
