"""Regions, seas, straits and disputed areas: own table `regions.csv`.

`seat` is either "lat lon" or a city of that country, whose coordinates then stand for the region; `admin` GeoNames' code of a province.
`kind` "state" is a state that bears the name of a larger city.
"""

from __future__ import annotations

import csv
from pathlib import Path

from servanda.language.grammar.folding import fold
from training.places.table import Row

FLAGS = {"province": "p", "state": "p", "point": "s", "city": ""}
LARGE = 500_000  # stands in for a region's population, so that it outranks villages of its name


def region_rows(path: Path, cities: list[Row], common: frozenset[str]) -> list[Row]:
    """Rows for every name of every region; raises ValueError for a seat that is no known city."""
    seats: dict[tuple[str, str], Row] = {}
    for city in cities:
        key = (fold(city.name), city.country)
        if key not in seats or city.population > seats[key].population:
            seats[key] = city
    rows: list[Row] = []
    with path.open(encoding="utf-8", newline="") as lines:
        for number, entry in enumerate(csv.DictReader(lines), 2):
            place = _place(entry["seat"], entry["country"], seats)
            if place is None:
                raise ValueError(f"{path.name}:{number}: no city {entry['seat']!r} in {entry['country'] or 'any country'}")
            for name in entry["name"].split("|"):
                flags = FLAGS[entry["kind"]] + ("c" if fold(name).lower() in common else "")
                people = 0 if entry["kind"] == "state" else LARGE  # a state with the name of a city comes after it
                rows.append(Row(name, entry["country"], entry["admin"] or "", place[0], place[1], people, flags))
    return rows


def without_disputed(cities: list[Row], regions: list[Row]) -> list[Row]:
    """The cities less those that share the name of a disputed area or a sea: a town of that name would give it a country."""
    disputed = {fold(row.name) for row in regions if not row.country}
    return [city for city in cities if fold(city.name) not in disputed or city.population >= LARGE]


def without_twins(regions: list[Row], provinces: list[Row]) -> tuple[list[Row], list[Row]]:
    """Both without what the other has: of a province in both, the own row stays where it tells GeoNames' code, else that of GeoNames."""
    told = {(row.country, fold(row.name)) for row in regions if row.admin}
    provinces = [row for row in provinces if (row.country, fold(row.name)) not in told]
    known = {(row.country, fold(row.name)) for row in provinces if row.population}
    return [row for row in regions if row.admin or "p" not in row.flags or (row.country, fold(row.name)) not in known], provinces


def _place(seat: str, country: str, seats: dict[tuple[str, str], Row]) -> tuple[float, float] | None:
    if seat[:1].isdigit() or seat[:1] == "-":
        lat, lon = seat.split()
        return float(lat), float(lon)
    found = seats.get((fold(seat), country)) or next((row for (name, _), row in sorted(seats.items()) if name == fold(seat) and not country), None)
    return (found.lat, found.lon) if found else None
