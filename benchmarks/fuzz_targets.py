"""What is fuzzed: every reader of documents, every grammar, every file that a user may write; and what each promises of its answer."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Protocol

from benchmarks import fuzz_seeds as seeds
from servanda.actors import Gazetteer
from servanda.actors.contexts import load_contexts
from servanda.actors.custom import read_custom
from servanda.actors.organs import load_organs
from servanda.coding.coder import Coder
from servanda.coding.frame_tables import Table, read_table, shipped_tables
from servanda.coding.frames import _Compiler
from servanda.documents import make_document, read_documents
from servanda.errors import ServandaError
from servanda.language.deadlines import find_deadlines, resolve
from servanda.language.quantities import find_quantities
from servanda.language.quotations import find_quotations
from servanda.language.reading import read
from servanda.language.speech.marks import find_quoted
from servanda.language.times import find_times
from servanda.records import Document, Rejection
from servanda.store.decisions import DECISIONS, read_file

LATEST = datetime.date(2031, 12, 31)
DAY = datetime.date(2031, 5, 3)


@dataclass(frozen=True)
class Target:
    """Something that takes inputs. `take` returns where it kept its promise; `share` weighs how many mutations it gets."""

    name: str
    seeds: Callable[[], Sequence[bytes]]
    take: Callable[[bytes], None]
    share: float = 1.0


class Stretch(Protocol):
    """What has a place in a text."""

    @property
    def start(self) -> int | None: ...
    @property
    def end(self) -> int | None: ...


def within(found: Iterable[Stretch], text: str) -> None:
    """Raises AssertionError for a stretch that is empty or lies outside of its text."""
    for each in found:
        assert 0 <= (each.start or 0) < (each.end or 0) <= len(text), f"{each} lies outside of {len(text)} characters"


def _checked(document: Document) -> None:
    document.text.encode("utf-8")
    assert document.text.strip(), "a document without text"
    assert 0 <= document.body_start <= len(document.text), "the body begins outside of the text"
    if document.published:
        datetime.date.fromisoformat(document.published)


def _read(path: Path) -> tuple[list[Document], list[Rejection]]:
    refused: list[Rejection] = []
    return list(read_documents([path], refused.append, latest=LATEST)), refused


def reader(work: Path, name: str, seeds: Callable[[], Sequence[bytes]], share: float = 1.0, wrap: Callable[[bytes], bytes] = bytes) -> Target:
    """A reader of documents, by a file name; `wrap` makes the file of the changed bytes."""
    path = work / f"input-{name}"

    def take(data: bytes) -> None:
        path.write_bytes(wrap(data))
        documents, refused = _read(path)
        for document in documents:
            _checked(document)
        assert all(each.source and each.reason and each.mend for each in refused), "a rejection without source, reason or mend"

    return Target(name.partition(".")[0] if "." in name else name, seeds, take, share)


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _times(data: bytes) -> None:
    text = _text(data)
    for published in (DAY, None):
        found = find_times(text, published)
        within(found, text)
        for each in found:
            for day in (each.first, each.last):
                datetime.date.fromisoformat(day or "2031-05-03")


def _quantities(data: bytes) -> None:
    text = _text(data)
    within(find_quantities(text), text)


def _deadlines(data: bytes) -> None:
    text = _text(data)
    for published in (DAY, None):
        found = find_deadlines(text, published)
        within(found, text)
        for each in found:
            resolve(each, DAY)


@cache
def _coder() -> Coder:
    return Coder.load()


def _document(data: bytes) -> Document | None:
    """The text as a document; surrogates that stand alone are among what Python users may hand over."""
    with suppress(ServandaError):
        return make_document(data.decode("utf-8", "surrogateescape"), published=DAY.isoformat(), latest=LATEST)
    return None


def _quotations(data: bytes) -> None:
    find_quoted(_text(data))
    if document := _document(data[:4000]):
        for reading in read(_coder().nlp, [document]):
            within(find_quotations(reading), document.text)


def _coding(data: bytes) -> None:
    if document := _document(data[:4000]):
        for coded in _coder().code([document]):
            text = coded.document.text
            within([*coded.claims, *coded.quotations, *coded.places, *coded.times], text)


def _names(data: bytes) -> None:
    text = _text(data)
    within(_coder().knowledge.gazetteer.find(text, DAY), text)


def _own_names(path: Path) -> Gazetteer:
    """A gazetteer of a user's names alone, compiled as with ours."""
    return Gazetteer({}, [], {}, load_organs(), load_contexts(), read_custom([path]))


