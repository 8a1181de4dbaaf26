"""A small builder of events with their claims and documents, for tests of the event formats. All names and words are invented."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pandas as pd

from servanda.records import Claim, Document, Event, Evidence, Mention, Place
from servanda.views.exports.formats import EVENTS
from servanda.views.exports.writing import write_events

YEREVAN: dict[str, Any] = {"name": "Yerevan", "country": "ARM", "lat": 40.1811, "lon": 44.5136, "precision": "city"}


def party(code: str | None, text: str = "", **more: Any) -> Mention:
    """A mention of a party by code, or by its words alone."""
    return Mention(start=0, end=1, text=text or code or "", code=code, **more)


def government(code: str, text: str, organ: str) -> Mention:
    """An organ of a state's government."""
    return party(code, text, name=code, kind="organ", role="GOV", organ=organ)


def claim(number: int = 1, doc_id: str = "d1", agents: Iterable[Mention] = (), recipients: Iterable[Mention] = (), **more: Any) -> Claim:
    """A clause of a document; `place` takes the fields of a place."""
    if "place" in more:
        more["place"] = Place(doc_id=doc_id, start=0, end=1, **more["place"])
    return Claim(
        claim_id=f"c{number}", doc_id=doc_id, start=4, end=40, sentence_start=4, sentence_end=41, illocution="act", predicate="p", action="a", frame="f",
        agents=tuple(agents), recipients=tuple(recipients), **more,
    )  # fmt: skip


def document(doc_id: str = "d1", published: str | None = "2031-03-04", **more: Any) -> Document:
    """A news item in one paragraph."""
    fields: dict[str, Any] = {"outlet": "Harbour Press", "url": f"https://harbour.example/{doc_id}", "text": "The words of the item stand here in a row."}
    return Document(doc_id=doc_id, published=published, **(fields | more))


class Told:
    """A ledger as far as exports need it: events with their claims and documents."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.claims: dict[str, Claim] = {}
        self.documents: dict[str, Document] = {}

    def tell(self, source: str, target: str, plover: str, cameo: str | None, *claims: Claim, **more: Any) -> Event:
        """An event; parties are codes parted by blanks."""
        number = len(self.events) + 1
        self.claims |= {claim.claim_id: claim for claim in claims}
        for one in claims:
            self.documents.setdefault(one.doc_id, document(one.doc_id))
        evidence = tuple(Evidence(claim_id=c.claim_id, doc_id=c.doc_id, start=c.start, end=c.end, role="event") for c in claims)
        fields: dict[str, Any] = {"on": "2031-03-02", "precision": "day", "sources": 1, "gist": "an act"}
        event = Event(
            event_id=f"E{number:012x}", display=f"E-{number:04d}", source=tuple(source.split()), target=tuple(target.split()), plover=plover, cameo=cameo,
            evidence=evidence, **(fields | more),
        )  # fmt: skip
        self.events.append(event)
        return event

    def claims_by_id(self, ids: Iterable[str]) -> dict[str, Claim]:
        return {name: self.claims[name] for name in ids if name in self.claims}

    def documents_by_id(self, ids: Iterable[str]) -> dict[str, Document]:
        return {name: self.documents[name] for name in ids if name in self.documents}

    def written(self, form: str, folder: Path, **more: Any) -> bytes:
        """The file of a format."""
        return write_events(self, EVENTS[form], folder, **more)[0].read_bytes()

    def loaded(self, form: str, folder: Path, **more: Any) -> list[dict[str, str]]:
        """The file of a format, loaded as users do with pandas: everything a string, names given where the file has no header."""
        known = EVENTS[form]
        headless: dict[str, Any] = {"header": None, "names": list(known.columns)} if known.style == "tab" else {}
        separator = "," if known.style == "csv" else "\t"
        text = io.BytesIO(self.written(form, folder, **more))
        frame = pd.read_csv(text, sep=separator, dtype=str, keep_default_na=False, encoding="utf-8", index_col=False, **headless)
        assert list(frame.columns) == list(known.columns)
        return [dict(row) for row in frame.to_dict("records")]


def meeting() -> Told:
    """A cabinet office and a foreign ministry meet in Yerevan; two outlets tell of it."""
    told = Told()
    sides = {
        "agents": [government("ARM", "Armenia's Cabinet Office", "Cabinet Office")],
        "recipients": [government("GEO", "the Georgian Foreign Ministry", "Foreign Ministry")],
    }
    told.documents["d2"] = document("d2", "2031-03-05", outlet="Island Courier")
    told.tell("ARM", "GEO", "CONSULT", "040", claim(1, **sides, place=YEREVAN), claim(2, "d2", **sides), sources=2, context=("diplomatic",))
    return told


def condemnation(words: str = "the hill militia") -> Told:
    """A state condemns somebody whom no table knows."""
    told = Told()
    told.tell("ARM", "", "ACCUSE", "111", claim(1, agents=[party("ARM", "Armenia", kind="state")], recipients=[party(None, words)]))
    return told
