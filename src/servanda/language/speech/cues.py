"""The table of reporting words (`cues.toml`): verbs, nouns and phrases that say whose words follow."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from servanda.errors import TableError
from servanda.language.lemmas import irregular_forms
from servanda.language.parsed import Doc, Token

KINDS = frozenset({"neutral", "claim", "denial", "promise", "demand", "warning", "hope", "opinion", "question", "finding", "judgement"})
COMPLEMENTS = frozenset({"clause", "quote", "words", "name", "as", "of", "at", "known"})
KEYS = {
    "verbs": {"kind", "takes", "lemmas"},
    "behind": {"kind", "lemmas"},
    "nouns": {"kind", "lemmas"},
    "accounts": {"kind", "nouns"},
    "frames": {"kind", "phrases"},
    "stances": {"kind", "lemmas"},
}
ENDS = frozenset({".", "!", "?"})
NAMED = 8  # words of a speaker right before a verb that ends its sentence
WORDS = {"verbs": "lemmas", "behind": "lemmas", "nouns": "lemmas", "accounts": "nouns", "frames": "phrases", "stances": "lemmas"}


@dataclass(frozen=True, slots=True)
class Cues:
    """The reporting words. `verbs` maps a lemma, with its particle where it has one ("point out"), to what it takes ("clause", "quote",
    "words"); `behind` maps the forms of those that report only words before them ("..., the cabinet decided") to their lemmas; `accounts` are the
    nouns of "by the army's count"; `stances` tell how somebody speaks whose words follow a colon ("was cautious: ..."); `kinds` maps any cue to its kind.

    `particles` maps the first word of verbs with a particle to theirs. `lemma_keys` and `word_keys` are the cues' lemmas, and their forms in lower
    case: with them a paragraph is searched before anything is asked of its tokens.
    """

    verbs: dict[str, frozenset[str]]
    nouns: frozenset[str]
    accounts: frozenset[str]
    frames: tuple[tuple[str, ...], ...]
    kinds: dict[str, str]
    forms: dict[str, str]
    behind: dict[str, str]
    stances: frozenset[str]
    lemma_keys: frozenset[str] = field(init=False, repr=False, compare=False)
    word_keys: frozenset[str] = field(init=False, repr=False, compare=False)
    particles: dict[str, frozenset[str]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        phrasal = [verb.split() for verb in self.verbs if " " in verb]
        object.__setattr__(self, "particles", {first: frozenset(p for v, p in phrasal if v == first) for first, _ in phrasal})
        lemmas = frozenset({*(verb.split()[0] for verb in self.verbs), *self.nouns})
        object.__setattr__(self, "lemma_keys", lemmas)
        object.__setattr__(self, "word_keys", lemmas.union(self.forms, self.accounts, self.behind))

    def places(self, doc: Doc) -> tuple[list[int], list[tuple[int, tuple[str, ...]]]]:
        """The tokens that may be reporting verbs or nouns by their lemma or form, and the frames with the tokens at which they start."""
        lemmas, lowers = [token.lemma_ for token in doc], [token.lower_ for token in doc]
        word_keys, lemma_keys = self.word_keys, self.lemma_keys
        words = [i for i, lower in enumerate(lowers) if lower in word_keys or lemmas[i] in lemma_keys]
        present = set(lowers)
        frames = [(start, phrase) for phrase in self.frames if present.issuperset(phrase) for start in _starts(lowers, phrase)]
        return words, sorted(frames, key=lambda found: found[0])

    def verb(self, token: Token) -> str | None:
        """The cue lemma of a verb token, None where it reports nothing."""
        if token.pos_ != "VERB" and not token.tag_.startswith("VB") and not _mistagged(token):
            return None
        lemma = token.lemma_.lower()
        if lemma in self.particles and (phrasal := self._phrasal(token, lemma)) is not None:
            return phrasal
        return lemma if lemma in self.verbs else self.forms.get(token.lower_)

    def _phrasal(self, token: Token, lemma: str) -> str | None:
        """The verb with the particle that stands right behind it ("point out"), if the table has it."""
        following = token.doc[token.i + 1].lower_ if token.i + 1 < len(token.doc) else ""
        return f"{lemma} {following}" if following in self.particles[lemma] else None

    def takes(self, lemma: str, complement: str) -> bool:
        """Whether the verb's content may be of this sort."""
        return complement in self.verbs.get(lemma, frozenset())

    def noun(self, token: Token) -> str | None:
        """The cue lemma of a reporting noun, None where it reports nothing."""
        lemma = token.lemma_.lower()
        return lemma if token.pos_ == "NOUN" and lemma in self.nouns else None


def _starts(tokens: list[str], phrase: tuple[str, ...]) -> Iterator[int]:
    return (start for start, token in enumerate(tokens) if token == phrase[0] and tuple(tokens[start : start + len(phrase)]) == phrase)


