"""The nouns of the ledger: frozen records without logic, named as the field names them.

Every offset counts characters (Python `str`) of `Document.text`, end exclusive. Every day is ISO 8601 (`2023-12-07`).
Everything that is derived (agreements, commitments, events ...) names the claims it rests on; claims name their words.
"""

from __future__ import annotations

from typing import Literal

import msgspec

Precision = Literal["day", "month", "year", "range", "unknown"]
MentionKind = Literal["state", "organ", "organisation", "group", "armed group", "person", "people", "unknown"]
Illocution = Literal["act", "performative", "commissive", "stance", "endorsement", "appeal", "intent", "position", "condition", "denial"]
Bound = Literal["exact", "at least", "at most", "about"]
DeadlineKind = Literal["none", "date", "relative", "immediate", "open"]
Duty = Literal["one-shot", "standing", "recurring", "negative"]
Grade = Literal["none", "promisor-only", "counterpart", "third-party", "person"]  # "person": somebody decided so, see Decision
Status = Literal[
    "announced", "in_force", "in_progress", "partly_fulfilled", "fulfilled", "fulfilled_late", "overdue", "stalled",
    "suspended", "disputed", "breached", "withdrawn", "lapsed", "superseded", "not_rated", "holding",
]  # fmt: skip


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, gc=False):
    """Base of all records: immutable, compared by value, refuses unknown fields when read from JSON. None can hold itself, so none is garbage-collected."""


class Span(Record, frozen=True):
    """Words of a document."""

    start: int
    end: int
    text: str


class Time(Record, frozen=True):
    """A time with its precision. `first` and `last` are ISO days, both inclusive; `start`/`end` are None where no words name it."""

    first: str | None
    last: str | None
    precision: Precision
    start: int | None = None
    end: int | None = None
    text: str = ""


class Quantity(Record, frozen=True):
    """A number with its unit ("person", "missile", "USD", "km"; "" where the text names none) and how exactly it is given."""

    value: float
    unit: str
    bound: Bound = "exact"
    start: int | None = None
    end: int | None = None
    text: str = ""


class Place(Record, frozen=True):
    """A named place. `country` is ISO 3166 alpha-3, None for seas, disputed areas and where nothing tells it; `precision` is point, city,
    province or country."""

    doc_id: str
    start: int
    end: int
    name: str
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: str = "city"


class Mention(Record, frozen=True):
    """A party as the text names it. An actor that no table knows keeps its words and has `code` None.

    `name` is the canonical name; `role` is a CAMEO/PLOVER role (GOV, MIL, ...); `organ` the office or body as said
    ("Presidential Administration"), the person's name where a person speaks for the actor. `read` is the belief of the network
    where it, and not the rules, has told for whom a speaker speaks.
    """

    start: int
    end: int
    text: str
    code: str | None = None
    name: str | None = None
    kind: MentionKind = "unknown"
    role: str | None = None
    organ: str | None = None
    read: float | None = None


class Dateline(Record, frozen=True):
    """The place and date line at the head of a wire item ("BAKU, Azerbaijan, December 8.")."""

    place: str | None
    date: str | None
    start: int
    end: int


class Document(Record, frozen=True):
    """One news item or statement, or one row of an event table. `text` is canonical: normalised once on reading; all offsets refer to it."""

    doc_id: str
    text: str
    outlet: str | None = None
    published: str | None = None
    title: str | None = None
    url: str | None = None
    language: str = "en"
    dateline: Dateline | None = None
    credit: str | None = None
    body_start: int = 0  # where the text proper begins, after dateline and agency mark
    status: Literal["usable", "corrected", "withdrawn"] = "usable"
    partial: bool = False
    source: str = ""  # the input it was read from: a path, with `#line` for a file of many
    dataset: str | None = None  # the data set whose row this is ("icews", "gdelt", "acled", "ucdp"); None for a text
    coded_from: tuple[str, ...] = ()  # addresses and headlines of the reports that the row says it was coded from


class Rejection(Record, frozen=True):
    """An input that could not be used: what, where, why, and what would mend it."""

    source: str
    place: str
    reason: str
    mend: str


class Quotation(Record, frozen=True):
    """Words of a speaker, direct (in quotation marks) or indirect ("said that ..."). `cue` is the word that reports them.

    `attitude` is True where no words are given, only what somebody holds, wants, plans or speaks of ("criticised ...", "vowed to ...").
    """

    doc_id: str
    start: int
    end: int
    speaker: Mention | None
    cue: str
    direct: bool
    attitude: bool = False


