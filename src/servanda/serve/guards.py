"""Who may ask, and how much: checked before anything else sees a request.

A page of another site can make a browser ask this server. It is refused by the Host header (a name of theirs made to point here: DNS
rebinding), by Origin and by Sec-Fetch-Site; and nothing here is readable to it, since no header allows that.
"""

from __future__ import annotations

import asyncio
import ipaddress
from collections.abc import Awaitable, Callable, Iterable
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from servanda.errors import RequestError
from servanda.serve.failures import failure_of
from servanda.serve.shapes import Failure

MOST_BODY = 64 * 1024  # bytes
SLOWEST_BODY = 10.0  # seconds until a body must be there
LOOPBACK = ("localhost", "127.0.0.1", "::1")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
HEADERS = (
    ("content-security-policy", POLICY), ("x-content-type-options", "nosniff"), ("x-frame-options", "DENY"), ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"), ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
)  # fmt: skip

Tell = Callable[[Failure], ASGIApp]


class Guards:
    """An ASGI layer around the application. `tell` makes the answer that a refused request gets: nothing of the ledger is in it.

    Args:
        hosts: names, beside those of the loopback, by which this server may be asked.
        open_to_network: whether it listens to other machines; then any address in digits will do, which a rebound name is not.
    """

    def __init__(self, app: ASGIApp, tell: Tell, hosts: Iterable[str] = (), *, open_to_network: bool = False) -> None:
        self.app, self.tell = app, tell
        self.hosts = frozenset(host.casefold() for host in (*LOOPBACK, *hosts))
        self.open_to_network = open_to_network

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        protected = _with_headers(send)
        try:
            self._check(scope)
        except RequestError as error:
            await self.tell(failure_of(error))(scope, receive, protected)
            return
        await self.app(scope, _bounded(receive), protected)

    def _check(self, scope: Scope) -> None:
        named = [value.decode("latin-1") for name, value in scope["headers"] if name == b"host"]
        if len(named) != 1 or not self._ours(named[0]):
            mend = "Ask it by the address that it printed, or name the host with --allow-host"
            raise RequestError("this server does not go by that name", status=403, where="Host", mend=mend)
        headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
        site = headers.get(b"sec-fetch-site")
        # a browser that is told to send no referrer calls the origin of our own forms "null"; Sec-Fetch-Site, which no page can set, tells whose it is
        own = site == "same-origin" and headers.get(b"origin") == "null"
        if (origin := headers.get(b"origin")) is not None and not own and not _same(origin, named[0]):
            raise RequestError("pages of other sites may not ask this server", status=403, where="Origin")
        foreign = site not in (None, "none", "same-origin")
        if foreign and (scope["method"] not in ("GET", "HEAD") or headers.get(b"sec-fetch-mode") != "navigate"):
            raise RequestError("pages of other sites may not ask this server", status=403, where="Sec-Fetch-Site")
        length = headers.get(b"content-length", "0")
        if not length.isdecimal() or len(length) > 15 or int(length) > MOST_BODY:
            raise RequestError(f"the body is longer than {MOST_BODY:,} bytes", status=413, where="Content-Length", mend="Ask in smaller parts")

    def _ours(self, host: str) -> bool:
        try:
            name = urlsplit(f"//{host}").hostname or ""
            _ = urlsplit(f"//{host}").port
        except ValueError:
            return False
        if any(sign in host for sign in "/?#@\\ "):
            return False
        return name.casefold() in self.hosts or (self.open_to_network and _in_digits(name))


def _in_digits(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _same(origin: str, host: str) -> bool:
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and parts.netloc.casefold() == host.casefold()


def _bounded(receive: Receive) -> Receive:
    """Receives a body that is neither longer nor slower than it may be.

    Raises:
        RequestError: where it is.
    """
    size = 0

    async def bounded() -> Message:
        nonlocal size
        message = await receive()
        size += len(message.get("body", b""))
        if size > MOST_BODY:
            raise RequestError(f"the body is longer than {MOST_BODY:,} bytes", status=413, mend="Ask in smaller parts")
        return message

    return bounded


async def whole_body(read: Awaitable[bytes]) -> bytes:
    """A body, if it comes in time.

    Raises:
        RequestError: if it does not.
    """
    try:
        async with asyncio.timeout(SLOWEST_BODY):
            return await read
    except TimeoutError as error:
        raise RequestError(f"the body took longer than {SLOWEST_BODY:g} seconds", status=408, mend="Send it again") from error


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            present = {name for name, _ in message["headers"]}
            added = [(name.encode(), value.encode()) for name, value in HEADERS if name.encode() not in present]
            message["headers"] = [*message["headers"], *added]
        await send(message)

    return sending
