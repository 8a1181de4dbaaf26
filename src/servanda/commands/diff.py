"""`servanda diff`: what changed between two ledgers, and why."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from servanda.commands.screen import AsJson, complain, say, say_plain
from servanda.errors import ServandaError

Before = Annotated[Path, typer.Argument(metavar="A", help="The output folder of a build.")]
After = Annotated[Path, typer.Argument(metavar="B", help="The output folder of another build.")]

DIFFERENT, TROUBLE = 1, 2


def diff(before: Before, after: After, as_json: AsJson = False) -> None:
    """Show what changed between two ledgers: rows added, gone and changed, statuses moved, and why as far as it can be known.

    The causes told are documents added, gone, changed, withdrawn or replaced; decisions; other versions of coder, tables and rules; other days.

    As with diff(1), the exit code is 0 where they are the same, 1 where they differ and 2 where there was trouble.

    \b
    Examples:
      servanda diff monday/ tuesday/
      servanda diff out/ with-own-frames/ --json
    """
    import msgspec

    from servanda import api
    from servanda.views.difference_text import difference_lines

    try:
        found = api.compare(before, after)
    except ServandaError as error:
        complain(str(error))
        raise typer.Exit(TROUBLE) from error
    if as_json:
        say_plain(msgspec.json.encode({"same": found.same, **msgspec.to_builtins(found)}).decode())
    else:
        say(difference_lines(found))
    if not found.same:
        raise typer.Exit(DIFFERENT)
