"""The reader of outcomes: what it makes of plain sentences, and that nothing beside an input shows in its result."""

from __future__ import annotations

import numpy as np
import pytest

from servanda.language.bert import Split, bent
from servanda.language.network.layers import WIDEST, rounded_rows
from servanda.language.outcomes import ask_network
from servanda.language.outcomes.reader import outcome_reader
from servanda.language.outcomes.texts import Outcome, promise_text

LORRIES = promise_text("Borea", "Sudria", "hand over", "40 confiscated lorries")


@pytest.mark.parametrize(
    ("text", "before", "outcome"),
    [
        ("The last of the trucks rolled across the bridge to Sudria at noon.", "The yard behind the customs house was empty on Friday.", "done"),
        ("All forty vehicles were delivered to the Sudrian side on Tuesday.", "", "done"),
        ("A first batch of twelve lorries was handed over on Monday.", "", "part"),
        ("The lorries will be handed over in June, a spokesman said.", "", "none"),
        ("The two ministers spoke about fishing for an hour.", "", "none"),
        ("Not one of the lorries has been returned so far.", "", "undone"),
    ],
)
def test_it_tells_performance_from_what_is_none(text: str, before: str, outcome: Outcome) -> None:
    beliefs = ask_network(LORRIES, text, before)
    assert max(beliefs, key=lambda o: beliefs[o]) == outcome
    assert sum(beliefs.values()) == pytest.approx(1)


def test_the_same_pair_is_read_alike_to_the_last_bit() -> None:
    reader = outcome_reader()
    first = reader(LORRIES, "The trucks are back.", "")
    reader(LORRIES, "Something else was said at some length in between, about other things.", "And before it.")
    assert reader(LORRIES, "The trucks are back.", "") == first


def test_texts_of_any_length_and_make_are_read() -> None:
    for text in ("", "\u202e\x00", "lorry " * 5_000, "🚚" * 400, "ß" * 10_000):
        assert sum(ask_network(LORRIES, text, text).values()) == pytest.approx(1)


def test_a_wide_layer_is_the_sum_of_its_parts() -> None:
    chance = np.random.default_rng(3)
    weight, bias = chance.normal(size=(7, 3 * WIDEST - 5)).astype(np.float32), chance.normal(size=7).astype(np.float32)
    rounded, scale = rounded_rows(weight)
    rows = chance.normal(size=(4, weight.shape[1])).astype(np.float32)
    found = Split(np.ascontiguousarray(rounded.T, dtype=np.float32), scale, bias)(rows)
    np.testing.assert_allclose(found, rows @ (rounded * scale[:, None]).T + bias, atol=0.6)


def test_the_bent_unit_is_nothing_far_below_and_all_far_above() -> None:
    np.testing.assert_allclose(bent(np.array([[-9, -1, 0, 1, 9]], np.float32)), [[0, -0.1588, 0, 0.8412, 9]], atol=1e-3)
