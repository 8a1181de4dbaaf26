"""How promises are tied: answers, articles and stages named by number, steps in order, texts that take the place of others."""

from __future__ import annotations

from typing import Any

import msgspec
from story import Story, treaty_story

from servanda.records import Claim, Deadline, Span


def ties(story: Story) -> list[tuple[str, str, str]]:
    rows = {c.commitment_id: f"{'+'.join(c.debtor)} {c.action}" for c in story.ledger().commitments}
    return sorted((r.kind, rows[c.commitment_id], rows[r.commitment_id]) for c in story.ledger().commitments for r in c.relations)


def due(on: str) -> Deadline:
    return Deadline(kind="date", date=on, text=on)


def article(story: Story, words: str, debtor: str, action: str, thing: str, on: str = "") -> None:
    story.paragraph("t1")
    story.say("t1", words, "performative", action, debtor, object=thing, in_text=True, deadline=due(on) if on else None)


def test_a_proviso_names_an_article_by_its_number() -> None:
    s = treaty_story()
    article(s, "1. Norland shall clear the canal", "NOR", "clear", "the canal")
    article(s, "2. Sudria shall drain the marsh", "SWE", "drain", "the marsh")
    article(s, "3. Provided that article 1 has been carried out, Sudria shall pay the toll", "SWE", "pay", "the toll")
    assert ties(s) == [("conditional", "SWE pay", "NOR clear")]


def test_a_condition_names_a_stage() -> None:
    s = treaty_story()
    s.say("t1", "In the second stage Norland will clear the canal", "commissive", "clear", "NOR", object="the canal")
    words = "Once stage two has been certified, Sudria will open the bridge"
    s.say("t1", words, "commissive", "open", "SWE", object="the bridge", condition="Once stage two has been certified")
    assert ties(s) == [("conditional", "SWE open", "NOR clear")]


def test_in_its_turn_answers_the_other_sides_promise_though_a_sentence_stands_between() -> None:
    s = treaty_story()
    s.say("t1", "Norland will clear the canal", "commissive", "clear", "NOR", object="the canal")
    s.say("t1", "The bed has silted up", "position", "state", "NOR")
    s.say("t1", "Sudria, in its turn, will pay the toll", "commissive", "pay", "SWE", object="the toll", marker="in its turn")
    assert ("exchange", "NOR clear", "SWE pay") in ties(s)


def test_in_exchange_means_nothing_in_a_paragraph_long_before() -> None:
    s = treaty_story()
    s.say("t1", "Norland lights the quay", "performative", "light", "NOR", object="the quay", in_text=True)
    article(s, "First step. Norland clears the canal", "NOR", "clear", "the canal")
    s.paragraph("t1")
    s.say("t1", "The mills on either bank have been named by both sides", "position", "state", "NOR")
    s.say("t1", "In exchange Sudria pays the toll", "performative", "pay", "SWE", object="the toll", in_text=True, marker="in exchange")
    assert ("exchange", "NOR clear", "SWE pay") not in ties(s)


def test_for_its_part_ties_only_neighbouring_promises() -> None:
    s = treaty_story()
    s.say("t1", "Norland will light the quay", "commissive", "light", "NOR", object="the quay")
    s.say("t1", "Norland will clear the canal", "commissive", "clear", "NOR", object="the canal")
    s.say("t1", "The bed has silted up over the years", "position", "state", "NOR")
    s.say("t1", "Sudria, for its part, will pay the toll", "commissive", "pay", "SWE", object="the toll", marker="for its part")
    assert ("exchange", "NOR clear", "SWE pay") not in ties(s)


def test_what_two_parties_first_promise_each_other_is_a_bargain_where_nothing_else_ties_them() -> None:
    s = treaty_story()
    s.say("t1", "Norland will clear the canal", "commissive", "clear", "NOR", object="the canal")
    s.say("t1", "Norland will light the quay", "commissive", "light", "NOR", object="the quay")
    s.say("t1", "Sudria will mend the bridge", "commissive", "mend", "SWE", object="the bridge")
    assert ("exchange", "NOR clear", "SWE mend") in ties(s)
    assert ("exchange", "NOR light", "SWE mend") not in ties(s)


