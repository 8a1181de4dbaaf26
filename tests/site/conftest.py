"""The browser and the sites that tests of pages look at. Both live as long as the tests of this folder: Playwright keeps an event loop meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from importlib.resources import files
from pathlib import Path

import pytest
from browsing import Folder, Visit, launched, visiting
from hostile import hostile_site
from playwright.sync_api import Browser

import servanda
from servanda import api
from servanda.store import Ledger
from servanda.views.site import write_site

Opens = Callable[..., AbstractContextManager[Visit]]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with launched() as found:
        yield found


@pytest.fixture(scope="package")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    """The ledger of the sample that comes with the package."""
    return servanda.build(Path(str(files("servanda"))) / "sample", tmp_path_factory.mktemp("browsed") / "out")


@pytest.fixture(scope="package")
def sample(ledger: Ledger) -> Folder:
    """Its site on disk."""
    api.write_site(ledger, ledger.folder / "site")
    return Folder(ledger.folder / "site")


@pytest.fixture(scope="package")
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
