"""The signed network, and figures that come out the same twice."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from views.analysis.test_duties import duty
from views.analysis.test_dyad_tables import Ledger
from views.analysis.test_series_measures import thrown, weekly

from servanda.errors import InputError
from servanda.records import Relation
from servanda.views.analysis.drawing import write_figure
from servanda.views.analysis.figures import FIGURES, spec
from servanda.views.analysis.layout import spring
from servanda.views.analysis.measures import analyse
from servanda.views.analysis.network import BalanceRow, NodeRow, TieRow, graph_of, nodes_of


def quarrel() -> Ledger:
    """Friends AAA and BBB, both at odds with CCC; CCC and DDD are friends, and DDD helps AAA: one balanced triangle, one not."""
    ledger = Ledger()
    for source, target, plover, cameo in (
        ("AAA", "BBB", "AID", "070"), ("BBB", "AAA", "AID", "070"), ("AAA", "CCC", "ASSAULT", "190"), ("CCC", "BBB", "ACCUSE", "111"),
        ("CCC", "DDD", "SUPPORT", "051"), ("DDD", "AAA", "SUPPORT", "051"),
    ):  # fmt: skip
        ledger.act(source, target, "2031-03-02", plover, cameo)
    ledger.act("EEE FFF", "", "2031-04-02", "AGREE", "030")
    return ledger


def test_ties_weigh_cooperation_less_conflict_and_joint_acts_once() -> None:
    found = [(row.one, row.other, row.events, row.weight, row.sign) for row in analyse(quarrel(), "ties", {}).rows if isinstance(row, TieRow)]
    assert found == [
        ("AAA", "BBB", 2, 2, 1), ("AAA", "CCC", 1, -1, -1), ("AAA", "DDD", 1, 1, 1), ("BBB", "CCC", 1, -1, -1), ("CCC", "DDD", 1, 1, 1),
        ("EEE", "FFF", 1, 1, 1),
    ]  # fmt: skip


def test_a_triangle_is_balanced_when_its_signs_multiply_to_plus() -> None:
    whole, march, april = (row for row in analyse(quarrel(), "balance", {}).rows if isinstance(row, BalanceRow))
    assert (whole.triangles, whole.balanced, whole.balance, whole.components) == (2, 1, 0.5, 2)
    assert whole.weighted_balance == pytest.approx(2 ** (1 / 3) / (2 ** (1 / 3) + 1), abs=1e-6)
    assert (march.period, march.triangles, april.period, april.triangles, april.balance) == ("2031-03", 2, "2031-04", 0, None)


def test_standing_in_the_network() -> None:
    rows = {row.party: row for row in analyse(quarrel(), "network", {}).rows if isinstance(row, NodeRow)}
    assert (rows["AAA"].degree, rows["AAA"].positive, rows["AAA"].negative, rows["AAA"].strength, rows["AAA"].weight) == (3, 2, 1, 4, 2)
    assert (rows["AAA"].component, rows["EEE"].component, rows["EEE"].eigenvector) == (1, 2, 0.0)
    assert rows["AAA"].eigenvector == max(row.eigenvector for row in rows.values())
    assert rows["AAA"].betweenness == rows["CCC"].betweenness


def test_two_circles_that_weigh_nearly_the_same_have_their_standing_too() -> None:
    events = {("AAA", "BBB"): 20_000, ("BBB", "CCC"): 1, ("CCC", "DDD"): 20_001}
    ties = [TieRow(period=None, one=one, other=other, events=n, cooperation=n, conflict=0, weight=n, sign=1) for (one, other), n in events.items()]
    found = {row.party: row.eigenvector for row in nodes_of(graph_of(ties))}
    assert found == pytest.approx({"AAA": 0.27059, "BBB": 0.27061, "CCC": 0.65328, "DDD": 0.65328}, abs=1e-5)


def test_the_last_day_of_the_calendar_can_be_drawn() -> None:
    ledger = Ledger(as_of="9999-12-31")
    ledger.act("AAA", "BBB", "9999-12-31")
    assert spec("dyads", analyse(ledger, "dyads", {"dyad": "AAA-BBB", "by": "day"}), "")["data"]["values"][0]["after"] == "9999-12-31"


def test_the_layout_is_the_same_twice_and_inside_its_square() -> None:
    ties = {("AAA", "BBB"): 3, ("BBB", "CCC"): 1}
    places = spring(["AAA", "BBB", "CCC", "DDD"], ties)
    assert places == spring(["AAA", "BBB", "CCC", "DDD"], ties)
    assert all(abs(value) <= 1 for place in places.values() for value in place)
    assert len(set(places.values())) == 4
    assert spring(["AAA"], {}) == {"AAA": (0.0, 0.0)}


def drawn(measure: str) -> dict[str, Any]:
    """The figure of a ledger with something to draw for every measure."""
    ledger, options = quarrel(), {}
    if measure in ("reciprocity", "changes"):
        ledger, options = weekly(thrown(40), thrown(40, 5)), {"dyad": "AAA-BBB", "by": "week"}
    back = duty(2, "announced", debtor=("BBB & <Sons>",), beneficiary=("AAA",))
    ledger.commitments = [duty(1, "fulfilled", on="2031-02-10", relations=(Relation(kind="exchange", commitment_id="C2"),)), back, duty(3, "overdue")]
    return spec(measure, analyse(ledger, measure, options), "Source: Servanda ledger of 3 documents, as of 2031-12-31")


@pytest.mark.parametrize("measure", sorted(FIGURES))
def test_every_figure_is_drawn_twice_the_same_with_title_and_source(measure: str, tmp_path: Path) -> None:
    for name in ("one.svg", "two.svg", "one.png", "spec.vl.json"):
        write_figure(drawn(measure), tmp_path / name)
    assert (tmp_path / "one.svg").read_bytes() == (tmp_path / "two.svg").read_bytes()
    text = "".join(ElementTree.parse(tmp_path / "one.svg").getroot().itertext())
    title = drawn(measure)["title"]
    assert all(words in text for words in (title["text"], *title["subtitle"]))
    assert title["subtitle"][-1].endswith("as of 2031-12-31")
    assert (tmp_path / "one.png").read_bytes().startswith(b"\x89PNG")
    assert json.loads((tmp_path / "spec.vl.json").read_bytes())["$schema"].endswith("v5.json")


def test_a_measure_without_a_figure_and_an_empty_one_are_refused() -> None:
    with pytest.raises(InputError, match="network has no figure"):
        spec("network", analyse(quarrel(), "network", {}), "")
    with pytest.raises(InputError, match="nothing to draw"):
        spec("ties", analyse(Ledger(), "ties", {}), "")


def test_files_that_cannot_be_written_are_refused_with_the_mend(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputError, match=r"tells no kind of figure\. End it in \.svg, \.png, \.vl\.json"):
        write_figure({}, tmp_path / "figure.gif")
    with pytest.raises(InputError, match="cannot be written"):
        write_figure({}, tmp_path / "nowhere" / "figure.vl.json")
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    with pytest.raises(InputError, match=r'vl-convert is not installed. Install it with: pip install "servanda\[figures\]"'):
        write_figure(drawn("ties"), tmp_path / "figure.svg")
