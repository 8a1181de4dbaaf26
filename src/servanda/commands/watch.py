"""`servanda watch`: polls feeds and keeps their ledger. The one command that uses the network."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from servanda.commands.build import Quiet
from servanda.commands.profiles import WithProfile, print_profile
from servanda.commands.screen import FAILED, STOPPED, Actors, AsJson, Frames, Pipeline, complain, console, say_plain, watched

if TYPE_CHECKING:
    from servanda.engines.loading import CoderLoader
    from servanda.watching.rounds import Tell, WatchOrder

Feeds = Annotated[list[str], typer.Argument(metavar="FEED", help="Addresses of RSS or Atom feeds (http or https).")]
Out = Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="The ledger's folder; an earlier ledger there is added to.")]
Once = Annotated[bool, typer.Option("--once", help="Poll once, build, and end: for cron.")]
Every = Annotated[str, typer.Option("--every", metavar="TIME", help="The time between two polls of a feed: 15m, 2h, 1d.")]
Pause = Annotated[float, typer.Option("--pause", min=0.0, metavar="SECONDS", help="The time between two requests to one host.")]
Seconds = Annotated[float, typer.Option("--time-limit", min=1.0, metavar="SECONDS", help="What one request may take.")]
Megabytes = Annotated[int, typer.Option("--size-limit", min=1, metavar="MB", help="How large a feed or page may be, unpacked.")]
Private = Annotated[bool, typer.Option("--allow-private", help="Ask hosts of this machine and of private networks too.")]
Contact = Annotated[str | None, typer.Option("--contact", metavar="WHO", help="An address that servers are told with each request.")]
Workers = Annotated[int, typer.Option("--workers", "-w", min=1, metavar="N", help="Processes to code with.")]


def watch(
    feeds: Feeds,
    out: Out = Path("out"),
    once: Once = False,
    every: Every = "15m",
    pause: Pause = 1.0,
    time_limit: Seconds = 60.0,
    size_limit: Megabytes = 16,
    allow_private: Private = False,
    contact: Contact = None,
    workers: Workers = 1,
    pipeline: Pipeline = None,
    actors: Actors = None,
    frames: Frames = None,
    profile: WithProfile = False,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Poll feeds, read what they link to, and keep the ledger of it. The one command that uses the network.

    A watch that was stopped or killed goes on where it was when the same command is run again; nothing is read twice.

    \b
    Examples:
      servanda watch https://example.org/news.rss -o out/
      servanda watch https://example.org/news.rss https://example.net/atom -o out/ --every 1h --json
      servanda watch https://example.org/news.rss -o out/ --once --contact desk@example.com
    """
    from servanda.engines.loading import CoderLoader
    from servanda.profiling import profiled
    from servanda.watching import WatchOrder
    from servanda.watching.fetching import Limits
    from servanda.watching.schedule import duration

    limits = Limits(size=size_limit << 20, seconds=time_limit, pause=pause)
    order = WatchOrder(tuple(dict.fromkeys(feeds)), out, duration(every), limits, allow_private, contact, workers)
    load = CoderLoader(pipeline, tuple(actors or ()), tuple(frames or ()))
    with profiled(profile) as spent:
        status = _run(order, load, once, quiet, as_json)
    if spent and as_json:
        say_plain(json.dumps({"what": "profile", **spent.as_json()}))
    elif spent:
        print_profile(spent)
    raise typer.Exit(status)


def _run(order: WatchOrder, load: CoderLoader, once: bool, quiet: bool, as_json: bool) -> int:
    """The exit status."""
    from servanda.watching import Watch

    try:
        with watched(quiet=quiet or as_json) as (progress, _), Watch.hold(order, load, _teller(quiet, as_json), progress=progress) as watching:
            well = watching.once() if once else watching.keep()
            return 0 if well else FAILED
    except KeyboardInterrupt:
        complain("stopped. The same command goes on from here")
        return STOPPED


def _teller(quiet: bool, as_json: bool) -> Tell:
    def tell(event: dict[str, object]) -> None:
        if as_json:
            say_plain(json.dumps(event, ensure_ascii=False), flush=True)
        elif not quiet:
            console(stderr=True).print(line(event), soft_wrap=True)

    return tell


def line(event: dict[str, object]) -> str:
    """One line for people: when, what, of what, and how it went."""
    from servanda.views.terminal import shown

    facts = [f"{name.replace('_', ' ')} {fact}" for name, fact in event.items() if name not in ("at", "what", "feed", "item", "problem") and fact]
    parts = [str(event["at"]), str(event["what"]), str(event.get("item") or event.get("feed") or ""), ", ".join(facts), str(event.get("problem") or "")]
    return shown(" · ".join(part for part in parts if part))
