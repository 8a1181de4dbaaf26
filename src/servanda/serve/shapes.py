"""What goes in and out of the API: the types from which requests are checked and the description is written."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from msgspec import Meta

from servanda.engines.deciding import Action
from servanda.records import Claim, Decision, Document, Place, Quotation, Record, Status
from servanda.serve.search import Kind
from servanda.serve.sql import LONGEST, ROWS
from servanda.views.exports.rows import TimeRow

MOST_ROWS = 500  # of one answer

Id = Annotated[str, Meta(min_length=1, max_length=2000, description="An id as the board shows it (C-0001), or a stable one.")]
Day = Annotated[str, Meta(pattern=r"^\d{4}-\d{2}-\d{2}$", extra_json_schema={"format": "date"})]
Limit = Annotated[int, Meta(ge=1, le=MOST_ROWS)]
Offset = Annotated[int, Meta(ge=0, le=1_000_000_000)]
Count = Annotated[int, Meta(ge=0)]
Words = Annotated[str, Meta(max_length=500)]
Said = Annotated[str, Meta(min_length=1, max_length=2000)]
TableName = Literal[
    "documents", "claims", "quotations", "places", "times", "agreements", "commitments", "endorsements", "appeals", "events", "positions",
    "disagreements", "rejects", "rulings",
]  # fmt: skip


class Nothing(Record, frozen=True):
    """No parameters."""


class ThatDay(Record, frozen=True):
    """The ledger as of a day, or by what had been published; derived anew, nothing is stored."""

    as_of: Day | None = None
    known_by: Day | None = None


class TableQuery(ThatDay, frozen=True):
    """Which rows of a table. `party` is a code (AZE) or a name; `status` goes with commitments."""

    party: Annotated[str, Meta(min_length=1, max_length=200)] | None = None
    status: Status | None = None
    limit: Limit = 50
    offset: Offset = 0


class SearchQuery(Record, frozen=True):
    """Words that must all be there, "phrases" and beginnings* of words."""

    q: Words
    kind: Kind | None = None
    limit: Annotated[int, Meta(ge=1, le=100)] = 20
    offset: Annotated[int, Meta(ge=0, le=100_000)] = 0


class SqlBody(Record, frozen=True):
    """One SELECT in DuckDB's SQL, and how many rows are wanted."""

    query: Annotated[str, Meta(min_length=1, max_length=LONGEST)]
    rows: Annotated[int, Meta(ge=1, le=ROWS)] = 100


class DecisionBody(Record, frozen=True):
    """A decision. `other` is the row to merge with, or the claim to split off; `field` and `value` go with "set", `since` with a status.

    Without `on` it is of today.
    """

    action: Action
    target: Id
    author: Annotated[str, Meta(min_length=1, max_length=200)]
    reason: Said
    on: Day | None = None
    other: Id | None = None
    field: Annotated[str, Meta(min_length=1, max_length=60)] | None = None
    value: Annotated[str, Meta(max_length=2000)] | None = None
    since: Day | None = None


class Failure(Record, frozen=True):
    """What went wrong: the status in HTTP, the kind of error, what, where, and what would mend it."""

    status: Annotated[int, Meta(ge=400, le=599)]
    kind: str
    what: str
    where: str = ""
    mend: str = ""


class Failed(Record, frozen=True):
    """Every answer that is not the one asked for."""

    error: Failure


class Health(Record, frozen=True):
    """Whether the server answers, which build it shows, and whether decisions wait to be carried out. `trouble` says why they could not be."""

    status: Literal["ok", "trouble"]
    stamp: str
    as_of: str
    known_by: str | None
    documents: Count
    commitments: Count
    pending: bool
    read_only: bool
    trouble: str = ""


class Versions(Record, frozen=True):
    """Versions of the program, of what read the texts, of the rules of the ledger, and of this API."""

    servanda: str
    coder: str
    derivation: str
    api: str = "v1"


class Session(Record, frozen=True):
    """The token that a program sends with a decision, and the header for it. It holds until the server stops."""

    header: str
    token: str


class TableInfo(Record, frozen=True):
    """A table: how many rows it has, and their fields."""

    name: TableName
    rows: Count
    fields: tuple[str, ...]


class TableList(Record, frozen=True):
    """The tables of the ledger."""

    as_of: str
    tables: tuple[TableInfo, ...]


class Rows(Record, frozen=True):
    """Some rows of a table; `total` is how many fit the query."""

    table: TableName
    as_of: str
    total: Count
    limit: Limit
    offset: Offset
    rows: tuple[dict[str, Any], ...]


class Row(Record, frozen=True):
    """One row, by its stable id and the id as shown."""

    table: TableName
    id: str
    display: str
    row: dict[str, Any]


class DocumentParts(Record, frozen=True):
    """A document with what was read in it. Offsets count characters of its text. `source` is left out: it names a path of the server's."""

    document: Document
    claims: tuple[Claim, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    places: tuple[Place, ...] = ()
    times: tuple[TimeRow, ...] = ()
    reprint_of: str | None = None
    retracted_by: str | None = None


class Decided(Record, frozen=True):
    """A decision that has been made; `row` is the row it met and `note` what there is to say of it, once it is carried out."""

    decision: Decision
    carried_out: bool
    row: str | None = None
    note: str = ""


class Decisions(Record, frozen=True):
    """All decisions, in the order they were made."""

    decisions: tuple[Decided, ...] = ()
    pending: bool = False