def test_two_like_acts_that_are_not_traded_are_mutual() -> None:
    s = treaty_story()
    s.say("t1", "Norland will move back the patrol boats", "commissive", "pull back", "NOR", object="the patrol boats")
    s.say("t1", "Sudria, in its turn, will move back the patrol boats", "commissive", "pull back", "SWE", object="the patrol boats", marker="in its turn")
    assert {kind for kind, *_ in ties(s)} == {"mutual"}


def test_steps_of_one_act_follow_each_other_where_the_text_speaks_of_order() -> None:
    s = treaty_story()
    s.paragraph("t1")
    s.say("t1", "Norland goes first: it will open the eastern lock", "commissive", "open", "NOR", object="the eastern lock", deadline=due("2030-02-01"))
    s.say("t1", "Sudria will open the western lock", "commissive", "open", "SWE", object="the western lock", deadline=due("2030-03-01"))
    assert ties(s) == [("sequenced", "NOR open", "SWE open")]


def test_a_text_that_takes_the_place_of_another_supersedes_its_duty() -> None:
    s = treaty_story()
    s.say("t1", "Both parties will cease fire", "commissive", "cease fire", "NOR SWE", object="fire")
    s.document("t2", "2030-05-01")
    s.say("t2", "Norland and Sudria signed a protocol", "act", "sign", "NOR SWE", object="protocol", instrument="protocol", happened="2030-05-01")
    s.say("t2", "Both parties will cease all fire anew", "commissive", "cease fire", "NOR SWE", object="all fire")
    first, second = s.ledger().commitments
    assert [h.status for h in first.history] == ["announced", "superseded"]
    assert [(r.kind, r.commitment_id) for r in second.relations] == [("supersedes", first.commitment_id)]


def test_a_payment_and_a_deed_promised_in_one_sentence_are_an_exchange() -> None:
    s = treaty_story()
    first = s.say("t1", "Norland will supply gas and Sudria will pay its bills", "commissive", "supply", "NOR", "SWE", object="gas")
    s.claims.append(msgspec.structs.replace(first, claim_id="t1:pay", action="pay", predicate="pay", start=first.start + 30, **_sides(first)))
    one, other = s.ledger().commitments
    assert [(r.kind, r.commitment_id) for r in one.relations] == [("exchange", other.commitment_id)]


def _sides(claim: Claim) -> dict[str, Any]:
    """The two sides changed, with another object."""
    return {"agents": claim.recipients, "recipients": claim.agents, "object": Span(start=claim.end - 9, end=claim.end, text="its bills")}


def test_steps_are_named_in_brackets_or_behind_a_number() -> None:
    s = treaty_story()
    article(s, "1. Norland shall clear the canal by 1 June (stage one)", "NOR", "clear", "the canal")
    article(s, "2. In stage two Norland shall open the lock", "NOR", "open", "the lock")
    assert ties(s) == [("sequenced", "NOR clear", "NOR open")]


def test_lots_of_one_thing_handed_over_by_both_sides_are_traded() -> None:
    s = treaty_story()
    s.say("t1", "Norland will hand over 46 charts", "commissive", "hand over", "NOR", object="46 charts", number=46, unit="chart")
    s.say("t1", "Sudria is to hand over 18 charts", "commissive", "hand over", "SWE", object="18 charts", number=18, unit="chart")
    assert ties(s) == [("exchange", "NOR hand over", "SWE hand over"), ("exchange", "SWE hand over", "NOR hand over")]


def test_people_are_traded_for_people_whatever_they_are_called() -> None:
    s = treaty_story()
    article(s, "1. Norland shall release 64 hostages", "NOR", "release", "64 hostages")
    s.paragraph("t1")
    words = "2. Sudria shall release 180 prisoners"
    s.say("t1", words, "performative", "release", "SWE", object="180 prisoners", number=180, in_text=True)
    assert ("exchange", "NOR release", "SWE release") in ties(s)


