"""The lexicon of acts: which verb, noun or adjective, with which arguments, means which act.

What it knows lies in `lexicon/*.toml`; a researcher's own files may add rows or replace shipped ones by id. Codes are those of
PLOVER (16 types) and CAMEO.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from servanda.coding.frame_rows import Codes, CompositionRule, Frame, InstrumentHead
from servanda.coding.frame_tables import Table, read_table, shipped_tables
from servanda.errors import LookupFailed

__all__ = ["Codes", "Entry", "Frame", "InstrumentEntry", "InstrumentHead", "Lexicon", "load_lexicon", "operator"]

Entry = tuple[Frame, tuple[str, ...]]
InstrumentEntry = tuple[InstrumentHead, tuple[str, ...]]
Part = Literal["verbs", "nouns", "adjectives"]
Composition = Mapping[str, Mapping[str, CompositionRule]]
NO_CODES = Codes()


@dataclass(frozen=True)
class Lexicon:
    """The compiled tables. `verbs`, `nouns`, `adjectives` and `instruments` map a head lemma to (row, other words of the pattern),
    most words first, then rows that ask for a class of object or subject before those that do not."""

    frames: Mapping[str, Frame]
    verbs: Mapping[str, tuple[Entry, ...]]
    nouns: Mapping[str, tuple[Entry, ...]]
    adjectives: Mapping[str, tuple[Entry, ...]]
    classes: Mapping[str, frozenset[str]]
    light_verbs: frozenset[str]
    instruments: Mapping[str, tuple[InstrumentEntry, ...]]
    composition: Composition
    actions: frozenset[str]
    same_action: tuple[frozenset[str], ...]

    def frame(self, frame_id: str) -> Frame:
        """The row with this id; raises LookupFailed where there is none."""
        if frame_id not in self.frames:
            raise LookupFailed(f"no frame has the id {frame_id!r}", mend="Ids stand in the frame tables, as in retreat.release")
        return self.frames[frame_id]

    def is_in(self, noun: str, classes: Iterable[str]) -> bool:
        """Whether the lemma belongs to one of the classes; no classes at all accept every noun."""
        names = tuple(classes)
        return not names or any(noun in self.classes[name] for name in names)

    def compose(self, outer: Frame, inner: Frame | Codes) -> Codes:
        """The codes of an act inside an operator's clause ("urged ... to release": a request to yield).

        `inner` may itself be the outcome of a composition ("urged ... to stop shelling").
        """
        return self.combine(operator(outer), inner, outer.codes)

    def combine(self, table: str, inner: Frame | Codes, outer: Codes = NO_CODES) -> Codes:
        """As `compose`, by the name of a composition table; "future" and "negative-future" serve the verb's own "will" and "will not".

        The rule with the longest CAMEO prefix wins, then TYPE-mode, then TYPE (or "none"), then "*"; without a rule the inner codes stay.
        """
        codes = inner.codes if isinstance(inner, Frame) else inner
        rules = self.composition.get(table, {})
        rule = next((rules[selector] for selector in _selectors(codes) if selector in rules), None)
        return rule.apply(codes, outer) if rule else codes

    def counts_as(self, promised: str, done: str) -> bool:
        """Whether a report of the act `done` can be about the promise of the act `promised`."""
        return promised == done or any(promised in group and done in group for group in self.same_action)


def operator(frame: Frame) -> str:
    """The table of `lexicon/composition.toml` that an operator frame uses: its complement, for requests with the strength."""
    return f"request-{frame.strength}" if frame.complement == "request" else frame.complement


def _selectors(codes: Codes) -> Iterator[str]:
    cameo = codes.cameo or ""
    yield from (cameo[:length] for length in range(len(cameo), 1, -1))
    if codes.plover and codes.mode:
        yield f"{codes.plover}-{codes.mode}"
    yield codes.plover or "none"
    yield "*"


def load_lexicon(extra: Sequence[Path] = ()) -> Lexicon:
    """The shipped lexicon, with the tables of `extra` before it: their ids replace shipped ones, their patterns win at equal length.

    Raises TableError, with file and line, for an unknown key, a bad value, or a code, class or action that no table lists.
    """
    tables = [*(read_table(path) for path in extra), *shipped_tables()]
    return _Compiler(tables).lexicon()


class _Compiler:
    """Puts the tables together and checks them against each other."""

    def __init__(self, tables: Sequence[Table]) -> None:
        self.tables = tables
        self.cameo = {code for table in tables for code in table.content.cameo}
        self.modes = {name: modes for table in reversed(tables) for name, modes in table.content.plover.items()}
        self.contexts = {word for table in tables for word in table.content.contexts}
        self.actions = frozenset(word for table in tables for word in table.content.actions)
        names = sorted({name for table in tables for name in table.content.classes})
        self.classes = {name: frozenset(noun for table in tables for noun in table.content.classes.get(name, ())) for name in names}

    def lexicon(self) -> Lexicon:
        frames = self._frames()
        instruments = (row for table in self.tables for _, row in table.rows("instrument", table.content.instrument, InstrumentHead))
        return Lexicon(
            frames=frames,
            verbs=_index(frames.values(), "verbs"),
            nouns=_index(frames.values(), "nouns"),
            adjectives=_index(frames.values(), "adjectives"),
            classes=self.classes,
            light_verbs=frozenset(word for table in self.tables for word in table.content.light_verbs),
            instruments=_instrument_index(instruments),
            composition=self._composition(),
            actions=self.actions,
            same_action=self._same_action(),
        )

    def _frames(self) -> dict[str, Frame]:
        frames: dict[str, Frame] = {}
        for table in self.tables:
            own: set[str] = set()
            for number, frame in table.rows("frame", table.content.frame, Frame):
                for key, fault, mend in self._faults(frame):
                    table.refuse(fault, "frame", number, key, mend)
                if frame.id in own:
                    table.refuse(f"the id {frame.id!r} stands twice", "frame", number, "id", "Give each frame its own id")
                own.add(frame.id)
                frames.setdefault(frame.id, frame)
        return frames

    def _faults(self, frame: Frame) -> Iterator[tuple[str, str, str]]:
        if not (frame.verbs or frame.nouns or frame.adjectives):
            yield "id", f"{frame.id} has no pattern", "Give verbs, nouns or adjectives"
        for key in ("verbs", "nouns", "adjectives"):
            if any(not pattern.strip() for pattern in getattr(frame, key)):
                yield key, f"{frame.id} has an empty pattern", "Write lemmas, or leave the key out"
        if frame.action not in self.actions:
            yield "action", f"no table lists the action {frame.action!r}", "Choose one of `actions` in actions.toml, or list it in your own file"
        for key in ("object", "subject"):
            for name in getattr(frame, key):
                if name not in self.classes:
                    yield key, f"no table lists the class {name!r}", f"Classes are {', '.join(self.classes)}"
        for name in frame.context:
            if name not in self.contexts:
                yield "context", f"PLOVER has no context {name!r}", "Contexts stand in codes.toml"
        for key, codes in (("plover", frame.codes), ("negated", frame.negated or Codes()), ("mirror", Codes(cameo=frame.mirror))):
            if fault := self._code_fault(codes):
                yield key, fault, "Codes stand in codes.toml"

    def _code_fault(self, codes: Codes) -> str:
        if codes.plover is not None and codes.plover not in self.modes:
            return f"PLOVER has no type {codes.plover!r}"
        if codes.mode is not None and codes.mode not in self.modes.get(codes.plover or "", ()):
            return f"PLOVER's {codes.plover} has no mode {codes.mode!r}"
        if codes.cameo is not None and codes.cameo not in self.cameo:
            return f"CAMEO has no code {codes.cameo!r}"
        return ""

    def _composition(self) -> Composition:
        merged: dict[str, dict[str, CompositionRule]] = {}
        for table in self.tables:
            for name, rules in table.content.composition.items():
                for selector, raw in rules.items():
                    place = f"composition.{name}"
                    rule = table.row(place, 0, raw, CompositionRule, key=selector)
                    if fault := self._code_fault(Codes(plover=rule.plover, mode=rule.mode, cameo=rule.cameo)):
                        table.refuse(fault, place, 0, selector, "Codes stand in codes.toml")
                    merged.setdefault(name, {}).setdefault(selector, rule)
        return merged

    def _same_action(self) -> tuple[frozenset[str], ...]:
        for table in self.tables:
            for group in table.content.same_action:
                for action in group:
                    if action not in self.actions:
                        table.refuse(f"no table lists the action {action!r}", "", 0, "same_action", "List it in `actions`")
        return tuple(frozenset(group) for table in self.tables for group in table.content.same_action)


def _split(pattern: str, part: Part) -> tuple[str, tuple[str, ...]]:
    """A pattern's head and its other words. The head is the first word; in a noun pattern the last, or the one before "of", which is dropped."""
    words = pattern.lower().split()
    if part != "nouns":
        return words[0], tuple(words[1:])
    head = words.index("of") - 1 if "of" in words[1:] else len(words) - 1
    return words[head], tuple(word for place, word in enumerate(words) if place != head and word != "of")


def _index(frames: Iterable[Frame], part: Part) -> dict[str, tuple[Entry, ...]]:
    found: dict[str, list[Entry]] = {}
    for frame in frames:
        for pattern in getattr(frame, part):
            head, words = _split(pattern, part)
            found.setdefault(head, []).append((frame, words))
    return {head: tuple(sorted(entries, key=_rank)) for head, entries in found.items()}


def _rank(entry: Entry) -> tuple[int, int]:
    frame, words = entry
    return -len(words), -(bool(frame.object) + bool(frame.subject))


def _instrument_index(rows: Iterable[InstrumentHead]) -> dict[str, tuple[InstrumentEntry, ...]]:
    found: dict[str, list[InstrumentEntry]] = {}
    for row in rows:
        for pattern in row.heads:
            head, words = _split(pattern, "nouns")
            found.setdefault(head, []).append((row, words))
    return {head: tuple(sorted(entries, key=lambda entry: -len(entry[1]))) for head, entries in found.items()}
