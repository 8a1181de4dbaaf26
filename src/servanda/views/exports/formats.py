"""The formats of `servanda export`, each with one line that says what it is. A new event format is a module with a FORMAT, and a line here."""

from __future__ import annotations

from servanda.errors import InputError, LookupFailed
from servanda.views.exports import acled, barometer, gdelt1, gdelt2, graphml, icews, ics, phoenix, plover, polecat
from servanda.views.exports.scales import check_goldstein
from servanda.views.exports.whole import WholeFormat
from servanda.views.exports.writing import EventFormat

# Every table of the ledger, one file each.
TABLES: dict[str, str] = {
    "jsonl": "all tables, JSON Lines with nested values",
    "csv": "all tables, flat and safe to open in a spreadsheet",
    "parquet": "all tables, Parquet with nested values",
}
# The events alone, as others publish theirs.
EVENTS: dict[str, EventFormat] = {
    form.name: form
    for form in (
        icews.FORMAT,
        polecat.FORMAT,
        gdelt1.FORMAT,
        gdelt2.FORMAT,
        phoenix.FORMAT,
        plover.FORMAT,
        acled.FORMAT,
    )
}
# What draws on the ledger as a whole, one file each.
WHOLE: dict[str, WholeFormat] = {form.name: form for form in (barometer.FORMAT, graphml.FORMAT, ics.FORMAT)}


def names() -> tuple[str, ...]:
    """The names of all formats."""
    return (*TABLES, *EVENTS, *WHOLE)


def check(form: str, expand: bool | None, goldstein: str | None, confidence: float | None = None) -> None:
    """Refuses formats that do not exist and switches that a format has no use for.

    Raises:
        LookupFailed: if there is no such format or scale.
        InputError: if a switch does not fit it.
    """
    if form not in names():
        raise LookupFailed(f"there is no export format {form[:40]!r}", mend="Formats are " + ", ".join(names()))
    writes = "tables" if form in TABLES else "one file of the whole ledger"
    if expand is not None and form not in EVENTS:
        raise InputError(f"{form} writes {writes} and has no dyads", where="--expand-dyads", mend="Use it with " + ", ".join(EVENTS))
    if confidence is not None and form not in EVENTS:
        all_of_it = f"{form} writes {writes} with all claims and their confidence" if form in TABLES else f"{form} writes {writes}"
        raise InputError(all_of_it, where="--min-confidence", mend="Use it with " + ", ".join(EVENTS))
    if confidence is not None and not 0 <= confidence <= 1:
        raise InputError(f"{confidence} is no share", where="--min-confidence", mend="Give a number from 0 to 1")
    if goldstein is not None:
        check_goldstein(goldstein)
    scaled = [*(name for name, known in EVENTS.items() if known.goldstein), *(name for name, known in WHOLE.items() if known.goldstein)]
    if goldstein is not None and form not in scaled:
        raise InputError(f"{form} has no Goldstein scores", where="--goldstein", mend="Use it with " + ", ".join(scaled))
