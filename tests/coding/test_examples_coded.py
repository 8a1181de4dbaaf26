"""What the coder makes of the example sentences in `examples/*.toml`: how many have their type with those who act, against `example_floors.toml`.

An example counts where some claim has its PLOVER type (of statements, which have none, the root of its CAMEO code) and names every source
among its agents. A source is the code of an actor, which may go on ("NOR" is met by "NORMIL"), or `text:` and words of the sentence, which
an agent's words must touch.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from servanda.coding import Coder
from servanda.documents import make_document
from servanda.records import Claim, Mention

Example = dict[str, Any]

HERE = Path(__file__).parent
NO_TYPE = "none"  # statements: a CAMEO code without a PLOVER type
MOST_SHOWN = 40  # sentences that a failing test names
PLOVER_TYPES = tomllib.loads((files("servanda.coding") / "lexicon" / "codes.toml").read_text("utf-8"))["plover"]
TYPES = sorted({*PLOVER_TYPES, NO_TYPE})


@cache
def _floors() -> dict[str, int]:
    """The least count of each type."""
    floors: dict[str, int] = tomllib.loads((HERE / "example_floors.toml").read_text("utf-8"))
    return floors


def _type(example: Example) -> str:
    """The example's PLOVER type, or "none"."""
    found: str = example.get("plover", NO_TYPE)
    return found


def _is(mention: Mention, source: str, text: str) -> bool:
    """Whether a mention is the source that the example names."""
    if not source.startswith("text:"):
        return (mention.code or "").startswith(source)
    words = source.removeprefix("text:")
    start = text.find(words)
    return start >= 0 and mention.start < start + len(words) and start < mention.end


def _right(claim: Claim, example: Example) -> bool:
    """Whether the claim has the example's type and all its sources."""
    same_root = "plover" in example or (claim.cameo or "")[:2] == example["cameo"][:2]
    return claim.plover == example.get("plover") and same_root and all(any(_is(m, s, example["text"]) for m in claim.agents) for s in example["source"])


@pytest.fixture(scope="module")
def missed() -> dict[str, list[str]]:
    """The sentences of each type that were not met; all are coded once."""
    examples: list[Example] = [row for path in sorted((HERE / "examples").glob("*.toml")) for row in tomllib.loads(path.read_text("utf-8"))["example"]]
    documents = [make_document(row["text"], doc_id=str(number), published="2024-03-15") for number, row in enumerate(examples)]
    found: dict[str, list[str]] = {name: [] for name in TYPES}
    for example, coded in zip(examples, Coder.load().code(documents), strict=True):
        if not any(_right(claim, example) for claim in coded.claims):
            found[_type(example)].append(example["text"])
    return found


@cache
def _totals() -> Counter[str]:
    """How many examples each type has."""
    tables = [tomllib.loads(path.read_text("utf-8")) for path in sorted((HERE / "examples").glob("*.toml"))]
    return Counter(_type(row) for table in tables for row in table["example"])


def test_the_floors_name_every_type_and_no_other() -> None:
    assert sorted(_floors()) == TYPES


def test_no_floor_is_above_the_number_of_examples() -> None:
    assert {name: floor for name, floor in _floors().items() if not 0 <= floor <= _totals()[name]} == {}


@pytest.mark.parametrize(
    ("mention", "source", "met"),
    [
        (Mention(start=4, end=18, text="Norwegian army", code="NORMIL"), "NOR", True),
        (Mention(start=4, end=18, text="Norwegian army", code="NOR"), "NORMIL", False),
        (Mention(start=4, end=18, text="Norwegian army"), "NOR", False),
        (Mention(start=14, end=18, text="army"), "text:Norwegian army", True),
        (Mention(start=0, end=3, text="The"), "text:Norwegian army", False),
        (Mention(start=4, end=18, text="Norwegian army"), "text:navy", False),
    ],
)
def test_how_a_source_is_met(mention: Mention, source: str, met: bool) -> None:
    assert _is(mention, source, "The Norwegian army met.") is met


@pytest.mark.parametrize("name", TYPES)
def test_as_many_examples_as_before_have_their_type_and_those_who_act(missed: dict[str, list[str]], name: str) -> None:
    met = _totals()[name] - len(missed[name])
    assert met >= _floors()[name], f"{name}: {met} of {_totals()[name]}, the floor is {_floors()[name]}. Missed: " + " | ".join(missed[name][:MOST_SHOWN])
