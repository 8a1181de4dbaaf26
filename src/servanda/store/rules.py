"""The version of the rules by which a ledger is derived: what was derived by others is derived anew."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

RULES = ("servanda.actors", "servanda.ledger", "servanda.language.outcomes")
RULE_FILES = (".py", ".toml", ".csv", ".tsv", ".json", ".npz")


@cache
def derivation_version() -> str:
    """A hash of the code, tables and weights that a ledger is derived with."""
    digest = hashlib.sha256()
    for package in RULES:
        for name, content in sorted(_rule_files(files(package), package)):
            digest.update(name.encode() + b"\0" + hashlib.sha256(content).digest())
    return digest.hexdigest()[:16]


def _rule_files(folder: Traversable, name: str) -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        path = f"{name}/{entry.name}"
        if entry.is_dir():
            yield from _rule_files(entry, path)
        elif entry.name.endswith(RULE_FILES):
            yield path, entry.read_bytes()
