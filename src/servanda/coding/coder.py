"""Documents to claims: the pipeline, the gazetteer and the lexicon put to work over a stream of documents."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from spacy.language import Language

from servanda.actors import Gazetteer
from servanda.coding.document import Knowledge, code_reading
from servanda.coding.frames import load_lexicon
from servanda.language.pipeline import load_pipeline, pipeline_version
from servanda.language.reading import read
from servanda.records import Coded, Document

CODER = "1"  # raised whenever the same words may yield other claims
ZONE = 32  # documents a memory zone: strings that only they hold are freed after it


class Coder:
    """Reads documents. Loading takes about a second; one coder serves a whole process."""

    def __init__(self, nlp: Language, knowledge: Knowledge, version: str) -> None:
        self.nlp, self.knowledge, self.version = nlp, knowledge, version

    @classmethod
    def load(cls, pipeline: str | None = None, actors: Sequence[Path] = (), frames: Sequence[Path] = ()) -> Coder:
        """A coder with the shipped tables, or with the user's own beside them.

        Raises PipelineError or TableError, naming the file.
        """
        nlp = load_pipeline(pipeline)
        knowledge = Knowledge(Gazetteer.load(actors), load_lexicon(frames))
        own = hashlib.sha256(b"".join(Path(path).read_bytes() for path in [*actors, *frames])).hexdigest()[:12] if actors or frames else "shipped"
        return cls(nlp, knowledge, f"coder-{CODER}/{pipeline_version(nlp)}/{own}")

    def code(self, documents: Iterable[Document]) -> Iterator[Coded]:
        """What each document says, in the given order; memory stays flat over long runs."""
        stream = iter(documents)
        while group := list(islice(stream, ZONE)):
            with self.nlp.memory_zone():
                coded = [code_reading(reading, self.knowledge) for reading in read(self.nlp, group)]
            yield from coded
