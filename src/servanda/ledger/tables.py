"""The tables of the ledger floor: what a researcher may read and change instead of code (`tables/*.toml`).

Every table refuses unknown keys and bad values with file and line (`TableError`).
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal, TypeVar

import msgspec

from servanda.errors import TableError
from servanda.ledger.status_tables import StatusRules, Strict

Table = TypeVar("Table", bound=msgspec.Struct)


class ActionClass(Strict):
    """Lemmas that name one act, states that show it has not been done, and the same act told by its taker or by the thing itself."""

    name: str
    lemmas: tuple[str, ...]
    contraries: tuple[str, ...] = ()
    taken: tuple[str, ...] = ()
    arrived: tuple[str, ...] = ()
    traded: bool = False
    reciprocal: bool = False
    way: Literal["away", "home", "shut", "there"] | None = None
    family: str = ""


class Actions(Strict):
    """`actions.toml`."""

    classes: tuple[ActionClass, ...] = msgspec.field(name="class")


class Nouns(Strict):
    """`nouns.toml`: words for one thing, words too general to tell two objects apart, function words, words for bodies that are no state's."""

    groups: tuple[tuple[str, ...], ...]
    empty: frozenset[str]
    stop: frozenset[str]
    determiners: frozenset[str]
    numbers: frozenset[str]
    civic: frozenset[str]
    nobody: frozenset[str]


class Stage(Strict):
    """One stage in the life of an agreement, the acts that lead to it and the PLOVER type of the event."""

    name: str
    actions: frozenset[str]
    makes: bool
    plover: str | None = None


class Stages(Strict):
    """`stages.toml`."""

    stages: tuple[Stage, ...] = msgspec.field(name="stage")
    endings: tuple[str, ...]
    released: frozenset[str]
    drafted: frozenset[str]
    settling: frozenset[str]
    anchors: dict[str, tuple[str, ...]]


class Instruments(Strict):
    """`instruments.toml`: heads of noun phrases that name agreements, by kind."""

    generic: frozenset[str]
    never: frozenset[str]
    outcomes: frozenset[str]
    preparatory: tuple[str, ...]
    supplements: frozenset[str]
    confidence: tuple[str, ...]
    mediates: frozenset[str]
    signatures: frozenset[str]
    negotiating: tuple[str, ...]
    mediated: tuple[str, ...]
    mediators: tuple[str, ...]
    mediation: tuple[str, ...]
    kinds: dict[str, tuple[str, ...]]


class Duties(Strict):
    """`duties.toml`: which acts make which duty, and the words that pair promises."""

    standing: frozenset[str]
    dated: frozenset[str]
    standing_objects: frozenset[str]
    recurring_words: frozenset[str]
    lasting: tuple[str, ...]
    recurring_things: frozenset[str]
    repeated: frozenset[str]
    creates: frozenset[str]
    hands: frozenset[str]
    single_things: frozenset[str]
    restraint: frozenset[str]
    private: frozenset[str]
    trading: frozenset[str]
    hollow: frozenset[str]
    hostile: frozenset[str]
    price: frozenset[str]
    old_debts: tuple[str, ...]
    light: frozenset[str]
    threat_words: tuple[str, ...]
    proviso: tuple[str, ...]
    noted: tuple[str, ...]
    questions: frozenset[str]
    recaps: tuple[str, ...]
    mutual: tuple[str, ...]
    distributive: tuple[str, ...]
    severally: tuple[str, ...]
    binding: frozenset[str]
    disclosing: frozenset[str]
    private_instruments: frozenset[str]
    collectives: frozenset[str]
    markers_exchange: tuple[str, ...]
    markers_answer: tuple[str, ...]
    markers_return: tuple[str, ...]
    markers_order: tuple[str, ...]
    markers_then: tuple[str, ...]
    markers_whereupon: tuple[str, ...]
    markers_condition: tuple[str, ...]
    markers_proviso: tuple[str, ...]
    done_words: frozenset[str]
    confirmed: tuple[str, ...]
    replaces: tuple[str, ...]
    moves: tuple[str, ...]
    receipts: frozenset[str]
    markers_concurrent: tuple[str, ...]
    successors: dict[str, str]


class Stances(Strict):
    """`stances.toml`."""

    welcome: frozenset[str]
    support: frozenset[str]
    criticise: frozenset[str]
    reject: frozenset[str]
    chambers: frozenset[str]
    questions: frozenset[str]


