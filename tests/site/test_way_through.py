"""The ways a reader takes: from a party to what it owes and who says so, from a cell to the words in their document and back, through the filter."""

from __future__ import annotations

import pytest
from browsing import Folder, Opens, Visit, follow
from hostile import ROWS
from playwright.sync_api import Page

ROW = "table.ledger tbody tr"


def shown_rows(page: Page) -> list[str]:
    return page.locator(f"{ROW} .id").all_inner_texts()


def test_what_azerbaijan_still_owes_and_who_says_so_is_two_clicks_away(visit: Visit, sample: Folder) -> None:
    page = visit.go(sample.address())
    follow(page.locator("main").get_by_role("link", name="Azerbaijan").first)
    owed = page.locator("section", has=page.locator("h2", has_text="Still owes")).locator("tbody tr")
    assert owed.count() == 1
    assert "candidature of Armenia" in owed.inner_text()
    assert "Lantern Wire" in owed.inner_text()
    follow(owed.get_by_role("link", name="support candidature"))
    words = page.locator(".witness mark").first.inner_text()
    assert "supports the candidature of Armenia" in words
    assert "Lantern Wire" in page.locator(".witness").first.inner_text()


def test_a_cell_leads_to_the_highlighted_words_in_their_document_and_they_lead_back(visit: Visit, sample: Folder) -> None:
    page = visit.go(sample.address())
    row = page.locator(ROW, has_text="withdraw own candidacy")
    row.get_by_role("button", name="report").focus()
    bubble = row.locator(".bubble").first
    assert bubble.is_visible()
    quoted = bubble.locator("mark").inner_text()
    follow(bubble.get_by_role("link", name="in its place"))
    assert "/documents/" in page.url
    aimed = page.locator(".claim.aimed")
    assert " ".join("".join(aimed.all_inner_texts()).split()) == quoted
    assert aimed.first.is_visible()
    box = aimed.first.bounding_box()
    assert box is not None
    assert 0 <= box["y"] <= 720
    note = page.locator(".note:target, .note.near, .note").filter(has_text="withdraw").first
    follow(note.get_by_role("link", name="C-0004"))
    assert page.locator("h1").inner_text().endswith("withdraw own candidacy")
    page.go_back()
    assert "#claim-" in page.url


def test_words_open_on_a_tap_and_close_on_escape(visit: Visit, sample: Folder) -> None:
    page = visit.go(sample.address())
    button = page.locator(ROW).first.get_by_role("button").first
    button.click()
    assert button.get_attribute("aria-expanded") == "true"
    page.mouse.move(0, 0)
    assert page.locator(ROW).first.locator(".bubble").first.is_visible()
    page.keyboard.press("Escape")
    assert button.get_attribute("aria-expanded") == "false"
    assert page.locator(ROW).first.locator(".bubble").first.is_hidden()


@pytest.mark.parametrize(
    ("name", "value", "rows"),
    [
        ("party", "AZE", 5),
        ("status", "is-announced", 1),
        ("status", "done", 4),
        ("deadline", "none", 5),
        ("deadline", "some", 0),
        ("words", "servicemen", 2),
        ("words", "no such words", 0),
    ],
)
def test_the_filter_keeps_the_rows_that_fit(visit: Visit, sample: Folder, name: str, value: str, rows: int) -> None:
    page = visit.go(sample.address())
    field = page.locator(f"#filter [name={name}]")
    if name == "words":
        field.fill(value)
    else:
        field.select_option(value)
    page.locator("#filter output", has_text=f"{rows} of 5").wait_for()
    assert page.locator(ROW).count() == rows
    kept = page.url
    page.reload()
    page.locator("#filter output", has_text=f"{rows} of 5").wait_for()
    assert page.url == kept
    page.get_by_role("button", name="All").click()
    page.locator("#filter output", has_text="of 5").wait_for(state="detached")
    assert page.locator(ROW).count() == 5


def test_the_filter_tells_who_owes_from_who_is_owed(visit: Visit, sample: Folder) -> None:
    page = visit.go(sample.address())
    page.locator("#filter [name=party]").select_option("AZE")
    page.locator("#filter [name=role]").select_option("debtor")
    page.locator("#filter output", has_text="2 of 5").wait_for()
    assert sorted(shown_rows(page)) == ["C-0001", "C-0005"]


