"""Whether a clause binds who acts in it, and whom words stand for, read by a small network (docs/language.md)."""

from __future__ import annotations

from servanda.language.text_reader.asking import Answers, Ask, Clause, Naming, Place, Text, Words, ask_network

__all__ = ["Answers", "Ask", "Clause", "Naming", "Place", "Text", "Words", "ask_network"]
