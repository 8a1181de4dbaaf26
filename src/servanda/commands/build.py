"""`servanda build`: documents to ledger, then the board."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from servanda.commands.profiles import WithProfile, print_profile
from servanda.commands.screen import STOPPED, Actors, AsJson, AsOf, Frames, KnownBy, Pipeline, complain, console, say, say_plain, watched
from servanda.commands.site import write_pages

if TYPE_CHECKING:
    from servanda.store import Ledger

Inputs = Annotated[
    list[str], typer.Argument(metavar="INPUT", help="Files, folders, globs, archives, - for standard input, s3:// and the like (docs/inputs.md).")
]
Columns = Annotated[list[str] | None, typer.Option("--column", metavar="PART=NAME", help="Which column holds a part: text=body,published=day.")]
Out = Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="The output folder; an earlier ledger there is added to.")]
Workers = Annotated[
    int | None,
    typer.Option("--workers", "-w", min=1, metavar="N", help="Processes to code with; each loads a model (about 0.5 GB). 1, or all that the cluster has."),
]
Engine = Annotated[Literal["local", "ray"], typer.Option("--engine", help="Code with processes of this machine, or on a Ray cluster.")]
Address = Annotated[str | None, typer.Option("--address", metavar="WHERE", help="The cluster: auto, local, HOST:PORT or ray://HOST:PORT.")]
Patience = Annotated[float | None, typer.Option("--patience", metavar="SECONDS", help="How long one shard may take on the cluster; 600 unless given.")]
Fresh = Annotated[bool, typer.Option("--fresh", help="Let documents of earlier builds in this folder no longer count.")]
WithSite = Annotated[bool, typer.Option("--site", help="Write the pages too, as `servanda site` does.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")]


def build(
    inputs: Inputs,
    out: Out = Path("out"),
    as_of: AsOf = None,
    known_by: KnownBy = None,
    workers: Workers = None,
    pipeline: Pipeline = None,
    actors: Actors = None,
    frames: Frames = None,
    columns: Columns = None,
    fresh: Fresh = False,
    engine: Engine = "local",
    address: Address = None,
    patience: Patience = None,
    with_site: WithSite = False,
    profile: WithProfile = False,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Read articles and statements and keep their ledger.

    Prints the board: who owes what to whom and whether it was done; then what needs a look.

    A build that was stopped goes on where it was when the same command is run again; what was coded is not coded again.

    \b
    Examples:
      servanda build articles/ -o out/
      servanda build "wire/*.jsonl" statements.csv -o out/ --as-of 2023-12-14
      servanda build archive/ -o out/ --workers 4 --json
      servanda build rows.parquet --column text=body,published=day -o out/
      servanda build archive/ -o out/ --engine ray --address auto
    """
    from servanda.documents import column_names
    from servanda.profiling import profiled

    tables = {"actors": actors or (), "frames": frames or ()}
    cluster = {"engine": engine, "address": address, "patience": patience}
    dates = {"as_of": as_of, "known_by": known_by}
    options = {**dates, "workers": workers, "pipeline": pipeline, "fresh": fresh, "columns": column_names(columns or ()), **tables, **cluster}
    with profiled(profile) as spent:
        ledger, coded = _watched_build(inputs, out, options, quiet=quiet or as_json)
    if with_site:
        write_pages(ledger, out / "site")
    if as_json:
        say_plain(json.dumps(summary(ledger) | {"coded": coded} | ({"profile": spent.as_json()} if spent else {}), ensure_ascii=False))
    elif not quiet:
        print_board(ledger, new=coded)
    if spent and not as_json:
        print_profile(spent)


def _watched_build(inputs: list[str], out: Path, options: dict[str, Any], *, quiet: bool) -> tuple[Ledger, int]:
    """The ledger, and how many documents were coded for it."""
    from servanda.profiling import stage

    with stage("loading"):
        from servanda import api

    try:
        with watched(quiet=quiet, inputs=inputs) as (watch, counted):
            return api.build(list(inputs), out, progress=watch, **options), counted["coding"]
    except KeyboardInterrupt as stop:
        complain("stopped. The same command goes on from here")
        raise typer.Exit(STOPPED) from stop


def summary(ledger: Ledger) -> dict[str, object]:
    """What was built, in numbers."""
    from collections import Counter

    from servanda import api
    from servanda.views.board import COUNTED

    facts = api.board_facts(ledger)
    return {
        "out": facts.out,
        "as_of": facts.tables.as_of,
        "documents": facts.documents,
        "rejects": facts.rejects,
        "reprints": len(facts.tables.reprint_of),
        "retracted": len(facts.tables.retracted),
        "decisions": len(facts.tables.rulings),
        "decisions_passed_over": sum(ruling.row is None for ruling in facts.tables.rulings),
        **{name: len(getattr(facts.tables, name)) for name in COUNTED},
        "statuses": dict(sorted(Counter(row.status for row in facts.tables.commitments).items())),
    }


def print_board(ledger: Ledger, *, new: int) -> None:
    """The board, and where to look next."""
    from rich.text import Text

    from servanda import api
    from servanda.views.board import board

    facts = api.board_facts(ledger)
    if not new:
        console(stderr=True).print("nothing new: every document was coded before", style="dim", soft_wrap=True)
    say(board(facts))
    where = "" if facts.out == "out" else f" -l {facts.out}"
    tables = facts.tables
    shown = [row.display for row in tables.commitments] + [row.display for row in tables.agreements] + [row.display for row in tables.events]
    example = shown[0] if shown else "ID"
    say([Text(f"servanda why {example}{where}   ·   servanda show events{where}   ·   servanda export {facts.out} --as csv --to tables/", "cyan")])
