"""The harness itself: it says how to get a browser where there is none, and it sees every fault that a page can have."""

from __future__ import annotations

from pathlib import Path

import browsing
import pytest
from browsing import Folder, Opens, launched


def test_without_a_browser_the_tests_are_skipped_and_say_how_to_get_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browsing, "CHROMIUM", None)
    with pytest.raises(pytest.skip.Exception, match="apt-get install -y chromium"), launched():
        pass


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("<script>console.error('broken')</script>", "console error: broken"),
        ("<script>throw new Error('thrown')</script>", "exception: thrown"),
        ("<script>alert('hello')</script>", "dialog: hello"),
        ("<img src='lost.png' alt=''>", "request leaves the site: file:"),
        ("<img src='http://192.0.2.1/x.png' alt=''>", "request leaves the site: http://192.0.2.1/x.png"),
    ],
)
def test_a_fault_of_a_page_fails_its_visit(tmp_path: Path, visits: Opens, body: str, fault: str) -> None:
    (tmp_path / "index.html").write_text(f"<!doctype html><title>x</title>{body}", "utf-8")
    site = Folder(tmp_path)
    with pytest.raises(pytest.fail.Exception, match=fault), visits(site) as visit:
        visit.go(site.address()).wait_for_load_state("load" if "192" not in body else "domcontentloaded")


def test_what_cannot_be_used_is_seen(tmp_path: Path, visits: Opens) -> None:
    style = "<style>a{outline:none!important} div{width:99rem}</style>"
    page = f"<!doctype html><html lang=en><title>x</title>{style}<main><h1>x</h1><a href='#x'></a><div>x</div>"
    (tmp_path / "index.html").write_text(page, "utf-8")
    site = Folder(tmp_path)
    with visits(site, viewport=browsing.NARROW) as visit:
        visit.go(site.address())
        assert [fault.partition(" ")[0] for fault in visit.axe()] == ["link-name"]
        assert visit.overflow() > 500
        assert [step["visible"] for step in visit.walk(1)] == [False]
