"""Visits told on the side of something else: "A's minister, on a visit to B, laid flowers", "during a trip to B he praised the harvest"."""

from __future__ import annotations

from servanda.coding.clauses import Clause
from servanda.coding.phrases import preposition
from servanda.coding.subjects import SUBJECT
from servanda.coding.tables import table
from servanda.language.parsed import Token


def on_the_way(clause: Clause, above: Clause | None) -> list[Token] | None:
    """ "A's minister, on a visit to B, laid flowers", "during a trip to B he met C": who travels, the subject of the verb or the noun before; None where
    the noun tells no journey so."""
    noun = clause.head
    told = noun.lemma_.lower() in table("speech_acts")["journeys"] and preposition(noun) in {"on", "during"} and not clause.subjects
    if not told or not any(c.dep_ == "det" and c.lower_ in {"a", "an"} for c in noun.children) or noun.head is noun:
        return None
    if above is not None:
        told = above.tense == "past" and not (above.passive or above.negated or above.modal)  # not "will meet A's leaders during a visit to A"
        return above.subjects if told else None
    return [noun.head] if noun.dep_ == "nmod" and noun.head.dep_ in SUBJECT and not noun.head.dep_.endswith("pass") else None
