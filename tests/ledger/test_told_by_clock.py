"""Deadlines and orders of steps that run from another act, and duties that each doubts the other has done; from text to ledger."""

from __future__ import annotations

from servanda import code
from servanda.ledger.derive import derive
from servanda.records import Commitment, LedgerTables


def ledger(*texts: tuple[str, str]) -> LedgerTables:
    """The ledger of some texts, each given as (day, text)."""
    coded = [code(text, published=day, doc_id=f"d{number}") for number, (day, text) in enumerate(texts)]
    return derive([c.document for c in coded], [claim for c in coded for claim in c.claims])


def owing(tables: LedgerTables, action: str) -> Commitment:
    """The one commitment of an act."""
    (found,) = [c for c in tables.commitments if c.action == action]
    return found


def test_the_noun_of_an_act_alone_means_the_duty_of_that_act() -> None:
    tables = ledger(
        (
            "2024-03-01",
            "Sweden and Norway signed a truce on Friday. Both sides are to withdraw their guns by 10 March 2024. "
            "They are to exchange all prisoners no later than five days after the withdrawal.",
        )
    )
    guns, prisoners = owing(tables, "withdraw"), owing(tables, "exchange")
    assert prisoners.deadline.date == "2024-03-15"
    assert ("sequenced", prisoners.commitment_id) in {(r.kind, r.commitment_id) for r in guns.relations}


def test_terms_of_one_clock_put_steps_in_order() -> None:
    tables = ledger(
        (
            "2024-03-01",
            "Sweden and Norway signed a truce on Friday. The two will clear the strait within 30 days of the handover. "
            "They will dismantle the towers within 120 days of the handover.",
        )
    )
    first, second = owing(tables, "clear"), owing(tables, "dismantle")
    assert {(r.kind, r.commitment_id) for r in first.relations} == {("sequenced", second.commitment_id)}


def test_what_each_doubts_of_the_other_is_disputed() -> None:
    tables = ledger(
        ("2024-03-01", "Sweden and Norway signed a truce on Friday. The two armies are to withdraw from the zone by 5 April 2024."),
        (
            "2024-04-23",
            "OSLO, April 23 (Fjord Wire) - Eighteen days after Sweden and Norway were to have cleared the zone of troops, nobody can say that they have. "
            "Both governments say that their withdrawal was completed on time. Each expressed doubt about the other's.",
        ),
    )
    assert owing(tables, "withdraw").status == "disputed"


def test_roughly_so_many_weeks_before_give_no_day() -> None:
    tables = ledger(
        ("2024-03-01", "Sweden and Norway signed a treaty on Friday. Sweden will destroy 40 mines by 1 June 2024."),
        ("2024-05-12", "Sweden destroyed the last of the 40 mines on Sunday, nearly three weeks before the deadline."),
    )
    assert [h.on for h in owing(tables, "destroy").history][-1] == "2024-05-12"
