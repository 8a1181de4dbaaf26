"""What became of each commitment: reports, the agreement's life and passed deadlines folded into a dated history.

The rules are rows of `tables/status_rules.toml`. Silence changes nothing, a passed deadline does. A report in one outlet's own
voice that later documents contradict is not counted; it is kept as a disagreement about the day of performance.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace

from msgspec.structs import replace as replace_record

from servanda.language.amounts import is_measured
from servanda.ledger.agreements import Registry, days_between
from servanda.ledger.breaches import is_soft
from servanda.ledger.commitments import Book, Owed, announced_on
from servanda.ledger.corpus import Corpus
from servanda.ledger.observations import GRADES, Kind, Observation
from servanda.ledger.parties import codes, same_key
from servanda.ledger.punctuality import placed
from servanda.ledger.shares import MOST_OVER
from servanda.ledger.status_tables import StatusRule
from servanda.ledger.tables import tables
from servanda.ledger.terms import reciprocal_classes
from servanda.records import Claim, Duty, Grade, Status, StatusChange

ORDER = {kind: at for at, kind in enumerate(("in_force", "deadline", "undone", "unconfirmed", "suspended", "resumed", "begun", "part", "holds", "done"))}
SETTLE = 7  # days around a named day within which reports that name none are taken to mean it
CLEAR = 2  # days by which two named days of one performance must differ to be rival
PERFORMED: tuple[Kind, ...] = ("done", "part", "begun", "holds", "found")
OPEN: tuple[Status, ...] = ("partly_fulfilled", "overdue")  # statuses in which a further part is done without a step
TURNED: tuple[Kind, ...] = ("suspended", "resumed")  # deeds that are events, though no performance


@dataclass(eq=False)
class Outcome:
    """The life of one commitment."""

    changes: list[StatusChange] = field(default_factory=list)
    done: float | None = None
    grade: Grade = "none"
    sources: int = 0
    contradicted: list[Observation] = field(default_factory=list)
    counted: list[Observation] = field(default_factory=list)
    roles: dict[str, str] = field(default_factory=dict)  # claim to the status it is evidence of

    @property
    def status(self) -> Status:
        """The latest status."""
        return self.changes[-1].status


def judge(corpus: Corpus, registry: Registry, book: Book) -> dict[int, Outcome]:
    """The outcome of each commitment by its number."""
    children: dict[int, list[int]] = {}
    for draft in registry.drafts:
        children.setdefault(draft.root.number, []).append(draft.number)
    return {row.number: _outcome(corpus, registry, children, row) for row in book.rows}


def _outcome(corpus: Corpus, registry: Registry, children: dict[int, list[int]], row: Owed) -> Outcome:
    row.observations = [_placed(corpus, row, o) for o in row.observations]
    kept, contradicted = settle(row)
    kept, copied = without_copies(kept)
    announced, first = announced_on(corpus, row)
    fold = Fold(row, announced, row.duty, is_soft(corpus, row))
    fold.outcome.contradicted = contradicted
    fold.change("announced", announced, corpus.published(first), "promised", [p.claim for p in row.promises])
    events = [*kept, *_life(corpus, registry, children, row, announced), *_clock(corpus, row)]
    for seen in sorted(events, key=lambda o: (max(o.day, announced), ORDER.get(o.kind, len(ORDER)), o.known, o.claim_id)):
        fold.take(replace(seen, day=max(seen.day, announced)))
    for seen in copied:
        fold.confirm(seen)
    return fold.close(corpus)


def _placed(corpus: Corpus, row: Owed, seen: Observation) -> Observation:
    return placed(seen, corpus.words(seen.claim), corpus.sentence(seen.claim), row.deadline.date) if seen.claim else seen


def without_copies(seen: list[Observation]) -> tuple[list[Observation], list[Observation]]:
    """Takes out what a copy of a text tells again: it may have lost the day or the number, and says nothing new."""
    first: dict[tuple[str, str], str] = {}
    own: list[Observation] = []
    copied: list[Observation] = []
    for one in sorted(seen, key=lambda o: (o.known, o.doc_id != o.origin, o.claim_id)):
        original = first.setdefault((one.origin, one.why), one.doc_id) == one.doc_id
        (own if original or not one.origin else copied).append(one)
    return own, copied


def settle(row: Owed) -> tuple[list[Observation], list[Observation]]:
    """Takes out reports of performance that later documents contradict, and moves those without a day to the day others name."""
    full = [o for o in row.observations if o.kind == "done"] if row.duty == "one-shot" else []
    out: list[Observation] = []
    for seen in full:
        later = [o for o in row.observations if o.known > seen.known]
        denied = any(o.kind == "undone" and o.day > seen.day and _in_own_voice(seen) for o in later)
        rival = {o.origin for o in later if o.kind == "done" and o.exact and days_between(seen.day, o.day) >= CLEAR}
        by_party = any(o.origin in rival and o.grade in ("promisor-only", "counterpart") for o in later)
        outdated = bool(rival) and (not seen.exact or len(rival) > 1 or by_party)  # a report that names the day beats one that names none
        if denied or (outdated and _alone(seen, full)):
            out.append(seen)
    kept = [o for o in row.observations if o not in out]
    named = sorted({o.day for o in kept if o.kind == "done" and o.exact})
    return [_moved(o, named) for o in kept], out


def _in_own_voice(seen: Observation) -> bool:
    """Whether only the outlet says so."""
    return seen.claim is not None and all(link.speaker is None for link in seen.claim.attribution)


def _alone(seen: Observation, full: list[Observation]) -> bool:
    """Whether no other source gives the same day."""
    return all(o.origin == seen.origin or abs(days_between(o.day, seen.day)) >= CLEAR for o in full)


def _moved(seen: Observation, named: list[str]) -> Observation:
    near = [day for day in named if 0 <= days_between(day, seen.day) <= SETTLE]
    return replace(seen, day=near[-1]) if seen.kind == "done" and not seen.exact and near else seen


def _life(corpus: Corpus, registry: Registry, children: dict[int, list[int]], row: Owed, announced: str) -> list[Observation]:
    """What the agreement's own life means for the duty: in force, suspended, resumed, lapsed, ended; prolongations share their base's."""
    found: list[Observation] = []
    if row.superseded_by is not None:
        day, claim = announced_on(corpus, row.superseded_by)
        found.append(Observation(kind="superseded", day=day, known=corpus.published(claim), claim=claim, why="replaced by a later promise"))
    agreement = row.agreement
    if agreement is None:
        return found
    for draft in (registry.drafts[number] for number in children[agreement.root.number]):
        for stage, day, exact, claim in draft.stages:
            kind = _effect(stage, row, same_key(codes(claim.agents)), draft is agreement)
            if kind is not None and announced <= day <= corpus.as_of and not _long_before(claim, announced):
                known, origin = corpus.published(claim), corpus.origin(claim.doc_id)
                found.append(Observation(kind=kind, day=day, known=known, exact=exact, claim=claim, origin=origin, why=stage))
    return found


def _long_before(claim: Claim, announced: str) -> bool:
    """ "It ran out in 2022": whether the words put it into a time before the promise."""
    return claim.happened is not None and claim.happened.last is not None and claim.happened.last < announced


def _effect(stage: str, row: Owed, actors: frozenset[str], own: bool) -> Kind | None:
    """What a stage of the agreement does to the duty, by whose act."""
    mine = not actors or bool(actors & row.key)
    if stage == "in_force":
        return "in_force" if own else None
    if stage == "suspended":
        return "suspended" if mine else None
    if stage == "resumed":
        return "resumed" if mine else None
    if stage == "lapsed":
        return "lapsed"
    if stage == "terminated":
        return "withdrawn" if actors & row.key else "terminated"
    return None


def _clock(corpus: Corpus, row: Owed) -> list[Observation]:
    """The day after a deadline that has passed."""
    if row.deadline.date is None or row.duty != "one-shot":
        return []
    try:
        day = (dt.date.fromisoformat(row.deadline.date) + dt.timedelta(days=1)).isoformat()
    except (ValueError, OverflowError):
        return []
    return [Observation(kind="deadline", day=day, known=day, why=f"deadline {row.deadline.date}")] if day <= corpus.as_of else []


class Fold:
    """Observations in order of their days, turned into statuses one after the other."""

    def __init__(self, row: Owed, announced: str, duty: Duty, soft: bool) -> None:
        self.row, self.announced, self.duty, self.soft = row, announced, duty, soft
        self.outcome = Outcome()
        self.evidence: list[Observation] = []  # for the latest status
        self.told: list[list[Claim]] = []  # for each step, the claims that tell of it or confirm it
        self.undone = False
        self.counts: dict[str, float] = {}
        self.acted: set[str] = set()

    def take(self, seen: Observation) -> None:
        """Moves the status by one observation."""
        seen = self._counted(seen)
        rule = self._rule(seen)
        self.undone = self.undone or seen.kind == "undone"
        if rule is None:
            self.confirm(seen)
            return
        self.evidence = [seen] if rule.status != self.outcome.status else [*self.evidence, seen]
        self.change(rule.status, seen.day, seen.known, seen.why, [seen.claim] if seen.claim else [])
        if seen.kind in (*PERFORMED, *TURNED):
            self.outcome.counted.append(seen)
        if seen.kind in PERFORMED:
            self._graded(seen)

    def _graded(self, seen: Observation) -> None:
        """Gives the present step the grade of one more report of its performance, where that is the better."""
        last = self.outcome.changes[-1]
        self.outcome.changes[-1] = replace_record(last, grade=max(last.grade, seen.grade, key=GRADES.index))
        self.told[-1] += [seen.claim] if seen.claim else []

    def confirm(self, seen: Observation) -> None:
        """A further report of what is already entered adds evidence, no step."""
        status = self.outcome.status
        if seen.kind == "done" and status in ("fulfilled", "fulfilled_late"):
            self.evidence.append(seen)
            self.outcome.counted.append(seen)
            self._graded(seen)
        elif seen.kind in ("part", "begun") and status in OPEN:
            self.outcome.counted.append(seen)  # what is done of an overdue duty does not end its delay, but is evidence of performance
        if seen.claim is not None:
            self.outcome.roles.setdefault(seen.claim.claim_id, status if seen.kind == "done" else seen.kind)

    def change(self, status: Status, day: str, known: str, why: str, claims: list[Claim]) -> None:
        """Enters a step, or adds its claims to the present one where the status stays."""
        changes = self.outcome.changes
        names = tuple(dict.fromkeys(c.claim_id for c in claims))
        for name in names:
            self.outcome.roles.setdefault(name, status)
        if changes and changes[-1].status == status:
            last = changes[-1]
            merged = tuple(dict.fromkeys((*last.claims, *names)))
            changes[-1] = replace_record(last, known=min(last.known, known), claims=merged)
            self.told[-1] += claims
        else:
            self.told.append(list(claims))
            changes.append(StatusChange(on=day, status=status, known=known, why=why, claims=names))

    def _counted(self, seen: Observation) -> Observation:
        """Counts amounts and actors: parts add up to the whole, a total replaces, one party's half of a joint duty is a part."""
        owed = self.row.quantity
        if seen.kind not in ("done", "part") or self.duty == "standing":
            return self._disputing(seen)
        counted = seen.standing and seen.amount is not None and seen.amount <= sum(self.counts.values())
        if seen.total or (seen.standing and not counted):
            self.counts = {}
        if seen.amount is not None and not counted:
            key = seen.day if seen.exact else f"{seen.day} {seen.origin}"
            self.counts[key] = max(self.counts.get(key, 0.0), seen.amount)
        whole_told = self.outcome.status in ("fulfilled", "fulfilled_late")
        if whole_told and owed is not None and seen.kind == "part" and seen.total and seen.amount is not None and seen.amount < owed.value:
            return self._disputing(seen)
        if owed is not None and seen.kind == "part" and sum(self.counts.values()) >= owed.value:
            seen = replace(seen, kind="done")
        joint = len(self.row.key) > 1 and not self.row.classes & reciprocal_classes()
        if seen.kind == "done" and joint and seen.actors and seen.actors != self.row.key:
            self.acted |= seen.actors
            if self.acted != self.row.key:
                seen = replace(seen, kind="part")
        return seen

    def _disputing(self, seen: Observation) -> Observation:
        """A denial of performance that so far only the debtor, or one side's witness, reports makes it disputed."""
        if seen.kind not in ("undone", "contested", "unconfirmed", "part") or self.outcome.status not in ("fulfilled", "fulfilled_late") or seen.read:
            return seen  # what the network alone reads denies nothing
        grades = {o.grade for o in self.evidence}
        contested = grades <= {"promisor-only"} or (seen.grade == "counterpart" and "counterpart" not in grades)
        return replace(seen, kind="disputed") if contested else seen

    def _rule(self, seen: Observation) -> StatusRule | None:
        present, table = self.outcome.status, tables().statuses
        for rule in table.rules:
            fits = present in rule.present if rule.present else present not in table.closed or seen.kind == "disputed"
            if rule.observation == seen.kind and self.duty in rule.duty and fits and self._when(rule.when, seen):
                return rule
        return None

    def _when(self, when: str | None, seen: Observation) -> bool:
        deadline = self.row.deadline
        late = deadline.date is not None and seen.day > deadline.date
        if when is None:
            return True
        if when == "after deadline":
            return late or (deadline.kind == "immediate" and (self.undone or seen.kind == "undone"))
        if when == "soft deadline":
            return late and self.soft
        if when == "complete":
            return seen.whole or (self.row.quantity is not None and seen.amount is not None and seen.amount >= self.row.quantity.value)
        return deadline.date is None and days_between(self.announced, seen.day) >= tables().statuses.stall_days

    def close(self, corpus: Corpus) -> Outcome:
        """Sums up: amount done, best grade of the evidence, independent sources of the latest status."""
        outcome, owed = self.outcome, self.row.quantity
        performed = [o for o in outcome.counted if o.kind in PERFORMED]
        outcome.grade = max((o.grade for o in performed), key=GRADES.index, default="none")
        if outcome.status in ("fulfilled", "fulfilled_late"):
            told = [o.amount for o in performed if owed is not None and owed.value > 1 and o.amount is not None and o.amount <= owed.value * MOST_OVER]
            outcome.done = max((owed.value, *told)) if owed else None  # more than was owed, where a report says so
        elif self.counts and not (self.duty == "recurring" and owed is not None and is_measured(owed.unit)):  # what has come of three million a day is no part
            outcome.done = sum(self.counts.values())
        elif owed is not None and (self.undone or outcome.status in ("overdue", "stalled", "withdrawn")):
            outcome.done = 0.0
        outcome.changes = [replace_record(step, sources=corpus.origins(told)) for step, told in zip(outcome.changes, self.told, strict=True)]
        outcome.sources = outcome.changes[-1].sources
        return outcome
