"""`servanda show`: the rows of one table."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from servanda.commands.screen import AsJson, AsOf, KnownBy, LedgerOption, open_ledger, say, say_plain

Table = Annotated[str, typer.Argument(metavar="TABLE", help="commitments, agreements, events, endorsements, appeals, positions, disagreements, claims ...")]
Party = Annotated[str | None, typer.Option("--party", metavar="CODE", help="Only rows in which this party takes part: a code (AZE) or a name.")]
StatusOption = Annotated[str | None, typer.Option("--status", metavar="STATUS", help="Only commitments with this status: overdue, fulfilled ...")]


def show(
    table: Table = "commitments",
    ledger: LedgerOption = Path("out"),
    party: Party = None,
    status: StatusOption = None,
    as_of: AsOf = None,
    known_by: KnownBy = None,
    as_json: AsJson = False,
) -> None:
    """Print the rows of a table; of commitments where none is named.

    \b
    Examples:
      servanda show
      servanda show commitments --party AZE --status overdue --as-of 2024-03-01
      servanda show claims --party Armenia --json
      servanda show events -l other-ledger/
    """
    from servanda import api
    from servanda.store.tables import check_table
    from servanda.views.listing import listed_fields, listing, select
    from servanda.views.phrases import displays

    check_table(table)
    opened = open_ledger(ledger, as_of, known_by)
    if as_json:
        rows = api.rows_for_show(opened, table)
        for line in api.json_rows(select(table, rows, party=party, status=status)):
            say_plain(line)
        return
    names = displays(opened.tables) if "about" in listed_fields()[table] or "of" in listed_fields()[table] else {}
    say(listing(table, select(table, opened.records(table), party=party, status=status), names))
