"""How far a claim's words vouch for it (`tables/modality.toml`)."""

from __future__ import annotations

from servanda.ledger.tables import tables
from servanda.records import Claim


def vouched(claim: Claim) -> bool:
    """Whether the words say it outright, by whomever: no wish, threat, possibility or mere presupposition."""
    known = tables().modality
    return claim.modality not in known.unreal and claim.modality not in known.presupposed


def presupposed(claim: Claim) -> bool:
    """Whether a noun phrase takes it for granted ("the joint statement of A and B")."""
    return claim.modality in tables().modality.presupposed


def undone(claim: Claim) -> bool:
    """Whether the words say that it was not, or will not be, done."""
    return claim.polarity == "negative" or claim.modality in tables().modality.undone


def begun(claim: Claim) -> bool:
    """Whether the words say that the act has only been begun."""
    return claim.modality in tables().modality.begun
