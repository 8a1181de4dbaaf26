"""Scores the language pipeline on held-out treebanks (gold tokens) and on marked names.

Attachment counts all tokens but punctuation, as spaCy does. Labels are compared as the pipeline is trained on them: Universal
Dependencies without the sub-types that `training/pipeline/treebanks.py` drops. A name is right if words and kind are.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from spacy.language import Language
from spacy.scorer import PRFScore, Scorer
from spacy.tokens import Doc, Token
from spacy.training import Example

from benchmarks.figures import Figure
from training.pipeline.treebanks import Sentence, paragraphs, read_conllu, to_doc

KINDS = {"Person": "PERSON", "Organization": "ORG", "Location": "LOC"}
Name = tuple[int, int, str]


def _unparsed(nlp: Language, gold: Doc) -> Doc:
    return Doc(nlp.vocab, words=[token.text for token in gold], spaces=[bool(token.whitespace_) for token in gold])


def _genre(bank: str, sentence: Sentence) -> str:
    """GUM names its genre in the document's id ("GUM_news_nasa"); EWT counts as one."""
    return sentence.document.split("_")[1] if bank.startswith("gum") and "_" in sentence.document else bank


def _examples(nlp: Language, bank: str, path: Path) -> dict[str, list[Example]]:
    groups = list(paragraphs(read_conllu(path)))
    gold = [to_doc(nlp.vocab, group, syntax=True, names="none") for group in groups]
    by_genre: dict[str, list[Example]] = defaultdict(list)
    for group, doc, read in zip(groups, gold, nlp.pipe([_unparsed(nlp, doc) for doc in gold]), strict=True):
        by_genre[_genre(bank, group[0])].append(Example(read, doc))
    return by_genre


def _label(token: Token, attribute: str) -> str:
    """spaCy writes the root's label in capitals in some pipelines and in small letters in others."""
    return str(getattr(token, f"{attribute}_")).lower()


def _attachment(name: str, examples: Iterable[Example]) -> Iterator[Figure]:
    examples = list(examples)
    scores = Scorer.score_deps(examples, "dep", getter=_label, ignore_labels=("punct",))
    yield Figure(name, "UAS", float(scores["dep_uas"] or 0))
    yield Figure(name, "LAS", float(scores["dep_las"] or 0))
    sentences = Scorer.score_spans(examples, "sents")
    yield Figure(name, "sentences F1", float(sentences["sents_f"] or 0))


def treebank_figures(nlp: Language, shared: Path) -> Iterator[Figure]:
    """UAS, LAS and sentence F1: GUM's open genres together and one by one, then EWT."""
    for bank in ("gum_open-test", "ewt-test"):
        by_genre = _examples(nlp, bank, shared / "corpora" / "treebanks" / f"{bank}.conllu")
        yield from _attachment(bank, (example for examples in by_genre.values() for example in examples))
        if bank.startswith("gum"):
            yield from _attachment("gum_open-test news and bio", by_genre["news"] + by_genre["bio"])
            for genre in sorted(by_genre):
                yield from _attachment(f"{bank} {genre}", by_genre[genre])


def _marked(sentence: list[list[str]]) -> set[Name]:
    """(first token, end token, kind) of the BIO tags of the kinds that the pipeline knows."""
    found, start, kind = set(), 0, ""
    for position, (_, tag) in enumerate([*sentence, ["", "O"]]):
        prefix, _, label = tag.partition("-")
        if kind and (prefix != "I" or label != kind):
            if kind in KINDS:
                found.add((start, position, KINDS[kind]))
            kind = ""
        if label and not kind:
            start, kind = position, label
    return found


def name_figures(nlp: Language, shared: Path) -> Iterator[Figure]:
    """Precision, recall and F1 of persons, organisations and locations in newswire, sentence by sentence over gold tokens."""
    sentences: list[list[list[str]]] = []
    for line in (shared / "gold" / "names_dev.jsonl").read_text("utf-8").splitlines():
        sentences += [sentence for sentence in json.loads(line)["sentences"] if sentence]
    total, by_kind = PRFScore(), {kind: PRFScore() for kind in KINDS.values()}
    docs = nlp.pipe(Doc(nlp.vocab, words=[word for word, _ in sentence]) for sentence in sentences)
    for sentence, doc in zip(sentences, docs, strict=True):
        want = _marked(sentence)
        have = {(ent.start, ent.end, ent.label_) for ent in doc.ents if ent.label_ in by_kind}
        total.score_set(have, want)
        for kind, score in by_kind.items():
            score.score_set({name for name in have if name[2] == kind}, {name for name in want if name[2] == kind})
    yield Figure("names", "precision", total.precision)
    yield Figure("names", "recall", total.recall)
    yield Figure("names", "F1", total.fscore)
    yield from (Figure("names", f"F1 {kind}", score.fscore) for kind, score in by_kind.items())


def has_names(nlp: Language) -> bool:
    """Whether the pipeline marks names of the kinds scored here."""
    labels = Counter(label for labels in nlp.pipe_labels.values() for label in labels)
    return all(labels[kind] for kind in KINDS.values())
