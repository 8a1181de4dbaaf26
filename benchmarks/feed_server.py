"""A feed and the pages that it names, served on the loopback: what a watch is let loose on when it is killed."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from xml.sax.saxutils import escape

from servanda.records import Document

NEWS = "/news.rss"
NO_DAY = "2024-01-01"  # of items that have none


def pages_of(documents: Sequence[Document], root: str) -> dict[str, tuple[str, bytes]]:
    """Content type and bytes by path: one feed, newest first as feeds have it, and a page for each document."""
    pages, items = {}, []
    for number, document in enumerate(documents):
        paragraphs = "".join(f"<p>{escape(line)}</p>" for line in document.text.splitlines() if line.strip())
        title = escape(document.title or f"Item {number}")
        pages[f"/{number}.html"] = f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{paragraphs}</article></body></html>"
        published = format_datetime(dt.datetime.fromisoformat(f"{document.published or NO_DAY}T08:00:00+00:00"))
        items.append(f"<item><title>{title}</title><link>{root}/{number}.html</link><guid>item-{number}</guid><pubDate>{published}</pubDate></item>")
    feed = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Trial</title><link>{root}/</link>{"".join(reversed(items))}</channel></rss>'
    return {NEWS: ("application/rss+xml", feed.encode())} | {path: ("text/html; charset=utf-8", page.encode()) for path, page in pages.items()}


@contextmanager
def served(documents: Sequence[Document]) -> Iterator[str]:
    """The address of a feed of these documents, while the block lasts."""
    pages: Mapping[str, tuple[str, bytes]] = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            kind, body = pages.get(self.path, ("text/plain", b""))
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            try:
                self.wfile.write(body)
            except (BrokenPipeError, ConnectionResetError):  # the watch was killed
                self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:
            """Nothing: what is asked is no result."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    root = f"http://127.0.0.1:{server.server_address[1]}"
    pages = pages_of(documents, root)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield root + NEWS
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
