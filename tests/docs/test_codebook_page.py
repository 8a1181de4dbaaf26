"""docs/codebook.md is what docs/codebook.py writes, leaves nothing out, and its sentences are coded as they stand there."""

from __future__ import annotations

from types import ModuleType
from typing import get_args

import pytest
from written_pages import program

from servanda.coding import Coder
from servanda.documents import make_document
from servanda.records import Claim, Duty, Illocution, Status
from servanda.views.site.tables import codebook


@pytest.fixture(scope="module")
def script() -> ModuleType:
    return program("codebook")


def test_the_page_is_what_the_script_writes(script: ModuleType) -> None:
    assert script.PAGE.read_text("utf-8") == script.page(), "run python docs/codebook.py"


def test_examples_are_given_for_what_there_is_and_for_nothing_else(script: ModuleType) -> None:
    given, codes = script.examples(), script.codes()
    assert {name: sorted(columns) for name, columns in given["fields"].items()} == {name: sorted(columns) for name, columns in codebook().items()}
    assert set(given["statuses"]) == set(get_args(Status))
    assert set(given["duties"]) == set(get_args(Duty))
    assert set(given["illocutions"]) == set(get_args(Illocution))
    assert list(given["plover"]) == list(codes["plover"])
    assert {name: list(modes) for name, modes in given["modes"].items()} == {name: modes for name, modes in codes["plover"].items() if modes}


def test_every_sentence_is_coded_as_the_page_says(script: ModuleType) -> None:
    given = script.examples()
    wanted = [(sentence, "illocution", name) for name, (_, sentence) in given["illocutions"].items()]
    wanted += [(sentence, "plover", name) for name, (_, sentence) in given["plover"].items()]
    wanted += [(sentence, "mode", f"{name} {mode}") for name, modes in given["modes"].items() for mode, (_, sentence) in modes.items()]
    documents = [make_document(sentence, doc_id=str(number), published="2025-03-05") for number, (sentence, _, _) in enumerate(wanted)]
    claims = {coded.document.doc_id: coded.claims for coded in Coder.load().code(documents)}

    def told(claim: Claim, kind: str) -> str:
        return f"{claim.plover} {claim.mode}" if kind == "mode" else str(getattr(claim, kind))

    assert [row for number, row in enumerate(wanted) if row[2] not in {told(claim, row[1]) for claim in claims.get(str(number), ())}] == []
