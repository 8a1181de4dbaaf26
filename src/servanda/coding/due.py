"""By when a promise falls due where its own clause names no deadline: "Both sides will cease fire from Friday", "is to be completed by May".

The deadline may stand in the clause above ("the return is to be completed by 31 January") or in one below that only says which thing is
meant ("the remains of men killed in 2018 by June 10"). A promise that names a day to come for its act falls due on that day.
"""

from __future__ import annotations

import datetime as dt
import re

from msgspec.structs import replace

from servanda.coding.ahead import YEAR, to_come
from servanda.coding.arguments import Particulars, tells_which
from servanda.coding.instruments import MAKING
from servanda.coding.parties import Parties
from servanda.coding.situation import PROMISES
from servanda.coding.tables import table
from servanda.language.grammar.calendar import shift_months
from servanda.language.parsed import Span, Token
from servanda.records import Claim, Deadline, Time

PRESENT = {"today", "tonight", "this evening", "this afternoon", "midnight"}
LONG_GONE = 60  # days after which a day named for an act to come is that of the next year
SAME_DAY = re.compile(r"(?i)\b(?:the|that) (?:very |same ){1,2}day\b")
SPAN = 24  # characters before a day in which the words stand that open or close a span
SPANNING = re.compile(r"(?i)\b(?:between|from)\s(?:the\s)?$")
JOINING = re.compile(r"\s(?:and|to|until|till|through)\s(?:the\s)?")
ENDING = re.compile(r"(?i)\b(?:end|ends|ending|finish|finishes|finishing|conclude|concludes|concluding|completed|finished)\s(?:on|by|in|with)\s(?:the\s)?$")
DEEPEST = 40  # heads between a deadline and the promise
KINDS = {"date", "relative"}


def dated(claims: list[Claim], sentence: Span, particulars: Particulars, parties: Parties) -> list[Claim]:
    """The claims of one sentence, promises without a deadline with the one that the sentence gives them."""
    promises = [c for c in claims if c.illocution in PROMISES and c.polarity != "negative"]
    if all(c.deadline.kind != "none" for c in promises):
        return claims
    tokens = {parties.offset(t): t for t in sentence}
    used = {c.deadline.start for c in claims}
    named = particulars.deadlines_in(min(tokens), max(tokens) + 1)
    free = [d for d in named if d.kind in KINDS and d.start in tokens and d.start not in used and binds(tokens[d.start], parties, promises)]
    starts = sorted({c.start for c in promises})
    told = [falling_due(c, starts, free, tokens, particulars) if c in promises and c.deadline.kind == "none" else c for c in claims]
    return [on_same_day(c, told, parties.text) if c.illocution in PROMISES and c.deadline.kind == "none" else c for c in told]


def on_same_day(claim: Claim, told: list[Claim], text: str) -> Claim:
    """ "A returns the boats by 20 August, and on that very day B frees the mayor": the promise with the day of the one before it."""
    before = [c for c in told if c.illocution in PROMISES and c.deadline.kind in KINDS and c.start < claim.start]
    first = before[-1].end if before else claim.start
    said = SAME_DAY.search(text, min(first, claim.start), claim.end) if before else None
    if said is None:
        return claim
    return replace(claim, deadline=replace(before[-1].deadline, start=said.start(), end=said.end(), text=said.group()))


def falling_due(claim: Claim, starts: list[int], free: list[Deadline], tokens: dict[int, Token], particulars: Particulars) -> Claim:
    """The promise with the last deadline behind it and before the next promise; the first promise also with one before it; else with its day."""
    following = next((start for start in starts if start > claim.start), claim.sentence_end)
    first = claim.sentence_start if claim.start == starts[0] else claim.start
    own = [d for d in free if d.start is not None and first <= d.start < following]
    if own:
        return replace(claim, deadline=to_come(own[-1], claim.published))
    once = not is_repeated(claim, tokens)
    due = (end_of_span(claim, following, particulars) or day_ahead(claim, following, tokens, particulars)) if once else None
    return replace(claim, deadline=due) if due is not None else claim


def binds(token: Token, parties: Parties, promises: list[Claim]) -> bool:
    """Whether no clause between the deadline and the promise has it for itself: a condition, or a promise told to say which thing is meant."""
    qualifiers, promising = table("speech_acts")["conditional"], table("speech_acts")["due_elsewhere"]
    longer = table("speech_acts")["lengthening"]
    for _ in range(DEEPEST):
        at = parties.offset(token)
        if token.lemma_.lower() in longer and token.tag_.startswith("V") and not any(c.start <= at < c.end for c in promises):
            return False  # "extended it by six months and will ...": how much longer that is, not by when this is to be done
        if any(c.start <= at < c.end for c in promises) and token.tag_.startswith("V"):
            return True
        if any(c.dep_ in {"mark", "advmod"} and c.lower_ in qualifiers for c in token.children) or token.lower_ in qualifiers:
            return False
        relative = token.dep_ in {"acl", "acl:relcl"}
        if relative and (token.lemma_.lower() in promising or any(c.tag_ == "MD" or c.lower_ == "to" for c in token.children if c.dep_ in {"aux", "mark"})):
            return False
        if token.head is token:
            return True
        token = token.head
    return False


