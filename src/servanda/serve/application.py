"""The server as one ASGI application: the API, the pages, and the guards around both."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from functools import partial
from typing import Any

import msgspec
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.types import Scope

from servanda.errors import RequestError, ServandaError
from servanda.records import Record
from servanda.serve.conditional import conditional
from servanda.serve.failures import UNEXPECTED, failure_of, failure_of_status
from servanda.serve.guards import Guards, whole_body
from servanda.serve.openapi import description
from servanda.serve.pages import Pages
from servanda.serve.routes import DESCRIPTION, OPERATIONS, ROOT, Operation
from servanda.serve.service import Service
from servanda.serve.shapes import Failed, Failure
from servanda.serve.tokens import HEADER

JSON = "application/json"


def make_app(service: Service, hosts: Iterable[str] = (), *, open_to_network: bool = False) -> Guards:
    """The application for a service, which it closes when the server stops.

    Args:
        hosts, open_to_network: as for `Guards`.
    """
    pages = Pages(service)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        try:
            yield
        finally:
            await run_in_threadpool(service.close)

    tell = partial(_tell, pages)
    inner = Starlette(
        routes=[Mount("/api", routes=_api(service)), *pages.routes()],
        lifespan=lifespan,
        exception_handlers={
            ServandaError: lambda request, error: tell(request.scope, failure_of(error)),
            HTTPException: lambda request, error: _with(tell(request.scope, failure_of_status(error.status_code)), error.headers),
            Exception: lambda request, error: tell(request.scope, UNEXPECTED),
        },
    )
    inner.router.redirect_slashes = False
    return Guards(inner, lambda failure: _json(Failed(error=failure), failure.status), hosts, open_to_network=open_to_network)


def _tell(pages: Pages, scope: Scope, failure: Failure) -> Response:
    """A failure as JSON to programs, as a page to people."""
    for_programs = f"{scope.get('path', '')}/".startswith("/api/")
    response = _json(Failed(error=failure), failure.status) if for_programs else pages.failure(failure)
    if failure.status == 503:
        response.headers["retry-after"] = "2"
    return response


def _with(response: Response, headers: Any) -> Response:
    response.headers.update(headers or {})
    return response


def _json(answer: Record | dict[str, Any], status: int = 200) -> Response:
    return Response(msgspec.json.encode(answer), status, media_type=JSON, headers={"cache-control": "no-store" if status >= 400 else "no-cache"})


def _api(service: Service) -> list[Route]:
    async def described(request: Request) -> Response:
        return conditional(request, _json(description()), description()["info"]["version"])

    by_path: dict[str, dict[str, Operation]] = {}
    for operation in OPERATIONS:
        by_path.setdefault(operation.path, {})[operation.method] = operation
    routes = [Route(DESCRIPTION.removeprefix("/api"), described, methods=["GET"])]
    for path, operations in by_path.items():
        # an id may hold slashes: they come percent-encoded, and are decoded before routes are matched
        routes.append(Route(ROOT.removeprefix("/api") + path.replace("{id}", "{id:path}"), partial(_answer, service, operations), methods=list(operations)))
    return routes


async def _answer(service: Service, operations: dict[str, Operation], request: Request) -> Response:
    operation = operations["GET" if request.method == "HEAD" else request.method]
    if operation.needs_token and not service.tokens.fits_program(request.headers.get(HEADER, "")):
        raise RequestError("decisions need a token", status=403, where=HEADER, mend=f"Ask for it at {ROOT}/session")
    query = _query(operation, request)
    body = await _body(operation, request)

    def ask() -> tuple[Record, str]:
        edition = service.current.edition()
        return operation.handler(service, edition, request.path_params, query, body), edition.stamp

    answer, stamp = await run_in_threadpool(ask)
    response = _json(answer, operation.status)
    return conditional(request, response, stamp) if operation.steady else response


def _query(operation: Operation, request: Request) -> Record:
    items = request.query_params.multi_items()
    if len({name for name, _ in items}) < len(items):
        raise RequestError("a parameter is given twice", status=422, where="query")
    try:
        return msgspec.convert(dict(items), operation.query, strict=False)
    except msgspec.ValidationError as error:
        raise RequestError(str(error), status=422, where="query", mend=f"See {DESCRIPTION}") from error


async def _body(operation: Operation, request: Request) -> Record | None:
    if operation.body is None:
        return None
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != JSON:
        raise RequestError(f"the body must be {JSON}", status=415, where="Content-Type", mend=f"Send it as {JSON}")
    content = await whole_body(request.body())
    try:
        return msgspec.json.decode(content, type=operation.body)
    except msgspec.ValidationError as error:
        raise RequestError(str(error), status=422, where="body", mend=f"See {DESCRIPTION}") from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise RequestError("the body is no JSON", status=400, where="body", mend=f"See {DESCRIPTION}") from error
