"""Codes shards on this machine: in this process, or over several, one model each.

When a worker process dies (killed for memory, a crash in compiled code), its shard is tried again in parts (`deaths`).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from pathlib import Path

from servanda.engines.deaths import ATTEMPTS, Deaths, set_aside
from servanda.engines.loading import CoderLike, LoadCoder
from servanda.engines.shard_task import code_shard
from servanda.engines.workers import Worker, waiting
from servanda.errors import PipelineError
from servanda.store.shards import ShardWork, place_shard

Advance = Callable[[int], None]


def code_here(coder: CoderLike, works: Iterable[ShardWork], shards: Path, advance: Advance) -> None:
    """Code shards one after the other in this process. `advance` is told how many documents are done in all."""
    finished = 0

    def tick(done: int) -> None:
        advance(finished + done)

    for work in works:
        code_shard(coder, work, shards, tick)
        finished += len(work.documents)


class LocalPool:
    """Codes shards over worker processes.

    Args:
        load: makes the coder; is sent to each process, so it must be importable there.
        version: version of the coder, checked against what each process loads.
    """

    def __init__(self, load: LoadCoder, version: str, shards: Path, workers: int, advance: Advance) -> None:
        self._load, self._version, self._shards, self._advance = load, version, shards, advance
        self._most = workers
        self._queue: deque[ShardWork] = deque()
        self._deaths = Deaths()
        self._workers: list[Worker] = []
        self._finished = 0

    def run(self, works: Iterable[ShardWork]) -> None:
        """Code all shards.

        Raises:
            PipelineError: if a process ends before its coder is loaded.
        """
        self._queue.extend(works)
        try:
            while self._queue or any(worker.work for worker in self._workers):
                self._hire()
                self._hand_out()
                for worker in waiting(self._workers):
                    self._attend(worker)
                self._advance(self._finished + sum(worker.done for worker in self._workers))
        finally:
            for worker in self._workers:
                worker.dismiss()

    def _hire(self) -> None:
        busy = sum(1 for worker in self._workers if worker.work)
        while len(self._workers) < min(self._most, busy + len(self._queue)):
            self._workers.append(Worker(self._load, self._shards))

    def _hand_out(self) -> None:
        for worker in self._workers:
            if self._queue and worker.ready and worker.work is None:
                worker.give(self._queue.popleft())

    def _attend(self, worker: Worker) -> None:
        at = worker.work
        if not worker.hear():
            self._bury(worker)
            return
        if worker.version != self._version:
            raise PipelineError("a worker process loaded another coder", mend="Build again when no package is being installed")
        if at is not None and worker.work is None:
            self._finished += len(at.documents)

    def _bury(self, worker: Worker) -> None:
        self._workers.remove(worker)
        worker.connection.close()
        if not worker.ready:
            mend = 'Try --workers 1, which tells why; in a script, call build under `if __name__ == "__main__":`'
            raise PipelineError("a worker process ended before it had loaded its coder", mend=mend)
        if worker.work is not None:
            self._try_again(worker.work, worker.process.exitcode)

    def _try_again(self, work: ShardWork, exitcode: int | None) -> None:
        parts = self._deaths.parts(work)
        self._queue.extendleft(reversed(parts))
        if not parts:
            reason = f"the process that coded it died {ATTEMPTS} times (exit code {exitcode})"
            place_shard(self._shards, set_aside(work, self._version, reason))
            self._finished += 1
