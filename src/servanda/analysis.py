"""Measures of a ledger for Python users: tables in Arrow or as records, and figures. `servanda analyse` is a thin layer over it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from servanda.errors import InputError
from servanda.records import Record
from servanda.store import Ledger
from servanda.store.columns import to_arrow
from servanda.views.analysis import measures
from servanda.views.analysis.drawing import write_figure
from servanda.views.analysis.figures import spec
from servanda.views.analysis.results import Answer
from servanda.views.exports.rows import columns_of, csv_bytes, flat, json_lines, plain

if TYPE_CHECKING:
    import pandas as pd

FORMS = ("csv", "json", "parquet")


class Analysis:
    """A measure of a ledger: `records` and `table` hold its rows, `notes` what a reader must know of them, `spec` its figure in Vega-Lite."""

    def __init__(self, measure: str, answer: Answer, source: str) -> None:
        self.measure, self.title, self.notes, self.source = measure, answer.title, answer.notes, source
        self._answer = answer

    @property
    def records(self) -> Sequence[Record]:
        """The rows, as records."""
        return self._answer.rows

    @property
    def table(self) -> pa.Table:
        """The rows in Arrow's columns; the schema's metadata say title, source and notes."""
        about = {"title": self.title, "source": self.source, "notes": "\n".join(self.notes)}
        return to_arrow(self.records, self._answer.record).replace_schema_metadata(about)

    def to_pandas(self) -> pd.DataFrame:
        """The rows as a data frame; needs the extra `pandas`."""
        return self.table.to_pandas()

    @property
    def spec(self) -> dict[str, Any]:
        """The figure, as a Vega-Lite specification with its data inside.

        Raises:
            InputError: if the measure has no figure, or there is nothing to draw.
        """
        return spec(self.measure, self._answer, self.source)

    def figure(self, path: str | Path) -> Path:
        """Draw the figure into a file that ends in .svg, .png or .vl.json, and return its path.

        Raises:
            InputError: as `spec`, or if vl-convert (extra `figures`) is missing, or the file cannot be written.
        """
        write_figure(self.spec, Path(path))
        return Path(path)

    def encoded(self, form: str) -> bytes:
        """The rows as csv, json (one object a line) or parquet.

        Raises:
            InputError: for another form.
        """
        record = self._answer.record
        if form == "csv":
            return csv_bytes(columns_of(record), (flat(plain(row), record) for row in self.records))
        if form == "json":
            return json_lines(plain(row) for row in self.records)
        if form != "parquet":
            raise InputError(f"{form[:40]!r} is no form of a table", where="--as", mend="Take " + ", ".join(FORMS))
        sink = pa.BufferOutputStream()
        pq.write_table(self.table, sink, compression="zstd")
        return bytes(sink.getvalue().to_pybytes())


def analyse(ledger: Ledger, measure: str, **options: Any) -> Analysis:
    """A measure of a ledger (docs/analysis.md says which there are, and what each heeds).

    Args:
        measure: dyads, reciprocity, delivery, survival, exchanges, network, ties, balance or changes.
        options: party="AZE", dyad="AZE-ARM", by="day"|"week"|"month", since= and until= (ISO days), of="events"|"cooperation"|"conflict"|"net"|
            "goldstein", goldstein="gdelt"|"icews"|"phoenix", zeros=True, undated="apart"|"report", min_confidence=, lags=, criterion="aic"|"bic", penalty=.

    Raises:
        LookupFailed: if there is no such measure, party, dyad or scale.
        InputError: if the measure does not heed an option, a value does not fit, or the measure cannot be computed from this ledger.
    """
    with ledger.at_once():
        answer = measures.analyse(ledger, measure, options)
        documents = ledger.sql("SELECT count(*) AS n FROM documents")["n"][0].as_py()
    known = f", known by {ledger.known_by}" if ledger.known_by else ""
    return Analysis(measure, answer, f"Source: Servanda ledger of {documents} documents, as of {ledger.as_of}{known}")
