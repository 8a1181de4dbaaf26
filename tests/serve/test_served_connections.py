"""Connections that are slow on purpose, or bring a head without end."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator

import pytest

from servanda.serve import connections
from servanda.serve.running import MOST_HEAD, listen, make_server
from servanda.serve.service import Service

HEAD = b"GET /api/v1/health HTTP/1.1\r\nHost: 127.0.0.1\r\n"


@pytest.fixture
def port(service: Service, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """A server that waits half a second for a head."""
    monkeypatch.setattr(connections, "SLOWEST_HEAD", 0.5)
    opened, begun = listen("127.0.0.1", 0), threading.Event()
    server = make_server(service, ready=begun.set)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [opened]})
    thread.start()
    assert begun.wait(60)
    yield opened.getsockname()[1]
    server.should_exit = True
    thread.join()


def test_who_sends_no_whole_head_is_sent_away(port: int) -> None:
    for sent in (b"", b"GET / HT", HEAD):
        with socket.create_connection(("127.0.0.1", port), timeout=30) as client:
            client.sendall(sent)
            assert client.recv(100) == b""


def test_a_second_request_must_be_as_prompt_as_the_first(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=30) as client:
        client.sendall(HEAD + b"\r\n")
        assert client.recv(12) == b"HTTP/1.1 200"
        client.sendall(HEAD)
        while client.recv(65536):
            pass


def test_a_head_without_end_is_refused(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=30) as client:
        client.sendall(HEAD + b"X-Long: " + b"a" * (MOST_HEAD + 1))
        assert client.recv(12) == b"HTTP/1.1 400"
