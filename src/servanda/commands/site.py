"""`servanda site`: pages to look at, which open from disk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from servanda.commands.screen import AsOf, Folder, KnownBy, console, open_ledger

if TYPE_CHECKING:
    from servanda.store import Ledger

To = Annotated[Path | None, typer.Option("--to", metavar="DIR", help="The folder to write into; by default `site` in the ledger's own.")]


def site(ledger: Folder = Path("out"), to: To = None, as_of: AsOf = None, known_by: KnownBy = None) -> None:
    """Write the ledger as pages that open from disk, without a server and without any request to the network.

    Who owes what to whom, agreements, documents with every claim marked, reprints, disagreements, events, and how it was made.

    An earlier site in the folder is replaced as a whole; files there that no site wrote are left alone.

    \b
    Examples:
      servanda site out/
      servanda site out/ --to public/
      servanda site out/ --as-of 2023-12-14 --to then/
    """
    write_pages(open_ledger(ledger, as_of, known_by), to or ledger / "site")


def write_pages(ledger: Ledger, to: Path) -> None:
    """Write the pages and say where they begin."""
    from servanda import api

    count = api.write_site(ledger, to)
    console(stderr=True).print(f"wrote {count} files: open {to / 'index.html'}", style="dim", soft_wrap=True)
