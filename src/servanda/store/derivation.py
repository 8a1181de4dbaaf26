"""Calls the ledger's `derive` on stored documents and claims, and tells when its result can be kept.

The ledger is a pure function of documents, claims, decisions and two days, so its tables are only derived anew when
one of these has changed or when the rules of the ledger have.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from servanda.records import Claim, Document, LedgerTables
from servanda.store.decisions import read_decisions, told_with_line

RULES = ("servanda.actors", "servanda.ledger")
RULE_FILES = (".py", ".toml", ".csv", ".tsv")


@cache
def derivation_version() -> str:
    """A hash of the code and tables that a ledger is derived with."""
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


def latest_day(documents: Sequence[Document], known_by: str | None) -> str | None:
    """The last publication day among the documents that were known by a day."""
    days = [document.published[:10] for document in documents if document.published]
    return max((day for day in days if known_by is None or day <= known_by), default=None)


def derive_tables(documents: Sequence[Document], claims: Sequence[Claim], folder: Path, as_of: str | None, known_by: str | None) -> LedgerTables:
    """The ledger as of a day (by default the last publication day of the documents), with the decisions of the folder.

    Raises:
        TableError: for a decision that does not fit, naming file and line.
    """
    from servanda.ledger import derive  # here, so that opening a ledger to read it stays fast

    day = as_of or latest_day(documents, known_by)
    with told_with_line(folder):
        return derive(documents, claims, read_decisions(folder), as_of=day, known_by=known_by)
