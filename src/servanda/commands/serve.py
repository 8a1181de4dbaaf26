"""`servanda serve`: the pages with search, SQL, an API, and decisions made in the browser."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from servanda.commands.screen import AsJson, Folder, complain, console, say_plain
from servanda.errors import InputError

Host = Annotated[str, typer.Option("--host", metavar="ADDRESS", help="Where to listen. Any other than the loopback is open to the network.")]
Port = Annotated[int, typer.Option("--port", "-p", min=0, max=65535, metavar="N", help="The port; 0 takes any that is free.")]
AllowHost = Annotated[list[str] | None, typer.Option("--allow-host", metavar="NAME", help="A further name by which browsers may ask. May be repeated.")]
ReadOnly = Annotated[bool, typer.Option("--read-only", help="Take no decisions.")]
Open = Annotated[bool, typer.Option("--open", help="Open the first page in the browser.")]


def serve(
    ledger: Folder = Path("out"), host: Host = "127.0.0.1", port: Port = 8080, allow_host: AllowHost = None, read_only: ReadOnly = False,
    open_browser: Open = False, as_json: AsJson = False,
) -> None:  # fmt: skip
    """Serve the ledger to the browser of this machine: the pages of `servanda site`, full-text search, SQL, a JSON API, and decisions.

    A ledger that is built anew meanwhile is picked up. Ctrl-C stops it.

    \b
    Examples:
      servanda serve out/ --open
      servanda serve out/ --port 0 --json
      servanda serve out/ --host 0.0.0.0 --read-only
    """
    from servanda.serve.running import is_loopback, listen, run
    from servanda.serve.service import Service

    opened = listen(host, port)
    with opened:
        service = Service(ledger, read_only=read_only)
        place = opened.getsockname()
        shown = f"[{place[0]}]" if ":" in place[0] else place[0]
        address = f"http://{shown}:{place[1]}/"
        if not is_loopback(host):
            decisions = "" if read_only else " and decide in your name (--read-only stops that)"
            complain(f"everybody who reaches {address} over the network can read this ledger{decisions}; nothing is encrypted")

        def ready() -> None:
            if as_json:
                say_plain(json.dumps({"address": address, "api": f"{address}api/v1/", "ledger": str(ledger), "read_only": read_only}))
            else:
                console().print(f"serving {ledger} at {address}   (Ctrl-C stops it)", soft_wrap=True)
            typer.get_text_stream("stdout").flush()
            if open_browser and typer.launch(address) != 0:
                complain(f"no browser could be opened; the address is {address}")

        names = [host, *(allow_host or ())]
        if any("/" in name or not name for name in names):
            raise InputError("is no name of a host", where="--allow-host", mend="Name it without scheme and path")
        run(service, opened, hosts=names, open_to_network=not is_loopback(host), ready=ready)
