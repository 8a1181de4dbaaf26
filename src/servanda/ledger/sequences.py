"""Which commitment waits for which: done at the same time, on condition of another, after another.

A condition or deadline that names another duty's act, or the article or stage in which that duty stands, ties the two; it may be a duty under no
agreement, or under another told of in the same document. Steps follow each other where the text says that it goes step by step.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from servanda.language.grammar.numbers import number_words
from servanda.ledger.commitments import Owed
from servanda.ledger.corpus import Corpus
from servanda.ledger.cues import classes_in
from servanda.ledger.labels import STAGES, Label, labels_in, labels_of
from servanda.ledger.promises import Promise
from servanda.ledger.tables import tables
from servanda.ledger.terms import classes, contains, terms

Pair = tuple[str, Owed, Owed]
Passage = tuple[str, int]  # a document and where its paragraph begins
OF_ONE_STEM = 5  # letters that the noun and the verb of an act share
LEADING = 4  # words that lead to a step, in which it is said to be the next
DIGITS = 15  # of a number that can be that of what is owed; thousands of them cannot be read as one at all
THEN = re.compile(r"\b(?:will|shall|is|are|would|must) then\b")  # "The government will then release 40 detainees"
THEN_WITHIN = 80  # characters of a sentence in which it says so
BEFORE = re.compile(r"\bbefore (?:the|its|their|any|a) ([^,.;]{3,60})")
TIED = 0.5  # share of a condition's words that name another duty


def find_concurrent(corpus: Corpus, rows: Sequence[Owed]) -> list[Pair]:
    found: list[Pair] = []
    for a in rows:
        said = " ".join(f"{p.claim.marker or ''} {p.claim.condition.text if p.claim.condition else ''}" for p in a.promises)
        if contains(said, tables().duties.markers_concurrent):
            other = _named_in(said, a, rows) or _told_beside(corpus, a, rows)
            found.extend([("concurrent", a, other)] if other else [])
    return found


def _told_beside(corpus: Corpus, row: Owed, rows: Sequence[Owed]) -> Owed | None:
    """The other side's duty told last before one that is to be done "in parallel", in its paragraph."""
    for promise in row.promises:
        before = [(p.claim.start, -r.number, r) for r in rows for p in r.promises if not r.key & row.key and _passage_before(corpus, p, promise)]
        if before and contains(promise.claim.marker or "", tables().duties.markers_concurrent):
            return max(before, key=lambda item: item[:2])[2]
    return None


def find_conditional(corpus: Corpus, rows: Sequence[Owed]) -> list[Pair]:
    """Duties to be done only once others have been."""
    return [pair for row in rows for pair in conditions_of(corpus, row, rows)]


def conditions_of(corpus: Corpus, row: Owed, rows: Sequence[Owed]) -> list[Pair]:
    """The duties among `rows` on which one is conditional."""
    said = row.condition or _proviso(corpus, row)
    if said and contains(" ".join(said.split()[:3]), tables().duties.lasting):
        return []  # "until the work is completed": how long, and not for what
    parts = labels_in(said) if said else frozenset[Label]()
    labelled = [other for other in rows if other is not row and parts & labels_of(corpus, other)] if parts else []
    named = labelled or (_all_named_in(said, row, rows) if said else [])
    return [("conditional", row, other) for other in (named or _told_before(corpus, row, rows))]


def _told_before(corpus: Corpus, row: Owed, rows: Sequence[Owed]) -> list[Owed]:
    """The other side's duty told right before, where the words wait for something to be confirmed or, as a condition, name no duty: "Once that has been
    done", "within ten days of the Agency's confirmation"."""
    waiting = [p for p in row.promises if not row.negative and (p.claim.condition or contains(corpus.sentence(p.claim), tables().duties.confirmed))]
    earlier = [(p, other) for other in rows for p in other.promises if not other.negative] if waiting else []
    for promise in waiting:
        claim, here = promise.claim, corpus.paragraph(promise.claim)
        here_before = [(p.claim, other) for p, other in earlier if p.claim.doc_id == claim.doc_id and p.claim.sentence_end <= claim.sentence_start]
        before = [(said.start, -other.number, other) for said, other in here_before]
        last = max(before, key=lambda item: item[:2], default=None)
        previous = corpus.documents[claim.doc_id].text.rfind("\n\n", 0, max(here - 1, 0)) + 1
        if last is not None and last[0] >= previous and not last[2].key & row.key:
            return [last[2]]
    return []


