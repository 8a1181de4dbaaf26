"""Officials of the body that issues a text, named by office alone: "Deputy Secretary Harmon", "Special Envoy for the Lakes Ana Roe".

A ministry does not say of its own people whose they are; of all others it does ("Borean Foreign Secretary Holm"). So an office of the table
(`party_nouns.toml`, `own_offices`) that stands behind no owner is the issuer's, and what it deals with ("for the Lakes", "to Borea") is not.
"""

from __future__ import annotations

import re
from functools import cache

import msgspec

from servanda.coding.tables import table, word_roles
from servanda.records import Mention

NAME = r"[A-Z][\w’'.&-]{0,30}"
LINKS = {"and", "of", "the", "for", "in", "to", "on", "&"}
LONGEST = 14  # words of what an office deals with, and the name behind
CLOSE = 40  # characters before an office in which its owner stands
OWNED = re.compile(r"(?:[’']s?|\b(?:his|her|its|their|former|new))$")


def with_titled(text: str, mentions: list[Mention], issuer: Mention | None) -> list[Mention]:
    """The mentions with those of the issuer's own officials, in text order, not overlapping; they take the place of names inside them."""
    found = [] if issuer is None else [made for match in offices().finditer(text) if (made := official(text, match, mentions, issuer)) is not None]
    if not found:
        return mentions
    kept = [m for m in mentions if not any(m.start < f.end and f.start < m.end for f in found)]
    return sorted([*kept, *found], key=lambda m: m.start)


@cache
def offices() -> re.Pattern[str]:
    """An office with the ranks before it."""
    own = table("party_nouns")["own_offices"]
    return re.compile(rf"\b((?:(?:{'|'.join(own['ranks'])}) ){{0,4}})({'|'.join(own['heads'])})(?: of State)?\b(?![ -]General\b)")


def official(text: str, match: re.Match[str], mentions: list[Mention], issuer: Mention) -> Mention | None:
    """The mention of an issuer's official that begins with a match; None where the words tell another owner, or name nobody and no rank."""
    start, end = match.span()
    before = text[max(0, start - CLOSE) : start].rstrip(" ")
    last = re.split(r"\s", before)[-1] if before and not before.endswith("\n") else ""
    openings = table("party_nouns")["coined"]["openings"]
    if OWNED.search(before) or (last[:1].isupper() and last[-1:].isalnum() and last not in openings):
        return None
    others = [m for m in mentions if m.end <= start and start - m.end <= CLOSE and m.kind in {"person", "organ"} and m.code != issuer.code]
    if others and not match[1] and before.endswith((",", ", and")):
        return None  # "with Borea's minister, Jan Holm, and Ambassador Lund": the last of another's
    named, reach = name_behind(text, end, mentions)
    covered = [m for m in mentions if m.start < reach and start < m.end]
    if not (named or match[1]) or any(m.code == issuer.code and m.start <= start and m.end >= reach for m in covered):
        return None
    if any(m.code and m.code != issuer.code and re.fullmatch(r" of (?:the )?", text[end : m.start]) for m in covered):
        return None  # "the Ambassador of Norland"
    of = {"code": issuer.code, "name": issuer.name, "kind": "person", "role": "GOV", "organ": match.group().strip()}
    return msgspec.convert({"start": start, "end": reach, "text": text[start:reach], **of}, Mention)


def name_behind(text: str, end: int, mentions: list[Mention]) -> tuple[bool, int]:
    """Whether a name or a field stands behind an office, and where it ends."""
    reach, words, field = end, re.compile(rf" ({NAME}|{'|'.join(LINKS)})(?![\w’'])"), False
    at = end
    for number in range(LONGEST):
        found = words.match(text, at)
        if found is None:
            break
        word = found[1]
        if word in LINKS:
            field = field or number == 0
            if not field or (word in {"and", "&"} and begins_party(text, found.end(), mentions)):
                break
        else:
            owned = word.endswith(("’s", "'s"))
            reach = found.end() - (2 if owned else 0)
            if owned or (word.endswith(".") and len(word) > 3):
                reach -= 0 if owned else 1
                break
        at = found.end()
    return reach > end, reach


def begins_party(text: str, at: int, mentions: list[Mention]) -> bool:
    """Whether another party's name or office follows."""
    following = text[at : at + CLOSE].split()[:4]
    own = table("party_nouns")["own_offices"]
    office = any(word.lower().strip(",.’'s") in word_roles("organs") or word in own["heads"] for word in following)
    return office or any(m.code and at <= m.start <= at + 1 for m in mentions)
