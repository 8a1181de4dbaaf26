"""The rows of the lexicon's tables, as `lexicon/*.toml` writes them."""

from __future__ import annotations

from typing import Literal

import msgspec

from servanda.records import Illocution

Complement = Literal[
    "none",
    "promise", "agreement", "readiness", "intent", "hope",
    "request", "permission", "order",
    "refusal", "denial", "threat", "accuse", "condemn", "support",
    "report", "announcement",
    "purpose", "ability", "imminent", "attempt", "start", "continuation", "completion", "failure", "cessation", "prevention", "postponement",
]  # fmt: skip
# "owner": whose the subject is, or whence it comes; "speaker": whoever says so; "none": the text names nobody, as in "the truce took hold"
SourcePlace = Literal["subject", "object", "by", "from", "of", "possessor", "owner", "speaker", "none"]
TargetPlace = Literal[
    "object", "indirect", "subject", "of", "object-possessor", "to", "with", "against", "on", "upon", "for", "from", "at", "over",
    "between", "among", "into", "in", "about", "toward", "behind", "before", "by", "around", "near", "along", "off", "outside", "through", "as",
]  # fmt: skip


class Row(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of the rows: immutable, refuses keys it does not know."""


class Codes(Row, frozen=True):
    """The codes of one act. `plover` is one of the 16 types, `mode` one of its modes, `cameo` a string that keeps its leading zero."""

    plover: str | None = None
    mode: str | None = None
    cameo: str | None = None


class Frame(Row, frozen=True):
    """One act: the words that name it, the arguments it needs, and what it means.

    `verbs` begin with the head verb's lemma, further words must stand by it as particle, preposition, adverb or object head;
    `nouns` end with the head noun, modifiers before it; `adjectives` begin with the adjective. `object` and `subject` name the
    classes of `lexicon/classes.toml` of which the object's (subject's) head must be one; empty means any. Any named party also
    meets the class `actor`, any named person `people`; a counting head ("11 of the sailors") is asked for what it counts.
    A verb pattern that ends in a preposition has its object behind that preposition ("pull out of" + agreement).
    `complement` is what an operator makes of the act in its clause ("agreed to withdraw": agreement), `strength` how hard a
    request is. `source` and `target` say where the two sides stand; `mirror` is the CAMEO code of the same event seen from the
    other side; `undone` marks words that say an act has not been done ("remain in custody"), `paired` those that are
    an act of the field only where another party is named on the other side ("paid for"). `negated` are the codes of the act that is
    said not to be done; without it such an act has none.
    """

    id: str
    action: str
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    object: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    plover: str | None = None
    mode: str | None = None
    cameo: str | None = None
    context: tuple[str, ...] = ()
    negated: Codes | None = None
    mirror: str | None = None
    illocution: Illocution = "act"
    complement: Complement = "none"
    strength: Literal["appeal", "demand"] = "appeal"
    source: SourcePlace = "subject"
    target: tuple[TargetPlace, ...] = ()
    reciprocal: bool = False
    undone: bool = False
    paired: bool = False
    example: str = ""

    @property
    def codes(self) -> Codes:
        """The codes of the plain asserted act."""
        return Codes(plover=self.plover, mode=self.mode, cameo=self.cameo)

    @property
    def operates(self) -> bool:
        """Whether the row says how the act in its clause stands to its doing; a deed with a purpose is a deed of its own."""
        return self.complement not in {"none", "purpose"}


class InstrumentHead(Row, frozen=True):
    """Words that name a document, and whether two parties who stand by it have an agreement.

    `name` is the normal form, `heads` the ways to write it. `agreement`: "always" (a treaty), "joint" (only where the words or
    the parties make it common: a joint statement), "part" (a paper that carries out another: an annex, a timetable), "never".
    """

    name: str
    heads: tuple[str, ...]
    kind: Literal["treaty", "agreement", "truce", "statement", "memorandum", "plan", "decision", "law", "letter"]
    agreement: Literal["always", "joint", "part", "never"]


class CompositionRule(Row, frozen=True):
    """What an operator makes of an act's codes: these codes, or with `keep` the act's own, or with `outer` the operator's own."""

    plover: str | None = None
    mode: str | None = None
    cameo: str | None = None
    keep: bool = False
    outer: bool = False

    def apply(self, inner: Codes, outer: Codes) -> Codes:
        """The codes of the whole."""
        if self.keep or self.outer:
            return inner if self.keep else outer
        return Codes(plover=self.plover, mode=self.mode, cameo=self.cameo)
