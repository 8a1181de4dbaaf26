"""Writes the training corpora: syntax (treebanks) and names, as spaCy `.spacy` files.

    python -m training.pipeline.corpora SHARED_DIR OUT_DIR

SHARED_DIR holds `corpora/treebanks` and `corpora/names`. Test sets are never written into a training file.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import spacy
from spacy.tokens import DocBin
from spacy.vocab import Vocab

from training.pipeline.substitution import read_pool, substituted
from training.pipeline.treebanks import Sentence, augmented, natural_spacing, paragraphs, read_conllu, read_two_columns, to_doc

NAMES_PER_DOCUMENT = 6  # sentences a document in corpora that come without paragraphs


def write(path: Path, vocab: Vocab, groups: Iterable[list[Sentence]], syntax: bool, names: str, into: DocBin | None = None) -> DocBin:
    """Writes the groups; returns the bin so that several corpora can share a file."""
    into = into or DocBin(store_user_data=False)
    for group in groups:
        into.add(to_doc(vocab, group, syntax, names))
    into.to_disk(path)
    return into


def chunks(sentences: list[Sentence]) -> list[list[Sentence]]:
    """Sentences in runs of `NAMES_PER_DOCUMENT`."""
    return [sentences[i : i + NAMES_PER_DOCUMENT] for i in range(0, len(sentences), NAMES_PER_DOCUMENT)]


def with_spacing(names: list[Sentence], treebank: list[Sentence]) -> list[Sentence]:
    """Name-annotated sentences with the spacing of the same sentences in the treebank, where the words agree."""
    by_words = {tuple(s.words): s.spaces for s in treebank}
    for sentence in names:
        sentence.spaces = by_words.get(tuple(sentence.words), sentence.spaces)
    return names


def syntax_paragraphs(groups: list[list[Sentence]], ewt: list[Sentence], name_sets: Path) -> Iterator[list[Sentence]]:
    """The treebank paragraphs, in printed typography too, and with other names in the places of their own."""
    yield from augmented(groups)
    tags = {tuple(s.words): s.names for s in read_two_columns(name_sets / "uner_ewt-train.iob2")}
    for sentence in ewt:
        sentence.names = tags.get(tuple(sentence.words), sentence.names)
    yield from substituted(groups, read_pool())


def build(shared: Path, out: Path) -> None:
    """All corpora of the recipe."""
    out.mkdir(parents=True, exist_ok=True)
    vocab = spacy.blank("en").vocab
    banks, name_sets = shared / "corpora" / "treebanks", shared / "corpora" / "names"
    bank = {name: list(read_conllu(banks / f"{name}.conllu")) for name in ("ewt-train", "ewt-dev", "gum_open-train", "gum_open-dev")}
    for part in ("train", "dev"):
        groups = [g for name in (f"ewt-{part}", f"gum_open-{part}") for g in paragraphs(bank[name])]
        write(out / f"syntax-{part}.spacy", vocab, augmented(groups) if part == "train" else groups, syntax=True, names="none")
        if part == "train":
            renamed = syntax_paragraphs(groups, bank["ewt-train"], name_sets)
            write(out / "syntax-renamed-train.spacy", vocab, renamed, syntax=True, names="none")
        merged = write(out / f"names-{part}.spacy", vocab, paragraphs(bank[f"gum_open-{part}"]), syntax=False, names="gum")
        files = [f"uner_ewt-{part}.iob2", f"crossner_politics-{part}.txt"]
        files += ["crossner_politics-test.txt", "wikigold.conll.txt"] if part == "train" else []
        for file in files:
            sentences = list(read_two_columns(name_sets / file))
            spaced = with_spacing(sentences, bank[f"ewt-{part}"]) if file.startswith("uner") else map(natural_spacing, sentences)
            merged = write(out / f"names-{part}.spacy", vocab, chunks(list(spaced)), syntax=False, names="bio", into=merged)
        print(part, "documents with names:", len(merged))


if __name__ == "__main__":
    build(Path(sys.argv[1]), Path(sys.argv[2]))
