"""Claims as `servanda code` prints them: the coded ones of a sentence first, and what parties did together once for each of them.

CAMEO's coders enter a meeting once for each who met, and a visit as one made and one received; `exports/tables/mirrors.csv` says which codes
are written so. The ledger keeps the claim whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import permutations

import msgspec

from servanda.records import Claim
from servanda.views.exports.dyads import mirror_code

MET = "04"  # visits and talks; what one party signs with another keeps its direction
MOST = 12  # parties that are paired with each other


def in_order(claims: Iterable[Claim]) -> list[Claim]:
    """Sentence by sentence, claims that carry a code before those that do not, main clauses first."""
    return sorted(claims, key=lambda c: (c.sentence_start, c.plover is None and c.cameo is None, c.depth, c.start, c.end, c.claim_id))


def directed(claim: Claim) -> Iterator[Claim]:
    """The claim, or its directed parts: their ids end in a number."""
    mirror, always = mirror_code(claim.cameo or "")
    if mirror is not None and not claim.recipients and 1 < len(claim.agents) <= MOST and mirror == claim.cameo:
        for number, (one, other) in enumerate(permutations(claim.agents, 2), 1):
            yield msgspec.structs.replace(claim, claim_id=f"{claim.claim_id}.{number}", agents=(one,), recipients=(other,))
        return
    yield claim
    if always and mirror is not None and (claim.cameo or "").startswith(MET) and claim.agents and claim.recipients:
        yield msgspec.structs.replace(claim, claim_id=f"{claim.claim_id}.1", agents=claim.recipients, recipients=claim.agents, cameo=mirror)
