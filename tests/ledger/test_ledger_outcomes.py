"""What the network reads where no rule does: which sentences it is asked about, what its answers do, and that a change that rests on it says so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from story import Story, promised

from servanda.language.outcomes.texts import Outcome
from servanda.ledger import derive
from servanda.records import Commitment, Deadline


class Network:
    """Answers as it is told to, and remembers what it was asked."""

    def __init__(self, outcome: Outcome, belief: float = 0.95) -> None:
        self.outcome, self.belief = outcome, belief
        self.asked: list[tuple[str, str, str]] = []

    def __call__(self, promise: str, text: str, before: str) -> Mapping[Outcome, float]:
        self.asked.append((promise, text, before))
        return {self.outcome: self.belief, "none": 1 - self.belief} if self.outcome != "none" else {"none": 1.0}


def crossing(words: str = "The barrier at the crossing was raised at seven", **more: Any) -> Story:
    """Norland owes an open crossing, and a month later a sentence tells of it that no rule reads."""
    s = promised("reopen the crossing at Ostby", "reopen", "the crossing at Ostby", deadline=Deadline(kind="date", date="2030-03-01", text="by 1 March"))
    s.say("t2", "Norland and Sudria held talks on fish", "act", "consult", "NOR SWE")
    s.say("t2", words, "position", "raise", **more)
    return s


def read(story: Story, network: Network) -> Commitment:
    """The one duty of the story, with the network."""
    (row,) = derive(story.printed(), story.claims, as_of="2030-02-20", ask=network).commitments
    return row


@pytest.mark.parametrize(
    ("outcome", "status"),
    [("done", "fulfilled"), ("part", "partly_fulfilled"), ("halted", "announced"), ("withdrawn", "announced"), ("none", "announced")],
)
def test_what_the_network_reads_as_performed_moves_the_duty_and_nothing_else_does(outcome: Outcome, status: str) -> None:
    assert read(crossing(), Network(outcome)).status == status


def test_a_change_that_rests_on_the_network_says_so() -> None:
    assert read(crossing(), Network("done")).history[-1].why == "read as done (network, 0.95)"


def test_the_network_counts_only_where_it_is_sure() -> None:
    assert read(crossing(), Network("done", 0.55)).status == "announced"


def test_it_is_asked_of_the_promise_beside_the_sentence_and_the_one_before() -> None:
    network = Network("none")
    read(crossing(), network)
    (asked,) = [asked for asked in network.asked if "barrier" in asked[1]]
    assert asked[0] == "NOR owes SWE: reopen crossing at Ostby"
    assert asked[1:] == ("The barrier at the crossing was raised at seven.", "Norland and Sudria held talks on fish.")


def test_it_is_not_asked_about_sentences_that_a_rule_has_read() -> None:
    s = crossing()
    s.say("t2", "Norland reopened the crossing at Ostby", "act", "reopen", "NOR", object="the crossing at Ostby")
    network = Network("halted")
    read(s, network)
    assert not any("reopened" in text for _, text, _ in network.asked)


def test_it_is_not_asked_about_what_has_nothing_of_the_duty() -> None:
    network = Network("done")
    read(crossing("The weather on the coast will stay as mild as it was"), network)
    assert not any("weather" in text for _, text, _ in network.asked)


@pytest.mark.parametrize("more", [{"polarity": "negative"}, {"modality": "possible"}])
def test_it_is_not_asked_about_what_the_words_deny_or_leave_open(more: dict[str, Any]) -> None:
    network = Network("done")
    assert read(crossing(**more), network).status == "announced"
    assert not any("barrier" in text for _, text, _ in network.asked)


def test_the_day_of_the_promise_is_not_that_of_its_performance() -> None:
    row = read(crossing("The barrier at the crossing was raised in line with the treaty of 10 January", happened="2030-01-10"), Network("done"))
    assert (row.history[-1].on, row.history[-1].status) == ("2030-02-10", "fulfilled")


def test_what_was_done_before_the_promise_does_not_perform_it() -> None:
    row = read(crossing("The barrier at the crossing was raised in 2029", happened="2029-05-01"), Network("done"))
    assert row.status == "announced"


def test_what_it_reads_is_no_event_of_its_own() -> None:
    s = crossing()
    with_it, without = (derive(s.printed(), s.claims, as_of="2030-02-20", ask=ask).events for ask in (Network("done"), None))
    assert with_it == without


def test_without_it_rules_alone_decide() -> None:
    (row,) = crossing().ledger(as_of="2030-02-20").commitments
    assert row.status == "announced"
