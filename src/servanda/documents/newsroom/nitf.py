"""NITF 3: one item a file, or the body of a NewsML-G2 item. Source of the element names: IPTC, NITF 3.6 documentation."""

from __future__ import annotations

from servanda.documents.newsroom.items import Item
from servanda.documents.newsroom.markup import Element, named, paragraphs_of, value, words

_DATA = ("head", "docdata")


def content(nitf: Element) -> str:
    """The paragraphs of body.content."""
    return "\n\n".join(text for part in named(nitf, "body", "body.content") if (text := paragraphs_of(part)))


def headline(nitf: Element) -> str | None:
    """The main headline, else the title of the head."""
    return words(nitf, "body", "body.head", "hedline", "hl1") or words(nitf, "body", "body.head", "hedline") or words(nitf, "head", "title")


def dateline(nitf: Element) -> str | None:
    """Place and day before the first paragraph."""
    return words(nitf, "body", "body.head", "dateline")


def read_nitf(nitf: Element) -> Item:
    """The item of an `nitf` element. `correction` names the item that it corrects."""
    issued = value(nitf, "norm", *_DATA, "date.issue")
    released = value(nitf, "norm", *_DATA, "date.release")
    return Item(
        text=content(nitf),
        guid=value(nitf, "id-string", *_DATA, "doc-id"),
        version=value(nitf, "version", *_DATA, "du-key"),
        status=next((found for data in named(nitf, *_DATA) if (found := data.get("management-status"))), None),
        corrects=value(nitf, "id-string", *_DATA, "correction"),
        signals=("correction",) if any(True for _ in named(nitf, *_DATA, "correction")) else (),
        outlets=(
            words(nitf, "body", "body.head", "distributor"), value(nitf, "name", "head", "pubdata"), value(nitf, "holder", *_DATA, "doc.copyright"),
            value(nitf, "regsrc", *_DATA, "doc-id"),
        ),
        language=next((child.get("{http://www.w3.org/XML/1998/namespace}lang") for child in named(nitf, "body")), None),
        title=headline(nitf),
        summary=words(nitf, "body", "body.head", "abstract"),
        note=value(nitf, "info", *_DATA, "ed-msg") or value(nitf, "info", *_DATA, "correction"),
        dateline=dateline(nitf),
        created=issued or released or value(nitf, "norm", "body", "body.head", "dateline", "story.date"),
        version_created=released or issued or value(nitf, "date.publication", "head", "pubdata"),
    )  # fmt: skip
