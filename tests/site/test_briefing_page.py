"""The briefing as a page: usable by everybody, self-contained, footnotes there and back."""

from __future__ import annotations

from pathlib import Path

import pytest
from browsing import NARROW, Folder, Opens, follow

from servanda.store import Ledger
from servanda.views.briefing.composing import compose
from servanda.views.briefing.forms import rendered
from servanda.views.briefing.gathering import gather
from servanda.views.briefing.periods import week


@pytest.fixture(scope="module")
def briefing(ledger: Ledger, tmp_path_factory: pytest.TempPathFactory) -> Folder:
    folder: Path = tmp_path_factory.mktemp("briefing")
    (folder / "index.html").write_text(rendered(compose(gather(ledger, week("2023-W50"))), "html"), "utf-8")
    return Folder(folder)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_briefing_is_usable_by_everybody_and_loads_nothing(briefing: Folder, visits: Opens, scheme: str) -> None:
    with visits(briefing, color_scheme=scheme, viewport=NARROW) as visit:
        page = visit.go(briefing.address())
        assert visit.axe() == []
        assert visit.overflow() == 0
        assert all(step["visible"] for step in visit.walk(10))
        assert page.evaluate("getComputedStyle(document.querySelector('main')).maxWidth") != "none"  # its style is not kept out by its own policy


def test_a_footnote_leads_to_the_words_and_back(briefing: Folder, visits: Opens) -> None:
    with visits(briefing) as visit:
        page = visit.go(briefing.address())
        line = page.locator("li", has_text="C-0001").filter(has_text="from announced").first
        follow(line.get_by_role("link", name="footnote").first)
        note = page.locator("li:target")
        assert "had been handed over" in note.inner_text()
        follow(note.get_by_role("link", name="back"))
        assert page.url.endswith("#r-1")
