"""Promises that stand in a list without a verb: "announced a package for A: 30 ambulances this year, a hospital by 2028", "Pledges made on Monday: A - 25
lorries, by 15 April; B - 40 tonnes of maize".

Each entry that names a number or a day is a thing promised, by whom the words before the colon name or by the party with which the entry begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from servanda.coding.arguments import NO_DEADLINE
from servanda.coding.claims import ClaimMaker, claim_id
from servanda.coding.gifts import GIFT_FRAME, deed_of
from servanda.coding.owed_things import duty, named_deed
from servanda.coding.parties import BODIES
from servanda.coding.subjects import own_subjects
from servanda.coding.tables import table
from servanda.language.parsed import Span, Token
from servanda.records import Claim, Deadline, Mention
from servanda.records import Span as Words

HEADED = re.compile(
    r"(?i)\b(?:pledges|promises|undertakings|commitments|obligations|duties|contributions|donations|assurances|(?:was|were) (?:pledged|promised|undertaken))\b"
)
UNKEPT = re.compile(r"(?i)\b(?:forgotten|broken|unkept|unmet|unpaid|outstanding|never|not|nothing)\b")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
BEFORE = 400  # characters before an entry in which such a word stands
ENTRY = re.compile(r"\s{0,2}(?:[-–—:,]|\()\s{0,2}")  # between a party and what it promises
SPLIT = re.compile(r"[,;]\s{1,2}(?:and\s)?|\sand\s|[.;]$")
MOST = 12  # things in one list
MARKS = " \t\n,;.)"  # behind a thing
DATING = {"by", "in", "from", "until", "before", "within", "this", "next", "for", "on"}  # the last word before a day


def listed_promises(sentence: Span, bounds: tuple[int, int], maker: ClaimMaker, claims: list[Claim]) -> list[Claim]:
    """The promises of a sentence's list; [] where it has none."""
    text = maker.parties.text
    colon = text.find(": ", *bounds)
    heralds = heralding(sentence, maker, colon) if colon >= 0 else None
    if heralds is not None:
        if any(c.illocution in {"commissive", "performative"} and c.object is not None and c.object.start > colon for c in claims):
            return []
        debtor, served = heralds
        return [made for a, b in items(text, colon + 2, bounds[1]) if (made := promise(maker, bounds, (a, b), debtor, served)) is not None]
    found: list[Claim] = []
    for start, end in entries(text, colon, bounds):
        named = [m for m in maker.parties.near(start, end) if m.code and m.kind in BODIES]
        mention = next((m for m in named if ENTRY.match(text, m.end) and begins(text, m, start, end)), None)
        gap = ENTRY.match(text, mention.end) if mention is not None else None
        if mention is None or gap is None or not headed(maker, start):
            continue
        heads = [t for t in heads_in(sentence, gap.end(), end, maker) if named_deed(t) is not None]
        if heads:
            found += [made for noun in heads if (made := duty(noun, ((mention,), ()), bounds, maker)) is not None]
            continue
        made = promise(maker, bounds, (gap.end(), end), mention, ())
        found += [made] if made is not None else []
    return found


def heads_in(sentence: Span, start: int, end: int, maker: ClaimMaker) -> list[Token]:
    """The nouns of a stretch that hang on none of its other words, or are coordinated with such."""
    inside = [t for t in sentence if start <= maker.parties.offset(t) < end]
    first, last = (inside[0].i, inside[-1].i) if inside else (0, -1)
    return [t for t in inside if t.pos_ == "NOUN" and (not first <= t.head.i <= last or t.dep_ in {"conj", "appos", "ROOT", "list"})]


def begins(text: str, mention: Mention, start: int, end: int) -> bool:
    """Whether a party's name begins an entry: at the head of the stretch, else (and behind a comma) only where a thing is counted behind it."""
    behind = text[mention.end : end]
    return begins_thing(behind.lstrip(" -–—:,(")) or (mention.start == start and not behind.startswith(","))


def headed(maker: ClaimMaker, at: int) -> bool:
    """Whether words right before an entry head a list of pledges, and no list of old or broken ones."""
    text, first = maker.parties.text, max(maker.document.body_start, at - BEFORE)
    found = list(HEADED.finditer(text, first, at))
    if not found:
        return False
    between, year = text[found[-1].start() : at], (maker.document.published or "9")[:4]
    return UNKEPT.search(between) is None and not any(int(y) < int(year) - 1 for y in YEAR.findall(between))


