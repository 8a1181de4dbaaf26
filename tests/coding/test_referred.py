"""For whom speakers speak by the network: what it is asked, when its answers count, and what they leave alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from unittest import mock

import pytest
from corrected import knowledge, reading

from servanda.coding import unread
from servanda.coding.document import code_reading, prepared
from servanda.coding.referred import decided
from servanda.coding.tables import table
from servanda.language.text_reader import Clause, Naming, Text, Words
from servanda.records import Coded, Mention

ACCORD = "Norway and Sweden signed a rail accord."
OFFICIAL = "Norway agreed to lend Sweden two ships, an official said."


class Network:
    """Gives words by their text to parties, and keeps what it was asked; takes no clause for a promise."""

    def __init__(self, shares: Mapping[str, Mapping[str, float]]) -> None:
        self.shares = shares
        self.text = ""
        self.asked: dict[str, tuple[Words, list[Naming]]] = {}

    def __call__(self, text: Text) -> Network:
        self.text = text.text
        return self

    def owed(self, clauses: Sequence[Clause]) -> list[float]:
        return [0.5] * len(clauses)

    def types(self, clauses: Sequence[Clause]) -> list[dict[str, float]]:
        return [{"none": 0.5, "AID": 0.5} for _ in clauses]

    def meant(self, words: Words, namings: Sequence[Naming]) -> dict[str, float]:
        told = self.text[slice(*words.place)]
        self.asked[told] = (words, list(namings))
        return dict(self.shares.get(told, {code: 1 / len(words.rule) for code in words.rule}))

    def coded(self, *sentences: str) -> Coded:
        """What the sentences say; so short a text is otherwise left to the rules."""
        with mock.patch.object(unread, "LINE", 0):
            return code_reading(reading(*sentences), replace(knowledge(), ask=self))


def speaker(shares: Mapping[str, float]) -> tuple[str | None, float | None]:
    """For whom the official speaks by these shares, and the belief in it."""
    (found,) = [q.speaker for q in Network({"official": shares} if shares else {}).coded(ACCORD, OFFICIAL).quotations if q.speaker is not None]
    return found.code, found.read


def test_a_speaker_of_nobody_known_speaks_for_the_party_of_which_the_network_is_sure() -> None:
    least = table("text_reader")
    told = reading(ACCORD, OFFICIAL)
    (head,) = [t for p in told.paragraphs for t in p.doc if t.text == "official"]
    start = told.paragraphs[1].offset(head)
    stranger = Mention(start=start, end=start + len(head), text="official", kind="person")

    def meant(share: float) -> tuple[str | None, float | None]:
        with mock.patch.object(unread, "LINE", 0):
            referred = prepared(told, replace(knowledge(), ask=Network({"official": {"SWE": share}}))).referred
        found = referred.speaker(head, stranger) if referred is not None else None
        return (found.code, found.read) if found is not None else (None, None)

    assert meant(least["stands"] + 0.01) == ("SWE", round(least["stands"] + 0.01, 2))
    assert meant(least["stands"] - 0.01) == (None, None)


def test_it_takes_more_to_speak_for_another_than_rules_say_and_as_much_to_speak_for_nobody() -> None:
    least, by_rules = table("text_reader"), speaker({})
    assert by_rules == ("NOR", None)
    assert speaker({"SWE": least["instead"] + 0.01}) == ("SWE", round(least["instead"] + 0.01, 2))
    assert speaker({"SWE": least["instead"] - 0.01}) == by_rules
    assert speaker({"SWE": 0.99 - least["nobody"]}) == (None, round(least["nobody"] + 0.01, 2))


def test_a_plural_may_stand_for_several_that_share_the_belief_and_no_other_word() -> None:
    shared = {"NOR": 0.5, "SWE": 0.49}
    assert decided(shared, several=True) == (frozenset(shared), pytest.approx(0.99))
    assert decided(shared, several=False) == (frozenset({"NOR"}), pytest.approx(0.5))
    assert decided({"NOR": 0.4, "SWE": 0.05}) == (frozenset(), pytest.approx(0.55))
    assert decided({}) == (frozenset(), 1.0)


def test_it_is_told_what_rules_say_and_where_the_text_speaks_of_parties() -> None:
    network = Network({})
    network.coded(ACCORD, OFFICIAL)
    words, namings = network.asked["official"]
    assert (words.sort, words.voice, words.rule, network.text[slice(*words.head)]) == ("noun", True, frozenset({"NOR"}), "official")
    named = [(network.text[slice(*n.place)], n.code, n.sort, n.exact) for n in namings]
    assert named == [(name, code, "state", True) for name, code in (("Norway", "NOR"), ("Sweden", "SWE")) * 2]


def test_speakers_in_what_a_ministry_puts_out_are_left_to_the_rules() -> None:
    network = Network({"official": {"SWE": 1.0}})
    with mock.patch.object(unread, "LINE", 0):
        coded = code_reading(reading(ACCORD, OFFICIAL, outlet="U.S. Department of State"), replace(knowledge(), ask=network))
    assert "NOR" in [q.speaker.code for q in coded.quotations if q.speaker]
    assert network.asked == {}


def test_without_the_network_and_in_a_line_by_itself_rules_alone_say_for_whom_somebody_speaks() -> None:
    coded = code_reading(reading(ACCORD, OFFICIAL), replace(knowledge(), ask=Network({"official": {"SWE": 1.0}})))
    assert [q.speaker.code for q in coded.quotations if q.speaker] == ["NOR"]
