"""The pages as they are served: those of the site with a search box and decisions, and the pages for search, SQL and deciding.

Every page works without JavaScript; the script only adds keys. Addresses are looked up among the site's pages, never in a file system.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import quote, unquote, urlencode

import msgspec
from jinja2 import ChoiceLoader, Environment, PackageLoader
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from servanda.errors import LookupFailed, RequestError, ServandaError
from servanda.serve.conditional import conditional
from servanda.serve.current import Edition
from servanda.serve.failures import failure_of
from servanda.serve.forms import DecisionForm, read_form, row_offered
from servanda.serve.guards import whole_body
from servanda.serve.search import KINDS, Found, Hit, Marked
from servanda.serve.service import Service
from servanda.serve.shapes import Failure, Nothing, SearchQuery, SqlBody
from servanda.serve.sql import LONGEST
from servanda.serve.tokens import COOKIE
from servanda.views.site.rendering import environment as site_environment

PER_PAGE = 20
SHOWN = 200  # rows of an answer to SQL
LAST_PAGE = 500
TOOLS = '<div id="served-tools"></div>'  # where the site's template leaves room
ASSETS = {"assets/served.css": "text/css", "assets/served.js": "text/javascript"}
KINDS_OF_FILES = {"html": "text/html", "css": "text/css", "js": "text/javascript", "json": "application/json", "svg": "image/svg+xml", "png": "image/png"}
AUTHOR_COOKIE = "servanda_author"  # so that a name need not be typed twice
SESSION_LETTERS = frozenset("0123456789abcdef")


@cache
def environment() -> Environment:
    """The site's templates and ours, with the site's filters and its way to make text harmless."""
    loaders = ChoiceLoader([PackageLoader("servanda.serve"), PackageLoader("servanda.views.site")])
    made = site_environment().overlay(loader=loaders)
    made.filters = made.filters | {"tojson_text": lambda value: msgspec.json.encode(value, enc_hook=str).decode()}
    return made


class Pages:
    """The pages of a service."""

    def __init__(self, service: Service) -> None:
        self.service = service

    def routes(self) -> list[Route]:
        """The addresses of pages; the last takes whatever no other has."""
        return [
            Route("/search", self._in_thread(self.search), methods=["GET"]),
            Route("/sql", self._in_thread(self.sql), methods=["GET"]),
            Route("/decisions", self._in_thread(self.decisions), methods=["GET"]),
            Route("/decide", self.decide, methods=["GET", "POST"]),
            Route("/{path:path}", self._in_thread(self.site_page), methods=["GET"]),
        ]

    def _in_thread(self, answer: Callable[[Request, Edition], Response]) -> Callable[[Request], Any]:
        async def endpoint(request: Request) -> Response:
            return await run_in_threadpool(lambda: answer(request, self.service.current.edition()))

        return endpoint

    # the site's own pages

    def site_page(self, request: Request, edition: Edition) -> Response:
        path = request.path_params["path"] or "index.html"
        if path in ASSETS:
            content = files("servanda.serve").joinpath(*path.split("/")).read_text("utf-8")
            return conditional(request, _file(content, ASSETS[path]), content)
        page = edition.site.pages.get(path)
        if page is None:
            raise LookupFailed("there is no such page", mend="Begin at the first page, or search")
        kind = KINDS_OF_FILES.get(path.rpartition(".")[2], "application/octet-stream")
        content = page.make()
        if kind == "text/html":
            content = self._with_tools(content, row=edition.decided_at.get(path, ""))
        return conditional(request, _file(content, kind), edition.stamp, str(self.service.read_only))

    def _with_tools(self, content: str, *, row: str = "", section: str = "") -> str:
        tools = environment().get_template("tools.html").render(row="" if self.service.read_only else row, section=section)
        return content.replace(TOOLS, tools, 1).replace("</head>", '<link rel="stylesheet" href="/assets/served.css">\n</head>', 1)

    def _page(self, edition: Edition, template: str, title: str, values: Mapping[str, Any], status: int = 200, *, section: str = "") -> Response:
        common = {
            "site": edition.site, "facts": edition.facts, "links": edition.site.links, "href": lambda target: f"/{target}" if target else "", "title": title,
            "section": section,
        }  # fmt: skip
        content = environment().get_template(template).render(common | dict(values))
        return _file(self._with_tools(content, section=section), "text/html", status)

    def failure(self, failure: Failure) -> Response:
        """A failure as a page."""
        return self._page(self.service.current.edition(), "failure.html", "Not done", {"failure": failure}, failure.status)

    # search and SQL

    def search(self, request: Request, edition: Edition) -> Response:
        asked = request.query_params.get("q", "")[:500]
        kind = next((one for one in KINDS if one == request.query_params.get("kind")), None)
        number = _number(request.query_params.get("page", "1"))

        def find(page: int) -> Found:
            return self.service.search(edition, {}, SearchQuery(q=asked, kind=kind, limit=PER_PAGE, offset=(page - 1) * PER_PAGE), None)

        found = find(number)
        last = min(LAST_PAGE, max(1, -(-found.total // PER_PAGE)))
        if number > last:  # an address of a ledger that had more of it
            number, found = last, find(last)

        def address(kind: str = kind or "", page: int = 1) -> str:
            return "/search?" + urlencode({"q": asked} | ({"kind": kind} if kind else {}) | ({"page": page} if page > 1 else {}))

        values = {
            "asked": asked, "kind": kind or "", "kinds": KINDS, "found": found, "number": number, "last": last, "address": address,
            "everything": sum(found.counts.values()), "hits": [(hit, _address(edition, hit)) for hit in found.hits], "pieces": pieces,
        }  # fmt: skip
        title = f"Search: {asked}" if asked else "Search"
        return conditional(request, self._page(edition, "search.html", title, values, section="search"), edition.stamp)

    def sql(self, request: Request, edition: Edition) -> Response:
        text = request.query_params.get("query", "")
        status, answer, trouble, held = 200, None, None, False
        if text.strip():
            # a link on another site may fill the form in, but only the person before it may start the query
            held = request.headers.get("sec-fetch-site", "none") not in ("none", "same-origin")
            try:
                answer = None if held else self.service.sql(edition, {}, Nothing(), sql_body(text))
            except ServandaError as error:
                trouble = failure_of(error)
                status = trouble.status
        values = {"query": text, "answer": answer, "trouble": trouble, "held": held, "tables": edition.columns, "counts": edition.counts}
        return self._page(edition, "sql.html", "SQL", values, status, section="sql")

    # decisions

    def decisions(self, request: Request, edition: Edition) -> Response:
        told = self.service.decisions(edition, {}, Nothing(), None)
        values = {
            "decisions": list(reversed(told.decisions)), "pending": told.pending, "trouble": self.service.decider.trouble,
            "read_only": self.service.read_only,
        }  # fmt: skip
        response = self._page(edition, "decisions.html", "Decisions", values, section="decisions")
        response.headers["cache-control"] = "no-store"
        if told.pending and not self.service.decider.trouble:
            response.headers["refresh"] = "2"
        return response

    def offer(self, request: Request, edition: Edition) -> Response:
        author = unquote(request.cookies.get(AUTHOR_COOKIE, ""))[:200]
        return self._form(request, edition, DecisionForm(id=request.query_params.get("id", "")[:2000], author=author))

    def _form(self, request: Request, edition: Edition, form: DecisionForm, failure: Failure | None = None) -> Response:
        if self.service.read_only:
            raise RequestError("this server takes no decisions", status=403, mend="Start it without --read-only")
        session = request.cookies.get(COOKIE, "")
        if len(session) != 32 or not SESSION_LETTERS.issuperset(session):
            session = self.service.tokens.new_session()
        offered = row_offered(edition, form.id)
        values = {"form": form, "offered": offered, "token": self.service.tokens.of(session), "failure": failure}
        title = f"Decide about {offered.display}"
        response = self._page(edition, "decide.html", title, values, failure.status if failure else 200, section="decisions")
        response.set_cookie(COOKIE, session, httponly=True, samesite="strict", path="/")
        response.headers["cache-control"] = "no-store"
        return response

    async def decide(self, request: Request) -> Response:
        """The form, and what is sent with it."""
        if request.method != "POST":
            return await run_in_threadpool(lambda: self.offer(request, self.service.current.edition()))
        form = read_form(request.headers.get("content-type", ""), await whole_body(request.body()))
        if not self.service.tokens.fits(form.token, request.cookies.get(COOKIE, "")):
            raise RequestError("the form does not belong to this session", status=403, mend="Open the page again and send it from there")
        return await run_in_threadpool(self._decided, request, form)

    def _decided(self, request: Request, form: DecisionForm) -> Response:
        edition = self.service.current.edition()
        try:
            self.service.decide(edition, {}, Nothing(), form.body())
        except ServandaError as error:
            return self._form(request, edition, form, failure_of(error))
        response = RedirectResponse("/decisions", 303)
        response.set_cookie(AUTHOR_COOKIE, quote(form.author)[:600], httponly=True, samesite="strict", path="/decide", max_age=90 * 86400)
        return response


def _file(content: str, kind: str, status: int = 200) -> Response:
    return Response(content.encode("utf-8", "replace"), status, media_type=kind, headers={"cache-control": "no-cache"})


def sql_body(text: str) -> SqlBody:
    """The query of the form; one that is too long is not cut, for its beginning may ask something else.

    Raises:
        RequestError: if it is too long.
    """
    if len(text) > LONGEST:
        raise RequestError(f"the query is longer than {LONGEST:,} characters", status=422, where="SQL", mend="Ask in smaller parts")
    return SqlBody(query=text, rows=SHOWN)


def _number(text: str) -> int:
    return min(LAST_PAGE, max(1, int(text))) if text.isdecimal() and len(text) < 6 else 1


def _address(edition: Edition, hit: Hit) -> str:
    """The page of a result; a document's at the place where its words are."""
    links = edition.site.links
    if hit.kind == "documents":
        return links.document(hit.id, hit.snippet.start or 0)
    return {"claims": links.claim, "commitments": links.commitment, "agreements": links.agreement}[hit.kind](hit.id)


def pieces(marked: Marked) -> list[tuple[str, bool]]:
    """Words in pieces, with whether each matched."""
    found, at = [], 0
    for start, end in marked.marks:
        found += [(marked.text[at:start], False), (marked.text[start:end], True)]
        at = end
    return [(text, matched) for text, matched in [*found, (marked.text[at:], False)] if text]
