"""What a clash of sources is: rival values of one field, each with who says so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from servanda.ledger.commitments import Owed
from servanda.ledger.corpus import Corpus
from servanda.ledger.parties import is_private
from servanda.ledger.turns import voices_of
from servanda.records import Claim, Mention, Quantity, RivalValue


@dataclass(eq=False)
class Clash:
    """Rival values of one field of a commitment, or of a thing for which the text has only words."""

    about: Owed | str
    field: str
    values: list[RivalValue]
    claims: list[Claim]


def who(corpus: Corpus, claim: Claim) -> str:
    """Who says so: the speaker, else whoever puts the document out."""
    voices = voices_of(claim)
    if voices:
        return "+".join(sorted({called(voice) for voice in voices}))
    if claim.doc_id in corpus.voices:
        return corpus.voices[claim.doc_id]
    return corpus.documents[claim.doc_id].outlet or claim.doc_id


def called(voice: Mention) -> str:
    """A voice by its code; people and their unions by their own name, since they do not speak for the state whose people they are."""
    return voice.text.removeprefix("the ") if is_private(voice) else voice.code or voice.name or voice.text


def number_words(quantity: Quantity | None) -> str:
    """The number as a ledger writes it: digits without exponent or needless decimals; "" for none."""
    return format(quantity.value, ".12f").rstrip("0").rstrip(".") if quantity is not None else ""


def each_once(values: Iterable[RivalValue]) -> list[RivalValue]:
    """What one voice repeats in one document counts once."""
    return list({(v.value, v.by, v.doc_id): v for v in values}.values())
