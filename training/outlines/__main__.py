"""Rebuild `outlines.txt`: `python -m training.outlines naturalearth_lowres.shp`.

The shapes are Natural Earth's countries at 1:110 million (public domain), as the package geopandas 0.14.4 carries them:
`pip download --no-deps geopandas==0.14.4`, then `geopandas/datasets/naturalearth_lowres` in the wheel.
"""

from __future__ import annotations

import argparse
import struct
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from servanda.views.site.projection import project

OUTLINES = Path(__file__).parents[2] / "src" / "servanda" / "views" / "site" / "tables" / "outlines.txt"
HEADER, POLYGON = 100, 5
SOUTH = -60.0  # Antarctica is left out: nothing there is in the news, and it takes a sixth of the picture
SMALLEST = 6.0  # square units of the picture: islands below it are not seen

Ring = list[tuple[float, float]]


def main() -> None:
    """Write the outlines and print their size."""
    parser = argparse.ArgumentParser(description="Rebuild the outlines of the map.")
    parser.add_argument("shapes", type=Path, help="naturalearth_lowres.shp")
    rings = [ring for ring in read_rings(parser.parse_args().shapes.read_bytes()) if max(lat for _, lat in ring) > SOUTH]
    paths = [path for path in map(path_of, rings) if path]
    OUTLINES.write_text("".join(paths) + "\n", "ascii")
    print(f"{len(paths)} rings, {OUTLINES.stat().st_size} bytes")


def read_rings(content: bytes) -> Iterator[Ring]:
    """The rings of a shapefile of polygons, as longitude and latitude (ESRI Shapefile Technical Description, 1998)."""
    place = HEADER
    while place < len(content):
        (words,) = struct.unpack_from(">i", content, place + 4)
        start, place = place + 8, place + 8 + 2 * words
        if struct.unpack_from("<i", content, start)[0] != POLYGON:
            continue
        parts, points = struct.unpack_from("<2i", content, start + 36)
        begins = [*struct.unpack_from(f"<{parts}i", content, start + 44), points]
        numbers = struct.unpack_from(f"<{2 * points}d", content, start + 44 + 4 * parts)
        for first, last in pairwise(begins):
            yield list(zip(numbers[2 * first : 2 * last : 2], numbers[2 * first + 1 : 2 * last : 2], strict=True))


def path_of(ring: Ring) -> str:
    """A ring as a path of SVG in whole numbers, each point from the one before; "" for one too small to be seen."""
    points: list[tuple[int, int]] = []
    for lon, lat in ring:
        x, y = project(lat, lon)
        point = round(x), round(y)
        if not points or point != points[-1]:
            points.append(point)
    area = abs(sum(x * below - under * y for (x, y), (under, below) in pairwise(points))) / 2
    if area < SMALLEST:
        return ""
    steps = " ".join(f"{x - before} {y - above}" for (before, above), (x, y) in pairwise(points[:-1]))
    return f"M{points[0][0]} {points[0][1]}l{steps.replace(' -', '-')}z"


if __name__ == "__main__":
    main()
