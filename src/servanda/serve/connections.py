"""A connection whose requests must begin in time: one that sends nothing, or a byte now and then, is closed ("slowloris").

Uvicorn bounds the silence between two requests of a connection, but waits for the head of a request for ever.
"""

from __future__ import annotations

import asyncio

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

SLOWEST_HEAD = 10.0  # seconds from the first byte of a request, or from the connection, until its head must be there


class Prompt(H11Protocol):
    """HTTP/1.1 as uvicorn speaks it, with a limit of time on the head of each request."""

    _head_is_due: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A client has connected."""
        super().connection_made(transport)
        self._mind_head()

    def data_received(self, data: bytes) -> None:
        """Bytes have come: perhaps the rest of a head, perhaps the beginning of another."""
        super().data_received(data)
        self._mind_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """The client is gone, or was sent away."""
        self._forget_head()
        super().connection_lost(exc)

    def _mind_head(self) -> None:
        if self.conn.their_state is not h11.IDLE:
            self._forget_head()
        elif self._head_is_due is None:
            self._head_is_due = self.loop.call_later(SLOWEST_HEAD, self.transport.close)

    def _forget_head(self) -> None:
        if self._head_is_due is not None:
            self._head_is_due.cancel()
            self._head_is_due = None
