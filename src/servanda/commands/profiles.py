"""`--profile`: the table of where the time went, on standard error, beside whatever the command prints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from servanda.commands.screen import console

if TYPE_CHECKING:
    from rich.table import Table

    from servanda.profiling import Profile

WithProfile = Annotated[bool, typer.Option("--profile", help="Tell where the time went, stage by stage.")]


def print_profile(profile: Profile) -> None:
    """The table, and below it what was coded in which time."""
    screen = console(stderr=True)
    screen.print(_table(profile))
    rate = f"{profile.documents / profile.elapsed:.1f} documents and {profile.words / profile.elapsed:,.0f} words a second" if profile.elapsed else ""
    screen.print(f"{profile.documents:,} documents of {profile.words:,} words coded in {profile.elapsed:.1f} s: {rate}", soft_wrap=True)


def _table(profile: Profile) -> Table:
    from rich import box
    from rich.table import Table

    table = Table("stage", box=box.SIMPLE)
    for heading in ("seconds", "share", "documents/s", "words/s"):
        table.add_column(heading, justify="right")
    total = sum(profile.seconds.values()) or 1.0
    for name, spent in profile.seconds.items():
        rates = [f"{count / spent:,.0f}" if spent and count else "" for count in (profile.documents, profile.words)]
        table.add_row(name, f"{spent:.2f}", f"{spent / total:.0%}", *rates)
    return table
