"""The ledger that tests of the server ask, and what serves it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from asking import TEXTS, Browser, build

from servanda.serve.application import make_app
from servanda.serve.service import Service


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledger, for tests that leave it as it is."""
    return build(tmp_path_factory.mktemp("served"), TEXTS)


@pytest.fixture(scope="session")
def reader(once: Path) -> Iterator[Browser]:
    """A browser for tests that only read."""
    service = Service(once)
    yield Browser(make_app(service))
    service.close()


@pytest.fixture
def built(once: Path, tmp_path: Path) -> Path:
    """The ledger, for tests that change it."""
    return shutil.copytree(once, tmp_path / "out")


@pytest.fixture
def service(built: Path) -> Iterator[Service]:
    made = Service(built)
    yield made
    made.close()


@pytest.fixture
def browser(service: Service) -> Browser:
    return Browser(make_app(service))
