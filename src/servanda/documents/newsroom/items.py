"""What NewsML-G2, NITF and ninjs have in common: items of an agency that come in versions and may be withdrawn.

Each version is a document of its own (`guid@version`) at the address of the item. A later version counts as corrected, one that is
cancelled or withheld as withdrawn; so the ledger takes back what rested on earlier versions from that day on, and the highest counts.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from servanda.documents.credits import Status
from servanda.documents.dates import read_published
from servanda.documents.drafts import Draft
from servanda.documents.tables import newsroom
from servanda.errors import InputError

REISSUED = 30  # days after which a new version says nothing of when its text was written: an archive was delivered anew
_DAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{8})(?:T|$)")
# The authority that named an item: "tag:example.org,2031:..." and "urn:newsml:example.org:20310503:...".
_AUTHORITY = re.compile(r"(?:tag:|urn:newsml:)([^,:/\s]{3,100})[,:]", re.IGNORECASE)
_LONGEST_DATELINE = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An item as its format gives it; all values as written. `corrects` is the id of another item of which this one is the correction."""

    text: str
    guid: str | None = None
    version: str | None = None
    status: str | None = None
    signals: tuple[str, ...] = ()
    corrects: str | None = None
    kind: str | None = None
    language: str | None = None
    outlets: tuple[str | None, ...] = ()
    title: str | None = None
    summary: str | None = None
    note: str | None = None
    dateline: str | None = None
    first_created: str | None = None
    created: str | None = None
    version_created: str | None = None


def bare(code: str | None) -> str:
    """A coded value in lower case without its prefix or address: "stat:usable" and "http://cv.iptc.org/.../usable" are "usable"."""
    return re.split(r"[:/]", (code or "").strip().lower())[-1]


def _day(written: str | None) -> str | None:
    """The day of a time stamp, as written, whatever the time zone. Raises InputError if it cannot be read."""
    match = _DAY.match((written or "").strip())
    return read_published(match[1] if match else written)


def _moment(written: str | None) -> datetime.datetime | None:
    try:
        found = datetime.datetime.fromisoformat((written or "").strip())
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=datetime.UTC)


def _is_later_version(item: Item) -> bool:
    number = re.match(r"[0-9]{1,18}", item.version or "")
    first, latest = _moment(item.first_created), _moment(item.version_created)
    return bool(number and int(number[0]) > 1) or bool(first and latest and latest > first)


def _status(item: Item) -> Status:
    table, status = newsroom().status, bare(item.status)
    if status in table.withdrawn:
        return "withdrawn"
    if status and status not in table.usable:
        known = ", ".join(sorted(table.usable | table.withdrawn))
        raise InputError(f"the publication status {status[:60]!r} is not known", mend=f"Known are {known}")
    corrects = item.corrects or _is_later_version(item) or any(bare(signal) in table.corrected for signal in item.signals)
    return "corrected" if corrects else "usable"


def _published(item: Item, status: Status) -> str | None:
    """When this version became known; that of the text where the version was made long after it, unless it withdraws the text."""
    created = _day(item.created) or _day(item.first_created)
    made = _day(item.version_created) or created
    if made and created and status != "withdrawn" and (datetime.date.fromisoformat(made) - datetime.date.fromisoformat(created)).days > REISSUED:
        return created
    return made


def _outlet(item: Item) -> str | None:
    authority = _AUTHORITY.match(item.guid or "")
    return next((outlet for outlet in item.outlets if outlet and outlet.strip()), None) or (authority[1] if authority else None)


def with_dateline(text: str, dateline: str | None) -> str:
    """`text` behind a dateline that was kept beside it, unless it opens with it."""
    line = " ".join((dateline or "").split()).rstrip(" -–—")
    if not text or not line or len(line) > _LONGEST_DATELINE or text.casefold().startswith(line.casefold()[:12]):
        return text
    return f"{line} - {text}"


def _checked(item: Item) -> Item:
    kinds = newsroom().kinds.text
    if item.kind and bare(item.kind) not in kinds:
        raise InputError(f"the item is of the kind {bare(item.kind)[:60]!r}, not a text", mend="Nothing to do, unless it should hold text")
    if item.language and not item.language.strip().lower().startswith("en"):
        raise InputError(f"the item is in language {item.language.strip()[:40]!r}", mend="Give an English version; only English is read")
    return item


def _text(item: Item, status: Status) -> tuple[str, bool]:
    """The words of the item, and whether they are but a part. A withdrawal may come without any: it says so in its own words."""
    if item.text.strip():
        return with_dateline(item.text, item.dateline), False
    if status == "withdrawn":
        lines: Iterable[str | None] = (item.title, item.note)
        return "\n\n".join(line for line in lines if line) or "The item is withdrawn.", False
    if item.summary and item.summary.strip():
        return item.summary, True
    raise InputError("the item holds no text", mend="Export it with its content, not only a reference to it")


def item_draft(item: Item, source: str, place: str) -> Draft:
    """The Draft of an item. Raises InputError for a kind, language or status that is not read, and for an item without text."""
    item = replace(_checked(item), guid=(item.guid or "").strip() or None, version=(item.version or "").strip() or None)
    status = _status(item)
    text, partial = _text(item, status)
    doc_id = item.guid
    if doc_id and item.version:
        doc_id += f"@{item.version}"
    if doc_id and status == "withdrawn":
        doc_id += "-withdrawn"  # an agency may cancel a version under its own number
    return Draft(
        text=text, source=source, place=place, doc_id=doc_id, outlet=_outlet(item), published=_published(item, status),
        title=item.title, url=item.corrects or item.guid, partial=partial, status=status,
    )  # fmt: skip
