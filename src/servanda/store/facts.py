"""What the ledger asks of texts alone, kept in each shard, so that a build reads only the texts that are new to it.

The file can be deleted at any time. It is made anew when the rules of the ledger have changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from servanda.profiling import stage
from servanda.records import Document
from servanda.store.rules import derivation_version

if TYPE_CHECKING:
    from servanda.ledger import DocumentFacts

FACTS = "facts.msgpack"


@stage("sport and reprints")
def encoded_facts(documents: Iterable[Document]) -> bytes:
    """The facts of documents by their ids, and the version of the rules they were read by."""
    from servanda.ledger import read_facts  # here, so that opening a ledger to read it stays fast

    facts = msgspec.msgpack.encode({document.doc_id: read_facts(document) for document in documents})
    return msgspec.msgpack.encode((derivation_version(), hashlib.sha256(facts).digest(), facts))


def kept_facts(shard: Path, doc_ids: Iterable[str]) -> Mapping[str, DocumentFacts] | None:
    """The facts of a shard's documents by their ids; None where some are missing, of another version or damaged."""
    from servanda.ledger import DocumentFacts

    try:
        version, digest, content = msgspec.msgpack.decode((shard / FACTS).read_bytes(), type=tuple[str, bytes, bytes])
        if version != derivation_version() or digest != hashlib.sha256(content).digest():
            return None
        facts = msgspec.msgpack.decode(content, type=dict[str, DocumentFacts])
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return None
    return facts if facts.keys() >= set(doc_ids) else None
