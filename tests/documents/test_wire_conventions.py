"""Datelines, agency marks, credits and notices in the shapes that wires use."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.documents import make_document
from servanda.documents.canonical import canonicalise
from servanda.documents.wires import read_wire

BODY = "The two ministers agreed to reopen the bridge."


@pytest.mark.parametrize(
    ("head", "line", "place", "date", "outlet", "credit"),
    [
        ("OSLO, Norway, December 8. ", "OSLO, Norway, December 8", "OSLO", "2023-12-08", None, None),
        ("OSLO, 8 December (Fjord Bulletin) - ", "OSLO, 8 December", "OSLO", "2023-12-08", "Fjord Bulletin", "Fjord Bulletin"),
        ("UNITED NATIONS, Dec 8 (Fjord Wire) -- ", "UNITED NATIONS, Dec 8", "UNITED NATIONS", "2023-12-08", "Fjord Wire", "Fjord Wire"),
        ("OSLO, December 8 (Fjord Wire) – ", "OSLO, December 8", "OSLO", "2023-12-08", "Fjord Wire", "Fjord Wire"),
        ("OSLO, December 8 (Fjord Wire). ", "OSLO, December 8", "OSLO", "2023-12-08", "Fjord Wire", "Fjord Wire"),
        ("OSLO/NEW YORK, Dec. 8 (Fjord Wire) - ", "OSLO/NEW YORK, Dec. 8", "OSLO/NEW YORK", "2023-12-08", "Fjord Wire", "Fjord Wire"),
        ("MO I RANA, Norway, Dec 8 (A/B) - ", "MO I RANA, Norway, Dec 8", "MO I RANA", "2023-12-08", "B", "A"),
        ("OSLO, 8 December (Fjord Wire, via Inlet News) - ", "OSLO, 8 December", "OSLO", "2023-12-08", "Inlet News", "Fjord Wire"),
        ("VADSØ, U.S.S.R. (Fjord Wire) - ", "VADSØ, U.S.S.R.", "VADSØ", None, "Fjord Wire", "Fjord Wire"),
        ("OSLO (AP) — ", "OSLO", "OSLO", None, "AP", "AP"),
        ("OSLO, December 8. /TASS/. ", "OSLO, December 8", "OSLO", "2023-12-08", "TASS", "TASS"),
        ("Oslo /FJORD/. ", "Oslo", "Oslo", None, "FJORD", "FJORD"),
        ("NUEVA OSLO (EFE) ", "NUEVA OSLO", "NUEVA OSLO", None, "EFE", "EFE"),
        ("OSLO. Dec 8 (Interfax) - ", "OSLO. Dec 8", "OSLO", "2023-12-08", "Interfax", "Interfax"),
        ("YEREVAN, DECEMBER 8, ARMENPRESS. ", "YEREVAN, DECEMBER 8", "YEREVAN", "2023-12-08", "ARMENPRESS", "ARMENPRESS"),
        ("Geneva, 8 December 2023 – ", "Geneva, 8 December 2023", "Geneva", "2023-12-08", None, None),
        ("The Hague, Friday, December 8 - ", "The Hague, Friday, December 8", "The Hague", "2023-12-08", None, None),
        ("SÃO PAULO, 2023-12-08 - ", "SÃO PAULO, 2023-12-08", "SÃO PAULO", "2023-12-08", None, None),
        ("OSLO, Dec. 31, 2022 (Fjord Wire) - ", "OSLO, Dec. 31, 2022", "OSLO", "2022-12-31", "Fjord Wire", "Fjord Wire"),
        ("Dec 8 (Fjord Wire) - ", "Dec 8", None, "2023-12-08", "Fjord Wire", "Fjord Wire"),
        ("New York, 8 December 2023\n\n", "New York, 8 December 2023", "New York", "2023-12-08", None, None),
        ("GENEVA (8 December 2023) – ", "GENEVA (8 December 2023)", "GENEVA", "2023-12-08", None, None),
        ("NEW DELHI, Dec 8 (PTI) ", "NEW DELHI, Dec 8", "NEW DELHI", "2023-12-08", "PTI", "PTI"),
        ("OSLO, Norway, December 8. Trend:\n\n", "OSLO, Norway, December 8", "OSLO", "2023-12-08", "Trend", "Trend"),
        ("ISLAMABAD: ", "ISLAMABAD", "ISLAMABAD", None, None, None),
        ("WASHINGTON – ", "WASHINGTON", "WASHINGTON", None, None, None),
        ("OSLO, Dec 8 (Fjord Wire, in English) - ", "OSLO, Dec 8", "OSLO", "2023-12-08", "Fjord Wire", "Fjord Wire"),
    ],
)
def test_datelines(head: str, line: str, place: str | None, date: str | None, outlet: str | None, credit: str | None) -> None:
    document = make_document(head + BODY, published="2023-12-08")
    found = document.dateline
    assert found is not None
    assert document.text[found.start : found.end] == line
    assert (found.place, found.date) == (place, date)
    assert document.text[document.body_start :] == BODY
    assert (document.outlet, document.credit) == (outlet, credit)


def test_an_agency_mark_alone_is_no_dateline_but_an_outlet() -> None:
    document = make_document("(Reuters) - " + BODY)
    assert document.dateline is None
    assert document.outlet == "Reuters"
    assert document.text[document.body_start :] == BODY


@pytest.mark.parametrize(
    "text",
    [
        "THE PRESIDENT: Thank you all for coming.", "QUESTION: What has changed?", "FACT SHEET: What the accord says", "JOINT STATEMENT - The parties agree.",
        "PRESS RELEASE. The ministry announces a meeting.", "On Friday, December 8. That was the day.", "In Geneva, 8 December 2023 - nobody spoke.",
        "The talks ended on December 8 (see below) - at last.", "NATO and the EU met. They agreed.",
        "Ministry for Trade of Norway. Press release, 26 August 2022.",
        "MR. HOLM: No.", "Oslo hosted the talks - again.", "U.S. officials said so.", "December 8 was a cold day.", "A.", "OSLO",
        "NATO members met.", "NATO (28 members) met.", "OSLO\n\nThe talks go on.",
    ],
)  # fmt: skip
def test_what_is_no_dateline(text: str) -> None:
    document = make_document(text, published="2023-12-08")
    assert document.dateline is None
    assert document.body_start == 0


@pytest.mark.parametrize(
    "preamble",
    ["* Bridge to open in May\n\n", "Bridge to open\nBy Kari Holm\n\n", "(Recasts with minister's quote)\n", "CORRECTION: ", "Friday, December 8, 2023\n\n"],
)
def test_a_dateline_may_follow_short_lines(preamble: str) -> None:
    document = make_document(f"{preamble}OSLO, December 8 (Fjord Wire) - {BODY}", published="2023-12-08")
    assert document.dateline is not None
    assert document.dateline.place == "OSLO"
    assert document.text[document.body_start :] == BODY


def test_publication_comes_from_a_dateline_with_its_year_or_a_date_line() -> None:
    assert make_document("OSLO, December 8, 2023 - " + BODY).published == "2023-12-08"
    assert make_document("Friday, December 8, 2023 \n\n\n" + BODY).published == "2023-12-08"
    assert make_document("OSLO, December 8 - " + BODY).published is None
    opened = make_document("date 2023-12-08 OSLO, Norway, December 8. " + BODY)
    assert (opened.published, opened.dateline and opened.dateline.date) == ("2023-12-08", "2023-12-08")
    assert make_document("OSLO, December 8, 2023 - " + BODY, published="2023-12-09").published == "2023-12-09"


@pytest.mark.parametrize(
    ("text", "outlet", "credit"),
    [
        ("Both welcome the accord, the league said in a statement, Trend reports.\n\nMore follows.", "Trend", "Trend"),
        ("Both welcome the accord, Fjordinfo reports.\n\nMore follows.", "Fjordinfo", "Fjordinfo"),
        ("Both welcome the accord, Fjord News reports, citing Inlet Radio.\n\nMore.", "Fjord News", "Inlet Radio"),
        ("According to Fjord News Agency, both welcome the accord.", None, "Fjord News Agency"),
        ("Reuters reports that both welcome the accord.", None, "Reuters"),
        ("Both welcome the accord.\n\n(With input from Xinhua)", None, "Xinhua"),
        ("Both welcome the accord.\n\nSource: CGTN", None, "CGTN"),
        ("Many were hurt, the Ministry of Health reports.", None, None),
        ("Many were hurt, Amnesty International reports.", None, None),
        ("Anna Holm came late. Many were hurt, Holm reports.", None, None),
        ("Many were hurt, according to the foreign ministry.", None, None),
        ("Media reports speak of an accord.", None, None),
    ],
)
def test_credits(text: str, outlet: str | None, credit: str | None) -> None:
    document = make_document(text)
    assert (document.outlet, document.credit) == (outlet, credit)


def test_given_outlet_stays_and_credit_is_kept_beside_it() -> None:
    document = make_document("OSLO, Dec 8 (Fjord Wire) - " + BODY, outlet="Inlet News", published="2023-12-08")
    assert (document.outlet, document.credit) == ("Inlet News", "Fjord Wire")


@pytest.mark.parametrize(
    ("title", "text", "status"),
    [
        ("CORRECTED-Ministers agree on bridge", BODY, "corrected"),
        ("UPDATE 1-CORRECTED-Ministers agree", BODY, "corrected"),
        ("UPDATE 1-Ministers agree", BODY, "usable"),
        (None, "CORRECTION: " + BODY, "corrected"),
        (None, BODY + "\n\n(This item corrects an earlier version which put the bridge in the wrong town.)", "corrected"),
        (None, BODY + "\n\nEditor's note: an earlier version of this story misstated the day.", "corrected"),
        (None, BODY + "\n\n(Correction: the bridge is to open in May.)", "corrected"),
        ("KILL: Ministers agree", BODY, "withdrawn"),
        ("STORY WITHDRAWN - Ministers agree", BODY, "withdrawn"),
        (None, "ADVISORY: this story has been withdrawn as the minister was misquoted.\n\n" + BODY, "withdrawn"),
        (None, BODY + "\n\n(Our report of 7 December is withdrawn.)", "withdrawn"),
        ("Holm withdraws from the race", "The candidacy was withdrawn. The report was retracted by the ministry.", "usable"),
        ("Correction of the border agreed", BODY, "usable"),
        ("Kill switch for mines agreed", BODY, "usable"),
    ],
)
def test_corrections_and_withdrawals(title: str | None, text: str, status: str) -> None:
    assert make_document(text, title=title).status == status


@pytest.mark.parametrize(
    ("title", "clean"),
    [
        ("UPDATE 1-Ministers agree", "Ministers agree"),
        ("CORRECTED: Ministers agree", "Ministers agree"),
        ("Update on talks", "Update on talks"),
        ("URGENT", "URGENT"),
    ],
)
def test_marks_are_taken_off_the_title(title: str, clean: str) -> None:
    assert make_document(BODY, title=title).title == clean


PIECES = [
    "OSLO", "Oslo", ", ", " ", "December 8", "8 Dec 2023", "(AP)", "(A/B)", " - ", " – ", ". ", ":", "\n\n", "/TASS/", "date 2023-12-08 ",
    "CORRECTION: ", "UPDATE 1-", "Norway", "Ø", "x",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_offsets_lie_in_the_text(text: str) -> None:
    canonical = canonicalise(text)
    head = read_wire(canonical, published="2023-12-08")
    assert 0 <= head.body_start <= len(canonical)
    if head.dateline:
        assert 0 <= head.dateline.start < head.dateline.end <= head.body_start
        assert canonical[head.dateline.start : head.dateline.end].strip() == canonical[head.dateline.start : head.dateline.end]


def test_long_runs_of_capitals_end_soon() -> None:
    assert read_wire("A B " * 50_000).dateline is None
    assert read_wire("OSLO, " * 50_000).dateline is None
    assert read_wire("Holm And Holm " * 50_000 + " reports.").credit is None
