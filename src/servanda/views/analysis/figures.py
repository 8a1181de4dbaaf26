"""The figure of an answer as a Vega-Lite specification with its data inside: nothing is fetched when it is drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import msgspec

from servanda.errors import InputError
from servanda.views.analysis import charts
from servanda.views.analysis.charts import QUIET, Row, Spec
from servanda.views.analysis.results import Answer

SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
FONT = "Liberation Sans, Arial, Helvetica, sans-serif"  # the first comes with vl-convert, so that text is as wide on every machine
LABEL = {"labelFontSize": 11, "titleFontSize": 11, "titleFontWeight": "normal"}
CONFIG: Spec = {
    "font": FONT,
    "title": {"fontSize": 15, "subtitleFontSize": 11, "subtitleColor": "#555555", "subtitlePadding": 4},
    "axis": LABEL | {"gridColor": "#E6E6E6", "domainColor": QUIET, "tickColor": QUIET},
    "legend": LABEL,
    "header": {"labelFontSize": 12, "labelFontWeight": "bold"},
    "view": {"stroke": None},
}

FIGURES: Mapping[str, Callable[[list[Row]], tuple[Spec, str]]] = {
    "dyads": charts.dyads,
    "reciprocity": charts.reciprocity,
    "delivery": charts.delivery,
    "survival": charts.survival,
    "exchanges": charts.exchanges,
    "ties": charts.ties,
    "balance": charts.balance,
    "changes": charts.changes,
}


def spec(measure: str, answer: Answer, source: str) -> Spec:
    """The figure of an answer; `source` is the line that says whence the numbers come and as of which day.

    Raises:
        InputError: if the measure has no figure, or there is nothing to draw.
    """
    if measure not in FIGURES:
        raise InputError(f"{measure} has no figure", where="--figure", mend="Figures are drawn of " + ", ".join(FIGURES))
    rows = [msgspec.to_builtins(row) for row in answer.rows]
    if not rows:
        raise InputError("there is nothing to draw", where="--figure", mend="Ask for another party, dyad or window")
    drawn, note = FIGURES[measure](rows)
    title = {"text": answer.title, "subtitle": [line for line in (note, source) if line], "anchor": "start", "offset": 14}
    return {"$schema": SCHEMA, "title": title, "background": "white", "padding": 12, "config": CONFIG, **drawn}
