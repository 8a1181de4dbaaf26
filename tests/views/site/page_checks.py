"""A page as a browser takes it apart, for tests: its links, anchors, tags and text."""

from __future__ import annotations

from html.parser import HTMLParser
from posixpath import dirname, join, normpath

from servanda.views.site import Site

VOID = {"meta", "link", "input", "br", "img", "hr"}
INLINE = {"a", "b", "bdi", "mark", "span", "time", "q", "ins", "del", "em", "button"}


class Read(HTMLParser):
    """What a page consists of. `unclosed` tells of tags that do not nest."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.unclosed: list[str] = []
        self.feed(html)
        self.close()
        self.unclosed += self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in INLINE:
            self.words.append(" ")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.unclosed.append(tag)

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())

    @property
    def ids(self) -> list[str]:
        return [attributes["id"] or "" for _, attributes in self.tags if "id" in attributes]

    @property
    def links(self) -> list[str]:
        return [attributes.get("href") or attributes.get("src") or "" for _, attributes in self.tags if "href" in attributes or "src" in attributes]


def read_site(site: Site) -> dict[str, Read]:
    """Every page of HTML."""
    return {path: Read(page.make()) for path, page in site.pages.items() if path.endswith(".html")}


def dangling(site: Site, pages: dict[str, Read]) -> list[str]:
    """Links to pages or anchors that the site does not have."""
    wrong = []
    for path, page in pages.items():
        for link in page.links:
            if link.startswith(("http:", "https:", "data:")):
                continue
            target, _, anchor = link.partition("#")
            goal = normpath(join(dirname(path), target)) if target else path
            if not link or goal not in site.pages or (anchor and anchor not in pages[goal].ids):
                wrong.append(f"{path}: {link}")
    return wrong
