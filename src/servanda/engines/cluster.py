"""Codes shards over a Ray cluster, as plain tasks.

The driver (the process that runs the build) sends documents and takes back the files of a shard; it alone writes into
the output folder. So workers need not see that folder, and a task that is killed or lost leaves nothing behind.

Ray is told to try nothing again by itself: only the driver can tell a document that kills its worker, whose shard is
tried in parts (`deaths`), from a node that went away, whose shard is simply sent again.
"""

from __future__ import annotations

import signal
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from servanda.engines.deaths import ATTEMPTS, Deaths, set_aside
from servanda.engines.joining import RayCluster
from servanda.engines.loading import LoadCoder
from servanda.engines.shard_task import code_to_files, coder_of_process
from servanda.errors import ClusterError, PipelineError, ServandaError
from servanda.profiling import IDLE, stage
from servanda.store.shards import ShardFiles, ShardWork, place_shard

LOSSES = 20  # times a shard may be lost with its node
START = 60.0  # seconds that a worker process may take to come up
LOOK = 5.0  # seconds after which the cluster is looked at again: nodes may have joined
RESUME = "What was coded is kept; the same command goes on from here"

Advance = Callable[[int], None]


def version_there(load: LoadCoder, limit: float) -> str:
    """Version of the coder that a worker process loads. Runs on a worker."""
    with time_limit(limit):
        return coder_of_process(load).version


