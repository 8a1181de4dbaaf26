"""Whom the words that stand for others are taken for, over the passages in `anaphora/*.toml`, against `anaphora_floors.toml`.

Each passage marks one phrase in [brackets]. It is right where the parties it is resolved to, once the document has been read, are those that
`means` names, no more and no fewer: a known party by its code, any other by words of its mention.
What keeps its words without being a party is nobody. Of an agreement the parties count.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from servanda.coding import Coder
from servanda.coding.claims import ClaimMaker
from servanda.coding.document import clause_claims, prepared
from servanda.documents import make_document
from servanda.language.parsed import Token
from servanda.language.reading import Reading, read
from servanda.records import Document, Mention

Passage = dict[str, Any]

HERE = Path(__file__).parent


@cache
def _passages() -> dict[str, list[Passage]]:
    """The passages of each kind."""
    found: dict[str, list[Passage]] = {}
    for path in sorted((HERE / "anaphora").glob("*.toml")):
        for kind, content in tomllib.loads(path.read_text("utf-8")).items():
            found[f"{path.stem}.{kind}"] = content["passages"]
    return found


@cache
def _floors() -> dict[str, int]:
    """The least count of each kind."""
    floors: dict[str, int] = tomllib.loads((HERE / "anaphora_floors.toml").read_text("utf-8"))
    return floors


def _document(passage: Passage, name: str) -> tuple[Document, int, int]:
    """The passage without its brackets, and where the words in them stand."""
    text = passage["text"]
    start, end = text.index("["), text.index("]") - 1
    plain = text.replace("[", "").replace("]", "")
    return make_document(plain, doc_id=name, published="2024-03-15", outlet=passage.get("outlet"), title=passage.get("title")), start, end


def _token(reading: Reading, start: int, end: int) -> Token | None:
    """The token that heads the marked words; None where they are not read."""
    spans = [p.doc.char_span(start - p.start, end - p.start) for p in reading.paragraphs if p.start <= start < p.end]
    return spans[0].root if spans and spans[0] is not None else None


def _meant(maker: ClaimMaker, token: Token | None, start: int, end: int) -> tuple[Mention, ...]:
    """The parties that the marked words stand for."""
    instrument = maker.topics.at(start, end)
    if instrument is not None:
        return maker.topics.parties_of(instrument)
    return tuple(m for m in maker.parties.resolve([token]) if m.code or m.kind != "unknown") if token is not None else ()


def _is(mention: Mention, name: str) -> bool:
    """Whether a mention is the one of this code or, without a code, of these words."""
    return mention.code == name or (mention.code is None and name in f"{mention.text} {mention.name}")


def _right(found: tuple[Mention, ...], means: list[str]) -> bool:
    """Whether the mentions are those meant, no more and no fewer."""
    return len(found) == len(means) and all(any(_is(m, name) for m in found) for name in means)


@pytest.fixture(scope="module")
def missed() -> dict[str, list[str]]:
    """The passages of each kind that were not met, with what was found; all are read once."""
    coder = Coder.load()
    rows = [(kind, passage, *_document(passage, f"{kind}-{number}")) for kind, of in _passages().items() for number, passage in enumerate(of)]
    found: dict[str, list[str]] = {kind: [] for kind in _passages()}
    for (kind, passage, _, start, end), reading in zip(rows, read(coder.nlp, [row[2] for row in rows]), strict=True):
        maker = prepared(reading, coder.knowledge)
        clause_claims(reading, maker)
        meant = _meant(maker, _token(reading, start, end), start, end)
        if not _right(meant, passage["means"]):
            found[kind].append(f"{passage['text']!r} is {[m.code or m.text for m in meant]}")
    return found


def test_the_floors_name_every_kind_and_ask_no_more_than_there_is() -> None:
    assert sorted(_floors()) == sorted(_passages())
    assert {kind: floor for kind, floor in _floors().items() if not 0 <= floor <= len(_passages()[kind])} == {}


def test_every_passage_marks_one_phrase() -> None:
    assert [p["text"] for of in _passages().values() for p in of if p["text"].count("[") != 1 or p["text"].count("]") != 1] == []


@pytest.mark.parametrize("kind", sorted(_passages()))
def test_as_many_phrases_as_before_stand_for_whom_they_mean(missed: dict[str, list[str]], kind: str) -> None:
    met = len(_passages()[kind]) - len(missed[kind])
    assert met >= _floors()[kind], f"{kind}: {met} of {len(_passages()[kind])}, the floor is {_floors()[kind]}. Missed: " + " | ".join(missed[kind])