@cache
def _shipped() -> list[Table]:
    return shipped_tables()


def _refusal(load: Callable[[Path], object], path: Path) -> ServandaError | None:
    try:
        load(path)
    except ServandaError as error:
        return error
    return None


def table(work: Path, name: str, seeds: Sequence[bytes], load: Callable[[Path], object], share: float = 1.0) -> Target:
    """A file of a user's, which is read whole or refused with the place."""
    path = work / name
    path.parent.mkdir(parents=True, exist_ok=True)

    def take(data: bytes) -> None:
        path.write_bytes(data)
        refusal = _refusal(load, path)
        assert refusal is None or refusal.where, f"a refusal without a place: {refusal}"

    return Target(path.name.partition(".")[0], lambda: seeds, take, share)


def _documents(work: Path) -> list[Target]:
    packed = seeds.packed()
    return [
        reader(work, "text.txt", lambda: (seeds.PLAIN, seeds.TEXT), 2),
        reader(work, "markdown.md", lambda: (seeds.MARKDOWN,), 2),
        reader(work, "webpage.html", lambda: (seeds.PAGE,), 0.5),
        reader(work, "factiva.html", lambda: (seeds.FACTIVA, seeds.PAGE)),
        reader(work, "nexis.txt", lambda: (seeds.NEXIS,)),
        reader(work, "rtf.rtf", lambda: (seeds.RTF,)),
        reader(work, "pdf.pdf", seeds.pdfs),
        reader(work, "word.docx", lambda: (seeds.word(),), 0.5),
        reader(work, "word-part.docx", lambda: (seeds.word_part(), seeds.NEXIS_PART), wrap=seeds.with_word_part),
        reader(work, "rss.rss", lambda: (seeds.RSS, seeds.ATOM), 0.5),
        reader(work, "warc.warc", lambda: (seeds.WARC,)),
        reader(work, "warc-packed.warc.gz", lambda: (seeds.WARC_PACKED,), 0.5),
        reader(work, "parquet.parquet", lambda: (seeds.parquet(),)),
        reader(work, "jsonl.jsonl", lambda: (seeds.ROWS, seeds.NINJS), 2),
        reader(work, "json.json", lambda: (seeds.ARRAY, seeds.ROWS)),
        reader(work, "csv.csv", lambda: (seeds.CSV,)),
        reader(work, "tsv.tsv", lambda: (seeds.TSV,)),
        reader(work, "events.csv", lambda: seeds.EVENTS),
        reader(work, "newsroom.xml", lambda: (seeds.NEWSML, seeds.NITF, seeds.SENTENCES), 2),
        reader(work, "zip.zip", seeds.archives),
        *(reader(work, f"packed-{suffix}.jsonl.{suffix}", partial(list[bytes], [data]), 0.5) for suffix, data in packed.items()),
    ]


def targets(work: Path) -> list[Target]:
    """All targets; files are written into `work`."""
    return [
        *_documents(work),
        Target("times", lambda: (seeds.TEXT,), _times, 4),
        Target("quantities", lambda: (seeds.TEXT,), _quantities, 4),
        Target("deadlines", lambda: (seeds.TEXT,), _deadlines, 4),
        Target("quotations", lambda: (seeds.TEXT,), _quotations, 0.3),
        Target("coding", lambda: (seeds.TEXT,), _coding, 0.3),
        Target("names", lambda: (seeds.TEXT,), _names, 2),
        table(work, DECISIONS, (seeds.DECISIONS,), lambda path: read_file(path.parent), 4),
        table(work, "frames.toml", (seeds.FRAMES,), lambda path: _Compiler([read_table(path), *_shipped()]).lexicon(), 0.5),
        table(work, "actors.csv", (seeds.ACTORS,), _own_names, 2),
        table(work, "dictionary.txt", (seeds.DICTIONARY,), _own_names, 2),
    ]
