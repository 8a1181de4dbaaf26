"""`servanda demo`: the sample that comes with the package, from articles to board."""

from __future__ import annotations

import tempfile
from importlib.resources import as_file, files
from pathlib import Path
from typing import Annotated

import typer

from servanda.commands.build import print_board
from servanda.commands.screen import console, watched
from servanda.errors import InputError

Kept = Annotated[Path | None, typer.Option("--out", "-o", metavar="DIR", help="Where to keep the ledger; by default a temporary folder.")]


def demo(out: Kept = None) -> None:
    """Build a ledger of the built-in sample and print its board. Needs no files and no network.

    \b
    Examples:
      servanda demo
      servanda demo -o demo/
    """
    from servanda import api

    folder = out or Path(tempfile.mkdtemp(prefix="servanda-demo-"))
    with as_file(files("servanda").joinpath("sample")) as sample:
        if not sample.is_dir():
            raise InputError("the built-in sample is missing", where=str(sample), mend="Install servanda again")
        console(stderr=True).print(f"reading the built-in sample in {sample}", style="dim", soft_wrap=True)
        with watched(quiet=False) as (watch, counted):
            ledger = api.build(sample, folder, progress=watch)
    print_board(ledger, new=counted["reading"])
