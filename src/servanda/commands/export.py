"""`servanda export`: every table into files for other tools."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from servanda.commands.screen import AsOf, KnownBy, console

Folder = Annotated[Path, typer.Argument(metavar="LEDGER", help="The output folder of a build.")]
Form = Annotated[str, typer.Option("--as", metavar="FORMAT", help="jsonl, csv or parquet.")]
To = Annotated[Path, typer.Option("--to", metavar="DIR", help="The folder to write into.")]


def export(ledger: Folder, form: Form, to: To, as_of: AsOf = None, known_by: KnownBy = None) -> None:
    """Write all tables of a ledger, one file a table.

    JSON Lines and Parquet keep nested values; CSV is flat, and cells that a spreadsheet would run get an apostrophe.

    The same ledger always gives the same bytes.

    \b
    Examples:
      servanda export out/ --as jsonl --to exported/
      servanda export out/ --as csv --to tables/ --as-of 2023-12-14
    """
    from servanda import api
    from servanda.store import Ledger

    opened = Ledger.open(ledger)
    if as_of or known_by:
        opened = opened.derive(api.day(as_of, "--as-of"), api.day(known_by, "--known-by"))
    paths = api.export(opened, form, to)
    console(stderr=True).print(f"wrote {len(paths)} files to {to}", style="dim", soft_wrap=True)
