"""What is asked by "want", taken up by "did the same", laughed at, and everyday senses of "meet", "let" and "have an agreement"."""

from __future__ import annotations

from corrected import coded, codes


def test_who_wants_another_to_act_asks_it_of_him() -> None:
    claim = coded("Armenia wants Georgia to pay for the bridge.").claims[0]
    assert (claim.illocution, claim.plover, codes(claim.agents), codes(claim.recipients)) == ("appeal", "REQUEST", ["ARM"], ["GEO"])
    assert (claim.object.text if claim.object else "") == "pay for the bridge"


def test_who_wants_a_thing_done_asks_for_it_and_who_wants_to_act_does_not() -> None:
    claim = coded("Armenia wants the ban lifted before the summer.").claims[0]
    assert (claim.illocution, claim.object and claim.object.text) == ("appeal", "ban lifted before the summer")
    assert not [c for c in coded("Armenia wants to lift the ban.").claims if c.illocution == "appeal"]


def test_who_did_the_same_did_it_on_his_own_day() -> None:
    first, second = coded("Norway lifted the ban on Chinese fish.", "Iceland did the same on Monday.").claims
    assert (codes(second.agents), second.action, codes(second.recipients)) == (["ISL"], first.action, ["CHN"])
    assert (first.happened, second.happened.first if second.happened else "") == (None, "2023-12-04")
    followed = coded("Norway recalled its ambassador from Lima and Sweden followed suit a day later.").claims
    assert [codes(c.agents) for c in followed if c.plover == "SANCTION"] == [["NOR"], ["SWE"]]


def test_who_has_not_done_so_did_nothing() -> None:
    assert [codes(c.agents) for c in coded("Norway lifted the ban on Chinese fish.", "Iceland has not done so.").claims] == [["NOR"]]


def test_a_joint_body_is_that_of_all_whom_it_names() -> None:
    assert codes(coded("The joint commission of Iran and Afghanistan met on Monday.").claims[0].agents) == ["IRN", "AFG"]


def test_a_charge_laughed_at_is_rejected() -> None:
    assert coded("Armenia laughed at the idea.").claims[0].plover == "REJECT"


def test_what_is_had_or_met_or_let_go_by_is_no_event() -> None:
    texts = (
        "The European Union, which has an agreement with Mauritania, declined to comment.", "Armenia let Friday go by.", "The instalments were met.",
        "The ministry informs the public of the following.",
    )  # fmt: skip
    assert [c.plover for text in texts for c in coded(text).claims if c.plover] == []
