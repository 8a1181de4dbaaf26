"""The JSON API: what it answers, how it fails, and that its description is true."""

from __future__ import annotations

import json
import re
from typing import Any

import msgspec
import pytest
from asking import HOSTILE, Browser

from servanda.serve.openapi import MEANINGS, description
from servanda.serve.routes import OPERATIONS, ROOT, Operation
from servanda.serve.service import Service, shape_of
from servanda.store.tables import TABLES

ODD = "e%2F..%2Fe%3Fx%23y"  # an id with slashes and signs, as an address writes it


def address(operation: Operation) -> str:
    example = operation.example | {"document": {"id": "a"}, "why": {"as_of": "2024-01-02"}}.get(operation.name, {})  # in this ledger
    query = {name: example[name] for name in operation.query.__struct_fields__ if name in example}
    path = re.sub(r"\{(\w+)\}", lambda match: str(example[match[1]]), operation.path)
    return f"{ROOT}{path}" + ("?" + "&".join(f"{name}={value}" for name, value in query.items()) if query else "")


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)
def test_every_operation_is_described_and_its_example_works(browser: Browser, operation: Operation) -> None:
    told = description()["paths"][ROOT + operation.path][operation.method.lower()]
    assert told["operationId"] == operation.name
    body = told.get("requestBody", {}).get("content", {}).get("application/json", {}).get("example")
    headers = {}
    if operation.needs_token:
        session = browser.json(f"{ROOT}/session")
        headers = {session["header"]: session["token"]}
        assert session["header"] in [part["name"] for part in told["parameters"]]
    response = browser.ask(operation.method, address(operation), json=body, headers=headers)
    assert response.status_code == operation.status, response.text
    msgspec.json.decode(response.content, type=operation.answer)
    assert operation.steady == ("etag" in response.headers)


def test_nothing_is_served_that_is_not_described(reader: Browser) -> None:
    mounted = next(route for route in reader.app.app.routes if route.path == "/api")
    served = {"/api" + route.path.replace(":path", "") for route in mounted.routes}
    assert served == set(description()["paths"]) | {f"{ROOT}/openapi.json"}
    assert reader.json(f"{ROOT}/openapi.json") == json.loads(json.dumps(description()))
    names = {name.rpartition("/")[2] for name in re.findall(r'"\$ref": "([^"]+)"', json.dumps(description()))}
    assert names <= set(description()["components"]["schemas"])
    assert {int(status) for path in description()["paths"].values() for way in path.values() for status in way["responses"]} <= {200, 201, *MEANINGS}


@pytest.mark.parametrize("table", TABLES)
def test_every_table_comes_in_pages_of_its_own_shape(reader: Browser, table: str) -> None:
    answer = reader.json(f"{ROOT}/tables/{table}?limit=2")
    assert answer["total"] >= len(answer["rows"]) <= 2
    assert msgspec.convert(answer["rows"], list[shape_of(table)]) is not None  # type: ignore[misc]
    assert reader.json(f"{ROOT}/tables/{table}?limit=2&offset=1")["rows"][:1] == answer["rows"][1:]


def test_rows_are_chosen_by_party_status_and_day(reader: Browser) -> None:
    def objects(query: str) -> list[str]:
        return [row["object"] for row in reader.json(f"{ROOT}/tables/commitments?{query}")["rows"]]

    assert objects("party=swe") == ["gunboats", "harbour"]  # owes the one, is owed the other
    assert objects("party=nor") == ["gunboats"]
    assert objects("party=nobody") == []
    assert objects("status=fulfilled") == ["gunboats", "harbour"]
    assert objects("as_of=2024-01-03&status=announced") == ["harbour"]
    assert objects("known_by=2024-01-01") == ["gunboats"]
    assert reader.json(f"{ROOT}/tables/claims?party=Norland")["total"] == 2


def test_rows_documents_and_reasons_by_any_id(reader: Browser) -> None:
    row = reader.json(f"{ROOT}/rows/C-0001")
    assert reader.json(f"{ROOT}/rows/{row['id']}") == row
    why = reader.json(f"{ROOT}/why/C-0001")
    assert [step["status"] for step in why["steps"]] == ["announced", "fulfilled"]
    assert reader.json(f"{ROOT}/why/C-0001?as_of=2024-01-01")["row"]["status"] == "announced"
    document = reader.json(f"{ROOT}/documents/{ODD}")["document"]
    assert "alert('boats')" in document["text"]
    assert document["source"] == ""
    assert reader.json(f"{ROOT}/rows/{ODD}")["table"] == "documents"
    assert "in.jsonl" not in reader.get(f"{ROOT}/why/{ODD}").text
    assert [claim["claim_id"] for claim in reader.json(f"{ROOT}/documents/a")["claims"]] == ["claim-a"]


