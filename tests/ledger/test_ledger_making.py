"""How agreements are seen to come about and to live on: two who sign a text of no name, effect taken, a place by which a deal is called, brokers."""

from __future__ import annotations

import msgspec
from story import Story, treaty_story

BROKER = "instrument.outsider"


def told(words: str, action: str, thing: str, instrument: str = "", predicate: str = "") -> Story:
    s = Story()
    s.document("d1", "2030-01-10")
    s.say("d1", words, "act", action, "NOR SWE", object=thing, instrument=instrument, happened="2030-01-09", predicate=predicate or action)
    return s


def test_two_who_sign_a_text_or_prolong_a_corridor_have_an_agreement() -> None:
    for words, action, thing in (("Norland and Sudria signed the text", "sign", "text"), ("Norland and Sudria prolonged the corridor", "prolong", "corridor")):
        (agreement,) = told(words, action, thing).ledger().agreements
        assert (agreement.parties, agreement.date) == (("NOR", "SWE"), "2030-01-09")
    assert not told("Norland and Sudria signed the guest book", "sign", "guest book").ledger().agreements


def test_names_put_to_an_accord_and_terms_come_to_make_one() -> None:
    assert told("Norland and Sudria put their names to the accord", "sign", "their names", "the accord", "put").ledger().agreements[0].lifecycle == {
        "signed": "2030-01-09"
    }
    assert told("Norland and Sudria came to terms", "agree", "terms", predicate="come").ledger().agreements


def test_a_deal_is_known_by_the_place_in_its_name_and_takes_effect() -> None:
    s = Story()
    s.document("t1", "2030-01-10")
    s.say("t1", "Norland and Sudria signed a Lakeport accord", "act", "sign", "NOR SWE", object="accord", instrument="a Lakeport accord", happened="2030-01-10")
    s.document("t2", "2030-03-02")
    words = "The Lakeport deal took effect on Friday"
    s.say("t2", words, "act", "observe", object="effect", instrument="The Lakeport deal", happened="2030-03-01", predicate="take", speaker="NOR")
    s.claims[-1] = msgspec.structs.replace(s.claims[-1], instrument=msgspec.structs.replace(s.claims[-1].instrument, head="deal"))
    (agreement,) = s.ledger().agreements
    assert agreement.lifecycle == {"signed": "2030-01-10", "in_force": "2030-03-01"}


def test_whom_a_phrase_calls_an_outsider_mediates_and_who_promises_help_does_not() -> None:
    s = treaty_story()
    broker = s.say("t1", "under FIN mediation", "act", "mediate", "FIN", object="mediation", modality="presupposed")
    s.claims[-1] = msgspec.structs.replace(broker, frame=BROKER)
    s.say("t1", "The UN will send monitors", "commissive", "send", "UN", object="monitors")
    assert s.ledger().agreements[0].mediators == ("FIN",)
