"""The application on a port: starts, says where it is, and stops cleanly."""

from __future__ import annotations

import errno
import socket
from collections.abc import Callable, Iterable

import uvicorn

from servanda.errors import InputError
from servanda.serve.application import make_app
from servanda.serve.connections import Prompt
from servanda.serve.guards import LOOPBACK
from servanda.serve.service import Service

MOST_AT_ONCE = 100  # connections
MOST_HEAD = 64 * 1024  # bytes of the head of a request
IDLE = 30  # seconds that a connection may be silent
END = 5  # seconds for requests that run when the server is told to stop


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches a server that listens there."""
    return host.casefold() in LOOPBACK or host.startswith("127.")


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens; port 0 takes any that is free.

    Raises:
        InputError: if it cannot be had, saying what to do.
    """
    place = f"{host}:{port}"
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except (OSError, UnicodeError) as error:
        raise InputError("is no address of this machine", where=place, mend="Use --host 127.0.0.1") from error
    opened = socket.socket(family, kind, protocol)
    try:
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        opened.bind(address)
        opened.listen(128)
    except OSError as error:
        opened.close()
        if error.errno == errno.EADDRINUSE:
            raise InputError("another program listens there", where=place, mend="Stop it, or choose another with --port (0 takes any that is free)") from error
        raise InputError(f"cannot be listened to ({error.strerror})", where=place, mend="Use --host 127.0.0.1 and a --port above 1023") from error
    return opened


def run(service: Service, opened: socket.socket, *, hosts: Iterable[str] = (), open_to_network: bool = False, ready: Callable[[], None]) -> None:
    """Serve until Ctrl-C or a signal to end; `ready` is called once requests are answered."""
    make_server(service, hosts, open_to_network=open_to_network, ready=ready).run(sockets=[opened])


def make_server(service: Service, hosts: Iterable[str] = (), *, open_to_network: bool = False, ready: Callable[[], None]) -> uvicorn.Server:
    """The server that `run` runs."""
    app = make_app(service, hosts, open_to_network=open_to_network)
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, limit_concurrency=MOST_AT_ONCE, timeout_keep_alive=IDLE,
        timeout_graceful_shutdown=END, http=Prompt, h11_max_incomplete_event_size=MOST_HEAD, ws="none", lifespan="on", proxy_headers=False,
    )  # fmt: skip
    return _Telling(config, ready)


class _Telling(uvicorn.Server):
    """A server that says when it is ready."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()
