"""Which addresses may be asked. Feeds are hostile: a link or a redirect may point into the network of whoever reads it.

Only http and https; only hosts whose addresses are public, unless private ones are allowed. A name is looked up once, and the address
that was checked is the one that is connected to, so that a name cannot change its meaning in between.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from servanda.errors import FetchFailed

LONGEST_ADDRESS = 4000
PORTS = {"http": 80, "https": 443}
_KEPT = "/%:=&?~#+!$,;'@()*[]"  # what an address may hold besides letters and digits
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Target:
    """An address taken apart: `host` in ASCII, `path` with its query, `url` the whole without fragment."""

    secure: bool
    host: str
    port: int
    path: str
    url: str


def target(address: str, base: str = "") -> Target:
    """What `address` names, seen from `base` where it may be written as from there. Raises FetchFailed if it is none that may be asked."""
    try:
        whole = urljoin(base, address.strip()[: LONGEST_ADDRESS + 1])
        parts = urlsplit(whole)
        port, host = parts.port, (parts.hostname or "").rstrip(".").encode("idna").decode("ascii")
    except ValueError as error:  # UnicodeError among them
        raise _refused("is no address of the web", address) from error
    if parts.scheme not in PORTS or not host or len(whole) > LONGEST_ADDRESS:
        raise _refused("is no address of the web (http:// or https://)", address)
    if parts.username is not None or parts.password is not None:
        raise _refused("names a user or a password", address)
    path = quote(parts.path or "/", safe=_KEPT) + ("?" + quote(parts.query, safe=_KEPT) if parts.query else "")
    shown = f"[{host}]" if ":" in host else host
    place = shown if port in (None, PORTS[parts.scheme]) else f"{shown}:{port}"
    return Target(parts.scheme == "https", host, PORTS[parts.scheme] if port is None else port, path, f"{parts.scheme}://{place}{path}")


def _refused(what: str, address: str) -> FetchFailed:
    return FetchFailed(what, again=False, where=repr(address[:200]), mend="Give an address like https://example.org/feed.xml")


def is_public(address: str) -> bool:
    """Whether a numerical address lies on the public network; one that carries another within it is judged by both."""
    found = ipaddress.ip_address(address.partition("%")[0])
    return all(part.is_global and not part.is_multicast and not part.is_reserved for part in _within(found))


def _within(found: ipaddress.IPv4Address | ipaddress.IPv6Address) -> Iterator[ipaddress.IPv4Address | ipaddress.IPv6Address]:
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped or found in _NAT64:  # mere ways of writing an address of version 4
            yield ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
            return
        if found.sixtofour:
            yield found.sixtofour
    yield found


def numerical(at: Target, *, allow_private: bool) -> str:
    """The numerical address to connect to. Raises FetchFailed if the name is not known or leads only into a private network."""
    try:
        found = [str(place[0]) for *_, place in socket.getaddrinfo(at.host, at.port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError) as error:
        raise FetchFailed(f"the host {at.host!r} cannot be found ({error})", again=True, where=at.url, mend="Check the address") from error
    for address in found:
        if allow_private or is_public(address):
            return address
    mend = "Nothing to do, unless the feed is your own network's: then say --allow-private"
    raise FetchFailed(f"the host {at.host!r} lies on this machine or in a private network", again=False, where=at.url, mend=mend)
