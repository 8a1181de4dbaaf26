"""The lexicon of acts: which verb, noun or adjective, with which arguments, means which act.

What it knows lies in `lexicon/*.toml`; a researcher's own files may add rows or replace shipped ones by id. Codes are those of
PLOVER (16 types) and CAMEO.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

import msgspec

from servanda.coding.frame_rows import Codes, CompositionRule, Frame, InstrumentHead
from servanda.coding.frame_tables import Table, read_table, shipped_tables
from servanda.errors import LookupFailed

__all__ = ["Codes", "Entry", "Frame", "InstrumentEntry", "InstrumentHead", "Lexicon", "Rows", "load_lexicon", "operator"]

Entry = tuple[Frame, tuple[str, ...]]
InstrumentEntry = tuple[InstrumentHead, tuple[str, ...]]
Part = Literal["verbs", "nouns", "adjectives"]
Composition = Mapping[str, Mapping[str, CompositionRule]]
NO_CODES = Codes()
VOWELS = tuple("aeiou")
SHORTEST_GERUND = 5  # letters of a noun in "-ing" that may be made of a verb
SIBILANTS = ("s", "x", "z", "sh", "ch", "o")


def written(lemmas: Iterable[str]) -> frozenset[str]:
    """The lemmas as they are, with a capital, and in capitals."""
    return frozenset(form for lemma in lemmas for form in (lemma, lemma.capitalize(), lemma.upper()))


class Rows(tuple[Entry, ...]):
    """The rows of one head, the most telling first, found by their words."""

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Where the rows stand by the first of their other words, "" for rows that have none."""
        found: dict[str, list[int]] = {}
        for place, (_, words) in enumerate(self):
            found.setdefault(words[0] if words else "", []).append(place)
        return found

    def with_words(self, words: set[str]) -> list[Entry]:
        """The rows of which all other words are among these, in their order."""
        near = sorted(place for first in self.places.keys() & {*words, ""} for place in self.places[first])
        return [self[place] for place in near if words.issuperset(self[place][1])]


