"""`servanda analyse`: measures of a ledger as tables and figures."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from servanda.commands.screen import AsOf, Folder, KnownBy, console, open_ledger, write_file
from servanda.errors import InputError

MeasureName = Annotated[str, typer.Argument(metavar="MEASURE", help="One of the measures above.")]
Party = Annotated[str | None, typer.Option("--party", metavar="CODE", help="Only what this party takes part in, or owes.")]
Dyad = Annotated[str | None, typer.Option("--dyad", metavar="A-B", help="Only what two parties do to each other: AZE-ARM.")]
By = Annotated[str, typer.Option("--by", metavar="PERIOD", help="day, week (ISO) or month.")]
Since = Annotated[str | None, typer.Option("--since", metavar="DATE", help="Periods from this day on; promises of this day or later.")]
Until = Annotated[str | None, typer.Option("--until", metavar="DATE", help="Periods up to this day; promises of this day or earlier.")]
Of = Annotated[str, typer.Option("--of", metavar="WHAT", help="What a series counts: events, cooperation, conflict, net or goldstein.")]
Goldstein = Annotated[str, typer.Option("--goldstein", metavar="NAME", help="The Goldstein scale: gdelt, icews or phoenix.")]
Zeros = Annotated[bool, typer.Option("--zeros", help="Also rows for periods without events.")]
Undated = Annotated[str, typer.Option("--undated", metavar="RULE", help="Events no period can hold: apart, or report (count on the day of the first report).")]
Confidence = Annotated[float | None, typer.Option("--min-confidence", metavar="SHARE", help="Leave out events of less confidence (0 to 1).")]
Lags = Annotated[int, typer.Option("--lags", metavar="N", help="Reciprocity: the most lags to try.")]
Criterion = Annotated[str, typer.Option("--criterion", metavar="NAME", help="Reciprocity: aic or bic chooses the lags.")]
Penalty = Annotated[float | None, typer.Option("--penalty", metavar="PRICE", help="Change points: the price of a change; by default 2 ln n.")]
Form = Annotated[str, typer.Option("--as", metavar="FORM", help="csv, json (one object a line) or parquet.")]
To = Annotated[Path | None, typer.Option("--to", metavar="FILE", help="Write the table here instead of to the screen.")]
Figure = Annotated[Path | None, typer.Option("--figure", metavar="FILE", help="Draw the figure: a file that ends in .svg, .png or .vl.json.")]


def analyse(
    ledger: Folder, measure: MeasureName, party: Party = None, dyad: Dyad = None, by: By = "month", since: Since = None, until: Until = None, of: Of = "events",
    goldstein: Goldstein = "gdelt", zeros: Zeros = False, undated: Undated = "apart", min_confidence: Confidence = None, lags: Lags = 6,
    criterion: Criterion = "aic", penalty: Penalty = None, form: Form = "csv", to: To = None, figure: Figure = None,
    as_of: AsOf = None, known_by: KnownBy = None,
) -> None:  # fmt: skip
    """Measure a ledger, as a table and as a figure.

    \b
    Measures:
      dyads        counts, Goldstein sums and net cooperation by period
      reciprocity  vector autoregression and Granger tests of a dyad    (extra analysis)
      delivery     share of what came due that was done
      survival     time from promise to delivery (Kaplan-Meier)
      exchanges    who delivered first, and the lag in days
      network      parties: degree, centrality, component
      ties         ties of the signed network
      balance      share of balanced triangles
      changes      change points in counts of events (PELT, Poisson)

    The same ledger always gives the same bytes. docs/analysis.md has formulas, sources and limits.

    \b
    Examples:
      servanda analyse out/ dyads --dyad AZE-ARM --by week --zeros
      servanda analyse out/ dyads --dyad AZE-ARM --figure dyad.svg --to dyad.csv
      servanda analyse out/ reciprocity --dyad AZE-ARM --by week --of net
      servanda analyse out/ delivery --party AZE --as json
      servanda analyse out/ network --as parquet --to parties.parquet
    """
    from servanda import analysis
    from servanda.views.analysis.drawing import check_path

    if figure is not None:
        check_path(figure)
    opened = open_ledger(ledger, as_of, known_by)
    result = analysis.analyse(
        opened, measure, party=party, dyad=dyad, by=by, since=since, until=until, of=of, goldstein=goldstein, zeros=zeros, undated=undated,
        min_confidence=min_confidence, lags=lags, criterion=criterion, penalty=penalty,
    )  # fmt: skip
    if figure is not None:
        result.figure(figure)
    if to is not None or figure is None:
        _write(result.encoded(form), form, to)
    for note in (*result.notes, *(f"wrote {path}" for path in (to, figure) if path is not None)):
        console(stderr=True).print(note, style="dim", soft_wrap=True)


def _write(content: bytes, form: str, to: Path | None) -> None:
    if to is not None:
        write_file(to, content, "--to")
        return
    if form == "parquet":
        raise InputError("a Parquet table is not for the screen", where="--as", mend="Name a file with --to")
    sys.stdout.write(content.decode("utf-8"))