class Deadline(Record, frozen=True):
    """By when. Months and years of a relative deadline are turned into `days`; `date` is set once the anchor's day is known."""

    kind: DeadlineKind = "none"
    date: str | None = None
    anchor: str | None = None
    days: int | None = None
    start: int | None = None
    end: int | None = None
    text: str = ""


class Attribution(Record, frozen=True):
    """One link of a reporting chain: an outlet, or a speaker with the word that reports them."""

    outlet: str | None = None
    speaker: Mention | None = None
    cue: str = ""


class Instrument(Record, frozen=True):
    """The words by which a clause names an agreement or document ("the joint statement", "their February accord").

    `head` is the instrument's kind in lower case ("joint statement", "treaty"); `definite` tells "the accord" from "an accord";
    `parties` are those that the noun phrase itself names ("the agreement between A and B"); `date` the one it is known by.
    """

    start: int
    end: int
    text: str
    head: str
    definite: bool = True
    parties: tuple[Mention, ...] = ()
    date: Time | None = None


Standing = Literal["main", "complement", "adverbial", "relative", "nominal"]


class Claim(Record, frozen=True):
    """One clause that says something about parties: the record on which everything in the ledger rests.

    `start`/`end` are the clause's words, `sentence_*` those of its sentence; `predicate` is the lemma that carries it and
    `action` the act it names ("release" for "set free"), `frame` the id of the lexicon row that made it. `attribution` runs from the outlet
    inwards to the speaker whose words these are. `instrument` is the agreement the clause names or stands in
    (`in_text` where the clause is part of the agreement's own text). `depth` is 0 for a main clause, `clause` says how
    it stands in its sentence ("relative" for participles behind a noun too). `marker` keeps a cue of order or exchange ("in its turn").
    `confidence` (0 to 1) is how far the event codes can be trusted; codes below the coder's threshold are withheld. `read` is the belief of the
    network where the claim is a promise, or has its event type, by its reading, None where rules made it.
    """

    claim_id: str
    doc_id: str
    start: int
    end: int
    sentence_start: int
    sentence_end: int
    illocution: Illocution
    predicate: str
    action: str
    frame: str
    agents: tuple[Mention, ...] = ()
    recipients: tuple[Mention, ...] = ()
    object: Span | None = None
    quantity: Quantity | None = None
    parts: tuple[Quantity, ...] = ()
    happened: Time | None = None
    published: str | None = None
    place: Place | None = None
    deadline: Deadline = Deadline()
    condition: Span | None = None
    polarity: Literal["positive", "negative"] = "positive"
    modality: str = "asserted"
    attribution: tuple[Attribution, ...] = ()
    plover: str | None = None
    mode: str | None = None
    context: tuple[str, ...] = ()
    cameo: str | None = None
    instrument: Instrument | None = None
    in_text: bool = False
    depth: int = 0
    clause: Standing = "main"
    marker: str | None = None
    confidence: float | None = None
    read: float | None = None


class Evidence(Record, frozen=True):
    """The words a derived row rests on, and what they are evidence of (a status, "denial", "mention")."""

    claim_id: str
    doc_id: str
    start: int
    end: int
    role: str


class StatusChange(Record, frozen=True):
    """One step in the life of a commitment. `known` is the publication day of the first document that says so.

    `grade` is by whose word it was performed; `sources` counts the independent sources of the step, those included that confirm it later.
    """

    on: str
    status: Status
    known: str
    why: str
    claims: tuple[str, ...] = ()
    grade: Grade = "none"
    sources: int = 0


class Relation(Record, frozen=True):
    """How one commitment stands to another: exchange, mutual, conditional, sequenced, concurrent or supersedes."""

    kind: str
    commitment_id: str


class Agreement(Record, frozen=True):
    """An understanding between parties. `lifecycle` maps a stage (reached, signed, ratified, in_force, suspended, ...) to its day."""

    agreement_id: str
    display: str
    title: str
    instrument: str
    date: str | None
    parties: tuple[str, ...]
    organs: dict[str, str] = {}
    mediators: tuple[str, ...] = ()
    lifecycle: dict[str, str] = {}
    category: str | None = None  # kind of measure, e.g. "confidence-building"
    evidence: tuple[Evidence, ...] = ()