def _proviso(corpus: Corpus, row: Owed) -> str:
    """The condition at the head or the end of a promise's sentence ("Provided that article 2 has been carried out, ...", "..., provided that the fine has
    been paid"); "" where there is none."""
    for promise in row.promises:
        first, _, rest = corpus.sentence(promise.claim).partition(",")
        if contains(" ".join(first.split()[:4]), tables().duties.markers_condition):
            return first
        last = rest.rpartition(",")[2] if rest else ""
        if contains(" ".join(last.split()[:3]), tables().duties.markers_proviso):
            return last
    return ""


def find_sequenced(corpus: Corpus, rows: Sequence[Owed]) -> list[Pair]:
    found: list[Pair] = []
    for a in rows:
        anchor = a.deadline.anchor
        if anchor and not set(anchor.lower().split()) & set(tables().stages.anchors):
            other = _named_in(anchor, a, rows) or _received(corpus, a, anchor, rows)
            found.extend([("sequenced", other, a)] if other else [])
    for a in rows:
        for named in [m[1] for p in a.promises for m in BEFORE.finditer(corpus.sentence(p.claim)) if m.start() + p.claim.sentence_start >= p.claim.start]:
            later = _named_in(named, a, [r for r in rows if not r.key & a.key]) if not a.negative else None
            found.extend([("sequenced", a, later)] if later else [])  # "is to fit out a store before the first maps arrive"
    parts = {r.number: labels_of(corpus, r) for r in rows if not r.negative}
    found += [("sequenced", a, b) for a in rows for b in rows if a.key & b.key and _follows(parts.get(a.number, frozenset()), parts.get(b.number, frozenset()))]
    found += _told_in_order(corpus, rows)
    found += _by_one_clock(rows)
    dated = sorted((r for r in rows if r.deadline.date and not r.negative), key=lambda r: (r.deadline.date or "", r.number))
    ordered = {r.number: frozenset(passage(corpus, p) for p in r.promises if _in_order(corpus, p)) for r in dated}
    for at, a in enumerate(dated):
        following = [b for b in dated[at + 1 :] if (b.deadline.date or "") > (a.deadline.date or "") and _next_step(a, b, ordered)]
        found.extend(("sequenced", a, b) for b in following if b.deadline.date == following[0].deadline.date)
    return found


def _by_one_clock(rows: Sequence[Owed]) -> list[Pair]:
    """Steps of one side whose terms run from the same event: what has 30 days of the take-over comes before what has 120."""
    clocks: dict[str, list[Owed]] = {}
    for row in rows:
        if row.deadline.kind == "relative" and row.deadline.anchor and row.deadline.days is not None and not row.negative:
            clocks.setdefault(" ".join(row.deadline.anchor.lower().split()), []).append(row)
    found: list[Pair] = []
    for anchor in sorted(clocks):
        steps = sorted(clocks[anchor], key=lambda r: (r.deadline.days or 0, r.number))
        for at, a in enumerate(steps):
            later = [b for b in steps[at + 1 :] if (b.deadline.days or 0) > (a.deadline.days or 0) and a.key & b.key]
            found.extend(("sequenced", a, b) for b in later if b.deadline.days == later[0].deadline.days)
    return found


def _told_in_order(corpus: Corpus, rows: Sequence[Owed]) -> list[Pair]:
    """Two steps of which the text says that one comes after the other: "Then B reopens the post", "A will clear the reef, whereupon B will sail"."""
    told = sorted(((corpus.place(p.claim), r.number, p, r) for r in rows if not r.negative for p in r.promises), key=lambda item: item[:2])
    found: list[Pair] = []
    for (*_, first, a), (*_, then, b) in pairwise(told):
        if a is not b and passage(corpus, first) == passage(corpus, then) and is_next(corpus, first, then):
            found.append(("sequenced", a, b))
    return found


def is_next(corpus: Corpus, first: Promise, then: Promise) -> bool:
    """Whether the words that lead to the later of two promises of one document put it after the earlier."""
    text, a, b = corpus.documents[then.claim.doc_id].text, first.claim, then.claim
    if a.doc_id != b.doc_id or a.start >= b.start:
        return False
    if a.sentence_start == b.sentence_start:
        return contains(" ".join([*text[a.start : b.start].split()[-LEADING:], *text[b.start : b.end].split()[:2]]), tables().duties.markers_whereupon)
    words = " ".join(text[b.sentence_start : b.sentence_end].split()).lower()
    opening = " ".join(words.split()[:LEADING]).removeprefix("only ")
    return b.condition is None and (opening.startswith(tables().duties.markers_then) or THEN.search(words[:THEN_WITHIN]) is not None)


