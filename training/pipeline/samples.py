"""Sentences as the networks train on them: words with tags, arcs, labels and names, or only the part that a corpus marks."""

from __future__ import annotations

import csv
import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from training.pipeline.substitution import Pool, replaceable, with_other_names
from training.pipeline.treebanks import Sentence, gum_name_spans, name_spans, read_conllu, read_two_columns, typographic, without_last_stop
from training.pipeline.wordlists import ACTORS

NAMES = ("PERSON", "ORG", "LOC", "NORP", "EVENT", "MISC")
NAME_TAGS = ("O", *(f"{mark}-{kind}" for kind in NAMES for mark in "BI"))
HYPHENS, STOPS = re.compile(r"(?<=\w)(-)(?=\w)"), re.compile(r"(\.)")
TITLES = {
    "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "miss", "dr", "dr.", "prof.", "professor", "sir", "lord", "lady", "king", "queen", "prince", "princess",
    "president", "vice", "prime", "minister", "foreign", "deputy", "secretary", "senator", "sen.", "rep.", "congressman", "congresswoman", "governor",
    "gov.", "mayor", "judge", "justice", "general", "gen.", "colonel", "col.", "captain", "sergeant", "lieutenant", "lt.", "ambassador", "chancellor",
    "pope", "bishop", "father", "sister", "saint", "st.", "rev.", "reverend", "sheikh", "ayatollah", "imam",
}  # fmt: skip


@dataclass
class Sample:
    """One sentence; `heads` count from 1 with 0 for the root. What is None is not marked there."""

    words: list[str]
    tags: list[str] | None = None
    pos: list[str] | None = None
    heads: list[int] | None = None
    deps: list[str] | None = None
    names: list[str] | None = None
    source: Sentence | None = field(default=None, repr=False)


@cache
def demonyms(path: Path = ACTORS) -> frozenset[str]:
    """Adjectives and nouns of nationality in the gazetteer: the corpora leave them unmarked, or mark them MISC."""
    rows = csv.DictReader(path.read_text("utf-8").splitlines())
    return frozenset(row["name"] for row in rows if row["form"] in {"adjective", "demonym", "people"} and row["name"].isalpha() and row["name"][:1].isupper())


def name_tags(sentence: Sentence, gum: bool, nationalities: frozenset[str]) -> list[str]:
    """BIO tags of a marked sentence; titles before persons are no part of the name, nationalities outside other names are NORP."""
    tags = ["O"] * len(sentence.words)
    for start, end, label in gum_name_spans(sentence) if gum else name_spans(sentence.names):
        while label == "PERSON" and end - start > 1 and sentence.words[start].lower() in TITLES:
            start += 1
        if label == "MISC" and end == start + 1 and sentence.words[start] in nationalities:
            label = "NORP"
        tags[start:end] = [f"B-{label}"] + [f"I-{label}"] * (end - start - 1)
    for position, word in enumerate(sentence.words):
        if tags[position] == "O" and word in nationalities:
            tags[position] = "B-NORP"
    return tags


def from_treebank(sentence: Sentence, names: list[str] | None) -> Sample:
    """A parsed sentence as a sample."""
    heads = [0 if dep == "ROOT" else head + 1 for head, dep in zip(sentence.heads, sentence.deps, strict=True)]
    return Sample(sentence.words, sentence.tags, sentence.pos, heads, ["root" if d == "ROOT" else d for d in sentence.deps], names, source=sentence)


def read_samples(shared: Path, banks: Iterable[str], name_sets: Iterable[str]) -> list[Sample]:
    """The treebanks named (with EWT's and GUM's names) and the name corpora named."""
    folder, nationalities = shared / "corpora", demonyms()
    samples = []
    for bank in banks:
        marked: dict[tuple[str, ...], list[str]] = {}
        if bank.startswith("ewt"):
            marked = {tuple(s.words): s.names for s in read_two_columns(folder / "names" / f"uner_{bank}.iob2")}
        for sentence in read_conllu(folder / "treebanks" / f"{bank}.conllu"):
            if bank.startswith("ewt"):
                sentence.names = marked.get(tuple(sentence.words), [])
                names = name_tags(sentence, False, nationalities) if sentence.names else None
            else:
                names = name_tags(sentence, True, nationalities)
            samples.append(from_treebank(sentence, names))
    for file in name_sets:
        samples += [apart(Sample(s.words, names=name_tags(s, False, nationalities)), HYPHENS) for s in read_two_columns(folder / "names" / file)]
    return samples


def apart(sample: Sample, marks: re.Pattern[str]) -> Sample:
    """The words and names of a sample with words taken apart at marks: "Kit-yee" as three words, as the tokeniser and the treebanks have it."""
    words: list[str] = []
    names: list[str] = []
    for word, name in zip(sample.words, sample.names or [], strict=True):
        parts = [part for part in marks.split(word) if part]
        words += parts
        names += [name, *([name.replace("B-", "I-")] * (len(parts) - 1))]
    return Sample(words, names=names)


def with_loose_abbreviations(samples: Iterable[Sample]) -> Iterator[Sample]:
    """Sentences that name abbreviations with stops ("U.S."), once more with each letter and stop by itself, as some tokenisers leave them: names only."""
    for sample in samples:
        if sample.names and any(name != "O" and "." in word[:-1] for word, name in zip(sample.words, sample.names, strict=True)):
            yield apart(sample, STOPS)


def varied(samples: Iterable[Sample], pool: Pool, seed: int) -> Iterator[Sample]:
    """Each sample once, now and then in another guise: other names, printed typography, no last stop, capitals."""
    chance = random.Random(seed)
    for sample in samples:
        draw, source = chance.random(), sample.source
        if source is not None and draw < 0.35 and (found := replaceable(source)):
            yield replace(sample, words=with_other_names(source, found, pool, chance))
        elif draw < 0.5 and source is not None:
            yield replace(sample, words=typographic(source).words)
        elif draw < 0.56 and source is not None and source.words[-1] == "." and len(source.words) > 3:
            cut = without_last_stop(source)
            length = len(cut.words)
            yield replace(from_treebank(cut, None), names=sample.names[:length] if sample.names else None)
        elif draw < 0.6:
            yield replace(sample, words=[word.upper() for word in sample.words])
        else:
            yield sample
