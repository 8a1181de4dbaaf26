"""Parts told beside their whole: "five of the eight observers", "of the 60 million euros pledged, 20 million had arrived".

The clause that tells of the act often counts only one of the two, or neither ("only 44 had entered"). The sentence says both, and where the whole
is what a commitment owes, the part is how much of it was done.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from servanda.language.amounts import comparable, same_amount, value_in
from servanda.language.grammar.figures import openers
from servanda.language.quantities import find_quantities
from servanda.ledger.tables import tables
from servanda.ledger.terms import contains, stem
from servanda.records import Quantity

BETWEEN = re.compile(r"\s{0,3}(?:more\s|others?\s)?(?:out\s)?of\s(?:(?:the|its|their|those|these|his|her|all)\s)?(?:promised\s|agreed\s)?\Z", re.IGNORECASE)
NEXT = re.compile(r"\b(?:first|second|third|fourth|fifth|sixth|next)\sof\s(?:the|its|their|those|these)\s(?:promised\s|agreed\s)?\Z", re.IGNORECASE)
FRONTED = re.compile(r"(?:\A|[,;:(.]\s{0,3}|\bthat\s)[\"“]?of\s(?:(?:the|its|their|those|these|all)\s)?(?:promised\s|agreed\s)?\Z", re.IGNORECASE)
WHOLE = re.compile(r"of\s(?:(?:the|its|their|those|these|his|her|all)\s)?(?:promised\s|agreed\s)?(?=([^\W\d_]+|[\s\S]))", re.IGNORECASE)
FRONT = re.compile(r"(?:\A|[,;:(.]\s{0,3}|\bthat\s)[\"“]?of\s", re.IGNORECASE)  # with which the last of them begins
_LAST = r"the\s(?:very\s)?last\s(?:\S{1,20}\s)?of\s"
LAST_OF = re.compile(_LAST, re.IGNORECASE)
LAST = re.compile(rf"\b{_LAST}(?:(?:the|its|their|those|these|his|her|all)\s)?\Z", re.IGNORECASE)
NTH = re.compile(r"\bthe\s((?:[a-z]{5,7}-)?(?:[a-z]{2,10}th|first|second|third)|\d{1,3}(?:th|st|nd|rd))\s([a-z]{3,20})\b", re.IGNORECASE)
NTH_OF = re.compile(r"\b((?:[a-z]{5,7}-)?[a-z]{2,10}th|first|second|third)\sof\s(?:the|its|their|those|these)\s(?:promised\s|agreed\s)?\Z", re.IGNORECASE)
ALL_BUT = re.compile(r"\ball\sbut\s(?:the\s|its\s|their\s)?(?:last\s|final\s)?", re.IGNORECASE)
LEFT_BEHIND = re.compile(  # what stands behind a whole of which the part told is not there yet
    r"[^.;:]{0,80}?\b(?:(?:is|are|was|were)\s(?:still\s|yet\s|now\s)?(?:missing|outstanding|lacking|awaited|overdue|unpaid|unaccounted|to\sbe\s|to\scome|to\sgo)"
    r"|(?:has|have|had)\s(?:(?:still|yet)\sto\b|not\s(?:yet\s)?been\b)|never\s(?:arrived|came|turned\sup)|did\snot\s(?:arrive|come|turn\sup))",
    re.IGNORECASE,
)
LEFT_BEFORE = re.compile(
    r"\b(?:wait(?:s|ing|ed)?\sfor|short\s(?:of|by)|lack(?:s|ed|ing)?|ow(?:es|ed|ing)|miss(?:es|ed|ing))\s(?:the\s|its\s|some\s|about\s)?(?:last\s|final\s|remaining\s|other\s)?\Z",
    re.IGNORECASE,
)
FIRST_FEW = 4  # up to the third, an ordinal may tell instalments apart
TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
HUNDREDS = {"hundredth": 100, "thousandth": 1000}
ALONE = frozenset({"was", "had", "has", "wa", "ha"})  # stems of what follows an ordinal that stands for the thing: "the hundredth was handed over"
_SUM = r"(?:arrivals|deliveries|receipts|shipments|returns|releases|transfers|payments|departures|issues|total|tally|count|number|sum|volume)"
_REACHED = (
    r"(?:reach(?:ed|es|ing)?|st(?:ands?|ood)\sat|amount(?:s|ed|ing)?\sto|com(?:es?|ing)\sto|came\sto|r(?:isen?|ose)\sto|totall?(?:ed|ing)"
    r"|br(?:ings?|ought|inging)\s(?:it|the\stotal|the\stally|the\snumber)\sto)"
)
_BRINGING = r"br(?:ings?|ought|inging)\s(?:the\s)?(?:total|tally|number)\s(?:so\sfar\s)?to"
_ABOUT = r"\s(?:some\s|about\s|at\sleast\s|just\sover\s|now\s)?\Z"
_PUT_AT = rf"put(?:s|ting)?\s[^.;:]{{0,40}}?{_SUM}\b[^.;:]{{0,80}}?\bat"
RUNNING = re.compile(rf"\b(?:{_SUM}\b[^.;:]{{0,150}}?\b{_REACHED}|{_BRINGING}|{_PUT_AT}){_ABOUT}", re.IGNORECASE)
RUNNING_BEGUN = re.compile(rf"\b{_SUM}\b", re.IGNORECASE)
MOST_OVER, MOST_BELOW = 1.5, 100  # times by which a sum told may be above or below what is owed
BESIDE = 60  # characters before a whole that are looked at


@dataclass(frozen=True)
class Share:
    """How much of what is owed a sentence says was done; `total` tells that it says so of all that was done until then."""

    amount: float
    total: bool


@lru_cache(maxsize=1024)
def counted_in(sentence: str) -> tuple[Quantity, ...]:
    """The quantities of a sentence; kept, since many duties ask the same of it."""
    return tuple(find_quantities(sentence))


@lru_cache(maxsize=16384)
def names_whole(sentence: str) -> bool:
    """Whether a number may stand behind "of", as in all sentences that tell a part of a whole: asked first, since counting what is told takes long."""
    return any(not word.isalpha() or word.lower() in openers() for word in WHOLE.findall(sentence))


def share_of(sentence: str, owed: Quantity | None) -> Share | None:
    """The part that a sentence tells of a whole, where the whole is the amount owed; None where it counts no such part."""
    if owed is None:
        return None
    if names_all_but(sentence) and (missing := all_but(sentence, owed)) is not None:
        return Share(owed.value - missing, True)
    if not names_whole(sentence):
        return None  # as most
    told = counted_in(sentence)
    for at, whole in enumerate(told):
        if whole.start is None or not (same_amount(whole, owed) or (not whole.unit and whole.value == owed.value)):
            continue
        before, last = sentence[max(0, whole.start - BESIDE) : whole.start], told[at - 1] if at else None
        if last is not None and last.end is not None and BETWEEN.fullmatch(sentence[last.end : whole.start]) and _is_part(last, owed):
            if is_left(sentence, last, whole):
                return Share(owed.value - _value(last, owed), True)
            return Share(_value(last, owed), False)
        if NEXT.search(before) and owed.value > 1:
            return Share(1.0, False)
        parts = [q for q in told[at + 1 :] if _is_part(q, owed)]
        if parts and FRONTED.search(before):
            return Share(_value(parts[0], owed), contains(sentence, tables().statuses.reports.perfect_words))
    return None


def is_left(sentence: str, part: Quantity, whole: Quantity) -> bool:
    """Whether a part of a whole is what has not been done yet: "two of the nine have yet to come", "short of 150 of the 600 tonnes"."""
    before = sentence[max(0, (part.start or 0) - BESIDE) : part.start]
    return LEFT_BEHIND.match(sentence[whole.end :]) is not None or LEFT_BEFORE.search(before) is not None


@lru_cache(maxsize=16384)
def names_all_but(sentence: str) -> bool:
    """Whether "all but" stands in a sentence: asked first."""
    return ALL_BUT.search(sentence) is not None


def all_but(sentence: str, owed: Quantity) -> float | None:
    """ "All but three of the carvings have left": how many are missing of what is owed; None where the words count something else."""
    ends = {found.end() for found in ALL_BUT.finditer(sentence)}
    missing = (_value(q, owed) for q in counted_in(sentence) if q.start in ends and _is_part(q, owed))
    return next((value for value in missing if owed.value > 1), None)


@lru_cache(maxsize=16384)
def may_sum_up(sentence: str) -> bool:
    """Whether a noun of a sum stands in a sentence, as in all that tell what a sum has reached: asked first."""
    return RUNNING_BEGUN.search(sentence) is not None


def running(sentence: str, owed: Quantity | None) -> float | None:
    """ "Deliveries have reached 420,000", "arrivals of grain have risen to 17,400 tonnes": the sum that a sentence says has been reached, in what is owed."""
    if owed is None or owed.value <= 1 or not may_sum_up(sentence):
        return None
    told = (q for q in counted_in(sentence) if q.start is not None and RUNNING.search(sentence, 0, q.start) is not None)
    values = [value_in(q, owed.unit) if q.unit else q.value for q in told if not q.unit or comparable(q, owed)]
    return next((value for value in values if owed.value / MOST_BELOW <= value <= owed.value * MOST_OVER), None)


def tells_part(sentence: str) -> bool:
    """Whether a sentence counts a part of some whole, whatever is owed: at its head ("of the five chapters one has come") or by its number ("handed
    in the third of the five chapters")."""
    if not names_whole(sentence):
        return False
    if any(q.start is not None and (nth := NTH_OF.search(sentence, 0, q.start)) and 0 < _ordinal(nth[1].lower()) < q.value for q in counted_in(sentence)):
        return True
    if not FRONT.search(sentence):
        return False
    told, cardinals = counted_in(sentence), tables().labels.cardinals
    for at, whole in enumerate(told):
        if whole.start is not None and FRONTED.search(sentence[max(0, whole.start - BESIDE) : whole.start]):
            words = [word.strip(",.;").lower() for word in sentence[whole.end :].split()]
            bare = [cardinals.index(word) + 1 for word in words if word in cardinals]  # "one has reached the commission"
            return any(value < whole.value for value in (*bare, *(q.value for q in told[at + 1 :] if q.unit in ("", whole.unit))))
    return False


def of_whole(sentence: str, owed: Quantity | None) -> bool:
    """Whether a sentence begins with the whole that is owed ("of the 60 million, ..."), so that it tells of some part of it, read or not."""
    if owed is None or not FRONT.search(sentence):
        return False
    return _behind(FRONTED, sentence, (q for q in counted_in(sentence) if same_amount(q, owed)))


def last_of(sentence: str, owed: Quantity | None) -> bool:
    """Whether a sentence speaks of the last of the whole that is owed ("five sailors, the last of 14"), so that with them all is done."""
    if owed is None or owed.value <= 1 or not speaks_of_last(sentence):
        return False
    return _behind(LAST, sentence, (q for q in counted_in(sentence) if same_amount(q, owed) or q.value == owed.value))


def speaks_of_last(sentence: str) -> bool:
    """Whether a sentence speaks of the last of anything, as one must of which `last_of` holds for some duty."""
    return LAST_OF.search(sentence) is not None


def nth_of(sentence: str, owed: Quantity | None, head: str) -> float | None:
    """Which of the things owed a sentence calls by its number ("the ninetieth pillar"), from the fourth on: as many are done by then; else None."""
    if owed is None or owed.value < FIRST_FEW:
        return None
    told = (number for number, noun in ordinals_in(sentence) if number <= owed.value and (noun in (head, head.removeprefix("=")) or noun in ALONE))
    return next(told, None)


@lru_cache(maxsize=16384)
def ordinals_in(sentence: str) -> tuple[tuple[float, str], ...]:
    """The ordinals of a sentence from the fourth on, each with the stem of the word behind it."""
    found = ((_ordinal(word.lower()), noun) for word, noun in NTH.findall(sentence))
    return tuple((float(number), stem(noun)) for number, noun in found if number >= FIRST_FEW)


@lru_cache(maxsize=1024)
def _ordinal(word: str) -> int:
    """The number of an ordinal in figures or words below a hundred; 0 of any other word."""
    if word[:1].isdigit():
        return int("".join(c for c in word if c.isdigit()))
    if word in HUNDREDS:
        return HUNDREDS[word]
    tens, _, rest = word.rpartition("-")
    units = tables().labels.ordinals
    if tens in TENS and rest in units:
        return TENS[tens] + units.index(rest) + 1
    return next((value for name, value in TENS.items() if word == f"{name[:-1]}ieth"), units.index(word) + 1 if word in units else 0)


def _behind(words: re.Pattern[str], sentence: str, wholes: Iterable[Quantity]) -> bool:
    """Whether any of some amounts of a sentence stands right behind the words."""
    return any(words.search(sentence[max(0, q.start - BESIDE) : q.start]) for q in wholes if q.start is not None)


def _is_part(part: Quantity, owed: Quantity) -> bool:
    return (not part.unit or comparable(part, owed)) and 0 < _value(part, owed) < owed.value


def _value(part: Quantity, owed: Quantity) -> float:
    return value_in(part, owed.unit) if part.unit else part.value
