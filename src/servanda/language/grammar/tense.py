"""Whether the clause of a time looks ahead or back, told from the words around it (times are read without a parse)."""

from __future__ import annotations

from functools import cache

from servanda.language.grammar.clock import listed
from servanda.language.grammar.tokens import Words
from servanda.language.lemmas import irregular_forms

_LOOK_BACK = 10  # tokens before a time that may carry "will" or "by"
_LOOK_ON = 12  # tokens behind it
_LONGEST_OPENING = 24  # tokens between such a word and the time: "by no later than 6 p.m. local time on the end of"
_BETWEEN = frozenset({"the", "end", "of", "early", "late", "mid", "beginning", "start", "middle", "-", "than", "on", "in", "at"})
_HOURS = frozenset({"noon", "midnight", "m", "pm", "am", "gmt", "utc", "time"})
_JOINTS = frozenset({"-", "'", "’"})
_OPENERS = frozenset({"on", "in", "at", "from", "between", "over", "during"})
_ENDS = frozenset({".", "?", "!", ";", ""})


@cache
def _past_forms() -> frozenset[str]:
    return listed("words", "past") | {form for form, lemma in irregular_forms().items() if form != lemma}


def outlook(words: Words, index: int, last: int | None = None) -> str:
    """How the clause of a time at token `index` looks: "limit" behind by, until, before; "future" behind will, is to; "past" behind a verb of
    the past; "" where nothing tells.

    With `last` (the index behind the time) a time that opens its clause is judged by what follows ("On Monday they will meet").
    """
    at = index - 1
    while at >= index - _LONGEST_OPENING and (words.lowers[at] in _BETWEEN or _in_hour(words, at)):
        if words.lowers[at] == "than" and words.lowers[at - 1] == "later":
            return "limit"
        at -= 1
    if words.lowers[at] in listed("words", "limits"):
        lasted = words.lowers[at] != "by" and any(words.lowers[back] in listed("words", "lasted") for back in range(at - 1, max(at - 4, -1), -1))
        return "past" if lasted or (words.lowers[at] == "by" and _had_done(words, at)) else "limit"
    for back in range(at, max(at - _LOOK_BACK, -1), -1):
        if words.kinds[back] == "mark" and words.lowers[back] not in _JOINTS:
            break
        if words.lowers[back] == "that":
            return ""
        if found := _tense(words, back):
            return found
    return _outlook_behind(words, index, last) if last is not None else ""


def _had_done(words: Words, limit: int) -> bool:
    """Whether what stands before "by" had been done by then ("30 had arrived by the end of March"), and not only been promised or owed."""
    for back in range(limit - 1, max(limit - _LOOK_BACK, -1), -1):
        if words.kinds[back] == "mark" or words.lowers[back] == "to":
            return False
        if words.lowers[back] == "had":
            return words.lowers[back + 1] not in listed("words", "intent")
    return False


def _in_hour(words: Words, index: int) -> bool:
    """Whether a token belongs to an hour before the day: "noon on", "6 p.m. on", "14:00 GMT on"."""
    lower, after = words.lowers[index], words.lowers[index + 1]
    if words.kinds[index] == "number":
        return after in {":", ".", "p", "a"} | _HOURS
    if lower in {".", ":"}:
        return _marked(words, index)
    return lower in _HOURS or (lower in {"p", "a"} and after in {".", "m"}) or (lower == "local" and after == "time")


def _marked(words: Words, index: int) -> bool:
    """Whether a full stop or colon stands within an hour."""
    return words.lowers[index - 1] in {"p", "m", "a"} or (words.kinds[index - 1] == "number" and words.joined(index))


def _outlook_behind(words: Words, index: int, last: int) -> str:
    if words.lowers[index - 1] == "of":
        return "past"  # "the list of 3 February": what a day names is there
    opens = words.opens_sentence(index) or words.lowers[index - 1] in _OPENERS
    if not opens or words.texts[last] in {"'", "’"}:
        return ""
    for on in range(last, last + _LOOK_ON):
        if words.texts[on] in _ENDS:
            break
        if found := _tense(words, on):
            return found
    return ""


def _tense(words: Words, index: int) -> str:
    """What one word says: participles behind "be" and "to be" nothing, "agreed to" and "is to" that the deed lies ahead."""
    word, before = words.lowers[index], words.lowers[index - 1]
    if word in listed("words", "future") or (word == "to" and (before in listed("words", "intent") or words.lowers[index + 1] == "be")):
        return "future"
    if before == "be" or (word in listed("words", "intent") and words.lowers[index + 1] == "to"):
        return ""
    return "past" if word in _past_forms() or (word.endswith("ed") and len(word) > 4) else ""
