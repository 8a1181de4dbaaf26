"""Rebuild `places.tsv.xz` and `countries.csv`: `python -m training.places [--shared ../shared]`."""

from __future__ import annotations

import argparse
from pathlib import Path

from servanda.language.grammar.folding import fold
from training.places.cities import city_rows, common_words
from training.places.countries import country_rows, write_countries
from training.places.provinces import country_rows as whole_rows
from training.places.provinces import province_rows
from training.places.regions import region_rows, without_disputed, without_twins
from training.places.table import write_table

TABLES = Path(__file__).parents[2] / "src" / "servanda" / "language" / "tables"


def main() -> None:
    """Write both tables into the package and print their sizes."""
    parser = argparse.ArgumentParser(description="Rebuild the tables of places and countries.")
    parser.add_argument("--shared", type=Path, default=Path(__file__).parents[2].parent / "shared", help="folder with the actors' sources and raw corpora")
    shared = parser.parse_args().shared
    countries = country_rows(shared / "actors" / "factbook")
    write_countries(TABLES / "countries.csv", countries)
    common = common_words([shared / "corpora" / "raw" / name for name in ("state_department.jsonl", "white_house.jsonl")])
    cities = city_rows(common)
    regions = region_rows(Path(__file__).with_name("regions.csv"), cities, common)
    cities = without_disputed(cities, regions)
    provinces = province_rows(cities, frozenset(fold(row.name) for row in regions if not row.country), common)
    regions, provinces = without_twins(regions, provinces)
    parts = whole_rows(cities, countries)
    size = write_table(TABLES / "places.tsv.xz", [*regions, *cities, *provinces, *parts])
    print(
        f"{len(cities)} names of cities, {len(provinces)} of provinces, {len(regions)} of regions and seas, "
        f"{len(parts)} countries and parts of them; {size / 1e6:.2f} MB"
    )


if __name__ == "__main__":
    main()
