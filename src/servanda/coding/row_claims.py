"""Rows of event tables to claims: one a row, without the parser, read off the row's cells; its frame says which data set coded it (`table.icews`)."""

from __future__ import annotations

import calendar
import datetime

from servanda.actors import Gazetteer
from servanda.coding.claims import claim_id
from servanda.coding.naming import published_day
from servanda.coding.row_parties import RowActors, state_of
from servanda.documents.datasets import Code, Dataset, cameo_type, dataset_table
from servanda.documents.event_rows import read_day, row_cells
from servanda.language.amounts import PEOPLE
from servanda.records import Attribution, Bound, Claim, Coded, Document, Mention, Place, Quantity, Span, Time

FRAME = "table."  # how the frames begin of claims that a data set coded
UNTYPED = "state"  # the act of a row whose code is of no PLOVER type
_HALF_WEEK = datetime.timedelta(days=3)


class Row:
    """One row as its document holds it: cells by column, and where they stand."""

    def __init__(self, document: Document, gazetteer: Gazetteer) -> None:
        self.document, self.gazetteer = document, gazetteer
        self.dataset: Dataset = dataset_table().datasets[document.dataset or ""]
        self.places = row_cells(document)
        self.cells = {name: document.text[start:end] for name, (start, end) in self.places.items()}

    def code(self) -> Code:
        """The event code: the data set's own CAMEO code with its PLOVER type, or those that its kind of event stands for."""
        if self.dataset.kind:
            return self.dataset.kinds.get(self.cells.get(self.dataset.kind, ""), Code())
        written = self.cells.get(self.dataset.cameo, "")
        known = cameo_type(written) or Code()
        return Code(plover=known.plover, mode=known.mode, cameo=written or None)

    def happened(self) -> Time | None:
        """When, as exactly as the row says."""
        dataset = self.dataset
        first = read_day(self.cells.get(dataset.day, ""), months_first=dataset.months_first)
        if first is None:
            return None
        last = read_day(self.cells.get(dataset.last_day, "")) or first
        start, end = self.places[dataset.day]
        precision = dataset.precisions.get(self.cells.get(dataset.precision, ""), "day" if first == last else "span")
        words = self.document.text[start:end]
        if precision == "day" and first == last:
            return Time(first=first, last=last, precision="day", start=start, end=end, text=words)
        first, last = (first, last) if dataset.last_day else _around(first, month=precision == "month")
        return Time(first=first, last=last, precision="month" if precision == "month" else "range", start=start, end=end, text=words)

    def place(self) -> Place | None:
        """Where, by the narrowest place named."""
        columns = self.dataset.place
        column = next((name for name in columns.names if self.cells.get(name)), None)
        if column is None:
            return None
        start, end = self.places[column]
        name = self.cells[column]
        said = self.cells.get(columns.precision, "") if columns.precision else ""
        return Place(
            doc_id=self.document.doc_id, start=start, end=end, name=name, country=state_of(self.cells.get(columns.country) or name, self.gazetteer),
            lat=self._number(columns.latitude), lon=self._number(columns.longitude), precision=columns.precisions.get(said, columns.names[column]),
        )  # fmt: skip

    def deaths(self) -> tuple[Quantity | None, tuple[Quantity, ...]]:
        """How many died by the best count, and the counts that bound it where they differ."""
        columns = self.dataset.deaths
        if columns is None or self._number(columns.value) is None:
            return None, ()
        best = self._count(columns.value, "exact")
        limits: tuple[tuple[str | None, Bound], ...] = ((columns.low, "at least"), (columns.high, "at most"))
        bounds = [self._count(name, bound) for name, bound in limits if name in self.cells]
        apart = tuple(count for count in bounds if count.value != best.value)
        return (self._count(columns.value, "about") if apart else best), apart

    def _count(self, column: str, bound: Bound) -> Quantity:
        start, end = self.places[column]
        return Quantity(value=float(self.cells[column]), unit=PEOPLE, bound=bound, start=start, end=end, text=self.cells[column])

    def _number(self, column: str) -> float | None:
        return float(self.cells[column]) if column in self.cells else None

    def chain(self) -> tuple[Attribution, ...]:
        """The data set, then the claimant that it names."""
        name = self.dataset.claimant
        links = [Attribution(outlet=self.dataset.name)]
        if name in self.cells:
            start, end = self.places[name]
            links.append(Attribution(speaker=Mention(start=start, end=end, text=self.cells[name], name=self.cells[name]), cue=name))
        return tuple(links)


def code_row(document: Document, gazetteer: Gazetteer) -> Coded:
    """The claim of one row. A pure function of the document and the tables."""
    row = Row(document, gazetteer)
    dataset, code = row.dataset, row.code()
    happened, place, (deaths, bounds) = row.happened(), row.place(), row.deaths()
    actors = RowActors(dataset, gazetteer, row.cells, row.places, published_day(happened.first if happened else None))
    source, target = actors.party(dataset.source), actors.party(dataset.target)
    words = [row.places[name] for name in dataset.clause if name in row.places]
    label = row.places.get(dataset.label)
    frame = FRAME + (document.dataset or "")
    claim = Claim(
        claim_id=claim_id(document.doc_id, words[0][0], "act", frame), doc_id=document.doc_id,
        start=words[0][0], end=words[-1][1], sentence_start=0, sentence_end=len(document.text),
        illocution="act", predicate=row.cells.get(dataset.kind or dataset.cameo, ""), action=(code.plover or UNTYPED).lower(), frame=frame,
        agents=(source,) if source else (), recipients=(target,) if target else (),
        object=Span(start=label[0], end=label[1], text=row.cells[dataset.label]) if label else None,
        quantity=deaths, parts=bounds, happened=happened, published=document.published, place=place,
        attribution=row.chain(), plover=code.plover, mode=code.mode, cameo=code.cameo,
    )  # fmt: skip
    return Coded(document=document, claims=(claim,), places=(place,) if place else (), times=(happened,) if happened else ())


def _around(day: str, *, month: bool) -> tuple[str, str]:
    """The first and last day of the month of a day, or of the week around it."""
    on = datetime.date.fromisoformat(day)
    if month:
        return on.replace(day=1).isoformat(), on.replace(day=calendar.monthrange(on.year, on.month)[1]).isoformat()
    return (on - _HALF_WEEK).isoformat(), (on + _HALF_WEEK).isoformat()
