"""GDELT 1.0 events: 58 columns, tab-separated, no header; DATEADDED is the day of the first report with 8 digits."""

from __future__ import annotations

from servanda.views.exports import gdelt
from servanda.views.exports.cells import day
from servanda.views.exports.dyads import Dyad
from servanda.views.exports.writing import EventFormat, Row

COLUMNS = gdelt.columns(("Type", "FullName", "CountryCode", "ADM1Code", "Lat", "Long", "FeatureID"))


def row(item: Dyad, scale: str) -> Row:
    """The cells of one row."""
    return gdelt.row(item, scale, day(item.facts.published))


FORMAT = EventFormat(
    "gdelt1", "servanda.gdelt1.export.CSV", "GDELT 1.0 events, 58 columns, tab-separated without a header", "tab", COLUMNS, row,
    expand=True, goldstein="gdelt", classes=("gdelt",),
)  # fmt: skip
