"""Promises that no rule reads: what the network is asked, what its answers make of a claim, and what they leave alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from unittest import mock

import pytest
from corrected import codes, knowledge, reading

from servanda.coding import unread
from servanda.coding.document import code_reading
from servanda.coding.tables import table
from servanda.language.clause_reader import Asked
from servanda.records import Claim

SPOKE = "Norway spoke of a betrayal by Sweden."
ACCORD = "Norway and Sweden signed a rail accord."
GRAVES = "Norway looks after the graves."
WATER = "Norwegian and Swedish police searched the lake."
NEITHER = "Neither country may build such arms or test them."
LEAVE = "Norway may look after the graves."
SAID = "Norway said that Sweden had let the accord rot."
WILL = "Norway will hand over 40 wagons to Sweden."


class Network:
    """Answers all alike, and keeps what it was asked."""

    def __init__(self, owed: float = 0.0) -> None:
        self.owed = owed
        self.asked: list[tuple[str, str, Asked]] = []

    def __call__(self, text: str, before: str, asked: Sequence[Asked]) -> list[float]:
        self.asked += [(text, before, clause) for clause in asked]
        return [self.owed] * len(asked)

    def promises(self, *sentences: str) -> list[Claim]:
        """What the sentences promise, by rules and by these answers; so short a text is otherwise left to the rules."""
        with mock.patch.object(unread, "LINE", 0):
            return self.alone(*sentences)

    def alone(self, *sentences: str) -> list[Claim]:
        """What they promise as they are."""
        return [c for c in code_reading(reading(*sentences), replace(knowledge(), ask=self)).claims if c.illocution == "commissive"]


def test_what_the_network_holds_for_a_duty_is_a_promise_of_who_acts() -> None:
    (claim,) = [c for c in Network(0.95).promises(ACCORD, GRAVES) if c.predicate == "look"]
    assert (codes(claim.agents), claim.modality, claim.read) == (["NOR"], "promised", 0.95)
    assert Network(0.3).promises(ACCORD, GRAVES) == []


def test_it_is_not_asked_of_a_text_that_speaks_of_no_accord_nor_of_what_was_done() -> None:
    network = Network(0.95)
    assert network.promises(WATER, GRAVES) == []
    network.promises(ACCORD, SPOKE)
    assert network.asked == []


def test_what_is_merely_allowed_binds_nobody() -> None:
    assert [c for c in Network(0.95).promises(ACCORD, LEAVE) if c.predicate == "look"] == []


def test_what_neither_may_do_is_not_owed() -> None:
    assert [c for c in Network(0.95).promises(ACCORD, NEITHER) if c.predicate == "test"] == []


def test_what_another_says_that_one_owes_binds_nobody() -> None:
    assert [c for c in Network(0.95).promises(ACCORD, SAID) if c.predicate == "let"] == []


def test_a_promise_that_rules_read_is_taken_back_only_where_the_network_is_all_but_sure() -> None:
    assert [(c.predicate, c.read) for c in Network(0.3).promises(ACCORD, WILL)] == [("hand", None)]
    assert Network(0.01).promises(ACCORD, WILL) == []
    assert Network(0.01).promises(WILL)  # which speaks of no accord


def test_it_is_told_where_verb_and_parties_stand_and_what_was_said_before() -> None:
    network = Network()
    network.promises(ACCORD, GRAVES)
    text, before, clause = next(entry for entry in network.asked if entry[0] == GRAVES)
    assert [text[slice(*place)] for place in (clause.head, clause.agent) if place] == ["looks", "Norway"]
    assert (before, clause.rule, clause.kept, clause.voiced) == (ACCORD, "none", False, False)


@pytest.mark.parametrize("times", [1, table("clause_reader")["longest"] // len(SPOKE) + 1])
def test_a_line_by_itself_and_long_texts_are_left_to_the_rules(times: int) -> None:
    network = Network(0.95)
    assert network.alone(*[SPOKE] * times) == []
    assert network.asked == []
