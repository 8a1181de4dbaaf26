"""The board: one line a commitment, appeals as not owed, and what needs a look."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from servanda.errors import TableError
from servanda.records import Appeal, Claim, Commitment, Deadline, Disagreement, Evidence, LedgerTables, Mention, Quantity, Relation, RivalValue, StatusChange
from servanda.views import board as board_module
from servanda.views.board import BoardFacts, board, needs_a_look
from servanda.views.looks import looks
from servanda.views.statuses import read_statuses, statuses, what_would_change
from servanda.views.terminal import shown


def commitment(number: int = 1, **fields: Any) -> Commitment:
    base = Commitment(
        commitment_id=f"c{number}", display=f"C-{number:04d}", agreement_id=None, debtor=("AZE",), beneficiary=("ARM",), action="release", object="servicemen",
        quantity=Quantity(value=32.0, unit="person", text="32"), history=(StatusChange(on="2023-12-07", status="announced", known="2023-12-08", why="said"),),
    )  # fmt: skip
    return msgspec.structs.replace(base, **fields)


def lines(*commitments: Commitment, **facts: Any) -> list[str]:
    given = {"tables": LedgerTables(as_of="2023-12-14", commitments=commitments), "documents": 6, "rejects": 0, "out": "out"} | facts
    return [line.plain for line in board(BoardFacts(**given))]


def test_a_line_says_who_owes_whom_what_and_how_it_stands() -> None:
    done = commitment(
        status="fulfilled", done=32.0, sources=3, grade="third-party", relations=(Relation(kind="exchange", commitment_id="c2"),),
        history=(*commitment().history, StatusChange(on="2023-12-13", status="fulfilled", known="2023-12-13", why="done")),
    )  # fmt: skip
    text = lines(done, commitment(2, debtor=("ARM",), beneficiary=("AZE",), quantity=None, object="candidacy", action="withdraw"))
    assert text[0] == "read 6 documents   6 stories (0 reprints)"
    assert text[2] == "commitments as of 2023-12-14"
    assert text[3].split("   ") == [
        "  C-0001",
        "AZE→ARM",
        "release 32 servicemen",
        "FULFILLED 32/32",
        "2023-12-13",
        "3 independent sources, third-party · exchange C-0002",
    ]
    assert text[4].split() == ["C-0002", "ARM→AZE", "withdraw", "candidacy", "ANNOUNCED", "2023-12-07", "no", "report", "of", "it", "since"]
    assert text[-1] == "needs a look: nothing"


def test_a_single_thing_that_no_word_counts_is_shown_without_a_number() -> None:
    opened = commitment(object="northern crossing", action="open", quantity=Quantity(value=1.0, unit="crossing"), status="fulfilled", done=1.0)
    assert "open northern crossing   FULFILLED   " in lines(opened)[3]


@pytest.mark.parametrize(
    ("thing", "quantity", "expected"),
    [
        ("32 servicemen", Quantity(value=32.0, unit="person", text="32"), "release 32 servicemen"),
        ("two servicemen", Quantity(value=2.0, unit="person", text="two"), "release two servicemen"),
        ("servicemen", Quantity(value=2.5, unit="ton", bound="at least"), "release ≥2.5 servicemen"),
        ("", Quantity(value=7.0, unit="person"), "release 7 person"),
        ("1320 men", Quantity(value=32.0, unit="person"), "release 32 1320 men"),
        ("northern crossing", Quantity(value=1.0, unit="crossing"), "release northern crossing"),
    ],
)
def test_a_quantity_is_said_once(thing: str, quantity: Quantity, expected: str) -> None:
    assert f"   {expected}   " in lines(commitment(object=thing, quantity=quantity))[3]


def test_appeals_are_shown_as_not_owed() -> None:
    appeal = Appeal(appeal_id="p", display="P-0001", by=("ARM", "AZE"), to=("EEG",), content="support the bid", on="2023-12-07")
    text = lines(tables=LedgerTables(as_of="2023-12-14", appeals=(appeal,)))
    assert [part for part in text[3].split("   ") if part] == ["  P-0001", "ARM+AZE→EEG", "support the bid", "APPEAL (not owed)", "2023-12-07"]


def test_reprints_and_rejects_are_counted() -> None:
    text = lines(tables=LedgerTables(as_of="2023-12-14", reprint_of={"b": "a"}), documents=2, rejects=1)
    assert text[0] == "read 2 documents (1 reject → out/rejects.csv)   1 story (1 reprint)"


def test_texts_of_later_days_are_no_stories() -> None:
    text = lines(tables=LedgerTables(as_of="2023-12-14", reprint_of={"b": "a"}), documents=10, later=7)
    assert text[0] == "read 10 documents, 7 published later and not counted   2 stories (1 reprint)"


def test_what_needs_a_look_comes_worst_first() -> None:
    overdue = commitment(2, status="overdue", deadline=Deadline(kind="date", date="2023-12-10"))
    claimed = commitment(3, evidence=(Evidence(claim_id="k", doc_id="d", start=0, end=1, role="claimed"),))
    unknown = commitment(4, debtor=("the rebels",), evidence=(Evidence(claim_id="u", doc_id="d", start=0, end=1, role="announced"),))
    claim = Claim(
        claim_id="u", doc_id="d", start=0, end=1, sentence_start=0, sentence_end=1, illocution="commissive", predicate="p", action="a", frame="f",
        agents=(Mention(start=0, end=1, text="the rebels"),),
    )  # fmt: skip
    clash = Disagreement(
        disagreement_id="x", display="D-0001", about="c1", field="quantity",
        values=(RivalValue(value="31", by="Trend", doc_id="a"), RivalValue(value="32", by="AFP", doc_id="b")),
    )  # fmt: skip
    tables = LedgerTables(as_of="2023-12-14", commitments=(commitment(), overdue, claimed, unknown, commitment(5, debtor=())), disagreements=(clash,))
    found = needs_a_look(BoardFacts(tables, 1, 2, "out", {"u": claim}))
    assert found == [
        "C-0001: sources differ on quantity: 31 (Trend) against 32 (AFP)",
        "C-0002: overdue: AZE→ARM release 32 servicemen",
        "C-0003: 1 report of it only as somebody's claim, not counted",
        "C-0004: no table knows the debtor the rebels",
        "C-0005: no table knows the debtor ?",
        "2 inputs could not be used: out/rejects.csv says why and what would mend it",
    ]
    assert "due 2023-12-10" in lines(overdue)[3]


def test_documents_without_a_day_need_a_look() -> None:
    tables = LedgerTables(as_of="2023-12-14")
    assert needs_a_look(BoardFacts(tables, 2, 0, "out", undated=("a/1.md",)))[0].startswith("1 document without a day of publication (a/1.md): ")
    assert "(1, 2, 3 …)" in needs_a_look(BoardFacts(tables, 5, 0, "out", undated=("1", "2", "3", "4")))[0]


def test_evidence_that_stands_on_one_leg_needs_a_look() -> None:
    roles = [Evidence(claim_id=f"k{n}", doc_id="d", start=0, end=1, role=role) for n, role in enumerate(("mention", "contradicted", "mention"))]
    act = Claim(
        claim_id="k0", doc_id="d", start=0, end=1, sentence_start=0, sentence_end=1, illocution="act", predicate="p", action="a", frame="f", modality="claimed"
    )
    row = commitment(status="fulfilled", grade="promisor-only", evidence=tuple(roles))
    claims = {"k0": act, "k2": msgspec.structs.replace(act, claim_id="k2", modality="asserted")}
    assert needs_a_look(BoardFacts(LedgerTables(as_of="2023-12-14", commitments=(row,)), 1, 0, "out", claims)) == [
        "C-0001: 1 report of it only as somebody's claim, not counted",
        "C-0001: 1 report of it that other reports contradict, not counted",
        "C-0001: fulfilled on the word of AZE alone",
    ]


def test_long_boards_are_cut_and_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(board_module, "MOST_COMMITMENTS", 2)
    assert "  … and 1 more: servanda show commitments" in lines(commitment(), commitment(2), commitment(3))


def test_words_of_documents_cannot_steer_the_terminal() -> None:
    (row,) = [line for line in lines(commitment(object="\x1b[31mred\x07\u202etxt [bold]x[/bold]\r\nnext")) if "C-0001" in line]
    assert "\x1b" not in row
    assert "\u202e" not in row
    assert " [31mred txt [bold]x[/bold] next " in row
    assert shown("a" * 50, 10) == "aaaaaaaaa…"


def test_every_status_has_its_row() -> None:
    assert what_would_change(commitment(status="overdue"), "2023-12-14").startswith("A report of the act")
    due = commitment(deadline=Deadline(kind="date", date="2024-01-01"))
    assert what_would_change(due, "2023-12-14").endswith("If none has come by 2024-01-01, it becomes overdue.")
    assert "2024-01-01" not in what_would_change(due, "2024-01-02")


def test_a_statuses_table_that_does_not_fit_is_refused_with_its_line() -> None:
    rows = "".join(f'[{name}]\nstyle = "{row.style}"\nchange = "x"\n' for name, row in statuses().items())
    assert set(read_statuses(rows)) == set(statuses())
    with pytest.raises(TableError, match=r"line 4: .*colour"):
        read_statuses(rows.replace("[in_force]\nstyle", "[in_force]\ncolour"))
    with pytest.raises(TableError, match="no status 'kept'"):
        read_statuses(rows.replace("[holding]", "[kept]"))
    with pytest.raises(TableError, match="'holding' has no row"):
        read_statuses(rows.partition("[holding]")[0])


def test_a_step_that_rests_on_the_network_is_asked_about_in_review_and_not_on_the_board() -> None:
    steps = (
        StatusChange(on="2023-12-07", status="announced", known="2023-12-07", why="promised"),
        StatusChange(on="2023-12-13", status="fulfilled", known="2023-12-13", why="read as done (network, 0.83)"),
    )
    read = LedgerTables(as_of="2023-12-14", commitments=(commitment(status="fulfilled", history=steps),))
    assert [look.text for look in looks(read, {}) if look.kind == "network"] == ["fulfilled as the network reads it: read as done (network, 0.83)"]
    assert not any("network" in text for text in needs_a_look(BoardFacts(read, 1, 0, "out")))
    told = LedgerTables(as_of="2023-12-14", commitments=(commitment(status="fulfilled", history=(steps[0], msgspec.structs.replace(steps[1], why="release"))),))
    assert not [look for look in looks(told, {}) if look.kind == "network"]


def test_a_promise_that_only_the_network_reads_is_asked_about_in_review() -> None:
    rule = Claim(
        claim_id="a", doc_id="d", start=0, end=9, sentence_start=0, sentence_end=9, illocution="commissive", predicate="free", action="release", frame="toy",
    )  # fmt: skip
    claims = {"a": rule, "b": msgspec.structs.replace(rule, claim_id="b", read=0.934)}
    for names, expected in (("b", ["a promise as the network reads it (0.93)"]), ("ab", []), ("a", [])):
        evidence = tuple(Evidence(claim_id=name, doc_id="d", start=0, end=9, role="announced") for name in names)
        tables = LedgerTables(as_of="2023-12-14", commitments=(commitment(evidence=evidence),))
        assert [look.text for look in looks(tables, claims) if look.kind == "network"] == expected
