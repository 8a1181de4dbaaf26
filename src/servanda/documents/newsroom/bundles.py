"""Tells the exports of press archives from other files with the same suffix."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from servanda.documents.drafts import Draft, Reading, Refuse
from servanda.documents.files import SourceFile
from servanda.documents.newsroom.factiva import is_factiva, read_factiva
from servanda.documents.newsroom.nexis import is_bundle, read_nexis
from servanda.documents.newsroom.pointers import is_pointer_list, refuse_pointer_list

Reader = Callable[[SourceFile, Refuse, Reading], Iterator[Draft]]
# Kind of a file -> how its bundles are told from what else has the suffix, and the reader of them.
_BUNDLES: dict[str, tuple[Callable[[SourceFile], bool], Reader]] = {
    "webpage": (is_factiva, read_factiva),
    "docx": (is_bundle, read_nexis),
    "plain": (is_bundle, read_nexis),
    "csv": (is_pointer_list, refuse_pointer_list),
    "tsv": (is_pointer_list, refuse_pointer_list),
}


def bundle_reader(file: SourceFile) -> Reader | None:
    """The reader of a file that an archive exported, None for any other. To be asked before the reader of the file's kind."""
    is_one, reader = _BUNDLES.get(file.kind, (None, None))
    return reader if is_one and is_one(file) else None
