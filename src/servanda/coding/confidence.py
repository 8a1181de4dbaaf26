"""How far an event's codes can be trusted: a small logistic model over what the claim itself shows, its weights in a table.

The model was fitted on claims that people read against their sentences (`training/confidence`). It changes no claim but one thing: codes
below the table's threshold are withheld, and the claim keeps the confidence that says so.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from servanda.coding.clauses import Clause
from servanda.coding.frames import Codes
from servanda.coding.references import FIRST_PERSON, PERSON_PRONOUNS, PLURAL_PRONOUNS, SECOND_PERSON, SINGULAR_FIRST, SINGULAR_PRONOUNS
from servanda.coding.tables import table
from servanda.records import Illocution, Mention

DIGITS = 2  # decimal places kept: the same on every machine
WORDS_FOR_OTHERS = FIRST_PERSON | SECOND_PERSON | PERSON_PRONOUNS | PLURAL_PRONOUNS | SINGULAR_PRONOUNS
PRONOUNS = (("we", FIRST_PERSON - SINGULAR_FIRST), ("I", SINGULAR_FIRST), ("he", PERSON_PRONOUNS), ("they", PLURAL_PRONOUNS), ("it", SINGULAR_PRONOUNS))
LENGTHS = ((800, "note"), (1600, "page"), (4000, "pages"))  # characters up to which a text is called so
LONG = "long"  # one of more
LINE = 400  # characters of a text that is no item: a sentence or two that somebody asks about, an alert
SENTENCES = ((15, "short"), (30, "middling"), (50, "long"))  # words up to which a sentence is called so, else "endless"
SHORTEST = 3  # letters that a name has more of
LEAD, LATE = 300, 3000  # characters before which a claim stands in the lead of its text, and behind which far below
MANY, FEW = 12, 4  # named parties per thousand words of a text that is about politics, and of one that is not
WORD = 6  # characters a word, with its space


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a claim stands: in a quotation, in a transcript, in a text that a known body publishes itself, in one `aside` from what is between
    parties, in one that speaks of an agreement (`bound`); how often the text names known parties, how long it is and how titled; in which sentence
    of it, by its first and last character."""

    quoted: bool
    spoken: bool
    issued: bool
    named: int
    aside: bool
    length: int
    title: str
    sentence: tuple[int, int]
    bound: bool = False

    @property
    def sort(self) -> str:
        """ "statement" for a body's own text, "aside" for one of the press on another matter, else "press"."""
        return "statement" if self.issued else "aside" if self.aside else "press"

    @property
    def matter(self) -> str:
        """The sort, but "accord" for a text of the press that speaks of an agreement: its deeds may be somebody's duties."""
        return "accord" if self.sort == "press" and self.bound else self.sort


def traits(
    clause: Clause, frame: str, codes: Codes, illocution: Illocution, modality: str, sides: tuple[tuple[Mention, ...], tuple[Mention, ...]],
    borrowed: bool, depth: int, setting: Setting,
) -> tuple[str, ...]:  # fmt: skip
    """What the claim shows, as the names of the table's rows; `borrowed` where the target stands at none of the frame's own places."""
    source, target = (side(mentions) for mentions in sides)
    subject = clause.subjects[0] if clause.subjects else None
    pronoun = next((name for name, words in PRONOUNS if subject is not None and subject.lower_ in words), None)
    rate = setting.named / max(0.1, setting.length / WORD / 1000)
    return (
        f"type {codes.plover}",
        f"frame {frame}",
        f"family {frame.split('.')[0]}",
        f"{illocution} {modality}",
        f"source {source}",
        f"target {target}",
        f"{source} to {target}",
        f"{codes.plover} without target" if target == "nobody" else f"{codes.plover} with target",
        *(f"role {m.role}" for m in sides[0][:1] if m.role),
        *(f"target role {m.role}" for m in sides[1][:1] if m.role),
        *((f"subject {pronoun}",) if pronoun else ()),
        "noun" if clause.noun else f"{clause.form} {clause.tense}",
        f"clause {clause.relation}",
        *(("passive",) if clause.passive else ()),
        *((f"modal {clause.modal}",) if clause.modal else ()),
        *(("target borrowed",) if borrowed else ()),
        f"depth {min(depth, 3)}",
        *(("quoted",) if setting.quoted else ()),
        *(("transcript",) if setting.spoken else ()),
        *(("statement",) if setting.issued else ()),
        "many parties" if rate >= MANY else "few parties" if rate < FEW else "some parties",
        *placed(setting, len(clause.head.sent)),
        *paired(codes, sides, setting),
    )


def sized(value: int, sizes: tuple[tuple[int, str], ...], beyond: str) -> str:
    """The name of the first size that holds a value."""
    return next((name for most, name in sizes if value <= most), beyond)


def placed(setting: Setting, words: int) -> tuple[str, ...]:
    """How long the text and the sentence are, and how far down the sentence stands."""
    at = setting.sentence[0]
    down = "in the lead" if at < LEAD else "far below" if at > LATE else "below the lead"
    size, length = sized(setting.length, LENGTHS, LONG), sized(words, SENTENCES, "endless")
    return f"text {size}", f"sentence {length}", down, f"{setting.sort} text", *(("bound text",) if setting.bound else ())


def paired(codes: Codes, sides: tuple[tuple[Mention, ...], tuple[Mention, ...]], setting: Setting) -> tuple[str, ...]:
    """Whether the claim tells of two sides, of several at once or of one; which of them its sentence does not name itself."""
    start, end = setting.sentence
    agents, recipients = sides
    pairing = "pair" if agents and recipients else "several" if len(agents) > 1 else "one side"
    told = {
        "source elsewhere": any(not start <= m.start < end for m in agents),
        "target elsewhere": any(not start <= m.start < end for m in recipients),
        "target of the title": any(m.start == m.end for m in recipients),
        "source in the title": named_in(setting.title, agents),
        "target in the title": named_in(setting.title, recipients),
        "same side": bool({m.code for m in agents if m.code} & {m.code for m in recipients}),
        "target pronoun": any(m.code is None and m.text.lower() in WORDS_FOR_OTHERS for m in recipients),
    }
    size = sized(setting.length, LENGTHS, LONG)
    return pairing, f"{codes.plover} of {pairing}", f"{pairing} in {size}", *(name for name, holds in told.items() if holds)


def named_in(title: str, mentions: tuple[Mention, ...]) -> bool:
    """Whether a title has one of the names in some parties' words."""
    return any(word.strip(".,") in title for m in mentions for word in m.text.split() if len(word) > SHORTEST and word[0].isupper())


def side(mentions: tuple[Mention, ...]) -> str:
    """What sort of party stands on a side: its kind, where it is known; "joint" for several."""
    if not mentions:
        return "nobody"
    first = mentions[0]
    kind = f"known {first.kind}" if first.code else f"unknown {first.kind}"
    return f"joint {kind}" if len(mentions) > 1 else kind


@cache
def weights() -> dict[str, float]:
    """The table's weights."""
    return {str(name): float(weight) for name, weight in table("confidence")["weights"].items()}


def confidence(found: Iterable[str]) -> float:
    """The share of claims with such traits that readers found right, 0 to 1."""
    total = float(table("confidence")["bias"]) + sum(weights().get(name, 0.0) for name in found)
    return round(1 / (1 + math.exp(-total)), DIGITS)


def trusted(value: float, setting: Setting) -> bool:
    """Whether codes of that confidence are given out, in a text of that length and sort."""
    size = "line" if setting.length <= LINE else sized(setting.length, LENGTHS, LONG)
    return value >= float(table("confidence")["thresholds"][setting.matter][size])
