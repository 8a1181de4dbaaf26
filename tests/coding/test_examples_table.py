"""The example sentences in `examples/*.toml`: that the table itself is sound. What the coder makes of them is tested elsewhere."""

from __future__ import annotations

import csv
import tomllib
from collections import Counter, defaultdict
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

Example = dict[str, Any]
Kind = tuple[str, str]

EXAMPLES = Path(__file__).with_name("examples")
KEYS = {"text", "source", "target", "plover", "mode", "cameo", "shape"}
REQUIRED = KEYS - {"plover", "mode", "cameo"}
SHAPES = {
    "active", "passive", "nominal", "light-verb", "complement", "relative",
    "participle", "coordination", "reported", "possessive", "phrasal", "dateline",
}  # fmt: skip
ENOUGH_SENTENCES = 10
ENOUGH_SHAPES = 3
ROOTS = [f"{number:02}" for number in range(1, 21)]


@cache
def _codes() -> dict[str, Any]:
    """The lexicon's own list of types, modes and CAMEO codes."""
    return tomllib.loads((files("servanda.coding") / "lexicon" / "codes.toml").read_text("utf-8"))


@cache
def _actors() -> frozenset[str]:
    """The codes of the gazetteer."""
    lines = (files("servanda.actors") / "data" / "actors.csv").read_text("utf-8").splitlines()
    return frozenset(row["code"] for row in csv.DictReader(lines))


@cache
def _examples() -> tuple[tuple[str, Example], ...]:
    """Every example, after the place that a failing test names: file and number within it."""
    found = []
    for path in sorted(EXAMPLES.glob("*.toml")):
        table = tomllib.loads(path.read_text("utf-8"))
        assert set(table) == {"example"}, f"{path.name}: unknown tables {sorted(set(table) - {'example'})}"
        found += [(f"{path.name} example {number}: {row.get('text')}", row) for number, row in enumerate(table["example"], start=1)]
    return tuple(found)


def _kinds() -> list[Kind]:
    """The pairs of type and mode that need examples; CONSULT is common without a mode as well."""
    pairs = [(name, mode) for name, modes in _codes()["plover"].items() for mode in modes or [""]]
    return [*pairs, ("CONSULT", "")]


@cache
def _shapes_of_kinds() -> dict[Kind, Counter[str]]:
    """How often each shape stands under each type and mode."""
    counts: dict[Kind, Counter[str]] = defaultdict(Counter)
    for _, row in _examples():
        counts[row.get("plover", ""), row.get("mode", "")][row["shape"]] += 1
    return counts


@cache
def _shapes_of_roots() -> dict[str, Counter[str]]:
    """How often each shape stands under each CAMEO root."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for _, row in _examples():
        counts[row.get("cameo", "")[:2]][row["shape"]] += 1
    return counts


def test_there_are_examples() -> None:
    assert _examples()


def test_examples_have_the_keys_of_the_table_and_no_other() -> None:
    assert [place for place, row in _examples() if not REQUIRED <= set(row) <= KEYS] == []


def test_examples_have_a_plover_type_or_a_cameo_code() -> None:
    assert [place for place, row in _examples() if "plover" not in row and "cameo" not in row] == []


def test_types_and_modes_are_those_of_the_lexicon() -> None:
    known: dict[str, list[str]] = _codes()["plover"]
    assert [place for place, row in _examples() if "plover" in row and row["plover"] not in known] == []
    assert [place for place, row in _examples() if "mode" in row and row["mode"] not in known.get(row.get("plover", ""), [])] == []


def test_cameo_codes_are_those_of_the_lexicon() -> None:
    assert [place for place, row in _examples() if "cameo" in row and row["cameo"] not in _codes()["cameo"]] == []


def test_shapes_are_known() -> None:
    assert [place for place, row in _examples() if row["shape"] not in SHAPES] == []


def test_actors_are_codes_of_the_gazetteer_or_words_of_the_sentence() -> None:
    def known(actor: str, text: str) -> bool:
        return actor.removeprefix("text:") in text if actor.startswith("text:") else actor in _actors()

    rows = [(place, row["text"], actor) for place, row in _examples() for actor in [*row["source"], *row["target"]]]
    assert [(place, actor) for place, text, actor in rows if not known(actor, text)] == []


def test_sentences_have_the_length_of_wire_prose() -> None:
    assert [place for place, row in _examples() if not 8 <= len(row["text"].split()) <= 30] == []


def test_no_sentence_stands_twice() -> None:
    texts = Counter(" ".join(row["text"].casefold().split()) for _, row in _examples())
    assert [text for text, count in texts.items() if count > 1] == []


@pytest.mark.parametrize(("plover", "mode"), _kinds())
def test_every_type_and_mode_has_enough_sentences_in_enough_shapes(plover: str, mode: str) -> None:
    shapes = _shapes_of_kinds()[plover, mode]
    assert shapes.total() >= ENOUGH_SENTENCES
    assert len(shapes) >= ENOUGH_SHAPES


@pytest.mark.parametrize("root", ROOTS)
def test_every_cameo_root_has_enough_sentences_in_enough_shapes(root: str) -> None:
    shapes = _shapes_of_roots()[root]
    assert shapes.total() >= ENOUGH_SENTENCES
    assert len(shapes) >= ENOUGH_SHAPES
