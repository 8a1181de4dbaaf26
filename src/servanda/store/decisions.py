"""The file of decisions: one JSON object a line, only ever added to, so that a kill loses at most the line being written.

A last line that was cut short is no decision: reading passes over it and tells of it, the next decision is written in its place.
Any other line that does not fit is refused, with its number.
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import msgspec

from servanda.errors import DecisionError, InputError, StoreError, TableError
from servanda.records import Decision
from servanda.store.shards import flush

DECISIONS = "decisions.jsonl"
NEEDS = {"merge": ("other",), "split": ("other",), "set": ("field",)}  # what an action needs besides author, day and reason


@dataclass(frozen=True)
class DecisionFile:
    """What the file holds: the decisions, the number of each one's line, and the torn words at its end ("" usually)."""

    decisions: tuple[Decision, ...] = ()
    lines: tuple[int, ...] = ()
    torn: str = ""


def read_file(folder: Path) -> DecisionFile:
    """The decisions of an output folder; none where it has no file of them.

    Raises:
        TableError: naming the file and the line that does not fit.
    """
    path = folder / DECISIONS
    content = path.read_bytes() if path.is_file() else b""
    decisions: list[Decision] = []
    numbers: list[int] = []
    last = content.count(b"\n") + 1  # the line after the last line break, which is whole only if it can be read
    for number, line in enumerate(content.split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            decision = msgspec.json.decode(line, type=Decision)
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            if number == last and not isinstance(error, msgspec.ValidationError):
                return DecisionFile(tuple(decisions), tuple(numbers), line.decode("utf-8", "replace"))
            raise _refused(path, number, str(error)) from error
        if wrong := what_is_wrong(decision):
            raise _refused(path, number, wrong)
        decisions.append(decision)
        numbers.append(number)
    return DecisionFile(tuple(decisions), tuple(numbers))


def read_decisions(folder: Path) -> list[Decision]:
    """The decisions alone, in the order of their lines.

    Raises:
        TableError: naming the file and the line that does not fit.
    """
    return list(read_file(folder).decisions)


def what_is_wrong(decision: Decision) -> str:
    """What a decision lacks, whatever it is about; "" where nothing."""
    missing = [name for name in ("target", "author", "on", "reason", *NEEDS.get(decision.action, ())) if not (getattr(decision, name) or "").strip()]
    if missing:
        return f"{decision.action} needs {' and '.join(missing)}"
    for day in (decision.on, decision.since):
        try:
            datetime.date.fromisoformat(day or decision.on)
        except ValueError:
            return f"{str(day)[:40]!r} is not a day like 2023-12-14"
    return ""


def append_decision(folder: Path, decision: Decision) -> None:
    """Add a decision as a whole line and have it put on the disk.

    Raises:
        InputError: if the decision lacks something.
        StoreError: if the file cannot be written.
    """
    if wrong := what_is_wrong(decision):
        raise InputError(wrong, where=f"decision about {decision.target[:80]}", mend="Give author, day and reason, and what the action needs")
    path = folder / DECISIONS
    torn = read_file(folder).torn.encode() if path.is_file() else b""
    fresh = not path.is_file()
    try:
        if torn:
            _cut(path, path.read_bytes().rfind(b"\n") + 1)
        with path.open("a+b") as file:
            file.seek(max(0, file.seek(0, os.SEEK_END) - 1))
            ends_whole = file.read(1) in (b"", b"\n")
            file.write((b"" if ends_whole else b"\n") + msgspec.json.encode(_said(decision)) + b"\n")
            file.flush()
            os.fsync(file.fileno())
        if fresh:
            flush(folder)
    except OSError as error:
        raise StoreError(f"cannot be written to ({error.strerror or error})", where=str(path), mend="Nothing of this decision was kept") from error


def take_back(folder: Path, author: str) -> Decision:
    """Take the last decision out of the file, if it is the author's own, and return it.

    Raises:
        InputError: if there is none, or somebody else made it.
        StoreError: if the file cannot be written.
    """
    path, found = folder / DECISIONS, read_file(folder)
    if not found.decisions:
        raise InputError("there is no decision to take back", where=str(path))
    last = found.decisions[-1]
    if last.author != author:
        raise InputError(f"the last decision is of {last.author}, not of {author}", where=str(path), mend="Only one's own can be taken back")
    lines = path.read_bytes().split(b"\n")
    try:
        _cut(path, len(b"".join(line + b"\n" for line in lines[: found.lines[-1] - 1])))
    except OSError as error:
        raise StoreError(f"cannot be written to ({error.strerror or error})", where=str(path), mend="The decision stands as it was") from error
    return last


@contextmanager
def told_with_line(folder: Path) -> Iterator[None]:
    """Names file and line of a decision that turns out not to fit the ledger inside a `with` block."""
    try:
        yield
    except DecisionError as error:
        line = read_file(folder).lines[error.number]
        raise TableError(error.what, where=f"{folder / DECISIONS}, line {line}, {error.where}", mend=error.mend) from error


def _refused(path: Path, number: int, what: str) -> TableError:
    return TableError(what, where=f"{path}, line {number}", mend="A decision has action, target, author, on and reason")


def _said(decision: Decision) -> dict[str, object]:
    """A decision without what it leaves open."""
    return {name: value for name, value in msgspec.to_builtins(decision).items() if value not in (None, (), [])}


def _cut(path: Path, size: int) -> None:
    with path.open("r+b") as file:
        file.truncate(size)
        file.flush()
        os.fsync(file.fileno())
