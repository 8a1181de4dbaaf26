"""The object of a verb behind a time or manner set off by commas, which parsers hang on that: "will submit, within 30 days of the signing, a plan"."""

from __future__ import annotations

from servanda.language.parsed import Token

LONGEST = 20  # tokens between the commas
NOUNS = {"NOUN", "PROPN", "NUM"}


def thing_set_off(verb: Token) -> list[Token]:
    """The noun behind the second comma, where a phrase with a preposition stands right behind the verb between two; [] where none does."""
    doc, sentence = verb.doc, verb.sent
    comma = verb.i + 1
    if comma + 2 >= sentence.end or doc[comma].text != "," or doc[comma + 1].pos_ != "ADP":
        return []
    if any(c.dep_ in {"obj", "xcomp", "ccomp", "advcl"} and c.i > verb.i and c.pos_ != "ADJ" for c in verb.children):
        return []
    second = next((t.i for t in doc[comma + 1 : min(comma + LONGEST, sentence.end)] if t.text == ","), None)
    if second is None or second + 1 >= sentence.end:
        return []
    thing = doc[second + 1]
    if thing.pos_ not in {*NOUNS, "DET", "ADJ", "PRON"}:
        return []
    while thing.head is not thing and thing.head.pos_ in NOUNS and thing.head.left_edge.i in {second, second + 1}:
        thing = thing.head
    acting = thing.dep_.startswith("nsubj") and thing.head.pos_ in {"VERB", "AUX"}  # "agreed, after a night of talks, ships may pass"
    return [thing] if thing.pos_ in NOUNS and not acting else []
