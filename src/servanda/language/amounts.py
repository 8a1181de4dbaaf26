"""Compares quantities across the units of one kind: 1.5 tonnes and 1,500 kg are one amount (`tables/units.toml`, kinds)."""

from __future__ import annotations

from functools import cache

from servanda.language.grammar.units import section
from servanda.records import Quantity

PEOPLE = "person"  # the unit of those who are counted by heads
_NEAR = 0.001  # of an amount: what converting and rounding may add


@cache
def _factors() -> dict[str, tuple[str, float]]:
    """Unit to its kind and to how many of the kind's first unit it holds."""
    return {unit: (kind, float(factor)) for kind, units in section("kinds").items() for unit, factor in units.items()}


def is_measured(unit: str) -> bool:
    """Whether a unit is one of money, weight, distance, area, volume, energy or power, and no count and no span of time."""
    return is_money(unit) or _kind(unit)[0] in {"weight", "distance", "area", "volume", "energy", "power"}


def is_money(unit: str) -> bool:
    """Whether a unit is a currency."""
    return unit in section("money").values()


def value_in(quantity: Quantity, unit: str) -> float:
    """The value in another unit of its kind; as it stands where the two units share no kind."""
    kind, factor = _kind(quantity.unit)
    other, size = _kind(unit)
    return round(quantity.value * factor / size, 6) if kind == other and factor != size else quantity.value


def same_amount(a: Quantity, b: Quantity) -> bool:
    """Whether two quantities are one amount, whichever units of a kind they are given in."""
    if a.unit == b.unit or not comparable(a, b):
        return a.value == b.value
    return abs(value_in(a, b.unit) - b.value) <= _NEAR * abs(b.value)


def comparable(a: Quantity, b: Quantity) -> bool:
    """Whether two quantities measure one kind of thing, by their units."""
    return _kind(a.unit)[0] == _kind(b.unit)[0]


def kind_of_unit(unit: str) -> str:
    """What a unit measures: "weight"; a unit that no kind holds is a kind of its own."""
    return _kind(unit)[0]


def _kind(unit: str) -> tuple[str, float]:
    """The kind of a unit and its size; a unit that no kind holds is a kind of its own."""
    return _factors().get(unit, (f"{unit} alone", 1.0))
