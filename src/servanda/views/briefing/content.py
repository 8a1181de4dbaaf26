"""What a briefing says, before it is put into Markdown or a page. All words are one line each, without control characters or marks of direction."""

from __future__ import annotations

from servanda.records import Record


class Footnote(Record, frozen=True):
    """The words a line rests on: `quote` is what stands at `start` to `end` of the document, shortened where it is long.

    `said_by` is the reporting chain from the outlet inwards; `url` is kept only where it is an address of the web; `reprint_of` names the
    document that this one repeats. The quote is empty where the document is no longer in the ledger.
    """

    number: int
    quote: str
    outlet: str
    said_by: str
    doc_id: str
    start: int
    end: int
    published: str | None
    url: str = ""
    reprint_of: str | None = None


class Line(Record, frozen=True):
    """One thing to know. `row` is the stable id of the row of the ledger, `display` the id as shown ("was C-0005" of a row that is gone:
    the id of the earlier ledger); `footnotes` are numbers.

    `happened` is the day on which it happened, `earlier` whether that lies before the period in which it became known.
    """

    row: str
    display: str
    text: str
    happened: str | None = None
    earlier: bool = False
    footnotes: tuple[int, ...] = ()


class Section(Record, frozen=True):
    """Lines of one kind; `note` stands in their place where there are none, else says how many were left out."""

    name: str
    heading: str
    lines: tuple[Line, ...] = ()
    note: str = ""


class Briefing(Record, frozen=True):
    """A briefing on the days `first` to `last`, from a ledger that stands as of a day and knows what was published by a day."""

    title: str
    first: str
    last: str
    as_of: str
    known_by: str
    party: str | None
    standing: tuple[str, ...]
    sections: tuple[Section, ...]
    footnotes: tuple[Footnote, ...]
