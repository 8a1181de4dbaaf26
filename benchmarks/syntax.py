"""Scores the language pipeline on held-out treebanks and on marked names.

Attachment is measured over the treebank's tokens twice: paragraph by paragraph, where the pipeline finds the sentences, and sentence by
sentence. Sentences are measured over those tokens and on the paragraphs as running text. Attachment counts all tokens but punctuation,
as spaCy does. Labels are compared as the pipeline is trained on them: Universal Dependencies without the sub-types that
`training/pipeline/treebanks.py` drops. A name is right if words and kind are.
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
ALL = "all"
Name = tuple[int, int, str]


def _unparsed(nlp: Language, gold: Doc) -> Doc:
    return Doc(nlp.vocab, words=[token.text for token in gold], spaces=[bool(token.whitespace_) for token in gold])


def _genre(bank: str, sentence: Sentence) -> str:
    """GUM names its genre in the document's id ("GUM_news_nasa"); EWT counts as one."""
    return sentence.document.split("_")[1] if bank.startswith("gum") and "_" in sentence.document else bank


def _examples(nlp: Language, bank: str, groups: Iterable[list[Sentence]]) -> dict[str, list[Example]]:
    """By genre and under "all": the groups as the pipeline reads them, each as one text, beside the treebank's reading."""
    given = list(groups)
    gold = [to_doc(nlp.vocab, group) for group in given]
    by_genre: dict[str, list[Example]] = defaultdict(list)
    for group, doc, read in zip(given, gold, nlp.pipe([_unparsed(nlp, doc) for doc in gold]), strict=True):
        for genre in {_genre(bank, group[0]), ALL}:
            by_genre[genre].append(Example(read, doc))
    return by_genre


def _running(name: str, nlp: Language, groups: Iterable[list[Sentence]]) -> Iterator[Figure]:
    """F1 of sentences of paragraphs given as bare text: of those with both ends right, and of their beginnings alone."""
    whole, starts = PRFScore(), PRFScore()
    gold = [to_doc(nlp.vocab, group) for group in groups]
    for doc, read in zip(gold, nlp.pipe(doc.text for doc in gold), strict=True):
        want, have = ({(s.start_char, len(s.text.rstrip())) for s in d.sents} for d in (doc, read))
        whole.score_set(have, want)
        starts.score_set({start for start, _ in have}, {start for start, _ in want})
    yield Figure(name, "sentences F1, running text", whole.fscore)
    yield Figure(name, "sentence beginnings F1, running text", starts.fscore)


def _label(token: Token, attribute: str) -> str:
    """spaCy writes the root's label in capitals in some pipelines and in small letters in others."""
    return str(getattr(token, f"{attribute}_")).lower()


def _attachment(name: str, examples: Iterable[Example], how: str = "") -> Iterator[Figure]:
    scores = Scorer.score_deps(examples, "dep", getter=_label, ignore_labels=("punct",))
    yield Figure(name, f"UAS{how}", float(scores["dep_uas"] or 0))
    yield Figure(name, f"LAS{how}", float(scores["dep_las"] or 0))


def treebank_figures(nlp: Language, shared: Path) -> Iterator[Figure]:
    """UAS, LAS and sentence F1 of GUM's open genres together and one by one, and of EWT."""
    for bank in ("gum_open-test", "ewt-test"):
        sentences = list(read_conllu(shared / "corpora" / "treebanks" / f"{bank}.conllu"))
        groups = list(paragraphs(sentences))
        found, given = _examples(nlp, bank, groups), _examples(nlp, bank, ([sentence] for sentence in sentences))
        for genre in sorted(found, key=lambda genre: (genre != ALL, genre)):
            if genre == bank:
                continue
            name = bank if genre == ALL else f"{bank} {genre}"
            yield from _attachment(name, found[genre])
            yield from _attachment(name, given[genre], ", sentences given")
            yield Figure(name, "sentences F1", float(Scorer.score_spans(found[genre], "sents")["sents_f"] or 0))
            yield from _running(name, nlp, (group for group in groups if genre in {ALL, _genre(bank, group[0])}))


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
