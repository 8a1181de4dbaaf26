"""The API held to its own description: whatever fits it or does not, no answer is a fault of the server or of another shape than described."""

from __future__ import annotations

from typing import Any

import hypothesis
import pytest
import schemathesis
from asking import Browser
from hypothesis import strategies
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance, status_code_conformance

from servanda.serve.openapi import description
from servanda.serve.routes import OPERATIONS, ROOT, Operation

SCHEMA = schemathesis.openapi.from_dict(description())
EXAMPLES = 12


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)
def test_no_request_breaks_the_server_or_its_description(reader: Browser, operation: Operation) -> None:
    """Decisions lack their token and so are refused; what they may hold is tested where they are made."""
    described = SCHEMA[ROOT + operation.path][operation.method]
    cases = strategies.one_of(*(described.as_strategy(generation_mode=mode) for mode in GenerationMode))

    @hypothesis.settings(max_examples=EXAMPLES, derandomize=True, database=None, deadline=None, suppress_health_check=list(hypothesis.HealthCheck))
    @hypothesis.given(case=cases)
    def asking(case: Any) -> None:
        asked = case.as_transport_kwargs(base_url="http://127.0.0.1:8080")
        body = {"content": asked["data"]} if asked.get("data") is not None else {"json": asked["json"]} if asked.get("json") is not None else {}
        response = reader.ask(asked["method"], asked["url"], params=asked.get("params"), headers=dict(asked["headers"]), **body)
        assert response.status_code != 500, response.text
        case.validate_response(response, checks=[status_code_conformance, content_type_conformance, response_schema_conformance])

    asking()
