"""One request at a time over HTTP, within limits of size, time and redirects, and no faster than a host is to be asked.

The standard library's client: what is needed beyond it is a connection to an address that has been checked, and that no bigger client offers.
Neither cookies, proxies nor passwords are used; nothing but the body of an answer is fetched: no script, no image.
"""

from __future__ import annotations

import http.client
import io
import socket
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from threading import Event, Timer

from servanda.documents.packing import unpacked
from servanda.errors import FetchFailed, InputError
from servanda.profiling import IDLE, stage
from servanda.watching.addresses import Target, numerical, target
from servanda.watching.clock import Clock

PERMANENT, TEMPORARY = frozenset({301, 308}), frozenset({302, 303, 307})
_CHUNK = 1 << 16


@dataclass(frozen=True)
class Limits:
    """What one request may take: bytes of the body, packed or not; seconds from connection to last byte; redirects; seconds between two of one host."""

    size: int = 16 << 20
    seconds: float = 60.0
    redirects: int = 5
    pause: float = 1.0


@dataclass(frozen=True)
class Answer:
    """What a server answered. `address` is where it was found after redirects, `moved` where permanent ones lead; names of `headers` are in lower
    case; `body` is empty unless `status` is 200.
    """

    status: int
    address: str
    moved: str | None
    headers: Mapping[str, str]
    body: bytes


class _Plain(http.client.HTTPConnection):
    """A connection to an address that has been checked, whatever its name means by now."""

    def __init__(self, at: Target, address: str, seconds: float) -> None:
        super().__init__(at.host, at.port, timeout=seconds)
        self._address = address
        self.line: socket.socket | None = None  # as `sock`, which is given up for the answer as soon as a server says that it will close

    def connect(self) -> None:
        self.sock = self.line = socket.create_connection((self._address, self.port), self.timeout)


class _Secure(_Plain):
    """The same with TLS, whose certificate is checked against the name."""

    default_port = http.client.HTTPS_PORT

    def connect(self) -> None:
        super().connect()
        self.sock = self.line = _trusted().wrap_socket(self.sock, server_hostname=self.host, do_handshake_on_connect=False)
        self.sock.do_handshake()


@cache
def _trusted() -> ssl.SSLContext:
    return ssl.create_default_context()


@contextmanager
def _time_limit(connection: _Plain, seconds: float) -> Iterator[Event]:
    """Cuts the connection when its time is up, whatever it waits for then; the event tells. One that is not open yet has its own limit."""
    late = Event()

    def cut() -> None:
        late.set()
        if connection.line is not None:
            with suppress(OSError):  # closed
                socket.socket.shutdown(connection.line, socket.SHUT_RDWR)  # not TLS's own, which would wait for the other side

    timer = Timer(seconds, cut)
    timer.daemon = True
    timer.start()
    try:
        yield late
    finally:
        timer.cancel()
        connection.close()


class Fetcher:
    """Asks for addresses, one after the other."""

    def __init__(self, clock: Clock, limits: Limits, *, allow_private: bool = False, contact: str | None = None) -> None:
        self._clock, self._limits, self._allow_private = clock, limits, allow_private
        self._agent = f"servanda/{version('servanda')} (reads feeds and what they link to" + (f"; {contact})" if contact else ")")
        self._free: dict[str, float] = {}  # when a host may be asked again

    def get(self, address: str, headers: Mapping[str, str] | None = None) -> Answer:
        """The answer at the end of all redirects, each of which is checked as the first address is.

        Raises:
            FetchFailed: if the address may not be asked, nobody answers, or a limit is met.
        """
        at, moved, permanent = target(address), None, True
        for _ in range(self._limits.redirects + 1):
            answer = self._ask(at, headers or {})
            location = answer.headers.get("location")
            if answer.status not in PERMANENT | TEMPORARY or not location:
                return Answer(answer.status, at.url, moved, answer.headers, answer.body)
            permanent = permanent and answer.status in PERMANENT
            at = target(location, at.url)
            moved = at.url if permanent else moved
        raise FetchFailed(f"more than {self._limits.redirects} redirects", again=False, where=address, mend="Give the address that they lead to, if any")

    @stage("fetching")
    def _ask(self, at: Target, headers: Mapping[str, str]) -> Answer:
        limits, address = self._limits, numerical(at, allow_private=self._allow_private)
        with stage(IDLE):
            self._clock.sleep(max(0.0, self._free.get(at.host, 0.0) - self._clock.now()))
        connection = (_Secure if at.secure else _Plain)(at, address, limits.seconds)
        with _time_limit(connection, limits.seconds) as late:
            try:
                connection.request("GET", at.path, headers={"User-Agent": self._agent, "Accept-Encoding": "gzip", "Connection": "close", **headers})
                response = connection.getresponse()
                body = self._body(response, at) if response.status == 200 else b""
            except FetchFailed:
                if not late.is_set():
                    raise
            except (OSError, http.client.HTTPException, ValueError) as error:
                if not late.is_set():
                    raise FetchFailed(f"the connection failed ({type(error).__name__}: {str(error)[:200]})", again=True, where=at.url) from error
            finally:
                self._free[at.host] = self._clock.now() + limits.pause
            if late.is_set():
                raise FetchFailed(f"it took longer than {limits.seconds:g} seconds", again=True, where=at.url)
        return Answer(response.status, at.url, None, {name.lower(): value for name, value in response.getheaders()}, body)

    def _body(self, response: http.client.HTTPResponse, at: Target) -> bytes:
        packing = (response.headers.get("Content-Encoding") or "identity").strip().lower()
        if packing not in ("identity", "gzip", "x-gzip"):
            raise FetchFailed(f"the answer is packed as {packing[:40]!r}, which was not asked for", again=False, where=at.url)
        body = self._bounded(response, at)
        if response.length:
            raise FetchFailed("the answer breaks off", again=True, where=at.url)
        if packing == "identity":
            return body
        try:
            return self._bounded(unpacked(io.BytesIO(body), ".gz"), at)
        except InputError as error:
            raise FetchFailed(f"the answer cannot be unpacked ({error.what})", again=False, where=at.url) from error
        except EOFError as error:
            raise FetchFailed("the packed answer breaks off", again=True, where=at.url) from error

    def _bounded(self, stream: http.client.HTTPResponse | io.BufferedReader, at: Target) -> bytes:
        body = bytearray()
        while chunk := stream.read1(_CHUNK):
            body += chunk
            if len(body) > self._limits.size:
                raise FetchFailed(f"the answer is larger than {self._limits.size >> 20} MB", again=False, where=at.url)
        return bytes(body)
