"""Names that a text gives its parties for its own use: "Kenya (hereinafter "the Lender")", ""receiving Party" means Kuwait".

Treaties, contracts and court papers define such names once and then use them alone. Each place where a defined name stands is a mention of the
party it was defined for.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from msgspec.structs import replace

from servanda.records import Mention

NAME = r"[\"“‘'](?:the )?([A-Za-z][\w’-]*(?: [A-Za-z][\w’-]*){0,3})[\"”’']"
AFTER = re.compile(
    rf"(?i)(?:\(|, ?)(?:hereinafter|hereafter|henceforth)(?: (?:referred to as|called|known as|described as|as))?,? (?:the )?{NAME}|\((?:the )?{NAME}\)"
)
MEANS = re.compile(rf"(?i){NAME} (?:shall )?(?:means?|refers? to|denotes?|designates?|stands? for) ")
REACH = 40  # characters between a party's name and the name defined for it
BEHIND = 30  # characters of "the Government of the Republic of" before the party that a name means
MOST = 12  # names one text may define
PARTIES = {"state", "organ", "organisation", "group", "armed group"}


def with_defined(text: str, mentions: list[Mention]) -> list[Mention]:
    """The mentions with those by defined names, in text order, not overlapping."""
    terms = definitions(text, mentions)
    spans = {(m.start, m.end) for m in mentions}
    found: list[Mention] = []
    for term, party in terms.items():
        for place in re.finditer(rf"\b{re.escape(term)}\b", text):
            free = not any(a < place.end() and place.start() < b for a, b in spans)
            if free and text[place.start() - 1 : place.start()] not in {'"', "“"}:
                spans.add(place.span())
                found.append(replace(party, start=place.start(), end=place.end(), text=place.group(), organ=None))
    return sorted([*mentions, *found], key=lambda m: m.start) if found else mentions


def definitions(text: str, mentions: list[Mention]) -> dict[str, Mention]:
    """Defined name to the party it is defined for; names for several at once ("the Parties") are left out."""
    found: dict[str, Mention] = {}
    named = [m for m in mentions if m.code and m.kind in PARTIES]
    starts, ends = [m.start for m in named], [m.end for m in named]
    for match in AFTER.finditer(text):
        at = bisect_right(ends, match.start()) - 1
        near = at >= 0 and match.start() - ends[at] <= REACH and "." not in text[ends[at] : match.start()]
        keep(found, match[1] or match[2], named[at] if near else None)
    for match in MEANS.finditer(text):
        at = bisect_left(starts, match.end())
        keep(found, match[1], named[at] if at < len(starts) and starts[at] - match.end() <= BEHIND else None)
    return found


def keep(found: dict[str, Mention], term: str, party: Mention | None) -> None:
    """Enters a definition: a name with a capital, of one party."""
    plural = term.lower().endswith(("parties", "sides", "governments", "states"))
    if party is not None and not plural and len(found) < MOST and any(c.isupper() for c in term):
        found.setdefault(term, party)
