"""`servanda serve` as a person meets it: search, SQL, and a decision that is written down and changes the page."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from browsing import NARROW, Opens, Served, follow
from hostile import HANDLER, SCRIPT

from servanda.serve.application import make_app
from servanda.serve.running import listen
from servanda.serve.service import Service
from servanda.store import Ledger
from servanda.store.decisions import DECISIONS, read_decisions


@pytest.fixture(scope="module")
def folder(ledger: Ledger, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sample's ledger, to be decided about."""
    return shutil.copytree(ledger.folder, tmp_path_factory.mktemp("decided") / "out", ignore=shutil.ignore_patterns("site"))


@pytest.fixture(scope="module")
def served(folder: Path) -> Iterator[Served]:
    with listen("127.0.0.1", 0) as opened:
        server = uvicorn.Server(uvicorn.Config(make_app(Service(folder)), log_level="warning", http="h11", ws="none", lifespan="on"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [opened]})
        thread.start()
        yield Served(f"http://127.0.0.1:{opened.getsockname()[1]}/")
        server.should_exit = True
        thread.join()


def test_what_is_searched_for_is_found_and_leads_to_its_place(served: Served, visits: Opens) -> None:
    with visits(served) as visit:
        page = visit.go(served.address())
        page.keyboard.press("/")
        page.keyboard.type("candidature armenia")
        page.keyboard.press("Enter")
        hits = page.locator(".served-hits > li")
        hits.first.wait_for()
        assert hits.count() > 1
        assert "candidature" in hits.first.locator("mark").all_inner_texts()
        follow(page.locator(".served-kinds").get_by_role("link", name="commitments"))
        follow(hits.first.locator("h2 a"))
        assert "candidature of Armenia" in page.locator("main h1").inner_text()


def test_a_query_in_sql_is_answered_as_a_table_and_a_writing_one_refused(served: Served, visits: Opens) -> None:
    with visits(served) as visit:
        page = visit.go(served.address("sql"))
        page.locator("#served-sql").fill("SELECT status, count(*) AS n FROM commitments GROUP BY status ORDER BY n DESC")
        page.keyboard.press("Control+Enter")
        page.locator(".served-scroll tbody tr").first.wait_for()
        assert [text.split() for text in page.locator(".served-scroll tbody tr").all_inner_texts()] == [["fulfilled", "4"], ["announced", "1"]]
        page.locator("#served-sql").fill("DROP TABLE commitments")
        follow(page.get_by_role("button", name="Run"))
        page.locator(".served-trouble").wait_for()
        assert visit.faults.pop().endswith("422 (Unprocessable Entity)")  # the status of the page itself, which browsers tell on the console


def test_hostile_words_in_queries_and_answers_are_text(served: Served, visits: Opens) -> None:
    with visits(served) as visit:
        page = visit.go(served.address())
        page.locator("#served-query").fill(f"servicemen {SCRIPT}{HANDLER}")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search?*")
        assert page.locator("#served-query").input_value() == f"servicemen {SCRIPT}{HANDLER}"
        for query in (f'SELECT $${SCRIPT}{HANDLER}$$ AS "<b>x</b>"', f"SELECT {HANDLER}"):
            visit.go(served.address("sql"))
            page.locator("#served-sql").fill(query)
            follow(page.get_by_role("button", name="Run"))
            page.locator(".served-scroll, .served-trouble").first.wait_for()
            assert page.evaluate("window.hacked") is None
            assert page.locator("main img, main svg, main b, main script").count() == 0
        assert visit.faults.pop().endswith("422 (Unprocessable Entity)")
        assert "<svg/onload" in page.locator("main").inner_text() + page.locator("#served-sql").input_value()


def test_every_tool_can_be_used_by_everybody_on_a_narrow_dark_screen(served: Served, visits: Opens) -> None:
    with visits(served, viewport=NARROW, color_scheme="dark") as visit:
        for path in ("search?q=armenia", "sql?query=SELECT+1", "decide?id=C-0004", "decisions"):
            visit.go(served.address(path))
            assert visit.axe() == [], path
            assert visit.overflow() == 0, path
            assert [step for step in visit.walk(30) if not step["visible"]] == [], path


def test_a_decision_made_in_the_browser_is_written_down_and_changes_the_page(served: Served, folder: Path, visits: Opens) -> None:
    with visits(served) as visit:
        page = visit.go(served.address())
        follow(page.locator("table.ledger tbody tr", has_text="candidature").get_by_role("link", name="support candidature"))
        assert "announced" in page.locator(".standing").inner_text()
        follow(page.get_by_role("link", name="Decide about this row"))
        page.get_by_label("Set the status").check()
        page.locator("[name=status]").select_option("fulfilled")
        page.locator("[name=since]").fill("2023-12-12")
        page.get_by_label("Reason").fill(f"the vote was held {SCRIPT}")
        page.get_by_label("Your name").fill("ed")
        follow(page.get_by_role("button", name="Decide", exact=True))
        page.wait_for_url(lambda url: "/decide" not in url)
        page.goto(served.address("parties/AZE.html"))
        assert page.locator("h2", has_text="Still owes").count() == 0
        follow(page.get_by_role("link", name="support candidature"))
        assert "fulfilled" in page.locator(".standing").inner_text()
        assert f"the vote was held {SCRIPT}" in page.locator("main").inner_text()
        assert f"the vote was held {SCRIPT}" in visit.go(served.address("decisions")).locator(".served-decisions").inner_text()
        assert page.evaluate("window.hacked") is None
    (made,) = read_decisions(folder)
    assert (made.action, made.field, made.value, made.since, made.author) == ("set", "status", "fulfilled", "2023-12-12", "ed")
    assert (folder / DECISIONS).read_bytes().count(b"\n") == 1
