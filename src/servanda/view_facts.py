"""What views are drawn from, taken out of the store: views know records only, and the store knows no view."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from servanda.coding.frames import Frame, load_lexicon
from servanda.records import Document
from servanda.store import Ledger
from servanda.store import decisions as decision_file
from servanda.store.manifest import read_manifest
from servanda.views import site as pages
from servanda.views.board import BoardFacts
from servanda.views.explanation import WhyFacts, claims_needed, documents_needed


def board_facts(ledger: Ledger) -> BoardFacts:
    """What the board of a ledger is drawn from."""
    with ledger.at_once():
        tables = ledger.tables
        claims = ledger.claims_by_id(claim_id for row in tables.commitments for claim_id in claims_needed(row))
        documents = ledger.sql("SELECT count(*) AS n FROM documents")["n"][0].as_py()
        rows = ledger.sql("SELECT count(*) AS n FROM claims WHERE starts_with(frame, 'table.')")["n"][0].as_py()  # each row of an event table makes one
        undated = ledger.sql("SELECT source FROM documents WHERE published IS NULL ORDER BY rowid")["source"].to_pylist()
        later = _later(ledger, ledger.known_by) if ledger.known_by else 0
        torn = decision_file.read_file(ledger.folder).torn
        return BoardFacts(tables, documents, len(ledger.rejects), str(ledger.folder), claims, torn, rows, later, tuple(undated))


def _later(ledger: Ledger, known_by: str) -> int:
    """How many texts were published after a day."""
    days = ledger.sql("SELECT published FROM documents WHERE published IS NOT NULL AND dataset IS NULL")["published"].to_pylist()
    return sum(day[:10] > known_by for day in days)


def why_facts(ledger: Ledger, wanted: str, *, marks: bool = True) -> WhyFacts:
    """What the explanation of a row is drawn from.

    Raises:
        LookupFailed: if no row has the id.
    """
    with ledger.at_once():
        table, row = ledger.find(wanted)
        claims = ledger.claims_by_id(claims_needed(row))
        documents: dict[str, Document] = ledger.documents_by_id(documents_needed(row, claims.values()))
        return WhyFacts(table, row, ledger.tables, claims, documents, marks, _examples({claim.frame for claim in claims.values()}))


@cache
def _frames() -> Mapping[str, Frame]:
    return load_lexicon().frames


def _examples(ids: Iterable[str]) -> dict[str, str]:
    """The examples of shipped frames; a frame of the user's own is known by its id alone."""
    return {frame_id: _frames()[frame_id].example for frame_id in sorted(ids) if frame_id in _frames()}


def site_facts(ledger: Ledger) -> pages.SiteFacts:
    """What the pages of a ledger are drawn from."""
    manifest = read_manifest(ledger.folder)
    with ledger.at_once():
        return pages.facts_of(ledger, _examples(_frames()), {name: getattr(manifest, name) for name in ("servanda", "coder", "derivation", "stamp")})
