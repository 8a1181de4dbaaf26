"""Claims from noun phrases alone: "the Joint Statement of A and B issued on 7 December" says that there is one, whose, and when."""

from __future__ import annotations

from bisect import bisect_right

from servanda.coding.claims import ClaimMaker, claim_id
from servanda.records import Claim, Instrument, Span

NAMED_FRAME = "instrument.named"
ACTIONS = {  # the action by which an agreement was made, by the participle that its name holds
    "sign": "sign",
    "issue": "issue",
    "publish": "issue",
    "reach": "agree",
    "conclude": "conclude",
    "agree": "agree",
    "announce": "issue",
    "adopt": "adopt",
    "initial": "initial",
    "strike": "agree",
    "make": "issue",
    "exchange": "sign",
}


def instrument_claims(maker: ClaimMaker) -> list[Claim]:
    """One claim for each instrument that names at least two parties itself."""
    return [named(maker, i) for i in maker.topics.instruments if len({p.code for p in i.parties}) > 1]


def named(maker: ClaimMaker, instrument: Instrument) -> Claim:
    """The claim that the noun phrase makes."""
    start, end = sentence_bounds(maker, instrument.start)
    words = instrument.text.lower().split()
    action = next((ACTIONS[lemma] for word in words for lemma in ACTIONS if word.rstrip("d").rstrip("e") == lemma.rstrip("e") and word.endswith("ed")), "agree")
    return Claim(
        claim_id=claim_id(maker.document.doc_id, instrument.start, "act", NAMED_FRAME),
        doc_id=maker.document.doc_id, start=instrument.start, end=instrument.end, sentence_start=start, sentence_end=end,
        illocution="act", predicate=instrument.head, action=action, frame=NAMED_FRAME, agents=instrument.parties,
        object=Span(start=instrument.start, end=instrument.end, text=instrument.text), happened=instrument.date,
        published=maker.document.published, modality="presupposed", attribution=maker.speech.chain(instrument.start), instrument=instrument, depth=1,
        clause="nominal",
    )  # fmt: skip


def sentence_bounds(maker: ClaimMaker, offset: int) -> tuple[int, int]:
    """First and last character of the sentence around an offset."""
    paragraph = maker.speech.reading.paragraphs[max(0, bisect_right(maker.speech.paragraphs, offset) - 1)]
    for sentence in paragraph.doc.sents:
        first, last = paragraph.bounds(sentence)
        if first <= offset < last:
            return first, last
    return paragraph.start, paragraph.end
