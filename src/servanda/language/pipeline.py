"""The English pipeline: sentences, tags, parse and names in Universal Dependencies labels, lemmas.

The shipped pipeline lies in `language/model`; `training/pipeline` makes it. Another spaCy pipeline can be named instead; one that
speaks the CLEAR labels of spaCy's own English models is turned into Universal Dependencies after it (`universal.py`), so that
nothing to the right of this module need know which pipeline reads.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import spacy
from spacy.language import Language
from thinc.api import use_ops

from servanda.errors import PipelineError
from servanda.language import sentences, universal
from servanda.language.network import component

SHIPPED = Path(__file__).parent / "model"
NEEDED = ("parser", "tagger")  # of a pipeline that is not ours
MEND = "Install the package again, or name an installed pipeline or its folder with --pipeline"


def load_pipeline(name: str | None = None) -> Language:
    """The shipped pipeline, or the spaCy package or folder `name`.

    Raises PipelineError where it cannot be loaded or has no parser.
    """
    try:
        # NumPy's matrix products were 3.4 times as fast as spaCy's default ones where this was measured (AVX-512; docs/language.md).
        with use_ops("numpy", use_blis=False):
            nlp = spacy.load(name or SHIPPED)
    except (OSError, ValueError) as error:
        raise PipelineError("the language pipeline could not be loaded", where=str(name or SHIPPED), mend=MEND) from error
    if component.NAME in nlp.pipe_names:
        return nlp
    missing = [part for part in NEEDED if part not in nlp.pipe_names]
    if missing:
        raise PipelineError(f"the pipeline lacks {' and '.join(missing)}", where=str(name), mend="Name a pipeline that parses")
    nlp.add_pipe(sentences.NAME, before="parser")
    if universal.speaks_clear(nlp.pipe_labels["parser"]):
        nlp.add_pipe(universal.NAME, after="parser")
    return nlp


def is_exact(nlp: Language) -> bool:
    """Whether the pipeline reads a text the same to the last bit whatever is read beside it."""
    return component.NAME in nlp.pipe_names


def accustom(nlp: Language) -> None:
    """Lets the tokeniser of the shipped pipeline remember the usual words, for half a second: in a memory zone it keeps nothing of what it
    meets there, and a long run would cut the same words up again and again. Changes no reading."""
    if is_exact(nlp):
        reader = nlp.get_pipe(component.NAME)
        assert isinstance(reader, component.Reader)
        for word in reader.usual_words():
            nlp.make_doc(word)


def pipeline_version(name: str | None = None) -> str:
    """What identifies a pipeline: its package and version, or the hash of its folder. Nothing is loaded.

    Raises PipelineError where there is no such pipeline.
    """
    folder = Path(name) if name else SHIPPED
    if (folder / "meta.json").is_file():
        return content_hash(path for path in folder.rglob("*") if path.is_file())
    try:
        return f"{name}-{version(str(name).replace('_', '-'))}"
    except PackageNotFoundError as error:
        raise PipelineError("there is no such pipeline", where=str(folder), mend=MEND) from error


def content_hash(paths: Iterable[Path]) -> str:
    """Twelve hex digits over the files' names and bytes, whatever the order they come in."""
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:12]
