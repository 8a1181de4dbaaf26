"""Documents off the beat: sport and markets, whose promises and quarrels are none between parties (`tables/beats.toml`)."""

from __future__ import annotations

from servanda.ledger.tables import tables
from servanda.ledger.terms import WORD
from servanda.records import Document


def off_beat(document: Document) -> bool:
    """Whether the document has as many different words of a beat that the ledger leaves out as mark that beat."""
    found = set(map(str.lower, set(WORD.findall(f"{document.title or ''} {document.text}"))))
    return any(len(beat.words & found) >= beat.least for beat in tables().beats.beats)
