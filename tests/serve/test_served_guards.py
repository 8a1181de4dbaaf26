"""Who may ask: hosts, origins, sizes, tokens, and the headers of every answer."""

from __future__ import annotations

import asyncio
from typing import Any
from urllib.parse import unquote

import httpx
import pytest
from asking import Browser

from servanda.serve import guards
from servanda.serve.application import make_app
from servanda.serve.service import Service

PATHS = ("/", "/search?q=boat", "/sql", "/decisions", "/decide?id=C-0001", "/assets/served.js", "/api/v1/tables", "/nothing", "/api/nothing")


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_has_the_headers_that_keep_others_out(reader: Browser, path: str) -> None:
    for response in (reader.get(path), reader.get(path, host="evil.example")):
        assert "frame-ancestors 'none'" in response.headers["content-security-policy"]
        assert "unsafe" not in response.headers["content-security-policy"]
        assert response.headers["x-content-type-options"] == "nosniff"
        assert response.headers["referrer-policy"] == "no-referrer"
        assert response.headers["cross-origin-opener-policy"] == "same-origin"
        assert response.headers["cross-origin-resource-policy"] == "same-origin"
        assert not [name for name in response.headers if name.startswith("access-control")]


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:8080", "127.0.0.1.evil.example", "localhost.", "127.0.0.1@evil.example", "evil.example/localhost", "10.0.0.1", "[::2]", ""],
)
def test_foreign_hosts_are_refused(reader: Browser, host: str) -> None:
    for path in ("/", "/api/v1/tables"):
        response = reader.get(path, headers={"host": host})
        assert response.status_code == 403, host
        assert "his server does not go by that name" in response.text
    assert "boats" not in response.text


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:9999", "127.0.0.1:8080", "[::1]:8080"])
def test_names_of_the_loopback_are_ours(reader: Browser, host: str) -> None:
    assert reader.get("/", headers={"host": host}).status_code == 200


def test_a_server_open_to_the_network_goes_by_addresses_in_digits_and_by_names_given(service: Service) -> None:
    browser = Browser(make_app(service, ["ledger.example"], open_to_network=True))
    for host, status in (("192.0.2.7:8080", 200), ("[2001:db8::1]", 200), ("ledger.example", 200), ("evil.example", 403)):
        assert browser.get("/", headers={"host": host}).status_code == status


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://127.0.0.1:9999"}, 403),
        ({"origin": "null", "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}, 403),
        ({"origin": "null", "sec-fetch-site": "same-origin", "sec-fetch-mode": "navigate"}, 200),  # our own form under no-referrer
        ({"origin": "http://127.0.0.1:8080"}, 200),
        ({"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"}, 403),
        ({"sec-fetch-site": "same-site", "sec-fetch-mode": "cors"}, 403),
        ({"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}, 200),
        ({"sec-fetch-site": "same-origin", "sec-fetch-mode": "cors"}, 200),
    ],
)
def test_pages_of_others_may_link_here_and_no_more(reader: Browser, headers: dict[str, str], status: int) -> None:
    assert reader.get("/api/v1/tables", headers=headers).status_code == status
    posted = reader.ask("POST", "/api/v1/sql", json={"query": "SELECT 1"}, headers=headers)
    assert posted.status_code == (403 if "cross-site" in headers.values() else status)


def test_two_hosts_are_one_too_many(reader: Browser) -> None:
    assert raw(reader, [(b"host", b"localhost"), (b"host", b"evil.example")])[0]["status"] == 403
    assert raw(reader, [])[0]["status"] == 403


def raw(
    browser: Browser, headers: list[tuple[bytes, bytes]], *, method: str = "GET", path: str = "/", parts: tuple[bytes, ...] = (b"",)
) -> list[dict[str, Any]]:  # fmt: skip
    """What the application answers to a request that no client library would send."""
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "scheme": "http", "path": path, "raw_path": path.encode(),
        "query_string": b"", "root_path": "", "headers": headers, "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 8080),
    }  # fmt: skip
    incoming = [{"type": "http.request", "body": part, "more_body": place < len(parts) - 1} for place, part in enumerate(parts)]
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return incoming.pop(0) if incoming else {"type": "http.disconnect"}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    asyncio.run(browser.app(scope, receive, send))
    return sent


@pytest.mark.parametrize("length", [None, b"1", b"65537", b"9" * 5000, b"-1", "²".encode("latin-1")])
def test_bodies_are_bounded_whatever_they_say_of_their_length(reader: Browser, length: bytes | None) -> None:
    headers = [(b"host", b"localhost"), (b"content-type", b"application/json"), *([(b"content-length", length)] if length else [])]
    answer = raw(reader, headers, method="POST", path="/api/v1/sql", parts=tuple([b'{"query": "' + b"x" * 20_000] * 5))
    assert answer[0]["status"] == 413


def test_a_body_that_does_not_come_is_not_waited_for(reader: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guards, "SLOWEST_BODY", 0.05)

    async def asking() -> httpx.Response:
        async def slowly() -> Any:
            yield b"{"
            await asyncio.sleep(1)
            yield b"}"

        transport = httpx.ASGITransport(app=reader.app)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            return await client.post("/api/v1/sql", content=slowly(), headers={"content-type": "application/json"})

    assert asyncio.run(asking()).status_code == 408


@pytest.mark.parametrize(
    "path",
    [
        "/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/assets/../pages.py", "/assets/..%2fpages.py", "//etc/passwd", "/assets/%00", "/C:\\boot.ini",
        "/assets/served.css/..", "/templates/decide.html", "/.lock", "/decisions.jsonl", "/ledger.duckdb", "/" + "a/" * 3000,
        "/%252e%252e/%252e%252e/etc/passwd", "/..%5c..%5cetc%5cpasswd", "/assets/..\\..\\pages.py", "/assets/%2e%2e%5cpages.py", "/..;/etc/passwd",
        "/%c0%ae%c0%ae/etc/passwd", "/assets//etc/passwd", "/file:///etc/passwd", "/~root/.ssh/id_rsa", "/assets/served.js%00.html", "/.%00./decisions.jsonl",
    ],
)  # fmt: skip
def test_no_path_leads_out_of_the_pages(reader: Browser, path: str) -> None:
    assert reader.get(path).status_code == 404
    assert raw(reader, [(b"host", b"localhost")], path=unquote(path))[0]["status"] == 404
    assert raw(reader, [(b"host", b"localhost")], path=unquote(unquote(path)))[0]["status"] == 404
