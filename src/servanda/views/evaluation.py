"""How well claims meet marks: precision, recall, F1 and confusions of relations and of coded triples.

Relations. Of a text's claims the one is taken that stands for the marked pair best: its agent touches the source's words and its
recipient or object the target's; else its agent alone does; else its recipient or object alone; else the first claim, in the order of
`servanda code`. A text without claims is read as NONE, so silence costs recall. Averages over types ("macro") are over those marked.

Triples. A claim with a CAMEO code stands for each of its agents with each of its recipients, unknown ones being "---". Each view of
the triples (the whole; root and actors; root and states; actors; root alone) is a set a text, counted over all texts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Literal, NamedTuple

from servanda.records import Claim, Record
from servanda.views.evaluation_gold import UNKNOWN_SIDE, GoldRecord, Spans, scored_types

Choice = Literal["both ends", "source", "target", "first", "none"]
Triple = tuple[str, str, str]
NONE = "NONE"
ROOT, STATE = 2, 3  # characters of a CAMEO code that make its root, of an actor's code that make its state

VIEWS: dict[str, Callable[[Triple], Hashable]] = {
    "triple": lambda triple: triple,
    "root and dyad": lambda triple: (triple[0], triple[1][:ROOT], triple[2]),
    "root and states": lambda triple: (triple[0][:STATE], triple[1][:ROOT], triple[2][:STATE]),
    "dyad": lambda triple: (triple[0], triple[2]),
    "root": lambda triple: triple[1][:ROOT],
}


class Reading(NamedTuple):
    """A marked text with the claims that were read from it, in the order of `servanda code`; `coded` is False where the coder failed on it."""

    gold: GoldRecord
    claims: Sequence[Claim]
    coded: bool = True


class Score(Record, frozen=True):
    """Precision, recall and F1 of one name, between 0 and 1, with the counts they are made of."""

    name: str
    precision: float
    recall: float
    f1: float
    right: int
    marked: int
    read: int


class Confusion(Record, frozen=True):
    """How often one thing was marked and another read."""

    expected: str
    read: str
    count: int


class RelationScores(Record, frozen=True):
    """Scores of marked relations. `found` counts the pairs by what the chosen claim was known by; `both_ends` is a share of the pairs."""

    texts: int
    not_coded: int
    pairs: int
    merged: bool
    both_ends: float
    found: dict[str, int]
    macro_f1: float
    accuracy: float
    group_macro_f1: float
    types: tuple[Score, ...]
    groups: tuple[Score, ...]
    confusions: tuple[Confusion, ...]


class TripleScores(Record, frozen=True):
    """Scores of marked triples: one `Score` a view; `exact` counts the texts whose triples are right and complete."""

    texts: int
    not_coded: int
    exact: int
    exact_share: float
    views: tuple[Score, ...]
    confusions: tuple[Confusion, ...]


class ReadPair(NamedTuple):
    """A marked pair with the type read for it, the claim taken and why it was."""

    expected: str
    read: str
    claim: Claim | None
    choice: Choice


def choose(claims: Iterable[Claim], source: Spans, target: Spans) -> tuple[Claim | None, Choice]:
    """The claim that stands for a pair of spans, the first of equal ones; and by what it was known."""
    best: tuple[Claim | None, Choice] = (None, "none")
    order: tuple[Choice, ...] = ("none", "first", "target", "source", "both ends")
    for claim in claims:
        by = _touches(((agent.start, agent.end) for agent in claim.agents), source)
        ends = [(party.start, party.end) for party in claim.recipients] + ([(claim.object.start, claim.object.end)] if claim.object else [])
        to = _touches(ends, target)
        choice = order[1 + 2 * by + to]
        if order.index(choice) > order.index(best[1]):
            best = (claim, choice)
    return best


def _touches(words: Iterable[tuple[int, int]], spans: Spans) -> bool:
    return any(start < last and first < end for start, end in words for first, last in spans)


def read_pairs(reading: Reading, *, merged: bool) -> list[ReadPair]:
    """What was read for each marked pair of a text."""
    into = scored_types().merged if merged else {}
    pairs = []
    for pair in reading.gold.pairs:
        claim, choice = choose(reading.claims, pair.source, pair.target)
        read = (claim.plover or NONE).upper() if claim else NONE
        pairs.append(ReadPair(into.get(pair.event, pair.event), into.get(read, read), claim, choice))
    return pairs


def names_merged_type(readings: Iterable[Reading]) -> bool:
    """Whether the marks use a type that merges others, so that these cannot be told apart."""
    merging = set(scored_types().merged.values())
    return any(pair.event in merging for reading in readings for pair in reading.gold.pairs)


def score_relations(readings: Sequence[Reading], *, merged: bool = False) -> RelationScores:
    """Scores over all pairs. `merged` makes one type of CONCEDE and RETREAT, as do marks that say YIELD."""
    merged = merged or names_merged_type(readings)
    pairs = [pair for reading in readings for pair in read_pairs(reading, merged=merged)]
    group = scored_types().group
    types = _scores([(pair.expected, pair.read) for pair in pairs])
    groups = _scores([(group[pair.expected], group.get(pair.read, pair.read)) for pair in pairs])
    wrong = Counter((pair.expected, pair.read) for pair in pairs if pair.expected != pair.read)
    found = Counter[str](pair.choice for pair in pairs)
    return RelationScores(
        texts=len(readings),
        not_coded=sum(not reading.coded for reading in readings),
        pairs=len(pairs),
        merged=merged,
        both_ends=_share(found["both ends"], len(pairs)),
        found={choice: found[choice] for choice in ("both ends", "source", "target", "first", "none")},
        macro_f1=_mean(types),
        accuracy=_share(len(pairs) - wrong.total(), len(pairs)),
        group_macro_f1=_mean(groups),
        types=types,
        groups=groups,
        confusions=_confusions(wrong),
    )


def _scores(pairs: Sequence[tuple[str, str]]) -> tuple[Score, ...]:
    """One score for each name that is marked, in alphabetical order."""
    marked, read = Counter(expected for expected, _ in pairs), Counter(answer for _, answer in pairs)
    right = Counter(expected for expected, answer in pairs if expected == answer)
    return tuple(_score(name, right[name], marked[name], read[name]) for name in sorted(marked))


def _score(name: str, right: int, marked: int, read: int) -> Score:
    f1 = _share(2 * right, marked + read)
    return Score(name=name, precision=_share(right, read), recall=_share(right, marked), f1=f1, right=right, marked=marked, read=read)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _mean(scores: Sequence[Score]) -> float:
    return sum(score.f1 for score in scores) / len(scores) if scores else 0.0


def _confusions(wrong: Counter[tuple[str, str]]) -> tuple[Confusion, ...]:
    ordered = sorted(wrong.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Confusion(expected=expected, read=read, count=count) for (expected, read), count in ordered)


def marked_triples(reading: Reading) -> set[Triple]:
    """The triples that a person marked."""
    return {(triple.source, triple.event, triple.target) for triple in reading.gold.triples}


def read_triples(claims: Iterable[Claim]) -> set[Triple]:
    """The triples that claims with a CAMEO code stand for. Codes are strings: "010" is not "10"."""
    triples = set()
    for claim in claims:
        if claim.cameo:
            sources = [agent.code or UNKNOWN_SIDE for agent in claim.agents] or [UNKNOWN_SIDE]
            targets = [party.code or UNKNOWN_SIDE for party in claim.recipients] or [UNKNOWN_SIDE]
            triples |= {(source, claim.cameo, target) for source in sources for target in targets}
    return triples


def score_triples(readings: Sequence[Reading]) -> TripleScores:
    """Scores over all texts, those without any mark included: what is read there counts against precision."""
    sides = [(marked_triples(reading), read_triples(reading.claims)) for reading in readings]
    exact = sum(marked == read for marked, read in sides)
    views = []
    for name, view in VIEWS.items():
        seen = [({view(triple) for triple in marked}, {view(triple) for triple in read}) for marked, read in sides]
        right = sum(len(marked & read) for marked, read in seen)
        views.append(_score(name, right, sum(len(marked) for marked, _ in seen), sum(len(read) for _, read in seen)))
    return TripleScores(
        texts=len(readings),
        not_coded=sum(not reading.coded for reading in readings),
        exact=exact,
        exact_share=_share(exact, len(readings)),
        views=tuple(views),
        confusions=_confusions(Counter(mistake for marked, read in sides for mistake in _mistaken(marked, read))),
    )


def _mistaken(marked: set[Triple], read: set[Triple]) -> Iterable[tuple[str, str]]:
    """Each missed event with the wrong ones read between the same actors, or NONE."""
    extra = read - marked
    for source, event, target in sorted(marked - read):
        events = sorted(other[1] for other in extra if (other[0], other[2]) == (source, target))
        yield event, " ".join(events) or NONE
