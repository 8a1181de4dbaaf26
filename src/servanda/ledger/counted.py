"""What the wordings of a commitment say together: which is the most usual, and how much is owed.

That is the number that they give, else one where what is promised is a single countable thing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from servanda.language.amounts import same_amount
from servanda.ledger.promises import Promise
from servanda.ledger.tables import tables
from servanda.ledger.terms import likeness, stem
from servanda.records import Quantity

COMPARED = 20  # wordings among which the most usual is found
_NOUN = r"(?:[\w'’-]{1,40}\s+){0,6}?([\w'’-]{1,40})"
_PREPOSITION = r"(?=$|,|\s+(?:of|for|on|to|in|at|with|that|which|between|from|by|under"
_ONE = re.compile(rf"^(?:an?|one)\s+{_NOUN}{_PREPOSITION}|\w{{2,20}}(?:ing|ed) (?:for|to|by|that|in|on|with))\b)", re.IGNORECASE)
_NAMED = re.compile(rf"^(?:the\s+)?{_NOUN}{_PREPOSITION})\b)", re.IGNORECASE)


class Wordings:
    """The promises of one duty, read on from where they were read last: a duty that is in the news is promised a thousand times."""

    def __init__(self, promises: Sequence[Promise]) -> None:
        self._promises, self._read, self._asked = promises, 0, 0
        self._own: list[Promise] = []  # the first with an object in the agreement's own text
        self._worded: list[Promise] = []  # the first with an object
        self._amounts: dict[tuple[float, str], tuple[Quantity, int]] = {}  # each amount as first given, and how often
        self._best: Promise | None = None
        self._one: Quantity | None = None

    def best(self) -> Promise:
        """The wording to show: the agreement's own text first, then the wording nearest to all others, the earliest at a tie."""
        self._read_on()
        if self._best is None:
            first = self._promises[:COMPARED]
            self._best = max(self._own or self._worded or first, key=lambda p: sum(likeness(p.terms, q.terms) for q in first))
        return self._best

    def how_much(self, negative: bool) -> Quantity | None:
        """The quantity: as most wordings give it, where the one to show counts twice, the earliest at a tie."""
        shown = self.best().quantity
        if not self._amounts:
            return None if negative else self._single_thing()

        def given(amount: Quantity) -> int:
            often = sum(times for other, times in self._amounts.values() if same_amount(other, amount))
            return often + (shown is not None and same_amount(shown, amount))

        return max((amount for amount, _ in self._amounts.values()), key=given)

    def _read_on(self) -> None:
        for promise in self._promises[self._read :]:
            if self._read < COMPARED:
                self._best = None
            if promise.object:
                for kept in (self._worded, self._own) if promise.claim.in_text else (self._worded,):
                    if len(kept) < COMPARED:
                        kept.append(promise)
                        self._best = None
            if (amount := promise.quantity) is not None and not counts_members(promise):
                first, times = self._amounts.get((amount.value, amount.unit), (amount, 0))
                self._amounts[amount.value, amount.unit] = (first, times + 1)
            self._read += 1

    def _single_thing(self) -> Quantity | None:
        """One, where any wording promises a single thing."""
        while self._one is None and self._asked < self._read:
            self._one = _single(self._promises[self._asked])
            self._asked += 1
        return self._one


def counts_members(promise: Promise) -> bool:
    """ "To set up a commission of six experts": a number that says of how many the one thing consists that is to be made."""
    duties, thing = tables().duties, promise.claim.object
    found = _NAMED.match(thing.text) if thing is not None and promise.action in duties.creates else None
    first = thing.text.split(" ", 1)[0].lower() if thing is not None else ""
    counted = first[:1].isdigit() or first in tables().nouns.numbers  # "six commissions"
    return found is not None and found.group(1).lower() in duties.single_things and not counted


def _single(promise: Promise) -> Quantity | None:
    """ "A joint commission", "the account of the fund": one of it, where the act makes, gives or opens a thing that can be counted."""
    duties = tables().duties
    text = " ".join(f"{promise.article} {promise.claim.object.text if promise.claim.object else ''}".split())[:200]
    found = _ONE.match(text) if promise.action in duties.creates | duties.hands else None
    if found is None and promise.action in duties.creates | duties.hands:
        found = _NAMED.match(text)
        if found is not None and found.group(1).lower() not in duties.single_things:
            found = None
    return Quantity(value=1.0, unit=stem(found.group(1))) if found else None
