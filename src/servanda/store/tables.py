"""The tables of a ledger: their record types, the columns that identify a row, and the order in which rows are kept.

`BASE` is what documents say; `DERIVED` is what the ledger makes of it; `rejects` are the inputs that could not be used,
`rulings` what became of people's decisions.
"""

from __future__ import annotations

from servanda.errors import LookupFailed
from servanda.records import (
    Agreement,
    Appeal,
    Claim,
    Commitment,
    Disagreement,
    Document,
    Endorsement,
    Event,
    Place,
    Position,
    Quotation,
    Record,
    Rejection,
    Ruling,
    Time,
)

BASE: dict[str, type[Record]] = {"documents": Document, "claims": Claim, "quotations": Quotation, "places": Place, "times": Time}
DERIVED: dict[str, type[Record]] = {
    "agreements": Agreement,
    "commitments": Commitment,
    "endorsements": Endorsement,
    "appeals": Appeal,
    "events": Event,
    "positions": Position,
    "disagreements": Disagreement,
}
EXPORTED: dict[str, type[Record]] = BASE | DERIVED
TABLES: dict[str, type[Record]] = EXPORTED | {"rejects": Rejection, "rulings": Ruling}

IDS = {
    "documents": "doc_id",
    "claims": "claim_id",
    "agreements": "agreement_id",
    "commitments": "commitment_id",
    "endorsements": "endorsement_id",
    "appeals": "appeal_id",
    "events": "event_id",
    "positions": "position_id",
    "disagreements": "disagreement_id",
}

# Rows keep one order whatever the shards were: that of their document and of the words in it.
ORDER = {
    "documents": ("doc_id",),
    "claims": ("doc_id", "sentence_start", "depth", "start", "end", "claim_id"),
    "quotations": ("doc_id", "start", "end", "cue"),
    "places": ("doc_id", "start", "end", "name"),
    "times": ("doc_id", "start", "end", "first", "last"),
}


def check_table(name: str) -> str:
    """The name itself, if the ledger has such a table.

    Raises:
        LookupFailed: naming the tables there are.
    """
    if name not in TABLES:
        raise LookupFailed(f"the ledger has no table {name!r}", mend="It has " + ", ".join(TABLES))
    return name
