"""The pages with pictures: a pair of parties, the network and its slider, the map."""

from __future__ import annotations

from itertools import pairwise

import pytest
from browsing import NARROW, Folder, Opens, Visit, follow
from charted import charted_site
from playwright.sync_api import Page

from servanda.views.site import write_site

BOXES = """marks => marks.map(mark => mark.getBoundingClientRect()).map(box => [box.left, box.right]).sort((a, b) => a[0] - b[0])"""


@pytest.fixture(scope="module")
def charted(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    folder = tmp_path_factory.mktemp("charted") / "site"
    write_site(charted_site(), folder)
    return Folder(folder)


def labels_apart(page: Page) -> bool:
    boxes: list[list[float]] = page.locator("svg .tick").evaluate_all(BOXES)
    return len(boxes) > 1 and all(one[1] <= other[0] for one, other in pairwise(boxes))


def test_the_arrow_between_two_parties_leads_to_their_history_and_that_to_its_rows(visit: Visit, sample: Folder) -> None:
    page = visit.go(sample.address())
    follow(page.locator("table.ledger tbody tr").first.locator("a.arrow"))
    assert page.locator("main h1").inner_text() == "Armenia and Azerbaijan"
    assert page.locator("svg .life").count() >= 5
    assert labels_apart(page)
    assert page.locator("section", has=page.locator("h2", has_text="Promises given for promises")).locator("tbody tr").count() == 2
    follow(page.locator("svg a", has=page.locator(".life.open")).first, drawn=True)
    assert "support candidature of Armenia" in page.locator("main h1").inner_text()


def test_an_event_of_a_pair_leads_to_its_words(visit: Visit, sample: Folder) -> None:
    page = visit.go(sample.address("dyads/ARM-AZE.html"))
    row = page.locator("section[aria-labelledby=events] tbody tr").first
    assert "13 December 2023" in row.inner_text()
    follow(row.get_by_role("link").first)
    assert page.locator("tr:target").is_visible()


def test_the_slider_of_the_network_takes_arrow_keys_and_shows_one_step_in_picture_and_table(charted: Folder, visits: Opens) -> None:
    with visits(charted) as visit:
        page = visit.go(charted.address("network.html"))
        slider, told = page.locator("#period"), page.locator("form.period output")
        assert told.inner_text() == "the whole time"
        assert page.locator("tbody[data-period]:visible").count() == 1
        slider.focus()
        seen = []
        for _ in range(4):
            page.keyboard.press("ArrowRight")
            seen.append((told.inner_text(), page.locator("tbody[data-period]:visible tr:not(.heading)").count(), page.locator("g.now line").count()))
        assert seen == [("January 2031", 1, 1), ("February 2031", 2, 2), ("March 2031", 0, 0), ("April 2031", 1, 1)]
        assert slider.get_attribute("aria-valuetext") == "April 2031"
        assert page.locator("g.now line").first.get_attribute("class") == "neither"
        page.keyboard.press("Home")
        assert told.inner_text() == "the whole time"
        follow(page.get_by_role("link", name="Aland and Borea"))
        assert page.locator("h3#months").is_visible()


def test_the_map_shows_places_and_its_table_leads_to_the_events(charted: Folder, visits: Opens) -> None:
    with visits(charted) as visit:
        page = visit.go(charted.address())
        follow(page.locator("nav").get_by_role("link", name="Map", exact=True))
        assert page.locator("svg circle").count() == 2
        assert page.locator("svg circle.whole title").text_content() == "Corvia: 1 event"
        assert page.locator("svg text").all_text_contents() == ["Quay Town", "Corvia"]
        row = page.locator("main tbody tr").first
        assert row.inner_text().split()[:2] == ["Quay", "Town"]
        follow(row.get_by_role("link", name="E-0002"))
        assert page.locator("tr:target").is_visible()


def test_pages_with_pictures_can_be_used_by_everybody_narrow_dark_and_on_paper(charted: Folder, visits: Opens) -> None:
    paths = [path for path in charted.kinds if path.partition("/")[0].removesuffix(".html") in ("dyads", "network", "map")]
    assert len(paths) == 4
    for options in ({}, {"viewport": NARROW, "color_scheme": "dark"}):
        with visits(charted, **options) as visit:
            for path in paths:
                page = visit.go(charted.address(path))
                assert visit.axe() == [], path
                assert visit.overflow() == 0, path
                assert [step for step in visit.walk(30) if not step["visible"]] == [], path
                page.emulate_media(media="print", color_scheme="dark")
                assert page.locator("form.period, nav").first.is_hidden(), path
                strokes = page.locator("svg :is(circle, line).cooperation").evaluate_all("marks => marks.map(mark => getComputedStyle(mark).stroke)")
                assert set(strokes) <= {"rgb(31, 95, 168)"}, path  # the dark of the pictures is for screens
                page.emulate_media(media="screen")
