"""`servanda why`: the words behind a row."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from servanda.commands.screen import AsJson, AsOf, KnownBy, LedgerOption, console, open_ledger, say, say_plain

Wanted = Annotated[str, typer.Argument(metavar="ID", help="An id as the board shows it (C-0001), or a stable one; also of a claim or a document.")]


def why(wanted: Wanted, ledger: LedgerOption = Path("out"), as_of: AsOf = None, known_by: KnownBy = None, as_json: AsJson = False) -> None:
    """Show why a row says what it says.

    The sentences with the words marked, the claim and the frame that read them, and who reported them; of each status by whose word it is, and
    how many independent sources were counted.

    Then what was considered and not counted, and why not; what people decided; and what would change the verdict.

    \b
    Examples:
      servanda why C-0001
      servanda why A-0001 --ledger other-ledger/
      servanda why C-0003 --as-of 2023-12-10
      servanda why C-0001 --json
    """
    import msgspec

    from servanda import api
    from servanda.views.explanation import explain
    from servanda.views.why import why as lines_of

    facts = api.why_facts(open_ledger(ledger, as_of, known_by), wanted, marks=console().color_system is None)
    if as_json:
        say_plain(msgspec.json.encode(explain(facts)).decode())
    else:
        say(lines_of(facts))
