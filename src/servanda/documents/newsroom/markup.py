"""XML and HTML that others wrote, read as hostile: nothing is fetched, no entity is expanded, depth and size are bounded.

XML within 256 elements of one another and without declared entities is read (the limits of libxml2 without XML_PARSE_HUGE); HTML is
read as a stream of tags, so that its depth costs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from servanda.documents.encodings import decode
from servanda.documents.tables import newsroom
from servanda.errors import InputError

Element = Any  # of lxml, which has no types
_DECLARATION = re.compile(r"\s{0,40}<\?xml[^>]{0,300}\?>")
_BREAK = "\x00"


def parse_xml(data: bytes) -> Element:
    """The root element of an XML document. Raises InputError with the line if it is broken, nests too deeply or declares entities."""
    text = _DECLARATION.sub("", decode(data, markup=True).lstrip("\ufeff"), count=1)
    if "<!ENTITY" in text:
        raise InputError("the XML declares entities, which are not expanded", mend="Save it without a document type declaration")
    parser = etree.XMLParser(encoding="utf-8", resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        line = error.position[0] if error.position else 0
        reason = "the XML nests too many elements" if "depth" in str(error.msg) else f"broken XML ({str(error.msg)[:200]})"
        raise InputError(reason, where=f"line {line}", mend="Export the file again, well-formed") from error


def local(element: Element) -> str:
    """The name of an element without its namespace; "" for what is no element."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def named(element: Element, *path: str) -> Iterator[Element]:
    """The descendants of `element` reached by the local names of `path`, one child a step."""
    if not path:
        yield element
        return
    for child in element:
        if local(child) == path[0]:
            yield from named(child, *path[1:])


def words(element: Element, *path: str) -> str | None:
    """The text of the first such descendant that has any, on one line."""
    found = (" ".join("".join(child.itertext()).split()) for child in named(element, *path))
    return next((text for text in found if text), None)


def value(element: Element, attribute: str, *path: str) -> str | None:
    """An attribute of the first such descendant that has it."""
    return next((child.get(attribute) for child in named(element, *path) if child.get(attribute)), None)


class Paragraphs:
    """Collects the words of markup by paragraph; also a parser target of lxml."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._passed_over = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins. `attributes` do not matter."""
        self._passed_over += tag.lower() in newsroom().markup.skipped
        self._edge(tag)

    def end(self, tag: str) -> None:
        """An element ends."""
        self._passed_over -= self._passed_over > 0 and tag.lower() in newsroom().markup.skipped
        self._edge(tag)

    def data(self, text: str) -> None:
        """Words between two tags."""
        if not self._passed_over:
            self._parts.append(text.replace(_BREAK, " "))

    def close(self) -> str:
        """The paragraphs with a blank line between two."""
        lines = (" ".join(line.split()) for line in "".join(self._parts).split(_BREAK))
        return "\n\n".join(line for line in lines if line)

    def _edge(self, tag: str) -> None:
        name = tag.lower()
        self._parts.append(_BREAK if name in newsroom().markup.blocks else " " if name in ("td", "th") else "")


def paragraphs_of(element: Element) -> str:
    """The words of an XML element by paragraph."""
    collected = Paragraphs()
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            collected.start(local(node), {})
            collected.data(node.text or "")
        else:
            collected.end(local(node))
            if node is not element:
                collected.data(node.tail or "")
    return collected.close()


def feed_html(page: str, target: Any) -> Any:
    """Run a parser target over HTML of any quality; what its `close` returns."""
    parser = etree.HTMLParser(target=target, no_network=True, encoding="utf-8", huge_tree=False)
    try:
        parser.feed(page.encode("utf-8", "replace"))
        return parser.close()
    except etree.XMLSyntaxError:  # nothing but blanks
        return target.close()


def paragraphs_of_html(page: str) -> str:
    """The words of an HTML text by paragraph."""
    return str(feed_html(page, Paragraphs()))
