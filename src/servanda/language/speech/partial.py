"""A few quoted words inside a sentence: a quotation only where a reporting verb governs them ("called the offer “a trap”")."""

from __future__ import annotations

from servanda.language.parsed import Doc, Token
from servanda.language.speech.cues import Cues
from servanda.language.speech.extent import FINITE, end_behind, reaches_end, trim
from servanda.language.speech.marks import Quoted
from servanda.language.speech.report import Report
from servanda.language.speech.speakers import SUBJECTS, passive, speaker_of

NEAR = 14  # words of the clause that says who put it so
PUTTING = frozenset({"put", "call", "say", "describe", "phrase", "word", "express", "term"})
STEPS = 8  # how far up the parse a reporting verb is looked for


def find_partial(doc: Doc, cues: Cues, quoted: list[Quoted], reports: list[Report], used: set[int], closed: frozenset[int]) -> list[Report]:
    """Reports of quoted words that no other report holds; one for each governing verb.

    `used` are verbs that report other words already, `closed` the tokens in quotation marks.
    """
    found: dict[int, Report] = {}
    put_so: list[Report] = []
    for quote in quoted:
        if any(r.start <= quote.start and quote.end <= r.end for r in reports):
            continue
        put = _as_put(doc, quote)
        if put is not None:
            put_so.append(put)
            continue
        span = doc.char_span(quote.start, quote.end)
        if span is None or not len(span):
            continue
        verb = _governor(span.root, span.start, cues)
        if verb is None or verb.i in used or passive(verb):
            continue
        earlier = found.get(verb.i)
        first = _first_complement(verb, span.start)
        end = quote.end
        if reaches_end(verb):
            stop = trim(doc, first, end_behind(verb, first, verb.sent.end, cues, closed))
            end = max(end, doc[stop[1] - 1].idx + len(doc[stop[1] - 1])) if stop else end
        start = earlier.start if earlier is not None else doc[first].idx
        speaker = speaker_of(verb, (verb.sent.start, verb.sent.end), frozenset(range(span.start, span.end)))
        found[verb.i] = Report(start, end, speaker, cues.verb(verb) or "", verb, direct=False)
    return [*found.values(), *put_so]


def _as_put(doc: Doc, quote: Quoted) -> Report | None:
    """ "..., “without joy”, as its delegate put it": quoted words behind which a clause with "as" says who put it so."""
    span = doc.char_span(quote.start, quote.end)
    at = span.end if span is not None else len(doc)
    at += at < len(doc) and doc[at].text == ","
    if span is None or at + 2 >= len(doc) or doc[at].lower_ != "as":
        return None
    verb = next((t for t in doc[at + 1 : min(at + NEAR, doc[at].sent.end)] if t.tag_ in FINITE), None)
    if verb is None or verb.lemma_ not in PUTTING or verb.i == at + 1:
        return None
    speaker = speaker_of(verb, (at + 1, verb.sent.end), frozenset(range(span.start, span.end)))
    return Report(quote.start, quote.end, speaker, "as", verb, direct=False) if speaker is not None else None


def _governor(root: Token, first: int, cues: Cues) -> Token | None:
    """The nearest reporting verb above the quoted words and before them; none if they are part of its subject."""
    at = root
    for _ in range(STEPS):
        if at.head.i == at.i or at.dep_ in SUBJECTS:
            return None
        if at.dep_ in ("conj", "acl:relcl", "advcl", "parataxis") and at.i >= first and cues.verb(at.head) is None:
            return None
        at = at.head
        lemma = cues.verb(at) if at.i < first else None
        if lemma is not None and any(cues.takes(lemma, complement) for complement in ("clause", "quote", "words")):
            return at
    return None


def _first_complement(verb: Token, last: int) -> int:
    """The first token of what the verb takes, at most `last`."""
    return min([last, *(max(c.left_edge.i, verb.i + 1) for c in verb.children if c.i > verb.i and c.dep_ in ("obj", "iobj", "obl", "xcomp", "ccomp", "advcl"))])
