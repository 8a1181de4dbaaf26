"""Whether a clause binds who acts in it, read by a small network (docs/language.md)."""

from __future__ import annotations

from servanda.language.clause_reader.asking import Ask, Asked, Place, ask_network

__all__ = ["Ask", "Asked", "Place", "ask_network"]
