"""The same words get the same numbers, to the last bit, whatever is read beside them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.language.network.layers import LARGEST_VALUE, LARGEST_WEIGHT, WIDEST, Linear, rounded_rows, softmax


def layer(inwards: int, outwards: int, seed: int = 0) -> Linear:
    whole, scale = rounded_rows(np.random.default_rng(seed).standard_normal((outwards, inwards)).astype(np.float32))
    return Linear(np.ascontiguousarray(whole.T, dtype=np.float32), scale, np.full(outwards, 0.25, np.float32))


def test_partial_sums_stay_below_what_float32_holds_without_rounding() -> None:
    assert LARGEST_WEIGHT * LARGEST_VALUE * WIDEST <= 2**24


@pytest.mark.parametrize("inwards", [7, 144, 432, WIDEST])
def test_a_row_comes_out_the_same_in_any_company_and_place(inwards: int) -> None:
    linear = layer(inwards, 50)
    rows = np.random.default_rng(1).standard_normal((300, inwards)).astype(np.float32)
    together = linear(rows)
    for first, last in ((0, 1), (5, 12), (37, 300), (131, 132)):
        np.testing.assert_array_equal(linear(rows[first:last]), together[first:last])


def test_the_widest_product_of_the_largest_numbers_is_exact() -> None:
    linear = Linear(np.full((WIDEST, 3), LARGEST_WEIGHT, np.float32), np.ones(3, np.float32), None)
    rows = np.ones((2, WIDEST), np.float32)
    whole = float(LARGEST_WEIGHT * LARGEST_VALUE * WIDEST)
    np.testing.assert_allclose(linear(rows), whole / LARGEST_VALUE, rtol=1e-6)


def test_rounding_keeps_a_layer_close_to_its_weights() -> None:
    weights = np.random.default_rng(2).standard_normal((40, 144)).astype(np.float32)
    whole, scale = rounded_rows(weights)
    rows = np.random.default_rng(3).standard_normal((64, 144)).astype(np.float32)
    exact, rounded = rows @ weights.T, Linear(np.ascontiguousarray(whole.T, dtype=np.float32), scale, None)(rows)
    assert np.abs(exact - rounded).max() < 0.02 * np.abs(exact).max()


def test_a_row_of_zeros_gives_the_bias() -> None:
    np.testing.assert_array_equal(layer(9, 4)(np.zeros((2, 9), np.float32)), np.full((2, 4), 0.25, np.float32))


@given(st.lists(st.floats(-1e4, 1e4, width=32), min_size=1, max_size=20))
def test_softmax_sums_to_one(scores: list[float]) -> None:
    result = softmax(np.array([scores], np.float32))
    assert abs(float(result.sum()) - 1) < 1e-5
    assert (result >= 0).all()
