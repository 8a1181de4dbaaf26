"""The ledger: agreements, commitments, fulfilment, endorsements, appeals, events, positions and disagreements out of claims."""

from servanda.ledger.derive import derive
from servanda.ledger.reprints import find_reprints

__all__ = ["derive", "find_reprints"]
