"""How much a commitment owes: the number its wordings give, else one where what is promised is a single countable thing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from servanda.language.amounts import same_amount
from servanda.ledger.promises import Promise
from servanda.ledger.tables import tables
from servanda.ledger.terms import stem
from servanda.records import Quantity

_NOUN = r"(?:[\w'’-]{1,40}\s+){0,6}?([\w'’-]{1,40})"
_PREPOSITION = r"(?=$|,|\s+(?:of|for|on|to|in|at|with|that|which|between|from|by|under"
_ONE = re.compile(rf"^(?:an?|one)\s+{_NOUN}{_PREPOSITION}|\w{{2,20}}(?:ing|ed) (?:for|to|by|that|in|on|with))\b)", re.IGNORECASE)
_NAMED = re.compile(rf"^(?:the\s+)?{_NOUN}{_PREPOSITION})\b)", re.IGNORECASE)


def how_much(promises: Sequence[Promise], negative: bool) -> Quantity | None:
    """The quantity of promises that say one thing, the one whose wording counts most first: as most give it, the earliest at a tie."""
    given = [p.quantity for p in promises if p.quantity is not None]
    if given:
        return max(given, key=lambda q: sum(1 for other in given if same_amount(other, q)))
    return next((one for one in map(_single, promises) if one is not None), None) if not negative else None


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
