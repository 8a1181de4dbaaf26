"""Quantities: values in digits and words, units by the head noun, bounds, and numbers that count nothing."""

from __future__ import annotations

import time

import pytest

from servanda.language.grammar.units import singular
from servanda.language.quantities import find_quantities


def pairs(text: str) -> list[tuple[float, str, str]]:
    for hit in find_quantities(text):
        assert text[hit.start : hit.end] == hit.text
    return [(hit.value, hit.unit, hit.bound) for hit in find_quantities(text)]


@pytest.mark.parametrize(
    ("text", "value", "unit", "bound"),
    [
        ("frees 32 Armenian military servicemen", 32, "person", "exact"),
        ("frees 73 prisoners of war", 73, "person", "exact"),
        ("32 of its soldiers", 32, "person", "exact"),
        ("one Armenian soldier was killed", 1, "person", "exact"),
        ("some of the 20 detained sailors", 20, "person", "exact"),
        ("5,000 US troops", 5000, "person", "exact"),
        ("20 Armenians", 20, "person", "exact"),
        ("1,846 missiles were scrapped", 1846, "missile", "exact"),
        ("ten border crossings", 10, "crossing", "exact"),
        ("the three Black Sea ports", 3, "port", "exact"),
        ("5 arms depots", 5, "depot", "exact"),
        ("three supply bases", 3, "base", "exact"),
        ("one commission of inquiry", 1, "commission", "exact"),
        ("26,000 tonnes of maize", 26000, "tonne", "exact"),
        ("more than 2.5 million bushels", 2.5e6, "bushel", "at least"),
        ("a 50-kilometre zone", 50, "km", "exact"),
        ("12 square kilometres", 12, "km2", "exact"),
        ("a 60-day truce", 60, "day", "exact"),
        ("for 120 days", 120, "day", "exact"),
        ("30 percent of the vote", 30, "percent", "exact"),
        ("30% of it", 30, "percent", "exact"),
        ("two-thirds of it", 66.67, "percent", "exact"),
        ("5 per cent", 5, "percent", "exact"),
        ("paid $6.63 a share", 6.63, "USD", "exact"),
        ("80 billion euros", 8e10, "EUR", "exact"),
        ("a €50bn fund", 5e10, "EUR", "exact"),
        ("USD 5 million", 5e6, "USD", "exact"),
        ("a million dollars", 1e6, "USD", "exact"),
        ("thirty-two trucks", 32, "truck", "exact"),
        ("three hundred and five shells", 305, "shell", "exact"),
        ("two dozen soldiers", 24, "person", "exact"),
        ("half a million refugees", 500000, "person", "exact"),
        ("a hundred tanks", 100, "tank", "exact"),
        ("at least 12 people", 12, "person", "at least"),
        ("up to ten trucks", 10, "truck", "at most"),
        ("fewer than 5 tanks", 5, "tank", "at most"),
        ("some 30 buses", 30, "bus", "about"),
        ("nearly 40 wounded soldiers", 40, "person", "about"),
        ("thirty or more trucks", 30, "truck", "at least"),
        ("in its turn released two.", 2, "", "exact"),
    ],
)
def test_one_quantity(text: str, value: float, unit: str, bound: str) -> None:
    assert pairs(text) == [(value, unit, bound)]


@pytest.mark.parametrize(
    "text",
    [
        "one of the men",
        "in 1994 and on December 8, 2023",
        "at 00:00 and at 10 a.m.",
        "won 34-29",
        "COP29, 9M729 and SS-20",
        "Article 5, No. 5 and Resolution 2202",
        "hundreds of men, thousands of tanks",
        "three times",
        "the two countries and these three states",
        "a 19-year-old man",
        "a Boeing 737",
        "the Group of Six",
        "a quake of 6.3",
        "the minister, 53, said",
        "the second day and the 3rd",
        "on the one hand",
    ],
)
def test_what_is_no_quantity(text: str) -> None:
    assert pairs(text) == []


def test_the_words_reach_from_the_number_to_its_noun() -> None:
    assert find_quantities("it releases 32 Armenian military servicemen today")[0].text == "32 Armenian military servicemen"


def test_two_ends_of_a_range_share_their_unit() -> None:
    assert pairs("between 20 and 30 officers") == [(20, "person", "at least"), (30, "person", "at most")]
    assert pairs("10 to 15 trucks") == [(10, "truck", "at least"), (15, "truck", "at most")]


def test_totals_stand_beside_their_parts() -> None:
    assert [value for value, _, _ in pairs("2,692 missiles, 1,846 of them on one side and 846 on the other")] == [2692, 1846, 846]


@pytest.mark.parametrize(
    ("plural", "noun"),
    [("crossings", "crossing"), ("bodies", "body"), ("buses", "bus"), ("bases", "base"), ("clashes", "clash"), ("aircraft", "aircraft"), ("glass", "glass")],
)
def test_singular(plural: str, noun: str) -> None:
    assert singular(plural) == noun


@pytest.mark.parametrize("piece", ["1,234", "two hundred and ", "at least ", "$", "one ", "5 of ", "9" * 50 + " ", "3-", "a million "])
def test_hostile_text_stays_linear(piece: str) -> None:
    begin = time.process_time()
    find_quantities(piece * (60_000 // len(piece)))
    assert time.process_time() - begin < 10


ONES = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen",
    "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def spelled(value: int) -> str:
    """A cardinal below a billion in English words."""
    if value < 20:
        return ONES[value]
    if value < 100:
        return TENS[value // 10 - 2] + (f"-{ONES[value % 10]}" if value % 10 else "")
    for size, word in ((1_000_000, "million"), (1000, "thousand"), (100, "hundred")):
        if value >= size:
            rest = value % size
            joint = " and " if 0 < rest < 100 else " " if rest else ""
            return f"{spelled(value // size)} {word}{joint}{spelled(rest) if rest else ''}"
    raise AssertionError(value)


def test_plain_cardinals_in_words_read_as_their_digits() -> None:
    for value in [*range(2, 1200), *range(1200, 1_000_000, 7919), *range(1_000_000, 900_000_000, 9_999_991)]:
        assert pairs(f"{spelled(value)} trucks left") == [(value, "truck", "exact")], spelled(value)
        assert pairs(f"{value:,} trucks left") == [(value, "truck", "exact")]
