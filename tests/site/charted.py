"""A ledger with what the sample lacks for pictures: events in several months, of cooperation and of conflict, some at places."""

from __future__ import annotations

from servanda.records import Claim, Document, Event, Evidence, LedgerTables, Mention, Place
from servanda.views.site import Site, SiteFacts, open_site

NAMES = {"AAA": "Aland", "BBB": "Borea", "CCC": "Corvia"}
# Source, target, day, PLOVER type, and where: name, latitude, longitude, precision, country.
ACTS = (
    ("AAA", "BBB", "2031-01-05", "SUPPORT", ("Quay Town", 40.2, 44.5, "city", "ARM")),
    ("BBB", "AAA", "2031-02-05", "ASSAULT", ("Quay Town", 40.2, 44.5, "city", "ARM")),
    ("AAA", "CCC", "2031-02-20", "AID", ("Corvia", -10.0, -55.0, "country", "BRA")),
    ("AAA", "BBB", "2031-04-05", "AID", None),
    ("BBB", "AAA", "2031-04-06", "REQUEST", None),
)


def charted_site() -> Site:
    """The site of that ledger."""
    documents, claims, events = [], [], []
    for number, (source, target, day, plover, where) in enumerate(ACTS, 1):
        text = f"{NAMES[source]} did act {number} to {NAMES[target]}."
        documents.append(Document(doc_id=f"d{number}", text=text, outlet="Quay Post", published=day))
        agent, recipient = (_mention(text, code) for code in (source, target))
        place = Place(doc_id=f"d{number}", name=where[0], country=where[4], lat=where[1], lon=where[2], precision=where[3], start=0, end=4) if where else None
        claims.append(Claim(
            claim_id=f"k{number}", doc_id=f"d{number}", start=0, end=len(text) - 1, sentence_start=0, sentence_end=len(text), illocution="act",
            predicate="do", action="do", frame="f", agents=(agent,), recipients=(recipient,), place=place, published=day,
        ))  # fmt: skip
        rests = (Evidence(claim_id=f"k{number}", doc_id=f"d{number}", start=0, end=len(text) - 1, role="event"),)
        events.append(Event(
            event_id=f"E{number:06}", display=f"E-{number:04}", on=day, precision="day", source=(source,), target=(target,), plover=plover, sources=number,
            gist=f"act {number}", evidence=rests,
        ))  # fmt: skip
    return open_site(SiteFacts(tables=LedgerTables(as_of="2031-04-30", events=tuple(events)), documents=tuple(documents), claims=tuple(claims)))


def _mention(text: str, code: str) -> Mention:
    start = text.index(NAMES[code])
    return Mention(start=start, end=start + len(NAMES[code]), text=NAMES[code], code=code, name=NAMES[code], kind="state")
