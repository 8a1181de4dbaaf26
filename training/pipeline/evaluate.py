"""Scores a pipeline on treebank and name test sets: attachment with gold tokens, sentence breaks on running text, names.

    python -m training.pipeline.evaluate SHARED_DIR [MODEL]

Punctuation counts for no attachment score, as in the CoNLL shared tasks. Sentences are scored on whole paragraphs as running text.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from servanda.language.pipeline import load_pipeline
from training.pipeline.treebanks import Sentence, paragraphs, read_conllu, to_doc

GENRES = ("news", "interview", "speech", "bio", "court", "academic", "textbook", "vlog", "voyage")
NAME_GROUPS = {"person": "PERSON", "organization": "ORG", "organisation": "ORG", "location": "LOC", "gpe": "LOC", "country": "LOC"}
SHIPPED_GROUPS = {"GPE": "LOC", "LOC": "LOC", "FAC": "LOC", "PERSON": "PERSON", "ORG": "ORG"}


def attachment(nlp: Language, groups: Iterable[list[Sentence]]) -> dict[str, float]:
    """UAS and LAS (gold tokens, gold paragraphs), F1 of sentence starts, and tag accuracy, as shares."""
    uas = las = tags = total = found = marked = made = 0
    for group in groups:
        gold = to_doc(nlp.vocab, group, True, "none")
        made_doc = nlp(Doc(nlp.vocab, words=[t.text for t in gold], spaces=[bool(t.whitespace_) for t in gold]))
        starts, ours = {s.start for s in gold.sents}, {s.start for s in made_doc.sents}
        found, marked, made = found + len(starts & ours), marked + len(starts), made + len(ours)
        for a, b in zip(gold, made_doc, strict=True):
            tags += a.tag_ == b.tag_
            if a.dep_ != "punct":
                total += 1
                uas += a.head.i == b.head.i
                las += a.head.i == b.head.i and a.dep_.lower() == b.dep_.lower()
    tokens = max(1, total)
    return {"uas": uas / tokens, "las": las / tokens, "sentences": 2 * found / max(1, marked + made), "tokens": total}


def names(nlp: Language, path: Path) -> dict[str, float]:
    """F1 of PERSON, ORG and LOC (GPE merged) on a BIOES file, each sentence a text of its own."""
    hit = want = have = 0
    for words, tags in bioes(path):
        doc = nlp(Doc(nlp.vocab, words=words))
        gold = set(bioes_spans(tags))
        ours = {(e.start, e.end, SHIPPED_GROUPS[e.label_]) for e in doc.ents if e.label_ in SHIPPED_GROUPS}
        hit, want, have = hit + len(gold & ours), want + len(gold), have + len(ours)
    return {"p": hit / max(1, have), "r": hit / max(1, want), "f": 2 * hit / max(1, want + have)}


def bioes(path: Path) -> Iterator[tuple[list[str], list[str]]]:
    """Sentences of a JSON Lines file of documents with (word, BIOES tag) pairs."""
    for line in path.read_text("utf-8").splitlines():
        for sentence in json.loads(line)["sentences"]:
            yield [w for w, _ in sentence], [t for _, t in sentence]


def bioes_spans(tags: list[str]) -> Iterator[tuple[int, int, str]]:
    """Spans of the three merged groups."""
    start = 0
    for position, tag in enumerate(tags):
        prefix, _, label = tag.partition("-")
        if prefix in {"B", "S"}:
            start = position
        last = position + 1 == len(tags) or tags[position + 1].partition("-")[0] in {"O", "B", "S"}
        if prefix != "O" and last and label.lower() in NAME_GROUPS:
            yield start, position + 1, NAME_GROUPS[label.lower()]


def report(nlp: Language, shared: Path) -> dict[str, dict[str, float]]:
    """All scores, by test set."""
    banks = shared / "corpora" / "treebanks"
    gum = list(paragraphs(read_conllu(banks / "gum_open-test.conllu")))
    scores = {"gum_open": attachment(nlp, gum), "ewt": attachment(nlp, paragraphs(read_conllu(banks / "ewt-test.conllu")))}
    for genre in GENRES:
        scores[f"gum_open {genre}"] = attachment(nlp, [g for g in gum if f"_{genre}_" in g[0].document])
    if "ner" in nlp.pipe_names:
        scores["names_dev"] = names(nlp, shared / "gold" / "names_dev.jsonl")
    return scores


if __name__ == "__main__":
    for name, row in report(load_pipeline(sys.argv[2] if len(sys.argv) > 2 else None), Path(sys.argv[1])).items():
        print(f"{name:20s}", "  ".join(f"{key} {value:.3f}" for key, value in row.items()))
