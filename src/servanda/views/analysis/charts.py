"""The chart of each measure in Vega-Lite, without title and looks, and a line that says what was left out or how to read it.

Cooperation is blue and conflict orange throughout, a pair that readers without red-green vision tell apart (Okabe and Ito, 2008).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from servanda.errors import InputError
from servanda.views.analysis.layout import placed_ties
from servanda.views.phrases import plural

Spec = dict[str, Any]
Row = dict[str, Any]

COOPERATION, CONFLICT, QUIET, DARK, THIRD = "#0072B2", "#D55E00", "#9A9A9A", "#333333", "#CC79A7"
DELIVERY = {"delivered": "#0072B2", "kept": "#56B4E9", "delivered late": "#CC79A7", "partly": "#F0E442", "undelivered": "#D55E00", "open": "#D0D0D0"}
SIGNS = {"more cooperation": COOPERATION, "even": QUIET, "more conflict": CONFLICT}
MOST_BARS, MOST_NODES, MOST_PAIRS = 25, 30, 40


def _field(name: str, kind: str, title: str | None = None, **more: Any) -> Spec:
    return {"field": name, "type": kind, "title": title, **more}


def _number(name: str, title: str | None = None, **more: Any) -> Spec:
    return _field(name, "quantitative", title, **more)


def _day(name: str) -> Spec:
    return _field(name, "temporal", scale={"type": "utc"})


def _colours(name: str, known: dict[str, str]) -> Spec:
    """A colour a name, in this order, with the legend above."""
    scale = {"domain": list(known), "range": list(known.values())}
    return _field(name, "nominal", scale=scale, legend={"orient": "top", "columns": len(known)})


def _layer(mark: str, encoding: Spec, *, data: list[Row] | None = None, only: str = "", **looks: Any) -> Spec:
    layer: Spec = {"mark": {"type": mark, **looks}, "encoding": encoding}
    if only:
        layer["transform"] = [{"filter": only}]
    return layer if data is None else layer | {"data": {"values": data}}


def _panels(data: list[Row], height: int, mark: Spec, encoding: Spec) -> Spec:
    """A panel for each direction, one under the other, on one axis of time."""
    header = {"labelAngle": 0, "labelAnchor": "start", "labelOrient": "top", "labelPadding": 2}
    facet = {"row": _field("direction", "nominal", header=header, sort=None)}
    return {"data": {"values": data}, "facet": facet, "spec": {"width": 640, "height": height, "mark": mark, "encoding": encoding}}


def _until_evening(rows: Iterable[Row]) -> list[Row]:
    """Bars of days reach to the end of their last one, but never beyond the calendar."""
    return [row | {"after": date.fromordinal(min(date.fromisoformat(row["last_day"]).toordinal() + 1, date.max.toordinal())).isoformat()} for row in rows]


def dyads(rows: Sequence[Row]) -> tuple[Spec, str]:
    """Cooperation upwards and conflict downwards by period; the two directions of one dyad under each other."""
    one_pair = len({frozenset((row["source"], row["target"])) for row in rows}) == 1
    sums: dict[tuple[str, str, str, str], int] = defaultdict(int)
    for row in rows:
        where = f"{row['source']} to {row['target']}" if one_pair else "all dyads asked for"
        if row["period"] is not None:
            span = where, row["first_day"], row["last_day"]
            sums[(*span, "cooperation")] += row["verbal_cooperation"] + row["material_cooperation"]
            sums[(*span, "conflict")] -= row["verbal_conflict"] + row["material_conflict"]
    if not sums:
        raise InputError("no period holds an event", where="--figure", mend="Take longer periods, or --undated report")
    data = [dict(zip(("direction", "first_day", "last_day", "kind", "events"), (*key, count), strict=True)) for key, count in sorted(sums.items())]
    colour = _colours("kind", {"cooperation": COOPERATION, "conflict": CONFLICT})
    encoding = {"x": _day("first_day"), "x2": {"field": "after"}, "y": _number("events", "events (conflict below)"), "y2": {"datum": 0}, "color": colour}
    apart = sum(row["events"] for row in rows if row["period"] is None)
    return _panels(_until_evening(data), 150, {"type": "bar"}, encoding), f"{apart} directed events stand apart: no period holds them" if apart else ""


def reciprocity(rows: Sequence[Row]) -> tuple[Spec, str]:
    """The response to the other side's acts in each direction, with its test."""
    first = rows[0]
    data = [
        row | {
            "way": f"{row['effect']} answers {row['cause']}",
            "test": f"F({row['df_numerator']}, {row['df_denominator']}) = {row['f']:.2f}, p = {row['p']:.3f}",
        }
        for row in rows
    ]  # fmt: skip
    way = _field("way", "nominal", sort=None)
    colour = {"condition": {"test": "datum.p < 0.05", "value": COOPERATION}, "value": QUIET}
    bar = _layer("bar", {"x": _number("response", "response: sum of the coefficients of the other's past"), "y": way, "color": colour}, height=14)
    label = _layer("text", {"x": {"datum": 0}, "y": way, "text": {"field": "test"}}, dy=17, dx=4, align="left", color=DARK)
    stretch = f"{first['of']} by {first['by']}, {first['first_period']} to {first['last_period']}"
    note = f"{stretch}, {plural(first['lags'], 'lag')} ({first['criterion'].upper()}); grey: p of 0.05 or more"
    return {"data": {"values": data}, "width": 520, "height": {"step": 52}, "layer": [bar, label]}, note


