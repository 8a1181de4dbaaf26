"""Hand-made ledgers for the pages: one of two friendly parties, and one in which every text is hostile."""

from __future__ import annotations

from typing import Any

from servanda.records import (
    Agreement,
    Appeal,
    Attribution,
    Claim,
    Commitment,
    Deadline,
    Decision,
    Disagreement,
    Document,
    Endorsement,
    Event,
    Evidence,
    LedgerTables,
    Mention,
    Place,
    Position,
    Quantity,
    Quotation,
    Rejection,
    Relation,
    RivalValue,
    Ruling,
    Span,
    StatusChange,
    Time,
)
from servanda.views.site import Site, SiteFacts, open_site

PROMISE = "BOREA, 3 May. Borea will return 12 boats to Austria by 1 June, its minister said."
REPORT = "Borea returned 4 boats on Friday. Austria says 5."
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\u202eevil\u202c \x1b[31m'\"`{{ 7*7 }}{% raw %} &amp; --> ]]> \u2028 \ud800 javascript:alert(3)"


def claim(document: Document, claim_id: str, words: str, illocution: str = "act", **more: Any) -> Claim:
    """A claim whose clause is the given words, its sentence the whole text."""
    start = document.text.index(words)
    return Claim(
        claim_id=claim_id, doc_id=document.doc_id, start=start, end=start + len(words), sentence_start=0, sentence_end=len(document.text),
        illocution=illocution, predicate="return", action="return", frame="return.boats", **more,
    )  # fmt: skip


def evidence(one: Claim, role: str) -> Evidence:
    return Evidence(claim_id=one.claim_id, doc_id=one.doc_id, start=one.start, end=one.end, role=role)


def friendly(**changed: Any) -> SiteFacts:
    """A promise that is partly kept, with one row of each table."""
    first = Document(doc_id="w-1", text=PROMISE, outlet="Quay Post", published="2024-05-03", title="Borea to return boats", url="https://quay.example/1")
    second = Document(doc_id="w-2", text=REPORT, outlet="Tern Radio", published="2024-05-10")
    copy = Document(doc_id="w-3", text=PROMISE.replace("12 boats", "twelve boats") + " More soon.", outlet="Harbour News", published="2024-05-04")
    borea, austria = Mention(start=14, end=19, text="Borea", code="BOR", name="Borea"), Mention(start=41, end=48, text="Austria", code="AUT", name="Austria")
    speaker = Attribution(speaker=Mention(start=63, end=75, text="its minister", code="BOR", name="Borea"), cue="said")
    promised = claim(first, "k1", PROMISE[14:60], "commissive", agents=(borea,), recipients=(austria,), attribution=(Attribution(outlet="Quay Post"), speaker))
    done = claim(second, "k2", "Borea returned 4 boats", agents=(Mention(start=0, end=5, text="Borea", code="BOR", name="Borea"),), published="2024-05-10")
    other = claim(second, "k3", "Austria says 5")
    again = claim(copy, "k4", "will return twelve boats", "commissive")
    boats = Commitment(
        commitment_id="Cc0ffee00c0de", display="C-0001", agreement_id="Aa00000000001", debtor=("BOR",), beneficiary=("AUT",), action="return", object="boats",
        quantity=Quantity(value=12, unit="boat"), deadline=Deadline(kind="date", date="2024-06-01", text="by 1 June"), status="partly_fulfilled", done=4,
        grade="third-party", sources=1, relations=(Relation(kind="exchange", commitment_id="Cc0ffee00c0df"),),
        history=(
            StatusChange(on="2024-05-03", status="announced", known="2024-05-03", why="promised", claims=("k1",), sources=1),
            StatusChange(on="2024-05-10", status="partly_fulfilled", known="2024-05-10", why="return", claims=("k2",), grade="third-party", sources=1),
        ),
        evidence=(evidence(promised, "announced"), evidence(done, "partly_fulfilled")), considered=(evidence(other, "another object"),),
    )  # fmt: skip
    nets = Commitment(
        commitment_id="Cc0ffee00c0df", display="C-0002", agreement_id="Aa00000000001", debtor=("AUT",), beneficiary=("BOR",), action="lend", object="nets",
        status="overdue", deadline=Deadline(kind="date", date="2024-05-05"), history=(StatusChange(on="2024-05-06", status="overdue", known="", why="due"),),
        evidence=(evidence(promised, "announced"),),
    )  # fmt: skip
    rows = (evidence(promised, "mention"),)
    rivals = (RivalValue(value="4 boats", by="Tern Radio", doc_id="w-2"), RivalValue(value="5 boats", by="AUT", doc_id="w-2"))
    decision = Decision(action="accept", target="Cc0ffee00c0de", author="Ada", on="2024-05-11", reason="seen the boats")
    given: dict[str, Any] = {
        "tables": LedgerTables(
            as_of="2024-05-20", reprint_of={"w-3": "w-1"}, rulings=(Ruling(decision=decision, row="Cc0ffee00c0de"),), commitments=(boats, nets),
            agreements=(Agreement(agreement_id="Aa00000000001", display="A-0001", title="Boats Accord", instrument="accord", date="2024-05-03",
                                  parties=("AUT", "BOR"), organs={"BOR": "Ministry of Boats"}, lifecycle={"signed": "2024-05-03"}, evidence=rows),),
            endorsements=(Endorsement(endorsement_id="N1", display="N-0001", by="Sea League", speaker="Chair", of="Aa00000000001", stance="welcome",
                                      on="2024-05-04", evidence=rows),),
            appeals=(Appeal(appeal_id="P1", display="P-0001", by=("BOR",), to=("AUT",), content="lend more nets", evidence=rows),),
            events=(Event(event_id="E1", display="E-0001", on="2024-05-10", precision="day", source=("BOR",), target=("AUT",), plover="YIELD",
                          gist="return 4 boats", sources=1, evidence=(evidence(done, "report"),)),),
            positions=(Position(position_id="V1", display="V-0001", by=("AUT",), kind="position", content="that it was five", evidence=rows),),
            disagreements=(Disagreement(disagreement_id="D1", display="D-0001", about="Cc0ffee00c0de", field="quantity", values=rivals,
                                        evidence=(evidence(other, "mention"),)),),
        ),
        "documents": (first, second, copy), "claims": (promised, done, other, again),
        "quotations": (Quotation(doc_id="w-1", start=14, end=60, speaker=speaker.speaker, cue="said", direct=False),),
        "places": (Place(doc_id="w-1", start=0, end=5, name="Borea", country="BOR"),),
        "times": {"w-1": (Time(first="2024-06-01", last="2024-06-01", precision="day", start=49, end=58, text="by 1 June"),)},
        "rejects": (Rejection(source="x.pdf", place="x.pdf", reason="no text in it", mend="Scan it again"),),
        "frames": {"return.boats": "A gave B back its boats."}, "versions": {"servanda": "0", "coder": "toy"},
    }  # fmt: skip
    return SiteFacts(**(given | changed))


def hostile(text: str = HOSTILE) -> SiteFacts:
    """A ledger in which everything that can be a text is the hostile one: ids, names, titles, addresses, values."""
    body = f"{text} one. {text} two. {text}"
    document = Document(doc_id=text, text=body, outlet=text, published=text, title=text, url="javascript:alert(4)", credit=text, source=text)
    copy = Document(doc_id="../../" + text, text=body + text, outlet=text, url="https://x.example/\u202e", title=None)
    party = Mention(start=0, end=len(text), text=text, code=text, name=text, organ=text + "!", role=text)
    one = claim(
        document, text, text, "commissive", agents=(party,), recipients=(party,),
        object=Span(start=0, end=4, text=text), condition=Span(start=0, end=2, text=text),
        attribution=(Attribution(outlet=text), Attribution(speaker=party, cue=text)), quantity=Quantity(value=2, unit=text, text=text), in_text=True,
        happened=Time(first=text, last=text + "x", precision="day"),
    )  # fmt: skip
    rests = (evidence(one, text), evidence(one, "announced"))
    row = Commitment(
        commitment_id=text, display=text, agreement_id=text, debtor=(text, "Y"), beneficiary=(text,), action=text, object=text, condition=text, done=1,
        quantity=Quantity(value=2, unit=text, text=text), deadline=Deadline(kind="date", date=text, text=text), status="disputed", grade="counterpart",
        sources=2, history=(StatusChange(on=text, status="announced", known=text, why=text, claims=(text, "gone")),), evidence=rests, considered=rests,
        relations=(Relation(kind=text, commitment_id=text),),
    )  # fmt: skip
    decision = Decision(action="set", target=text, author=text, on=text, reason=text, field=text, value=text)
    tables = LedgerTables(
        as_of=text, reprint_of={copy.doc_id: text}, retracted={text: copy.doc_id}, commitments=(row,),
        rulings=(Ruling(decision=decision, row=text), Ruling(decision=decision, note=text)),
        agreements=(Agreement(agreement_id=text, display=text, title=text, instrument=text, date=text, parties=(text, text + "2"), organs={text: text},
                              mediators=(text,), lifecycle={text: text}, category=text, evidence=rests),),
        endorsements=(Endorsement(endorsement_id=text, display=text, by=text, speaker=text, of=text, stance="welcome", on=text, evidence=rests),),
        appeals=(Appeal(appeal_id=text, display=text, by=(text,), to=(text,), content=text, on=text, evidence=rests),),
        events=(Event(event_id=text, display=text, on=text, precision="range", source=(text,), target=(text,), plover=text, mode=text, context=(text,),
                      cameo=text, gist=text, evidence=rests),),
        positions=(Position(position_id=text, display=text, by=(text,), kind="denial", content=text, on=text, evidence=rests),),
        disagreements=(Disagreement(disagreement_id=text, display=text, about=text, field=text, evidence=rests,
                                    values=(RivalValue(value=text, by=text, doc_id=text), RivalValue(value=text + "2", by=text, doc_id="gone"))),),
    )  # fmt: skip
    return SiteFacts(
        tables=tables, documents=(document, copy), claims=(one,), quotations=(Quotation(doc_id=text, start=3, end=9, speaker=party, cue=text, direct=True),),
        places=(Place(doc_id=text, start=1, end=7, name=text, country=text),), times={text: (Time(first=text, last=None, precision="day", start=2, end=8),)},
        rejects=(Rejection(source=text, place=text, reason=text, mend=text),), known_by=text, frames={"return.boats": text}, versions={text: text},
    )  # fmt: skip


def site(facts: SiteFacts | None = None) -> Site:
    return open_site(facts or friendly())
