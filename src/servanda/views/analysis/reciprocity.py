"""Reciprocity of a dyad: a vector autoregression of what each did to the other, and Granger's test in both directions.

After Goldstein and Freeman (1990), "Three-Way Street", who regress each party's net cooperation on its own past and on the other's. The
number of lags is the one with the least AIC or BIC, at least one. Needs statsmodels, which the extra `analysis` brings.
"""

from __future__ import annotations

from typing import Any

from servanda.errors import InputError
from servanda.records import Record
from servanda.views.analysis.extras import extra
from servanda.views.analysis.results import AnalysisSource, Answer, Question, pair_name
from servanda.views.analysis.series import series
from servanda.views.phrases import plural

LEAST_PERIODS = 24
OBSERVATIONS = 5  # for each coefficient of an equation, so that a long lag is not fitted to a short series


class GrangerRow(Record, frozen=True):
    """Whether what `cause` did helps to foretell what `effect` does: F test that all lags of the cause have no weight.

    `response` is the sum of their coefficients: above 0, cooperation is answered with cooperation. `at_once` is the correlation of the two
    equations' errors, which Granger's test cannot tell the direction of.
    """

    cause: str
    effect: str
    by: str
    of: str
    first_period: str
    last_period: str
    periods: int
    lags: int
    criterion: str
    criterion_value: float
    f: float
    df_numerator: int
    df_denominator: int
    p: float
    response: float
    at_once: float


def reciprocity(ledger: AnalysisSource, question: Question) -> Answer:
    """One row a direction. Heeds `dyad` (needed), `by`, `of`, `since`, `until`, `undated`, `lags`, `criterion`, `goldstein`, `min_confidence`.

    Raises:
        InputError: if no dyad is named, the extra is missing, or the series are too short, constant, or the same.
    """
    if question.dyad is None:
        raise InputError("reciprocity is of one dyad", where="--dyad", mend="Name it, like --dyad AZE-ARM")
    known = series(ledger, question)
    one, other = (known.values[direction] for direction in (question.dyad, question.dyad[::-1]))
    most = _most_lags(len(known.span), question.lags, question.by)
    _check(question.dyad, one, other)
    fitted, lags = _fit(one, other, most, question.criterion)
    about = {
        "by": question.by, "of": question.of, "first_period": known.span[0].name, "last_period": known.span[-1].name, "periods": len(known.span),
        "lags": lags, "criterion": question.criterion, "criterion_value": round(float(getattr(fitted, question.criterion)), 6),
        "at_once": round(float(fitted.resid_corr[0, 1]), 6),
    }  # fmt: skip
    rows = [_row(fitted, cause, 1 - cause, question.dyad, about) for cause in (0, 1)]
    notes = (f"{lags} of at most {plural(most, 'lag')} by {question.criterion.upper()}", *known.notes)
    return Answer(f"Reciprocity of {pair_name(question.dyad)} by {question.by}", rows, GrangerRow, notes)


def _most_lags(length: int, asked: int, by: str) -> int:
    if length < LEAST_PERIODS:
        raise InputError(f"a series of {length} periods is too short for a vector autoregression", where="reciprocity",
                         mend=f"It takes {LEAST_PERIODS}: shorter periods than a {by}, or a longer window")  # fmt: skip
    return max(1, min(asked, (length - OBSERVATIONS) // (1 + 2 * OBSERVATIONS)))


def _check(dyad: tuple[str, str], one: tuple[float, ...], other: tuple[float, ...]) -> None:
    for (source, target), values in ((dyad, one), (dyad[::-1], other)):
        if len(set(values)) == 1:
            raise InputError(f"what {source} did to {target} is {values[0]:g} in every period, so nothing can be foretold of it", where="reciprocity",
                             mend="Take a longer window, another --of or other periods")  # fmt: skip
    if one == other:
        raise InputError("both directions are the same series: every event was joint", where="reciprocity", mend="Take --of conflict or another dyad")


def _fit(one: tuple[float, ...], other: tuple[float, ...], most: int, criterion: str) -> tuple[Any, int]:
    import numpy as np

    model = extra("statsmodels.tsa.api", "analysis").VAR(np.column_stack([one, other]))
    try:
        values = model.select_order(most).ics[criterion]  # by number of lags, from none on, all over the same periods
        lags = min(range(1, most + 1), key=lambda lag: (float(values[lag]), lag))
        return model.fit(lags), lags
    except (np.linalg.LinAlgError, ValueError) as error:
        raise InputError("the two series depend on each other so closely that nothing can be fitted", where="reciprocity",
                         mend="Take a longer window, another --of or other periods") from error  # fmt: skip


def _row(fitted: Any, cause: int, effect: int, dyad: tuple[str, str], about: dict[str, Any]) -> GrangerRow:
    import numpy as np

    test = fitted.test_causality(effect, [cause], kind="f")
    values = [float(test.test_statistic), float(test.pvalue), float(sum(fitted.coefs[:, effect, cause]))]
    if not all(np.isfinite(values)):
        raise InputError("the test has no finite value: one series follows the other without an error", where="reciprocity", mend="Take a longer window")
    f, p, response = (round(value, 6) for value in values)
    numerator, denominator = test.df
    degrees: dict[str, Any] = {"df_numerator": int(numerator), "df_denominator": int(denominator)}
    return GrangerRow(cause=dyad[cause], effect=dyad[effect], f=f, p=p, response=response, **degrees, **about)
