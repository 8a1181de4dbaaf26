"""The confidence of event codes: a fixed table, the same number for the same traits, codes withheld below the threshold."""

from __future__ import annotations

from unittest import mock

import msgspec
from corrected import coded

from servanda.coding import event_codes as coding
from servanda.coding.confidence import Setting, confidence, paired, trusted, weights
from servanda.coding.frames import Codes
from servanda.coding.tables import table
from servanda.records import Mention


def test_every_claim_with_codes_says_how_far_to_trust_them_and_others_say_nothing() -> None:
    claims = coded("Norway condemned Sweden.", "Each of the parties released prisoners.").claims
    assert [(c.confidence is not None) for c in claims] == [c.plover is not None for c in claims]
    assert all(0 <= (c.confidence or 0) <= 1 for c in claims)


def test_traits_that_the_table_does_not_know_weigh_nothing() -> None:
    known = max(weights(), key=lambda name: weights()[name])
    assert confidence(["no such trait"]) == confidence([])
    assert confidence([known]) > confidence([])


def test_codes_below_the_threshold_are_withheld_and_the_claim_keeps_the_number() -> None:
    with mock.patch.object(coding, "confidence", return_value=0.0):
        (claim,) = coded("Norway condemned Sweden.").claims
    assert (claim.plover, claim.cameo, claim.confidence, claim.frame) == (None, None, 0.0, "accuse.condemn")


def setting(issued: bool = False, aside: bool = False, length: int = 300, title: str = "", bound: bool = False) -> Setting:
    """A place in a text, in its second sentence."""
    return Setting(
        quoted=False, spoken=False, issued=issued, named=2, aside=aside, length=length, title=title, sentence=(100, 200), bound=bound
    )  # fmt: skip


def test_a_text_s_length_and_sort_decide_how_much_trust_its_codes_need() -> None:
    asked = table("confidence")["thresholds"]
    matters = ((True, False, True, "statement"), (False, False, False, "press"), (False, False, True, "accord"), (False, True, True, "aside"))
    for issued, aside, bound, sort in matters:
        for length, size in ((200, "line"), (600, "note"), (1200, "page"), (3000, "pages"), (90_000, "long")):
            place = setting(issued, aside, length, bound=bound)
            assert trusted(asked[sort][size], place)
            assert not trusted(asked[sort][size] - 0.01, place)


def test_a_claim_shows_whether_its_sentence_names_both_sides() -> None:
    norway, sweden, before = mention("NOR", 100, 106), mention("SWE", 120, 126), mention("SWE", 20, 26)
    accused = Codes(plover="ACCUSE", cameo="111")
    assert paired(accused, ((norway,), (sweden,)), setting()) == ("pair", "ACCUSE of pair", "pair in note")
    assert paired(accused, ((norway,), (before,)), setting())[3:] == ("target elsewhere",)
    assert paired(accused, ((norway,), ()), setting())[0] == "one side"
    assert paired(accused, ((norway, sweden), ()), setting())[0] == "several"


def test_a_claim_shows_whether_the_title_names_its_sides() -> None:
    accused = Codes(plover="ACCUSE", cameo="111")
    norway, sweden = mention("Norway", 100, 106), mention("Sweden", 120, 126)
    assert paired(accused, ((norway,), (sweden,)), setting(title="What Norway said"))[3:] == ("source in the title",)


def mention(code: str, start: int, end: int) -> Mention:
    """A state, where a text names it."""
    return msgspec.convert({"start": start, "end": end, "text": code, "code": code, "name": code, "kind": "state", "role": None, "organ": None}, Mention)
