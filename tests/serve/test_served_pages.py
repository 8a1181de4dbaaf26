"""The pages: search, the way to a decision, hostile text, and an edition that follows the folder."""

from __future__ import annotations

import os
import re
import threading
import time
from html import unescape
from pathlib import Path

import pytest
from asking import TEXTS, Browser, build

from servanda import api
from servanda.engines.building import rebuild
from servanda.errors import RequestError, StoreError
from servanda.serve import current
from servanda.serve.application import make_app
from servanda.serve.current import Current
from servanda.serve.pages import TOOLS
from servanda.serve.service import Service
from servanda.store import Ledger


def test_pages_of_the_site_get_a_search_box_and_a_way_to_decide(reader: Browser) -> None:
    first = reader.get("/").text
    assert TOOLS not in first
    assert first.count('action="/search"') == first.count("/assets/served.css") == 1
    assert "Decide about this row" not in first
    ledger = reader.json("/api/v1/rows/C-0001")
    links = re.findall(r'href="(commitments/[^"]+)"', first)
    pages = [reader.get(f"/{link}").text for link in dict.fromkeys(links)]
    assert [f'href="/decide?id={ledger["id"]}"' in page for page in pages].count(True) == 1
    assert reader.get(f"/decide?id={ledger['id']}").status_code == 200


def test_results_lead_to_their_words(reader: Browser) -> None:
    page = reader.get("/search?q=gunboats").text
    hits = re.findall(r'<h2><a href="([^"]+)">', page)
    assert len(hits) == 5
    for hit in hits:
        found = reader.get(unescape(hit))
        assert found.status_code == 200
        assert not hit.partition("#")[2] or f'id="{hit.partition("#")[2]}"' in found.text
    assert "<mark>gunboats</mark>" in page
    assert "1 result<" in reader.get("/search?q=gunboats&kind=commitments").text
    assert reader.get("/search?q=gunboats&page=99999999999999999999&kind=nothing").status_code == 200
    assert reader.get("/search").status_code == 200


@pytest.mark.parametrize("path", ["/search?q=%22clerk+in%22", "/search?q=%3Cscript%3Ealert(1)%3C/script%3E+clerk", "/sql?query=SELECT+text+FROM+documents"])
def test_hostile_text_is_only_text(reader: Browser, path: str) -> None:
    page = reader.get(path).text
    assert "<script>" not in page
    assert "\u202e" not in page
    assert 'onmouseover=x"' not in page.replace("&#34;", "")
    assert "49" not in re.findall(r"\{\{.*?\}\}", page)
    for script in re.findall(r"<script[^>]*>", page):
        assert re.fullmatch(r'<script src="/?assets/\w+\.js" defer>', script)
    assert "style=" not in page
    assert not re.search(r"<[^>]*\son\w+=", page)


def test_a_failure_is_a_page_with_a_way_on(reader: Browser) -> None:
    page = reader.get("/commitments/none.html")
    assert page.status_code == 404
    assert page.headers["content-type"].startswith("text/html")
    assert 'href="/assets/site.css"' in page.text
    assert reader.ask("PUT", "/search").status_code == 405
    assert reader.get("/decide").status_code == 404


def test_a_ledger_built_anew_is_picked_up_and_old_copies_go(browser: Browser, service: Service, built: Path, tmp_path: Path) -> None:
    tag = browser.get("/api/v1/tables").headers["etag"]
    place = service.current.edition().place
    build(tmp_path, TEXTS | {"f": "Sweden opened the harbour again."})
    assert browser.json("/api/v1/health")["documents"] == 6
    assert browser.json("/api/v1/search?q=again")["total"] == 2
    assert browser.get("/api/v1/tables", headers={"if-none-match": tag}).status_code == 200
    assert not place.exists()
    last = service.current.edition().place
    service.close()
    assert not last.exists()


def test_an_address_behind_the_last_page_of_results_shows_the_last(reader: Browser) -> None:
    assert reader.get("/search?q=gunboats&page=9").text == reader.get("/search?q=gunboats").text


def test_a_request_reads_one_build_from_first_to_last(service: Service, built: Path) -> None:
    edition = service.current.edition()
    before = len(edition.ledger.commitments)
    api.decide(Ledger.open(built), api.Wish("reject", "C-0001"), author="ed", on="2024-02-01", reason="a recap")
    rebuild(built)
    assert len(service.current.edition().ledger.commitments) == before - 1
    assert len(edition.ledger.commitments) == before
    assert edition.find("C-0002")[0] == "commitments"


def test_an_index_that_cannot_be_read_leaves_the_last_one_shown_and_says_so(browser: Browser, built: Path, caplog: pytest.LogCaptureFixture) -> None:
    whole = (built / "ledger.duckdb").read_bytes()
    for content in (b"no database" * 500, whole[: len(whole) // 2]):
        (built / "aside").write_bytes(content)
        os.replace(built / "aside", built / "ledger.duckdb")
        assert browser.json("/api/v1/tables/commitments")["total"] == 2
        assert "the one before it is still shown" in caplog.text
        caplog.clear()
    (built / "ledger.duckdb").unlink()
    assert browser.json("/api/v1/tables/commitments")["total"] == 2
    (built / "aside").write_bytes(whole)
    os.replace(built / "aside", built / "ledger.duckdb")
    assert browser.json("/api/v1/tables/commitments")["total"] == 2


def test_readers_and_rebuilds_at_once(service: Service, built: Path) -> None:
    browser = Browser(make_app(service))
    failed: list[str] = []
    stop = threading.Event()

    def read() -> None:
        own = Browser(browser.app)
        while not stop.is_set():
            paths = ("/api/v1/tables/commitments", "/search?q=harbour", "/", "/api/v1/why/claim-c?as_of=2024-01-02")
            failed.extend(response.text for response in map(own.get, paths) if response.status_code != 200)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for thread in readers:
        thread.start()
    for number in range(4):
        api.decide(Ledger.open(built), api.Wish("accept", "C-0001"), author="ed", on="2024-02-01", reason=f"seen {number}")
        rebuild(built)
        time.sleep(0.1)
    stop.set()
    for thread in readers:
        thread.join()
    assert failed == []


def test_where_no_link_can_be_made_the_index_is_copied(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise OSError("no links here")

    monkeypatch.setattr(os, "link", refused)
    copied = Current(built)
    assert copied.edition() is copied.edition()
    assert len(copied.edition().ledger.commitments) == 2
    copied.close()


def test_a_folder_without_a_ledger_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no ledger here"):
        Service(tmp_path)


def test_other_days_are_derived_one_at_a_time_and_nobody_waits_for_ever(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(current, "TURN", 0.05)
    edition = service.current.edition()
    assert edition.as_of("2024-01-03", None).tables.as_of == "2024-01-03"
    with edition._deriving:
        assert edition.as_of("2024-01-03", None).tables.as_of == "2024-01-03"
        with pytest.raises(RequestError, match="derived as of other days"):
            edition.as_of("2024-01-02", None)
    for day in range(1, 9):
        assert edition.as_of(f"2024-01-0{day}", None).as_of == f"2024-01-0{day}"
    assert len(edition._other_days) == current.OTHER_DAYS
