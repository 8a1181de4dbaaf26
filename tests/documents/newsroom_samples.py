"""Samples of the formats of newsrooms, of invented happenings, in the shape in which agencies write them."""

from __future__ import annotations

import json
from xml.sax.saxutils import escape, quoteattr

GUID = "urn:newsml:lantern.example:20310503:harbour-77"
FIRST = "Norland and Sudria agreed on Saturday to reopen the harbour office in Eastholm, which has been shut since the floods."
SECOND = "Norland will return 9 gunboats to Sudria by 1 June, the two governments said in the joint statement."


def news_item(
    version: int = 1,
    *,
    status: str = "usable",
    day: str = "2031-05-03",
    made: str | None = None,
    body: str | None = None,
    guid: str = GUID,
    meta: str = "",
    kind: str = "text",
    provider: str = '<provider literal="Lantern Wire"/>',
) -> str:
    """A newsItem of NewsML-G2; `body` is what stands in contentSet, by default XHTML of two paragraphs."""
    html = f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>not this</title></head><body><p>{FIRST}</p><p>{SECOND}</p></body></html>'
    content = f'<contentSet><inlineXML contenttype="application/xhtml+xml">{html}</inlineXML></contentSet>' if body is None else body
    return (
        f'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid={quoteattr(guid)} version="{version}" standard="NewsML-G2" xml:lang="en">'
        f'<itemMeta><itemClass qcode="ninat:{kind}"/>{provider}<versionCreated>{made or day}T09:3{version % 10}:00+02:00</versionCreated>'
        f'<pubStatus qcode="stat:{status}"/>{meta}</itemMeta>'
        f"<contentMeta><contentCreated>{day}T09:15:00+02:00</contentCreated><headline>Harbour office to reopen</headline>"
        f"<dateline>EASTHOLM, May 3</dateline></contentMeta>{content}</newsItem>"
    )


def message(*items: str) -> str:
    """A newsMessage with these items."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header><sent>2031-05-03T10:00:00Z</sent></header>'
        f"<itemSet>{''.join(items)}</itemSet></newsMessage>"
    )


def nitf(id_string: str = "LW-77", *, docdata: str = "", day: str = "20310503", paragraphs: tuple[str, ...] = (FIRST, SECOND), status: str = "usable") -> str:
    """A whole file of NITF."""
    text = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)
    return (
        '<?xml version="1.0"?>\n<!DOCTYPE nitf SYSTEM "nitf-3-6.dtd">\n<nitf><head><title>Harbour office</title>'
        f'<docdata management-status="{status}"><doc-id regsrc="lantern.example" id-string="{id_string}"/>'
        f'<date.issue norm="{day}T091500+0200"/>{docdata}</docdata></head>'
        "<body><body.head><hedline><hl1>Harbour office to reopen</hl1><hl2>Talks end well</hl2></hedline><distributor>Lantern Wire</distributor>"
        f"<dateline><location>EASTHOLM</location>, <story.date>May 3</story.date></dateline></body.head><body.content>{text}"
        '<media media-type="image"><media-caption>A photograph of gulls</media-caption></media></body.content></body></nitf>'
    )


def ninjs(version: int = 1, /, **more: object) -> dict[str, object]:
    """An object of ninjs 1."""
    item: dict[str, object] = {
        "uri": "https://lantern.example/items/77",
        "type": "text",
        "version": str(version),
        "versioncreated": f"2031-05-03T09:3{version % 10}:00Z",
        "pubstatus": "usable",
        "language": "en",
        "provider": "Lantern Wire",
        "headline": "Harbour office to reopen",
        "body_text": f"{FIRST}\n\n{SECOND}",
        "associations": {"mainimage": {"uri": "https://lantern.example/p/1", "type": "picture"}},
    }
    return item | more


def ninjs_2(**more: object) -> dict[str, object]:
    """An object of ninjs 2."""
    item: dict[str, object] = {
        "uri": "https://lantern.example/items/78",
        "type": "text",
        "version": "1",
        "versioncreated": "2031-05-03T09:30:00Z",
        "pubstatus": "usable",
        "language": "en-GB",
        "infosources": [{"name": "Lantern Wire"}],
        "headlines": [{"role": "short", "value": "Harbour"}, {"role": "main", "value": "Harbour office to reopen"}],
        "bodies": [
            {"role": "caption", "contenttype": "text/plain", "value": "Gulls."},
            {"role": "main", "contenttype": "text/html", "value": f"<p>{FIRST}</p><script>x()</script><p>{SECOND}</p>"},
        ],
    }
    return item | more


def lines_of(*items: dict[str, object]) -> str:
    """JSONL of these objects."""
    return "".join(json.dumps(item) + "\n" for item in items)
