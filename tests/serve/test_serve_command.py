"""`servanda serve` as a process: it says where it is, stops when told, and explains why it cannot start."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import httpx
import pytest


@contextmanager
def served(*words: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The command as a process, and the first line that it printed."""
    command = [sys.executable, "-m", "servanda", "serve", *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            output: IO[str] | None = process.stdout
            assert output
            yield process, output.readline()
        finally:
            if process.poll() is None:
                process.kill()


@pytest.mark.parametrize(("sign", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, -signal.SIGTERM)])
def test_it_serves_and_stops_when_told(once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sign: signal.Signals, code: int) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    with served(str(once), "--port", "0", "--json", "--read-only") as (process, line):
        told = json.loads(line)
        assert told["read_only"]
        with httpx.Client(base_url=told["address"], timeout=60) as client:  # the first query starts a process
            assert client.get("api/v1/health").json()["status"] == "ok"
            assert client.get("").headers.get("server") is None
            assert client.post("api/v1/sql", json={"query": "SELECT 1"}).json()["rows"] == [[1]]
            assert client.get("", headers={"host": "evil.example"}).status_code == 403
        process.send_signal(sign)
        _, complaints = process.communicate(timeout=30)
    assert process.returncode == code
    assert complaints in ("servanda: stopped\n", "")
    assert os.listdir(tmp_path) == []


def test_a_port_in_use_and_other_things_that_cannot_be(once: Path, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        for words, complaint in (
            ((str(once), "--port", port), f"127.0.0.1:{port}: another program listens there. Stop it, or choose another with --port"),
            ((str(once), "--host", "no.such.host.invalid", "--port", "0"), "is no address of this machine"),
            ((str(once), "--host", "192.0.2.1", "--port", "0"), "cannot be listened to"),
            ((str(tmp_path), "--port", "0"), "there is no ledger here"),
            ((str(once), "--port", "0", "--allow-host", "http://ledger.example"), "is no name of a host"),
        ):
            with served(*words) as (process, line):
                _, complaints = process.communicate(timeout=30)
            assert (process.returncode, line) == (1, "")
            assert complaint in complaints
            assert "Traceback" not in complaints


def test_a_server_that_others_can_reach_warns(once: Path) -> None:
    with served(str(once), "--port", "0", "--host", "0.0.0.0") as (process, line):
        assert line.startswith("serving ")
        process.send_signal(signal.SIGINT)
        _, complaints = process.communicate(timeout=30)
    assert "everybody who reaches http://0.0.0.0:" in complaints
    assert "--read-only" in complaints
