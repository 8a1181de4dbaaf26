"""Promises of one act at several things or places, each by its own day, of which only the first names the act: "the road is to be cleared by 1 August,
the yard by 1 October and the mill handed back by May", "will leave the valley in stages: the heights by Friday, the town by 5 January".

The words before each further day are what the same party owes by the same act, or by the participle that stands behind them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from servanda.coding.arguments import Particulars
from servanda.coding.claims import ClaimMaker, claim_id
from servanda.coding.parties import BODIES, Parties
from servanda.coding.situation import PROMISES
from servanda.language.parsed import Span, Token
from servanda.records import Claim, Deadline
from servanda.records import Span as Words

LEADING = re.compile(r"[\s,;:]*(?:and\s|then\s|finally\s)*")  # between a day and the next thing
BEFORE_DAY = re.compile(r"[\s,]{0,4}(?:\b(?:by|on|in|before|until|from|at|during|no later than|not later than))?$")  # of words without blanks at their end
OPENING = ("DT", "PRP$", "PDT", "JJ", "NNP", "NN", "NNS", "CD")
TAKES_UP = {"those", "that", "this", "these"}
FINITE = ("VBZ", "VBP", "MD", "TO")
MOST = 8  # things in one timetable

Part = tuple[list[Token], Deadline]


def timetabled(claims: list[Claim], sentence: Span, maker: ClaimMaker) -> list[Claim]:
    """A sentence's claims, a promise with further things and days behind it as one for each."""
    for claim in claims:
        if claim.illocution not in PROMISES or claim.polarity == "negative" or claim.object is None:
            continue
        parts = list(parts_of(claim, sentence, maker))
        if len(parts) < 2 or any(c is not claim and c.illocution in PROMISES and told_apart(c, parts[1:], maker.parties) for c in claims):
            continue
        first, end = maker.parties.offset(parts[1][0][0]), parts[-1][1].end or 0
        made = [of_part(claim, part, place, maker) for place, part in enumerate(parts)]
        rest = [c for c in claims if c is not claim and not (first <= c.start < end and c.illocution in {"act", "position"} and c.depth >= claim.depth)]
        return sorted([*rest, *made], key=lambda c: c.start)
    return claims


def told_apart(claim: Claim, parts: list[Part], parties: Parties) -> bool:
    """Whether a promise is already that of one of the parts: it begins among its words, or falls due on its day."""
    words = {parties.offset(t) for tokens, _ in parts for t in tokens}
    return claim.start in words or any(due.start is not None and claim.deadline.start == due.start for _, due in parts)


def parts_of(claim: Claim, sentence: Span, maker: ClaimMaker) -> Iterator[Part]:
    """The words of each thing with its day, the promise's own first; none where the days do not stand one behind each thing."""
    parties, text = maker.parties, maker.parties.text
    dues = list(days_behind(claim, maker.particulars))[:MOST]
    if len(dues) < 2:
        return
    colon = text.find(": ", claim.start, dues[0].start)
    at = colon + 1 if colon >= 0 else -1
    found: list[Part] = []
    for place, due in enumerate(dues):
        start = at if place else (at if colon >= 0 else claim.object.start if claim.object else claim.start)
        gap = LEADING.match(text, start)
        begin = gap.end() if gap else start
        stop = begin + len(text[begin : due.start].rstrip()) - len(_before_day(text[begin : due.start]))
        tokens = [t for t in sentence if begin <= parties.offset(t) < stop]
        at = due.end or stop
        if place and not names_thing(tokens, parties):
            return
        found.append((tokens, due))
    yield from found


def _before_day(words: str) -> str:
    match = BEFORE_DAY.search(words.rstrip())
    return match.group() if match else ""


def days_behind(claim: Claim, particulars: Particulars) -> Iterator[Deadline]:
    """The deadlines and days to come of a promise's sentence, from its first word on, each once."""
    published = (particulars.document.published or "")[:10]
    end = -1
    stretch = (claim.object.start if claim.object is not None else claim.start, claim.sentence_end)
    terms = [d for d in particulars.deadlines_in(*stretch) if d.kind in ("date", "relative")]
    days = [
        Deadline(kind="date", date=t.last, start=t.start, end=t.end, text=t.text)
        for t in particulars.times_in(*stretch)
        if t.last is not None and t.last >= published and not any((d.start or 0) <= (t.start or 0) < (d.end or 0) for d in terms)
    ]
    for due in sorted([*terms, *days], key=lambda d: d.start or 0):
        if (due.start or 0) >= end:
            end = due.end or 0
            yield due


def names_thing(tokens: list[Token], parties: Parties) -> bool:
    """Whether words are a thing alone, or with a participle behind it: no clause with a verb of its own, no party that owes something itself."""
    if not tokens or tokens[0].lower_ in TAKES_UP or not tokens[0].tag_.startswith(OPENING) or any(t.tag_ in FINITE or t.text in {";", ":"} for t in tokens):
        return False
    named = parties.covering(tokens[0])
    if tokens[0].tag_ == "CD" or (named is not None and named.code is not None and named.kind in BODIES and not any(t.tag_ == "POS" for t in tokens[:3])):
        return False
    verbs = [t for t in tokens if t.tag_ in {"VBD", "VBN", "VB"}]
    first = verbs[0] if verbs else None
    return any(t.pos_ in {"NOUN", "PROPN"} for t in tokens if first is None or t.i < first.i) and len(verbs) < 2


def of_part(claim: Claim, part: Part, place: int, maker: ClaimMaker) -> Claim:
    """The promise of one thing by its day; the first keeps its name, and its words unless a colon sets the things apart."""
    (tokens, due), parties = part, maker.parties
    if place == 0 and (not tokens or parties.text.find(": ", claim.start, due.start) < 0):
        thing = claim.object
        inside = thing is not None and due.start is not None and thing.start < due.start < thing.end
        cut = Words(start=thing.start, end=due.start or 0, text=parties.text[thing.start : due.start].rstrip()) if inside and thing is not None else thing
        return replace(claim, deadline=due, object=cut)
    verb = next((t for t in tokens if t.tag_ in {"VBD", "VBN"} and t.i > tokens[0].i), None)
    words = [t for t in tokens if verb is None or t.i < verb.i]
    start, end = parties.offset(words[0]), parties.offset(words[-1]) + len(words[-1])
    quantity = next((q for q in maker.particulars.quantities_in(start, end) if not maker.particulars.dated(q)), None)
    name = claim.claim_id if place == 0 else claim_id(claim.doc_id, start, claim.illocution, claim.frame)
    made = replace(
        claim, claim_id=name, start=claim.start if place == 0 else start, end=due.end or end, object=Words(start=start, end=end, text=parties.text[start:end]),
        quantity=quantity, parts=(), deadline=due,
    )  # fmt: skip
    if verb is None:
        return made
    particle = next((f" {t.lower_}" for t in tokens if t.i == verb.i + 1 and t.tag_ in {"RP", "RB"}), "")
    lemma = verb.lemma_.lower()
    return replace(made, frame="open", predicate=lemma, action=f"{lemma}{particle}", plover=None, mode=None, cameo=None, context=())
