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
LINKS = {"and", "of", "the", "for", "to", "on", "&"}
WORD = re.compile(rf" ({NAME}|{'|'.join(sorted(LINKS))})(?![\w’'])")  # of what an office deals with, or of the name behind
FIELDS = {"of", "for", "to", "on"}  # open what an office deals with
OF = re.compile(r"\bof (?:the )?$")
FIELD = re.compile(r"\b(?:to|for|on) (?:the )?$")
LONGEST = 14  # words of what an office deals with, and the name behind
REACH = 120  # characters behind an owner in which his official is named
CLOSE = 40  # characters before an office in which its owner stands
OWNED = re.compile(r"(?:[’']s?|\)|\b(?:his|her|its|their|former|new))$")


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
    named, reach = name_behind(text, end, mentions)
    covered = [m for m in mentions if m.start < reach and start < m.end]
    bare = not match[1]
    if (bare and not named) or any(m.code == issuer.code and m.start <= start and m.end >= reach for m in covered):
        return None
    if bare and match[2] == "Secretary" and text.startswith((" of ", " for ", " to "), match.end(2)):
        return None  # "Secretary of Foreign Affairs", "the first visit of a Secretary of State to Borea"
    others = [m for m in mentions if m.code != issuer.code]
    if owned_before(text, start, bare, others) or owned_within(text, start, others, covered):
        return None
    if presented_with(text[start:reach].split()[-1], text, others):
        return None
    of = {"code": issuer.code, "name": issuer.name, "kind": "person", "role": "GOV", "organ": match.group().strip()}
    return msgspec.convert({"start": start, "end": reach, "text": text[start:reach], **of}, Mention)


def owned_before(text: str, start: int, bare: bool, others: list[Mention]) -> bool:
    """Whether what stands before an office owns it: "its", "Norland's", another word of the office ("Foreign Secretary"), or, of an office without a
    rank, a list of another's people ("with Borea's minister, Jan Holm, and Ambassador Lund")."""
    before = text[max(0, start - CLOSE) : start].rstrip(" ")
    last = re.split(r"\s", before)[-1] if before and not before.endswith("\n") else ""
    title = last[:1].isupper() and last[-1:].isalnum() and last not in table("party_nouns")["coined"]["openings"]
    listed = bare and before.endswith((",", ", and"))
    near = any(m.end <= start and start - m.end <= CLOSE and m.kind in {"person", "organ"} for m in others)
    return bool(OWNED.search(before)) or title or (listed and near)


def owned_within(text: str, start: int, others: list[Mention], covered: list[Mention]) -> bool:
    """ "The Ambassador of Norland", "Adviser to the President of Norland": whether the words behind an office tell another owner."""
    inside = [m for m in covered if m in others]
    return any(m.kind == "organ" or (m.kind in {"state", "organisation"} and OF.search(text[start : m.start])) for m in inside)


def presented_with(name: str, text: str, others: list[Mention]) -> bool:
    """Whether the text gives a name somewhere behind the body of another ("the League's Special Envoy for the Lakes Ana Roe")."""
    said = re.compile(rf"(?:[’']s)?(?: (?:{NAME}|{'|'.join(sorted(LINKS))})){{1,8}} {re.escape(name)}(?![\w’'-])")
    owners = (m for m in others if m.code and m.kind in {"state", "organisation"} and text.find(name, m.end, m.end + REACH) >= 0)
    return any(said.match(text, m.end, m.end + REACH) and not FIELD.search(text, max(0, m.start - CLOSE), m.start) for m in owners)


def name_behind(text: str, end: int, mentions: list[Mention]) -> tuple[bool, int]:
    """Whether a name or a field stands behind an office, and where it ends."""
    reach, field, at = end, False, end
    for number in range(LONGEST):
        found = WORD.match(text, at)
        if found is None:
            break
        word = found[1]
        if word in LINKS:
            field = field or (number == 0 and word in FIELDS)
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