def end_of_span(claim: Claim, until: int, particulars: Particulars) -> Deadline | None:
    """The last day of a span in which a promise is kept: "between 15 March and 31 May", "in stages that begin on 15 March and end on 31 May"."""
    text, published = particulars.document.text, (claim.published or "9")[:10]
    times = [t for t in particulars.times_in(claim.start, until) if t.start is not None and t.last is not None]
    for place, time in enumerate(times):
        before = times[place - 1] if place else None
        spanned = before is not None and SPANNING.search(text[max(claim.start, (before.start or 0) - SPAN) : before.start]) is not None
        joined = before is not None and JOINING.fullmatch(text[before.end or 0 : time.start]) is not None
        ending = ENDING.search(text[max(claim.start, (time.start or 0) - SPAN) : time.start]) is not None
        if (time.last or "") > published and time.precision in {"day", "month"} and ((spanned and joined) or ending):
            return Deadline(kind="date", date=time.last, start=time.start, end=time.end, text=time.text)
    return None


def day_ahead(claim: Claim, until: int, tokens: dict[int, Token], particulars: Particulars) -> Deadline | None:
    """The day to come that the promise names for its act: the last of several, of a span of days its last, of what holds from a day on that day."""
    due, published = None, (claim.published or "")[:10]
    for named in particulars.times_in(claim.start, until):
        time = next_year(named, published)
        if time.start is None or time.start not in tokens or not claim.start <= time.start < until or not time.first or not time.last:
            continue
        token = tokens[time.start]
        opening = bool(openings(token) & set(table("speech_acts")["taking_effect"]))
        if "since" in openings(token):
            continue  # "the sailors held since November"
        if not published or not_ahead(time, published) or time.precision not in {"day", "week", "month", "range"} or tells_which(time, token) or is_past(token):
            continue
        inside = claim.object is not None and claim.object.start <= time.start < claim.object.end and token.head.pos_ != "VERB"
        if claim.action in table("speech_acts")["holding"] or claim.predicate in table("speech_acts")["holding"]:
            inside = False  # "host the next round of talks in April"
        beyond = time.start >= claim.end and claim.clause != "nominal"
        if (opening and is_span(token)) or (not opening and (inside or beyond)):
            continue
        due = Deadline(kind="date", date=time.first if opening else time.last, start=time.start, end=time.end, text=time.text)
    return due


def not_ahead(time: Time, published: str) -> bool:
    """Whether a time lies before publication, or is its day by another name than today ("said on Tuesday it would"); its month or week goes on."""
    going_on = time.precision in {"month", "week"} and time.last is not None and time.last >= published
    told_then = time.precision == "day" and time.first == published and time.text.lower() not in PRESENT
    return time.first is None or told_then or (time.first < published and not going_on)


def next_year(time: Time, published: str) -> Time:
    """The time, a month or day without a year that was read as one long gone ("has agreed to host the talks in April") a year later."""
    if not published or not time.first or not time.last or time.precision not in {"day", "month"} or YEAR.search(time.text):
        return time
    gone = (dt.date.fromisoformat(published) - dt.date.fromisoformat(time.last)).days
    first, last = (shift_months(dt.date.fromisoformat(day), 12) for day in (time.first, time.last))
    return replace(time, first=first.isoformat(), last=last.isoformat()) if LONG_GONE < gone < 365 and first and last else time


def is_past(token: Token) -> bool:
    """Whether the day is that of what was done: "pledged aid on Saturday", "under a protocol signed on Friday"."""
    verb = token.head
    return verb.tag_ == "VBD" or (verb.tag_ == "VBN" and verb.dep_ in {"acl", "acl:relcl"} and verb.lemma_.lower() in MAKING)


def openings(token: Token) -> set[str]:
    """The words that open the phrase of a time, those of the word on which its name hangs among them."""
    above = {token.head.lower_} if token.head.tag_ == "VBG" else set()
    return above | {c.lower_ for at in (token, token.head) for c in at.children if c.dep_ in {"case", "mark"} and c.i <= token.i}


def is_span(token: Token) -> bool:
    """Whether the day opens a span ("from 1 May to the eve of the vote")."""
    return any(c.lower_ in {"to", "until", "till"} and c.dep_ == "case" and c.i > token.i for c in (*token.head.subtree, *token.subtree))


def is_repeated(claim: Claim, tokens: dict[int, Token]) -> bool:
    """Whether the act is to be done again and again."""
    again = set(table("speech_acts")["repeated"])
    return any(t.lower_ in again for at, t in tokens.items() if claim.start <= at < claim.end)
