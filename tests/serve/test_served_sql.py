"""SQL of strangers: it reads the ledger, and can do nothing else to anybody."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from asking import Browser

from servanda.errors import LookupFailed
from servanda.serve import sql as process
from servanda.serve.service import Service
from servanda.serve.sql import Asker, Limits


@pytest.fixture(scope="module")
def asker() -> Iterator[Asker]:
    made = Asker(Limits(rows=1000, seconds=1.0, megabytes=256))
    yield made
    made.close()


def test_answers_have_columns_rows_and_an_end(asker: Asker, once: Path) -> None:
    answer = asker.ask(once, "SELECT display AS a, done AS a, map {} AS lifecycle FROM commitments ORDER BY display", 1)
    assert [column.name for column in answer.columns] == ["a", "a", "lifecycle"]
    odd = asker.ask(once, "SELECT 'nan'::double, 1::hugeint << 90, date '2024-01-02', interval 3 day, 'x'::blob, map {'k': 1}, [1, NULL]")
    assert odd.rows == ((None, str(1 << 90), "2024-01-02", [0, 3, 0], "eA==", {"k": 1}, [1, None]),)
    many = asker.ask(once, "SELECT * FROM range(100000000000)", 5)
    assert (len(many.rows), many.truncated) == (5, True)
    assert not asker.ask(once, "SELECT * FROM range(5)", 5).truncated
    assert asker.ask(once, "SHOW TABLES").rows[0] == ("about",)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM read_csv('{secret}')", "SELECT * FROM read_text('{secret}')", "SELECT * FROM '{secret}'", "SELECT * FROM glob('/etc/*')",
        "COPY commitments TO '{stolen}'", "EXPORT DATABASE '{stolen}'", "ATTACH '{stolen}'", "ATTACH ':memory:' AS m", "INSTALL httpfs", "LOAD httpfs",
        "DROP TABLE commitments", "DELETE FROM claims", "INSERT INTO about VALUES ('a', 'b')", "UPDATE about SET value = 'x'",
        "CREATE TEMP TABLE t AS SELECT 1",
        "SET memory_limit = '100GB'", "SET enable_external_access = true", "PRAGMA database_list", "CALL duckdb_settings()", "CHECKPOINT",
        "SELECT 1; DROP TABLE claims", "SELECT $1", "SELECT nonsense", "", ";", "--", "\ud800", "SELECT 1 FROM \0", "SELECT getenv('HOME')",
    ],
)  # fmt: skip
def test_queries_that_would_write_or_reach_outside_are_refused(asker: Asker, once: Path, tmp_path: Path, query: str) -> None:
    secret, stolen = tmp_path / "secret.csv", tmp_path / "stolen"
    secret.write_text("secret\n1\n")
    before = (once / "ledger.duckdb").read_bytes()
    with pytest.raises(LookupFailed):
        asker.ask(once, query.format(secret=secret, stolen=stolen))
    assert not stolen.exists()
    assert (once / "ledger.duckdb").read_bytes() == before


def test_a_query_that_does_not_end_is_interrupted_and_one_that_does_not_listen_is_killed(
    asker: Asker, once: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    monkeypatch.setattr(process, "GRACE", 0.3)
    for query in ("SELECT count(*) FROM range(1000000000000)", "WITH RECURSIVE r AS (SELECT 1 a UNION ALL SELECT a + 1 FROM r) SELECT max(a) FROM r"):
        start = time.monotonic()
        with pytest.raises(LookupFailed, match="took longer than 1 seconds"):
            asker.ask(once, query)
        assert time.monotonic() - start < 20
    with pytest.raises(LookupFailed, match="longer"):
        asker.ask(once, "SELECT length(repeat('x', 1500000000))")
    assert asker.ask(once, "SELECT 1").rows == ((1,),)


def test_answers_too_long_to_send_are_refused(asker: Asker, once: Path) -> None:
    with pytest.raises(LookupFailed, match="longer than 8,000,000 bytes"):
        asker.ask(once, "SELECT repeat('x', 9000000)")
    with pytest.raises(LookupFailed, match="cannot be written down"):
        asker.ask(once, "SELECT timestamp '290000-01-01 00:00:00'")


def test_a_process_that_dies_is_told_and_replaced(asker: Asker, once: Path) -> None:
    assert asker.ask(once, "SELECT 1").rows == ((1,),)
    running = asker._process
    assert running is not None
    running.kill()
    running.join()
    assert asker.ask(once, "SELECT 2").rows == ((2,),)


def test_the_page_shows_answers_and_faults_as_text(reader: Browser) -> None:
    page = reader.get("/sql", params={"query": "SELECT '<b>x</b>' AS \"<i>\", [1] AS list, NULL AS nothing"})
    assert page.status_code == 200
    assert "&lt;b&gt;x&lt;/b&gt;" in page.text
    assert "<b>x" not in page.text
    assert "<i>null</i>" in page.text
    wrong = reader.get("/sql", params={"query": "SELECT </textarea><script>"})
    assert wrong.status_code == 422
    assert 'role="alert"' in wrong.text
    assert "<script>" not in wrong.text.replace('<script src="', "")


def test_a_query_that_is_too_long_is_refused_and_not_cut(reader: Browser) -> None:
    query = "SELECT 42 --" + " " * process.LONGEST + "\n+ 1"
    page = reader.get("/sql", params={"query": query})
    assert page.status_code == 422
    assert "longer than 20,000 characters" in page.text
    assert "Answer" not in page.text


def test_a_query_in_a_link_of_another_site_is_not_run(browser: Browser, service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "asker", None)
    page = browser.get("/sql?query=SELECT+1", headers={"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"})
    assert page.status_code == 200
    assert "Read it, then run it yourself" in page.text
    monkeypatch.undo()
