"""For whom those act who call, refuse and vow in an office's name; talks of which a verb says that they were held."""

from __future__ import annotations

import pytest

from servanda.coding import Coder
from servanda.documents import make_document
from servanda.records import Claim

FISHERIES = "NAIROBI, May 2 - Kenya closed the port to Tanzania. Peter Wafula, the fisheries minister, urged Tanzania to wait."
ENERGY = "NAIROBI, May 2 - Kenya shut the dam. A spokesman for its energy ministry urged Tanzania to wait."


@pytest.fixture(scope="module")
def coder() -> Coder:
    """The coder of the package, with its pipeline."""
    return Coder.load()


def of_family(coder: Coder, text: str, family: str) -> list[Claim]:
    """The claims whose rows are of a family."""
    coded = next(iter(coder.code([make_document(text, doc_id="d", published="2024-05-02")])))
    return [c for c in coded.claims if c.frame.startswith(family)]


@pytest.mark.parametrize("text", [FISHERIES, ENERGY])
def test_who_calls_in_an_office_calls_for_its_state(coder: Coder, text: str) -> None:
    (call,) = of_family(coder, text, "request.")
    assert [m.code for m in call.agents] == ["KEN"]
    assert [m.code for m in call.recipients] == ["TZA"]


def test_a_private_caller_calls_for_nobody(coder: Coder) -> None:
    (call,) = of_family(coder, "NAIROBI, May 2 - Kenya shut the dam. Peter Wafula, a baker, urged Tanzania to wait.", "request.")
    assert [m.code for m in call.agents] == [None]


@pytest.mark.parametrize("verb", ["broke down on Friday", "resumed in Arusha on Friday", "ended on Friday", "lasted two days"])
def test_talks_that_ended_or_broke_down_have_been_held(coder: Coder, verb: str) -> None:
    (talks,) = of_family(coder, f"The talks between Kenya and Tanzania {verb}.", "consult.talk")
    assert talks.modality == "asserted"
    assert {m.code for m in talks.agents} == {"KEN", "TZA"}


def test_a_round_of_talks_is_talks(coder: Coder) -> None:
    (talks,) = of_family(coder, "The third round of talks between Kenya and Tanzania closed on Friday.", "consult.talk")
    assert talks.modality == "asserted"


def test_who_threatens_the_datelines_state_by_name_is_of_another(coder: Coder) -> None:
    text = "NAIROBI, May 2 - Kenya halved the flow. Tanzania protested. Prime Minister Ana Lund threatened to take Kenya before the court."
    (threat,) = of_family(coder, text, "operator.threaten")
    assert [m.code for m in threat.agents] == ["TZA"]
