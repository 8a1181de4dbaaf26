"""The board: each commitment with its status, how much is done, since when and on whose word; then what needs a look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from rich.text import Text

from servanda.records import Appeal, Claim, Commitment, LedgerTables
from servanda.views.looks import kinds_of_looks, looks
from servanda.views.phrases import deed, direction, displays, passed_over, plural, standing
from servanda.views.statuses import statuses
from servanda.views.terminal import columns, shown

COUNTED = ("events", "agreements", "commitments", "endorsements", "appeals", "positions", "disagreements")
MOST_COMMITMENTS = 60
MOST_APPEALS = 10
MOST_LOOKS = 12


@dataclass(frozen=True)
class BoardFacts:
    """What a board is drawn from. `claims` need only hold those that commitments rest on; `out` is how the user named the folder; `torn` is a last
    line of the decisions that was cut short; `rows` counts the documents that are rows of event tables, `later` the texts that are not counted since they were
    published after the day by which they had to be; `undated` are the inputs of documents without a day."""

    tables: LedgerTables
    documents: int
    rejects: int
    out: str
    claims: Mapping[str, Claim] = field(default_factory=dict)
    torn: str = ""
    rows: int = 0
    later: int = 0
    undated: tuple[str, ...] = ()


def board(facts: BoardFacts) -> list[Text]:
    """The lines of the board."""
    tables = facts.tables
    lines = [_reading_line(facts), _counting_line(tables), Text(f"commitments as of {tables.as_of}" if tables.as_of else "commitments", "bold")]
    lines += _commitment_lines(tables)
    lines += _look_lines(facts)
    return lines


def _reading_line(facts: BoardFacts) -> Text:
    reprints, retracted = len(facts.tables.reprint_of), len(facts.tables.retracted)
    refused = f" ({plural(facts.rejects, 'reject')} → {facts.out}/rejects.csv)" if facts.rejects else ""
    of_tables = f", {facts.rows} of them rows of event tables" if facts.rows else ""
    later = f", {facts.later} published later and not counted" if facts.later else ""
    stories = plural(facts.documents - facts.rows - facts.later - reprints - retracted, "story", "stories")
    gone = f", {plural(retracted, 'document')} withdrawn or replaced" if retracted else ""
    return Text(f"read {plural(facts.documents, 'document')}{of_tables}{later}{refused}   {stories} ({plural(reprints, 'reprint')}{gone})")


def _counting_line(tables: LedgerTables) -> Text:
    return Text("   ".join(f"{name} {len(getattr(tables, name))}" for name in COUNTED))


def _commitment_lines(tables: LedgerTables) -> list[Text]:
    names = displays(tables)
    rows = [_commitment_row(row, names) for row in tables.commitments[:MOST_COMMITMENTS]]
    rows += [_appeal_row(row) for row in tables.appeals[:MOST_APPEALS]]
    lines = columns(rows) if rows else [Text("  none yet", "dim")]
    for name, most in (("commitments", MOST_COMMITMENTS), ("appeals", MOST_APPEALS)):
        more = len(getattr(tables, name)) - most
        if more > 0:
            lines.append(Text(f"  … and {more} more: servanda show {name}", "dim"))
    return lines


def _commitment_row(row: Commitment, names: Mapping[str, str]) -> list[Text]:
    since = row.history[-1].on if row.history else ""
    return [
        Text(f"  {row.display}", "dim"),
        Text(direction(row.debtor, row.beneficiary), "bold"),
        Text(deed(row)),
        Text(standing(row), statuses()[row.status].style),
        Text(since),
        Text(_note(row, names), "dim"),
    ]


def _note(row: Commitment, names: Mapping[str, str]) -> str:
    notes = []
    if row.status == "announced":
        notes.append("no report of it since")
    elif row.sources:
        notes.append(plural(row.sources, "independent source") + (f", {row.grade}" if row.grade != "none" else ""))
    if row.deadline.date and row.status not in ("fulfilled", "fulfilled_late", "withdrawn", "superseded"):
        notes.append(f"due {row.deadline.date}")
    notes += [f"{relation.kind} {names[relation.commitment_id]}" for relation in row.relations if relation.commitment_id in names]
    return " · ".join(notes)


def _appeal_row(row: Appeal) -> list[Text]:
    return [
        Text(f"  {row.display}", "dim"),
        Text(direction(row.by, row.to), "bold"),
        Text(shown(row.content, 60)),
        Text("APPEAL (not owed)", "blue"),
        Text(row.on or ""),
        Text(""),
    ]


def _look_lines(facts: BoardFacts) -> list[Text]:
    found = needs_a_look(facts)
    if not found:
        return [Text("needs a look: nothing", "dim")]
    lines = [Text(f"needs a look ({len(found)})", "bold")] + [Text(f"  {look}") for look in found[:MOST_LOOKS]]
    if len(found) > MOST_LOOKS:
        lines.append(Text(f"  … and {len(found) - MOST_LOOKS} more: servanda show commitments, servanda show disagreements", "dim"))
    return lines


def needs_a_look(facts: BoardFacts) -> list[str]:
    """What a person should check, worst first: clashes of sources, what is overdue or contested, what rests on a claim alone, unknown parties.

    Then decisions that met no row, and inputs that could not be used, or that bear no day.
    """
    kinds = kinds_of_looks()
    found = [f"{look.display}: {look.text}" for look in looks(facts.tables, facts.claims) if kinds[look.kind].board]
    found += [passed_over(ruling) for ruling in facts.tables.rulings if ruling.row is None]
    if facts.torn:
        found.append(f"the last decision was cut short and is left out: {shown(facts.torn, 80)}")
    if facts.rejects:
        found.append(f"{plural(facts.rejects, 'input')} could not be used: {facts.out}/rejects.csv says why and what would mend it")
    if facts.undated:
        named = ", ".join(shown(source, 60) for source in facts.undated[:3]) + (" …" if len(facts.undated) > 3 else "")
        found.append(f'{plural(len(facts.undated), "document")} without a day of publication ({named}): give `published`, or "on Monday" means no day')
    return found
