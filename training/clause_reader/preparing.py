"""Lines for the fitting: each sentence of the written items in which the coder sees somebody do or say something, with what the marks say of it.

The coder reads the items as it reads any text, but for the network itself, so that the reader is fitted to the clauses that it will be asked about.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from servanda.coding.claims import ClaimMaker
from servanda.coding.coder import Coder
from servanda.coding.document import clause_claims, prepared
from servanda.coding.unread import asked
from servanda.documents import make_document
from servanda.language.clause_reader.reader import cut
from servanda.language.network.pieces import Pieces
from servanda.language.outcomes.reader import outcome_reader
from servanda.language.reading import Reading, read
from servanda.records import Claim
from training.clause_reader.items import ITEMS, Item, Mark, read_items

Row = dict[str, Any]
OUTLET = "Wire"
UNMARKED = "none"
UNSAID = "?"  # a mark that fits none of the coder's claims says nothing of the other sort


def prepare(out: Path) -> None:
    """Writes the lines of all items, and prints how many marks fit a claim."""
    coder, pieces, tally = Coder.load(), outcome_reader().cut, Counter[str]()
    with out.open("w", encoding="utf-8") as lines:
        for path in sorted(ITEMS.glob("*.txt")):
            for number, item in enumerate(read_items(path)):
                document = make_document(item.text, doc_id=f"{path.stem}-{number}", outlet=OUTLET, published=item.day, title=item.title)
                with coder.nlp.memory_zone():
                    for reading in read(coder.nlp, [document]):
                        for row in rows_of(item, reading, coder, pieces, tally):
                            lines.write(json.dumps(row, ensure_ascii=False) + "\n")
    print(dict(tally))


def rows_of(item: Item, reading: Reading, coder: Coder, pieces: Pieces, tally: Counter[str]) -> Iterator[Row]:
    """One for each sentence with clauses or marks."""
    maker = prepared(reading, replace(coder.knowledge, ask=None))
    maker.askable = True  # items of other matters too: the reader is to know what binds nobody
    claims = {c.claim_id: c for c in clause_claims(reading, maker)}
    seen = [*(c for c in claims.values() if c.claim_id in maker.makings), *(c for _, c in maker.unread if c.claim_id not in claims)]
    text, at, before = reading.document.text, 0, ""
    for number, sentence in item.sentences.items():
        words = " ".join(sentence.split())
        start = text.find(words, at)
        if start < 0:
            tally["sentences that the reading changed"] += 1
            continue
        at = start + len(words)
        inside = sorted((c for c in seen if start <= head_of(c, maker) < at), key=lambda c: head_of(c, maker))
        events, duties = ([m for m in marks if m.sentence == number] for marks in (item.events, item.duties))
        told, owed = (matched(words, start, inside, marks, maker) for marks in (events, duties))
        tally.update({"events": len(events), "duties": len(duties), "events of a claim": len(told), "duties of a claim": len(owed)})
        heads = [alone(words, mark, "label") for n, mark in enumerate(events) if n not in told.values()]
        heads += [alone(words, mark, "duty") for n, mark in enumerate(duties) if n not in owed.values()]
        heads += [clause(c, maker, (start, at), c.claim_id in claims, kind_of(c, told, events), kind_of(c, owed, duties)) for c in inside]
        if heads:
            ids, places = cut(words, pieces)
            yield {"doc": reading.document.doc_id, "text": words, "ids": ids, "places": places, "before": cut(before, pieces)[0], "heads": heads}
        before = words


def head_of(claim: Claim, maker: ClaimMaker) -> int:
    """Where the word stands that carries a claim."""
    return maker.parties.offset(maker.makings[claim.claim_id].clause.head)


def kind_of(claim: Claim, found: Mapping[str, int], marks: Sequence[Mark]) -> str:
    """The kind of the claim's mark."""
    return marks[found[claim.claim_id]].kind if claim.claim_id in found else UNMARKED


def clause(claim: Claim, maker: ClaimMaker, bounds: tuple[int, int], kept: bool, label: str, duty: str) -> Row:
    """A claim as the network will be asked about it (`coding/unread.py`), with its marks."""
    told = asked(maker, claim, bounds, kept)
    return {
        "head": told.head, "agent": told.agent, "recipient": told.recipient, "label": label, "duty": duty, "rule": told.rule, "withheld": told.withheld,
        "said": told.said, "read": told.kept, "voiced": told.voiced,
    }  # fmt: skip


def alone(words: str, mark: Mark, sort: str) -> Row:
    """A mark that fits none of the coder's claims: its words and parties as they stand."""
    head, agent, recipient = (place_of(words, part) for part in (mark.trigger, mark.source, mark.target))
    return {
        "head": head, "agent": agent, "recipient": recipient,
        "label": mark.kind if sort == "label" else UNSAID, "duty": mark.kind if sort == "duty" else UNSAID,
        "rule": UNMARKED, "withheld": False, "said": "position", "read": False, "voiced": False, "alone": True,
    }  # fmt: skip


def place_of(words: str, part: str) -> tuple[int, int] | None:
    """Where words stand in a sentence."""
    at = words.find(part) if len(part) > 1 else -1
    return (at, at + len(part)) if at >= 0 else None


def matched(words: str, start: int, claims: Sequence[Claim], marks: Sequence[Mark], maker: ClaimMaker) -> dict[str, int]:
    """Claims by the mark whose words hold theirs: one that the tables read alike before others, then the first."""
    found: dict[str, int] = {}
    for number, mark in enumerate(marks):
        best: list[tuple[tuple[int, int], str]] = []
        for at in (n for n in range(len(words)) if words.startswith(mark.trigger, n)):
            for c in claims:
                head = head_of(c, maker) - start
                if at <= head < at + len(mark.trigger) and c.claim_id not in found:
                    best.append(((int(c.plover != mark.kind), head - at), c.claim_id))
        if best:
            found[min(best)[1]] = number
    return found
