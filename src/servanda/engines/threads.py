"""One thread a process for the numerical libraries: with more, processes only fight over cores."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

# The libraries read these when they are first imported.
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS", "BLIS_NUM_THREADS"), "1")


def prefer_one_thread() -> None:
    """Set what the user has not set. To be called before a numerical library is imported."""
    for name, value in ONE_THREAD.items():
        os.environ.setdefault(name, value)


@contextmanager
def one_thread() -> Iterator[None]:
    """The environment to start a child process in; this process keeps its own."""
    with environment(ONE_THREAD):
        yield


@contextmanager
def environment(values: Mapping[str, str]) -> Iterator[None]:
    """Variables of the environment, set for the length of a `with` block."""
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