def delivery(rows: Sequence[Row]) -> tuple[Spec, str]:
    """What became of the duties of each debtor, those with most duties first."""
    known = sorted((row for row in rows if row["per"] == "party"), key=lambda row: (row["left_out"] - row["commitments"], row["name"]))
    data = [
        {"party": row["name"], "kind": kind, "order": at, "duties": row[kind.replace(" ", "_")]}
        for row in known[:MOST_BARS] for at, kind in enumerate(DELIVERY) if row[kind.replace(" ", "_")]
    ]  # fmt: skip
    if not data:
        raise InputError("no duty has a debtor whose delivery counts", where="--figure", mend="Ask for another party, dyad or window")
    encoding = {
        "y": _field("party", "nominal", sort=[row["name"] for row in known]),
        "x": _number("duties", "duties", axis={"tickMinStep": 1, "format": "d"}),
        "color": _colours("kind", DELIVERY),
        "order": {"field": "order"},
    }
    note = f"the {MOST_BARS} debtors with most duties of {len(known)}" if len(known) > MOST_BARS else ""
    return {"data": {"values": data}, "width": 520, "height": {"step": 22}, "mark": "bar", "encoding": encoding}, note


def survival(rows: Sequence[Row]) -> tuple[Spec, str]:
    """The curve of all duties with its interval, falling in steps."""
    known = [row for row in rows if row["per"] == "all"]
    before = [known[0] | {"days": 0, "undelivered": 1.0, "low": None, "high": None, "censored": 0}] if known[0]["days"] > 0 else []
    x, y = _number("days", "days since the promise"), _number("undelivered", "share still undelivered", scale={"domain": [0, 1]}, axis={"format": "%"})
    band = {"x": x, "y": _number("low"), "y2": {"field": "high"}}
    layers = [
        _layer("area", band, only="datum.low != null", interpolate="step-after", opacity=0.15, color=COOPERATION),
        _layer("line", {"x": x, "y": y}, interpolate="step-after", color=COOPERATION),
        _layer("tick", {"x": x, "y": y}, only="datum.censored > 0", color=DARK, height=10, orient="vertical"),
    ]
    done = sum(row["delivered"] for row in known)
    note = f"{known[0]['at_risk']} duties, {done} delivered; ticks: seen no longer (still open, or ended otherwise); band: 95 per cent"
    return {"data": {"values": [*before, *known]}, "width": 560, "height": 280, "layer": layers}, note


