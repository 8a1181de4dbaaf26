"""One build at a time, and no lock that outlives its process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TextIO

import pytest

from servanda.errors import StoreError
from servanda.store import lock
from servanda.store.lock import LOCK_FILE, locked, locked_beside

HOLD = """
import sys, time, pathlib
from servanda.store.lock import locked, locked_beside
with {hold}(pathlib.Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_the_second_is_told_who_holds_the_folder_and_a_killed_holder_leaves_it_free(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLD.format(hold="locked"), str(tmp_path)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        with pytest.raises(StoreError, match=f"process {process.pid} on"), locked(tmp_path):
            pass
        process.kill()
    assert json.loads((tmp_path / LOCK_FILE).read_text())["process"] == process.pid
    with locked(tmp_path):
        assert json.loads((tmp_path / LOCK_FILE).read_text())["process"] == os.getpid()


def test_the_lock_is_let_go_when_the_build_fails(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), locked(tmp_path):
        raise ZeroDivisionError
    with locked(tmp_path):
        pass


def test_a_folder_that_is_put_in_place_as_a_whole_is_held_from_beside_and_nothing_stays(tmp_path: Path) -> None:
    folder, beside = tmp_path / "new" / "site", tmp_path / "new" / ".site-lock"
    with subprocess.Popen([sys.executable, "-c", HOLD.format(hold="locked_beside"), str(folder)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        with pytest.raises(StoreError, match=f"process {process.pid} on .* is writing pages into this folder"), locked_beside(folder):
            pass
        process.kill()
    assert beside.exists()
    with pytest.raises(ZeroDivisionError), locked_beside(folder):
        raise ZeroDivisionError
    assert not beside.exists()


def test_a_lock_whose_file_was_taken_away_meanwhile_is_taken_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    beside = tmp_path / ".site-lock"
    real, taken = lock._try_lock, []

    def slow(file: TextIO) -> None:
        if not taken:
            beside.unlink()  # by who held it until now
        taken.append(file)
        real(file)

    monkeypatch.setattr(lock, "_try_lock", slow)
    with locked_beside(tmp_path / "site"):
        assert beside.exists()
    assert len(taken) == 2


def test_a_lock_file_of_rubbish_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / LOCK_FILE).write_bytes(b"\xff\x00[")
    with locked(tmp_path):
        pass


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be written"), locked(tmp_path / "missing"):
        pass
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="cannot be written"), locked_beside(tmp_path / "file" / "site"):
        pass
