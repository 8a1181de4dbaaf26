"""A finished ledger as records, Arrow, pandas and SQL."""

from __future__ import annotations

import builtins
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from toy_coder import load_toy, toy_derive, write_articles

import servanda.ledger
from servanda import api
from servanda.engines.building import Order
from servanda.errors import LookupFailed, StoreError
from servanda.records import Record
from servanda.store import TABLES, Ledger


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ledger:
    monkeypatch.setattr(servanda.ledger, "derive", toy_derive, raising=False)
    return api.build_with(Order((write_articles(tmp_path / "a.jsonl", 8),), tmp_path / "out"), load_toy)


@pytest.mark.parametrize("name", TABLES)
def test_every_table_is_there_as_records_and_as_columns(ledger: Ledger, name: str) -> None:
    rows = getattr(ledger, name)
    assert rows == ledger.records(name)
    assert all(type(row) is TABLES[name] for row in rows)
    table = ledger.arrow(name)
    assert isinstance(table, pa.Table)
    assert table.num_rows == len(rows)
    assert set(TABLES[name].__struct_fields__) <= set(table.column_names)


def test_derived_tables_equal_what_derive_returns(ledger: Ledger) -> None:
    assert ledger.tables == toy_derive(ledger.documents, ledger.claims, as_of=ledger.as_of)
    assert ledger.as_of == "2023-12-08"


def test_pandas_and_its_absence(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    assert list(ledger.pandas("commitments")["display"]) == [row.display for row in ledger.commitments]
    assert all(len(ledger.pandas(name)) == ledger.arrow(name).num_rows for name in TABLES)
    real = builtins.__import__

    def absent(name: str, *rest: Any) -> Any:
        if name == "pandas":
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", absent)
    with pytest.raises(StoreError, match="servanda\\[pandas\\]"):
        ledger.pandas("commitments")


def test_sql_reads_nested_values_and_nothing_outside(ledger: Ledger, tmp_path: Path) -> None:
    answer = ledger.sql("SELECT sum(quantity.value) AS men FROM commitments WHERE list_contains(debtor, 'AZE')")
    assert answer.to_pylist() == [{"men": 4.0}]
    secret = tmp_path / "secret.csv"
    secret.write_text("a\n1\n")
    for query in (
        f"SELECT * FROM read_csv('{secret}')",
        f"COPY commitments TO '{tmp_path / 'stolen.csv'}'",
        "DROP TABLE commitments",
        "SELECT nonsense",
        "SET enable_external_access=true",
    ):
        with pytest.raises(LookupFailed, match="SQL"):
            ledger.sql(query)
        with pytest.raises(LookupFailed, match="SQL"):
            ledger.derive(as_of="2023-12-01").sql(query.replace("DROP TABLE", "DROP TABLEE"))
    assert not (tmp_path / "stolen.csv").exists()


def test_a_ledger_as_of_another_day(ledger: Ledger) -> None:
    early = ledger.derive(as_of="2023-12-01")
    assert {row.status for row in early.commitments} == {"announced"}
    assert early.as_of == "2023-12-01"
    assert early.known_by is None
    assert early.arrow("commitments")["status"].to_pylist() == ["announced"] * 6
    assert early.sql("SELECT DISTINCT status FROM commitments").to_pylist() == [{"status": "announced"}]
    assert early.documents == ledger.documents
    assert {row.status for row in ledger.commitments} == {"announced", "fulfilled"}
    unknown = ledger.derive(known_by="2023-12-02")
    assert len(unknown.commitments) == 3
    assert (unknown.as_of, unknown.known_by) == ("2023-12-02", "2023-12-02")


def test_rows_are_found_by_either_id(ledger: Ledger) -> None:
    table, row = ledger.find("C-0001")
    assert table == "commitments"
    assert ledger.find(row.commitment_id) == (table, row)
    assert ledger.find("item-00000:0")[0] == "claims"
    assert ledger.find("item-00000")[0] == "documents"
    assert ledger.derive(as_of="2023-12-01").find("C-0001")[1].status == "announced"
    with pytest.raises(LookupFailed, match="no row has the id 'C-9999'"):
        ledger.find("C-9999")
    with pytest.raises(LookupFailed, match="no table 'treaties'"):
        ledger.arrow("treaties")


def test_records_are_fetched_by_id(ledger: Ledger) -> None:
    claims = ledger.claims_by_id(["item-00000:0", "nothing", "item'; DROP"])
    assert list(claims) == ["item-00000:0"]
    assert ledger.documents_by_id([]) == {}
    documents: dict[str, Record] = dict(ledger.documents_by_id(["item-00003", "item-00001"]))
    assert list(documents) == ["item-00001", "item-00003"]


def test_a_missing_or_broken_index_is_explained(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no ledger here"):
        Ledger.open(tmp_path)
    (tmp_path / "ledger.duckdb").write_bytes(b"not a database, certainly not one" * 100)
    with pytest.raises(StoreError, match="cannot be opened"):
        Ledger.open(tmp_path)
