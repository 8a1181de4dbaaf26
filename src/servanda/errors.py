"""Every error a user can meet. Each message names the input, the place in it and the mend.

ServandaError
├── InputError        a file, line or document that cannot be used
├── TableError        a frames, actors or decisions file with an unknown key or a bad value
│   └── DecisionError a decision that cannot be carried out
├── PipelineError     the language pipeline is missing or does not fit
├── StoreError        an output folder that is locked, damaged or of another version
│   └── FolderHeld    a folder in which another process is building, or into which it writes pages
├── ClusterError      a Ray cluster that cannot be joined, has no room or was lost
├── FetchFailed       a feed or page that cannot be fetched
├── LookupFailed      an id, party or column that the ledger does not have
└── RequestError      a request to `servanda serve` that is refused, with its status in HTTP
"""

from __future__ import annotations


class ServandaError(Exception):
    """Base class: `str(error)` is one readable sentence with input, place and mend."""

    def __init__(self, what: str, *, where: str = "", mend: str = "") -> None:
        self.what, self.where, self.mend = what, where, mend
        super().__init__(": ".join(part for part in (where, what) if part) + (f". {mend}" if mend else ""))


class InputError(ServandaError):
    """A file, line or document that cannot be used."""


class TableError(ServandaError):
    """A knowledge table (frames, actors, decisions) with an unknown key or a bad value; `where` is file and line."""


class DecisionError(TableError):
    """A decision that cannot be carried out. `number` is its place among those given, from 0."""

    def __init__(self, what: str, *, number: int, where: str = "", mend: str = "") -> None:
        self.number = number
        super().__init__(what, where=where, mend=mend)


class PipelineError(ServandaError):
    """The language pipeline is missing or does not fit this version."""


class StoreError(ServandaError):
    """An output folder that is locked, damaged or of another version."""


class FolderHeld(StoreError):
    """Another process is building in the output folder, or writes pages into the same folder."""


class ClusterError(ServandaError):
    """A Ray cluster that cannot be joined, has no room or was lost."""


class FetchFailed(ServandaError):
    """A feed or page that cannot be fetched. `again` says whether asking once more may help."""

    def __init__(self, what: str, *, again: bool, where: str = "", mend: str = "") -> None:
        self.again = again
        super().__init__(what, where=where, mend=mend)


class LookupFailed(ServandaError):
    """An id, party, table or column that the ledger does not have."""


class RequestError(ServandaError):
    """A request to `servanda serve` that is refused. `status` is that of HTTP."""

    def __init__(self, what: str, *, status: int, where: str = "", mend: str = "") -> None:
        self.status = status
        super().__init__(what, where=where, mend=mend)
