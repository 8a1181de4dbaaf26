"""A coder and a ledger of a toy language, for tests of what is around them: "AZE promises ARM 32 servicemen." and "AZE released 32 servicemen."

Loaders are functions of this module, so that worker processes can import them.
"""

from __future__ import annotations

import json
import os
import re
import signal
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from servanda.ledger import DocumentFacts
from servanda.ledger.outcomes import Ask
from servanda.records import (
    Attribution,
    Claim,
    Coded,
    Commitment,
    Decision,
    Disagreement,
    Document,
    Evidence,
    LedgerTables,
    Mention,
    Place,
    Quantity,
    Quotation,
    RivalValue,
    Span,
    StatusChange,
    Time,
)

SENTENCE = re.compile(r"(?P<who>[A-Z]{3}) (?P<verb>promises|released)(?: (?P<whom>[A-Z]{3}))? (?P<count>\d+) (?P<what>[^.\n]{1,60})\.")


def _party(match: re.Match[str], group: str) -> tuple[Mention, ...]:
    if not match[group]:
        return ()
    code = match[group]
    return (Mention(start=match.start(group), end=match.end(group), text=code, code=None if code == "XXX" else code, kind="state"),)


def _claim(document: Document, match: re.Match[str]) -> Claim:
    start, end = match.span()
    return Claim(
        claim_id=f"{document.doc_id}:{start}",
        doc_id=document.doc_id,
        start=start,
        end=end - 1,
        sentence_start=start,
        sentence_end=end,
        illocution="commissive" if match["verb"] == "promises" else "act",
        predicate="release",
        action="release",
        frame="toy.release",
        agents=_party(match, "who"),
        recipients=_party(match, "whom"),
        object=Span(start=match.start("count"), end=match.end("what"), text=f"{match['count']} {match['what']}"),
        quantity=Quantity(value=float(match["count"]), unit="person", start=match.start("count"), end=match.end("count"), text=match["count"]),
        happened=Time(first=document.published, last=document.published, precision="day") if document.published else None,
        published=document.published,
        attribution=(Attribution(outlet=document.outlet),) if document.outlet else (),
    )


class ToyCoder:
    """Reads the toy language. `delay` seconds a document.

    Documents that say FAULT raise, those that say CRASH end the process, those that say HANG never end; those that say STUMBLE and name a file
    kill the process as long as that file is there, and take it away.
    """

    def __init__(self, version: str = "toy-1", delay: float = 0.0) -> None:
        self.version, self.delay = version, delay
        self.seen: list[str] = []

    def code(self, documents: Iterable[Document]) -> Iterator[Coded]:
        for document in documents:
            time.sleep(self.delay)
            if "FAULT" in document.text:
                raise KeyError("a word the toy does not know")
            if "CRASH" in document.text:
                os._exit(9)
            if "HANG" in document.text:
                time.sleep(600)
            if stone := re.search(r"STUMBLE (\S+)", document.text):
                _stumble(Path(stone[1]))
            self.seen.append(document.doc_id)
            claims = tuple(_claim(document, match) for match in SENTENCE.finditer(document.text))
            quotations = tuple(
                Quotation(doc_id=document.doc_id, start=claim.start, end=claim.end, speaker=claim.agents[0], cue="say", direct=False) for claim in claims
            )
            baku = {"doc_id": document.doc_id, "name": "Baku", "country": "AZE", "lat": 40.0, "lon": 49.9}
            places = tuple(msgspec.convert({**baku, "start": claim.start, "end": claim.start + 3}, Place) for claim in claims)
            times = (Time(first=document.published, last=document.published, precision="day", start=0, end=1, text="x"),) if document.published else ()
            yield Coded(document=document, claims=claims, quotations=quotations, places=places, times=times)


def _stumble(stone: Path) -> None:
    if stone.exists():
        stone.unlink()
        os.kill(os.getpid(), signal.SIGKILL)


def load_toy() -> ToyCoder:
    return ToyCoder()


def load_next_version() -> ToyCoder:
    return ToyCoder("toy-2")


def load_slow() -> ToyCoder:
    return ToyCoder(delay=0.05)


