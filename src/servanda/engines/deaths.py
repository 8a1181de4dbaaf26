"""What becomes of a shard whose worker process died.

It is cut in two and tried again, so that only the document that did it is lost: after three deaths over it alone, it
becomes a rejection.
"""

from __future__ import annotations

from servanda.engines.shard_task import rejection
from servanda.store.shards import ShardFiles, ShardWork, document_key, shard_files

ATTEMPTS = 3


class Deaths:
    """Counts deaths by document."""

    def __init__(self) -> None:
        self._count: dict[str, int] = {}

    def parts(self, work: ShardWork) -> tuple[ShardWork, ...]:
        """What to try now that a process has died over `work`; nothing if its one document has had all its attempts."""
        if len(work.documents) > 1:
            middle = len(work.documents) // 2
            return tuple(ShardWork(number=work.number, documents=half) for half in (work.documents[:middle], work.documents[middle:]))
        key = document_key(work.documents[0])
        self._count[key] = self._count.get(key, 0) + 1
        return (work,) if self._count[key] < ATTEMPTS else ()


def set_aside(work: ShardWork, coder: str, reason: str) -> ShardFiles:
    """A shard in which every document of `work` is rejected."""
    return shard_files(work, coder, [], {document_key(document): rejection(document, reason) for document in work.documents})