@pytest.mark.parametrize("row", ["C-0001", "claim-a", "a"])
def test_reasons_tell_no_path_of_the_server(reader: Browser, row: str) -> None:
    assert "in.jsonl" not in reader.get(f"{ROOT}/why/{row}").text


def test_a_document_as_of_another_day_is_the_reprint_that_it_was_then(browser: Browser, service: Service) -> None:
    edition = service.current.edition()
    edition._other_days["2024-01-03", None] = msgspec.structs.replace(edition.tables, reprint_of={"d": "c"})
    assert browser.json(f"{ROOT}/rows/d")["row"]["reprint_of"] is None
    assert browser.json(f"{ROOT}/rows/d?as_of=2024-01-03")["row"]["reprint_of"] == "c"


def test_hostile_text_comes_as_data(reader: Browser) -> None:
    response = reader.get(f"{ROOT}/search?q=clerk")
    assert response.headers["content-type"] == "application/json"
    assert response.headers["x-content-type-options"] == "nosniff"
    snippet = response.json()["hits"][0]["snippet"]
    assert HOSTILE.split()[0] in snippet["text"]


@pytest.mark.parametrize(
    ("method", "path", "more", "status", "what"),
    [
        ("GET", "/nothing", {}, 404, ""),
        ("GET", "/rows/C-9999", {}, 404, "no row has the id 'C-9999'"),
        ("GET", "/why/..%2F..%2Fetc%2Fpasswd", {}, 404, "no row"),
        ("GET", "/documents/..", {}, 404, ""),
        ("GET", "/tables/sqlite_master", {}, 404, "no table"),
        ("GET", "/tables/claims?status=overdue", {}, 422, "no status"),
        ("GET", "/tables/commitments?status=eaten", {}, 422, "eaten"),
        ("GET", "/tables/commitments?limit=100000", {}, 422, "<= 500"),
        ("GET", "/tables/commitments?limit=1&limit=2", {}, 422, "twice"),
        ("GET", "/tables/commitments?colour=red", {}, 422, "colour"),
        ("GET", "/tables/commitments?as_of=2024-13-45", {}, 422, "not a day"),
        ("GET", "/search", {}, 422, "q"),
        ("GET", f"/search?q={'x' * 600}", {}, 422, "length <= 500"),
        ("GET", "/search?q=x&kind=treaties", {}, 422, "treaties"),
        ("DELETE", "/tables", {}, 405, "not allowed"),
        ("GET", "/sql", {}, 405, "not allowed"),
        ("POST", "/sql", {"content": b"query=SELECT+1", "headers": {"content-type": "application/x-www-form-urlencoded"}}, 415, "application/json"),
        ("POST", "/sql", {"content": b"{", "headers": {"content-type": "application/json"}}, 400, "no JSON"),
        ("POST", "/sql", {"content": b"[" * 60_000, "headers": {"content-type": "application/json"}}, 422, "array"),
        ("POST", "/sql", {"content": b"\xff\xfe", "headers": {"content-type": "application/json"}}, 400, "no JSON"),
        ("POST", "/sql", {"json": {"query": ""}}, 422, "length >= 1"),
        ("POST", "/sql", {"json": {"query": "SELECT 1", "file": "x"}}, 422, "file"),
        ("POST", "/sql", {"json": {"query": "x" * 70_000}}, 413, "longer than"),
    ],
)
def test_failures_have_one_form_and_the_right_status(reader: Browser, method: str, path: str, more: dict[str, Any], status: int, what: str) -> None:
    response = reader.ask(method, ROOT + path, **more)
    error = response.json()["error"]
    assert (response.status_code, error["status"]) == (status, status)
    assert what in error["what"]
    assert set(error) == {"status", "kind", "what", "where", "mend"}
    if status == 405:
        assert response.headers["allow"]


def test_a_fault_of_ours_tells_the_client_nothing(browser: Browser, service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("secret of /home/ed")

    monkeypatch.setattr(service.current, "edition", broken)
    response = browser.get(f"{ROOT}/health")
    assert response.status_code == 500
    assert response.json()["error"]["what"] == "the server failed at this request"
    assert "secret" not in response.text


def test_heads_and_conditional_requests(reader: Browser) -> None:
    for path in (f"{ROOT}/tables/claims", f"{ROOT}/openapi.json", "/", "/search?q=boat", "/assets/served.css"):
        whole = reader.get(path)
        head = reader.ask("HEAD", path)
        assert (head.status_code, head.content, head.headers["content-length"]) == (200, b"", whole.headers["content-length"])
        again = reader.get(path, headers={"if-none-match": f'"other", {whole.headers["etag"]}'})
        assert (again.status_code, again.content) == (304, b"")
        assert reader.get(path, headers={"if-none-match": '"other"'}).status_code == 200
