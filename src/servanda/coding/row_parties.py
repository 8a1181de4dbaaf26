"""The actors of a row of an event table: each cell resolved through the gazetteer, by its group, its name, then its country."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from servanda.actors import Gazetteer
from servanda.documents.datasets import ActorColumns, Dataset, dataset_table
from servanda.records import Mention, MentionKind

BODIES = ("organisation", "group", "armed group")
CIVILIANS = frozenset({"CVL", "OPP", "REF", "JRN", "EDU", "MED", "REL", "LAB", "AGR", "BUS", "SOC", "HRI"})  # roles of people, who act for no state
ARMED = frozenset({"REB", "PRM", "UAF", "CRM"})
LETTERS = 3  # of a country's code in CAMEO


@dataclass(frozen=True, slots=True)
class RowActors:
    """Resolves the actors of one row: `cells` are the words in its columns, `places` where they begin and end in the document."""

    dataset: Dataset
    gazetteer: Gazetteer
    cells: Mapping[str, str]
    places: Mapping[str, tuple[int, int]]
    on: datetime.date | None

    def party(self, columns: ActorColumns) -> Mention | None:
        """The actor of one side, with the cell of its name as its words; None where the row names none. An actor that no table knows has no code."""
        column = next((name for name in (columns.name, columns.otherwise) if name and self.cells.get(name)), None)
        if column is None:
            return None
        words, (start, end) = self.cells[column], self.places[column]
        role = self._role(words, columns)
        known = self._own(words) or self._group(columns) or self._country(columns) or self._within(words)
        if known is None:
            kind: MentionKind = "armed group" if role in ARMED or (role is None and self.dataset.kind) else "unknown"
            return Mention(start=start, end=end, text=words, name=words, kind="people" if role in CIVILIANS else kind, role=role)
        role = role or known.role
        kind, (body, bracket, _) = _kind(known, role), words.partition(" (")
        organ = body if kind == "organ" and bracket else known.organ  # "Foreign Ministry (Borea)"
        return Mention(start=start, end=end, text=words, code=known.code, name=known.name, kind=kind, role=role, organ=organ)

    def _role(self, words: str, columns: ActorColumns) -> str | None:
        """The role that the name begins with, else the first in the table of those that the sectors name."""
        named = next((role for name, role in dataset_table().names.items() if words.startswith(name)), None)
        cell = self.cells.get(columns.sectors, "") if columns.sectors else ""
        said = {part.strip(' "').casefold() for part in (cell, *cell.split(","))}
        return named or next((role for word, role in self.dataset.roles.items() if word.casefold() in said), None)

    def _own(self, words: str) -> Mention | None:
        """The organisation, group or person that the name as a whole is."""
        bare = words.partition("(")[0].strip()
        found = self.gazetteer.find(bare, self.on)
        whole = len(found) == 1 and found[0].text.casefold() == bare.casefold()
        return found[0] if whole and found[0].kind in (*BODIES, "person") else None

    def _group(self, columns: ActorColumns) -> Mention | None:
        """The party of CAMEO's code for a known group."""
        return self._coded(dataset_table().groups.get(self.cells.get(columns.group, "")) if columns.group else None)

    def _country(self, columns: ActorColumns) -> Mention | None:
        """The state that the column of the country names or codes."""
        cell = self.cells.get(columns.country, "") if columns.country else ""
        coded = self._coded(dataset_table().countries.get(cell, cell)) if len(cell) == LETTERS and cell.isupper() else None
        return coded or (self._within(cell) if cell else None)

    def _coded(self, code: str | None) -> Mention | None:
        kind = self.gazetteer.kind(code) if code else None
        return Mention(start=0, end=0, text="", code=code, name=self.gazetteer.name(code), kind=kind) if code and kind else None

    def _within(self, words: str) -> Mention | None:
        """The party that the words name anywhere, outside brackets first: "Government of X (Y)", "Civilians (X)"."""
        bare = words.partition("(")[0]
        return next(iter(self.gazetteer.find(bare, self.on)), None) or next(iter(self.gazetteer.find(words, self.on)), None)


def state_of(words: str, gazetteer: Gazetteer) -> str | None:
    """The code of the state that a cell names, its last part first ("Easthaven, Northern Province, Borea"); None where no table knows one."""
    parts = reversed(words.partition("(")[0].split(","))
    found = (next((m for m in gazetteer.find(part.strip()) if m.kind == "state"), None) for part in parts)
    return next((mention.code for mention in found if mention is not None), None)


def _kind(known: Mention, role: str | None) -> MentionKind:
    """A state's army or ministry is an organ of it, its people are not."""
    if known.kind not in ("state", "organ"):
        return known.kind
    return "people" if role in CIVILIANS else "organ" if role else known.kind
