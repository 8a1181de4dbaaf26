"""Whose a promise is that does not say it: "Spain pledged 2 million doses. The doses will be shipped in May." is Spain's.

Where a passive names nobody, the parties of the agreement are put in; who alone has promised the thing shortly before is meant instead.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from servanda.coding.situation import PROMISES
from servanda.coding.tables import table
from servanda.records import Claim

SHORTEST = 3  # letters up to which a word tells no thing
REACH = 700  # characters back to the promise of the thing


def of_its_promiser(claim: Claim, before: Sequence[Claim]) -> Claim:
    """The claim, a promise for which both sides were put in from elsewhere as that of the one who promised its thing before."""
    named = any(claim.sentence_start <= m.start < claim.sentence_end for m in claim.agents)
    if claim.illocution not in PROMISES or claim.polarity == "negative" or len(claim.agents) < 2 or named or claim.object is None:
        return claim
    thing = words_of_thing(claim)
    near = [c for c in before if c.illocution in PROMISES and 0 < claim.start - c.start < REACH and c.polarity != "negative" and c.object is not None]
    alike = [c for c in near if thing & words_of_thing(c)]
    codes = {m.code for m in claim.agents}
    if not alike or any({m.code for m in c.agents} != {m.code for m in alike[-1].agents} for c in alike) or len(alike[-1].agents) != 1:
        return claim
    agent = alike[-1].agents[0]
    if agent.code not in codes:
        return claim
    others = tuple(m for m in claim.agents if m.code != agent.code)
    return replace(claim, agents=(agent,), recipients=claim.recipients if any(m.code for m in claim.recipients) else others)


def words_of_thing(claim: Claim) -> frozenset[str]:
    """The words of what is promised, without those that count or point."""
    words, parts = claim.object.text.lower().split() if claim.object is not None else [], table("gifts")["parts"]
    return frozenset(w.strip(".,;") for w in words if w.strip(".,;").isalpha() and w not in parts and len(w) > SHORTEST)
