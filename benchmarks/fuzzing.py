"""Hands changed inputs to every reader and grammar: each must answer with records or refuse in words of our own.

    python -m benchmarks.fuzzing [--mutations 100000] [--seed 1] [--only pdf,times] [--keep DIR]
    python -m benchmarks.fuzzing --only pdf --guided [-- -max_total_time=600]

A find is any exception that is not of `errors.py`, an answer that breaks its own promise, a hang (10 s of processor time), or growth of the process
by more than 1 GB. The input of a find is kept in `--keep`, as is the last one should the process itself die. `--guided` lets atheris (extra `fuzz`)
choose the changes by coverage, for one target. Ends with status 1 if anything was found.
"""

from __future__ import annotations

import argparse
import faulthandler
import random
import signal
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.figures import peak_memory
from benchmarks.mutation import mutated

if TYPE_CHECKING:
    from benchmarks.fuzz_targets import Target

HANG = 10.0  # seconds of processor time
GROWTH = 1.0  # GB


class Hung(BaseException):
    """Time is up. No Exception, so that no reader takes it for a fault of its file."""


@dataclass(frozen=True)
class Find:
    """An input that was met badly: the `number`-th of a target under a seed."""

    target: str
    seed: int
    number: int
    what: str
    data: bytes

    def __str__(self) -> str:
        return f"{self.target}, seed {self.seed}, number {self.number} ({len(self.data)} bytes): {self.what}"


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raises Hung within the block when it has used so much processor time: a machine with much else to do is no hang."""

    def late(*_: object) -> None:
        raise Hung(f"it took more than {seconds:g} seconds")

    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGPROF, late)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def tried(target: Target, data: bytes) -> str:
    """What was wrong with how `target` met `data`; "" if nothing was."""
    before = peak_memory()
    try:
        with time_limit(HANG):
            target.take(data)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        last = traceback.extract_tb(error.__traceback__)[-1]
        return f"{type(error).__name__}: {str(error)[:300]} ({Path(last.filename).name}:{last.lineno} {last.name})"
    grown = peak_memory() - before
    return f"the process grew by {grown:.1f} GB" if grown > GROWTH else ""


def fuzz(target: Target, mutations: int, seed: int, running: Path | None = None) -> Iterator[Find]:
    """The finds among so many changed inputs of one target. With `running`, the input at work lies in that file, and compiled code that never comes
    back ends the process.
    """
    seeds = target.seeds()
    for data in seeds:
        if what := tried(target, data):
            raise AssertionError(f"{target.name}: a seed itself is met badly: {what}")
    for number in range(mutations):
        data = mutated(seeds, random.Random(f"{seed}/{target.name}/{number}"))
        if running:
            running.write_bytes(data)
            faulthandler.dump_traceback_later(12 * HANG, exit=True)
        if what := tried(target, data):
            yield Find(target.name, seed, number, what, data)
    faulthandler.cancel_dump_traceback_later()


def shares(targets: Sequence[Target], mutations: int) -> list[int]:
    """How many mutations each target gets: by its `share`, at least one."""
    whole = sum(target.share for target in targets)
    return [max(1, round(mutations * target.share / whole)) for target in targets]


def _kept(find: Find, keep: Path) -> None:
    keep.mkdir(parents=True, exist_ok=True)
    (keep / f"{find.target}-{find.seed}-{find.number}.bin").write_bytes(find.data)


def guided(target: Target, words: Sequence[str], keep: Path) -> None:
    """Let atheris choose; it ends the process itself, and leaves what it found in `keep`."""
    import atheris

    corpus = keep / f"corpus-{target.name}"
    corpus.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(target.seeds()):
        (corpus / f"seed-{number}").write_bytes(data)
    atheris.Setup(["fuzzing", f"-artifact_prefix={keep}/{target.name}-", f"-timeout={HANG:g}", "-rss_limit_mb=3000", *words, str(corpus)], target.take)
    atheris.Fuzz()


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Hand changed inputs to every reader and grammar.")
    parser.add_argument("--mutations", type=int, default=100_000, help="over all targets")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="targets, with commas between")
    parser.add_argument("--keep", type=Path, default=Path(tempfile.gettempdir()) / "servanda-fuzzing", help="where the inputs of finds are kept")
    parser.add_argument("--guided", action="store_true", help="by coverage, with atheris; for one target")
    parser.add_argument("words", nargs="*", help="for libFuzzer")
    return parser.parse_args()


def main() -> int:
    """The command. The number of finds is its status, at most 1."""
    asked = _asked()
    faulthandler.enable()
    with ExitStack() as held:
        work = Path(held.enter_context(tempfile.TemporaryDirectory(prefix="fuzz-")))
        chosen = _chosen(asked, work)
        if not chosen:
            print(f"No target is called {asked.only}.", file=sys.stderr)
            return 2
        asked.keep.mkdir(parents=True, exist_ok=True)
        if asked.guided:
            guided(chosen[0], asked.words, asked.keep)
        return _all(chosen, asked)


def _chosen(asked: argparse.Namespace, work: Path) -> list[Target]:
    with ExitStack() as held:
        if asked.guided:
            import atheris

            held.enter_context(atheris.instrument_imports(include=["servanda"]))
        from benchmarks.fuzz_targets import targets  # here, so that atheris sees what it imports
    return [target for target in targets(work) if not asked.only or target.name in asked.only.split(",")]


def _all(chosen: Sequence[Target], asked: argparse.Namespace) -> int:
    found = done = 0
    for target, mutations in zip(chosen, shares(chosen, asked.mutations), strict=True):
        begun, mine = time.monotonic(), 0
        for find in fuzz(target, mutations, asked.seed, asked.keep / "running.bin"):
            print(find, flush=True)
            _kept(find, asked.keep)
            mine += 1
        done, found = done + mutations, found + mine
        took = time.monotonic() - begun
        print(f"{target.name:16} {mutations:9,} inputs {mine:6,} finds {1000 * took / mutations:8.2f} ms each", flush=True)
    print(f"{done:,} changed inputs, {found:,} finds (seed {asked.seed})")
    return int(found > 0)


if __name__ == "__main__":
    sys.exit(main())
