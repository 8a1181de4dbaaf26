"""The ledger: agreements, commitments, fulfilment, endorsements, appeals, events, positions and disagreements out of claims."""

from servanda.ledger.derive import derive
from servanda.ledger.facts import DocumentFacts, read_facts
from servanda.ledger.reprints import find_reprints

__all__ = ["DocumentFacts", "derive", "find_reprints", "read_facts"]
