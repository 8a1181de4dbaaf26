"""Deeds while they become events: reports of one deed are joined, whichever documents tell of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from servanda.ledger.agreements import days_between, ordinal
from servanda.ledger.corpus import Corpus
from servanda.ledger.parties import same_key
from servanda.ledger.tables import tables
from servanda.ledger.terms import terms
from servanda.records import Claim, Precision


@dataclass(eq=False)
class Deed:
    """An event while it is put together."""

    plover: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    day: str
    exact: bool
    precision: Precision
    gist: str
    claims: list[Claim] = field(default_factory=list)


class Deeds:
    """Deeds of one type by the same actors, in order of first report, found by their days."""

    def __init__(self) -> None:
        self.all: list[Deed] = []
        self._days: dict[int, list[int]] = {}  # days since the year 1 to places in `all`; a deed that gets an exact day stands under both

    def merge(self, deed: Deed) -> None:
        """Joins the deed with the latest known one that can be the same, else enters it."""
        day, close = ordinal(deed.day), tables().events.close_days
        near = {at for around in range(day - close, day + close + 1) for at in self._days.get(around, ())} if day is not None else ()
        for at in sorted(near, reverse=True):
            if _joined(self.all[at], deed):
                self._enter(at, self.all[at])
                return
        self.all.append(deed)
        self._enter(len(self.all) - 1, deed)

    def _enter(self, at: int, deed: Deed) -> None:
        if (day := ordinal(deed.day)) is not None and at not in (places := self._days.setdefault(day, [])):
            places.append(at)


def _joined(known: Deed, deed: Deed) -> bool:
    """Whether the deed is the known one, which then takes over its claims and what it tells more exactly."""
    apart = abs(days_between(known.day, deed.day))
    one_day = apart == 0 if known.exact and deed.exact else apart <= tables().events.close_days
    a, b = same_key(known.target), same_key(deed.target)
    if not one_day or not (a <= b or b <= a) or _said_otherwise(known, deed):
        return False
    known.claims.extend(deed.claims)
    known.target = known.target if b <= a else deed.target
    if deed.exact and not known.exact:
        known.day, known.exact, known.precision = deed.day, True, "day"
    return True


def _said_otherwise(known: Deed, deed: Deed) -> bool:
    """Whether words of two documents say different things: two calls of neighbouring days on one party are two."""
    if deed.plover not in tables().events.spoken or deed.claims[0].doc_id in {c.doc_id for c in known.claims}:
        return False
    contents = [terms(c.object.text) for c in (*known.claims, deed.claims[0]) if c.object is not None]
    return len(contents) > len(known.claims) and not any(contents[-1] & told for told in contents[:-1])


def gist(corpus: Corpus, claim: Claim) -> str:
    """The act and its object in few words."""
    phrase = claim.object.text if claim.object is not None else " ".join(corpus.words(claim).split()[:12])
    return f"{claim.action} {' '.join(phrase.split())}"[:160].strip()
