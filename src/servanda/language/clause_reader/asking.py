"""What the network is asked of a clause."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

Place = tuple[int, int]  # first and last character in a sentence


@dataclass(frozen=True, slots=True)
class Asked:
    """A clause of a sentence: where the word stands that carries it, who acts and to whom (where the sentence names them); what the tables make of it:
    its event type, whether its codes were withheld, its illocution, whether the coder keeps it without the network, and whether it stands in the words of
    another known party."""

    head: Place
    agent: Place | None
    recipient: Place | None
    rule: str
    withheld: bool
    said: str
    kept: bool
    voiced: bool


Ask = Callable[[str, str, Sequence[Asked]], list[float]]  # a sentence, the one before and what is asked of its clauses to beliefs


def ask_network(text: str, before: str, asked: Sequence[Asked]) -> list[float]:
    """The belief that whoever acts in each clause of a sentence owes what it tells, by the weights of the package; `before` is the sentence before."""
    from servanda.language.clause_reader.reader import clause_reader  # here, so that the weights are read when they are first asked for

    return clause_reader()(text, before, asked)
