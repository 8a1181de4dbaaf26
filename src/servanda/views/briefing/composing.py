"""Composes a briefing: the lines of each section, from the ledger at the end of a period and the one on the day before it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

from servanda.ledger.decisions import row_id
from servanda.records import Claim, Commitment, Document, Event, Evidence, LedgerTables, Record, StatusChange
from servanda.views.briefing import sentences
from servanda.views.briefing.changes import overturned, progressed, steps
from servanda.views.briefing.content import Briefing, Line, Section
from servanda.views.briefing.footnotes import Footnotes
from servanda.views.briefing.periods import Period, days_between, following
from servanda.views.briefing.wording import SectionName, wording
from servanda.views.exports.scales import goldstein
from servanda.views.listing import concerns
from servanda.views.pairing import Pairs, pairs
from servanda.views.party_names import party_name

SCALE = "gdelt"  # by which events of equally many sources are ranked


class WordSource(Protocol):
    """A ledger, as far as footnotes need it."""

    def claims_by_id(self, ids: Iterable[str]) -> dict[str, Claim]: ...

    def documents_by_id(self, ids: Iterable[str]) -> dict[str, Document]: ...


@dataclass(frozen=True)
class BriefingFacts:
    """What a briefing is composed of. `before` is the ledger of the day before the period, `after` the one at its end.

    `words` finds the claims and documents that the lines rest on; `known_by` is the day by which documents had to be published.
    """

    period: Period
    before: LedgerTables
    after: LedgerTables
    known_by: str
    words: WordSource
    party: str | None = None


def compose(facts: BriefingFacts) -> Briefing:
    """The briefing of a period."""
    return _Composer(facts).briefing()


class _Composer:
    def __init__(self, facts: BriefingFacts) -> None:
        self.facts, self.period = facts, facts.period
        self.agreements = {row.agreement_id: row for row in facts.after.agreements}
        self.by_id = {row.commitment_id: row for row in facts.after.commitments}

    def briefing(self) -> Briefing:
        facts, said, period = self.facts, wording(), self.period
        party = party_name(facts.party) if facts.party else None
        title = said.title_party.format(party=party, period=period.name) if party else said.title.format(period=period.name)
        standing = [
            said.standing["days"].format(first=period.first, last=period.last),
            said.standing["as_of"].format(as_of=facts.after.as_of, known_by=facts.known_by),
        ]
        if facts.after.as_of < period.last:
            standing.append(said.standing["unfinished"].format(as_of=facts.after.as_of))
        lines = self._lines()
        notes = self._footnotes([draft for name, drafts in lines.items() for draft in drafts[: said.section[name].most]])
        sections = tuple(self._section(name, drafts, notes) for name, drafts in lines.items())
        return Briefing(
            title=title, first=period.first, last=period.last, as_of=facts.after.as_of, known_by=facts.known_by, party=facts.party,
            standing=tuple(standing), sections=sections, footnotes=notes.all,
        )  # fmt: skip

    def _footnotes(self, drafts: list[_Draft]) -> Footnotes:
        evidence = [item for draft in drafts for item in draft.evidence]
        claims = self.facts.words.claims_by_id(item.claim_id for item in evidence)
        documents = self.facts.words.documents_by_id(item.doc_id for item in evidence)
        return Footnotes(claims, documents, self.facts.after.reprint_of)

    def _section(self, name: SectionName, drafts: list[_Draft], notes: Footnotes) -> Section:
        row = wording().section[name]
        lines = tuple(self._line(draft, notes) for draft in drafts[: row.most])
        if not drafts:
            note = row.none.format(due_first=self.due_first, due_last=self.period.next_last)
        else:
            note = wording().say("more", count=len(drafts) - row.most) if len(drafts) > row.most else ""
        return Section(name=name, heading=row.heading, lines=lines, note=note)

    def _line(self, draft: _Draft, notes: Footnotes) -> Line:
        earlier = draft.happened is not None and draft.happened < self.period.first
        text = f"{draft.text} {wording().say('earlier', day=draft.happened)}" if earlier else draft.text
        display = ("was " if draft.was else "") + str(getattr(draft.row, "display", ""))
        return Line(row=row_id(draft.row), display=display, text=text, happened=draft.happened, earlier=earlier, footnotes=notes.of(draft.evidence))

    def _lines(self) -> dict[SectionName, list[_Draft]]:
        moved, fell = self._changes()
        made, broken = self._stages()
        lines: dict[SectionName, Iterable[_Draft]] = {
            "agreements": (_Draft(row, sentences.agreement(row), row.evidence, row.date) for row in self._new("agreements")),
            "commitments": (self._promised(row) for row in self.commitments.new),
            "moved": [*moved, *made],
            "overdue": self._overdue(),
            "reversed": [*fell, *broken, *self._gone()],
            "due": self._due(),
            "events": self._events(),
            "endorsements": (_Draft(row, sentences.endorsement(row, self.agreements), row.evidence, row.on) for row in self._new("endorsements")),
            "disagreements": (_Draft(row, sentences.disagreement(row, self.by_id, self.agreements), row.evidence) for row in self._new("disagreements")),
        }  # fmt: skip
        return {name: [draft for draft in drafts if self._wanted(draft.row)] for name, drafts in lines.items()}

    def _wanted(self, row: Record) -> bool:
        if self.facts.party is None:
            return True
        about = getattr(row, "about", None) or getattr(row, "of", None)
        others = [other for other in (self.by_id.get(about or ""), self.agreements.get(about or "")) if other is not None]
        return any(concerns(one, name) for one in (row, *others) for name in (self.facts.party, party_name(self.facts.party)))

    @cached_property
    def commitments(self) -> Pairs[Commitment]:
        return pairs(self.facts.before.commitments, self.facts.after.commitments)

    @cached_property
    def due_first(self) -> str:
        """From here on deadlines lie ahead: the day after the ledger's own, where it ends within the period."""
        return min(self.period.next_first, max(self.period.first, following(self.facts.after.as_of)))

    def _new(self, table: str) -> Iterable[Any]:
        return pairs(getattr(self.facts.before, table), getattr(self.facts.after, table)).new

    def _promised(self, row: Commitment) -> _Draft:
        return _Draft(row, sentences.commitment(row, self.agreements), _promise(row), row.history[0].on if row.history else None)

    def _changes(self) -> tuple[list[_Draft], list[_Draft]]:
        """Steps on and steps back of commitments, each in the order of the ledger; what became overdue has a section of its own."""
        moved: list[_Draft] = []
        fell: list[_Draft] = []
        for was, row in self.commitments.rows:
            for step in steps(was, row, self.period, wording().falls):
                if step.change.status != "overdue":
                    draft = _Draft(row, sentences.step(row, step.before, step.change), _behind(row, step.change), step.change.on)
                    (fell if step.fell else moved).append(draft)
            last = row.history[-1] if row.history else None
            if was is not None and (lost := overturned(was, row)) is not None:
                fell.append(_Draft(row, sentences.revised(row, lost), _since(was, row) or _behind(row, last)))
            elif was is not None and progressed(was, row):
                text = wording().say("progress", owed=sentences.owed(row), before=sentences.done(was), after=sentences.done(row))
                (fell if (row.done or 0) < (was.done or 0) else moved).append(_Draft(row, text, _since(was, row) or _behind(row, last)))
        return moved, fell

    def _gone(self) -> Iterator[_Draft]:
        for row in self.commitments.gone:
            text = wording().say("gone", owed=sentences.owed(row), before=sentences.done(row))
            yield _Draft(row, text, row.evidence, was=True)

    def _stages(self) -> tuple[list[_Draft], list[_Draft]]:
        """Stages that agreements known before have reached, and those that end or halt one."""
        made: list[_Draft] = []
        broken: list[_Draft] = []
        for was, row in pairs(self.facts.before.agreements, self.facts.after.agreements).rows:
            for stage, day in row.lifecycle.items() if was is not None else ():
                if was is not None and stage not in was.lifecycle:
                    draft = _Draft(row, sentences.agreement_stage(row, stage, day), _since(was, row) or row.evidence, day)
                    (broken if stage in wording().falls.stages else made).append(draft)
        return made, broken

    def _overdue(self) -> list[_Draft]:
        """What is overdue at the end of the period: what became so in it first, then the rest, the longest overdue first."""
        found = []
        for was, row in self.commitments.rows:
            if row.status == "overdue" and row.deadline.date is not None:
                new = was is None or was.status != "overdue"
                words = {"owed": sentences.owed(row), "due": row.deadline.date}
                days = days_between(row.deadline.date, self.facts.after.as_of)
                text = wording().say("overdue_new", **words) if new else wording().say("overdue_since", days=days, as_of=self.facts.after.as_of, **words)
                found.append((not new, row.deadline.date, _Draft(row, text, _promise(row))))
        return [draft for _, _, draft in sorted(found, key=lambda item: item[:2])]

    def _due(self) -> list[_Draft]:
        open_rows = [row for row in self.facts.after.commitments if row.status not in wording().falls.closed and row.deadline.date is not None]
        due = [row for row in open_rows if self.due_first <= (row.deadline.date or "") <= self.period.next_last]
        return [
            _Draft(row, wording().say("due", owed=sentences.owed(row), due=row.deadline.date, after=sentences.done(row)), _promise(row))
            for row in sorted(due, key=lambda row: row.deadline.date or "")
        ]

    def _events(self) -> list[_Draft]:
        """New events, those of most sources first, of these the farthest from neutral on the Goldstein scale."""
        ranked = sorted(self._new("events"), key=_note_of)
        return [_Draft(row, sentences.event(row), row.evidence, row.on) for row in ranked]


@dataclass(frozen=True)
class _Draft:
    """A line before it has footnotes."""

    row: Record
    text: str
    evidence: Sequence[Evidence]
    happened: str | None = None
    was: bool = False  # the row is one of the earlier ledger, and so is its display id


def _note_of(row: Event) -> tuple[int, float]:
    score = goldstein(row.cameo or "", SCALE) if row.cameo else None
    return -row.sources, -abs(score.value) if score is not None else 0.0


def _behind(row: Commitment, change: StatusChange | None) -> list[Evidence]:
    """The evidence of a step; that of the row where the step rests on no words (a passed deadline)."""
    named = set(change.claims) if change is not None else set()
    return [item for item in row.evidence if item.claim_id in named] or list(row.evidence[:1])


def _promise(row: Commitment) -> list[Evidence]:
    return _behind(row, row.history[0] if row.history else None)


def _since(was: Any, row: Any) -> list[Evidence]:
    """Evidence that the earlier ledger did not have."""
    known = {item.claim_id for item in was.evidence}
    return [item for item in row.evidence if item.claim_id not in known]
