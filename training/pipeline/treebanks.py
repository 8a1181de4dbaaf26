"""Treebank and name corpora as sentences, grouped by paragraph, since the shipped program breaks paragraphs into sentences.

Dependency labels keep the Universal Dependencies names without the
language-specific sub-type, except for those that the coder reads (`nsubj:pass`, `aux:pass`, `obl:agent`, ...).

Formats: CoNLL-U (universaldependencies.org/format), two-column BIO and IOB2.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path

from spacy.tokens import Doc
from spacy.vocab import Vocab

KEPT_SUBTYPES = {"nsubj:pass", "csubj:pass", "aux:pass", "obl:agent", "nmod:poss", "compound:prt", "acl:relcl"}
LONGEST_PARAGRAPH = 12  # sentences; longer runs (mail, transcripts) are cut so that batches stay even

NAME_LABELS = {
    "PER": "PERSON", "person": "PERSON", "politician": "PERSON", "musicalartist": "PERSON", "writer": "PERSON", "scientist": "PERSON",
    "ORG": "ORG", "organisation": "ORG", "politicalparty": "ORG",
    "LOC": "LOC", "location": "LOC", "country": "LOC",
    "event": "EVENT", "election": "EVENT", "misc": "MISC", "MISC": "MISC",
}  # fmt: skip
GUM_LABELS = {"person": "PERSON", "organization": "ORG", "place": "LOC"}
TYPOGRAPHIC = {"``": "“", "''": "”", "'": "’", "-": "–", "--": "—", "...": "…", "'s": "’s", "n't": "n’t", "s'": "s’"}


@dataclass
class Sentence:
    """One annotated sentence: parallel lists, one item a token. `heads` are positions within the sentence."""

    words: list[str] = field(default_factory=list)
    spaces: list[bool] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    pos: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deps: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    starts_paragraph: bool = False
    document: str = ""


def read_conllu(path: Path) -> Iterator[Sentence]:
    """Sentences of a CoNLL-U file. Words of a multiword token are joined without a space, as they are written."""
    sentence, joined_until, joined_space, document, starts = Sentence(), 0, True, "", True
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("# newdoc"):
            document, starts = line.split("=")[-1].strip(), True
        elif line.startswith("# newpar"):
            starts = True
        elif line.startswith("#"):
            continue
        elif not line.strip():
            if sentence.words:
                sentence.starts_paragraph, sentence.document = starts, document
                yield sentence
                starts = False
            sentence, joined_until = Sentence(), 0
        else:
            cells = line.split("\t")
            space = "SpaceAfter=No" not in cells[9]
            if "-" in cells[0]:
                joined_until, joined_space = int(cells[0].split("-")[1]), space
            elif "." not in cells[0]:
                number = int(cells[0])
                if number <= joined_until:
                    space = joined_space if number == joined_until else False
                add_token(sentence, cells, space)


def add_token(sentence: Sentence, cells: list[str], space: bool) -> None:
    """One CoNLL-U token line onto the sentence; entity brackets of GUM's MISC column become name tags later."""
    head, label = int(cells[6]), cells[7] if cells[7] in KEPT_SUBTYPES else cells[7].split(":")[0]
    position = len(sentence.words)
    sentence.words.append(cells[1])
    sentence.spaces.append(space)
    sentence.tags.append(cells[4])
    sentence.pos.append(cells[3])
    sentence.lemmas.append(cells[2] if cells[2] != "_" or cells[1] == "_" else cells[1].lower())
    sentence.heads.append(position if head == 0 else head - 1)
    sentence.deps.append("ROOT" if head == 0 else label)
    entity = [part[7:] for part in cells[9].split("|") if part.startswith("Entity=")]
    sentence.names.append(entity[0] if entity else "")


def read_two_columns(path: Path) -> Iterator[Sentence]:
    """Sentences of a name corpus: word and tag separated by space or tab, IOB2 with a leading number column allowed."""
    sentence = Sentence()
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("# "):
            continue
        if not line.strip() or line.startswith("-DOCSTART-"):
            if sentence.words:
                yield sentence
            sentence = Sentence()
            continue
        cells = line.split("\t") if "\t" in line else line.rsplit(" ", 1)
        if len(cells) > 2:  # numbered IOB2
            cells = cells[1:3]
        sentence.words.append(cells[0])
        sentence.names.append(cells[1].strip())
        sentence.spaces.append(True)
    if sentence.words:
        yield sentence


def paragraphs(sentences: Iterable[Sentence]) -> Iterator[list[Sentence]]:
    """Sentences grouped by paragraph, at most `LONGEST_PARAGRAPH` each."""
    group: list[Sentence] = []
    for sentence in sentences:
        if group and (sentence.starts_paragraph or sentence.document != group[0].document or len(group) >= LONGEST_PARAGRAPH):
            yield group
            group = []
        group.append(sentence)
    if group:
        yield group


