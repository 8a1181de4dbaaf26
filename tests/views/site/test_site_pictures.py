"""Pictures of the pages: where marks stand, what they show of a pair, a network and a map, and what is left out of them."""

from __future__ import annotations

import datetime
import math
import re
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hand_made import friendly, site
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs
from page_checks import Read

from servanda.records import Agreement, Claim, Commitment, Deadline, Document, Event, Evidence, LedgerTables, Mention, Place, Relation, StatusChange
from servanda.views.site import SiteFacts, open_site
from servanda.views.site.pictures.atlas import atlas, outlines
from servanda.views.site.pictures.axis import Axis, steps
from servanda.views.site.pictures.network import network
from servanda.views.site.pictures.timeline import LEFT, MOST_ACTS, RIGHT, months, timeline
from servanda.views.site.projection import HEIGHT, WIDTH, project

NAMES = {"AAA": "Aland", "BBB": "Borea", "CCC": "Corvia"}


def facts_with(acts: list[tuple[str, str, str, str]], *, as_of: str = "2031-12-31", exact: bool = True, **more: Any) -> SiteFacts:
    """A ledger of acts, each source, target, day and PLOVER type; all told on their day in one document each."""
    documents, claims, events = [], [], []
    for number, (source, target, day, plover) in enumerate(acts, 1):
        documents.append(Document(doc_id=f"d{number}", text="They did it.", outlet="Quay Post", published=day))
        sides = [(Mention(start=0, end=4, text=NAMES.get(code, code), code=code, name=NAMES.get(code, code), kind="state"),) for code in (source, target)]
        claims.append(Claim(
            claim_id=f"k{number}", doc_id=f"d{number}", start=0, end=11, sentence_start=0, sentence_end=12, illocution="act", predicate="do", action="do",
            frame="f", agents=sides[0], recipients=sides[1], place=more.get("place"),
        ))  # fmt: skip
        rests = (Evidence(claim_id=f"k{number}", doc_id=f"d{number}", start=0, end=11, role="event"),)
        events.append(Event(
            event_id=f"E{number:06}", display=f"E-{number:04}", on=day, precision="day" if exact else "unknown", source=(source,), target=(target,),
            plover=plover, sources=1, gist=f"act {number}", evidence=rests,
        ))  # fmt: skip
    given = {name: value for name, value in more.items() if name != "place"}
    return SiteFacts(tables=LedgerTables(as_of=as_of, events=tuple(events), **given), documents=tuple(documents), claims=tuple(claims))


def duty(number: int, debtor: str, beneficiary: str, promised: str, done: str = "", **more: Any) -> Commitment:
    steps_of = [StatusChange(on=promised, status="announced", known=promised, why="")]
    steps_of += [StatusChange(on=done, status="fulfilled", known=done, why="")] if done else []
    return Commitment(
        commitment_id=f"C{number}", display=f"C-{number:04}", agreement_id=None, debtor=(debtor,), beneficiary=(beneficiary,), action="return",
        object="the bell", status="fulfilled" if done else "announced", history=tuple(steps_of), **more,
    )  # fmt: skip


EXCHANGE = (
    duty(1, "AAA", "BBB", "2031-01-10", "2031-02-10", relations=(Relation(kind="exchange", commitment_id="C2"),)),
    duty(2, "BBB", "AAA", "2031-01-10", deadline=Deadline(kind="date", date="2031-03-01")),
)
ACTS = [
    ("AAA", "BBB", "2031-01-05", "SUPPORT"), ("BBB", "AAA", "2031-02-05", "ASSAULT"), ("AAA", "CCC", "2031-04-05", "AID"),
    ("AAA", "BBB", "2031-12-05", "AID"),
]  # fmt: skip


@given(st.dates(datetime.date(1, 1, 1), datetime.date(9998, 1, 1)), st.integers(0, 400_000), st.integers(3, 40))
def test_steps_cover_every_day_once_and_are_never_more_than_asked(start: datetime.date, length: int, most: int) -> None:
    end = min(start.toordinal() + length, datetime.date.max.toordinal())
    known = steps(start.isoformat(), datetime.date.fromordinal(end).isoformat(), most)
    assert len(known) <= most
    assert known[0].first <= start.isoformat()
    assert known[-1].last >= datetime.date.fromordinal(end).isoformat()
    for one, other in pairwise(known):
        assert datetime.date.fromisoformat(one.last) + datetime.timedelta(days=1) == datetime.date.fromisoformat(other.first)


