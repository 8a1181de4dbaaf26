"""What a decision does to a row: two joined, one parted by a claim, a field written, references to a row that is gone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Any

import msgspec

from servanda.ledger.observations import GRADES
from servanda.records import Commitment, Decision, Disagreement, Endorsement, Event, Evidence, Record, StatusChange

PROTECTED = ("display", "evidence", "history", "relations", "considered", "sources", "grade")
FULFILLED = ("fulfilled", "fulfilled_late")
CODES = re.compile(r"[\w'’.-]+(?: [\w'’.-]+)*(?:[+,;] ?[\w'’.-]+(?: [\w'’.-]+)*)*")
AMOUNT = re.compile(r"(\d{1,15}(?:\.\d{1,6})?)(?:\s+(\S.{0,60}))?")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
Origin = Callable[[str], str]


def settable(record: type[Record]) -> list[str]:
    """The fields of a row that a person can write."""
    return [name for name in record.__struct_fields__[1:] if name not in PROTECTED]


def joined(row: Record, other: Record, origin: Origin) -> Record:
    """A row with what another rests on; of commitments the steps too, of events the sources counted anew."""
    evidence = _once([*_evidence(row), *_evidence(other)])
    if isinstance(row, Commitment) and isinstance(other, Commitment):
        both = sorted([*row.history, *(step for step in other.history if step.status != "announced")], key=lambda step: step.on)
        done = max((amount for amount in (row.done, other.done) if amount is not None), default=None)
        merged = msgspec.structs.replace(row, evidence=evidence, done=done)
        return _restated(merged, _collapsed(both), origin)
    return _resting_on(row, evidence, origin)


def parted(row: Record, claim_id: str, new_id: str, origin: Origin) -> tuple[Record, Record]:
    """A row without the evidence from a claim, and a row of that evidence. Raises ValueError where one of them would rest on nothing."""
    apart = tuple(item for item in _evidence(row) if item.claim_id == claim_id)
    rest = tuple(item for item in _evidence(row) if item.claim_id != claim_id)
    if not rest:
        raise ValueError(f"the row rests on claim {claim_id} alone")
    key = row.__struct_fields__[0]
    old, new = _resting_on(row, rest, origin), _resting_on(msgspec.structs.replace(row, **{key: new_id}), apart, origin)
    if isinstance(old, Commitment) and isinstance(new, Commitment):
        kept = [_without(step, claim_id) for step in old.history if step.claims != (claim_id,)]
        taken = [msgspec.structs.replace(step, claims=(claim_id,)) for step in new.history if claim_id in step.claims]
        first = msgspec.structs.replace(new.history[0], claims=(claim_id,)) if new.history else None
        return _restated(old, kept or list(old.history[:1]), origin), _restated(new, taken or ([first] if first else []), origin)
    return old, new


def _resting_on(row: Record, evidence: tuple[Evidence, ...], origin: Origin) -> Record:
    """A row with other evidence, of events with the sources counted anew."""
    changed = msgspec.structs.replace(row, evidence=evidence)
    return msgspec.structs.replace(changed, sources=len({origin(item.doc_id) for item in evidence})) if isinstance(changed, Event) else changed


def with_field(row: Record, decision: Decision, since: str) -> Record:
    """A row with one field as a person says, a status as a step of the history. Raises ValueError for a field or value that does not fit."""
    name, record = decision.field or "", type(row)
    if name not in settable(record):
        raise ValueError(f"no field {name!r} can be set there, only {', '.join(settable(record))}")
    content: dict[str, Any] = msgspec.to_builtins(row)
    failed: msgspec.ValidationError | None = None
    for value in _readings(decision.value):
        try:
            changed = msgspec.convert(content | {name: value}, record)
        except msgspec.ValidationError as error:
            failed = failed or error
        else:
            return _stepped(changed, decision, since) if name == "status" and isinstance(changed, Commitment) else changed
    raise ValueError(f"{name} cannot be {str(decision.value)[:80]!r}: {failed}")


def _readings(text: str | None) -> Iterator[Any]:
    """What a value can mean: JSON, the words themselves, codes ("AZE+ARM"), a day ("2024-03-01"), an amount ("32 person")."""
    if text is None:
        yield None
        return
    with suppress(msgspec.DecodeError):
        yield msgspec.json.decode(text)
    yield text
    if CODES.fullmatch(text[:400]):
        yield [code.strip() for code in re.split(r"[+,;]", text)]
    if DAY.fullmatch(text):
        yield {"kind": "date", "date": text, "text": text}
    if amount := AMOUNT.fullmatch(text):
        yield {"value": float(amount[1]), "unit": amount[2] or ""}


def _stepped(row: Commitment, decision: Decision, since: str) -> Commitment:
    """A commitment with a person's step: steps known by then that lie after it are overruled, those known only later follow it.

    Where nothing later speaks, the amount done follows the person: all of it where they say fulfilled; not known where they say
    otherwise although all of it had been counted.
    """
    step = StatusChange(on=since, status=row.status, known=decision.on, why=f"{decision.author}: {decision.reason}", grade="person")
    before = [other for other in row.history if other.on <= since and other.known <= decision.on]
    after = [other for other in row.history if other.known > decision.on]
    last = after[-1] if after else step
    done = row.done
    if last is step and row.quantity is not None:
        full = row.quantity.value
        done = full if step.status in FULFILLED else done if done is None or done < full else None
    return msgspec.structs.replace(row, status=last.status, done=done, grade="person", sources=last.sources, history=(*before, step, *after))


def referred(row: Record, gone: str, to: str | None) -> Record | None:
    """A row that no longer names one that is gone but the row it was merged with; None where it was only about the one that is gone."""
    if isinstance(row, Disagreement | Endorsement):
        name = "about" if isinstance(row, Disagreement) else "of"
        if getattr(row, name) != gone:
            return row
        return msgspec.structs.replace(row, **{name: to}) if to else None
    if not isinstance(row, Commitment):
        return row
    if row.agreement_id == gone:
        row = msgspec.structs.replace(row, agreement_id=to)
    if any(relation.commitment_id == gone for relation in row.relations):
        own = row.commitment_id
        named = [msgspec.structs.replace(relation, commitment_id=to or gone) if relation.commitment_id == gone else relation for relation in row.relations]
        kept = {(relation.kind, relation.commitment_id): relation for relation in named if relation.commitment_id not in (gone, own)}
        row = msgspec.structs.replace(row, relations=tuple(kept[key] for key in sorted(kept)))
    return row


def without_row(gone: str) -> str:
    """What is said of a row that went with the one it was about."""
    return f"it was about {gone}, which an earlier decision took out"


def _evidence(row: Record) -> tuple[Evidence, ...]:
    found: tuple[Evidence, ...] = getattr(row, "evidence", ())
    return found


def _once(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    unique: dict[tuple[str, int, int], Evidence] = {}
    for item in evidence:
        unique.setdefault((item.claim_id, item.start, item.end), item)
    return tuple(unique.values())


def _without(step: StatusChange, claim_id: str) -> StatusChange:
    return msgspec.structs.replace(step, claims=tuple(name for name in step.claims if name != claim_id))


def _collapsed(steps: Iterable[StatusChange]) -> list[StatusChange]:
    """Steps in order, neighbours of one status made one."""
    out: list[StatusChange] = []
    for step in steps:
        if out and out[-1].status == step.status:
            grade = max(out[-1].grade, step.grade, key=GRADES.index)
            claims = tuple(dict.fromkeys((*out[-1].claims, *step.claims)))
            out[-1] = msgspec.structs.replace(out[-1], claims=claims, known=min(out[-1].known, step.known), grade=grade)
        else:
            out.append(step)
    return out


def _restated(row: Commitment, steps: Sequence[StatusChange], origin: Origin) -> Commitment:
    """A commitment with these steps: the sources of each counted anew, status, grade and amount as the last step has them."""
    documents: dict[str, str] = {item.claim_id: origin(item.doc_id) for item in row.evidence}
    roles = {item.claim_id: item.role for item in row.evidence}

    def sources(step: StatusChange) -> int:
        named = {*step.claims, *(name for name, role in roles.items() if role == step.status)}
        return len({documents[name] for name in named if name in documents})

    history = tuple(msgspec.structs.replace(step, sources=sources(step)) for step in steps)
    if not history:
        return row
    last = history[-1]
    grade = max((step.grade for step in history), key=GRADES.index)
    done = row.done if last.status == row.status or any(step.status == row.status for step in steps) else None
    return msgspec.structs.replace(row, history=history, status=last.status, grade=grade, sources=last.sources, done=done)
