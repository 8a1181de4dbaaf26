"""Calls the ledger's `derive` on stored documents and claims, and tells when its result can be kept.

The ledger is a pure function of documents, claims, decisions and two days, so its tables are only derived anew when
one of these has changed or when the rules of the ledger have.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from servanda.errors import TableError
from servanda.records import Claim, Decision, Document, LedgerTables

if TYPE_CHECKING:
    from servanda.ledger import DocumentFacts

DECISIONS = "decisions.jsonl"
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


def read_decisions(folder: Path) -> list[Decision]:
    """The overrides in `decisions.jsonl`, one JSON object a line; none if there is no such file.

    Raises:
        TableError: naming the line that does not fit.
    """
    path = folder / DECISIONS
    if not path.is_file():
        return []
    decisions = []
    for number, line in enumerate(path.read_bytes().splitlines(), 1):
        if line.strip():
            try:
                decisions.append(msgspec.json.decode(line, type=Decision))
            except (msgspec.MsgspecError, UnicodeDecodeError) as error:
                raise TableError(str(error), where=f"{path}, line {number}", mend="A decision has action, target, author, on and reason") from error
    return decisions


def latest_day(documents: Sequence[Document], known_by: str | None) -> str | None:
    """The last publication day among the documents that were known by a day."""
    days = [document.published[:10] for document in documents if document.published]
    return max((day for day in days if known_by is None or day <= known_by), default=None)


def derive_tables(
    documents: Sequence[Document],
    claims: Sequence[Claim],
    decisions: Sequence[Decision],
    as_of: str | None,
    known_by: str | None,
    facts: Mapping[str, DocumentFacts] | None = None,
) -> LedgerTables:
    """The ledger as of a day: by default the last publication day of the documents. `facts` are what is kept of their texts, by document."""
    from servanda.ledger import derive  # here, so that opening a ledger to read it stays fast

    day = as_of or latest_day(documents, known_by)
    return derive(documents, claims, decisions, as_of=day, known_by=known_by, facts=facts)
