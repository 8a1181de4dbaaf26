"""Time phrases from left to right: which form starts at a token, with its modifier and as part of a range."""

from __future__ import annotations

from functools import cache, lru_cache

from servanda.language.grammar import dates, holidays, occasions, parts, relative
from servanda.language.grammar.clock import Form, lexicon
from servanda.language.grammar.numbers import number_words
from servanda.language.grammar.numeric import numeric_date
from servanda.language.grammar.tokens import DASHES, Words, tokenize
from servanda.language.grammar.weekdays import weekday

_TO = frozenset({"to", "until", "till", "through"})
_OPENING = frozenset({"early", "mid", "late", "later", "earlier", "hundred", "latter", "final", "overnight", "every", "each", "night"})
_OPENING |= {"fiscal", "financial", "fy"}
_QUOTES = frozenset({"'", "’", "‘"})
_ARTICLES = frozenset({"the", "a", "an"})
_DEEPEST = 3  # times within each other: "the tenth anniversary of the month of May 2014"


@cache
def _openers() -> frozenset[str]:
    """Every word with which a time phrase may start, articles and digits apart: a quick test before the forms are tried."""
    words = {word for section in ("months", "months_short", "weekdays", "weekdays_short", "seasons") for word in lexicon(section)}
    words |= {word for section in ("small", "tens", "ordinals") for word in number_words(section)}
    words |= {f"{day}s" for day in lexicon("weekdays")} | {f"{tens[:-1]}ies" for tens in number_words("tens")} | holidays.first_words()
    return frozenset(words | relative.LEADS | _OPENING | frozenset(dates.EDGES))


@cache
def _behind_article() -> frozenset[str]:
    return _openers() | _QUOTES | {"time"} | frozenset(lexicon("units")) | number_words("scales").keys()


def _candidates(words: Words) -> list[int]:
    """The tokens at which a time phrase may start, in order."""
    openers, behind, kinds, lowers, figures = _openers(), _behind_article(), words.kinds, words.lowers, words.figures
    return [
        index
        for index, lower in enumerate(lowers)
        if lower in openers
        or index in figures
        or (lower in relative.ENDING and lowers[index + 1] in _QUOTES)
        or (lower in _ARTICLES and (lowers[index + 1] in behind or kinds[index + 1] in {"number", "mixed"}))
    ]


def _plain(words: Words, index: int, depth: int = 0) -> Form | None:
    """A form without modifier; `depth` tells in how many others it stands."""
    numeric = numeric_date(words, index)
    if numeric:
        return numeric
    named = _named(words, index, depth) if depth < _DEEPEST else None
    if named:
        return named
    date = dates.weekday_prefix(words, index)
    for at in dict.fromkeys((date, index)):
        form = dates.iso_day(words, at) or dates.day_first(words, index, at) or dates.month_first(words, index, at)
        if form:
            return relative.behind_date(words, form)
    month = dates.bare_month(words, index)
    if month:
        return relative.behind_date(words, month)
    return (
        relative.fixed_word(words, index)
        or holidays.holiday(words, index)
        or weekday(words, index)
        or relative.month_or_season(words, index)
        or relative.deictic(words, index)
        or relative.day_beside(words, index)
        or relative.unit_beside(words, index)
        or relative.the_weekend(words, index)
        or relative.then(words, index)
        or relative.unit_end(words, index)
        or relative.counted(words, index)
        or dates.decade_or_century(words, index)
        or occasions.bare_day(words, index)
        or parts.quarter_form(words, index)
        or parts.season_form(words, index)
        or parts.fiscal_year(words, index)
        or dates.year_form(words, index)
    )


def _named(words: Words, index: int, depth: int) -> Form | None:
    """What is longer than the date in it: "the week of 6 May", "the first Sunday of June", "the tenth anniversary of the 1994 ...", "every Friday"."""
    ranked = parts.rank_at(words, index + 1 if words.lowers[index] == "the" else index) is not None
    form = occasions.recurring(words, index)
    if ranked:
        form = parts.stretch_of(words, index) or parts.weekday_of_month(words, index) or occasions.day_of_month(words, index)
    week, years = occasions.week_opener(words, index), occasions.anniversary_opener(words, index) if ranked else None
    if form or not (week or years):
        return form
    dated = _plain(words, week[0] if week else years[0] if years else index, depth + 1)
    if dated is None:
        return None
    return occasions.around(dated, index, week[1]) if week else occasions.anniversary(dated, index, years[1] if years else 0)


def _modified(words: Words, index: int, nested: bool = False) -> Form | None:
    """ "early March", "mid-2019", "the end of June", "the beginning of the year"; nested once, as in "the end of early March"."""
    at = index + 1 if words.lowers[index] == "the" else index
    word, edge = words.lowers[at], dates.EDGES.get(words.lowers[at])
    if edge and words.lowers[at + 1] == "of" and not nested:
        form = _modified(words, at + 2, nested=True) or _plain(words, at + 2) or relative.named_unit(words, at + 2)
        return form._replace(first=index, modifier=edge) if form else None
    if word not in {"early", "mid", "late", "later", "earlier"}:
        return None
    behind = at + 2 if words.texts[at + 1] in DASHES or words.lowers[at + 1] in {"in", "on"} else at + 1
    season = lexicon("seasons").get(words.lowers[behind])
    form = parts.season_form(words, behind) if season else _plain(words, behind) or relative.named_unit(words, behind)
    if form is None or (word in {"later", "earlier"} and form.partial is not None):
        return None
    return form._replace(first=index, modifier=word)


def _ranged(words: Words, index: int, form: Form) -> Form:
    """Lengthen "from A" or "between A" by "to B" or "and B", and "A–B" by its dash."""
    opener = words.lowers[index - 1]
    joint = words.lowers[form.last]
    if (opener == "from" and joint in _TO) or (opener == "between" and joint == "and"):
        other = _plain(words, form.last + 1)
        both = (dates.span_of(index, form, other) or dates.stretch_to(index, form, other)) if other else None
        return both or form
    if form.partial is None or not (
        (joint == "through" and form.partial.month)
        or (joint == "to" and form.partial.day)
        or (words.texts[form.last] in DASHES and (form.partial.month or words.texts[form.last] in {"–", "—"}))
    ):
        return form
    other = _plain(words, form.last + 1)
    return (dates.span_of(index, form, other) if other else None) or form


def form_at(words: Words, index: int) -> Form | None:
    """The longest time phrase that starts at a token, or None."""
    form = occasions.turn_of_year(words, index) or _modified(words, index) or _plain(words, index)
    if form is None or not words.same_paragraph(form.first, form.last - 1):
        return None
    return _ranged(words, index, form)


def forms(words: Words) -> list[Form]:
    """Every time phrase of a text, left to right, without overlap."""
    found: list[Form] = []
    behind = 0
    for index in _candidates(words):
        form = form_at(words, index) if index >= behind else None
        if form is not None:
            found.append(form)
            behind = form.last
    return found


@lru_cache(maxsize=8)
def read_phrases(text: str) -> tuple[Words, list[Form]]:
    """Tokens and time phrases of a text; kept for a moment, because times, deadlines and quantities all read them."""
    words = tokenize(text)
    return words, forms(words)