def test_the_filter_reaches_the_rows_of_all_pages_of_a_long_list(hostile: Folder, visits: Opens) -> None:
    with visits(hostile) as visit:
        page = visit.go(hostile.address())
        before = page.locator(ROW).count()
        assert before < ROWS
        page.locator("#filter [name=deadline]").select_option("none")
        page.locator("#filter output", has_text=f"of {ROWS}").wait_for()
        assert page.locator(ROW).count() == ROWS // 3
        page.locator("#filter [name=before]").fill("2031-01-05")
        page.locator("#filter [name=deadline]").select_option("")
        page.locator("#filter output", has_text=f"3 of {ROWS}").wait_for()
        page.get_by_role("button", name="All").click()
        page.locator("#filter output", has_text="of").wait_for(state="detached")
        assert page.locator(ROW).count() == before


def test_the_filter_of_a_further_page_reaches_the_rows_of_the_first(hostile: Folder, visits: Opens) -> None:
    with visits(hostile) as visit:
        page = visit.go(hostile.address("ledger-2.html"))
        page.locator("#filter [name=deadline]").select_option("none")
        page.locator("#filter output", has_text=f"{ROWS // 3} of {ROWS}").wait_for()
        assert page.locator(ROW).count() == ROWS // 3


def test_the_navigation_leads_to_every_section_and_says_where_one_is(visit: Visit, sample: Folder) -> None:
    page = visit.go(sample.address())
    labels = page.locator("nav[aria-label=Sections] a").all_inner_texts()
    assert labels[0] == "Ledger"
    for label in labels:
        follow(page.locator("nav[aria-label=Sections]").get_by_role("link", name=label, exact=True))
        assert page.locator("nav [aria-current=true]").inner_text() == label
        assert page.locator("main h1").count() == 1


def test_a_reprint_leads_to_its_original_and_to_what_was_changed(visit: Visit, sample: Folder) -> None:
    page = visit.go(sample.address("documents.html"))
    follow(page.get_by_role("link", name="reprint", exact=True))
    assert "/sources/" in page.url
    main = page.locator("main").inner_text()
    assert "Lantern Wire" in main
    assert "Old Quay Courier" in main
    follow(page.locator("main").get_by_role("link", name="Old Quay Courier").first)
    assert "counts as one source" in page.locator(".notice").inner_text()


def test_rivals_stand_side_by_side_each_with_its_words(visit: Visit, sample: Folder) -> None:
    page = visit.go(sample.address("disagreements.html"))
    clash = page.locator("[id^=disagreement-]", has_text="D-0002")
    sides = clash.locator(".side")
    assert [side.split("\n")[0] for side in sides.all_inner_texts()] == ["8 December 2023", "not yet done on 2023-12-11", "13 December 2023"]
    tops = {round(box["y"]) for place in range(2) if (box := sides.nth(place).bounding_box()) is not None}
    assert len(tops) == 1
    clash.locator("summary").click()
    follow(clash.get_by_role("link", name="in its place").first)
    assert page.locator(".claim.aimed").first.is_visible()


def test_an_event_leads_to_its_words(visit: Visit, sample: Folder) -> None:
    page = visit.go(sample.address("events.html"))
    row = page.locator("main tbody tr", has_text="hand over 32 Armenian servicemen")
    assert "RETREAT" in row.inner_text()
    row.get_by_role("button").first.click()
    follow(row.get_by_role("link", name="in its place").first)
    assert "32 Armenian servicemen" in "".join(page.locator(".claim.aimed").all_inner_texts())


def test_marks_of_one_kind_can_be_put_out(visit: Visit, sample: Folder) -> None:
    page = visit.go(sample.address("documents/s01.html"))
    weight = "getComputedStyle(document.querySelector('.reader .actor')).fontWeight"
    assert page.evaluate(weight) == "600"
    page.get_by_label("parties").uncheck()
    assert page.evaluate(weight) == "400"


def test_every_link_of_every_page_leads_to_a_page_and_a_place_that_are_there(visit: Visit, sample: Folder) -> None:
    anchors: dict[str, set[str]] = {}
    links: list[tuple[str, str]] = []
    for path in sample.pages:
        page = visit.go(sample.address(path))
        found = page.evaluate("({ids: [...document.querySelectorAll('[id]')].map(e => e.id), links: [...document.links].map(a => a.href)})")
        anchors[sample.address(path)] = set(found["ids"])
        links += [(path, link) for link in found["links"]]
    lost = {(path, link) for path, link in links if link.startswith("file:") and (parts := link.partition("#"))
            and (parts[0] not in anchors or (parts[2] and "=" not in parts[2] and parts[2] not in anchors[parts[0]]))}  # fmt: skip
    assert lost == set()
    assert {link for _, link in links if not link.startswith("file:")} == set()
