"""Calls the ledger's `derive` on stored documents and claims, and tells when its result can be kept.

The ledger is a pure function of documents, claims, decisions and two days, so its tables are only derived anew when
one of these has changed or when the rules of the ledger have.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from servanda.records import Claim, Document, LedgerTables
from servanda.store.decisions import read_decisions, told_with_line

if TYPE_CHECKING:
    from servanda.ledger import DocumentFacts


def latest_day(documents: Sequence[Document], known_by: str | None) -> str | None:
    """The last publication day among the documents that were known by a day."""
    days = [document.published[:10] for document in documents if document.published]
    return max((day for day in days if known_by is None or day <= known_by), default=None)


def derive_tables(
    documents: Sequence[Document], claims: Sequence[Claim], folder: Path, as_of: str | None, known_by: str | None,
    facts: Mapping[str, DocumentFacts] | None = None,
) -> LedgerTables:  # fmt: skip
    """The ledger as of a day (by default the last publication day of the documents), with the decisions of the folder. `facts` are what is kept
    of the texts, by document.

    Raises:
        TableError: for a decision that does not fit, naming file and line.
    """
    from servanda.language.outcomes import ask_network  # here, so that opening a ledger to read it stays fast
    from servanda.ledger import derive

    day = as_of or latest_day(documents, known_by)
    with told_with_line(folder):
        return derive(documents, claims, read_decisions(folder), as_of=day, known_by=known_by, facts=facts, ask=ask_network)
