"""Reads `phrases.toml`: what a briefing says, and which statuses count as a reversal."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from string import Formatter
from typing import Literal, get_args

import msgspec

from servanda.errors import TableError
from servanda.records import Grade, Record, Status

TABLE = "phrases.toml"
SectionName = Literal["agreements", "commitments", "moved", "overdue", "reversed", "due", "events", "endorsements", "disagreements"]
Stance = Literal["welcome", "support", "criticise", "reject"]

_OWED = frozenset(("debtor", "beneficiary", "deed"))
# Which words in braces a phrase may have.
SLOTS: dict[str, frozenset[str]] = {
    "title": frozenset(("period",)), "title_party": frozenset(("party", "period")),
    "standing.days": frozenset(("first", "last")), "standing.as_of": frozenset(("as_of", "known_by")), "standing.unfinished": frozenset(("as_of",)),
    "section.none": frozenset(("due_first", "due_last")), "line.more": frozenset(("count",)),
    "line.agreement": frozenset(("parties", "title")), "line.agreement_stage": frozenset(("parties", "title", "stage", "day")),
    "line.owed": _OWED, "line.owed_plural": _OWED, "line.owed_each_other": _OWED,
    "line.owed_to_nobody": _OWED, "line.owed_to_nobody_plural": _OWED,
    "line.commitment": frozenset(("owed", "terms")), "line.step": frozenset(("owed", "before", "after", "day", "word")),
    "line.progress": frozenset(("owed", "before", "after")), "line.overdue_new": frozenset(("owed", "due")),
    "line.overdue_since": frozenset(("owed", "due", "days", "as_of")), "line.revised": frozenset(("owed", "before", "day", "after", "since")),
    "line.gone": frozenset(("owed", "before")), "line.due": frozenset(("owed", "due", "after")),
    "line.event": frozenset(("source", "target", "gist", "kind", "day", "sources")),
    "line.event_alone": frozenset(("source", "gist", "kind", "day", "sources")),
    "line.endorsement": frozenset(("by", "stance", "of")), "line.endorsement_speaker": frozenset(("by", "speaker", "stance", "of")),
    "line.disagreement": frozenset(("about", "field", "values")), "line.earlier": frozenset(("day",)), "line.undated": frozenset(),
    "terms.due": frozenset(("due",)), "terms.deadline": frozenset(("words",)), "terms.condition": frozenset(("words",)),
    "terms.agreement": frozenset(("display", "title")), "word": frozenset(("debtor", "beneficiary")),
}  # fmt: skip


class SectionRow(Record, frozen=True):
    """A section: its heading, what it says where it is empty, and how many lines it has at most."""

    heading: str
    none: str
    most: int


class Falls(Record, frozen=True):
    """What is a reversal, and what is over."""

    statuses: tuple[Status, ...]
    stages: tuple[str, ...]
    ladder: tuple[Status, ...]
    closed: tuple[Status, ...]


class Wording(Record, frozen=True):
    """The table. Phrases are templates of `str.format`; their slots are those of `SLOTS`."""

    title: str
    title_party: str
    standing: dict[str, str]
    section: dict[SectionName, SectionRow]
    line: dict[str, str]
    terms: dict[str, str]
    word: dict[Grade, str]
    stance: dict[Stance, str]
    falls: Falls

    def say(self, name: str, **words: object) -> str:
        """A line's phrase with its words filled in."""
        return self.line[name].format(**words)


def read_wording(text: str) -> Wording:
    """The wording of a table.

    Raises:
        TableError: for a key that is unknown or missing, or a phrase with a slot that is not filled.
    """
    try:
        found = msgspec.convert(tomllib.loads(text), Wording)
    except (msgspec.ValidationError, tomllib.TOMLDecodeError) as error:
        raise TableError(str(error), where=TABLE, mend="Keep to the keys of the table that comes with the package") from error
    for what, have, need in (
        ("line", set(found.line), _slotted("line")), ("standing", set(found.standing), _slotted("standing")),
        ("terms", set(found.terms), _slotted("terms")), ("word", set(found.word), set(get_args(Grade))),
        ("stance", set(found.stance), set(get_args(Stance))), ("section", set(found.section), set(get_args(SectionName))),
    ):  # fmt: skip
        if have != need:
            raise TableError(f"[{what}] lacks or has too many: {', '.join(sorted(have ^ need))}", where=TABLE, mend="Name each phrase once")
    for name, phrase in _phrases(found):
        _check(name, phrase)
    return found


def _slotted(table: str) -> set[str]:
    """The phrases that a table of the file must have."""
    return {name.partition(".")[2] for name in SLOTS if name.startswith(f"{table}.")}


def _phrases(found: Wording) -> list[tuple[str, str]]:
    return [
        ("title", found.title), ("title_party", found.title_party), *((f"standing.{name}", phrase) for name, phrase in found.standing.items()),
        *(("section.none", row.none) for row in found.section.values()), *((f"line.{name}", phrase) for name, phrase in found.line.items()),
        *((f"terms.{name}", phrase) for name, phrase in found.terms.items()), *(("word", phrase) for phrase in found.word.values()),
    ]  # fmt: skip


def _check(name: str, phrase: str) -> None:
    try:
        slots = {slot for _, slot, _, _ in Formatter().parse(phrase) if slot is not None}
    except ValueError as error:
        raise TableError(f"{name}: {error}", where=TABLE, mend="Write words to be filled in as {name}") from error
    if unknown := slots - SLOTS[name]:
        raise TableError(f"{name} has no {{{min(unknown)}}}", where=TABLE, mend="It may have " + (", ".join(sorted(SLOTS[name])) or "none"))


@cache
def wording() -> Wording:
    """The table that comes with the package."""
    return read_wording(files("servanda.views.briefing").joinpath(TABLE).read_text("utf-8"))
