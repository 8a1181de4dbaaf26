"""`servanda which`: the documents of a ledger that a list of addresses names."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from servanda.commands.screen import AsJson, LedgerOption, complain, say, say_plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.text import Text

    from servanda.documents.newsroom.pointers import Matches
    from servanda.records import Rejection

Lists = Annotated[list[Path], typer.Argument(metavar="LIST...", help="Files of GDELT, tables with a url column, or one address a line.")]
SHOWN = 20  # missing addresses that are printed for people


def which(lists: Lists, ledger: LedgerOption = Path("out"), as_json: AsJson = False) -> None:
    """Say which documents of a ledger a list of addresses names, and which addresses have no document there.

    Addresses are compared without scheme, "www.", tracking parameters and the like. Nothing is fetched, and the list adds nothing to the ledger.

    \b
    Examples:
      servanda which 20310503.gkg.csv
      servanda which addresses.txt -l out/ --json
    """
    import msgspec

    from servanda.documents.newsroom.pointers import match_addresses, read_addresses
    from servanda.errors import InputError
    from servanda.store import Ledger

    documents = Ledger.open(ledger).documents
    refused: list[Rejection] = []
    matches = match_addresses(read_addresses(lists, refused.append), documents)
    if not matches.listed:
        reject = refused[0] if refused else None
        raise InputError(reject.reason if reject else "the list is empty", where=reject.source if reject else str(lists[0]), mend=reject.mend if reject else "")
    if as_json:
        say_plain(msgspec.json.encode({**msgspec.to_builtins(matches), "refused": msgspec.to_builtins(refused)}).decode())
        return
    say(_lines(matches))
    if refused:
        complain(f"{len(refused)} rows passed over ({refused[0].source}, {refused[0].place}: {refused[0].reason})")


def _lines(matches: Matches) -> Iterator[Text]:
    from rich.text import Text

    from servanda.views.terminal import columns, shown

    yield Text(f"{matches.listed} addresses, {matches.listed - len(matches.missing)} with documents, {len(matches.missing)} missing", "bold")
    yield from columns([[Text(shown(cell or "")) for cell in (row.doc_id, row.published, row.outlet, row.title)] for row in matches.found])
    if matches.missing:
        yield Text(f"missing{f', the first {SHOWN}; --json gives all' if len(matches.missing) > SHOWN else ''}:", "dim")
        yield from (Text(f"  {shown(address)}") for address in matches.missing[:SHOWN])
