"""NewsML-G2: a newsItem alone or newsItems in a newsMessage. Source of the element names: IPTC, NewsML-G2 guidelines."""

from __future__ import annotations

from servanda.documents.newsroom.items import Item
from servanda.documents.newsroom.markup import Element, local, named, paragraphs_of, paragraphs_of_html, value, words
from servanda.documents.newsroom.nitf import content, dateline, headline

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def news_items(root: Element) -> list[Element]:
    """The items of a newsMessage, of whatever class, or the root itself."""
    return [item for items in named(root, "itemSet") for item in items if local(item)] if local(root) == "newsMessage" else [root]


def _coded(item: Element, *path: str) -> str | None:
    return value(item, "qcode", *path) or value(item, "uri", *path) or value(item, "literal", *path)


def _provider(item: Element, *path: str) -> str | None:
    return words(item, *path, "name") or words(item, *path) or (_coded(item, *path) or "").rpartition(":")[2] or None


def _body(item: Element) -> tuple[str, Element | None]:
    """The words of the content, and its nitf element where it has one."""
    for inline in named(item, "contentSet", "inlineXML"):
        for child in inline:
            if local(child) == "nitf":
                return content(child), child
            if local(child) and (text := paragraphs_of(child)):
                return text, None
        if text := paragraphs_of_html(inline.text or ""):  # markup written as a CDATA section
            return text, None
    for inline in named(item, "contentSet", "inlineData"):
        text = "".join(inline.itertext())
        if text.strip():
            return paragraphs_of_html(text) if "html" in (inline.get("contenttype") or "") else text.strip(), None
    return "", None


def read_news_item(item: Element) -> Item:
    """The item of a `newsItem` element; the body is XHTML, NITF or plain text written into it."""
    text, nitf = _body(item)
    signals = [found for child in named(item, "itemMeta", "signal") if (found := child.get("qcode") or child.get("uri") or child.get("literal"))]
    return Item(
        text=text,
        guid=item.get("guid"),
        version=item.get("version"),
        status=_coded(item, "itemMeta", "pubStatus"),
        signals=tuple(signals),
        kind=_coded(item, "itemMeta", "itemClass"),
        language=value(item, "tag", "contentMeta", "language") or item.get(_LANGUAGE),
        outlets=(
            _provider(item, "itemMeta", "provider"), _provider(item, "contentMeta", "infoSource"), words(item, "contentMeta", "creditline"),
            _provider(item, "rightsInfo", "copyrightHolder"),
        ),
        title=words(item, "contentMeta", "headline") or words(item, "itemMeta", "title") or (headline(nitf) if nitf is not None else None),
        summary=words(item, "contentMeta", "description"),
        note=words(item, "itemMeta", "edNote"),
        dateline=words(item, "contentMeta", "dateline") or (dateline(nitf) if nitf is not None else None),
        first_created=words(item, "itemMeta", "firstCreated"),
        created=words(item, "contentMeta", "contentModified") or words(item, "contentMeta", "contentCreated"),
        version_created=words(item, "itemMeta", "versionCreated"),
    )  # fmt: skip
