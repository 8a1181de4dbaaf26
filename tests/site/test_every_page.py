"""What holds for every page of a site: no fault in the console, no request that leaves it, wide enough for a narrow screen, usable without a mouse."""

from __future__ import annotations

from browsing import NARROW, Folder, Opens

MOST = 2_000_000  # octets of a page


def test_every_page_opens_on_a_narrow_screen_without_a_fault_or_a_scroll_bar(sample: Folder, visits: Opens) -> None:
    with visits(sample, viewport=NARROW) as visit:
        too_wide = {}
        for path in sample.pages:
            visit.go(sample.address(path))
            if over := visit.overflow():
                too_wide[path] = over
    assert too_wide == {}


def test_axe_finds_no_grave_fault_in_light_or_dark(sample: Folder, visits: Opens) -> None:
    found = {}
    for scheme, rules in (("light", ()), ("dark", ("color-contrast", "link-in-text-block"))):
        with visits(sample, color_scheme=scheme) as visit:
            for path in sample.kinds:
                visit.go(sample.address(path))
                if faults := visit.axe(*rules):
                    found[scheme, path] = faults
    assert found == {}


def test_the_pages_are_dark_where_the_reader_wants_them_dark(sample: Folder, visits: Opens) -> None:
    brightness = {}
    for scheme in ("light", "dark"):
        with visits(sample, color_scheme=scheme) as visit:
            page = visit.go(sample.address())
            ground = page.evaluate("getComputedStyle(document.body).backgroundColor.match(/\\d+/g).slice(0, 3).map(Number)")
            brightness[scheme] = sum(ground) / 3
    assert brightness["light"] > 200
    assert brightness["dark"] < 60


def test_on_paper_stand_the_words_without_what_can_be_clicked(sample: Folder, visits: Opens) -> None:
    with visits(sample, color_scheme="dark") as visit:
        page = visit.go(sample.address())
        page.emulate_media(media="print")
        assert page.locator("nav").first.is_hidden()
        assert page.locator("#filter").is_hidden()
        assert page.locator("table.ledger tbody tr").first.is_visible()
        assert page.evaluate("getComputedStyle(document.body).color") in ("rgb(0, 0, 0)", "rgb(17, 17, 17)")
        assert page.pdf().startswith(b"%PDF")


def test_tab_reaches_the_filter_and_the_rows_and_shows_where_it_is(sample: Folder, visits: Opens) -> None:
    with visits(sample) as visit:
        visit.go(sample.address())
        walked = visit.walk(60)
    assert [step["text"] for step in walked][:1] == ["Skip to the content"]
    names = [step["name"] for step in walked]
    order = [names.index(name) for name in ("party", "role", "status", "deadline", "words")]
    assert order == sorted(order)
    rows = [place for place, step in enumerate(walked) if step["href"].startswith("commitments/")]
    assert rows
    assert min(rows) > order[-1]
    assert [step for step in walked if not step["visible"]] == []


def test_the_skip_link_leads_past_the_navigation(sample: Folder, visits: Opens) -> None:
    with visits(sample) as visit:
        page = visit.go(sample.address())
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('main') !== null")


def test_every_page_can_be_read_without_scripts(sample: Folder, visits: Opens) -> None:
    with visits(sample, java_script_enabled=False) as visit:
        for path in sample.kinds:
            page = visit.go(sample.address(path))
            assert page.locator("main h1").inner_text().strip()
        page = visit.go(sample.address())
        assert page.locator("#filter").is_hidden()
        assert page.locator("table.ledger tbody tr").count() == 5


def test_no_page_is_larger_than_two_megabytes(sample: Folder, hostile: Folder) -> None:
    for site in (sample, hostile):
        sizes = {path: (site.root / path).stat().st_size for path in site.pages}
        assert {path: size for path, size in sizes.items() if size > MOST} == {}