def test_a_line_of_time_has_its_days_in_order_and_ticks_of_days_where_it_is_short() -> None:
    axis = Axis("2031-01-01", "2031-12-31", 0.0, 1000.0)
    assert [axis.x(day) for day in ("2030-01-01", "2031-01-01", "2031-12-31", "2040-01-01")] == [0.0, 0.0, 1000.0, 1000.0]
    assert axis.x("2031-02-01") < axis.x("2031-03-01")
    assert axis.ticks[0] == (0.0, "January 2031", "start")
    assert len(axis.ticks) <= 9
    assert Axis("2031-01-01", "2031-01-05", 0.0, 1000.0).ticks[1] == (250.0, "2 January 2031", "start")


@pytest.mark.parametrize("last", ["2023-12-07", "2023-12-13", "2023-12-22", "2024-02-06", "2024-12-31", "2031-01-01"])
def test_labels_of_a_line_of_time_never_run_into_one_another(last: str) -> None:
    ticks = Axis("2023-12-07", last, 8.0, 992.0).ticks
    spans = [(x - 6.2 * len(label) - 4, x - 4) if anchor == "end" else (x + 4, x + 6.2 * len(label) + 4) for x, label, anchor in ticks if label]
    assert spans
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    assert spans[-1][1] <= 992


def test_a_promise_lives_from_its_day_to_its_delivery_or_to_the_day_of_the_ledger() -> None:
    facts = facts_with(ACTS, commitments=EXCHANGE)
    picture = timeline(facts.dyads[("AAA", "BBB")], "2031-12-31")
    assert picture is not None
    delivered, waiting = picture.lives
    assert (delivered.delivered, delivered.forth, waiting.delivered, waiting.forth) == (True, True, False, False)
    assert delivered.end == picture.axis.x("2031-02-10") < waiting.end == RIGHT
    assert waiting.due == picture.axis.x("2031-03-01")


def test_acts_stand_over_the_line_of_the_one_and_under_that_of_the_other() -> None:
    picture = timeline(facts_with(ACTS, commitments=EXCHANGE).dyads[("AAA", "BBB")], "")
    assert picture is not None
    assert [(dot.act.event.display, dot.y < picture.top, dot.y > picture.bottom) for dot in picture.dots] == [
        ("E-0001", True, False), ("E-0004", True, False), ("E-0002", False, True),
    ]  # fmt: skip
    assert all(LEFT <= dot.x <= RIGHT and 0 < dot.y < picture.height for dot in picture.dots)


