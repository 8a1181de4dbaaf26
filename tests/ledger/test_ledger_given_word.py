"""Words given by one side, taken back, kept by going on again; sums and what they are paid for; deeds that are mere circumstances."""

from __future__ import annotations

import msgspec
import pytest
from story import Story, treaty_story

from servanda.records import Deadline


def alone(words: str, doc_id: str = "t1", **more: Deadline) -> Story:
    """A promise of Norland under no agreement."""
    s = Story()
    s.document(doc_id, "2030-01-10")
    s.say(doc_id, words, "commissive", "lift", "NOR", object="the curfew", **more)
    return s


def steps(s: Story) -> list[tuple[str, str]]:
    return [(h.on, h.status) for h in s.ledger().commitments[0].history[1:]]


def test_a_term_without_an_anchor_runs_from_the_day_the_word_is_given() -> None:
    s = alone("Norland will lift the curfew within three days", deadline=Deadline(kind="relative", days=3, text="within three days"))
    assert s.ledger().commitments[0].deadline.date == "2030-01-13"


@pytest.mark.parametrize(("words", "owed_to"), [("Norland told Sudria that it would lift the curfew", ("SWE",)), ("Norland will lift the curfew", ())])
def test_a_word_of_one_side_alone_is_meant_for_the_one_other_state_named(words: str, owed_to: tuple[str, ...]) -> None:
    s = alone(words)
    s.document("t2", "2030-01-12")
    s.say("t2", "Sudria met nobody", "act", "meet", "SWE")
    s.claims[-1] = msgspec.structs.replace(s.claims[-1], agents=(msgspec.structs.replace(s.claims[-1].agents[0], text="Sudria", name="Sudria"),))
    assert s.ledger().commitments[0].beneficiary == owed_to


def test_what_was_lifted_counts_where_the_document_names_the_one_who_owed_it_and_the_thing_is_the_same() -> None:
    s = alone("Norland will lift the curfew")
    s.document("t2", "2030-02-01")
    s.say("t2", "Norland met nobody", "act", "meet", "NOR")
    s.say("t2", "The curfew was lifted", "act", "lift", object="The curfew", happened="2030-01-31")
    assert steps(s) == [("2030-01-31", "fulfilled")]


def test_a_promise_that_is_withdrawn_is_owed_no_more() -> None:
    s = alone("Norland will lift the curfew")
    s.document("t2", "2030-02-01")
    s.say("t2", "Norland withdrew its promise to lift the curfew", "act", "withdraw", "NOR", object="its promise to lift the curfew", happened="2030-01-31")
    assert steps(s) == [("2030-01-31", "withdrawn")]


def test_a_search_that_was_to_be_resumed_is_when_it_goes_on() -> None:
    s = treaty_story()
    s.say("t1", "The search for the wrecks will be resumed by Norland", "commissive", "search", "NOR", object="search for the wrecks")
    s.document("t2", "2030-02-01")
    s.say("t2", "The search for the wrecks was resumed", "act", "search", recipients="NOR", object="The search for the wrecks", happened="2030-01-31")
    s.claims[-1] = msgspec.structs.replace(s.claims[-1], frame="progress.resumed")
    assert steps(s) == [("2030-01-31", "fulfilled")]


def test_more_that_make_up_the_whole_number_fulfil_it() -> None:
    s = treaty_story()
    s.say("t1", "Norland will send 30 monitors", "commissive", "send", "NOR", object="30 monitors", number=30)
    s.document("t2", "2030-02-01")
    words = "Norland sent twelve more monitors so that all 30 are in place"
    s.say("t2", words, "act", "send", "NOR", object="twelve more monitors", number=12, happened="2030-01-31")
    assert steps(s) == [("2030-01-31", "fulfilled")]


def ties(s: Story) -> set[tuple[str, str, str]]:
    rows = {c.commitment_id: f"{c.debtor[0]} {c.action}" for c in s.ledger().commitments}
    return {(r.kind, rows[c.commitment_id], rows[r.commitment_id]) for c in s.ledger().commitments for r in c.relations}


def test_a_sum_is_paid_for_the_first_thing_that_the_other_side_is_to_do() -> None:
    s = treaty_story()
    s.say("t1", "Norland will build the dam", "commissive", "build", "NOR", object="the dam")
    s.say("t1", "It will lift the fees", "commissive", "lift", "NOR", object="the fees")
    s.say("t1", "Sudria will pay 5 million crowns", "commissive", "pay", "SWE", object="5 million crowns", number=5e6, unit="SEK")
    assert {pair for pair in ties(s) if pair[0] == "exchange"} == {("exchange", "NOR build", "SWE pay"), ("exchange", "SWE pay", "NOR build")}


def test_twin_deeds_of_two_sides_in_one_sentence_are_mutual() -> None:
    s = treaty_story()
    s.say("t1", "Norland will clear 14 fields and Sudria 22", "commissive", "clear", "NOR", object="14 fields", number=14, unit="field")
    first = s.claims[-1]
    s.claims.append(msgspec.structs.replace(first, claim_id="twin", start=first.start + 25, agents=(s.mention("SWE", first.start),)))
    assert {kind for kind, *_ in ties(s)} == {"mutual"}


def test_a_deed_that_only_tells_when_another_was_done_is_no_event() -> None:
    s = Story()
    s.document("t1", "2030-01-10")
    s.say("t1", "Norland met Sudria", "act", "meet", "NOR SWE", plover="CONSULT")
    s.say("t1", "after Norland seized the port", "act", "seize", "NOR", "SWE", object="the port", plover="ASSAULT", clause="adverbial")
    assert [e.plover for e in s.ledger().events] == ["CONSULT"]


def given(words: str, action: str, agents: str, recipients: str = "", **more: object) -> list[tuple[tuple[str, ...], str, str]]:
    """Debtor, duty and thing of each commitment that a promise under no agreement makes."""
    s = Story()
    s.document("t1", "2030-01-10")
    s.say("t1", words, "commissive", action, agents, recipients, **more)  # type: ignore[arg-type]
    return [(c.debtor, c.duty, c.object) for c in s.ledger().commitments]


def test_what_a_state_buys_from_another_is_no_private_business() -> None:
    assert given("Norland will buy the harvest of Sudria", "buy", "NOR", "SWE", object="the harvest") == [(("NOR",), "one-shot", "harvest")]
    assert given("Norland will buy the harvest", "buy", "NOR", object="the harvest") == []


def test_whom_a_party_will_notify_is_enough_to_be_owed() -> None:
    assert given("Norland will notify Sudria a day before", "notify", "NOR", "SWE") == [(("NOR",), "one-shot", "")]


def test_what_is_given_every_so_often_recurs_however_much_it_is() -> None:
    assert given("Norland will grant Sudria 200 permits a year", "grant", "NOR", "SWE", object="200 permits", number=200, unit="permit") == [
        (("NOR",), "recurring", "permits")
    ]


@pytest.mark.parametrize(("parties", "rows"), [("NOR SWE", 2), ("NOR SWE FIN", 1)])
def test_what_two_will_each_do_is_owed_by_each(parties: str, rows: int) -> None:
    assert len(given("They will each withdraw 500 men", "withdraw", parties, object="500 men", number=500)) == rows
