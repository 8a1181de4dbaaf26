"""Positions: what a known party says where no clause of it acts, promises or asks. Kept beside the ledger, never in it."""

from __future__ import annotations

from servanda.coding.claims import ClaimMaker, claim_id
from servanda.coding.named import sentence_bounds
from servanda.coding.stretches import Stretches
from servanda.records import Claim, Span

STATEMENT_FRAME = "speech.position"


def statement_claims(maker: ClaimMaker, claims: list[Claim]) -> list[Claim]:
    """A position for each utterance of a party with a code that holds no other claim."""
    found, others = [], Stretches(c for c in claims if c.claim_id not in maker.of_nobody)
    for index, utterance in enumerate(maker.speech.utterances):
        speaker = maker.speech.speaker(index)
        if speaker is None or not speaker.code or others.beginning(utterance.start, utterance.end):
            continue
        if any(c.predicate == utterance.cue for c in others.at(utterance.cue_start or -1)):
            continue  # "demanded that ...": the demand itself is a claim
        start, end = sentence_bounds(maker, utterance.start)
        words = maker.document.text[utterance.start : utterance.end]
        found.append(
            Claim(
                claim_id=claim_id(maker.document.doc_id, utterance.start, "position", STATEMENT_FRAME),
                doc_id=maker.document.doc_id,
                start=utterance.start,
                end=utterance.end,
                sentence_start=start,
                sentence_end=max(end, utterance.end),
                illocution="position",
                predicate=utterance.cue,
                action="state",
                frame=STATEMENT_FRAME,
                agents=(speaker,),
                object=Span(start=utterance.start, end=utterance.end, text=words),
                published=maker.document.published,
                attribution=maker.speech.chain(utterance.start),
                depth=1,
            )
        )
    return found
