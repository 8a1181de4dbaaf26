"""The description of the API in OpenAPI 3.1, written from the table of operations and the types they take and give."""

from __future__ import annotations

import re
from functools import cache
from importlib.metadata import version
from typing import Any

import msgspec

from servanda.records import Record
from servanda.serve.routes import OPERATIONS, ROOT, Operation
from servanda.serve.service import shape_of
from servanda.serve.shapes import Failed, Id, TableName
from servanda.serve.tokens import HEADER
from servanda.store.tables import TABLES

REFERENCE = "#/components/schemas/{name}"
EVERY = (400, 403, 408, 413, 422, 500)  # statuses by which any operation may fail
MEANINGS = {
    304: "Not changed since the edition that If-None-Match names", 400: "The request cannot be read", 403: "Asked by a foreign page, or without what it needs",
    404: "No such row, table or document", 408: "The request came in too slowly", 409: "Another process builds in the folder: it is named",
    413: "The request is too large", 415: "The body is no JSON", 422: "A value does not fit", 500: "A fault of the server", 503: "Busy: ask again in a moment",
}  # fmt: skip
_NAMED = re.compile(r"\{(\w{1,40})\}")


@cache
def description() -> dict[str, Any]:
    """The whole description, as plain values."""
    parts = (part for operation in OPERATIONS for part in (operation.answer, operation.query, operation.body))
    types: list[type[Record]] = [Failed, *(shape_of(name) for name in TABLES), *(part for part in parts if part)]
    schemas, components = msgspec.json.schema_components([*types, TableName, Id], ref_template=REFERENCE)
    named = dict(zip([kind.__name__ for kind in types], schemas, strict=False))
    any_row = {"anyOf": [{"$ref": REFERENCE.format(name=shape_of(name).__name__)} for name in TABLES]}
    components["Rows"]["properties"]["rows"]["items"] = any_row
    components["Row"]["properties"]["row"] = any_row
    arguments = {"table": schemas[-2], "id": schemas[-1]}
    paths: dict[str, Any] = {}
    for operation in OPERATIONS:
        paths.setdefault(ROOT + operation.path, {})[operation.method.lower()] = _operation(operation, arguments, named, components)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Servanda", "version": version("servanda"), "summary": "A ledger of agreements, commitments and what became of them"},
        "paths": paths,
        "components": {"schemas": components},
    }


def _operation(operation: Operation, arguments: dict[str, Any], named: dict[str, Any], components: dict[str, Any]) -> dict[str, Any]:
    told: dict[str, Any] = {
        "operationId": operation.name,
        "summary": operation.summary,
        "parameters": _parameters(operation, arguments, components),
        "responses": _responses(operation, named),
    }
    if operation.body is not None:
        example = {name: value for name, value in operation.example.items() if name in operation.body.__struct_fields__}
        content = {"schema": named[operation.body.__name__], "example": example}
        told["requestBody"] = {"required": True, "content": {"application/json": content}}
    return told


def _parameters(operation: Operation, arguments: dict[str, Any], components: dict[str, Any]) -> list[dict[str, Any]]:
    parts = [{"name": name, "in": "path", "required": True, "schema": arguments[name]} for name in _NAMED.findall(operation.path)]
    schema = components[operation.query.__name__]
    for name, value in schema["properties"].items():
        parts.append({"name": name, "in": "query", "required": name in schema.get("required", ()), "schema": value})
    if operation.needs_token:
        parts.append({"name": HEADER, "in": "header", "required": True, "schema": {"type": "string"}})
    for part in parts:
        if part["name"] in operation.example:
            part["example"] = operation.example[part["name"]]
    return parts


def _responses(operation: Operation, named: dict[str, Any]) -> dict[str, Any]:
    answers: dict[str, Any] = {
        str(operation.status): {"description": operation.summary, "content": {"application/json": {"schema": named[operation.answer.__name__]}}}
    }
    if operation.steady:
        answers["304"] = {"description": MEANINGS[304]}
    refused = {*EVERY, *operation.refusals} | ({415} if operation.body else set())
    for status in sorted(refused):
        answers[str(status)] = {"description": MEANINGS[status], "content": {"application/json": {"schema": named["Failed"]}}}
    return answers
