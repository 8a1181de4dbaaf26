"""Puts the two trained halves together and writes the pipeline that the package ships.

python -m training.pipeline.assemble SYNTAX_MODEL NAMES_MODEL TREEBANKS_DIR [OUT_DIR]
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.pipeline import Lemmatizer

from training.pipeline.lemmas import lemma_tables
from training.pipeline.treebanks import read_conllu

OUT = Path("src/servanda/language/model")
VERSION = "0.1.0"
META = {
    "name": "servanda_open",
    "version": VERSION,
    "description": "English tagger, lemmatizer, parser and names for news and official statements, in Universal Dependencies labels.",
    "license": "CC BY-SA 4.0",
    "author": "Servanda",
}


def assemble(syntax: Path, names: Path, treebanks: Path) -> Language:
    """One pipeline out of both; names keep an encoder of their own, lemmas come from tables counted in the treebanks."""
    nlp = spacy.load(syntax)
    if "trainable_lemmatizer" in nlp.pipe_names:
        nlp.remove_pipe("trainable_lemmatizer")
    lemmatizer = nlp.add_pipe("lemmatizer", config={"mode": "rule"}, after="morphologizer")
    sentences = [s for name in ("ewt-train", "gum_open-train") for s in read_conllu(treebanks / f"{name}.conllu")]
    assert isinstance(lemmatizer, Lemmatizer)
    lemmatizer.initialize(list, nlp=nlp, lookups=lemma_tables(sentences))
    source = spacy.load(names)
    source.replace_listeners("tok2vec", "ner", ["model.tok2vec"])
    nlp.add_pipe("ner", source=source)
    nlp.meta.update(META)
    return nlp


def write(nlp: Language, out: Path) -> None:
    """Writes the pipeline without training scores, which the model card has, and without the paths of the machine that trained it."""
    nlp.meta["performance"] = {}
    nlp.config["paths"] = dict.fromkeys(nlp.config["paths"])
    if out.exists():
        shutil.rmtree(out)
    nlp.to_disk(out)


if __name__ == "__main__":
    write(assemble(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3])), Path(sys.argv[4]) if len(sys.argv) > 4 else OUT)
