"""What a report shows about a commitment: an observation, with its day, its amount and by whose words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from servanda.ledger.corpus import Corpus
from servanda.records import Claim, Grade

Kind = Literal[
    "done", "part", "begun", "undone", "unconfirmed", "holds", "disputed", "contested", "alleged", "denied", "found",
    "suspended", "resumed", "in_force", "lapsed", "terminated", "withdrawn", "superseded", "deadline",
]  # fmt: skip
GRADES: tuple[Grade, ...] = ("none", "promisor-only", "counterpart", "third-party", "person")


@dataclass(frozen=True, eq=False)
class Observation:
    """One report about one commitment.

    `day` is when the act happened or, where the words name no day (`exact` False), when it was published; `known` the
    publication day. `amount` is how much was done; `total` tells that it replaces what was counted before, `standing` that it
    says how many are there by then, so that no fewer count. `actors` are the debtors who acted (empty: whoever owes it); `read` tells that
    no rule but the network reads it so (`outcomes.py`). What is `contested` is denied in the text that reports it.
    """

    kind: Kind
    day: str
    known: str
    exact: bool = False
    claim: Claim | None = None
    actors: frozenset[str] = frozenset()
    amount: float | None = None
    total: bool = False
    standing: bool = False
    whole: bool = False
    grade: Grade = "none"
    origin: str = ""
    why: str = ""
    read: bool = False

    @property
    def claim_id(self) -> str:
        """The claim's id; "" for what no claim tells (a deadline that passed)."""
        return self.claim.claim_id if self.claim else ""

    @property
    def doc_id(self) -> str:
        """The document that tells it; "" where none does."""
        return self.claim.doc_id if self.claim else ""


def observed(
    corpus: Corpus, claim: Claim, kind: Kind, day: str | None, *, exact: bool | None = None, actors: frozenset[str] = frozenset(), grade: Grade = "none",
    amount: float | None = None, total: bool = False, standing: bool = False, whole: bool = False,
) -> Observation:  # fmt: skip
    """What a claim shows, by its document's origin and for its own words. Without a day it is of the day of publication and not `exact`."""
    known = corpus.published(claim)
    return Observation(
        kind=kind, day=day or known, known=known, exact=day is not None if exact is None else exact, claim=claim, actors=actors, amount=amount, total=total,
        standing=standing, whole=whole, grade=grade, origin=corpus.origin(claim.doc_id), why=f"{claim.predicate} ({claim.frame})",
    )  # fmt: skip
