"""Tells the exports of press archives, and event tables, from other files with the same suffix."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from servanda.documents.drafts import Draft, Reading, Refuse
from servanda.documents.event_rows import is_event_table, read_event_table
from servanda.documents.files import SourceFile
from servanda.documents.newsroom.factiva import is_factiva, read_factiva
from servanda.documents.newsroom.nexis import is_bundle, read_nexis
from servanda.documents.newsroom.pointers import is_pointer_list, refuse_pointer_list

Reader = Callable[[SourceFile, Refuse, Reading], Iterator[Draft]]
Told = Callable[[SourceFile], bool]
_TABLES: tuple[tuple[Told, Reader], ...] = ((is_event_table, read_event_table), (is_pointer_list, refuse_pointer_list))
# Kind of a file -> how its bundles are told from what else has the suffix, and the readers of them.
_BUNDLES: dict[str, tuple[tuple[Told, Reader], ...]] = {
    "webpage": ((is_factiva, read_factiva),),
    "docx": ((is_bundle, read_nexis),),
    "plain": ((is_bundle, read_nexis),),
    "csv": _TABLES,
    "tsv": _TABLES,
}


def bundle_reader(file: SourceFile) -> Reader | None:
    """The reader of a file that an archive or a data set exported, None for any other. To be asked before the reader of the file's kind."""
    return next((reader for is_one, reader in _BUNDLES.get(file.kind, ()) if is_one(file)), None)
