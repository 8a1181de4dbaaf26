"""A process that dies at a chosen step on the disk, played within this one.

From the step on every further touch of the disk fails as well, so that nothing that unwinds can tidy up what a killed process would leave.
"""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from servanda.store import index

TOUCHES = ("replace", "rename", "mkdir", "unlink", "rmdir", "truncate")


class Killed(BaseException):
    """The death of a process; not an `Exception`, so that nothing takes it for an error that can be told."""


class Reaper:
    """Counts steps on the disk and strikes at one of them; `steps` is how many there were."""

    def __init__(self, strike: int | None = None) -> None:
        self.strike, self.steps = strike, 0

    def pass_by(self) -> bool:
        """Whether this is the step at which it strikes. Raises Killed at every later one."""
        self.steps += 1
        if self.strike is not None and self.steps > self.strike:
            raise Killed
        return self.steps == self.strike


@contextmanager
def dying(strike: int | None = None) -> Iterator[Reaper]:
    """Within the block the disk is touched until the given step (counted from 1) and no more; None only counts. A file in writing stays half-written."""
    reaper = Reaper(strike)

    def before(touch: Callable[..., Any]) -> Callable[..., Any]:
        def touched(*arguments: Any, **options: Any) -> Any:
            if reaper.pass_by():
                raise Killed
            return touch(*arguments, **options)

        return touched

    write_whole, fill = Path.write_bytes, index.fill

    def write_bytes(path: Path, content: bytes) -> int:
        if reaper.pass_by():
            write_whole(path, content[: len(content) // 2])
            raise Killed
        return write_whole(path, content)

    def fill_half(connection: Any, tables: Any) -> None:
        if reaper.pass_by():
            fill(connection, dict(list(tables.items())[: len(tables) // 2]))
            raise Killed
        fill(connection, tables)

    with pytest.MonkeyPatch.context() as patch:
        for name in TOUCHES:
            patch.setattr(os, name, before(getattr(os, name)))
        patch.setattr(Path, "write_bytes", write_bytes)
        patch.setattr(index, "fill", fill_half)
        yield reaper


def kill_midway(process: subprocess.Popen[bytes], out: Path) -> dict[str, int]:
    """Kill a build in another process once it has written two shards; the times of change of the shards that stand then."""
    deadline = time.monotonic() + 60
    while len(list(out.glob("shards/[0-9]*"))) < 2:
        assert process.poll() is None, "the build ended before it could be killed"
        assert time.monotonic() < deadline, "the build wrote no shard within a minute"
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert not (out / "ledger.duckdb").exists()
    return {path.name: path.stat().st_mtime_ns for path in out.glob("shards/[0-9]*")}
