"""GDELT 2.0 events: 61 columns, tab-separated, no header; DATEADDED is midnight of the day of the first report, with 14 digits."""

from __future__ import annotations

from servanda.views.exports import gdelt
from servanda.views.exports.cells import day
from servanda.views.exports.dyads import Dyad
from servanda.views.exports.writing import EventFormat, Row

COLUMNS = gdelt.columns(("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID"))


def row(item: Dyad, scale: str) -> Row:
    """The cells of one row."""
    published = day(item.facts.published)
    return gdelt.row(item, scale, published and published + "000000")


FORMAT = EventFormat(
    "gdelt2", "servanda.gdelt2.export.CSV", "GDELT 2.0 events, 61 columns, tab-separated without a header", "tab", COLUMNS, row,
    expand=True, goldstein="gdelt", classes=("gdelt",),
)  # fmt: skip
