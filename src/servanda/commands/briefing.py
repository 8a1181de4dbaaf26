"""`servanda briefing`: what became known in a week, with a footnote to the words for every line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from servanda.commands.screen import Folder, console, write_file

if TYPE_CHECKING:
    from servanda.views.briefing.periods import Period

Week = Annotated[str | None, typer.Option("--week", metavar="WEEK", help="An ISO week (2023-W50); by default that of the ledger's own day.")]
Month = Annotated[str | None, typer.Option("--month", metavar="MONTH", help="A month (2023-12).")]
From = Annotated[str | None, typer.Option("--from", metavar="DATE", help="The first day (2023-12-11).")]
Until = Annotated[str | None, typer.Option("--until", metavar="DATE", help="The last day; by default the ledger's own.")]
Party = Annotated[str | None, typer.Option("--party", metavar="CODE", help="Only what concerns this party: a code (AZE) or a name.")]
Form = Annotated[str, typer.Option("--as", metavar="FORMAT", help="md, html or json.")]
To = Annotated[Path | None, typer.Option("--to", metavar="FILE", help="The file to write; by default standard output.")]


def briefing(
    ledger: Folder, week: Week = None, month: Month = None, first: From = None, last: Until = None, party: Party = None, form: Form = "md", to: To = None
) -> None:
    """Tell what became known in a period: new, moved, overdue, reversed, due next, events, disagreements; each line with the words it rests on.

    What became known in the period though it happened earlier is said so. Compared are the ledger as it stood at the end of the period and the one of
    the day before it, each from what had been published by then.

    \b
    Examples:
      servanda briefing out/
      servanda briefing out/ --week 2023-W50 --party AZE
      servanda briefing out/ --month 2023-12 --as html --to december.html
      servanda briefing out/ --from 2023-12-07 --until 2023-12-13 --as json
    """
    from servanda.store import Ledger
    from servanda.views.briefing.composing import compose
    from servanda.views.briefing.forms import check, rendered
    from servanda.views.briefing.gathering import gather

    check(form)
    opened = Ledger.open(ledger)
    told = rendered(compose(gather(opened, _period(opened.as_of, week, month, first, last), party)), form)
    if to is None:
        typer.echo(told, nl=False)
        return
    write_file(to, told.encode(), "--to")
    console(stderr=True).print(f"wrote {to}", style="dim", soft_wrap=True)


def _period(as_of: str, week: str | None, month: str | None, first: str | None, last: str | None) -> Period:
    from servanda import api
    from servanda.errors import InputError
    from servanda.views.briefing import periods

    if sum((week is not None, month is not None, first is not None or last is not None)) > 1:
        raise InputError("more than one period is given", where="--week", mend="Give one of --week, --month, or --from with --until")
    if week is not None:
        return periods.week(week)
    if month is not None:
        return periods.month(month)
    if first is not None or last is not None:
        if first is None:
            raise InputError("the first day is missing", where="--until", mend="Give it with --from")
        return periods.between(api.day(first, "--from") or "", api.day(last, "--until") or as_of)
    if not as_of:
        raise InputError("the ledger stands as of no day", where="--week", mend="Name a week like 2023-W50")
    return periods.week_of(as_of)
