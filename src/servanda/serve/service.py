"""What the API and the pages ask: one function an operation, each given the edition of the ledger that the whole request reads."""

from __future__ import annotations

import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import msgspec

from servanda import api
from servanda.errors import LookupFailed, RequestError
from servanda.ledger.decisions import row_id
from servanda.records import Decision, Document, Record
from servanda.serve.current import Current, Edition, pathless
from servanda.serve.deciding import Decider
from servanda.serve.search import Found
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
    TableInfo,
    TableList,
    TableQuery,
    ThatDay,
    Versions,
)
from servanda.serve.sql import Answer, Asker
from servanda.serve.tokens import HEADER, Tokens
from servanda.store import Ledger
from servanda.store.tables import TABLES
from servanda.views.explanation import Explanation
from servanda.views.exports.rows import DocumentRow, TimeRow, document_row, plain, time_row
from servanda.views.listing import select

EXPORTED_AS: dict[str, type[Record]] = {"documents": DocumentRow, "times": TimeRow}


def shape_of(table: str) -> type[Record]:
    """The type of a table's rows in the API."""
    return EXPORTED_AS.get(table, TABLES[table])


class Service:
    """A ledger that is served: the current edition, the process for SQL, and decisions.

    Raises:
        StoreError: if the folder has no ledger.
    """

    def __init__(self, folder: Path, *, read_only: bool = False) -> None:
        self.read_only = read_only
        self.current = Current(folder)
        self.asker = Asker()
        self.decider = Decider(folder)
        self.tokens = Tokens()

    def close(self) -> None:
        """Stop what runs beside the answers, and clear away what was copied."""
        self.decider.close()
        self.asker.close()
        self.current.close()

    # operations of the API: (edition, arguments of the path, query, body) -> answer

    def health(self, edition: Edition, at: dict[str, str], query: Nothing, body: None) -> Health:
        tables = edition.tables
        return Health(
            status="trouble" if self.decider.trouble else "ok", stamp=edition.stamp, as_of=tables.as_of, known_by=edition.known_by,
            documents=len(edition.facts.documents), commitments=len(tables.commitments), pending=self.decider.pending, read_only=self.read_only,
            trouble=self.decider.trouble,
        )  # fmt: skip

    def versions(self, edition: Edition, at: dict[str, str], query: Nothing, body: None) -> Versions:
        manifest = edition.manifest
        return Versions(servanda=version("servanda"), coder=manifest.coder, derivation=manifest.derivation)

    def session(self, edition: Edition, at: dict[str, str], query: Nothing, body: None) -> Session:
        return Session(header=HEADER, token=self.tokens.for_programs)

    def tables(self, edition: Edition, at: dict[str, str], query: Nothing, body: None) -> TableList:
        names = [(name, shape_of(name).__struct_fields__) for name in TABLES]
        infos = [msgspec.convert({"name": name, "rows": edition.counts[name], "fields": fields}, TableInfo) for name, fields in names]
        return TableList(as_of=edition.tables.as_of, tables=tuple(infos))

    def table(self, edition: Edition, at: dict[str, str], query: TableQuery, body: None) -> Rows:
        name = at["table"]
        if name not in TABLES:
            raise LookupFailed(f"the ledger has no table {name[:80]!r}", mend="It has " + ", ".join(TABLES))
        ledger = _ledger(edition, query)
        rows = edition.rows(name, ledger.tables)
        try:
            chosen = select(name, rows, party=query.party, status=query.status)
        except LookupFailed as error:
            raise RequestError(error.what, status=422, where=name, mend="Leave the filter out, or ask another table") from error
        page = tuple(plain(row) for row in chosen[query.offset : query.offset + query.limit])
        return msgspec.convert(
            {"table": name, "as_of": ledger.as_of, "total": len(chosen), "limit": query.limit, "offset": query.offset, "rows": page}, Rows
        )  # fmt: skip

    def row(self, edition: Edition, at: dict[str, str], query: ThatDay, body: None) -> Row:
        ledger = _ledger(edition, query)
        table, row = edition.find(at["id"], ledger)
        shown = document_row(row, ledger.tables.reprint_of.get(row.doc_id)) if isinstance(row, Document) else row
        return msgspec.convert({"table": table, "id": row_id(row), "display": getattr(row, "display", row_id(row)), "row": plain(shown)}, Row)

    def why(self, edition: Edition, at: dict[str, str], query: ThatDay, body: None) -> Explanation:
        ledger = _ledger(edition, query)
        table, row = edition.find(at["id"], ledger)
        return edition.explanation(table, row, ledger.tables)

    def document(self, edition: Edition, at: dict[str, str], query: Nothing, body: None) -> DocumentParts:
        facts, doc_id = edition.facts, at["id"]
        document = facts.documents_by_id.get(doc_id)
        if document is None:
            raise LookupFailed(f"no document has the id {doc_id[:80]!r}", mend="The table documents lists them")
        return DocumentParts(
            document=pathless(document), claims=tuple(facts.claims_of.get(doc_id, ())),
            quotations=tuple(facts.quotations_of.get(doc_id, ())), places=tuple(facts.places_of.get(doc_id, ())),
            times=tuple(time_row(time, doc_id) for time in facts.times.get(doc_id, ())), reprint_of=edition.tables.reprint_of.get(doc_id),
            retracted_by=edition.tables.retracted.get(doc_id),
        )  # fmt: skip

    def search(self, edition: Edition, at: dict[str, str], query: SearchQuery, body: None) -> Found:
        return edition.search.find(query.q, query.kind, limit=query.limit, offset=query.offset)

    def sql(self, edition: Edition, at: dict[str, str], query: Nothing, body: SqlBody) -> Answer:
        try:
            return self.asker.ask(edition.place, body.query, body.rows)
        except LookupFailed as error:
            raise RequestError(error.what, status=422, where="SQL", mend=error.mend) from error

    def decisions(self, edition: Edition, at: dict[str, str], query: Nothing, body: None) -> Decisions:
        rulings = list(edition.tables.rulings)
        found = []
        for decision in self.decider.made():
            ruling = next((entry for entry in rulings if entry.decision == decision), None)
            if ruling is not None:
                rulings.remove(ruling)
            row, note = (ruling.row, ruling.note) if ruling else (None, "")
            found.append(Decided(decision=decision, carried_out=ruling is not None, row=row, note=note))
        return Decisions(decisions=tuple(found), pending=self.decider.pending)

    def decide(self, edition: Edition, at: dict[str, str], query: Nothing, body: DecisionBody) -> Decided:
        if self.read_only:
            raise RequestError("this server takes no decisions", status=403, mend="Start it without --read-only")
        _check(body)
        wish = api.Wish(body.action, body.target, body.other, body.field, body.value, api.day(body.since, "since"))
        on = api.day(body.on, "on") or datetime.date.today().isoformat()  # a decision is a person's act, so the clock may date it
        try:
            decision = self.decider.decide(wish, author=body.author, on=on, reason=body.reason)
        except LookupFailed as error:
            mend = error.mend if body.field else "The tables list ids"
            raise RequestError(error.what, status=422, where=body.target[:80], mend=mend) from error
        done = self.decider.carried_out()
        ruling = self._ruling(decision) if done else None
        return Decided(decision=decision, carried_out=ruling is not None, row=ruling.row if ruling else None, note=ruling.note if ruling else "")

    def _ruling(self, decision: Decision) -> Any:
        rulings = self.current.edition().tables.rulings
        return next((ruling for ruling in reversed(rulings) if ruling.decision == decision), None)


def _ledger(edition: Edition, query: ThatDay) -> Ledger:
    return edition.as_of(api.day(query.as_of, "as_of"), api.day(query.known_by, "known_by"))


def _check(body: DecisionBody) -> None:
    """That a decision says what its action needs, and nothing else.

    Raises:
        RequestError: if it does not.
    """
    needs = {"merge": ("other",), "split": ("other",), "set": ("field", "value")}.get(body.action, ())
    may = {*needs, "since"} if body.field == "status" else set(needs)
    said = {name for name in ("other", "field", "value", "since") if getattr(body, name) is not None}
    if missing := [name for name in needs if name not in said]:
        raise RequestError(f"{body.action} needs {' and '.join(missing)}", status=422, where="body", mend="Say what it should be")
    if extra := sorted(said - may):
        raise RequestError(f"{extra[0]} does not go with {body.action}", status=422, where="body", mend="Leave it out")
