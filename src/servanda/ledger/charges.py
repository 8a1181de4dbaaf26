"""Charges in the form of a verdict ("called the step a breach of the agreement", "called it an unfriendly act"), their denials, and faults owned to."""

from __future__ import annotations

import re

from servanda.ledger.agreements import Registry
from servanda.ledger.answers import Answers
from servanda.ledger.breaches import says_broken
from servanda.ledger.corpus import Corpus, day_of
from servanda.ledger.deeds import Deed, gist
from servanda.ledger.instruments import first_kind, fits_kind
from servanda.ledger.modality import undone
from servanda.ledger.newsworthy import ACCUSE, REJECT, own_account
from servanda.ledger.parties import same_key
from servanda.ledger.promises import speaker
from servanda.ledger.tables import tables
from servanda.ledger.terms import contains, terms
from servanda.ledger.verdicts import DENYING, blames, calls_untrue, names_charge, verdicts
from servanda.records import Claim

SUBJECT = re.compile(
    r"[\"“‘']?(?:that )?(?P<who>[^,;:]{2,60}?) (?P<rest>(?:is|are|was|were|has|have|had|bears|bear|bore|alone|solely) .*)", re.IGNORECASE
)  # of what is said
JUDGEMENTS = ("position", "endorsement")
BANS = "coerce.ban"
CONCEDE = "CONCEDE"
HOSTILE = ("MOBILIZE", "COERCE", "ASSAULT", "SANCTION")
OFFICIAL = ("GOV", "MIL")  # roles of those whose verdict is their state's


def called_breach(corpus: Corpus, registry: Registry, claim: Claim) -> Deed | None:
    """ "Called the step a breach of the agreement": a party's charge against the others."""
    voice = speaker(claim)
    if claim.in_text or voice is None or voice.code is None or not (claim.illocution == "position" or _is_barred(claim)):
        return None
    if not says_broken(corpus.words(claim)):
        return None
    by, kind, around = same_key((voice.code,)), first_kind(corpus.words(claim)), frozenset(registry.codes_of(claim.doc_id))
    meant = [d for d in registry.of_party(min(by), claim.doc_id) if kind is not None and fits_kind(kind, d.kinds) and (d.key & around) - by]
    at_hand = registry.of_claim.get(claim.claim_id) or registry.focus(claim, by) or next(iter(meant[-1:]), None)
    if at_hand is None or not by <= at_hand.key or by == at_hand.key:
        return None
    return _said(ACCUSE, corpus, claim, voice.code, tuple(code for code in at_hand.parties if code != voice.code))


def _is_barred(claim: Claim) -> bool:
    """ "That is just what was forbidden by the protocol", a party said: a ban of which only the paper is named by which it was made."""
    return claim.illocution == "act" and claim.modality == "claimed" and claim.frame.startswith(BANS) and not (claim.agents or claim.recipients)


def _said(plover: str, corpus: Corpus, claim: Claim, by: str, others: tuple[str, ...]) -> Deed:
    day = day_of(claim)
    return Deed(plover, (by,), others, day or corpus.published(claim), day is not None, "day", gist(corpus, claim), [claim])


def called_bad(corpus: Corpus, answers: Answers, claim: Claim) -> Deed | None:
    """ "Called it an unfriendly act", "called the cut a breach of the contract": who judges so what another has just done to it accuses him; a government, what
    he has just done without naming anybody."""
    voice = speaker(claim)
    if claim.illocution != "position" or claim.in_text or voice is None or voice.code is None or not blames(claim):
        return None
    official = voice.kind == "state" or voice.role in OFFICIAL
    doers = answers.who_acted_towards(claim, voice.code) or (answers.who_else_acted(claim, voice.code) if official else ())
    return _said(ACCUSE, corpus, claim, voice.code, doers) if doers and not contains(corpus.sentence(claim), tables().statuses.reports.not_words) else None


def held_to_blame(corpus: Corpus, claim: Claim) -> Deed | None:
    """ "Norland is solely to blame", "Norland was hiding behind its laws": what a government says of one other party by name, in words of reproach."""
    voice, known = speaker(claim), verdicts()
    if claim.illocution != "position" or claim.in_text or claim.object is None or voice is None or voice.code is None:
        return None
    words, by = " ".join(claim.object.text.split()), same_key((voice.code,))
    if not (voice.kind in ("state", "organisation") or voice.role in OFFICIAL) or DENYING.search(words):
        return None
    told = SUBJECT.match(words)
    reproached = told is not None and contains(told["rest"].lower(), known.reproaches)
    where = told["who"] if reproached and told is not None else words if blames(claim) else ""  # "spoke of a gross breach of the treaty by B"
    named = corpus.named_in(terms(where)) - by
    if not named and where and not reproached:
        named = corpus.named_in(terms(corpus.sentence(claim))) - by  # "'An act of war,' A said after B's shelling"
    return _said(ACCUSE, corpus, claim, voice.code, tuple(named)) if len(named) == 1 else None


def turned_down(corpus: Corpus, answers: Answers, claim: Claim) -> Deed | None:
    """ "Benin called the charge a fable", "the embassy retorted that the mines had been washed down": who so answers what was just said of him rejects it.
    A plain answer ("replied that it had paid") does so only where it answers a charge; what anybody says himself is not answered."""
    voice, known = next(iter(claim.agents), None) if claim.illocution == "endorsement" else speaker(claim), verdicts()
    if voice is None or voice.code is None or claim.in_text:
        return None
    cue = _cue(claim) if claim.illocution != "endorsement" else ""
    untrue = claim.illocution in JUDGEMENTS and calls_untrue(claim, corpus.words(claim))
    own = claim.illocution == "act" and undone(claim) and own_account(claim) and contains(cue, known.denials)  # "repeated that it had moved no stone"
    if not untrue and not own and not contains(cue, known.retorts) and not contains(cue, known.replies):
        return None
    said = answers.who_spoke_against(claim, voice.code)
    if said is None:
        return _said(REJECT, corpus, claim, voice.code, ()) if untrue and names_charge(claim) else None
    if contains(cue, known.denials) and not untrue:
        return _said(REJECT, corpus, claim, voice.code, said.source) if said.plover == ACCUSE else None
    return _said(REJECT, corpus, claim, voice.code, said.source) if untrue or said.plover == ACCUSE or contains(cue, known.retorts) else None


def admitted(corpus: Corpus, answers: Answers, claim: Claim) -> Deed | None:
    """ "Admitted that the seizure was wrong", "conceded that its soldiers had dug the trench": who owns to a fault or to a hostile deed of his own gives in."""
    voice, known = speaker(claim), verdicts()
    if voice is None or voice.code is None or claim.in_text or not contains(_cue(claim), known.admitting):
        return None
    fault = claim.illocution == "position" and claim.object is not None and contains(claim.object.text, known.faults)
    own = claim.illocution == "act" and not undone(claim) and claim.plover in HOSTILE and own_account(claim)
    if not (fault or own):
        return None
    said = answers.who_spoke_against(claim, voice.code)
    return _said(CONCEDE, corpus, claim, voice.code, said.source if said is not None else ())


def _cue(claim: Claim) -> str:
    """The verb by which whoever says it is said to do so."""
    return next((link.cue for link in reversed(claim.attribution) if link.speaker is not None), "")