def _mistagged(token: Token) -> bool:
    """A verb in -s that the tagger took for a plural noun, behind a name or pronoun and before "that"; one that ends a sentence ("..., the note states.")."""
    doc, i = token.doc, token.i
    if not (token.tag_ in ("NNS", "NN") and 0 < i < len(doc) - 1):
        return False
    return (token.tag_ == "NNS" and doc[i - 1].pos_ in ("PROPN", "PRON") and doc[i + 1].lower_ == "that") or ends_as_verb(token)


def ends_as_verb(token: Token) -> bool:
    """Whether a word that was taken for a noun ends its sentence behind a comma and a speaker in the singular, by its form a verb ("..., the note states.")."""
    doc, i, sent = token.doc, token.i, token.sent
    if token.tag_ not in ("NNS", "NN") or i + 1 >= sent.end or doc[i + 1].text not in ENDS or i + 2 < sent.end or doc[i - 1].tag_ not in ("NN", "NNP", "NNPS"):
        return False
    if not token.lower_.endswith("ed" if token.tag_ == "NN" else "s"):
        return False
    comma = _comma(doc, sent.start, i)
    return comma is not None and doc[comma + 1].pos_ in ("DET", "PROPN")


def _comma(doc: Doc, start: int, end: int) -> int | None:
    """The last comma in a short stretch before a position, where only a noun phrase stands behind it."""
    for i in range(end - 1, max(start, end - NAMED) - 1, -1):
        if doc[i].text == ",":
            return i if i + 1 < end else None
        if doc[i].pos_ not in ("NOUN", "PROPN", "DET", "ADJ", "ADP", "PART"):
            return None
    return None


@cache
def load_cues() -> Cues:
    """The shipped table. Raises TableError where it holds an unknown key or value."""
    return parse_cues(files("servanda.language.speech").joinpath("cues.toml").read_text("utf-8"), "cues.toml")


def parse_cues(text: str, name: str) -> Cues:
    """Cues from TOML text; `name` is the file named in errors. Raises TableError with file and line."""
    verbs: dict[str, set[str]] = {}
    nouns: set[str] = set()
    accounts: set[str] = set()
    frames: list[tuple[str, ...]] = []
    kinds: dict[str, str] = {}
    behind: list[str] = []
    stances: set[str] = set()
    for section, row in table_rows(text, name, KEYS, {"kind": KINDS, "takes": COMPLEMENTS}):
        for word in row[WORDS[section]]:
            kinds.setdefault(word, row["kind"])
            if section == "verbs":
                verbs.setdefault(word, set()).update(row["takes"])
            elif section == "behind":
                behind.append(word)
            elif section == "nouns":
                nouns.add(word)
            elif section == "accounts":
                accounts.add(word)
            elif section == "stances":
                stances.add(word)
            else:
                frames.append(tuple(word.split()))
    taken = {lemma: frozenset(takes) for lemma, takes in verbs.items()}
    return Cues(taken, frozenset(nouns), frozenset(accounts), tuple(frames), kinds, inflected(verbs), inflected(behind), frozenset(stances))


def table_rows(text: str, name: str, keys: dict[str, set[str]], values: dict[str, frozenset[str]]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The rows of a TOML table with their section; `keys` are those that a section's rows must have, `values` what a key may hold.

    Raises TableError with file and line.
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise TableError(f"not valid TOML ({error})", where=name, mend="Mend the line named") from error
    for section, rows in table.items():
        if section not in keys:
            raise TableError(f"unknown section [[{section}]]", where=_where(text, section, name), mend=f"Use one of {', '.join(keys)}")
        for row in rows:
            for key in row:
                if key not in keys[section]:
                    raise TableError(f"unknown key '{key}'", where=_where(text, key, name), mend=f"Use one of {', '.join(sorted(keys[section]))}")
            missing = sorted(keys[section] - set(row))
            if missing:
                raise TableError(f"[[{section}]] lacks '{missing[0]}'", where=_where(text, section, name), mend="Add it")
            for key in sorted(values.keys() & row.keys()):
                for value in [row[key]] if isinstance(row[key], str) else row[key]:
                    if value not in values[key]:
                        raise TableError(f"unknown value '{value}'", where=_where(text, value, name), mend=f"Use one of {', '.join(sorted(values[key]))}")
            yield section, row


def _where(text: str, word: str, name: str) -> str:
    """File and the first line that holds the word outside comments."""
    for number, line in enumerate(text.splitlines(), start=1):
        if word in line.partition("#")[0]:
            return f"{name}, line {number}"
    return name


def inflected(verbs: Iterable[str]) -> dict[str, str]:
    """Inflected forms to lemma: those of the table of irregular verbs, and regular ones; none of verbs with a particle."""
    lemmas = dict.fromkeys(verbs)
    forms = {form: lemma for form, lemma in irregular_forms().items() if lemma in lemmas}
    for lemma in (lemma for lemma in lemmas if " " not in lemma):
        stem = lemma.removesuffix("e")
        if lemma.endswith("y") and lemma[-2] not in "aeo":
            made = (lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing")
        else:
            made = (lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x")) else "s"), stem + "ed", (lemma if lemma.endswith("ee") else stem) + "ing")
        for form in made:
            forms.setdefault(form, lemma)
    return forms
