"""The measures of `servanda analyse`, each with one line that says what it is and the options it heeds. A new measure is a module and a line here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, get_args

from servanda.errors import InputError, LookupFailed
from servanda.views.analysis.changes import changes
from servanda.views.analysis.delivery import delivery
from servanda.views.analysis.directed_events import dyad_from, party_from
from servanda.views.analysis.dyads import dyad_table
from servanda.views.analysis.exchanges import exchanges
from servanda.views.analysis.network import balance, network, ties
from servanda.views.analysis.reciprocity import reciprocity
from servanda.views.analysis.results import AnalysisSource, Answer, By, Of, Question, Undated
from servanda.views.analysis.survival import survival

EVENTS = frozenset({"since", "until", "undated", "min_confidence"})
DUTIES = frozenset({"party", "dyad", "since", "until"})
CHOICES: dict[str, tuple[str, ...]] = {"by": get_args(By), "of": get_args(Of), "undated": get_args(Undated), "criterion": ("aic", "bic")}


@dataclass(frozen=True)
class Measure:
    """A measure: what it is in one line, how it is computed, and the options it heeds beside its ledger."""

    about: str
    answer: Callable[[AnalysisSource, Question], Answer]
    heeds: frozenset[str]


MEASURES: dict[str, Measure] = {
    "dyads": Measure("counts, Goldstein sums and net cooperation by period", dyad_table, EVENTS | {"party", "dyad", "by", "goldstein", "zeros"}),
    "reciprocity": Measure("vector autoregression and Granger tests of a dyad", reciprocity, EVENTS | {"dyad", "by", "of", "goldstein", "lags", "criterion"}),
    "delivery": Measure("share of what came due that was done, by debtor and kind of duty", delivery, DUTIES),
    "survival": Measure("time from promise to delivery (Kaplan-Meier)", survival, DUTIES),
    "exchanges": Measure("who delivered first, and the lag in days", exchanges, DUTIES),
    "network": Measure("parties of the signed network: degree, centrality, component", network, EVENTS | {"party"}),
    "ties": Measure("ties of the signed network with their weights", ties, EVENTS | {"party"}),
    "balance": Measure("share of balanced triangles, whole and by period", balance, EVENTS | {"party", "by"}),
    "changes": Measure("change points in counts of events (PELT, Poisson)", changes, EVENTS | {"party", "dyad", "by", "of", "penalty"}),
}


def analyse(ledger: AnalysisSource, measure: str, options: dict[str, Any]) -> Answer:
    """A measure of a ledger. `options` are fields of `Question`, with `dyad` and `party` as the user writes them.

    Raises:
        LookupFailed: if there is no such measure, party or dyad.
        InputError: if an option has a value it cannot have, the measure does not heed it, or the measure cannot be computed.
    """
    known = check_measure(measure)
    question = checked(known, measure, options)
    parties = {party for event in ledger.events for party in (*event.source, *event.target)}
    parties |= {party for duty in ledger.commitments for party in (*duty.debtor, *duty.beneficiary)}
    if options.get("dyad"):
        question = replace(question, dyad=dyad_from(str(options["dyad"]), sorted(parties)))
    if question.party:
        question = replace(question, party=party_from(question.party, sorted(parties)))
    return known.answer(ledger, question)


def check_measure(name: str) -> Measure:
    """The measure of a name.

    Raises:
        LookupFailed: if there is none.
    """
    if name not in MEASURES:
        raise LookupFailed(f"there is no measure {name[:40]!r}", mend="Measures are " + ", ".join(MEASURES))
    return MEASURES[name]


def checked(measure: Measure, name: str, options: dict[str, Any]) -> Question:
    """The question that options ask, without its dyad.

    Raises:
        InputError: for an option the measure does not heed, or a value it cannot have.
    """
    defaults = {field.name: field.default for field in fields(Question)}
    given = {key: value for key, value in options.items() if value is not None and value != defaults.get(key)}
    for key, value in given.items():
        option = "--" + key.replace("_", "-")
        if key not in measure.heeds:
            fitting = ", ".join(other for other, one in MEASURES.items() if key in one.heeds)
            raise InputError(f"{name} has no use for it", where=option, mend=f"It goes with {fitting}")
        if key in CHOICES and value not in CHOICES[key]:
            raise InputError(f"{str(value)[:40]!r} is not one of its values", where=option, mend="Take " + ", ".join(CHOICES[key]))
        if key in ("since", "until"):
            given[key] = _day(str(value), option)
        if key == "lags" and value < 1:
            raise InputError(f"{value} is no number of lags", where=option, mend="Take 1 or more")
        if key == "min_confidence" and not 0 <= value <= 1:
            raise InputError(f"{value} is no share", where=option, mend="Give a number from 0 to 1")
    return Question(**{key: value for key, value in given.items() if key != "dyad"})


def _day(text: str, option: str) -> str:
    """A day as the ledger writes it: Python also reads 20231214 and 2023-W50-4."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise InputError(f"{text[:40]!r} is not a day", where=option, mend="Write it like 2023-12-14") from error
