"""What changed between two ledgers and why, from the tables alone."""

from __future__ import annotations

from msgspec import structs
from msgspec.structs import replace

from servanda.records import Commitment, Decision, Evidence, LedgerTables, Ruling, StatusChange
from servanda.views.difference import Difference, Side, difference
from servanda.views.difference_text import difference_lines


def row(row_id: str = "C1", display: str = "C-0001", doc_id: str = "d1", **more: object) -> Commitment:
    evidence = (Evidence(claim_id=f"k-{doc_id}", doc_id=doc_id, start=0, end=5, role="announced"),)
    made = Commitment(
        commitment_id=row_id, display=display, agreement_id=None, debtor=("NOR",), beneficiary=("SWE",), action="return", object="boats", evidence=evidence
    )
    return replace(made, **more)


def side(*rows: Commitment, **more: object) -> Side:
    tables = LedgerTables(as_of="2030-02-01", commitments=rows)
    return Side("one", replace(tables, **more), {"d1": "x"}, {"coder": "1", "derivation": "1"}, None)


def text(found: Difference) -> str:
    return "\n".join(line.plain for line in difference_lines(found))


def test_another_display_number_alone_is_no_difference() -> None:
    assert difference(side(row()), side(row(display="C-0007"))).same


def test_a_row_whose_id_changed_is_one_row_that_changed() -> None:
    found = difference(side(row()), side(row("C9", "C-0003", object="gunboats")))
    assert [(change.change, change.was, change.display) for change in found.rows] == [("changed", "C-0001", "C-0003")]
    assert "C-0003 (was C-0001)" in text(found)


def test_ledgers_without_a_row_in_common_do_not_take_the_product_of_both() -> None:
    looked_at = []

    class Counted(Commitment, frozen=True):
        def __getattribute__(self, name: str) -> object:
            if name == "evidence":
                looked_at.append(name)
            return super().__getattribute__(name)

    def many(letter: str) -> list[Commitment]:
        return [Counted(**structs.asdict(row(f"{letter}{number}", doc_id=f"{letter}{number}"))) for number in range(100)]

    found = difference(side(*many("C")), side(*many("K")))
    assert [change.change for change in found.rows] == ["added"] * 100 + ["gone"] * 100
    assert len(looked_at) < 20 * 200


def test_a_decision_is_named_as_the_cause() -> None:
    decision = Decision(action="set", target="C1", author="ed", on="2030-03-01", reason="seen", field="object", value="rafts")
    found = difference(side(row()), side(row(object="rafts"), rulings=(Ruling(decision=decision, row="C1"),)))
    assert found.rows[0].causes == ("decision of ed: set object to rafts (seen)",)
    assert difference(side(row(), rulings=(Ruling(decision=decision, row="C1"),)), side(row(object="x"))).rows[0].causes[0].startswith("decision taken back")


def test_a_withdrawn_document_is_named_as_the_cause_of_what_went() -> None:
    found = difference(side(row()), side(retracted={"d1": "d2"}))
    assert [(change.change, change.causes) for change in found.rows] == [("gone", ("d1 was withdrawn or replaced by d2",))]
    assert "- document d1, withdrawn or replaced by d2" in text(found)


def test_a_deadline_that_passed_between_the_days_is_told_by_the_days() -> None:
    overdue = StatusChange(on="2030-03-02", status="overdue", known="2030-03-02", why="deadline 2030-03-01")
    found = difference(side(row()), side(row(status="overdue", history=(overdue,)), as_of="2030-04-01"))
    assert found.rows[0].causes == ("it stands as of 2030-04-01, not 2030-02-01",)


def test_without_any_other_cause_the_versions_are_named() -> None:
    after = side(row(object="rafts"))
    found = difference(side(row()), Side("two", after.tables, after.documents, {"coder": "2", "derivation": "1"}, None))
    assert found.rows[0].causes == ("the texts were read by another version of coder or tables",)