class Commitment(Record, frozen=True):
    """Who owes what to whom, how much, by when, on what condition, and what became of it."""

    commitment_id: str
    display: str
    agreement_id: str | None
    debtor: tuple[str, ...]
    beneficiary: tuple[str, ...]
    action: str
    object: str
    quantity: Quantity | None = None
    parts: tuple[Quantity, ...] = ()
    deadline: Deadline = Deadline()
    condition: str | None = None
    duty: Duty = "one-shot"
    status: Status = "announced"
    done: float | None = None
    grade: Grade = "none"
    sources: int = 0  # independent sources of the latest status
    history: tuple[StatusChange, ...] = ()
    relations: tuple[Relation, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    considered: tuple[Evidence, ...] = ()  # reports near to it that were not counted; the role says why


class Endorsement(Record, frozen=True):
    """A third party's welcome or criticism of a document or deed. It creates no duty and adds no party."""

    endorsement_id: str
    display: str
    by: str
    speaker: str | None
    of: str
    stance: Literal["welcome", "support", "criticise", "reject"]
    on: str | None
    evidence: tuple[Evidence, ...] = ()


class Appeal(Record, frozen=True):
    """A hope, call or demand addressed to somebody. Nobody owes anything by it."""

    appeal_id: str
    display: str
    by: tuple[str, ...]
    to: tuple[str, ...]
    content: str
    on: str | None = None
    evidence: tuple[Evidence, ...] = ()


class Event(Record, frozen=True):
    """Who did what to whom, when: one real event, whichever and however many documents report it."""

    event_id: str
    display: str
    on: str | None
    precision: Precision
    source: tuple[str, ...]
    target: tuple[str, ...]
    plover: str
    mode: str | None = None
    context: tuple[str, ...] = ()
    cameo: str | None = None
    sources: int = 0
    gist: str = ""
    evidence: tuple[Evidence, ...] = ()


class Position(Record, frozen=True):
    """What a party says it thinks, expects or intends: kept beside the ledger, never a duty and never an event."""

    position_id: str
    display: str
    by: tuple[str, ...]
    kind: Literal["position", "intent", "denial", "condition", "stance"]
    content: str
    on: str | None = None
    evidence: tuple[Evidence, ...] = ()


class RivalValue(Record, frozen=True):
    """One side of a disagreement: the value and who says so."""

    value: str
    by: str
    doc_id: str


class Disagreement(Record, frozen=True):
    """Sources that clash about one field of one row, kept side by side and never averaged."""

    disagreement_id: str
    display: str
    about: str
    field: str
    values: tuple[RivalValue, ...]
    evidence: tuple[Evidence, ...] = ()


class Decision(Record, frozen=True):
    """A person's override of the ledger; it survives every rebuild. `target` is a stable id, `field`/`value` serve "set".

    `claims` are those the row rested on when it was decided: a row whose id has changed since is found again by them. `since` is the
    day from which a set status holds (default: `on`). `other` is the row to merge with, or the claim to split off.
    """

    action: Literal["accept", "reject", "merge", "split", "set"]
    target: str
    author: str
    on: str
    reason: str
    field: str | None = None
    value: str | None = None
    other: str | None = None
    since: str | None = None
    claims: tuple[str, ...] = ()


class Ruling(Record, frozen=True):
    """What became of a decision: the row it met (None where it met none and was passed over), and a word on it where there is something to say."""

    decision: Decision
    row: str | None = None
    note: str = ""


class Coded(Record, frozen=True):
    """What one document says: the result of reading it, a pure function of its text, its metadata and the model version."""

    document: Document
    claims: tuple[Claim, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    places: tuple[Place, ...] = ()
    times: tuple[Time, ...] = ()


class LedgerTables(Record, frozen=True):
    """Everything `derive` returns, as of a day. Tables are sorted by their stable ids' display numbers."""

    as_of: str
    reprint_of: dict[str, str] = {}
    retracted: dict[str, str] = {}  # documents that no longer count, to the document that withdraws or replaces them
    speakers: dict[str, dict[str, str]] = {}  # by document ("" for all), names that other documents explain, to the codes of their parties
    rulings: tuple[Ruling, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    endorsements: tuple[Endorsement, ...] = ()
    appeals: tuple[Appeal, ...] = ()
    events: tuple[Event, ...] = ()
    positions: tuple[Position, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