def load_never() -> ToyCoder:
    if "TOY_PARENT" in os.environ and os.environ["TOY_PARENT"] != str(os.getpid()):
        os._exit(3)
    return ToyCoder()


def load_other_elsewhere() -> ToyCoder:
    return ToyCoder("toy-1" if os.environ.get("TOY_PARENT") == str(os.getpid()) else "toy-2")


def _evidence(claim: Claim, role: str) -> Evidence:
    return Evidence(claim_id=claim.claim_id, doc_id=claim.doc_id, start=claim.start, end=claim.end, role=role)


def _commitment(number: int, promise: Claim, acts: Sequence[Claim]) -> Commitment:
    on = promise.published or "2000-01-01"
    history = [StatusChange(on=on, status="announced", known=on, why="promised", claims=(promise.claim_id,))]
    history += [
        StatusChange(on=act.published or on, status="fulfilled", known=act.published or on, why="reported as done", claims=(act.claim_id,)) for act in acts[:1]
    ]
    return Commitment(
        commitment_id=f"commitment-{promise.claim_id}",
        display=f"C-{number:04d}",
        agreement_id=None,
        debtor=tuple(agent.code or agent.text for agent in promise.agents),
        beneficiary=tuple(party.code or party.text for party in promise.recipients),
        action="release",
        object=promise.object.text if promise.object else "",
        quantity=promise.quantity,
        status="fulfilled" if acts else "announced",
        done=acts[0].quantity.value if acts and acts[0].quantity else 0.0,
        grade="third-party" if acts else "none",
        sources=len(acts),
        history=tuple(history),
        evidence=(_evidence(promise, "announced"), *(_evidence(act, "fulfilled" if place == 0 else "mention") for place, act in enumerate(acts))),
    )


def toy_derive(
    documents: Sequence[Document],
    claims: Sequence[Claim],
    decisions: Sequence[Decision] = (),
    as_of: str | None = None,
    known_by: str | None = None,
    facts: Mapping[str, DocumentFacts] | None = None,
    ask: Ask | None = None,
) -> LedgerTables:
    """Every promise a commitment, fulfilled by the first act of the same party; a disagreement where acts give other numbers."""
    rejected = {decision.target for decision in decisions if decision.action == "reject"}
    known = [claim for claim in claims if not (known_by and claim.published and claim.published > known_by) and claim.claim_id not in rejected]
    acts = [claim for claim in known if claim.illocution == "act" and not (as_of and claim.published and claim.published > as_of)]
    promises = sorted((claim for claim in known if claim.illocution == "commissive"), key=lambda claim: claim.claim_id)
    commitments = tuple(
        _commitment(number, promise, [act for act in acts if act.agents[0].text == promise.agents[0].text]) for number, promise in enumerate(promises, 1)
    )
    clashes = tuple(
        Disagreement(
            disagreement_id=f"d-{row.commitment_id}",
            display=f"D-{row.display[2:]}",
            about=row.commitment_id,
            field="quantity",
            values=(RivalValue(value="promised", by="AZE", doc_id="x"), RivalValue(value="done", by="ARM", doc_id="y")),
        )
        for row in commitments
        if row.status == "fulfilled" and row.quantity and row.done != row.quantity.value
    )
    texts = {document.text: document.doc_id for document in sorted(documents, key=lambda document: document.doc_id, reverse=True)}
    reprints = {document.doc_id: texts[document.text] for document in documents if texts[document.text] != document.doc_id}
    return LedgerTables(as_of=as_of or "2000-01-01", reprint_of=reprints, commitments=commitments, disagreements=clashes)


def write_articles(path: Path, count: int, *, first: int = 0) -> Path:
    """A JSONL file of articles: two promises and two reports, over and over, with numbers to tell them apart."""
    sentences = (
        "AZE promises ARM {n} servicemen.",
        "ARM promises AZE {n} officers. XXX promises ARM {n} maps.",
        "AZE released {n} servicemen.",
        "Talks went on. ARM released ARM {n} officers.",
    )
    rows = [
        {
            "id": f"item-{n:05d}",
            "outlet": f"Outlet {n % 3}",
            "published": f"2023-12-{1 + n % 28:02d}",
            "title": f"=Item {n}",
            "text": sentences[n % 4].format(n=n),
        }
        for n in range(first, first + count)
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path
