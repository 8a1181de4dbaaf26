"""One worker process: it loads a coder, then codes the shards it is sent until it is told to stop or its parent is gone.

Own processes and pipes rather than an executor: when a worker dies, an executor fails everything that was queued and
does not tell which shard it died of.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Sequence
from multiprocessing.connection import Connection, wait
from pathlib import Path

from servanda.engines.loading import LoadCoder
from servanda.engines.shard_task import code_shard
from servanda.engines.threads import one_thread
from servanda.profiling import IDLE, profiled, running, stage
from servanda.store.shards import ShardWork

READY, CODED, DONE = "ready", "coded", "done"


def serve(connection: Connection, load: LoadCoder, shards: Path, profiling: bool = False) -> None:
    """What a worker process does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent decides
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    with profiled(profiling) as profile:
        coder = load()
        connection.send((READY, coder.version))
        while (work := connection.recv()) is not None:
            code_shard(coder, work, shards, lambda done: connection.send((CODED, done)))
            connection.send((DONE, profile.take() if profile else {}))


def _leave_with_parent() -> None:
    """End this process when the one that started it has ended, so that a killed build leaves nobody writing."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


class Worker:
    """A worker process as its parent sees it. `work` is the shard it is at, `done` how many documents of it."""

    def __init__(self, load: LoadCoder, shards: Path) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=serve, args=(theirs, load, shards, running() is not None), daemon=True)
        self.ready = False
        self.version = ""
        self.work: ShardWork | None = None
        self.done = 0
        with one_thread():
            self.process.start()
        theirs.close()

    def give(self, work: ShardWork) -> None:
        """Send it a shard to code. A worker that has just died is noticed later, with this as its shard."""
        self.work, self.done = work, 0
        try:
            self.connection.send(work)
        except OSError:
            self.process.join()

    def hear(self) -> bool:
        """Take one message. Returns False if the process has died."""
        try:
            kind, value = self.connection.recv()
        except (EOFError, OSError):
            self.process.join()
            return False
        if kind == READY:
            self.ready, self.version = True, value
        elif kind == CODED:
            self.done = value
        else:
            self.work, self.done = None, 0
            if profile := running():
                profile.add(value)
        return True

    def dismiss(self) -> None:
        """Let it end: at once if it is at work."""
        try:
            if self.work is None and self.ready:
                self.connection.send(None)
            else:
                self.process.terminate()
        except OSError:
            self.process.terminate()
        self.process.join(10)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()
        self.connection.close()


def waiting(workers: Sequence[Worker]) -> list[Worker]:
    """Those workers that have something to say, once one has."""
    with stage(IDLE):
        heard = wait([worker.connection for worker in workers])
    return [worker for worker in workers if worker.connection in heard]
