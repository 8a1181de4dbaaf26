"""Terms of bargains that no noun names: who owes them, in whatever tense and by whatever verb they are told."""

from __future__ import annotations

import pytest
from corrected import coded

TERMS = "Norway and Sweden came to terms."
PROTOCOL = "Norway and Sweden signed a protocol."
Owed = tuple[list[str | None], list[str | None], str, str]


def owed(*sentences: str) -> list[Owed]:
    """Debtors, creditors, act and thing of each promise of an item."""
    promises = [c for c in coded(*sentences, published="2023-10-10").claims if c.illocution in {"commissive", "performative"}]
    return [([m.code for m in c.agents], [m.code for m in c.recipients], c.action, c.object.text if c.object else "") for c in promises]


@pytest.mark.parametrize(
    ("sentence", "promise"),
    [
        ("Sweden lifts the levy by May.", (["SWE"], ["NOR"], "lift", "levy")),
        ("Neither side will board trawlers.", (["NOR", "SWE"], [], "refrain", "board trawlers")),
        ("Swedish trawlers may enter the bay.", (["NOR"], ["SWE"], "allow", "Swedish trawlers may enter the bay")),
        ("Norway will have the pier mended by May.", (["NOR"], ["SWE"], "mend", "pier")),
        ("Norway is to go on delivering oil to Sweden.", (["NOR"], ["SWE"], "carry", "oil")),
        ("Maps must reach the Swedish side by May.", (["NOR"], ["SWE"], "hand over", "Maps")),
    ],
)
def test_what_follows_a_bargain_is_a_term_of_it(sentence: str, promise: Owed) -> None:
    assert owed(TERMS, sentence)[-1:] == [promise]


@pytest.mark.parametrize("sentence", ["Sweden lifts the levy by May.", "Swedish trawlers may enter the bay.", "Swedish divers are to raise the cable by May."])
def test_without_a_bargain_the_same_words_bind_nobody(sentence: str) -> None:
    assert owed(sentence) == []


def test_what_a_text_lays_down_is_owed_by_whom_it_names_or_by_all_its_parties() -> None:
    found = owed(PROTOCOL, "The protocol provides that Sweden buys salt and that the pier is rebuilt.")
    assert [(debtors, thing) for debtors, _, _, thing in found] == [(["SWE"], "salt"), (["NOR", "SWE"], "pier")]


def test_equal_instalments_of_a_sum_are_one_duty_due_with_the_last() -> None:
    made = coded(PROTOCOL, "Norway will pay six million euros in three equal instalments, on 15 January, 15 February and 15 March 2024.").claims
    found = [(c.quantity.value if c.quantity else None, c.deadline.date) for c in made if c.illocution == "commissive"]
    assert found == [(6_000_000, "2024-03-15")]