def heralding(sentence: Span, maker: ClaimMaker, colon: int) -> tuple[Mention, tuple[Mention, ...]] | None:
    """Who announces or pledges a gift before the colon, and whom the words there name as served; None where nobody does."""
    words, root = table("gifts"), sentence.root
    verb: Token | None = root if root.lemma_.lower() in words["heralding"] and maker.parties.offset(root) < colon else None
    if verb is None or any(c.tag_ == "MD" or c.lower_ in {"not", "n't", "never"} for c in verb.children):
        return None
    told = [t.lemma_.lower() for t in sentence if verb.i < t.i and maker.parties.offset(t) < colon]
    gift = not {*words["gifts"], *table("speech_acts")["promise_nouns"]}.isdisjoint(told)
    who = [m for m in maker.parties.resolve(own_subjects(verb)) if m.code and m.kind in BODIES]
    if not gift or len(who) != 1:
        return None
    named = maker.parties.near(maker.parties.offset(sentence[0]), colon)
    others = {m.code: m for m in named if m.code and m.code != who[0].code and m.kind in BODIES}
    return who[0], tuple(others.values()) if len(others) == 1 else ()


def entries(text: str, colon: int, bounds: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """The stretches of a sentence that may each be a party's entry: the whole, what stands behind the colon, what semicolons part."""
    start = bounds[0]
    for stop in (*(m.start() for m in re.finditer(r"; ", text[bounds[0] : bounds[1]])), bounds[1] - bounds[0]):
        end = bounds[0] + stop
        if start < colon < end and ENTRY.match(text, colon) and HEADED.search(text, start, colon):
            start = colon + 2
        yield start, end
        start = end + 2


def items(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The things of a list, each with what is said of it: a piece that opens with no number or article goes on with the one before."""
    cuts = [start, *(m.end() for m in SPLIT.finditer(text, start, end)), end]
    found: list[tuple[int, int]] = []
    for a, b in pairwise(cuts):
        if b <= a:
            continue
        if found and not begins_thing(text[a:b]):
            found[-1] = (found[-1][0], b)
        else:
            found.append((a, b))
    return found[:MOST]


def begins_thing(piece: str) -> bool:
    """Whether a piece of a list opens with an article or a number."""
    first = piece.split()[0].lower() if piece.split() else ""
    return first in {"a", "an", "another"} or first[:1].isdigit() or first[:1] in "$€£" or first in table("gifts")["counts"]


def promise(maker: ClaimMaker, bounds: tuple[int, int], thing: tuple[int, int], debtor: Mention, served: tuple[Mention, ...]) -> Claim | None:
    """The promise of one thing of a list, None where it names neither number nor day."""
    start, end = thing
    particulars, text = maker.particulars, maker.parties.text
    quantity = next((q for q in particulars.quantities if q.start is not None and start <= q.start < end and not particulars.dated(q)), None)
    due, stop = falls_due(maker, start, end)
    if quantity is None and due.kind == "none":
        return None
    words = text[start:stop].rstrip(MARKS)
    first, _, last = words.rpartition(" ")
    words = first.rstrip(MARKS) if last.lower() in DATING else words
    if len(words.split()) < 2:
        return None
    named = {m.code: m for m in maker.parties.near(start, end) if m.code and m.code != debtor.code and m.kind in BODIES}
    return Claim(
        claim_id=claim_id(maker.document.doc_id, start, "commissive", GIFT_FRAME), doc_id=maker.document.doc_id, start=start, end=end,
        sentence_start=bounds[0], sentence_end=bounds[1], illocution="commissive", predicate="promise", action=deed_of(quantity), frame=GIFT_FRAME,
        agents=(debtor,), recipients=tuple(named.values()) or served, object=Words(start=start, end=start + len(words), text=words), quantity=quantity,
        published=maker.document.published, deadline=due, modality="promised", attribution=maker.speech.chain(start), depth=1, clause="nominal",
        instrument=maker.topics.current(start, (debtor,)),
    )  # fmt: skip


def falls_due(maker: ClaimMaker, start: int, end: int) -> tuple[Deadline, int]:
    """By when a thing of a list is due, by its deadline or a day to come; and where its words end."""
    due = next((d for d in maker.particulars.deadlines if d.start is not None and start <= d.start < end), None)
    if due is not None:
        return due, due.start or end
    day = next((t for t in maker.particulars.times if t.start is not None and start <= t.start < end), None)
    if day is None or not day.last or day.last < (maker.document.published or "9"):
        return NO_DEADLINE, end
    return Deadline(kind="date", date=day.last, text=day.text, start=day.start, end=day.end), day.start or end
