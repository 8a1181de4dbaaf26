"""Whatever stands in a document is text on every page: nothing runs, nothing is loaded, nothing turns the writing, nothing breaks the page."""

from __future__ import annotations

from browsing import NARROW, Folder, Opens
from hostile import SCRIPT


def test_hostile_words_are_shown_and_never_run(hostile: Folder, visits: Opens) -> None:
    steering = "\\u202a\\u202b\\u202c\\u202d\\u202e\\u2066\\u2067\\u2068\\u2069\\u001b\\u0007"
    with visits(hostile, viewport=NARROW) as visit:
        for path in hostile.kinds:
            page = visit.go(hostile.address(path))
            assert page.evaluate("window.hacked") is None, path
            assert page.evaluate(f"/[{steering}]/.test(document.documentElement.outerHTML)") is False, path
            assert page.locator("script:not([src])").count() == 0, path
            assert page.locator("main img, main svg[onload], main [onerror]").count() == 0, path
            assert page.locator("a[href^='javascript' i]").count() == 0, path
            assert visit.overflow() == 0, path
        assert SCRIPT in visit.go(hostile.address()).locator("main").inner_text()


def test_rows_that_the_filter_brings_in_are_text_too(hostile: Folder, visits: Opens) -> None:
    with visits(hostile) as visit:
        page = visit.go(hostile.address())
        page.locator("#filter [name=words]").fill("load 3")
        page.locator("#filter output", has_text="of").wait_for()
        assert SCRIPT in page.locator("table.ledger tbody tr").last.inner_text()
        assert page.evaluate("window.hacked") is None
        assert page.locator("main img").count() == 0


def test_keys_and_axe_are_not_thrown_by_hostile_words(hostile: Folder, visits: Opens) -> None:
    with visits(hostile) as visit:
        visit.go(hostile.address("agreements.html"))
        assert visit.axe() == []
        assert all(step["visible"] for step in visit.walk(12))
