"""The calendar, the network and the scores: read back as the programs that load them do, and safe whatever stands in a text."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec
import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from told import Told, claim, condemnation, document, meeting, party

from servanda.records import Agreement, Commitment, Deadline, Evidence, LedgerTables, Quantity, StatusChange
from servanda.views.exports import ics
from servanda.views.exports.barometer import COLUMNS, score
from servanda.views.exports.formats import WHOLE
from servanda.views.exports.tables import barometer
from servanda.views.exports.whole import write_whole
from servanda.views.terminal import shown

HOSTILE = '=1+1\r\nBEGIN:VEVENT\x00\x1b[31m\u202e</data>&;,\\"' + "é" * 3000


class WholeLedger(Told):
    """A ledger of events with commitments beside them."""

    def __init__(self, *commitments: Commitment, events: Told | None = None, agreements: Iterable[Agreement] = ()) -> None:
        super().__init__()
        if events is not None:
            self.events, self.claims, self.documents = events.events, events.claims, events.documents
        self.documents.setdefault("d1", document("d1"))
        self.tables = LedgerTables(as_of="2031-04-01", commitments=commitments, agreements=tuple(agreements))

    def file(self, form: str, folder: Path, **more: Any) -> tuple[bytes, dict[str, Any]]:
        path, beside = write_whole(self, WHOLE[form], folder, **more)
        return path.read_bytes(), json.loads(beside.read_text("utf-8"))


def step(on: str, status: Any, *claims: str, **fields: Any) -> StatusChange:
    return StatusChange(on=on, status=status, known=on, why="said", claims=claims, **fields)


def commitment(*history: StatusChange, number: int = 1, **fields: Any) -> Commitment:
    steps = history or (step("2031-03-01", "announced", "c1"),)
    base = Commitment(
        commitment_id=f"C{number}", display=f"C-{number:04d}", agreement_id="A1", debtor=("ARM",), beneficiary=("GEO",), action="repair", object="the bridge",
        status=steps[-1].status, history=steps, deadline=Deadline(kind="date", date="2031-05-01", text="by 1 May"),
        evidence=(Evidence(claim_id="c1", doc_id="d1", start=4, end=21, role="announced"),),
    )  # fmt: skip
    return msgspec.structs.replace(base, **fields)


PACT = Agreement(agreement_id="A1", display="A-0001", title="bridge pact", instrument="pact", date="2031-03-01", parties=("ARM", "GEO"), category="economic")


def entries(content: bytes) -> list[dict[str, str]]:
    """The events of a calendar: folded lines joined, names without parameters, values as they stand."""
    assert content.endswith(b"\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(map(len, content.split(b"\r\n"))) <= 75
    lines = content.decode("utf-8").replace("\r\n ", "").split("\r\n")
    found: list[dict[str, str]] = []
    for line in lines:
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found and value and name != "END":
            found[-1][name] = value
    return found


def test_a_deadline_is_an_event_of_a_whole_day_with_its_status_and_words(tmp_path: Path) -> None:
    row = commitment(step("2031-03-01", "announced", "c1"), step("2031-05-02", "overdue"), condition="if the river is low")
    content, about = WholeLedger(row, agreements=[PACT]).file("ics", tmp_path)
    assert content.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:")
    assert entries(content) == [
        {
            "UID": "C1@ledger.servanda", "DTSTAMP": "20310502T000000Z", "LAST-MODIFIED": "20310502T000000Z", "SEQUENCE": "1",
            "DTSTART;VALUE=DATE": "20310501", "SUMMARY": "OVERDUE: ARM→GEO repair the bridge",
            "DESCRIPTION": "C-0001\\nUnder A-0001\\, bridge pact\\nDue in the words of the text: by 1 May\\nOn condition: if the river is low"
            "\\n“words of the item”\\nd1 4 to 21\\, Harbour Press\\, published 2031-03-04",
            "URL": "https://harbour.example/d1", "CATEGORIES": "overdue", "STATUS": "CONFIRMED", "TRANSP": "TRANSPARENT",
        }
    ]  # fmt: skip
    assert b"VALARM" not in content
    assert about["events"] == 1


def test_what_has_no_day_is_left_out_and_counted(tmp_path: Path) -> None:
    kinds = [Deadline(), Deadline(kind="open", text="in due course"), Deadline(kind="immediate"), Deadline(kind="relative", days=40, anchor="signing")]
    rows = [commitment(number=number, deadline=deadline) for number, deadline in enumerate(kinds, 2)]
    content, about = WholeLedger(commitment(), commitment(number=9, duty="recurring"), *rows).file("ics", tmp_path)
    assert [entry["UID"] for entry in entries(content)] == ["C1@ledger.servanda"]
    left_out = {"immediate without a day": 1, "open without a day": 1, "recurring": 1, "relative without a day": 1, "without a deadline": 1}
    assert about["left out"] == left_out
    for why in left_out:
        assert f"1 {why}".encode() in content.replace(b"\r\n ", b"")


def test_an_entry_keeps_its_uid_and_is_cancelled_where_nobody_waits_for_it(tmp_path: Path) -> None:
    (entry,) = entries(WholeLedger(commitment(step("2031-03-01", "announced", "c1"), step("2031-03-09", "withdrawn", "c2"))).file("ics", tmp_path)[0])
    assert (entry["UID"], entry["STATUS"], entry["SEQUENCE"]) == ("C1@ledger.servanda", "CANCELLED", "1")


@given(st.text(st.characters() | st.sampled_from("\r\n;,\\:é漢🕊"), max_size=300))
def test_any_text_is_one_folded_property(text: str) -> None:
    line = "SUMMARY:" + ics.escaped(text)
    content = ics.folded(line)
    parts = content.removesuffix(b"\r\n").split(b"\r\n")
    assert max(map(len, parts)) <= 75
    assert all(part.startswith(b" ") for part in parts[1:])
    assert content.decode("utf-8").replace("\r\n ", "") == line + "\r\n"
    unescaped = line.removeprefix("SUMMARY:").replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\")
    assert unescaped == shown(text)


def test_the_network_is_signed_weighted_and_directed(tmp_path: Path) -> None:
    told = meeting()
    told.tell("ARM", "GEO", "ACCUSE", "112", claim(9, agents=[party("ARM")], recipients=[party("GEO")]))
    told.tell("ARM", "", "CONSULT", "040", claim(8, agents=[party("ARM")]))
    rows = [commitment(step("2031-03-01", "fulfilled", "c1")), commitment(number=2, debtor=("GEO",), beneficiary=("the ferrymen", "GEO"), status="breached")]
    content, about = WholeLedger(*rows, events=told).file("graphml", tmp_path, goldstein="icews")
    graph = networkx.parse_graphml(content.decode("utf-8"))
    assert graph.is_directed()
    assert dict(graph.nodes(data=True)) == {
        "ARM": {"label": "Armenia", "kind": "state", "known": "yes"},
        "GEO": {"label": "Georgia", "kind": "state", "known": "yes"},
        "the ferrymen": {"label": "the ferrymen", "kind": "unknown", "known": "no"},
    }
    assert set(graph.edges) == {("ARM", "GEO"), ("GEO", "ARM"), ("GEO", "the ferrymen")}
    edge = graph.edges["ARM", "GEO"]
    assert (edge["weight"], edge["sources"], edge["verbal_cooperation"], edge["verbal_conflict"], edge["sign"]) == (2, 3, 1, 1, -1)
    assert edge["goldstein_mean"] == pytest.approx(edge["goldstein_sum"] / 2)
    assert (edge["commitments"], edge["kept"], edge["not_kept"]) == (1, 1, 0)
    assert (graph.edges["GEO", "the ferrymen"]["weight"], graph.edges["GEO", "the ferrymen"]["not_kept"]) == (0, 1)
    assert (about["parties"], about["edges"], about["events without a pair"]) == (3, 3, 1)
    assert about["scales"]["goldstein"]["table"].startswith("goldstein-icews")


@pytest.mark.parametrize(
    ("steps", "reached"),
    [
        ([("2031-03-01", "announced")], (0, "2031-03-01")),
        ([("2031-03-01", "announced"), ("2031-03-09", "in_progress"), ("2031-05-02", "overdue")], (1, "2031-03-09")),
        ([("2031-03-01", "announced"), ("2031-03-09", "fulfilled"), ("2031-03-10", "disputed")], (3, "2031-03-09")),
        ([("2031-03-01", "announced"), ("2031-03-09", "fulfilled"), ("2031-03-10", "breached")], (0, "2031-03-10")),
        ([("2031-03-01", "announced"), ("2031-03-09", "holding")], (0, "2031-03-01")),
    ],
)
def test_scores_follow_the_history_and_a_passed_deadline_undoes_nothing(steps: list[tuple[str, str]], reached: tuple[int, str]) -> None:
    assert score(commitment(*(step(on, status, "c1") for on, status in steps)), "2031-06-01") == reached


def test_a_standing_duty_is_complete_only_where_a_report_says_that_it_is_kept() -> None:
    kept = step("2031-03-09", "holding", "c1", grade="third-party")
    assert score(commitment(step("2031-03-01", "announced", "c1"), kept), "2031-06-01") == (3, "2031-03-09")


@pytest.mark.parametrize(("done", "due", "level"), [(3.0, "2031-03-31", 1), (6.0, "2031-03-31", 2), (15.0, None, 1), (16.0, None, 2)])
def test_a_part_is_intermediate_where_it_is_on_pace(done: float, due: str | None, level: int) -> None:
    deadline = Deadline(kind="date", date=due) if due else Deadline()
    history = (step("2031-03-01", "announced", "c1"), step("2031-03-05", "partly_fulfilled", "c1"))
    row = commitment(*history, quantity=Quantity(value=32.0, unit="truck"), done=done, deadline=deadline)
    assert score(row, "2031-03-06")[0] == level


@pytest.mark.parametrize(("promised", "as_of"), [("", "2031-03-06"), ("2031-03-01", ""), ("", "")])
def test_a_part_of_a_promise_or_in_a_ledger_without_a_day_is_measured_against_a_half(promised: str, as_of: str) -> None:
    history = (step(promised, "announced", "c1"), step("2031-03-05", "partly_fulfilled", "c1"))
    assert score(commitment(*history, quantity=Quantity(value=32.0, unit="truck"), done=15.0), as_of)[0] == 1
    assert score(commitment(*history, quantity=Quantity(value=32.0, unit="truck"), done=16.0), as_of)[0] == 2


def test_an_entry_of_a_ledger_without_a_day_has_a_stamp_all_the_same(tmp_path: Path) -> None:
    ledger = WholeLedger(commitment(step("", "announced", "c1")))
    ledger.tables = msgspec.structs.replace(ledger.tables, as_of="")
    (entry,) = entries(ledger.file("ics", tmp_path)[0])
    assert entry["DTSTAMP"] == entry["LAST-MODIFIED"] == "19700101T000000Z"


def test_the_scores_can_be_read_by_those_who_monitor_accords(tmp_path: Path) -> None:
    row = commitment(step("2031-03-01", "announced", "c1"), step("2031-03-04", "fulfilled_late", "c1"), debtor=("ARM", "GEO"))
    content, about = WholeLedger(row, commitment(number=2, agreement_id=None), agreements=[PACT]).file("barometer", tmp_path)
    first, second = csv.DictReader(io.StringIO(content.decode("utf-8"), newline=""))
    assert tuple(first) == COLUMNS
    assert first == {
        "stipulation_id": "C1", "accord": "bridge pact (2031-03-01)", "theme": "economic", "subtheme": "", "text": "repair the bridge",
        "responsible_party": "Armenia;Georgia", "deadline": "2031-05-01", "score": "3", "score_date": "2031-03-04", "n_events": "1",
        "last_event_date": "2031-03-04", "evidence_url": "https://harbour.example/d1", "evidence_quote": "words of the item",
        "status": "fulfilled_late", "flag": "late",
    }  # fmt: skip
    assert (second["accord"], second["score"], second["n_events"]) == ("", "0", "0")
    assert about["levels"] == {"0 not initiated": 1, "1 minimal": 0, "2 intermediate": 0, "3 complete": 1}
    assert about["per cent of the maximum"] == 50.0


def test_every_status_has_a_rating() -> None:
    assert barometer()["superseded"].score == "keep"


@pytest.mark.parametrize("form", sorted(WHOLE))
def test_an_empty_ledger_and_a_hostile_one_are_written_and_twice_the_same(form: str, tmp_path: Path) -> None:
    WholeLedger().file(form, tmp_path)
    row = commitment(object=HOSTILE, debtor=(HOSTILE,), condition=HOSTILE, deadline=Deadline(kind="date", date="2031-05-01", text=HOSTILE))
    pact = msgspec.structs.replace(PACT, title=HOSTILE, category=HOSTILE)
    for _ in range(2):
        told = condemnation(HOSTILE)
        told.documents["d1"] = document("d1", text=HOSTILE, outlet=HOSTILE, url="javascript:alert(1)")
        content, _about = WholeLedger(row, events=told, agreements=[pact]).file(form, tmp_path)
        assert content == (tmp_path / WHOLE[form].file).read_bytes()
    assert not set(content.decode("utf-8")) & set("\x00\x1b\u202e")
    assert b"javascript" not in content
    assert content.count(b"\r\nBEGIN:VEVENT") == (form == "ics")
    if form == "graphml":
        assert networkx.parse_graphml(content.decode("utf-8")).number_of_nodes() >= 2
