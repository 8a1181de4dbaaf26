"""Where a claim's sides stand in its clause, and how much else the text says of them: traits for `coding/confidence.py`.

A side that stands where the grammar puts it is right far more often than one that was found inside another phrase or outside the clause.
"""

from __future__ import annotations

from collections.abc import Iterator

from servanda.coding.clauses import CLAUSAL, Clause
from servanda.coding.parties import Parties
from servanda.coding.sides import Sides
from servanda.language.parsed import Token
from servanda.records import Mention

WITHIN_NAMES = {"flat", "compound", "appos", "conj", "flat:name"}  # hangs on the word that heads the phrase, and names the same thing or its fellow
OFTEN = 3  # times that a text names whom it is about
LONGEST = 6  # words of a name or description that is no list
MANY = 3  # parties on a side that make it a list


def seats(clause: Clause, parties: Parties, who: Sides) -> tuple[str, ...]:
    """The traits."""
    return (*seat("source", clause, parties, who.agents), *seat("target", clause, parties, who.recipients), f"sides {between(who)}")


def seat(name: str, clause: Clause, parties: Parties, mentions: tuple[Mention, ...]) -> Iterator[str]:
    """Of the first mention of a side: where it stands, how long it is, how often the text names the party."""
    if not mentions:
        return
    first = mentions[0]
    token = token_of(first, clause, parties)
    yield f"{name} at {way(token, clause)}" if token is not None else f"{name} at another sentence"
    if first.code:
        times = parties.times[first.code]
        yield f"{name} named {'often' if times >= OFTEN else 'again' if times > 1 else 'once' if times else 'never'}"
    if len(first.text.split()) > LONGEST:
        yield f"{name} wordy"
    if len(mentions) >= MANY:
        yield f"{name} many"


def token_of(mention: Mention, clause: Clause, parties: Parties) -> Token | None:
    """The token that heads a mention in the clause's own sentence."""
    begin = parties.offset(clause.head) - clause.head.idx
    start, end = mention.start - begin, mention.end - begin  # in the paragraph, as tokens have it
    held = [t for t in clause.head.sent if start <= t.idx < end]
    inside = {t.i for t in held}
    return next((t for t in held if t.head.i not in inside or t.head is t), None)


def way(token: Token, clause: Clause) -> str:
    """How a token hangs on the clause's predicate: "subject", "object", "with", "inside subject", "shared" from another clause, "elsewhere"."""
    steps, at = [], token
    while at.i != clause.head.i and at.head is not at:
        steps.append(at)
        at = at.head
    if at.i != clause.head.i:
        return "shared" if own(token, clause.subjects) else "inside shared" if below(token, clause.subjects) else "elsewhere"
    steps = [t for t in steps if t.dep_ not in WITHIN_NAMES]
    if not steps:
        return "predicate"
    if any(t.dep_ in CLAUSAL for t in steps):
        return "lower clause"
    place = "subject" if steps[-1].dep_.startswith("nsubj") else "object" if steps[-1].dep_ in {"obj", "iobj"} else steps[-1].dep_.split(":")[0]
    return place if len(steps) == 1 else f"owner in {place}" if len(steps) == 2 and steps[0].dep_ == "nmod:poss" else f"inside {place}"


def own(token: Token, heads: list[Token]) -> bool:
    """Whether a token is one of some heads, or names the same."""
    return any(token.i == h.i or (token.head.i == h.i and token.dep_ in WITHIN_NAMES) for h in heads)


def below(token: Token, heads: list[Token]) -> bool:
    """Whether a token stands anywhere below some heads."""
    return any(a.i == h.i for a in token.ancestors for h in heads)


def between(who: Sides) -> str:
    """What a claim is between: two known parties, one and its own people or others, strangers only."""
    sources, targets = {m.code for m in who.agents if m.code}, {m.code for m in who.recipients if m.code}
    if sources and targets:
        return "own" if sources & targets else "two known"
    if len(sources) > 1:
        return "several known"
    if sources or targets:
        side = "source" if sources else "target"
        return f"known {side} and strangers" if (who.recipients if sources else who.agents) else f"known {side} alone"
    return "strangers" if who.agents and who.recipients else "a stranger"
