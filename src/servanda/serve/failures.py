"""Errors as answers: every error a user can meet, and every refusal of the server, in one form and with its status."""

from __future__ import annotations

from http import HTTPStatus

from servanda.errors import FolderHeld, InputError, LookupFailed, RequestError, ServandaError, StoreError, TableError
from servanda.serve.shapes import Failure

_STATUSES: tuple[tuple[type[ServandaError], int], ...] = (
    (LookupFailed, 404), (InputError, 422), (FolderHeld, 409), (StoreError, 503), (TableError, 503), (ServandaError, 500),
)  # fmt: skip
_MENDS = {404: "The address is mistyped, or the row is not in this ledger", 405: "The Allow header says how it can be asked for"}


def failure_of(error: ServandaError) -> Failure:
    """What is told of an error."""
    status = error.status if isinstance(error, RequestError) else next(code for kind, code in _STATUSES if isinstance(error, kind))
    return Failure(status=status, kind=type(error).__name__, what=error.what, where=error.where, mend=error.mend)


def failure_of_status(status: int) -> Failure:
    """What is told where there is only a status."""
    return Failure(status=status, kind="RequestError", what=HTTPStatus(status).phrase.lower(), mend=_MENDS.get(status, ""))


UNEXPECTED = Failure(status=500, kind="ServandaError", what="the server failed at this request", mend="Its log says why")