def test_for_its_part_answers_all_that_the_sentence_before_promises() -> None:
    s = treaty_story()
    first = s.say("t1", "Norland will clear the canal and mend the lock", "commissive", "clear", "NOR", object="the canal")
    lock = Span(start=first.end - 8, end=first.end, text="the lock")
    second = msgspec.structs.replace(first, claim_id="t1:more", action="mend", predicate="mend", object=lock)
    s.claims.append(second)
    s.say("t1", "Sudria, for its part, will pay the toll", "commissive", "pay", "SWE", object="the toll", marker="for its part")
    assert {pair for pair in ties(s) if pair[1] == "SWE pay"} == {("exchange", "SWE pay", "NOR clear"), ("exchange", "SWE pay", "NOR mend")}


def test_what_the_two_sides_do_in_one_step_is_done_for_each_other() -> None:
    s = treaty_story()
    words = "First step. Norland clears the canal"
    s.say("t1", words, "performative", "clear", "NOR", object="the canal", in_text=True, deadline=due("2031-05-01"))
    s.say("t1", "Sudria opens the bridge", "performative", "open", "SWE", object="the bridge", in_text=True, deadline=due("2031-06-01"))
    assert ties(s) == [("exchange", "NOR clear", "SWE open"), ("exchange", "SWE open", "NOR clear")]


def test_a_gift_waits_for_what_its_takers_owe_each_other() -> None:
    s = treaty_story()
    s.say("t1", "Norland will share its charts", "commissive", "share", "NOR", object="its charts")
    s.say("t1", "Sudria will share its charts", "commissive", "share", "SWE", object="its charts")
    s.document("t2", "2031-03-04")
    words = "Ostland will give the two fleets ten boats once the charts have been exchanged"
    s.say("t2", words, "commissive", "give", "AUT", "NOR SWE", object="ten boats", condition="once the charts have been exchanged")
    given = [pair for pair in ties(s) if pair[0] == "conditional"]
    assert given == [("conditional", "AUT give", "NOR share"), ("conditional", "AUT give", "SWE share")]


def test_a_term_that_runs_from_a_receipt_follows_what_is_handed_over() -> None:
    s = treaty_story()
    s.say("t1", "Norland will return seven boats", "commissive", "return", "NOR", object="seven boats", number=7, unit="boat")
    words = "Within ten days of receiving all seven, Sudria will open the bridge"
    when = Deadline(kind="relative", anchor="receiving", days=10, text="Within ten days of receiving all seven")
    s.say("t1", words, "commissive", "open", "SWE", object="the bridge", deadline=when)
    assert ("sequenced", "NOR return", "SWE open") in ties(s)


def test_thousands_of_digits_before_a_receipt_are_no_number_and_stop_nothing() -> None:
    s = treaty_story()
    s.say("t1", "Norland will return the boats", "commissive", "return", "NOR", object="the boats", number=7, unit="boat")
    words = f"Within {'9' * 5000} days of receiving them, Sudria will open the bridge"
    s.say("t1", words, "commissive", "open", "SWE", object="the bridge", deadline=Deadline(kind="relative", anchor="receiving", text="receiving"))
    assert ("sequenced", "NOR return", "SWE open") not in ties(s)


def test_a_duty_that_waits_for_another_is_not_said_to_follow_it_besides() -> None:
    s = treaty_story()
    s.say("t1", "The steps follow in this order", "position", "state", "NOR")
    s.say("t1", "Norland will open the lock", "commissive", "open", "NOR", object="the lock", deadline=due("2031-05-01"))
    words = "Once the lock has been opened, Sudria will open the bridge"
    s.say("t1", words, "commissive", "open", "SWE", object="the bridge", condition="Once the lock has been opened", deadline=due("2031-06-01"))
    assert ties(s) == [("conditional", "SWE open", "NOR open")]
