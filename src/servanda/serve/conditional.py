"""Conditional requests: an answer that is the same as the one a client has is not sent again (RFC 9110, section 13)."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version

from starlette.requests import Request
from starlette.responses import Response


@cache
def _program() -> str:
    return version("servanda")


def conditional(request: Request, response: Response, *parts: str) -> Response:
    """The answer with its tag, or 304 where the client has it. `parts` are all that the answer depends on beside program and address."""
    tag = f'W/"{hashlib.sha256(chr(0).join((_program(), *parts)).encode("utf-8", "replace")).hexdigest()[:24]}"'
    asked = [entry.strip() for entry in request.headers.get("if-none-match", "").split(",")]
    if "*" in asked or tag in asked or tag.removeprefix("W/") in asked:
        kept = {name: value for name, value in response.headers.items() if name in ("cache-control", "vary", "set-cookie")}
        response = Response(status_code=304, headers=kept)
    response.headers["etag"] = tag
    return response
