"""One report of words, inside one paragraph: what the finders of direct and indirect speech hand to `quotations`."""

from __future__ import annotations

from dataclasses import dataclass

from servanda.language.parsed import Span, Token


@dataclass(frozen=True, slots=True)
class Report:
    """Content in characters of the paragraph; `cue_token` is the reporting word, None where no word reports; it and
    the speaker may stand in the paragraph before. `attitude` is True where no words are given, only what somebody holds or wants."""

    start: int
    end: int
    speaker: Span | None
    cue: str
    cue_token: Token | None
    direct: bool
    attitude: bool = False
