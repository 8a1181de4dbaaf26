"""Charges in the form of a verdict: "called the step a breach of the agreement", "called it an unfriendly act"."""

from __future__ import annotations

from servanda.ledger.agreements import Registry
from servanda.ledger.answers import Answers
from servanda.ledger.breaches import says_broken
from servanda.ledger.corpus import Corpus, day_of
from servanda.ledger.deeds import Deed, gist
from servanda.ledger.instruments import first_kind, fits_kind
from servanda.ledger.newsworthy import ACCUSE
from servanda.ledger.parties import same_key
from servanda.ledger.promises import speaker
from servanda.ledger.verdicts import blames
from servanda.records import Claim


def called_breach(corpus: Corpus, registry: Registry, claim: Claim) -> Deed | None:
    """ "Called the step a breach of the agreement": a party's charge against the others."""
    voice = speaker(claim)
    if claim.illocution != "position" or claim.in_text or voice is None or voice.code is None or not says_broken(corpus.words(claim)):
        return None
    by, kind, around = same_key((voice.code,)), first_kind(corpus.words(claim)), frozenset(registry.codes_of(claim.doc_id))
    meant = [d for d in registry.of_party(min(by), claim.doc_id) if kind is not None and fits_kind(kind, d.kinds) and (d.key & around) - by]
    at_hand = registry.of_claim.get(claim.claim_id) or registry.focus(claim, by) or next(iter(meant[-1:]), None)
    if at_hand is None or not by <= at_hand.key or by == at_hand.key:
        return None
    return _charge(corpus, claim, voice.code, tuple(code for code in at_hand.parties if code != voice.code))


def _charge(corpus: Corpus, claim: Claim, by: str, others: tuple[str, ...]) -> Deed:
    day = day_of(claim)
    return Deed(ACCUSE, (by,), others, day or corpus.published(claim), day is not None, "day", gist(corpus, claim), [claim])


def called_bad(corpus: Corpus, answers: Answers, claim: Claim) -> Deed | None:
    """ "Called it an unfriendly act", "called the cut a breach of the contract": who judges so what another has just done to it accuses him."""
    voice = speaker(claim)
    if claim.illocution != "position" or claim.in_text or voice is None or voice.code is None or not blames(claim):
        return None
    doers = answers.who_acted_towards(claim, voice.code)
    return _charge(corpus, claim, voice.code, doers) if doers else None
