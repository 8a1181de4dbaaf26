"""Decisions made in the browser and by programs: kept, carried out, and of nobody else's making."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from asking import HOSTILE, Browser

from servanda import api
from servanda.engines.building import rebuild
from servanda.serve import deciding
from servanda.serve.application import make_app
from servanda.serve.service import Service
from servanda.store import Ledger
from servanda.store.decisions import read_decisions

HOLD = """
import sys, time
from pathlib import Path
from servanda.store.lock import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.readline()
"""


@contextmanager
def held_by_another(folder: Path) -> Iterator[int]:
    """The folder held by another process for the length of a `with` block; gives its number."""
    with subprocess.Popen([sys.executable, "-c", HOLD, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "held\n"
        try:
            yield process.pid
        finally:
            process.communicate("\n")


def form(browser: Browser, row: str) -> dict[str, str]:
    """What the form about a row has in it."""
    page = browser.get("/decide", params={"id": row})
    assert page.status_code == 200, page.text
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page.text))
    return hidden | {"reason": "seen", "author": "ed"}


def test_a_decision_in_the_browser_is_kept_and_shown(browser: Browser, built: Path) -> None:
    told = form(browser, "C-0002") | {"choice": "status", "status": "breached", "since": "2024-01-03", "author": HOSTILE, "reason": "  " + HOSTILE}
    response = browser.ask("POST", "/decide", data=told)
    assert (response.status_code, response.headers["location"]) == (303, "/decisions"), response.text
    (decision,) = read_decisions(built)
    assert (decision.field, decision.value, decision.since, decision.reason) == ("status", "breached", "2024-01-03", HOSTILE.strip())
    assert {row.object: row.status for row in Ledger.open(built).commitments} == {"gunboats": "fulfilled", "harbour": "breached"}
    page = browser.get("/decisions")
    assert "carried out" in page.text
    assert "<script>alert" not in page.text
    assert browser.json("/api/v1/rows/C-0002")["row"]["status"] == "breached"


def test_a_decision_of_a_program(browser: Browser, built: Path) -> None:
    response = browser.decide(action="reject", target="C-0001", reason="a recap")
    assert response.status_code == 201, response.text
    assert response.json()["carried_out"]
    assert browser.json("/api/v1/tables/commitments")["total"] == 1
    assert [entry["decision"]["reason"] for entry in browser.json("/api/v1/decisions")["decisions"]] == ["a recap"]
    assert not browser.json("/api/v1/health")["pending"]


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ({"action": "reject", "since": "2024-01-01"}, "since does not go with reject"),
        ({"action": "set", "field": "object", "value": "x", "other": "C-0002"}, "other does not go with set"),
        ({"action": "set", "field": "object"}, "set needs value"),
        ({"action": "merge"}, "merge needs other"),
        ({"action": "reject", "target": "C-9999"}, "no row has the id"),
        ({"action": "reject", "target": "a"}, "cannot be decided so"),
        ({"author": ""}, "length >= 1"),
        ({"reason": "  "}, "needs reason"),
        ({"on": "2024-02-31"}, "not a day"),
    ],
)
def test_a_decision_says_what_its_action_needs_and_nothing_else(browser: Browser, built: Path, body: dict[str, str], what: str) -> None:
    response = browser.decide(**body)
    assert response.status_code == 422
    assert what in response.json()["error"]["what"]
    assert read_decisions(built) == []


def test_a_form_from_elsewhere_is_refused(browser: Browser, service: Service, built: Path) -> None:
    told = form(browser, "C-0001") | {"choice": "reject"}
    other = Browser(make_app(service))
    attempts = [
        other.ask("POST", "/decide", data=told),  # without the session's cookie
        browser.ask("POST", "/decide", data=told | {"token": ""}),
        browser.ask("POST", "/decide", data=told | {"token": form(other, "C-0001")["token"]}),  # of another session
        browser.ask("POST", "/decide", data=told, headers={"origin": "http://evil.example"}),
        browser.ask("POST", "/decide", data=told, headers={"sec-fetch-site": "same-site", "sec-fetch-mode": "navigate"}),
        browser.ask("POST", "/api/v1/decisions", json={"action": "reject", "target": "C-0001", "author": "x", "reason": "y"}),
        browser.ask("POST", "/api/v1/decisions", json={}, headers={"X-Servanda-Token": told["token"]}),  # that of a form
    ]
    assert [response.status_code for response in attempts] == [403] * 7
    assert browser.ask("POST", "/decide", json=told).status_code == 415
    assert read_decisions(built) == []
    cookie = browser.get("/decide?id=C-0001").headers["set-cookie"]
    assert "httponly" in cookie.lower()
    assert "samesite=strict" in cookie.lower()


@pytest.mark.parametrize(
    ("told", "status", "what"),
    [
        ({"choice": ""}, 422, "nothing is chosen"),
        ({"choice": "reject", "author": " "}, 422, "the author is missing"),
        ({"choice": "reject", "reason": ""}, 422, "the reason is missing"),
        ({"choice": "merge", "merge": "C-9999"}, 422, "no row has the id"),
        ({"choice": "merge", "merge": "C-0001"}, 422, "no other row"),
        ({"choice": "split", "split": "claim-d"}, 422, "does not rest on claim"),
        ({"choice": "set", "field": "debtor", "value": "12 &<i>"}, 422, "debtor cannot be"),
        ({"choice": "set", "field": "history", "value": "[]"}, 422, "no field"),
        ({"choice": "status", "status": "eaten"}, 422, "no status"),
        ({"choice": "status", "status": "breached", "since": "2024-02-31"}, 422, "not a day"),
    ],
)
def test_what_cannot_be_decided_is_told_in_the_form_which_keeps_what_was_typed(
    browser: Browser, built: Path, told: dict[str, str], status: int, what: str
) -> None:  # fmt: skip
    response = browser.ask("POST", "/decide", data=form(browser, "C-0001") | told)
    assert response.status_code == status, response.text
    assert what in response.text
    assert 'role="alert"' in response.text
    assert "<i>" not in response.text
    assert told.get("reason", "seen") in response.text
    assert read_decisions(built) == []


def test_two_decisions_at_once_are_both_kept_and_carried_out(browser: Browser, service: Service, built: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda n: Browser(browser.app).decide(target=f"C-000{1 + n % 2}", reason=f"seen {n}"), range(12)))
    assert [answer.status_code for answer in answers] == [201] * 12
    assert sorted(decision.reason for decision in read_decisions(built)) == sorted(f"seen {n}" for n in range(12))
    assert service.decider.carried_out(20)
    assert len(Ledger.open(built).rulings) == 12


def test_a_build_of_another_process_is_respected_and_named(browser: Browser, built: Path) -> None:
    told = form(browser, "C-0001") | {"choice": "reject"}
    with held_by_another(built) as number:
        response = browser.decide(action="reject", target="C-0001")
        assert response.status_code == 409
        assert f"process {number} on" in response.json()["error"]["what"]
        page = browser.ask("POST", "/decide", data=told)
        assert page.status_code == 409
        assert f"process {number} on" in page.text
        assert browser.get("/").status_code == 200
        assert read_decisions(built) == []
    assert browser.ask("POST", "/decide", data=told).status_code == 303


def test_a_build_that_comes_between_is_waited_for(browser: Browser, service: Service, built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deciding, "AGAIN", 0.05)
    monkeypatch.setattr(deciding, "PATIENCE", 0.2)
    monkeypatch.setattr(service.decider, "_derive", lambda real=service.decider._derive: derived.append(1) or real())
    derived: list[int] = []
    api.decide(Ledger.open(built), api.Wish("reject", "C-0001"), author="ed", on="2024-02-01", reason="a recap")
    with held_by_another(built):
        service.decider.derive_anew()
        while len(derived) < 2:
            time.sleep(0.02)
        assert "is building in this folder" in browser.json("/api/v1/health")["trouble"]
    while service.decider.pending:
        time.sleep(0.02)
    assert browser.json("/api/v1/health")["status"] == "ok"
    assert len(Ledger.open(built).commitments) == 1


def test_reads_go_on_with_the_old_ledger_and_decisions_come_in_while_it_is_derived(
    browser: Browser, service: Service, built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    going, go_on = threading.Event(), threading.Event()
    real = deciding.rebuild_held

    def slow(folder: object) -> None:
        going.set()
        assert go_on.wait(20)
        real(folder)  # type: ignore[arg-type]

    monkeypatch.setattr(deciding, "rebuild_held", slow)
    monkeypatch.setattr(deciding.Decider.carried_out, "__defaults__", (0.1,))
    first = browser.decide(action="reject", target="C-0001", reason="first")
    assert (first.status_code, first.json()["carried_out"]) == (201, False)
    assert going.wait(10)
    assert browser.json("/api/v1/tables/commitments")["total"] == 2
    second = browser.decide(action="reject", target="C-0002", reason="second")
    assert (second.status_code, second.json()["carried_out"]) == (201, False)
    page = browser.get("/decisions")
    assert "waits to be carried out" in page.text
    assert page.headers["refresh"] == "2"
    go_on.set()
    assert service.decider.carried_out(20)
    assert browser.json("/api/v1/tables/commitments")["total"] == 0


def test_a_server_that_only_reads_takes_no_decisions(built: Path) -> None:
    service = Service(built, read_only=True)
    try:
        browser = Browser(make_app(service))
        assert browser.get("/decide?id=C-0001").status_code == 403
        assert browser.decide().status_code == 403
        assert "/decide" not in browser.get("/decisions").text
        assert browser.json("/api/v1/health")["read_only"]
    finally:
        service.close()
    assert read_decisions(built) == []


def test_a_page_is_sent_anew_by_a_server_that_takes_decisions_where_the_one_before_took_none(browser: Browser, built: Path) -> None:
    service = Service(built, read_only=True)
    try:
        address = "/" + service.current.edition().site.links.of(service.current.edition().tables.commitments[0])
        before = Browser(make_app(service)).get(address)
    finally:
        service.close()
    assert before.status_code == 200
    assert "/decide?id=" not in before.text
    assert "/decide?id=" in browser.get(address, headers={"if-none-match": before.headers["etag"]}).text


def test_decisions_that_a_ledger_cannot_carry_out_are_told(browser: Browser, service: Service, built: Path) -> None:
    (built / "decisions.jsonl").write_text('{"action": "set"}\n')
    assert browser.decide().status_code == 503
    assert "line 1" in browser.get("/api/v1/decisions").json()["error"]["where"]
    assert browser.get("/decisions").status_code == 503
    (built / "decisions.jsonl").unlink()
    rebuild(built)
    assert browser.get("/decisions").status_code == 200
