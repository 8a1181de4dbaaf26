"""A server on the loopback that does what a test tells it to, a watch whose clock is moved by waiting, and feeds and pages in own words."""

from __future__ import annotations

import socket
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from xml.sax.saxutils import escape

from toy_coder import load_toy

from servanda.watching import Watch, WatchOrder
from servanda.watching.fetching import Limits

Answer = Callable[[BaseHTTPRequestHandler], None]


class Clock:
    """Starts on 1 May 2031 at noon UTC; waiting takes no time."""

    def __init__(self) -> None:
        self.time = 1_935_403_200.0
        self.slept: list[float] = []

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.time += seconds
        if seconds:
            self.slept.append(seconds)


class Watcher:
    """Watches in one folder, with the clock of the test, and keeps what happened."""

    def __init__(self, out: Path) -> None:
        self.out, self.clock = out, Clock()
        self.events: list[dict[str, object]] = []

    def once(self, *feeds: str, **options: object) -> list[dict[str, object]]:
        self.events.clear()
        limits = options.pop("limits", Limits(seconds=20.0, size=1 << 20))
        order = WatchOrder(feeds, self.out, limits=limits, **{"allow_private": True, **options})  # type: ignore[arg-type]
        with Watch.hold(order, load_toy, lambda event: self.events.append(dict(event)), clock=self.clock) as watch:
            self.ended_well = watch.once()
        return self.events

    def told(self, what: str) -> list[dict[str, object]]:
        return [event for event in self.events if event["what"] == what]


class Server:
    """`answers` maps a path to what is answered there, in turn; the last answer is given again and again."""

    def __init__(self, port: int) -> None:
        self.root = f"http://127.0.0.1:{port}"
        self.answers: dict[str, list[Answer]] = {}
        self.asked: Counter[str] = Counter()
        self.headers: list[tuple[str, dict[str, str]]] = []

    def on(self, path: str, *answers: Answer) -> str:
        self.answers[path] = list(answers)
        return self.root + path

    def handle(self, handler: BaseHTTPRequestHandler) -> None:
        path = handler.path
        self.asked[path] += 1
        self.headers.append((path, {name.lower(): value for name, value in handler.headers.items()}))
        queue = self.answers.get(path) or [status(404)]
        (queue.pop(0) if len(queue) > 1 else queue[0])(handler)


@contextmanager
def serving() -> Iterator[Server]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            try:
                server.handle(self)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:
            pass

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    http.daemon_threads = True
    server = Server(http.server_address[1])
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()
        thread.join()


def content(body: str | bytes, kind: str = "text/html; charset=utf-8", **headers: str) -> Answer:
    data = body.encode() if isinstance(body, str) else body

    def answer(handler: BaseHTTPRequestHandler) -> None:
        tag = headers.get("etag")
        if tag and handler.headers.get("If-None-Match") == tag:
            return status(304)(handler)
        handler.send_response(200)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(data)), **headers}.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(data)
        return None

    return answer


def status(code: int, **headers: str) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(code)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    return answer


def drip(handler: BaseHTTPRequestHandler) -> None:
    """A byte now and then."""
    pause = threading.Event()
    for byte in b"HTTP/1.0 200 OK\r\nX: " + b"x" * 200:
        handler.wfile.write(bytes([byte]))
        pause.wait(0.02)


def drip_answer(handler: BaseHTTPRequestHandler) -> None:
    """An answer that is to end with the connection, a byte now and then."""
    pause = threading.Event()
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n")
    for _ in range(150):
        handler.wfile.write(b"x")
        pause.wait(0.02)


def endless(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.end_headers()
    while True:
        handler.wfile.write(b"<p>more</p>" * 10_000)


def reset(handler: BaseHTTPRequestHandler) -> None:
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
    handler.connection.close()


def article(*sentences: str, title: str = "Harbour talks") -> str:
    filler = "The talks in the old customs house went on until late in the evening, and both sides spoke of the weather and of the road."
    told = "".join(f"<p>{sentence}</p>" for sentence in (*sentences, filler))
    head = f"<head><title>{title}</title><meta property='og:site_name' content='Fjord Wire'></head>"
    return f"<html>{head}<body><article><h1>{title}</h1>{told}</article></body></html>"


def item(guid: str | None, link: str | None, *, title: str = "Harbour talks", summary: str = "", day: int = 1, whole: str = "") -> str:
    published = f"{day:02} May 2031 08:00:00 GMT"
    parts = {"guid": guid, "link": link, "title": title, "description": summary, "pubDate": published, "content:encoded": whole}
    return "<item>" + "".join(f"<{name}>{escape(value)}</{name}>" for name, value in parts.items() if value) + "</item>"


def feed(items: Sequence[str], about: str = "") -> str:
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Fjord Wire</title>'
        f"<link>https://example.org/</link>{about}{''.join(items)}</channel></rss>"
    )


def rss(items: Sequence[str], about: str = "", **headers: str) -> Answer:
    return content(feed(items, about), "application/rss+xml", **headers)
