"""CITATION.cff and the forms for reports are what those who read them expect."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

import servanda

ROOT = Path(__file__).resolve().parents[2]
FORMS = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml"))


def read(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    return found


def test_the_citation_names_the_version_that_is_installed() -> None:
    citation = read(ROOT / "CITATION.cff")
    assert citation["version"] == servanda.__version__
    assert {"cff-version", "message", "title", "authors", "license"} <= set(citation)


@pytest.mark.parametrize("path", [path for path in FORMS if path.name != "config.yml"], ids=lambda path: path.name)
def test_a_form_for_reports_asks_for_what_it_needs(path: Path) -> None:
    form = read(path)
    assert {"name", "description", "body"} <= set(form)
    ids = [field["id"] for field in form["body"]]
    assert len(ids) == len(set(ids))
    assert all(field["type"] in {"textarea", "input"} and field["attributes"]["label"] for field in form["body"])
