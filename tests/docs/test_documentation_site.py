"""The documentation as a site: it builds strictly, asks no other host for anything, and every link leads somewhere."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOADED = {("img", "src"), ("script", "src"), ("iframe", "src"), ("source", "src"), ("source", "srcset"), ("link", "href"), ("object", "data"), ("use", "href")}
STYLED = re.compile(r"""(?:url\(|@import)\s*["']?((?:https?:)?//[^"')\s]+)""")


class Page(HTMLParser):
    """What a page loads, where it links to, and which places of it can be linked to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.links: list[str] = []
        self.places: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if (tag, name) in LOADED:
                self.loads.append(value or "")
            elif (tag, name) == ("a", "href"):
                self.links.append(value or "")
            elif name == "id":
                self.places.add(value or "")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("documentation") / "site"
    order = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--config-file", str(ROOT / "mkdocs.yml"), "--site-dir", str(folder)]
    done = subprocess.run(order, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[Path, Page]:
    return {path: Page(path.read_text("utf-8")) for path in sorted(site.rglob("*.html"))}


def foreign(address: str) -> bool:
    return bool(urlsplit(address).netloc)


def test_every_page_of_the_documentation_is_there(site: Path, pages: dict[Path, Page]) -> None:
    assert {path.stem for path in (ROOT / "docs").glob("*.md")} <= {path.stem for path in pages}
    assert not list(site.rglob("*.py"))
    assert (site / "search" / "search_index.json").is_file()


def test_nothing_is_loaded_from_another_host(site: Path, pages: dict[Path, Page]) -> None:
    assert [(path.name, address) for path, page in pages.items() for address in page.loads if foreign(address)] == []
    assert [(path.name, found) for path in site.rglob("*.css") for found in STYLED.findall(path.read_text("utf-8"))] == []
    assert [path.name for path in pages if "fonts.googleapis" in path.read_text("utf-8")] == []


def test_no_link_is_broken(pages: dict[Path, Page]) -> None:
    assert sorted({(path.name, link) for path, page in pages.items() if path.stem != "404" for link in broken(path, page, pages)}) == []


def broken(path: Path, page: Page, pages: dict[Path, Page]) -> Iterator[str]:
    for link in [*page.links, *page.loads]:
        parts = urlsplit(link)
        if parts.scheme or parts.netloc:
            continue
        target = (path.parent / unquote(parts.path)).resolve() if parts.path else path.resolve()
        target = target / "index.html" if target.is_dir() else target
        known = next((other for place, other in pages.items() if place.resolve() == target), None)
        if not target.is_file() or (known and parts.fragment and unquote(parts.fragment) not in known.places):
            yield link
