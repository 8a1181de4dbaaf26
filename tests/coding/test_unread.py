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
from servanda.language.text_reader import Clause, Naming, Text, Words
from servanda.records import Claim

SPOKE = "Norway spoke of a betrayal by Sweden."
ACCORD = "Norway and Sweden signed a rail accord."
GRAVES = "Norway looks after the graves."
WATER = "Norwegian and Swedish police searched the lake."
NEITHER = "Neither country may build such arms or test them."
LEAVE = "Norway may look after the graves."
SAID = "Norway said that Sweden had let the accord rot."
RELEASED = "The two countries released prisoners."
WILL = "Norway will hand over 40 wagons to Sweden."


class Network:
    """Answers all alike, and keeps what it was asked."""

    def __init__(self, owed: float = 0.0, **types: float) -> None:
        self.belief, self.likely = owed, types
        self.texts: list[Text] = []
        self.asked: list[Clause] = []

    def __call__(self, text: Text) -> Network:
        self.texts.append(text)
        return self

    def owed(self, clauses: Sequence[Clause]) -> list[float]:
        self.asked += clauses
        return [self.belief] * len(clauses)

    def types(self, clauses: Sequence[Clause]) -> list[dict[str, float]]:
        return [{"none": 1 - sum(self.likely.values())} | self.likely for _ in clauses]

    def meant(self, words: Words, namings: Sequence[Naming]) -> dict[str, float]:
        return dict.fromkeys(words.rule, 1 / len(words.rule)) if words.rule else {}

    def promises(self, *sentences: str) -> list[Claim]:
        """What the sentences promise, by rules and by these answers; so short a text is otherwise left to the rules."""
        with mock.patch.object(unread, "LINE", 0):
            return self.alone(*sentences)

    def alone(self, *sentences: str) -> list[Claim]:
        """What they promise as they are."""
        return [c for c in self.told(*sentences) if c.illocution == "commissive"]

    def told(self, *sentences: str) -> Sequence[Claim]:
        """All that they say."""
        return code_reading(reading(*sentences), replace(knowledge(), ask=self)).claims

    def claim(self, predicate: str, *sentences: str) -> Claim:
        """What they say with a verb, by rules and by these answers."""
        with mock.patch.object(unread, "LINE", 0):
            (found,) = [c for c in self.told(*sentences) if c.predicate == predicate]
        return found


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


def test_it_is_told_where_verb_and_parties_stand() -> None:
    network = Network()
    network.promises(ACCORD, GRAVES)
    (text,), clause = network.texts, network.asked[-1]
    assert [text.text[slice(*place)] for place in (*text.sentences, clause.head, clause.agent) if place] == [ACCORD, GRAVES, "looks", "Norway"]
    assert (clause.rule, clause.kept, clause.voiced) == ("none", False, False)


@pytest.mark.parametrize("times", [1, table("text_reader")["longest"] // len(SPOKE) + 1])
def test_a_line_by_itself_and_long_texts_are_left_to_the_rules(times: int) -> None:
    network = Network(0.95)
    assert network.alone(*[SPOKE] * times) == []
    assert network.asked == []


def test_a_clause_without_an_event_type_has_that_of_which_the_network_is_sure() -> None:
    claim = Network(ACCUSE=0.9).claim("look", ACCORD, GRAVES)
    assert (claim.plover, claim.illocution, claim.read, claim.confidence, claim.cameo) == ("ACCUSE", "act", 0.9, 0.9, None)
    assert [c for c in Network(ACCUSE=0.5).told(ACCORD, GRAVES) if c.predicate == "look"] == []


def test_it_takes_more_to_tell_another_type_than_the_tables_and_most_to_tell_none() -> None:
    least = table("text_reader")
    by_tables = Network(REJECT=0.5).claim("release", ACCORD, RELEASED)
    assert (by_tables.plover, by_tables.read) == ("RETREAT", None)
    assert Network(REJECT=least["retyped"] + 0.01).claim("release", ACCORD, RELEASED).plover == "REJECT"
    assert Network(REJECT=least["retyped"] - 0.01).claim("release", ACCORD, RELEASED) == by_tables
    none = Network(REJECT=0.99 - least["untyped"]).claim("release", ACCORD, RELEASED)
    assert (none.plover, none.cameo, none.read) == (None, None, round(least["untyped"] + 0.01, 2))


def test_promises_and_appeals_keep_their_types() -> None:
    assert [c.plover for c in Network(0.95, ASSAULT=0.95).promises(ACCORD, WILL)] == [c.plover for c in Network(0.95).promises(ACCORD, WILL)]
