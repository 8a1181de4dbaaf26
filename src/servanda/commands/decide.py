"""`servanda decide`: one decision without a dialogue, for scripts."""

from __future__ import annotations

import datetime
import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from servanda.commands.screen import Folder, say
from servanda.errors import InputError

if TYPE_CHECKING:
    from rich.text import Text

    from servanda.engines.deciding import Wish
    from servanda.records import Decision
    from servanda.store import Ledger

Wanted = Annotated[str | None, typer.Argument(metavar="ID", help="A row as the board shows it (C-0001), or its stable id; a claim can be rejected.")]
Accept = Annotated[bool, typer.Option("--accept", help="It is right as it stands; `review` does not ask about it again.")]
Reject = Annotated[bool, typer.Option("--reject", help="Take it out of the ledger.")]
Merge = Annotated[str | None, typer.Option("--merge", metavar="ID", help="It is the same as this row, which gets what it rests on.")]
Split = Annotated[str | None, typer.Option("--split", metavar="CLAIM", help="What this claim tells is another thing: give it a row of its own.")]
SetStatus = Annotated[str | None, typer.Option("--status", metavar="STATUS", help="The commitment stands so: fulfilled, breached ...")]
Since = Annotated[str | None, typer.Option("--since", metavar="DATE", help="The day from which that status holds; by default the day of the ledger.")]
Set = Annotated[str | None, typer.Option("--set", metavar="FIELD=VALUE", help="Correct one field: debtor=AZE+ARM, deadline=2024-03-01, quantity=32 person.")]
Undo = Annotated[bool, typer.Option("--undo", help="Take back the last decision, if it is your own.")]
Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why; kept with the decision.")]
Author = Annotated[str | None, typer.Option("--author", metavar="NAME", help="Who decides; by default the login name.")]
On = Annotated[str | None, typer.Option("--on", metavar="DATE", help="The day of the decision; by default today.")]
Apply = Annotated[bool, typer.Option("--apply/--no-apply", help="Whether to derive the tables anew at once; otherwise the next build does.")]


def decide(
    ledger: Folder, wanted: Wanted = None, accept: Accept = False, reject: Reject = False, merge: Merge = None, split: Split = None,
    status: SetStatus = None, since: Since = None, field: Set = None, undo: Undo = False, reason: Reason = "", author: Author = None, on: On = None,
    apply: Apply = True,
) -> None:  # fmt: skip
    """Overrule the ledger: one decision about one row, kept in decisions.jsonl and carried out in every build.

    \b
    Examples:
      servanda decide out/ C-0003 --reject --reason "a recap of the accord of 2019"
      servanda decide out/ C-0007 --merge C-0002 --reason "the same convoy"
      servanda decide out/ C-0002 --status fulfilled --since 2023-12-12 --reason "the receipt was shown to us"
      servanda decide out/ C-0004 --set deadline=2024-03-01 --reason "article 5" --no-apply
      servanda decide out/ --undo
    """
    from rich.text import Text

    from servanda import api
    from servanda.store import Ledger
    from servanda.views.phrases import decided

    opened = Ledger.open(ledger)
    who = author_name(author)
    if undo:
        if wanted:
            raise typer.BadParameter("--undo takes back the last decision and needs no ID")
        taken = api.take_back(opened, who)
        say([Text(f"taken back: {taken.target} {decided(taken)}")])
    else:
        wish = _wish(wanted, {"accept": accept, "reject": reject, "merge": merge, "split": split, "status": status, "set": field}, since)
        made = api.decide(opened, wish, author=who, on=decision_day(on), reason=reason)
        say([Text(f"{wanted}: {decided(made)}"), *not_yet(opened, made)])
    finish(ledger, apply=apply)


def not_yet(ledger: Ledger, made: Decision) -> list[Text]:
    """What to say of a status that holds only from a day after the ledger's own, since no table shows it before; else nothing."""
    from rich.text import Text

    if made.field != "status" or not made.since or made.since <= ledger.as_of:
        return []
    asked = f"servanda show commitments -l {ledger.folder} --as-of {made.since}"
    return [Text(f"the ledger stands at {ledger.as_of}: the status shows from {made.since} on ({asked})", "yellow")]


def author_name(given: str | None) -> str:
    """Who decides: as given, else the login name.

    Raises:
        InputError: if there is neither.
    """
    try:
        return (given or getpass.getuser()).strip()
    except (OSError, KeyError, ImportError) as error:
        raise InputError("nobody is named as author", mend="Name yourself with --author") from error


def decision_day(given: str | None) -> str:
    """The day of a decision: as given, else today. A decision is a person's act, so the clock may date it."""
    from servanda import api

    return api.day(given, "--on") or datetime.date.today().isoformat()


def finish(ledger: Path, *, apply: bool) -> None:
    """Derive the tables anew, or say what will."""
    from rich.text import Text

    from servanda import api

    if apply:
        api.rebuild(ledger)
        say([Text(f"the tables of {ledger} are derived anew", "dim")])
    else:
        say([Text(f"the tables show it after the next build, `servanda review {ledger}` or `servanda decide {ledger}`", "dim")])


def _wish(wanted: str | None, asked: dict[str, str | bool | None], since: str | None) -> Wish:
    """The one thing that was asked for."""
    from servanda import api
    from servanda.engines.deciding import Action, Wish

    chosen = [name for name, value in asked.items() if value not in (None, False)]
    if not wanted or len(chosen) != 1:
        raise typer.BadParameter("give an ID and one of --accept, --reject, --merge, --split, --status, --set (or --undo alone)")
    name, value = chosen[0], str(asked[chosen[0]])
    if since is not None and name != "status":
        raise typer.BadParameter("--since goes with --status")
    if name == "status":
        return Wish("set", wanted, field="status", value=value, since=api.day(since, "--since"))
    if name == "set":
        field, equals, content = value.partition("=")
        if not equals:
            raise typer.BadParameter("--set takes FIELD=VALUE")
        return Wish("set", wanted, field=field.strip(), value=content.strip())
    action: Action = next(one for one in get_args(Action) if one == name)
    return Wish(action, wanted, other=value if name in ("merge", "split") else None)