def code_there(load: LoadCoder, work: ShardWork, limit: float) -> ShardFiles:
    """A coded shard. Runs on a worker; a coder that is not loaded yet is loaded first."""
    with time_limit(limit):
        return code_to_files(coder_of_process(load), work)


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Ends the process when the block takes longer: the one thing that stops compiled code too. No limit on Windows."""
    if not hasattr(signal, "setitimer"):
        yield
        return
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


class ClusterPool:
    """Codes shards over a cluster that has been joined.

    Args:
        ray: the library, connected.
        load: makes the coder; is sent to each worker, so it must be importable there.
        version: version of the coder, checked against what the workers load.
        shards: the `shards` folder; only this process writes there.
        advance: told how many documents are done in all.
    """

    def __init__(self, ray: Any, cluster: RayCluster, load: LoadCoder, version: str, shards: Path, advance: Advance) -> None:
        self._ray, self._cluster, self._load, self._version, self._shards, self._advance = ray, cluster, load, version, shards, advance
        self._again: deque[ShardWork] = deque()
        self._out: dict[Any, ShardWork] = {}
        self._deaths = Deaths()
        self._losses: Counter[tuple[str, ...]] = Counter()
        self._finished = 0
        self._heard = time.monotonic()

    def slots(self) -> int:
        """CPUs of the cluster as it is now."""
        return max(1, int(self._ray.cluster_resources().get("CPU", 0)))

    def run(self, works: Iterator[ShardWork]) -> None:
        """Code all shards; they are cut as they are handed out.

        Raises:
            ClusterError: if workers cannot load the coder, no worker can be had, or none says a word for too long.
            PipelineError: if a worker loads another coder.
        """
        lost = self._ray.exceptions.RayError
        try:
            self._greet()
            self._hand_out(works)
            while self._out:
                for ref in self._news(list(self._out)):
                    self._attend(ref)
                self._advance(self._finished)
                self._hand_out(works)
        except (lost, ConnectionError) as error:
            raise ClusterError(f"the connection to it was lost ({_brief(error)})", where="the Ray cluster", mend=RESUME) from error
        finally:
            with suppress(lost, OSError, RuntimeError):  # where the connection is lost, so are the tasks
                for ref in self._out:
                    self._ray.cancel(ref, force=True)

    def _remote(self, function: Callable[..., Any], *arguments: Any) -> Any:
        # Ray gives the numerical libraries as many threads as a task has CPUs. Saying so in a runtime environment would cost each worker seconds.
        return self._ray.remote(num_cpus=1, max_retries=0)(function).remote(self._load, *arguments, self._cluster.patience)

    def _greet(self) -> None:
        """Have one worker load the coder before documents are sent, so that what kills there is not laid at a document's door."""
        for _ in range(ATTEMPTS):
            ref = self._remote(version_there)
            self._out[ref] = ShardWork(number=0, documents=())
            while not self._news([ref]):
                pass
            del self._out[ref]
            try:
                return self._check(self._ray.get(ref, timeout=self._cluster.patience))
            except self._ray.exceptions.RayTaskError as error:
                raise _explained(error) from error
            except self._ray.exceptions.RayError as error:
                last = error
        mend = "Is the same servanda installed on every node, with memory enough for its model (about 0.5 GB a CPU)?"
        raise ClusterError(f"{ATTEMPTS} worker processes ended before they had loaded the coder ({_brief(last)})", where="the Ray cluster", mend=mend)

    def _check(self, version: str) -> None:
        if version != self._version:
            mend = "Install the same servanda, with the same pipeline and tables, on every node"
            raise PipelineError("a worker of the cluster loaded another coder", mend=mend)

    def _hand_out(self, works: Iterator[ShardWork]) -> None:
        most = self._cluster.most or 2 * self.slots()
        while len(self._out) < most and (work := self._again.popleft() if self._again else next(works, None)):
            self._out[self._remote(code_there, work)] = work

    def _news(self, refs: list[Any]) -> list[Any]:
        """Those that have ended; none if it takes a while."""
        with stage(IDLE):
            ended: list[Any] = self._ray.wait(refs, num_returns=1, timeout=min(LOOK, self._cluster.patience))[0]
        silence = time.monotonic() - self._heard
        if ended:
            self._heard = time.monotonic()
        elif silence > self._cluster.patience + START:
            free = self._ray.available_resources().get("CPU", 0)
            state = f"no word from a worker for {silence:.0f} seconds; {free:g} of {self._ray.cluster_resources().get('CPU', 0):g} CPUs are free"
            raise ClusterError(state, where="the Ray cluster", mend=f"Add nodes or free their CPUs, or wait longer with --patience. {RESUME}")
        return ended

    def _attend(self, ref: Any) -> None:
        work, errors = self._out.pop(ref), self._ray.exceptions
        try:
            self._keep(work, self._ray.get(ref, timeout=self._cluster.patience))
        except errors.RayTaskError as error:
            raise _explained(error) from error
        except (errors.WorkerCrashedError, errors.OutOfMemoryError):
            self._try_parts(work)
        except errors.RayError as error:
            self._send_again(work, error)

    def _keep(self, work: ShardWork, packed: ShardFiles) -> None:
        self._check(packed.coder)
        place_shard(self._shards, packed)
        self._finished += len(work.documents)

    def _try_parts(self, work: ShardWork) -> None:
        parts = self._deaths.parts(work)
        self._again.extendleft(reversed(parts))
        if not parts:
            reason = f"the process that coded it died {ATTEMPTS} times, or took longer than {self._cluster.patience:g} seconds"
            self._keep(work, set_aside(work, self._version, reason))

    def _send_again(self, work: ShardWork, error: Exception) -> None:
        """The node went away, or with it a result that had not been fetched."""
        name = tuple(document.doc_id for document in work.documents)
        self._losses[name] += 1
        if self._losses[name] > LOSSES:
            raise ClusterError(f"a shard was lost {LOSSES} times with its node ({_brief(error)})", where="the Ray cluster", mend=RESUME) from error
        self._again.appendleft(work)


def _brief(error: BaseException) -> str:
    """The last line of what Ray says, without what came before on the worker."""
    return (str(error).strip().splitlines() or [type(error).__name__])[-1][:300]


def _explained(error: Any) -> ServandaError:
    """What went wrong in a task that is no document's fault."""
    cause = error.cause
    if isinstance(cause, ServandaError):
        return cause
    mend = "Is the same servanda installed on every node, with the pipeline and tables that were named, and room in its memory and on its disk?"
    return ClusterError(f"a worker failed ({type(cause).__name__ if cause else 'error'}: {_brief(cause or error)})", where="the Ray cluster", mend=mend)