@dataclass(frozen=True)
class Lexicon:
    """The compiled tables. `verbs`, `nouns`, `adjectives` and `instruments` map a head lemma to (row, other words of the pattern),
    the most telling first: rows with many words, rows that ask for a class of object, narrow classes before wide ones.
    The row of a verb pattern that names its object itself ("grant pardon") asks for no class of object there.
    `verb_forms` maps regular inflections of the verbs' heads to them."""

    frames: Mapping[str, Frame]
    verbs: Mapping[str, Rows]
    nouns: Mapping[str, Rows]
    adjectives: Mapping[str, Rows]
    verb_forms: Mapping[str, str]
    classes: Mapping[str, frozenset[str]]
    light_verbs: frozenset[str]
    instruments: Mapping[str, tuple[InstrumentEntry, ...]]
    composition: Composition
    actions: frozenset[str]
    same_action: tuple[frozenset[str], ...]

    @cached_property
    def written_nouns(self) -> frozenset[str]:
        """The heads of `nouns` in whatever case."""
        return written(self.nouns)

    @cached_property
    def written_adjectives(self) -> frozenset[str]:
        """The heads of `adjectives` in whatever case."""
        return written(self.adjectives)

    @cached_property
    def written_instruments(self) -> frozenset[str]:
        """The heads of `instruments` in whatever case."""
        return written(self.instruments)

    def frame(self, frame_id: str) -> Frame:
        """The row with this id; raises LookupFailed where there is none."""
        if frame_id not in self.frames:
            raise LookupFailed(f"no frame has the id {frame_id!r}", mend="Ids stand in the frame tables, as in retreat.release")
        return self.frames[frame_id]

    def verb_lemma(self, form: str, lemma: str) -> str:
        """The head under which `verbs` may hold a token: its lemma, or where that is no head the one its form regularly belongs to."""
        return lemma if lemma in self.verbs else self.verb_forms.get(form, lemma)

    def verb_of(self, noun: str) -> str:
        """The verb of which a noun in "-ing" is made ("opening": open), where the lexicon knows the verb; else the noun."""
        stems = (noun[:-3], f"{noun[:-3]}e", noun[:-4]) if noun.endswith("ing") and len(noun) > SHORTEST_GERUND else ()
        return next((stem for stem in stems if stem in self.verbs), noun)

    def is_in(self, noun: str, classes: Iterable[str]) -> bool:
        """Whether the lemma belongs to one of the classes; no classes at all accept every noun."""
        names = tuple(classes)
        return not names or noun in self.members(names)

    def members(self, classes: tuple[str, ...]) -> frozenset[str]:
        """The nouns of some classes together."""
        if classes not in self.joined:
            self.joined[classes] = frozenset[str]().union(*(self.classes[name] for name in classes))
        return self.joined[classes]

    @cached_property
    def joined(self) -> dict[tuple[str, ...], frozenset[str]]:
        """The classes that were asked for together so far."""
        return {}

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
        self.particles = frozenset(word for table in tables for word in table.content.particles)
        self.actions = frozenset(word for table in tables for word in table.content.actions)
        names = sorted({name for table in tables for name in table.content.classes})
        self.classes = {name: frozenset(noun for table in tables for noun in table.content.classes.get(name, ())) for name in names}

    def lexicon(self) -> Lexicon:
        frames = self._frames()
        verbs = self._index(frames.values(), "verbs")
        instruments = (row for table in self.tables for _, row in table.rows("instrument", table.content.instrument, InstrumentHead))
        return Lexicon(
            frames=frames,
            verbs=verbs,
            nouns=self._index(frames.values(), "nouns"),
            adjectives=self._index(frames.values(), "adjectives"),
            verb_forms=regular_forms(verbs),
            classes=self.classes,
            light_verbs=frozenset(word for table in self.tables for word in table.content.light_verbs),
            instruments=_instrument_index(instruments),
            composition=self._composition(),
            actions=self.actions,
            same_action=self._same_action(),
        )

    def _index(self, frames: Iterable[Frame], part: Part) -> dict[str, Rows]:
        found: dict[str, list[Entry]] = {}
        for frame in frames:
            for pattern in getattr(frame, part):
                head, words = _split(pattern, part)
                named = part == "verbs" and any(word not in self.particles for word in words) and words[-1] not in self.particles
                found.setdefault(head, []).append((msgspec.structs.replace(frame, object=()) if named else frame, words))
        return {head: Rows(sorted(entries, key=self._rank)) for head, entries in found.items()}

    def _rank(self, entry: Entry) -> tuple[float, int]:
        """The most telling row first: content words weigh 2, the class of an object 1.5, particles and prepositions 1, the class of a
        subject 0.5; of equals the one that asks for less common nouns."""
        frame, words = entry
        weight = sum(1 if word in self.particles else 2 for word in words) + 1.5 * bool(frame.object) + 0.5 * bool(frame.subject)
        return -weight, sum(len(self.classes[name]) for name in (*frame.object, *frame.subject) if name in self.classes)

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
        yield from self._code_faults(frame.codes)
        for key, codes in (("negated", frame.negated or Codes()), ("mirror", Codes(cameo=frame.mirror))):
            yield from ((key, fault, mend) for _, fault, mend in self._code_faults(codes))

    def _code_faults(self, codes: Codes) -> Iterator[tuple[str, str, str]]:
        """What is wrong with codes: the key, the fault, the mend."""
        mend = "Codes stand in codes.toml"
        if codes.plover is not None and codes.plover not in self.modes:
            yield "plover", f"PLOVER has no type {codes.plover!r}", mend
        elif codes.mode is not None and codes.mode not in self.modes.get(codes.plover or "", ()):
            yield "mode", f"PLOVER's {codes.plover} has no mode {codes.mode!r}", mend
        if codes.cameo is not None and codes.cameo not in self.cameo:
            yield "cameo", f"CAMEO has no code {codes.cameo!r}", mend

    def _composition(self) -> Composition:
        merged: dict[str, dict[str, CompositionRule]] = {}
        parents: dict[str, tuple[str, Table]] = {}
        for table in self.tables:
            for name, rules in table.content.composition.items():
                own = merged.setdefault(name, {})
                for selector, raw in rules.items():
                    if isinstance(raw, dict):
                        own.setdefault(selector, self._rule(table, name, selector, raw))
                    elif selector == "like":
                        parents.setdefault(name, (raw, table))
                    else:
                        table.refuse(f"{selector} is {raw!r}", f"composition.{name}", 0, selector, "Write the codes as { plover = ..., cameo = ... }")
        for name, (parent, table) in parents.items():
            if parent not in merged or parent in parents:
                table.refuse(f"like names {parent!r}", f"composition.{name}", 0, "like", "Name a composition table that has no `like` itself")
            merged[name] = merged[parent] | merged[name]
        return merged

    def _rule(self, table: Table, name: str, selector: str, raw: dict[str, object]) -> CompositionRule:
        place = f"composition.{name}"
        rule = table.row(place, 0, raw, CompositionRule, key=selector)
        for _, fault, mend in self._code_faults(Codes(plover=rule.plover, mode=rule.mode, cameo=rule.cameo)):
            table.refuse(fault, place, 0, selector, mend)
        return rule

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


def regular_forms(verbs: Iterable[str]) -> dict[str, str]:
    """Regular inflections ("condemns", "freed", "violating") of verbs, to the verb. Lemmatizers trained on little text miss rare ones."""
    forms: dict[str, str] = {}
    for verb in sorted(verbs, key=lambda v: not v.endswith("e")):  # "raped" is of "rape" before it is of "rap"
        if verb.endswith("e"):
            stems = {"s": verb, "d": verb, "ing": verb if verb.endswith("ee") else verb[:-1]}
        elif verb.endswith("y") and verb[-2:-1] not in VOWELS:
            stems = {"ies": verb[:-1], "ied": verb[:-1], "ing": verb}
        else:
            double = verb + verb[-1] if len(verb) > 2 and verb[-1] not in "aeiouwxyh" and verb[-2] in VOWELS and verb[-3] not in VOWELS else verb
            forms |= {f"{double}ed": verb, f"{double}ing": verb}
            stems = {"es" if verb.endswith(SIBILANTS) else "s": verb, "ed": verb, "ing": verb}
        for ending, stem in stems.items():
            forms.setdefault(stem + ending, verb)
    return forms


def _instrument_index(rows: Iterable[InstrumentHead]) -> dict[str, tuple[InstrumentEntry, ...]]:
    found: dict[str, list[InstrumentEntry]] = {}
    for row in rows:
        for pattern in row.heads:
            head, words = _split(pattern, "nouns")
            found.setdefault(head, []).append((row, words))
    return {head: tuple(sorted(entries, key=lambda entry: -len(entry[1]))) for head, entries in found.items()}
