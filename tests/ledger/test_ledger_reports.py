"""Reports matched with promises, also where they are told in passing."""

from __future__ import annotations

import pytest
from story import Story, row_of, treaty_story


def promised(action: str = "support", words: str = "the bid for the games", debtor: str = "SWE") -> Story:
    s = treaty_story()
    s.say("t1", f"It will do so with {words}", "commissive", action, debtor, object=words)
    s.document("t2", "2030-02-01", "Evening Post")
    return s


def test_an_act_foreseen_by_the_agreement_counts_whatever_the_clause_names() -> None:
    s = promised()
    s.say("t2", "Sudria rose in support of the bid, as the treaty had foreseen", "act", "rise", "SWE", "NOR")
    assert row_of(s).status == "fulfilled"


def test_without_the_words_that_tie_it_to_the_promise_it_does_not() -> None:
    s = promised()
    s.say("t2", "Sudria rose in support of the bid", "act", "rise", "SWE", "NOR")
    assert row_of(s).status == "announced"


def test_thanks_for_an_act_tell_that_it_was_done() -> None:
    s = promised("withdraw", "own candidacy")
    s.say("t2", "Norland thanked Sudria for standing aside", "endorsement", "praise", "NOR", "SWE", predicate="thank")
    assert [(h.on, h.status) for h in row_of(s).history] == [("2030-01-10", "announced"), ("2030-02-01", "fulfilled")]


def test_an_act_without_object_means_the_only_recent_duty_of_its_kind() -> None:
    s = promised("withdraw", "own candidacy")
    s.say("t2", "Sudria stood aside", "act", "stand aside", "SWE", "NOR")
    assert row_of(s).status == "fulfilled"


def test_an_act_towards_others_is_another_act() -> None:
    s = promised("release", "40 sailors")
    s.say("t2", "Sudria released 40 sailors", "act", "release", "SWE", "FIN", object="40 sailors", happened="2030-02-01")
    assert row_of(s).status == "announced"


def test_a_first_round_is_only_a_beginning() -> None:
    s = promised("hand over", "heavy weapons")
    s.texts["t2"] = "Lorries rolled in what both armies called a first round."
    s.say("t2", "Sudria handed over heavy weapons", "act", "hand over", "SWE", "NOR", object="heavy weapons", happened="2030-02-01")
    assert row_of(s).status == "in_progress"


def test_a_body_that_can_not_confirm_makes_the_debtors_word_disputed() -> None:
    s = promised("pull back", "the heavy guns")
    s.say("t2", "Sudria pulled back the heavy guns", "act", "pull back", "SWE", object="the heavy guns", modality="claimed", speaker="SWE")
    s.document("t3", "2030-02-03")
    words = "The monitors could not confirm the pull-back of the heavy guns"
    s.say("t3", words, "act", "pull back", "SWE", object="the heavy guns", polarity="negative", predicate="confirm", modality="claimed", speaker="OSCE")
    assert row_of(s).status == "disputed"


def test_the_clause_that_reports_the_signing_is_no_performance() -> None:
    s = treaty_story()
    s.say("t1", "Norland and Sudria will conclude the treaty", "commissive", "conclude", "NOR SWE", object="the treaty", instrument="treaty")
    s.document("t2", "2030-01-12")
    s.say("t2", "They signed the treaty", "act", "sign", "NOR SWE", object="the treaty", instrument="treaty", happened="2030-01-10")
    assert row_of(s).status == "announced"


@pytest.mark.parametrize(("days_later", "status"), [(40, "announced"), (200, "stalled")])
def test_not_done_without_a_deadline_stalls_only_after_long(days_later: int, status: str) -> None:
    s = promised("open", "the border road")
    on = "2030-02-19" if days_later < 100 else "2030-08-01"
    s.document("t3", on)
    s.say("t3", "Sudria has not opened the border road", "act", "open", "SWE", object="the border road", polarity="negative")
    assert row_of(s).status == status


def test_an_ultimatum_is_no_promise() -> None:
    s = treaty_story()
    s.say("t1", "Norland will shut the pipeline unless Sudria yields", "commissive", "shut", "NOR", object="the pipeline")
    assert s.ledger().commitments == ()


def test_those_who_promise_together_are_the_parties_of_an_agreement_that_names_nobody() -> None:
    s = Story()
    s.document("d1", "2030-05-05", filler="Text of the joint declaration read out on the island.")
    s.say("d1", "We will form a joint commission", "commissive", "form", "NOR SWE", object="a joint commission")
    (agreement,), (row,) = s.ledger().agreements, s.ledger().commitments
    assert (agreement.instrument, set(agreement.parties), agreement.date) == ("declaration", {"NOR", "SWE"}, "2030-05-05")
    assert row.agreement_id == agreement.agreement_id
