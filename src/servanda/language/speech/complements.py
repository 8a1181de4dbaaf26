"""The clauses that reporting words take for their content: how they open and how far they go."""

from __future__ import annotations

from collections.abc import Collection

from servanda.language.parsed import Span, Token
from servanda.language.speech.extent import FINITE, trim
from servanda.language.speech.report import Report
from servanda.language.speech.speakers import SUBJECTS

QUESTION_WORDS = frozenset({"what", "why", "how", "when", "where", "who", "which", "whether", "if", "whom", "whose"})


def has_subject(token: Token) -> bool:
    """Whether a verb has what makes a clause of it; not that of "having sold it, he said"."""
    return any(c.dep_ in SUBJECTS or c.dep_ in ("expl", "cop") or (c.dep_.startswith("aux") and c.tag_ != "VBG") for c in token.children)


def infinitive(token: Token) -> bool:
    """A clause with "to" before its verb, without a question word ("how to")."""
    left = [c for c in token.children if c.i < token.i]
    if any(c.tag_ in FINITE for c in left):
        return False  # "this was for parliament to decide"
    return any(c.tag_ == "TO" or (c.lower_ == "to" and c.dep_ in ("mark", "aux")) for c in left) and not any(c.lower_ in QUESTION_WORDS for c in left)


def marked(token: Token, words: Collection[str] | None) -> bool:
    """Whether the clause opens with one of the conjunctions (any, if `words` is None)."""
    return any(c.dep_ == "mark" and c.i < token.i and (words is None or c.lower_ in words) for c in token.children)


def right_of(verb: Token, clause: Token) -> tuple[int, int] | None:
    """Bounds of a clause that follows its verb."""
    start, end = clause.left_edge.i, clause.right_edge.i + 1
    for child in verb.children:
        if child.i > clause.i and child.right_edge.i >= end and child.dep_ != "punct":
            if not goes_on(child):
                break
            end = child.right_edge.i + 1
    return trim(verb.doc, max(start, verb.i + 1), end)


def goes_on(sister: Token) -> bool:
    """Whether what follows a reported clause, hung on the reporting verb, reads as part of what is reported."""
    if sister.dep_ in ("conj", "ccomp", "parataxis"):
        return marked(sister, {"that"}) or (sister.dep_ == "conj" and sister.pos_ in ("NOUN", "PROPN"))
    edge = sister.left_edge.i
    return sister.dep_ in ("advcl", "obl", "advmod", "xcomp", "acl") and sister.doc[edge - 1].text not in (",", "—", "–", "--", "-", ";")


def report_of(cue: Token, bounds: tuple[int, int], lemma: str, speaker: Span | None) -> Report:
    span = cue.doc[bounds[0] : bounds[1]]
    return Report(span.start_char, span.end_char, speaker, lemma, cue, direct=False)
