"""`servanda export`: tables for other tools, or events in the formats of event data."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from servanda.commands.screen import AsOf, Folder, KnownBy, console, open_ledger

Form = Annotated[str, typer.Option("--as", metavar="FORMAT", help="One of the formats above.")]
To = Annotated[Path, typer.Option("--to", metavar="DIR", help="The folder to write into.")]
Dyads = Annotated[bool | None, typer.Option("--expand-dyads/--keep-dyads", help="Events: a row for every source and target, or one row an event.")]
Goldstein = Annotated[str | None, typer.Option("--goldstein", metavar="NAME", help="Events and networks: the Goldstein scale, gdelt, icews or phoenix.")]
Confidence = Annotated[float | None, typer.Option("--min-confidence", metavar="SHARE", help="Events: leave out those of less confidence (0 to 1).")]


def export(
    ledger: Folder, form: Form, to: To, expand_dyads: Dyads = None, goldstein: Goldstein = None, min_confidence: Confidence = None,
    as_of: AsOf = None, known_by: KnownBy = None,
) -> None:  # fmt: skip
    """Write a ledger for other tools: all its tables, its events as others publish theirs, a calendar, a network, scores.

    \b
    All tables, one file a table:
      jsonl     JSON Lines with nested values
      parquet   Parquet with nested values
      csv       flat; cells that a spreadsheet would run get an apostrophe

    \b
    The events alone, one file and a description of its columns and scales:
      icews     20 columns, tabs, header                  dyads expanded
      polecat   40 columns, tabs, header                  dyads kept
      gdelt1    58 columns, tabs, no header, .CSV         dyads expanded
      gdelt2    61 columns, tabs, no header, .CSV         dyads expanded
      phoenix   26 columns, tabs, no header               dyads expanded
      plover    JSON Lines, every number with its table   dyads kept
      acled     31 columns in the shape of ACLED, CSV     dyads kept

    \b
    What draws on the whole ledger, one file and what it holds and leaves out:
      barometer   commitments scored 0 to 3 as monitors of accords do, CSV
      graphml     the signed weighted network of parties
      ics         a calendar of deadlines

    The same ledger always gives the same bytes. docs/exports.md says which column comes from what.

    \b
    Examples:
      servanda export out/ --as jsonl --to exported/
      servanda export out/ --as csv --to tables/ --as-of 2023-12-14
      servanda export out/ --as parquet --to tables/
      servanda export out/ --as icews --to events/
      servanda export out/ --as polecat --to events/ --expand-dyads
      servanda export out/ --as gdelt1 --to events/
      servanda export out/ --as gdelt2 --to events/ --goldstein phoenix
      servanda export out/ --as phoenix --to events/ --known-by 2023-12-14
      servanda export out/ --as plover --to events/
      servanda export out/ --as polecat --to events/ --min-confidence 0.5
      servanda export out/ --as acled --to events/
      servanda export out/ --as barometer --to scores/
      servanda export out/ --as graphml --to network/ --goldstein icews
      servanda export out/ --as ics --to calendar/
    """
    from servanda import api
    from servanda.views.exports import formats

    formats.check(form, expand_dyads, goldstein, min_confidence)
    paths = api.export(open_ledger(ledger, as_of, known_by), form, to, expand_dyads=expand_dyads, goldstein=goldstein, min_confidence=min_confidence)
    console(stderr=True).print(f"wrote {len(paths)} files to {to}", style="dim", soft_wrap=True)
