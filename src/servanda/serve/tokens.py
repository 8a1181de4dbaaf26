"""Tokens against forged requests: another site can make a browser send a form here, but it cannot read what must stand in it."""

from __future__ import annotations

import hashlib
import hmac
import secrets

HEADER = "X-Servanda-Token"
COOKIE = "servanda_session"


class Tokens:
    """Tokens that hold until the server stops."""

    def __init__(self) -> None:
        self._secret = secrets.token_bytes(32)

    def new_session(self) -> str:
        """The value of a session's cookie."""
        return secrets.token_hex(16)

    def of(self, session: str) -> str:
        """The token that a form of a session carries."""
        return hmac.new(self._secret, f"form:{session}".encode("utf-8", "replace"), hashlib.sha256).hexdigest()

    @property
    def for_programs(self) -> str:
        """The token that a program sends in `HEADER`."""
        return hmac.new(self._secret, b"program", hashlib.sha256).hexdigest()

    def fits(self, token: str, session: str) -> bool:
        """Whether a form's token is that of the session it came with."""
        return bool(session) and hmac.compare_digest(token.encode("utf-8", "replace"), self.of(session).encode())

    def fits_program(self, token: str) -> bool:
        """Whether a header's token is that for programs."""
        return hmac.compare_digest(token.encode("utf-8", "replace"), self.for_programs.encode())
