"""The English pipeline: tagger, lemmatizer, parser that sets sentences, and names, in Universal Dependencies labels.

The shipped pipeline lies in `language/model`; `training/pipeline` makes it. Another spaCy pipeline can be named instead.
"""

from __future__ import annotations

from pathlib import Path

import spacy
from spacy.language import Language

from servanda.errors import PipelineError

SHIPPED = Path(__file__).parent / "model"
NEEDED = ("parser", "tagger")


def load_pipeline(name: str | None = None) -> Language:
    """The shipped pipeline, or the spaCy package or folder `name`.

    Raises PipelineError where it cannot be loaded or has no parser.
    """
    try:
        nlp = spacy.load(name or SHIPPED)
    except OSError as error:
        raise PipelineError(
            "the language pipeline could not be loaded", where=str(name or SHIPPED), mend="Install the package again or name another pipeline with --pipeline"
        ) from error
    missing = [part for part in NEEDED if part not in nlp.pipe_names]
    if missing:
        raise PipelineError(f"the pipeline lacks {' and '.join(missing)}", where=str(name), mend="Name a pipeline that parses")
    return nlp


def pipeline_version(nlp: Language) -> str:
    """Name and version of the pipeline, part of the identity of everything it read."""
    return f"{nlp.meta['lang']}_{nlp.meta['name']}-{nlp.meta['version']}"