def _received(corpus: Corpus, row: Owed, anchor: str, rows: Sequence[Owed]) -> Owed | None:
    """What the other side hands over just before, where the deadline runs from its receipt ("within ten days of receiving all seven")."""
    if not set(anchor.lower().split()) & tables().duties.receipts:
        return None
    for promise in row.promises:
        when = corpus.sentence(promise.claim).partition(",")[0]
        before = [(p.claim.start, r) for r in rows for p in r.promises if _passage_before(corpus, p, promise) and not r.key & row.key]
        if anchor in when and before:
            last = max(before, key=lambda item: (item[0], -item[1].number))[1]
            named = terms(when) & last.terms or (last.quantity is not None and last.quantity.value in _numbers(when))
            return last if named else None
    return None


def _passage_before(corpus: Corpus, earlier: Promise, later: Promise) -> bool:
    return passage(corpus, earlier) == passage(corpus, later) and earlier.claim.start < later.claim.start


def _numbers(text: str) -> set[int]:
    small = number_words("small")
    counted = (word for word in text.lower().split() if word in small or (word.isdecimal() and len(word) <= DIGITS))
    return {small[word] if word in small else int(word) for word in counted}


def _follows(earlier: frozenset[Label], later: frozenset[Label]) -> bool:
    """Whether one stands in the stage right before the other's."""
    return any(kind in STAGES and (kind, number + 1) in later for kind, number in earlier) and not earlier & later


def _next_step(a: Owed, b: Owed, ordered: Mapping[int, frozenset[Passage]]) -> bool:
    """Whether two dated duties are steps of one order, where a paragraph speaks of order: of the same act, or of common debtors in one paragraph.
    Days alone, one after the other, make no order."""
    if (ordered[a.number] or ordered[b.number]) and a.classes & b.classes:
        return True
    return bool(a.key & b.key and ordered[a.number] & ordered[b.number])


def passage(corpus: Corpus, promise: Promise) -> Passage:
    return promise.claim.doc_id, corpus.paragraph(promise.claim)


def _in_order(corpus: Corpus, promise: Promise) -> bool:
    """Whether the promise's paragraph says that what it lists is done step by step."""
    text, start = corpus.documents[promise.claim.doc_id].text, corpus.paragraph(promise.claim)
    end = text.find("\n\n", start + 1)
    return contains(text[start : end if end >= 0 else len(text)], tables().duties.markers_order)


def is_bare_act(text: str) -> bool:
    """Whether words are the noun of an act alone ("pull-back", "the handover"), so that any duty of that act is meant."""
    words = text.split()
    return len(words) == 1 or (len(words) == 2 and words[0].lower() == "the")


def is_noun_of(noun: str, row: Owed) -> bool:
    """Whether the noun of an act is made of a duty's verb: "pull-back" of "pull back", "withdrawal" of "withdraw"."""
    made = "".join(c for c in noun.lower().removeprefix("the ") if c.isalpha())
    verbs = ("".join(c for c in word if c.isalpha()) for word in (row.best.action, row.best.claim.predicate))
    return any(made.startswith(verb[:OF_ONE_STEM]) for verb in verbs if verb)


def _named_in(text: str, row: Owed, rows: Sequence[Owed]) -> Owed | None:
    """The other duty whose act and object the words name; the one with most words in common."""
    return next(iter(_all_named_in(text, row, rows)), None)


def _all_named_in(text: str, row: Owed, rows: Sequence[Owed]) -> list[Owed]:
    """The same, with the duties of others that the words name as well ("once the maps have been exchanged"): the first due of each debtor."""
    wanted, acts = terms(text) - tables().duties.done_words, classes_in(text)
    bare = is_bare_act(text)
    scored: list[tuple[float, str, int, Owed]] = []
    for at, other in enumerate(rows):
        words = other.terms | terms(" ".join(sorted({other.best.action, *classes(other.best.action)})))
        acted = bool(acts & other.classes) and not words & wanted - other.terms  # "once the men have been freed"
        score = (len(words & wanted) + acted) / len(wanted) if wanted else 0.0
        meant = bare and bool(acts & other.classes) and is_noun_of(text, other)  # "five days after the pull-back"
        score = 1.0 if meant else score
        named = other.terms & wanted or (wanted and wanted <= words) or meant  # "once the releases have been verified"
        if other is not row and named and score >= TIED - 0.1:
            scored.append((-score, other.deadline.date or "9", at, other))
    scored.sort(key=lambda item: item[:3])
    firsts = {item[3].key: item for item in reversed(scored) if item[0] == scored[0][0]}
    return [item[3] for item in sorted(firsts.values(), key=lambda item: item[:3])]
