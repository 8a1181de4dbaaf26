"""What an output folder says of itself: of what it was made, and which index belongs to it."""

from __future__ import annotations

from pathlib import Path

import msgspec

from servanda.errors import StoreError
from servanda.store.sealed import Sealed
from servanda.store.shards import FORMAT, FileMark

MANIFEST = "manifest.json"


class Manifest(Sealed, frozen=True, kw_only=True):
    """What an output folder was made of. `inputs` maps each file read to its SHA-256; `retired` are keys of documents that no longer count.

    `stamp` is a hash of all that the index is a function of, `index` the mark of its file.
    """

    format: int = FORMAT
    servanda: str = ""
    coder: str = ""
    derivation: str = ""
    as_of: str | None = None
    known_by: str | None = None
    documents: int = 0
    rejects: int = 0
    stamp: str = ""
    index: FileMark | None = None
    inputs: dict[str, str] = msgspec.field(default_factory=dict)
    retired: tuple[str, ...] = ()


def read_manifest(folder: Path) -> Manifest:
    """The manifest of an output folder, an empty one where there is none.

    Raises:
        StoreError: if it is damaged or of another format.
    """
    manifest = manifest_if_whole(folder)
    if manifest is None:
        raise StoreError("is damaged", where=str(folder / MANIFEST), mend="Run the build again: it is made anew from what was coded")
    return manifest


def manifest_if_whole(folder: Path) -> Manifest | None:
    """As `read_manifest`, but None where it is damaged."""
    path = folder / MANIFEST
    if not path.is_file():
        return Manifest()
    try:
        manifest = msgspec.json.decode(path.read_bytes(), type=Manifest)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None
    if manifest.format != FORMAT:
        raise StoreError(f"is of format {manifest.format}, this version reads {FORMAT}", where=str(path), mend="Build into a new folder")
    return manifest if manifest.whole else None
