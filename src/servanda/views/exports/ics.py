"""A calendar of deadlines (iCalendar, RFC 5545): an event of a whole day for each commitment that is due on a day.

Each keeps its UID from one export to the next, so that a calendar which loads the file again moves it instead of doubling it. Nothing depends on
the clock: DTSTAMP is the day on which the commitment's latest step became known, else that of the ledger. There are no alarms.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from servanda.records import Agreement, Commitment, Document, Evidence
from servanda.views.exports.cells import LINE, NAME, day, link, words
from servanda.views.exports.whole import LedgerSource, WholeFormat
from servanda.views.phrases import deed, direction, plural, standing
from servanda.views.terminal import shown

OCTETS = 75  # of a line at most, its end left out (RFC 5545, 3.1)
# Statuses that make an entry CANCELLED: nobody waits for the day any more.
CANCELLED = ("withdrawn", "superseded", "lapsed")
LONG_AGO = "1970-01-01"  # stands for the day of a ledger whose documents have none: DTSTAMP is a must, and the first dated export is newer


def content(ledger: LedgerSource, _: str) -> tuple[bytes, Mapping[str, Any]]:
    """The calendar, and how many commitments it holds and leaves out, by why."""
    tables = ledger.tables
    due = [row for row in tables.commitments if left_out(row) is None]
    omitted = Counter(why for row in tables.commitments if (why := left_out(row)) is not None)
    agreements = {row.agreement_id: row for row in tables.agreements}
    promises = {row.commitment_id: row.evidence[0] for row in due if row.evidence}
    documents = ledger.documents_by_id(item.doc_id for item in promises.values())
    without = ", ".join(f"{count} {why}" for why, count in sorted(omitted.items())) or "none"
    counts = f"{plural(len(due), 'deadline')}, as of {tables.as_of}. Left out: {without}."
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Servanda//Ledger of commitments//EN", "CALSCALE:GREGORIAN"]
    lines += [f"NAME:{escaped('Deadlines')}", f"X-WR-CALNAME:{escaped('Deadlines')}", f"DESCRIPTION:{escaped(counts)}", f"X-WR-CALDESC:{escaped(counts)}"]
    for row in due:
        promise = promises.get(row.commitment_id)
        lines += _event(row, tables.as_of, agreements.get(row.agreement_id or ""), promise, documents.get(promise.doc_id) if promise else None)
    lines.append("END:VCALENDAR")
    return b"".join(folded(line) for line in lines), {"events": len(due), "left out": dict(sorted(omitted.items())), "as of": tables.as_of}


def left_out(row: Commitment) -> str | None:
    """Why a commitment has no place in a calendar; None where it has one."""
    if row.deadline.kind == "none":
        return "without a deadline"
    if row.duty == "recurring":
        return "recurring"
    return None if row.deadline.date else f"{row.deadline.kind} without a day"


def _event(row: Commitment, as_of: str, agreement: Agreement | None, promise: Evidence | None, document: Document | None) -> Iterator[str]:
    changed = day(max((change.known for change in row.history if change.known), default=as_of or LONG_AGO)) + "T000000Z"
    yield from ("BEGIN:VEVENT", f"UID:{row.commitment_id}@ledger.servanda", f"DTSTAMP:{changed}", f"LAST-MODIFIED:{changed}")
    yield from (f"SEQUENCE:{max(len(row.history) - 1, 0)}", f"DTSTART;VALUE=DATE:{day(row.deadline.date)}")
    yield f"SUMMARY:{escaped(f'{standing(row)}: {direction(row.debtor, row.beneficiary)} {deed(row, NAME)}')}"
    yield "DESCRIPTION:" + "\\n".join(map(escaped, _description(row, agreement, promise, document)))
    if document is not None and (url := link(document.url)):
        yield f"URL:{url}"
    yield f"CATEGORIES:{escaped(row.status.replace('_', ' '))}"
    yield from (f"STATUS:{'CANCELLED' if row.status in CANCELLED else 'CONFIRMED'}", "TRANSP:TRANSPARENT", "END:VEVENT")


def _description(row: Commitment, agreement: Agreement | None, promise: Evidence | None, document: Document | None) -> Iterator[str]:
    """Under which agreement, on what condition, in which words, and where they stand."""
    yield row.display
    if agreement is not None:
        yield f"Under {agreement.display}, {shown(agreement.title, NAME)}"
    if row.deadline.text:
        yield f"Due in the words of the text: {shown(row.deadline.text, NAME)}"
    if row.condition:
        yield f"On condition: {shown(row.condition, LINE)}"
    if promise is not None and document is not None:
        yield f"“{words(document.text[promise.start : promise.end])}”"
        outlet = f", {shown(document.outlet, NAME)}" if document.outlet else ""
        published = f", published {document.published}" if document.published else ""
        yield f"{shown(promise.doc_id, NAME)} {promise.start} to {promise.end}{outlet}{published}"


def escaped(text: str) -> str:
    """Text as a value of type TEXT (RFC 5545, 3.3.11)."""
    return shown(text).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def folded(line: str) -> bytes:
    """A content line in UTF-8 with its CRLF, folded so that no line is longer than 75 octets and no character is cut (RFC 5545, 3.1)."""
    parts, room = [bytearray()], OCTETS
    for character in line:
        encoded = character.encode("utf-8", "replace")
        if len(parts[-1]) + len(encoded) > room:
            parts.append(bytearray(b" "))
        parts[-1] += encoded
    return b"\r\n".join(parts) + b"\r\n"


FORMAT = WholeFormat("ics", "deadlines.ics", "iCalendar, an event of a whole day for each deadline that has a day", content)
