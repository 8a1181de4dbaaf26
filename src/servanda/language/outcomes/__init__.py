"""What a sentence of later news tells of a promise, read by a small network (docs/language.md)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from servanda.language.outcomes.texts import Outcome

KEPT = 1 << 16  # pairs whose beliefs are kept: a briefing derives the ledger of three days, and the server of many


@lru_cache(maxsize=KEPT)
def ask_network(promise: str, text: str, before: str) -> Mapping[Outcome, float]:
    """The belief in each outcome, by the weights of the package."""
    from servanda.language.outcomes.reader import outcome_reader  # here, so that the weights are read when they are first asked for

    return outcome_reader()(promise, text, before)