def test_a_picture_of_many_acts_is_bounded_and_says_what_it_leaves_out() -> None:
    day = datetime.date(2031, 1, 1)
    many = [("AAA", "BBB", (day + datetime.timedelta(days=at // 4)).isoformat(), "SUPPORT") for at in range(900)]
    picture = timeline(facts_with(many).dyads[("AAA", "BBB")], "2031-12-31")
    assert picture is not None
    assert len(picture.dots) == MOST_ACTS
    assert picture.left_out == ("660 of 900 acts",)
    assert picture.height < 500


def test_months_of_both_directions_share_one_scale() -> None:
    between = facts_with(ACTS, commitments=EXCHANGE).dyads[("AAA", "BBB")]
    columns = months(between, Axis("2031-01-05", "2031-12-31", 0.0, 100.0))
    assert columns is not None
    assert [(column.step.label, column.cooperation, column.conflict) for column in columns.forth if column.cooperation] == [
        ("January 2031", 1, 0), ("December 2031", 1, 0),
    ]  # fmt: skip
    assert [(column.step.label, column.down) for column in columns.back if column.conflict] == [("February 2031", 70.0)]
    assert months(between, Axis("2031-01-05", "2031-02-05", 0.0, 100.0)) is None


def test_only_pairs_with_something_to_show_have_a_page() -> None:
    facts = facts_with(ACTS, commitments=EXCHANGE)
    assert list(facts.dyads) == [("AAA", "BBB")]
    wide = Agreement(agreement_id="A1", display="A-0001", title="Accord", instrument="accord", date="2031-01-01", parties=tuple("ABCDEF"))
    assert facts_with(ACTS[2:3], agreements=(wide,)).dyads == {}
    assert list(facts_with([], agreements=(structs.replace(wide, parties=("CCC", "AAA")),)).dyads) == [("AAA", "CCC")]


def test_a_pair_has_picture_and_tables_of_the_same_content() -> None:
    made = open_site(facts_with(ACTS, commitments=EXCHANGE))
    page = made.pages["dyads/AAA-BBB.html"].make()
    text = Read(page).text
    for words in (
        "3 events: 2 of Aland towards Borea (none of conflict), 1 of Borea towards Aland (1 of conflict)", "5 February 2031", "act 4",
        "C-0002 Borea: return the bell not yet Aland 324 days so far", "dashed: owed by Borea",
    ):  # fmt: skip
        assert words in text
    assert page.count('<circle class="cooperation"') == 3  # two acts and the key
    assert not re.search(r'style="|NaN|inf\b|<script(?! src)', page)


def test_an_act_whose_day_no_text_names_is_hollow_and_says_so() -> None:
    page = open_site(facts_with(ACTS, exact=False, commitments=EXCHANGE)).pages["dyads/AAA-BBB.html"].make()
    assert "no day named; reported 5 January 2031" in Read(page).text
    assert "cooperation hollow" in page


def test_a_pair_without_any_day_has_its_tables_and_no_picture() -> None:
    facts = facts_with([("AAA", "BBB", "", "AID")] * 3, as_of="", exact=False)
    text = Read(open_site(facts).pages["dyads/AAA-BBB.html"].make()).text
    assert "there is no line of time" in text
    assert "no day named" in text


def test_the_network_has_the_whole_time_first_and_then_steps_in_which_parties_keep_their_places() -> None:
    net = network(facts_with(ACTS).directed.events)
    assert net is not None
    assert [view.label for view in net.views[:2]] == ["the whole time", "January 2031"]
    assert (len(net.views), net.views[0].events, net.left_out, net.undated) == (13, 4, 0, 0)
    places = {(node.party, node.x, node.y) for view in net.views for node in view.nodes}
    assert len(places) == 3
    assert [(edge.tie.one, edge.tie.other, edge.kind) for edge in net.views[2].edges] == [("AAA", "BBB", "conflict")]
    assert network([]) is None


def test_the_page_of_the_network_shows_the_whole_time_without_a_script_and_has_every_step_in_its_table() -> None:
    page = Read(open_site(facts_with(ACTS)).pages["network.html"].make())
    groups = [attributes for tag, attributes in page.tags if tag == "g"]
    assert [group.get("class") for group in groups] == ["now"] + [None] * 12
    assert [attributes.get("data-label") for tag, attributes in page.tags if tag == "tbody"][:3] == ["the whole time", "January 2031", "February 2031"]
    assert [attributes for tag, attributes in page.tags if tag == "form"] == [{"class": "period", "hidden": None, "aria-label": "Time of the network"}]


def test_the_projection_keeps_the_globe_in_its_picture_and_areas_true() -> None:
    assert project(0, 0) == (WIDTH / 2, HEIGHT / 2)
    assert all(-1 <= x <= WIDTH + 1 and -1 <= y <= HEIGHT + 1 for x, y in (project(lat, lon) for lat in (-95, -45, 0, 45, 95) for lon in (-999, 0, 180)))

    def area(lat: float) -> float:
        (x1, y1), (x2, _), (_, y2) = project(lat, 0), project(lat, 1), project(lat + 1, 0)
        return (x2 - x1) * (y1 - y2) / (math.sin(math.radians(lat + 1)) - math.sin(math.radians(lat)))

    assert area(60) == pytest.approx(area(5), rel=0.02)


def test_outlines_lie_in_the_picture_and_are_small() -> None:
    path = outlines()
    assert len(path) < 150_000
    assert re.fullmatch(r"(M\d+ \d+l[\d\- ]+z)+", path)


def test_places_are_counted_by_events_and_lands_are_told_from_points() -> None:
    quay = Place(doc_id="d1", start=0, end=4, name="Quay", country="AAA", lat=10.0, lon=20.0, precision="country")
    made = open_site(facts_with(ACTS, place=quay))
    text = Read(made.pages["map.html"].make()).text
    assert "4 events at 1 place. 0 events have no place" in text
    assert "Quay as a whole Aland 4 3 1" in text
    assert atlas([]).spots == ()
    uneventful = facts_with(ACTS, place=quay)
    assert "map.html" not in open_site(replace(uneventful, tables=structs.replace(uneventful.tables, events=()))).pages
    assert "map.html" not in site(friendly()).pages
