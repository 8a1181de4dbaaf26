"""WARC archives of web pages (Common Crawl's news, .warc and .warc.gz), by fastwarc, record by record.

Read are the HTML pages that came with status 200; requests, redirects, images and the like are passed over. The archive says when a
page was fetched; that day is taken for the day of publication only where the page names none.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, cast

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from servanda.documents.articles import LONGEST_FILE
from servanda.documents.drafts import FAULTS, Draft, Reading, Refuse, draft_of_parts, rejection
from servanda.documents.encodings import decode
from servanda.documents.files import SourceFile, Stream
from servanda.documents.webpages import read_page
from servanda.errors import InputError

_HTML = frozenset({"text/html", "application/xhtml+xml"})
_LONGEST_HEAD = 64 << 10  # bytes
_SLACK = 16  # bytes between records, beyond their two line ends, that count for nothing: blanks in a head
_MEND = "Copy or download the archive again"


class _Counted:
    """A stream that knows how far it has been read."""

    def __init__(self, stream: Stream) -> None:
        self._stream, self.at = stream, 0

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read1(size)
        self.at += len(data)
        return data

    def tell(self) -> int:
        return self.at

    def close(self) -> None:
        self._stream.close()


def _end(record: WarcRecord) -> int:
    """Where the record should end, in bytes of the unpacked archive."""
    head = sum(len(name) + len(value) + 4 for name, value in record.headers.items_bytes())
    return record.stream_pos + len("WARC/1.0\r\n") + head + len("\r\n") + record.content_length + len("\r\n\r\n")


def _html(record: WarcRecord) -> tuple[str, bool] | None:
    """The page within a record, and whether the record breaks off; None if it holds none. Raises InputError for a record that is broken."""
    if record.headers.get("Content-Length") is None or not (record.content_length or record.headers.get("Content-Length") == "0"):
        raise InputError("the record is broken: it does not say how long it is", mend=_MEND)
    if not record.is_http:
        return None
    if record.content_length > LONGEST_FILE:
        raise InputError(f"the record holds more than {LONGEST_FILE >> 20} MB", mend="Leave it out")
    block = record.reader.read(record.content_length)
    # Taken apart on its own: an archive whose reader met a fault within a page would not be read on.
    head = f"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    try:
        page = WarcRecord.from_bytes(head.encode() + block)
        page.parse_http(auto_decode="all", max_header_len=_LONGEST_HEAD)
        if page.http_headers.status_code is None:
            raise InputError("the record is broken: it holds no answer of a server", mend=_MEND)
        if page.http_headers.status_code != 200 or (page.http_content_type or "").lower() not in _HTML:
            return None
        body = page.reader.read(LONGEST_FILE + 1)
    except (OSError, *FAULTS) as error:
        raise InputError(f"the record is broken ({str(error)[:200]})", mend=_MEND) from error
    if len(body) > LONGEST_FILE:
        raise InputError(f"the page unpacks to more than {LONGEST_FILE >> 20} MB", mend="Leave it out")
    return decode(body, markup=True, header=page.http_charset), len(block) < record.content_length


def _fetched(record: WarcRecord) -> datetime.date | None:
    written = record.headers.get("WARC-Date") or ""
    try:
        return datetime.date.fromisoformat(written[:10])
    except ValueError:
        return None


def _draft(record: WarcRecord, html: str, source: str, place: str, latest: datetime.date) -> Draft:
    fetched = _fetched(record)
    text, parts = read_page(html, min(latest, fetched) if fetched else latest)
    address = (record.headers.get("WARC-Target-URI") or "").strip("<> ")
    parts["url"] = address or parts.get("url", "")
    if fetched:
        parts.setdefault("published", fetched.isoformat())
    # Two outlets may carry the same words: each is a document of its own.
    parts["id"] = hashlib.sha256(f"{parts['url']}\0{text}".encode("utf-8", "replace")).hexdigest()[:16]
    return draft_of_parts(text, parts, source, place)


def read_warc(file: SourceFile, refuse: Refuse, reading: Reading) -> Iterator[Draft]:
    """The Drafts of an archive's pages. A broken record is refused with its position, in bytes of the unpacked archive; the others are read."""
    with file.open() as stream:
        if not stream.peek(1):
            raise InputError("the file is empty", mend="Leave it out")
        counted = _Counted(stream)
        records = ArchiveIterator(
            cast(Any, counted), record_types=WarcRecordType.any_type, parse_http=False, quirks_mode=True, max_header_len=_LONGEST_HEAD, stream_detect=False
        )
        end = 0
        for record in records:
            _tell_gap(end, record.stream_pos, file.name, refuse)
            place, end = f"byte {record.stream_pos}", _end(record)
            if record.record_type != WarcRecordType.response:
                continue
            try:
                found = _html(record)
                if found:
                    html, partial = found
                    yield replace(_draft(record, html, file.name, place, reading.latest), partial=partial)
            except InputError as error:
                refuse(rejection(file.name, error, place))
        if not end:
            raise InputError("the file holds no WARC records", mend="Give it the suffix of what it is")
        _tell_gap(end, counted.at, file.name, refuse)
        if counted.at < end - _SLACK:
            refuse(rejection(file.name, InputError("the archive breaks off in its last record", mend=_MEND), f"byte {counted.at}"))


def _tell_gap(end: int, begin: int, source: str, refuse: Refuse) -> None:
    if begin - end > _SLACK:
        refuse(rejection(source, InputError(f"{begin - end} bytes are no record", mend=_MEND), f"byte {end}"))
