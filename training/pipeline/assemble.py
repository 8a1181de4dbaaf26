"""Puts the trained network, the tokeniser and the lemma tables together and writes the pipeline that the package ships.

python -m training.pipeline.assemble SHARED_DIR WORK_DIR [OUT_DIR]
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.pipeline import Lemmatizer

from servanda.language.network.component import NAME, Reader
from servanda.language.network.weights import Weights
from training.pipeline.lemmas import lemma_tables
from training.pipeline.treebanks import read_conllu

OUT = Path("src/servanda/language/model")
META = {
    "name": "servanda_open",
    "version": "0.3.0",
    "description": "English sentences, tags, parse, names and lemmas for news and official statements, in Universal Dependencies labels.",
    "license": "CC BY-SA 4.0",
    "author": "Servanda",
}


def assemble(weights: Weights, treebanks: Path) -> Language:
    """The pipeline; lemmas come from tables counted in the treebanks."""
    nlp = spacy.blank("en")
    reader = nlp.add_pipe(NAME)
    assert isinstance(reader, Reader)
    reader.use(weights)
    lemmatizer = nlp.add_pipe("lemmatizer", config={"mode": "rule"})
    assert isinstance(lemmatizer, Lemmatizer)
    sentences = [s for name in ("ewt-train", "gum_open-train") for s in read_conllu(treebanks / f"{name}.conllu")]
    lemmatizer.initialize(list, nlp=nlp, lookups=lemma_tables(sentences))
    nlp.meta.update(META)
    return nlp


def write(nlp: Language, out: Path) -> None:
    """Writes the pipeline without the words that this process met."""
    nlp.meta["performance"] = {}
    if out.exists():
        shutil.rmtree(out)
    nlp.to_disk(out)


if __name__ == "__main__":
    write(assemble(Weights.load(Path(sys.argv[2]) / "student"), Path(sys.argv[1]) / "corpora" / "treebanks"), Path(sys.argv[3]) if len(sys.argv) > 3 else OUT)
