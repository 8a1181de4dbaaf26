"""Event tables in the ledger: rows make events, join those that texts tell, count as one witness, and move nothing else."""

from __future__ import annotations

from typing import Any

from story import Story, exchange_story

from servanda.ledger import derive
from servanda.records import Attribution, Claim, Document, Event, LedgerTables, Mention, Time

DERIVED = ("agreements", "commitments", "endorsements", "appeals", "positions", "disagreements")


class Tables:
    """Rows of event tables beside the documents of a story."""

    def __init__(self, story: Story) -> None:
        self.story, self.documents, self.claims = story, list[Document](), list[Claim]()

    def row(
        self, doc_id: str, sides: str, plover: str | None, cameo: str, on: str, *, dataset: str = "icews", published: str = "", precision: Any = "day",
        **more: Any,
    ) -> None:  # fmt: skip
        """A row that says `SOURCE>TARGET`; parties in lower case are known to no table."""
        source, _, target = (part.strip() for part in sides.partition(">"))
        text, published = f"{source} {cameo} {target}", published or on
        self.documents.append(Document(doc_id=doc_id, text=text, outlet=dataset.upper(), published=published, dataset=dataset, **more))
        one, other = (
            (Mention(start=text.find(who), end=text.find(who) + len(who), text=who, code=who if who.isupper() else None, kind="state"),) if who else ()
            for who in (source, target)
        )
        self.claims.append(
            Claim(
                claim_id=f"row-{doc_id}", doc_id=doc_id, start=0, end=len(text), sentence_start=0, sentence_end=len(text), illocution="act", predicate=cameo,
                action="do", frame=f"table.{dataset}", agents=one, recipients=other, happened=Time(first=on, last=on, precision=precision), plover=plover,
                cameo=cameo, published=published, attribution=(Attribution(outlet=dataset.upper()),),
            )
        )  # fmt: skip

    def ledger(self, **days: Any) -> LedgerTables:
        return derive([*self.story.printed(), *self.documents], [*self.story.claims, *self.claims], **days)


def meeting() -> Tables:
    """One article of a meeting of 2 May."""
    s = Story()
    s.document("talks", "2031-05-03", url="https://lantern.example/talks", title="Ministers of two coasts meet at sea")
    s.say("talks", "Norland met Sudria on Friday", "act", "meet", "NOR", "SWE", happened="2031-05-02", plover="CONSULT", cameo="040")
    return Tables(s)


def one(ledger: LedgerTables) -> Event:
    (event,) = ledger.events
    return event


def test_rows_move_no_commitment_and_make_no_agreement() -> None:
    story = exchange_story()
    without = story.ledger()
    tables = Tables(story)
    tables.row("r1", "NOR>SWE", "RETREAT", "0841", "2031-03-05")
    tables.row("r2", "NOR>SWE", "AGREE", "030", "2031-03-02")
    tables.row("r3", "SWE>NOR", "ACCUSE", "112", "2031-12-05", published="2031-12-06")
    ledger = tables.ledger()
    assert [getattr(ledger, name) for name in DERIVED] == [getattr(without, name) for name in DERIVED]
    assert ledger.as_of == without.as_of
    assert [event.on for event in ledger.events if event.plover == "ACCUSE"] == ["2031-12-05"]
    assert {(e.on, e.plover, e.source, e.target) for e in without.events} <= {(e.on, e.plover, e.source, e.target) for e in ledger.events}


def test_a_row_joins_the_event_that_a_text_tells_and_changes_none_of_its_cells() -> None:
    tables = meeting()
    before = one(tables.ledger())
    tables.row("r1", "NOR>SWE", "CONSULT", "046", "2031-05-02")
    event = one(tables.ledger())
    assert [getattr(event, name) for name in ("event_id", "on", "source", "target", "mode", "cameo", "gist")] == [
        getattr(before, name) for name in ("event_id", "on", "source", "target", "mode", "cameo", "gist")
    ]
    assert [(item.doc_id, item.role) for item in event.evidence] == [("r1", "data set"), ("talks", "event")]
    assert (before.sources, event.sources) == (1, 2)


def test_what_two_do_together_is_one_event_though_it_is_entered_for_each() -> None:
    tables = meeting()
    tables.row("r1", "NOR>SWE", "CONSULT", "046", "2031-05-02")
    tables.row("r2", "SWE>NOR", "CONSULT", "046", "2031-05-02")
    assert one(tables.ledger()).sources == 2
    tables.row("r3", "NOR>SWE", "ACCUSE", "111", "2031-05-02")
    tables.row("r4", "SWE>NOR", "ACCUSE", "111", "2031-05-02")
    assert sorted((e.plover, e.source) for e in tables.ledger().events) == [("ACCUSE", ("NOR",)), ("ACCUSE", ("SWE",)), ("CONSULT", ("NOR",))]


