"""Records on disk that tell by themselves whether they are as they were written."""

from __future__ import annotations

import hashlib
from typing import Self

import msgspec

from servanda.records import Record


class Sealed(Record, frozen=True, kw_only=True):
    """A record with a hash of all that it says beside the seal itself; "" is no seal."""

    seal: str = ""

    def sealed(self) -> Self:
        """The record with its seal."""
        return msgspec.structs.replace(self, seal=self._digest())

    @property
    def whole(self) -> bool:
        """Whether it is what was written."""
        return self.seal == self._digest()

    def _digest(self) -> str:
        return hashlib.sha256(msgspec.json.encode(msgspec.structs.replace(self, seal=""), order="deterministic")).hexdigest()
