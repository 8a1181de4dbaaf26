"""What the reader of texts tells: types of events, sorts of duty; and the illocutions that it is told of."""

from __future__ import annotations

LABELS = (
    "none", "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION",
    "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
DUTIES = ("none", "one-shot", "recurring", "standing", "negative")
SAID = ("position", "act", "intent", "commissive", "performative", "appeal", "endorsement", "denial", "condition", "stance")
