"""The delivery ratio: what share of the duties that came due was done, by debtor and by kind of duty.

`delivery.toml` says how each status counts. The ratio is (delivered + delivered late + kept + shares of the partly delivered) / (those + undelivered);
duties that are still open stand beside it and never lower it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import Literal

from servanda.records import Commitment, Record
from servanda.views.analysis.periods import iso_day
from servanda.views.analysis.results import AnalysisSource, Answer, Question
from servanda.views.by_status import read_by_status

TABLE = "delivery.toml"
Counts = Literal["delivered", "delivered late", "kept", "partly", "undelivered", "open", "left out"]


class Rule(Record, frozen=True):
    """One row of the table: how a status counts, and why."""

    counts: Counts
    why: str


class DeliveryRow(Record, frozen=True):
    """The duties of one debtor, of one kind, or of all. `per` is all, party or duty; `credit` is what the partly delivered count for in sum.

    `ratio` is the share of what came due that was delivered, `ratio_in_time` the share delivered in time (or kept); None where nothing came due.
    """

    per: str
    name: str
    commitments: int
    delivered: int
    delivered_late: int
    kept: int
    partly: int
    credit: float
    undelivered: int
    open: int
    left_out: int
    ratio: float | None
    ratio_in_time: float | None


def read_rules(text: str) -> dict[str, Rule]:
    """The counting rules of a table, one for every status there is.

    Raises:
        TableError: for an unknown or missing status, key or value, with the line where the table has one.
    """
    return read_by_status(text, TABLE, Rule, "A status has counts and why")


@cache
def rules() -> dict[str, Rule]:
    """The table that comes with the package."""
    return read_rules(files("servanda.views.analysis").joinpath(TABLE).read_text("utf-8"))


def delivery(ledger: AnalysisSource, question: Question) -> Answer:
    """The delivery ratio of all, of each debtor and of each kind of duty. A duty of several counts for each of them.

    Heeds `party` (duties it owes) and `dyad` (duties of the first to the second and the other way round).
    """
    groups: dict[tuple[str, str], list[Commitment]] = defaultdict(list)
    for commitment in asked(ledger, question):
        for group in grouped(commitment):
            groups[group].append(commitment)
    rows = [_row(*group, groups[group]) for group in in_order(groups)]
    return Answer(f"Delivery of promises as of {ledger.as_of}", rows, DeliveryRow)


def asked(ledger: AnalysisSource, question: Question) -> list[Commitment]:
    """The commitments that a question asks for: of its dyad, owed by its party, promised in its window."""
    kept = []
    for commitment in ledger.commitments:
        debtor, beneficiary = set(commitment.debtor), set(commitment.beneficiary)
        if question.dyad is not None:
            one, other = question.dyad
            if not ((one in debtor and other in beneficiary) or (other in debtor and one in beneficiary)):
                continue
        if question.party is not None and question.party not in debtor:
            continue
        day = promised(commitment)
        if (question.since and (day is None or day < question.since)) or (question.until and (day is None or day > question.until)):
            continue
        kept.append(commitment)
    return kept


def promised(commitment: Commitment) -> str | None:
    """The day of the promise (ISO); None where no document is dated."""
    return min((day for step in commitment.history if (day := iso_day(step.on))), default=None)


def grouped(commitment: Commitment) -> Iterator[tuple[str, str]]:
    """The groups in which a commitment counts: all, each debtor, its kind."""
    yield "all", ""
    for debtor in dict.fromkeys(commitment.debtor):
        yield "party", debtor
    yield "duty", commitment.duty


def in_order(groups: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Groups as tables list them: all, the debtors, the kinds of duty."""
    order = {"all": 0, "party": 1, "duty": 2}
    return sorted(groups, key=lambda group: (order[group[0]], group[1]))


def share_done(commitment: Commitment) -> float:
    """How much of a partly delivered duty is done, 0 to 1; a half where nobody gives numbers."""
    if commitment.done is None or commitment.quantity is None or commitment.quantity.value <= 0:
        return 0.5
    return min(1.0, max(0.0, commitment.done / commitment.quantity.value))


def _row(per: str, name: str, commitments: list[Commitment]) -> DeliveryRow:
    counted: Counter[str] = Counter(rules()[commitment.status].counts for commitment in commitments)
    credit = sum(share_done(commitment) for commitment in commitments if rules()[commitment.status].counts == "partly")
    in_time = counted["delivered"] + counted["kept"]
    due = in_time + counted["delivered late"] + counted["partly"] + counted["undelivered"]
    return DeliveryRow(
        per=per, name=name, commitments=len(commitments), delivered=counted["delivered"], delivered_late=counted["delivered late"], kept=counted["kept"],
        partly=counted["partly"], credit=round(credit, 6), undelivered=counted["undelivered"], open=counted["open"], left_out=counted["left out"],
        ratio=round((in_time + counted["delivered late"] + credit) / due, 6) if due else None,
        ratio_in_time=round(in_time / due, 6) if due else None,
    )  # fmt: skip
