"""A small ledger to be served, read without a language model, and a browser to ask it with."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import httpx

from servanda import api
from servanda.engines.building import Order
from servanda.records import Claim, Coded, Document, Mention, Span

HOSTILE = "<script>alert('boats')</script> \u202e\x00 {{ 7 * 7 }} \"onmouseover=x"
TEXTS = {
    "a": "Norland will return the gunboats to Sweden.",
    "b": "Norland returned the gunboats.",
    "c": "Sweden will open the harbour.",
    "d": "Sweden opened the harbour.",
    "e/../e?x#y": f"A clerk in the harbour wrote {HOSTILE}.",
}
NAMES = {"Norland": "NOR", "Sweden": "SWE"}


class Reader:
    """Reads the first four sentences above."""

    version = "four-1"

    def code(self, documents: Iterable[Document]) -> Iterator[Coded]:
        for document in documents:
            yield Coded(document=document, claims=self._claims(document))

    def _claims(self, document: Document) -> tuple[Claim, ...]:
        text = document.text
        who, thing = text.split()[0], "the gunboats" if "gunboats" in text else "the harbour"
        if who not in NAMES:
            return ()
        act, start = "return" if "return" in text else "open", text.index(thing)
        return (
            Claim(
                claim_id=f"claim-{document.doc_id}", doc_id=document.doc_id, start=0, end=len(text) - 1, sentence_start=0, sentence_end=len(text),
                illocution="commissive" if "will" in text else "act", predicate=act, action=act, frame=f"test.{act}", published=document.published,
                agents=(Mention(start=0, end=len(who), text=who, code=NAMES[who], name=who, kind="state"),),
                object=Span(start=start, end=start + len(thing), text=thing),
            ),
        )  # fmt: skip


class Browser:
    """Asks the application as a browser on this machine would; cookies are kept."""

    def __init__(self, app: Callable[..., Any]) -> None:
        self.app = app
        self.cookies = httpx.Cookies()

    def ask(self, method: str, path: str, *, host: str = "127.0.0.1:8080", headers: dict[str, str] | None = None, **more: Any) -> httpx.Response:
        async def asking() -> httpx.Response:
            transport = httpx.ASGITransport(app=self.app, raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport, base_url=f"http://{host}", cookies=self.cookies) as client:
                response = await client.request(method, path, headers=headers, **more)
                self.cookies = client.cookies
                return response

        return asyncio.run(asking())

    def get(self, path: str, **more: Any) -> httpx.Response:
        return self.ask("GET", path, **more)

    def json(self, path: str, **more: Any) -> Any:
        response = self.get(path, **more)
        assert response.status_code == 200, response.text
        return response.json()

    def decide(self, **body: str) -> httpx.Response:
        """A decision of a program."""
        session = self.json("/api/v1/session")
        told = {"action": "accept", "target": "C-0001", "author": "ed", "reason": "seen", "on": "2024-02-01"} | body
        return self.ask("POST", "/api/v1/decisions", headers={session["header"]: session["token"]}, json=told)


def build(folder: Path, texts: dict[str, str]) -> Path:
    """Build the ledger of some texts; one that is there is added to."""
    rows = [{"id": name, "outlet": f"Paper {name}", "published": f"2024-01-0{at}", "text": text} for at, (name, text) in enumerate(texts.items(), 1)]
    (folder / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    api.build_with(Order((folder / "in.jsonl",), folder / "out"), Reader)
    return folder / "out"
