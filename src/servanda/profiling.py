"""Where the time goes, stage by stage: off unless somebody asks, and then for this process, with what worker processes report added.

Time counts for the innermost stage that is open, so that stages never count twice; it is told beside results, never in them.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ContextDecorator, contextmanager

from servanda.records import Document

OTHER, IDLE = "other", "idle"  # time in no stage; time spent waiting, which is not told


class Profile:
    """Seconds by stage, in the order in which stages were first met, and how much was coded meanwhile. `elapsed` are the seconds that the whole took."""

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        self.seconds: dict[str, float] = {}
        self.documents = self.words = 0
        self.elapsed = 0.0
        self._clock, self._open, self._since = clock, list[str](), clock()

    def begin(self, name: str) -> None:
        """Open a stage."""
        self._turn()
        self.seconds.setdefault(name, 0.0)
        self._open.append(name)

    def end(self) -> None:
        """Close the stage opened last."""
        self._turn()
        self._open.pop()

    def _turn(self) -> None:
        now = self._clock()
        if self._open:
            self.seconds[self._open[-1]] += now - self._since
        self._since = now

    def add(self, seconds: Mapping[str, float]) -> None:
        """What another process spent."""
        for name, spent in seconds.items():
            self.seconds[name] = self.seconds.get(name, 0.0) + spent

    def take(self) -> dict[str, float]:
        """The seconds so far but those between stages, which are then begun anew: what a worker process sends."""
        self._turn()
        taken, self.seconds = self.seconds, dict.fromkeys(self._open, 0.0)
        return {name: spent for name, spent in taken.items() if name not in (OTHER, IDLE)}

    def as_json(self) -> dict[str, object]:
        """Plain values: `elapsed`, `documents`, `words`, and the stages with `seconds`, `share`, `documents_a_second` and `words_a_second`."""
        total = sum(self.seconds.values()) or 1.0

        def rates(seconds: float) -> dict[str, float]:
            return {f"{name}_a_second": round(count / seconds, 1) if seconds else 0.0 for name, count in (("documents", self.documents), ("words", self.words))}

        stages = [{"stage": name, "seconds": round(spent, 3), "share": round(spent / total, 4), **rates(spent)} for name, spent in self.seconds.items()]
        return {"elapsed": round(self.elapsed, 3), "documents": self.documents, "words": self.words, **rates(self.elapsed), "stages": stages}


_running: Profile | None = None


def running() -> Profile | None:
    """The profile that is being made in this process, None where nobody asked for one."""
    return _running


@contextmanager
def profiled(wanted: bool = True) -> Iterator[Profile | None]:
    """Make a profile of the block; None, at no cost, if it is not wanted. Time in no stage counts as OTHER."""
    global _running
    if not wanted:
        yield None
        return
    _running = profile = Profile()
    begun = time.perf_counter()
    profile.begin(OTHER)
    try:
        yield profile
    finally:
        profile.end()
        profile.seconds.pop(IDLE, None)
        profile.seconds[OTHER] = profile.seconds.pop(OTHER)  # last
        profile.elapsed = time.perf_counter() - begun
        _running = None


class stage(ContextDecorator):  # noqa: N801  (read as a word: `with stage("reading")`, `@stage("reading")`)
    """A block, or a function that is no generator, whose time counts for a stage."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __enter__(self) -> None:
        if _running is not None:
            _running.begin(self._name)

    def __exit__(self, *_: object) -> None:
        if _running is not None:
            _running.end()


def count(documents: Iterable[Document]) -> None:
    """Documents that are being coded."""
    if _running is not None:
        for document in documents:
            _running.documents += 1
            _running.words += len(document.text.split())
