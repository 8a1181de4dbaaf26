"""What holds whatever the input: order does not matter, a reprint adds no source, nothing raises."""

from __future__ import annotations

import gc
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from story import Story, exchange_story

from servanda.ledger import DocumentFacts, derive, read_facts
from servanda.ledger.commitments import find_commitments
from servanda.ledger.corpus import gather
from servanda.ledger.derive import uncollected
from servanda.ledger.making import find_agreements

STORY = exchange_story()
PLAIN = STORY.ledger()
LONG = "The quay was crowded and the band played on while the last of the buses rolled up to the gate and the mayor counted heads once more. " * 2
WORDS = st.sampled_from(["the bridge", "30 rifles", "both ports", "transit of grain", "", "the treaty"])
CODES = st.sampled_from(["NOR", "SWE", "NOR SWE", "UN", "the club", ""])
ACTIONS = st.sampled_from(["release", "sign", "withdraw", "extend", "suspend", "welcome", "break", "hold", "open", "accuse", "take effect", "juggle"])
ILLOCUTIONS = st.sampled_from(["act", "performative", "commissive", "stance", "endorsement", "appeal", "intent", "position", "condition", "denial"])

Row = tuple[str, str, str, str, str, int, bool, bool]
ROWS = st.lists(st.tuples(ILLOCUTIONS, ACTIONS, CODES, CODES, WORDS, st.integers(0, 3), st.booleans(), st.booleans()), max_size=14)


def told(rows: list[Row]) -> Story:
    """Four documents of four months that say so."""
    s = Story()
    for at in range(4):
        s.document(f"d{at}", f"2030-0{at + 1}-10")
    for illocution, action, agents, recipients, words, at, in_text, named in rows:
        more: dict[str, Any] = {"object": words} if words else {}
        if named and words == "the treaty":
            more["instrument"] = words
        s.say(f"d{at}", f"So it was with {words}", illocution, action, agents, recipients, in_text=in_text, **more)
    return s


@given(st.randoms(use_true_random=False))
@settings(max_examples=30, deadline=None)
def test_order_of_documents_and_claims_does_not_matter(random: Any) -> None:
    documents, claims = STORY.printed(), list(STORY.claims)
    random.shuffle(documents)
    random.shuffle(claims)
    assert msgspec.json.encode(derive(documents, claims)) == msgspec.json.encode(PLAIN)


def reprinted(doc_id: str) -> tuple[Story, Story]:
    """The story with a longer document `doc_id`, without and with a reprint of it a day later."""
    stories = []
    for twice in (False, True):
        s = exchange_story()
        s.texts[doc_id] += "\n\n" + LONG
        if twice:
            s.document("zz", "2031-03-10", outlet="Copy Desk")
            s.texts["zz"] = s.texts[doc_id]
            s.claims += [msgspec.structs.replace(c, doc_id="zz", claim_id=f"zz{c.claim_id}") for c in s.claims if c.doc_id == doc_id]
        stories.append(s)
    return stories[0], stories[1]


@given(st.sampled_from(["d2", "d3", "d5", "d6"]))
@settings(max_examples=4, deadline=None)
def test_a_reprint_changes_no_status_and_no_number_of_sources(doc_id: str) -> None:
    once, twice = (s.ledger() for s in reprinted(doc_id))
    assert "zz" in twice.reprint_of or doc_id in twice.reprint_of
    told = [[(c.commitment_id, c.status, c.sources, c.done) for c in ledger.commitments] for ledger in (once, twice)]
    assert told[0] == told[1]
    events = [[(e.event_id, e.sources) for e in ledger.events] for ledger in (once, twice)]
    assert events[0] == events[1]


@given(ROWS)
@settings(max_examples=60, deadline=None)
def test_any_claims_make_a_ledger_that_reads_back(rows: list[Row]) -> None:
    ledger = told(rows).ledger()
    known = {c.commitment_id for c in ledger.commitments}
    for row in ledger.commitments:
        assert row.evidence
        assert row.history[-1].status == row.status
        assert [h.on for h in row.history] == sorted(h.on for h in row.history)
        assert {r.commitment_id for r in row.relations} <= known - {row.commitment_id}
    assert msgspec.json.decode(msgspec.json.encode(ledger), type=type(ledger)) == ledger