def name_spans(tags: list[str]) -> list[tuple[int, int, str]]:
    """(start, end, label) of the names in BIO tags (a lone I- opens a name too); labels we do not keep are dropped."""
    spans: list[tuple[int, int, str]] = []
    start, kind = 0, ""
    for position, tag in enumerate([*tags, "O"]):
        prefix, _, label = tag.partition("-")
        if kind and (prefix != "I" or label != kind):
            if kind in NAME_LABELS:
                spans.append((start, position, NAME_LABELS[kind]))
            kind = ""
        if label and not kind:
            start, kind = position, label
    return spans


def gum_name_spans(sentence: Sentence) -> list[tuple[int, int, str]]:
    """Names among GUM's entity brackets: spans of the kept types whose every content word is a proper noun."""
    stack: list[tuple[str, str, int]] = []
    found: list[tuple[int, int, str]] = []
    for position, marks in enumerate(sentence.names):
        depth_text = marks.replace(")", ") ").replace("(", " (").split()
        for mark in depth_text:
            if mark.startswith("("):
                identifier, kind = [*mark[1:].rstrip(")").split("-"), "", ""][:2]
                stack.append((identifier, kind, position))
            if mark.endswith(")"):
                identifier = mark.rstrip(")").lstrip("(").split("-")[0]
                opened = next((item for item in reversed(stack) if item[0] == identifier), None)
                if opened:
                    stack.remove(opened)
                    if opened[1] in GUM_LABELS:
                        found.append((opened[2], position + 1, GUM_LABELS[opened[1]]))
    named = [trimmed for span in found if (trimmed := trim_name(sentence, *span))]
    taken: list[tuple[int, int, str]] = []
    for span in sorted(named, key=lambda s: (s[0] - s[1], s[0])):
        if not any(span[0] < other[1] and other[0] < span[1] for other in taken):
            taken.append(span)
    return taken


def trim_name(sentence: Sentence, start: int, end: int, label: str) -> tuple[int, int, str] | None:
    """The span without its article, or None where it is more than a name."""
    while start < end and (sentence.pos[start] == "DET" or sentence.pos[start] == "PUNCT"):
        start += 1
    while end > start and sentence.pos[end - 1] in {"PART", "PUNCT"}:
        end -= 1
    allowed = {"PROPN", "ADP", "CCONJ", "DET", "PUNCT", "PART", "NUM"}
    words = range(start, end)
    if not words or sentence.pos[start] not in {"PROPN", "ADJ"} or not all(sentence.pos[i] in allowed or sentence.words[i][:1].isupper() for i in words):
        return None
    if any(sentence.words[i] == "," for i in words) or not any(sentence.pos[i] == "PROPN" for i in words):
        return None
    return start, end, label


def to_doc(vocab: Vocab, group: list[Sentence]) -> Doc:
    """One paragraph with its parse as a spaCy document."""
    starts = accumulate((len(s.words) for s in group), initial=0)
    return Doc(
        vocab, words=[w for s in group for w in s.words], spaces=[x for s in group for x in s.spaces], tags=[t for s in group for t in s.tags],
        pos=[p for s in group for p in s.pos], lemmas=[m for s in group for m in s.lemmas], deps=[d for s in group for d in s.deps],
        heads=[h + start for s, start in zip(group, starts, strict=False) for h in s.heads],
    )  # fmt: skip


def typographic(sentence: Sentence) -> Sentence:
    """The sentence with the quotes and dashes that printed news use."""
    words, opening = [], True
    for word in sentence.words:
        if word == '"':
            words.append("“" if opening else "”")
            opening = not opening
        else:
            words.append(TYPOGRAPHIC.get(word, word))
    return Sentence(**{**sentence.__dict__, "words": words})


def augmented(groups: Iterable[list[Sentence]], seed: int = 7) -> Iterator[list[Sentence]]:
    """The paragraphs, each also once more in printed typography (1 in 5) or without its last stop (1 in 20)."""
    chance = random.Random(seed)
    for group in groups:
        yield group
        draw = chance.random()
        if draw < 0.2:
            yield [typographic(s) for s in group]
        elif draw < 0.25 and group[-1].words[-1] == "." and len(group[-1].words) > 3:
            yield [*group[:-1], without_last_stop(group[-1])]


def without_last_stop(sentence: Sentence) -> Sentence:
    """The sentence with its final token removed, unless something depends on that token."""
    last = len(sentence.words) - 1
    if any(head == last and position != last for position, head in enumerate(sentence.heads)):
        return sentence
    lists = {key: value[:-1] for key, value in sentence.__dict__.items() if isinstance(value, list)}
    return Sentence(**{**sentence.__dict__, **lists})
