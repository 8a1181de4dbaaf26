"""The versions of what reads texts and derives ledgers, for people who must cite or compare them."""

from __future__ import annotations

import json
from importlib.metadata import version
from pathlib import Path

from servanda import actors
from servanda.coding.coder import code_version
from servanda.language.pipeline import SHIPPED, content_hash, pipeline_version
from servanda.store.rules import derivation_version


def installed_versions() -> dict[str, str]:
    """Each part by name, in the order in which texts meet them. Hashes are of contents: the same hash gives the same rows from the same texts."""
    pipeline = json.loads((SHIPPED / "meta.json").read_text("utf-8"))
    gazetteer = Path(actors.__file__).with_name("data")
    return {
        "servanda": version("servanda"),
        "pipeline": f"{pipeline['name']} {pipeline['version']} {pipeline_version()}",
        "gazetteer": content_hash(path for path in gazetteer.rglob("*") if path.is_file()),
        "coding": code_version(),
        "ledger": derivation_version(),
    }