def without(s: Story, gone: set[str], as_of: str) -> bytes:
    """The ledger of a story without some documents."""
    left = [d for d in s.printed() if d.doc_id not in gone]
    return msgspec.json.encode(derive(left, [c for c in s.claims if c.doc_id not in gone], as_of=as_of))


@given(ROWS, st.integers(1, 4))
@settings(max_examples=60, deadline=None)
def test_known_by_a_day_is_the_ledger_of_what_was_published_by_it(rows: list[Row], month: int) -> None:
    s, day = told(rows), f"2030-0{month}-20"
    later = {f"d{at}" for at in range(month, 4)}
    assert msgspec.json.encode(s.ledger(as_of=day, known_by=day)) == without(s, later, day)


@given(st.sampled_from(["2031-03-03", "2031-03-04", "2031-03-07", "2031-03-09", "2031-03-10"]))
@settings(max_examples=5, deadline=None)
def test_known_by_a_day_of_the_story(day: str) -> None:
    later = {d.doc_id for d in STORY.printed() if (d.published or "") > day}
    assert msgspec.json.encode(STORY.ledger(as_of=day, known_by=day)) == without(STORY, later, day)


@given(st.sampled_from([d.doc_id for d in STORY.printed()]))
@settings(max_examples=6, deadline=None)
def test_what_does_not_rest_on_a_removed_document_stays(doc_id: str) -> None:
    """Of rows that the document gave no evidence for, none goes; their numbers may."""
    left = derive([d for d in STORY.printed() if d.doc_id != doc_id], [c for c in STORY.claims if c.doc_id != doc_id], as_of=PLAIN.as_of)
    own = {c.claim_id for c in STORY.claims if c.doc_id == doc_id}
    for before, after in ((PLAIN.endorsements, left.endorsements), (PLAIN.appeals, left.appeals)):
        kept = [row for row in before if not {e.claim_id for e in row.evidence} & own]
        assert len(after) >= len(kept)


@given(st.lists(st.booleans(), min_size=6, max_size=6), st.randoms(use_true_random=False))
@settings(max_examples=20, deadline=None)
def test_what_was_read_of_texts_in_earlier_builds_changes_nothing(known: list[bool], random: Any) -> None:
    """Whichever documents' facts were kept, in whatever order workers hand them back."""
    facts = [(d.doc_id, read_facts(d)) for d, kept in zip(STORY.printed(), known, strict=True) if kept]
    random.shuffle(facts)
    assert msgspec.json.encode(derive(STORY.printed(), STORY.claims, facts=dict(facts))) == msgspec.json.encode(PLAIN)


def test_a_ledger_that_fails_leaves_the_search_for_garbage_on() -> None:
    with pytest.raises(KeyError), uncollected():
        raise KeyError
    assert gc.isenabled()


def test_reprints_are_found_by_kept_facts() -> None:
    twice = reprinted("d2")[1]
    facts = {d.doc_id: msgspec.msgpack.decode(msgspec.msgpack.encode(read_facts(d)), type=DocumentFacts) for d in twice.printed()}
    found = derive(twice.printed(), twice.claims, facts=facts)
    assert found == twice.ledger()
    assert found.reprint_of == {"zz": "d2"}


def tied(s: Story, known_by: str | None) -> tuple[dict[str, int], dict[str, int]]:
    """The numbers of the agreement and of the commitment to which each claim is tied when it is read."""
    corpus = gather(s.printed(), s.claims, None, known_by, {})
    registry = find_agreements(corpus)
    agreements = {name: draft.number for name, draft in registry.of_claim.items()}
    return agreements, {name: row.number for name, row in find_commitments(corpus, registry).of_claim.items()}


@given(ROWS, st.integers(1, 3))
@settings(max_examples=100, deadline=None)
def test_what_comes_later_ties_no_earlier_claim_to_another_agreement_or_commitment(rows: list[Row], month: int) -> None:
    """So that a ledger can one day go on from where it stood."""
    s = told(rows)
    whole, known = tied(s, None), tied(s, f"2030-0{month}-20")
    for later, then in zip(whole, known, strict=True):
        assert {name: number for name, number in later.items() if name in then} == then
