"""A ledger in which every word comes from somebody who means ill: scripts, handlers, addresses that run, marks that turn the writing, endless words."""

from __future__ import annotations

import datetime as dt
from typing import Any

from servanda.records import (
    Agreement,
    Appeal,
    Attribution,
    Claim,
    Commitment,
    Deadline,
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
    RivalValue,
    Span,
    Status,
    StatusChange,
)
from servanda.views.site import Site, SiteFacts, open_site

SCRIPT = "<script>window.hacked=1</script>"
HANDLER = '"\'><img src=x onerror="window.hacked=1"><svg/onload=window.hacked=1>'
TURNED = "\u202eanrok\u202c \u2066\u2067"
CONTROL = "\x00\x07\x1b[2J\x1b]0;owned\x07"
BREAKING = "</title></style></textarea><!-- {{ 7 * 7 }} ${7*7} <a href='javascript:window.hacked=1'>x</a>"
ILL = " ".join((SCRIPT, HANDLER, TURNED, CONTROL, BREAKING))
NAME = f"Front {SCRIPT}{TURNED}"
ENDLESS = "w" * 1_000_000
ROWS = 320  # more than one page of a list holds
STATUSES: tuple[Status, ...] = ("announced", "overdue", "fulfilled", "partly_fulfilled", "breached", "withdrawn", "holding", "disputed")
AS_OF = "2031-06-15"
DOC, ENDLESS_DOC = f"../{SCRIPT}", "endless"


def hostile_site() -> Site:
    """The site of the ledger, with all its sections."""
    mention = Mention(start=0, end=len(ILL), text=NAME, code=None, name=NAME, kind="armed group", organ=ILL)
    documents = tuple(
        Document(doc_id=doc_id, text=text, outlet=ILL, published="2031-05-01", title=ILL, url="javascript:window.hacked=1", credit=ILL, source=ILL)
        for doc_id, text in ((DOC, f"{ILL}\n\n{ILL}"), (ENDLESS_DOC, f"{ILL} {ENDLESS}"))
    )
    claims = tuple(
        Claim(
            claim_id=f"k{number}{HANDLER}", doc_id=document.doc_id, start=0, end=len(document.text), sentence_start=0, sentence_end=len(document.text),
            illocution="commissive", predicate=ILL, action=ILL, frame=ILL, agents=(mention,), recipients=(mention,),
            object=Span(start=0, end=len(ILL), text=ILL), quantity=Quantity(value=3.0, unit=ILL, text=ILL), condition=Span(start=0, end=5, text=ILL),
            attribution=(Attribution(outlet=ILL), Attribution(speaker=mention, cue=ILL)), published=document.published, context=(ILL,),
        )
        for number, document in enumerate(documents)
    )  # fmt: skip
    quotations = tuple(Quotation(doc_id=one.doc_id, start=3, end=40, speaker=mention, cue=ILL, direct=True) for one in documents)
    places = tuple(Place(doc_id=one.doc_id, start=5, end=25, name=ILL, country="ARM", lat=40.0, lon=44.0) for one in documents)
    return open_site(SiteFacts(tables=_tables(claims), documents=documents, claims=claims, quotations=quotations, places=places, frames={ILL: ILL}))


def _tables(claims: tuple[Claim, ...]) -> LedgerTables:
    evidence = tuple(Evidence(claim_id=one.claim_id, doc_id=one.doc_id, start=one.start, end=one.end, role="announced") for one in claims)
    pact = Agreement(
        agreement_id=f"A{HANDLER}", display="A-0001", title=ILL, instrument=ILL, date="2031-05-01", parties=(NAME, "ARM"), organs={NAME: ILL},
        mediators=(ILL,), lifecycle={"signed": "2031-05-01", ILL: "2031-05-02"}, category=ILL, evidence=evidence,
    )  # fmt: skip
    commitments = tuple(_commitment(number, pact.agreement_id, evidence) for number in range(1, ROWS + 1))
    values = tuple(RivalValue(value=ILL, by=ILL, doc_id=one.doc_id) for one in claims)
    rows: dict[str, Any] = {"on": AS_OF, "evidence": evidence}
    welcome = Endorsement(endorsement_id="N1", display="N-0001", by=NAME, speaker=ILL, of=pact.agreement_id, stance="welcome", **rows)
    event = Event(
        event_id="E1", display="E-0001", precision="day", source=(NAME,), target=("ARM",), plover="ASSAULT", context=(ILL,), cameo="190",
        sources=1, gist=ILL, **rows,
    )  # fmt: skip
    return LedgerTables(
        as_of=AS_OF, reprint_of={ENDLESS_DOC: DOC}, agreements=(pact,), commitments=commitments, endorsements=(welcome,), events=(event,),
        appeals=(Appeal(appeal_id="P1", display="P-0001", by=(NAME,), to=(ILL,), content=ILL, **rows),),
        positions=(Position(position_id="S1", display="S-0001", by=(NAME,), kind="position", content=ILL, **rows),),
        disagreements=(Disagreement(disagreement_id="D1", display="D-0001", about="c1", field=ILL, values=values, evidence=evidence),),
    )  # fmt: skip


def _commitment(number: int, agreement_id: str, evidence: tuple[Evidence, ...]) -> Commitment:
    status = STATUSES[number % len(STATUSES)]
    due = (dt.date(2031, 1, 1) + dt.timedelta(number)).isoformat()
    steps = [StatusChange(on="2031-01-01", status="announced", known="2031-05-01", why=ILL, claims=(evidence[0].claim_id,))]
    if status != "announced":
        steps.append(StatusChange(on="2031-05-02", status=status, known="2031-05-02", why=ILL, claims=(evidence[1].claim_id,), grade="third-party", sources=1))
    return Commitment(
        commitment_id=f"c{number}", display=f"C-{number:04d}", agreement_id=agreement_id if number < 40 else None,
        debtor=(NAME,) if number % 2 else ("ARM", ILL), beneficiary=("GEO",), action="carry", object=f"load {number} {ILL}",
        quantity=Quantity(value=9.0, unit=ILL, text=ILL), done=3.0 if status == "partly_fulfilled" else None,
        deadline=Deadline(kind="date", date=due, text=ILL) if number % 3 else Deadline(), condition=ILL, status=status, history=tuple(steps),
        evidence=evidence, considered=(Evidence(claim_id=evidence[0].claim_id, doc_id=DOC, start=0, end=9, role=ILL),),
    )  # fmt: skip