def exchanges(rows: Sequence[Row]) -> tuple[Spec, str]:
    """Each pair of promises as a line from one delivery to the other."""
    sides = {"first named": COOPERATION, "second named": THIRD}
    data = [
        {"pair": f"{row['one']} {row['one_debtor']} / {row['other']} {row['other_debtor']}", "delivered by": side, "day": row[f"{name}_delivered"],
         "promised": row["one_promised"]}
        for row in rows[:MOST_PAIRS] for side, name in zip(sides, ("one", "other"), strict=True)
    ]  # fmt: skip
    pair = _field("pair", "nominal", sort=None)
    layers = [
        _layer("tick", {"x": _day("promised"), "y": pair}, color=QUIET, thickness=2),
        _layer("line", {"x": _day("day"), "y": pair, "detail": {"field": "pair"}}, only="datum.day != null", color=QUIET),
        _layer("point", {"x": _day("day"), "y": pair, "color": _colours("delivered by", sides)}, only="datum.day != null", filled=True, size=80, opacity=0.8),
    ]
    left = f"; the first {MOST_PAIRS} of {len(rows)} pairs" if len(rows) > MOST_PAIRS else ""
    return {"data": {"values": data}, "width": 520, "height": {"step": 26}, "layer": layers}, f"dots: deliveries; grey tick: the promise{left}"


def changes(rows: Sequence[Row]) -> tuple[Spec, str]:
    """The rate of each stretch, a panel a direction."""
    first = rows[0]
    data = _until_evening(row | {"direction": f"{row['source']} to {row['target']}" if row["source"] else "all events asked for"} for row in rows)
    encoding = {"x": _day("first_day"), "x2": {"field": "after"}, "y": _number("rate", f"{first['of']} a {first['by']}"), "y2": {"datum": 0}}
    mark = {"type": "bar", "color": COOPERATION, "opacity": 0.8, "stroke": "white"}
    return _panels(data, 130, mark, encoding), f"stretches of even rate; a change costs {first['penalty']:.3g} (PELT, Poisson)"


def balance(rows: Sequence[Row]) -> tuple[Spec, str]:
    """The weighted share of balanced triangles by period."""
    data = [row for row in rows if row["period"] is not None and row["weighted_balance"] is not None]
    if not data:
        raise InputError("no period has a triangle of signed ties", where="--figure", mend="Take longer periods")
    encoding = {
        "x": _day("first_day"),
        "y": _number("weighted_balance", "weighted share of balanced triangles", scale={"domain": [0, 1]}, axis={"format": "%"}),
    }
    note = f"over the whole window {rows[0]['balanced']} of {rows[0]['triangles']} triangles are balanced"
    mark = {"type": "line", "point": {"color": COOPERATION}, "color": COOPERATION}
    return {"data": {"values": data}, "width": 640, "height": 220, "mark": mark, "encoding": encoding}, note


def ties(rows: Sequence[Row]) -> tuple[Spec, str]:
    """The parties with most events in a layout, ties coloured by sign and as wide as their events."""
    nodes, edges, left_out = placed_ties(rows, MOST_NODES)
    hidden: Spec = {"axis": None, "scale": {"domain": [-1.15, 1.15]}}
    here = {"x": _number("x", **hidden), "y": _number("y", **hidden)}
    wide = _number("events", scale={"range": [1, 7]}, legend=None)
    large = _number("events", scale={"range": [30, 420]}, legend=None)
    layers = [
        _layer("rule", here | {"x2": {"field": "x2"}, "y2": {"field": "y2"}, "color": _colours("sign", SIGNS), "strokeWidth": wide}, data=edges, opacity=0.55),
        _layer("circle", here | {"size": large}, data=nodes, color=DARK, opacity=1),
        _layer("text", here | {"text": {"field": "party"}}, data=nodes, dy=-13, fontSize=11, color="black"),
    ]
    note = f"the {MOST_NODES} parties with most events; {left_out} left out" if left_out else ""
    return {"width": 620, "height": 520, "layer": layers}, note
