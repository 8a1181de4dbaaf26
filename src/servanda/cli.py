"""The command line. Exit codes: 0 done, 1 an error or nothing could be read, 2 wrong usage, 130 stopped with Ctrl-C.

`diff` keeps to those of diff(1): 0 the same, 1 different, 2 an error or wrong usage.
"""

from __future__ import annotations

from typing import Annotated

import typer

from servanda.commands.analyse import analyse
from servanda.commands.briefing import briefing
from servanda.commands.build import build
from servanda.commands.code import code
from servanda.commands.decide import decide
from servanda.commands.demo import demo
from servanda.commands.diff import diff
from servanda.commands.evaluate import evaluate
from servanda.commands.export import export
from servanda.commands.review import review
from servanda.commands.screen import ServandaGroup, say_plain
from servanda.commands.serve import serve
from servanda.commands.show import show
from servanda.commands.site import site
from servanda.commands.watch import watch
from servanda.commands.which import which
from servanda.commands.why import why
from servanda.engines.threads import prefer_one_thread

app = typer.Typer(
    name="servanda",
    cls=ServandaGroup,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        from servanda.engines.versions import installed_versions  # here, since it loads much

        for name, value in installed_versions().items():
            say_plain(f"{name} {value}")
        raise typer.Exit


@app.callback()
def servanda_command(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the versions of all parts.")] = False,
) -> None:
    """Keep the ledger of international relations: who agreed what, who owes what to whom, and whether it was done.

    \b
    Examples:
      servanda demo
      servanda build articles/ -o out/
      servanda why C-0001
    """


for command in (demo, build, show, why, site, serve, briefing, analyse, review, decide, diff, code, export, evaluate, which, watch):
    app.command()(command)


def main() -> None:
    """Run the command line on the arguments of this process."""
    prefer_one_thread()
    app()
