"""Files of XML: the root element tells the format."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from servanda.documents.articles import whole
from servanda.documents.drafts import Draft, Reading, Refuse, rejection
from servanda.documents.files import SourceFile
from servanda.documents.newsroom.items import Item, item_draft
from servanda.documents.newsroom.markup import Element, local, parse_xml
from servanda.documents.newsroom.newsml import news_items, read_news_item
from servanda.documents.newsroom.nitf import read_nitf
from servanda.documents.newsroom.petrarch import read_petrarch
from servanda.errors import InputError

_READ: dict[str, Callable[[Element], Item]] = {"newsItem": read_news_item, "nitf": read_nitf}
KNOWN = ("newsMessage", "newsItem", "nitf", "Sentences")  # root elements


def read_items(file: SourceFile, refuse: Refuse, reading: Reading) -> Iterator[Draft]:
    """NewsML-G2, NITF or PETRARCH sentences. Raises InputError if the file is none of them or cannot be parsed; a bad item costs only itself."""
    root = parse_xml(whole(file))
    name = local(root)
    if name == "Sentences":
        yield from read_petrarch(root, file.name, refuse)
        return
    if name not in KNOWN:
        raise InputError(f"XML with the root element <{name[:60]}> is not known", mend=f"Known are {', '.join(f'<{known}>' for known in KNOWN)}")
    items = news_items(root)
    for number, element in enumerate(items, 1):
        place = f"item {number}" if len(items) > 1 else ""
        try:
            yield item_draft(_item(element), file.name, place)
        except InputError as error:
            refuse(rejection(file.name, error, place))
    if not items:
        raise InputError("the message holds no items", mend="Leave it out")


def _item(element: Element) -> Item:
    read = _READ.get(local(element))
    if read is None:
        raise InputError(f"the item is a <{local(element)[:60]}>, which holds no text of its own", mend="Nothing to do: its news items are read")
    return read(element)
