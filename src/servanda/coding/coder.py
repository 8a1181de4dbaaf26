"""Documents to claims: the pipeline, the gazetteer and the lexicon put to work over a stream of documents."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice
from pathlib import Path

from spacy.language import Language

from servanda.actors import Gazetteer
from servanda.coding.document import Knowledge, code_reading
from servanda.coding.frames import load_lexicon
from servanda.coding.row_claims import code_row
from servanda.language.pipeline import accustom, content_hash, load_pipeline, pipeline_version
from servanda.language.reading import read
from servanda.profiling import stage
from servanda.records import Coded, Document

ZONE = 32  # documents a memory zone: strings that only they hold are freed after it
READING_FLOORS = ("documents", "language", "actors", "coding")
KNOWLEDGE_FILES = {".py", ".toml", ".csv", ".xz"}


class Coder:
    """Reads documents. The pipeline loads with the first of them, in about a second; one coder serves a whole process."""

    def __init__(self, pipeline: str | None, actors: Sequence[Path], frames: Sequence[Path]) -> None:
        self.pipeline = pipeline
        self.zones = 0  # memory zones begun so far, over all calls
        self.knowledge = Knowledge(Gazetteer.load(actors), load_lexicon(frames))
        self.version = "/".join([code_version(), pipeline_version(pipeline), content_hash([*actors, *frames]) if actors or frames else "own"])

    @classmethod
    def load(cls, pipeline: str | None = None, actors: Sequence[Path] = (), frames: Sequence[Path] = ()) -> Coder:
        """A coder with the shipped tables, or with the user's own beside them.

        Raises PipelineError or TableError, naming the file.
        """
        return cls(pipeline, [Path(path) for path in actors], [Path(path) for path in frames])

    @cached_property
    def nlp(self) -> Language:
        """The pipeline."""
        with stage("loading"):
            loaded = load_pipeline(self.pipeline)
            gc.freeze()  # tables and weights stay: the collector need not walk through them again and again
            return loaded

    def code(self, documents: Iterable[Document]) -> Iterator[Coded]:
        """What each document says, in the given order; memory stays flat over long runs."""
        stream = iter(documents)
        while group := list(islice(stream, ZONE)):
            texts = [document for document in group if document.dataset is None]
            read_texts = iter(self._code_texts(texts) if texts else ())
            yield from (code_row(document, self.knowledge.gazetteer) if document.dataset else next(read_texts) for document in group)

    def _code_texts(self, texts: Sequence[Document]) -> list[Coded]:
        if self.zones == 1:
            with stage("loading"):
                accustom(self.nlp)  # worth its time only in a long run, and once
        self.zones += 1
        with self.nlp.memory_zone():
            return [code_reading(reading, self.knowledge) for reading in read(self.nlp, texts)]


def code_version() -> str:
    """The hash of all code and tables that decide how a document is read, so that no change can pass for an old result."""
    package = Path(__file__).parents[1]
    files = [path for floor in READING_FLOORS for path in (package / floor).rglob("*") if path.suffix in KNOWLEDGE_FILES and "model" not in path.parts]
    return content_hash([*files, package / "records.py"])
