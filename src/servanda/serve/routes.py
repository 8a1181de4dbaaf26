"""The operations of the API, in one table: from it requests are routed and checked, and the description is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from servanda.records import Record
from servanda.serve.search import Found
from servanda.serve.service import Service
from servanda.serve.shapes import (
    Decided,
    DecisionBody,
    Decisions,
    DocumentParts,
    Health,
    Nothing,
    Row,
    Rows,
    SearchQuery,
    Session,
    SqlBody,
    TableList,
    TableQuery,
    ThatDay,
    Versions,
)
from servanda.serve.sql import Answer
from servanda.views.explanation import Explanation

ROOT = "/api/v1"
DESCRIPTION = f"{ROOT}/openapi.json"


@dataclass(frozen=True)
class Operation:
    """One operation. `steady` answers change only with the ledger, and so can be asked for conditionally.

    `path` is below `ROOT`; what it names in braces may be any id, slashes included (percent-encoded). `refusals` are the statuses by which it
    fails beyond those of every operation. `example` has a value for each part of the path, query parameter and field of the body that it shows.
    """

    method: str
    path: str
    name: str
    summary: str
    handler: Callable[..., Record]
    answer: type[Record]
    query: type[Record] = Nothing
    body: type[Record] | None = None
    status: int = 200
    steady: bool = True
    needs_token: bool = False
    refusals: tuple[int, ...] = ()
    example: dict[str, Any] = field(default_factory=dict)


_DECISION = {"action": "reject", "target": "C-0001", "author": "ed", "reason": "a recap of an earlier accord"}

OPERATIONS: tuple[Operation, ...] = (
    Operation("GET", "/health", "health", "Whether the server answers, and which build it shows", Service.health, Health, steady=False),
    Operation("GET", "/versions", "versions", "Versions of program, coder and rules", Service.versions, Versions),
    Operation("GET", "/session", "session", "The token that a program sends with a decision", Service.session, Session, steady=False),
    Operation("GET", "/tables", "tables", "The tables, with counts and fields", Service.tables, TableList),
    Operation(
        "GET", "/tables/{table}", "table", "Rows of a table, by party and status, as of a day", Service.table, Rows, TableQuery,
        refusals=(404, 503), example={"table": "commitments", "party": "AZE", "limit": 10},
    ),
    Operation(
        "GET", "/rows/{id}", "row", "One row of any table, by either id", Service.row, Row, ThatDay, refusals=(404, 503), example={"id": "C-0001"},
    ),
    Operation(
        "GET", "/why/{id}", "why", "Why a row says what it says: steps, words, what was considered and not counted", Service.why, Explanation, ThatDay,
        refusals=(404, 503), example={"id": "C-0001", "as_of": "2023-12-14"},
    ),
    Operation(
        "GET", "/documents/{id}", "document", "A document with its claims, quotations, places and times", Service.document, DocumentParts,
        refusals=(404,), example={"id": "s01"},
    ),
    Operation(
        "GET", "/search", "search", "Full-text search, best first, with the places of what matched", Service.search, Found, SearchQuery,
        refusals=(503,), example={"q": '"released 32" serviceme*', "kind": "documents"},
    ),
    Operation(
        "POST", "/sql", "sql", "The answer to one SELECT over the tables", Service.sql, Answer, body=SqlBody, steady=False, refusals=(503,),
        example={"query": "SELECT status, count(*) AS n FROM commitments GROUP BY status ORDER BY status", "rows": 20},
    ),
    Operation("GET", "/decisions", "decisions", "What people decided, and what became of it", Service.decisions, Decisions, steady=False),
    Operation(
        "POST", "/decisions", "decide", "Overrule the ledger: one decision about one row", Service.decide, Decided, body=DecisionBody, status=201,
        steady=False, needs_token=True, refusals=(409,), example=_DECISION,
    ),
)  # fmt: skip
