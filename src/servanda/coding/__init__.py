"""Clauses turned into claims by frames, the lexicon of acts."""

from servanda.coding.coder import Coder

__all__ = ["Coder"]