def test_a_row_coded_from_a_text_here_is_no_witness_beside_it() -> None:
    tables = meeting()
    tables.row("g1", "NOR>SWE", "CONSULT", "042", "2031-05-02", dataset="gdelt", coded_from=("https://www.lantern.example/talks/?utm_source=x",))
    tables.row("u1", "NOR>SWE", "CONSULT", "042", "2031-05-02", dataset="ucdp", coded_from=("Ministers of two coasts meet, at sea",))
    event = one(tables.ledger())
    assert event.sources == 1
    assert {item.role for item in event.evidence} == {"event", "data set, coded from a text here"}
    tables.row("g2", "NOR>SWE", "CONSULT", "042", "2031-05-02", dataset="gdelt", coded_from=("https://other.example/talks",))
    tables.row("g3", "NOR>SWE", "CONSULT", "042", "2031-05-02", dataset="gdelt", coded_from=("https://third.example/talks",))
    assert one(tables.ledger()).sources == 2


def test_a_headline_tells_a_report_only_near_its_day_and_with_words_enough() -> None:
    tables = meeting()
    far = {"published": "2033-01-01", "coded_from": ("Ministers of two coasts meet at sea",)}
    tables.row("u1", "NOR>SWE", "CONSULT", "042", "2031-05-02", dataset="ucdp", **far)
    assert one(tables.ledger()).sources == 2
    tables = meeting()
    tables.story.documents["talks"] = tables.story.printed()[0].__class__(doc_id="talks", text="", outlet="Lantern Wire", published="2031-05-03", title="Talks")
    tables.row("u1", "NOR>SWE", "CONSULT", "042", "2031-05-02", dataset="ucdp", coded_from=("Talks",))
    assert one(tables.ledger()).sources == 2


def test_a_row_coded_from_a_text_that_was_withdrawn_goes_with_it() -> None:
    tables = meeting()
    tables.row("g1", "NOR>SWE", "ACCUSE", "112", "2031-05-02", dataset="gdelt", coded_from=("https://lantern.example/talks",))
    assert len(tables.ledger().events) == 2
    tables.story.document("notice", "2031-05-04", status="withdrawn", url="https://lantern.example/talks", filler="Withdrawn.")
    assert tables.ledger().events == ()
    assert len(tables.ledger(known_by="2031-05-03").events) == 2


def test_two_rows_of_a_data_set_that_counts_events_are_two_events_and_two_of_one_that_counts_reports_are_one() -> None:
    tables = Tables(Story())
    for number in (1, 2):
        tables.row(f"a{number}", "NOR>hill front", "ASSAULT", "190", "2031-05-02", dataset="acled")
        tables.row(f"i{number}", "SWE>hill front", "ASSAULT", "190", "2031-05-02", dataset="icews")
    events = tables.ledger().events
    assert sorted((e.source, e.target, len(e.evidence), e.sources) for e in events) == [
        (("NOR",), ("hill front",), 1, 1), (("NOR",), ("hill front",), 1, 1), (("SWE",), ("hill front",), 2, 1),
    ]  # fmt: skip
    assert len({event.event_id for event in events}) == 3


def test_a_span_of_days_joins_no_event_of_one_day() -> None:
    tables = meeting()
    tables.row("u1", "NOR>SWE", "CONSULT", "042", "2031-05-02", dataset="ucdp", precision="range")
    assert sorted(event.precision for event in tables.ledger().events) == ["day", "range"]


def test_a_row_of_no_type_is_kept_as_a_claim_and_makes_no_event_and_one_of_both_sides_keeps_both() -> None:
    tables = Tables(Story())
    tables.row("r1", "NOR>SWE", None, "010", "2031-05-02")
    tables.row("r2", "NOR>NOR", "PROTEST", "141", "2031-05-02")
    event = one(tables.ledger())
    assert (event.source, event.target) == (("NOR",), ("NOR",))


def test_days_asked_about_bind_rows_too() -> None:
    tables = meeting()
    tables.row("r1", "NOR>SWE", "ACCUSE", "111", "2031-05-09", published="2031-06-01")
    assert len(tables.ledger().events) == 2
    assert len(tables.ledger(as_of="2031-05-08").events) == 1
    assert len(tables.ledger(known_by="2031-05-20").events) == 1


def test_the_order_of_rows_changes_nothing() -> None:
    tables = meeting()
    tables.row("r1", "NOR>SWE", "CONSULT", "046", "2031-05-02")
    tables.row("g1", "SWE>NOR", "CONSULT", "043", "2031-05-02", dataset="gdelt")
    tables.row("a1", "SWE>NOR", "ASSAULT", "190", "2031-05-02", dataset="acled")
    before = tables.ledger()
    tables.documents.reverse()
    tables.claims.reverse()
    assert tables.ledger() == before