class Events(Strict):
    """`events.toml`."""

    endorsement: str
    appeal: str
    blaming: str
    accounts: frozenset[str]
    withheld: dict[str, str]
    between: dict[str, str]
    stopping: tuple[str, ...]
    shared: dict[str, str]
    verbal: frozenset[str]
    stances: frozenset[str]
    pledges: frozenset[str]
    offering: tuple[str, ...]
    authorless: frozenset[str]
    named: frozenset[str]
    private: frozenset[str]
    wishes: frozenset[str]
    asides: frozenset[str]
    addressed: frozenset[str]
    mutually: tuple[str, ...]
    leave: frozenset[str]
    silent: frozenset[str]
    silence: tuple[str, ...]
    delivering: frozenset[str]
    circumstances: frozenset[str]
    meeting: frozenset[str]
    granting: frozenset[str]
    settling: frozenset[str]
    talks: str
    held: frozenset[str]
    talking: frozenset[str]
    issuing: frozenset[str]
    joint_bodies: tuple[str, ...]
    spoken: frozenset[str]
    calm: frozenset[str]
    ceasing: frozenset[str]
    meeting_days: int
    endorsing: frozenset[str]
    material: frozenset[str]
    attested: frozenset[str]
    exchanging: str
    pledged: str
    running: tuple[str, ...]
    mentioning: frozenset[str]
    performed: frozenset[str]
    turned: dict[str, str]
    judged: dict[str, str]
    within: tuple[str, ...]
    ourselves: frozenset[str]
    gift: str
    given: frozenset[str]
    other: str
    deeds: dict[str, str]
    background_days: int
    close_days: int
    mutual: tuple[str, ...]
    counting: frozenset[str]


class Beat(Strict):
    """Words of one beat and how many different ones mark a document as belonging to it."""

    name: str
    least: int
    words: frozenset[str]


class Beats(Strict):
    """`beats.toml`."""

    beats: tuple[Beat, ...] = msgspec.field(name="beat")


class Labels(Strict):
    """`labels.toml`: how a text calls its own parts; ordinals and cardinals from one upwards."""

    kinds: tuple[str, ...]
    numbered: tuple[str, ...]
    lots: tuple[str, ...]
    ordinals: tuple[str, ...]
    cardinals: tuple[str, ...]


class Modality(Strict):
    """`modality.toml`: how far the words of a claim vouch for it."""

    unreal: frozenset[str]
    presupposed: frozenset[str]
    begun: frozenset[str]
    undone: frozenset[str]


@dataclass(frozen=True)
class Tables:
    """All tables of the floor, read once."""

    actions: Actions
    nouns: Nouns
    stages: Stages
    instruments: Instruments
    duties: Duties
    stances: Stances
    events: Events
    modality: Modality
    beats: Beats
    labels: Labels
    statuses: StatusRules


def read_table(kind: type[Table], text: str, name: str) -> Table:
    """Reads one TOML table as `kind`; raises TableError with `name` and the line of the key at fault."""
    try:
        content: dict[str, Any] = tomllib.loads(text)
        return msgspec.convert(content, kind)
    except tomllib.TOMLDecodeError as error:
        raise TableError(str(error), where=name, mend="Mend the TOML") from error
    except msgspec.ValidationError as error:
        raise TableError(str(error), where=f"{name}:{_line(text, str(error))}", mend="See the comments in the shipped table") from error


def _line(text: str, message: str) -> int:
    """The line of the first word that the message quotes, 1 where none is found."""
    words, lines = re.findall(r"[`'$.]{1,2}([A-Za-z_]{2,40})", message), text.splitlines()
    return next((number for word in words for number, line in enumerate(lines, start=1) if word in line), 1)


@lru_cache(maxsize=1)
def tables() -> Tables:
    """The shipped tables; raises TableError where one is damaged."""

    def shipped(kind: type[Table], stem: str) -> Table:
        name = f"{stem}.toml"
        return read_table(kind, files("servanda.ledger").joinpath("tables", name).read_text("utf-8"), name)

    return Tables(
        actions=shipped(Actions, "actions"),
        nouns=shipped(Nouns, "nouns"),
        stages=shipped(Stages, "stages"),
        instruments=shipped(Instruments, "instruments"),
        duties=shipped(Duties, "duties"),
        stances=shipped(Stances, "stances"),
        events=shipped(Events, "events"),
        modality=shipped(Modality, "modality"),
        beats=shipped(Beats, "beats"),
        labels=shipped(Labels, "labels"),
        statuses=shipped(StatusRules, "status_rules"),
    )
