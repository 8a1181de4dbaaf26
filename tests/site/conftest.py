"""The browser and the sites that tests of pages look at.

One browser serves all tests of this folder, and none is open while others run: Playwright keeps an event loop in this thread as long as it lives, and
no other could be run beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from importlib.resources import files
from pathlib import Path

import pytest
from browsing import Folder, Opens, Visit, launched, visiting
from hostile import hostile_site
from playwright.sync_api import Browser

import servanda
from servanda import api
from servanda.store import Ledger
from servanda.views.site import write_site

HERE = Path(__file__).parent
OPEN = ExitStack()
BROWSERS: list[Browser] = []


@pytest.fixture
def browser() -> Browser:
    if not BROWSERS:
        BROWSERS.append(OPEN.enter_context(launched()))
    return BROWSERS[0]


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(nextitem: pytest.Item | None) -> None:
    """Close the browser when the next test is none of this folder."""
    if nextitem is None or HERE not in nextitem.path.parents:
        close_browser()


def pytest_sessionfinish() -> None:
    """Close it where the run ends early."""
    close_browser()


def close_browser() -> None:
    BROWSERS.clear()
    OPEN.close()


@pytest.fixture(scope="session")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    """The ledger of the sample that comes with the package."""
    return servanda.build(Path(str(files("servanda"))) / "sample", tmp_path_factory.mktemp("browsed") / "out")


@pytest.fixture(scope="session")
def sample(ledger: Ledger) -> Folder:
    """Its site on disk."""
    api.write_site(ledger, ledger.folder / "site")
    return Folder(ledger.folder / "site")


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """The site of a ledger in which every word comes from somebody who means ill, large enough for lists of several pages."""
    folder = tmp_path_factory.mktemp("hostile") / "site"
    write_site(hostile_site(), folder)
    return Folder(folder)


@pytest.fixture
def visit(browser: Browser, sample: Folder) -> Iterator[Visit]:
    """A visit to the sample's site on a screen of a usual size."""
    with visiting(browser, sample) as found:
        yield found


@pytest.fixture
def visits(browser: Browser) -> Opens:
    """Opens a visit to any site, with options of a Playwright context."""
    return partial(visiting, browser)
