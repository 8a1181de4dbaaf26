"""Names of files and anchors for ids that may be anything: safe on every file system, stable, and different where the ids are.

An id of lower-case letters, digits and single hyphens is its own name. Any other keeps what it can of itself and gets a hash: ids that
differ only in case, that climb folders or that are too long for a file system then never meet.
"""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache

LONGEST = 60
_PLAIN = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_CODE = re.compile(r"[A-Z][A-Z0-9]{1,19}")
_LIKE_CODE = re.compile(r"[a-z][a-z0-9]{1,19}(?:-page-[0-9]+)?")  # what a file system that ignores case takes for a code's page, or a further one of it
_HASHED = re.compile(r"(?:.*-)?x[0-9a-f]{15}")  # the ledger's own ids have 16 such digits, and no x
# Windows knows these names as devices, whatever their ending.
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{device}{digit}" for device in ("com", "lpt") for digit in range(10))})


@lru_cache(maxsize=100_000)
def file_name(wanted: str) -> str:
    """The name, without ending, of the page of an id."""
    if len(wanted) <= LONGEST and _PLAIN.fullmatch(wanted) and wanted not in _DEVICES and not _HASHED.fullmatch(wanted):
        return wanted
    return _with_hash(wanted)


def _with_hash(wanted: str) -> str:
    kept = re.sub(r"[^a-z0-9]+", "-", wanted[: 4 * LONGEST].lower())[:LONGEST].strip("-")
    mark = "x" + hashlib.sha256(wanted.encode("utf-8", "surrogatepass")).hexdigest()[:15]
    return f"{kept}-{mark}" if kept else mark


def row_name(row_id: str) -> str:
    """The name of the page of a row. Ids that the ledger gives begin with a capital by the kind of row; names do not."""
    return file_name(row_id[:1].lower() + row_id[1:])


def party_page(code: str) -> str:
    """The name of the page of a party: its code where it has one (`AZE`), else as `file_name`, with a hash where that is a code in small letters."""
    if _CODE.fullmatch(code) and code.lower() not in _DEVICES:
        return code
    return _with_hash(code) if _LIKE_CODE.fullmatch(code) else file_name(code)
