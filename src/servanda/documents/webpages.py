"""HTML pages: article text, title, date, outlet and address by trafilatura and htmldate. Nothing is ever fetched."""

from __future__ import annotations

import datetime
import re
import warnings

from trafilatura import bare_extraction

from servanda.documents.canonical import canonicalise, paragraphs
from servanda.documents.drafts import FAULTS
from servanda.errors import InputError

_XML_DECLARATION = re.compile(r"^\s{0,40}<\?xml[^>]{0,300}\?>")
_NESTING = 400  # elements within one another; parsers and extractors recurse
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})")
_VOID = frozenset(
    {"area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta", "option", "p", "source", "td", "th", "tr", "wbr"}
)


def _too_deep(page: str) -> bool:
    depth = 0
    for close, name in _TAG.findall(page):
        if name.lower() not in _VOID:
            depth = max(0, depth - 1) if close else depth + 1
            if depth > _NESTING:
                return True
    return False


def _extracted(page: str, latest: datetime.date, *, whole: bool) -> dict[str, str | None]:
    if _too_deep(page):
        raise InputError(f"the page nests more than {_NESTING} elements", mend="Give the text as .txt")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of the date parser, about its own dependencies
            found = bare_extraction(
                page,
                with_metadata=whole,
                fast=not whole,  # of what is an article and nothing else there is no second opinion, which costs milliseconds an item
                include_comments=False,
                as_dict=True,
                date_extraction_params={"original_date": True, "extensive_search": False, "max_date": (latest + datetime.timedelta(days=1)).isoformat()},
            )
    except (SyntaxError, *FAULTS) as error:  # lxml's errors of syntax are Python's
        raise InputError(f"the page could not be taken apart ({type(error).__name__})", mend="Give the text as .txt") from error
    return found if isinstance(found, dict) else {}


def read_page(page: str, latest: datetime.date) -> tuple[str, dict[str, str]]:
    """The article of `page` and its parts by name (title, published, outlet, url). Raises InputError if there is none."""
    fields = _extracted(_XML_DECLARATION.sub("", page.lstrip("\ufeff"), count=1), latest, whole=True)
    text = paragraphs(canonicalise(fields.get("text") or ""))
    if not any(c.isalnum() for c in text):
        raise InputError("the page holds no article text", mend="Save the page again with its text loaded, or give the text as .txt")
    title = fields.get("title")
    parts = {"title": title, "published": fields.get("date"), "outlet": fields.get("sitename") or fields.get("hostname"), "url": fields.get("url")}
    return _without_heading(text, title), {name: str(value) for name, value in parts.items() if value}


def read_fragment(markup: str, latest: datetime.date) -> str:
    """The text of HTML that is an article and nothing else, as feeds carry it; "" if it has none. Raises InputError if it cannot be taken apart."""
    fields = _extracted(f"<html><body><article><p>{markup}</p></article></body></html>", latest, whole=False)
    return paragraphs(canonicalise(fields.get("text") or ""))


def _without_heading(text: str, title: str | None) -> str:
    """The extractor may leave the headline at the top of the text."""
    first, _, rest = text.partition("\n\n")
    if rest and title and first.casefold().strip() == canonicalise(title).casefold().strip():
        return rest
    return text
