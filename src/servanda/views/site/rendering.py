"""Jinja for the pages. Everything that is not ours is text: escaped, and with the marks made visible that would steer a reader's screen."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined

from servanda.records import Mention
from servanda.views.phrases import amount, decided, deed, is_single, number, plural, status_words
from servanda.views.site.naming import file_name, party_page, row_name
from servanda.views.site.tables import groups
from servanda.views.site.wording import as_of_words, day_words
from servanda.views.terminal import cut

LONGEST = 4000  # of any text on a page but a document's own
# Control characters but tab and line feed; overrides, embeddings and isolates of the direction of writing; halves of surrogate pairs.
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def visible(text: str) -> str:
    """Text in which nothing acts: each character that would steer the screen is shown by a sign or its number."""
    return _STEERING.sub(_sign, text) if _STEERING.search(text) else text


def _sign(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else f"[U+{code:04X}]"


def outside(url: str | None) -> str:
    """An address that may be followed: one of the web; "" for any other, such as a script."""
    if not url or _STEERING.search(url):
        return ""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    return url.strip() if parts.scheme in ("http", "https") and parts.netloc else ""


def _finalize(value: Any) -> Any:
    if type(value) is str:  # asked first, since it is asked a million times for some thousand documents
        return visible(cut(value, LONGEST))
    return "" if value is None else value


@cache
def environment() -> Environment:
    """The templates, each compiled once. An unknown name in one is an error."""
    made = Environment(
        loader=PackageLoader("servanda.views.site"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, finalize=_finalize,
        auto_reload=False, cache_size=-1,
    )  # fmt: skip
    made.filters |= {
        "amount": amount, "as_of": as_of_words, "cut": cut, "day": day_words, "decided": decided, "deed": deed, "file_name": file_name,
        "group_counts": group_counts, "number": number, "outside": outside, "party_page": party_page, "plural": plural, "row_name": row_name,
        "status": status_words, "who": who,
    }  # fmt: skip
    made.tests["single"] = is_single
    return made


def who(party: Mention) -> str:
    """A party as the text names it, without its code."""
    return f"{party.text}, {party.organ}" if party.organ and party.organ not in party.text else party.text or party.name or ""


def group_counts(rows: Iterable[Any]) -> list[tuple[str, int]]:
    """How many rows of commitments there are of each group, in the order of groups."""
    counted = Counter(one.group for one in rows)
    return [(group, counted[group]) for group in groups() if counted[group]]


def render(template: str, values: Mapping[str, Any]) -> str:
    """A template filled in."""
    return environment().get_template(template).render(values)
