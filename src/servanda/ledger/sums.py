"""Money that words call nothing else: "the money came in on 29 April" tells of the sum named before, or of the one that is owed."""

from __future__ import annotations

import re

from servanda.language.amounts import is_money
from servanda.language.quantities import find_quantities
from servanda.ledger.corpus import Corpus
from servanda.ledger.terms import head, terms
from servanda.records import Claim, Quantity

MONEY = {"money", "sum", "amount", "fund", "cash", "payment", "transfer", "contribution", "allowance", "salary", "wage", "stipend", "pension", "fee", "grant"}
SHORT = 2  # telling words of a phrase that calls money nothing else
FROM = re.compile(r"\bfrom\b")


def calls_money(claim: Claim) -> bool:
    """Whether the words call what the act was done to nothing but money ("the Sudrian money came in on 29 April")."""
    thing = claim.object
    if thing is None or claim.quantity is not None or head(thing.text) not in MONEY:
        return False
    return len(terms(FROM.split(thing.text, maxsplit=1)[0])) <= SHORT


def money_before(corpus: Corpus, claim: Claim) -> Quantity | None:
    """The sum that "the money" stands for: the last one in the words before."""
    return next((q for q in reversed(find_quantities(corpus.said_before(claim))) if is_money(q.unit)), None)
