"""What commands share: where they print, how errors end, the progress bar, options that several have."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn
from rich.text import Text
from typer.core import TyperGroup

from servanda.errors import InputError, ServandaError

if TYPE_CHECKING:
    from servanda.engines.building import Progress as Watcher
    from servanda.records import Rejection
    from servanda.store import Ledger

FAILED, STOPPED = 1, 130

Folder = Annotated[Path, typer.Argument(metavar="LEDGER", help="The output folder of a build.")]
LedgerOption = Annotated[Path, typer.Option("--ledger", "-l", metavar="DIR", help="The output folder of a build.")]
AsOf = Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="Statuses as they stood on this day (2023-12-14).")]
KnownBy = Annotated[str | None, typer.Option("--known-by", metavar="DATE", help="Count only what had been published by this day.")]
Pipeline = Annotated[str | None, typer.Option("--pipeline", metavar="NAME", help="A spaCy pipeline of your own, by name or path.")]
Actors = Annotated[list[Path] | None, typer.Option("--actors", metavar="FILE", help="A table of further actors. May be given several times.")]
Frames = Annotated[list[Path] | None, typer.Option("--frames", metavar="FILE", help="A table of further frames. May be given several times.")]
AsJson = Annotated[bool, typer.Option("--json", help="JSON instead of text.")]


class ServandaGroup(TyperGroup):
    """Ends every error a user can meet in one line and an exit code, however the application is called."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except ServandaError as error:
            complain(str(error))
            raise typer.Exit(FAILED) from error
        except KeyboardInterrupt as stop:
            complain("stopped")
            raise typer.Exit(STOPPED) from stop


def console(*, stderr: bool = False) -> Console:
    """A console that prints words as they are. Colours only on a terminal, and never with NO_COLOR."""
    return Console(stderr=stderr, highlight=False, markup=False, emoji=False)


def complain(message: str) -> None:
    """One line on standard error."""
    from servanda.views.terminal import shown

    line = Text("servanda: ", "bold red")
    console(stderr=True).print(line.append(shown(message), "not bold default"), soft_wrap=True)


def complain_of(reject: Rejection) -> None:
    """One line about an input that could not be used."""
    place = f" ({reject.place})" if reject.place else ""
    complain(f"{reject.source}{place}: {reject.reason}. {reject.mend}")


def say(lines: Iterable[Text]) -> None:
    """Lines on standard output: folded on a terminal, left whole in a file."""
    screen = console()
    for line in lines:
        screen.print(line, soft_wrap=not screen.is_terminal)


def say_plain(line: str, *, flush: bool = False) -> None:
    """A line for other programs, byte for byte; with `flush`, one that they need at once."""
    sys.stdout.write(line + "\n")
    if flush:
        sys.stdout.flush()


def open_ledger(folder: Path, as_of: str | None, known_by: str | None) -> Ledger:
    """The ledger in a folder, derived anew in memory if another day was asked for."""
    from servanda import api
    from servanda.store import Ledger

    ledger = Ledger.open(folder)
    return ledger.derive(api.day(as_of, "--as-of"), api.day(known_by, "--known-by")) if as_of or known_by else ledger


def write_file(path: Path, content: bytes, option: str) -> None:
    """Write what was asked for with an option.

    Raises:
        InputError: if it cannot be written.
    """
    try:
        path.write_bytes(content)
    except OSError as error:
        raise InputError(f"cannot be written ({error.strerror or error})", where=str(path), mend=f"Choose another file with {option}") from error


def _about(inputs: Sequence[str]) -> int | None:
    """How many documents local inputs hold, None where only reading tells."""
    from servanda.documents import document_count

    local = all(item != "-" and "://" not in item for item in inputs)
    return (document_count(inputs) or None) if local else None


@contextmanager
def watched(*, quiet: bool, inputs: Sequence[str] = ()) -> Iterator[tuple[Watcher, dict[str, int]]]:
    """A watcher of a build that draws a bar on a terminal, with rate and time left, and what it counted: documents in "reading" and in "coding".

    Of `inputs` it is counted how many documents there are to be read, where that can be told by looking, and only if a bar is drawn.
    """
    screen = console(stderr=True)
    counted = Counter({"reading": 0, "coding": 0})
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"), TimeRemainingColumn())
    with Progress(*columns, console=screen, disable=quiet or not screen.is_terminal, transient=True) as bars:
        task = bars.add_task("starting", total=None, rate="")

        def watch(stage: str, done: int, total: int) -> None:
            nonlocal task
            if bars.tasks[-1].description != stage:
                bars.remove_task(task)
                task = bars.add_task(stage, total=total or (_about(inputs) if stage == "reading" and not bars.disable else None), rate="")
            counted[stage] = done
            speed = bars.tasks[-1].speed
            bars.update(task, completed=done, rate=f"{speed:.{0 if speed >= 10 else 1}f} a second" if speed else "")

        yield watch, counted
