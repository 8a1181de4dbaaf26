"""Names among each other: which stand together, which are too common to trust, who issued a text."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from itertools import pairwise

import msgspec

from servanda.actors import Gazetteer
from servanda.coding.tables import table
from servanda.records import Mention

COORDINATORS = {
    ",",
    "and",
    "or",
    "&",
    ", and",
    "and the",
    ", the",
    "or the",
    ", and the",
    "and of",
    "and of the",
    "/",
    "-",
    "–",
    "and by",
    "and by the",
    "or by",
    "and with",
    "and those of",
}
ABBREVIATED = re.compile(r"[A-Z][\w-]{1,30} \($")  # "Donetsk (DPR) and Luhansk (LPR)": the name before an abbreviation
PERSON_OF = re.compile(r"and (?:[A-Z][\w’'-]{1,30} ){1,3}(?:of|for)(?: the)?")  # "Ana Lund of Borea and Per Holm of Norland": between the states
STATEMENT_HEAD = re.compile(r"(?i)\b(press release|information|declaration|statement|communiqu[eé]|briefing|readout) (of|by|from)\b|\bpress release\b")
# words that hand over to their subject's own: "The ministry of A makes known the following:", "The ministry of A informs the public that ..."
ANNOUNCING = re.compile(
    r"(?i)\b(?:(?:announces?|informs?|declares?|communicates?|makes? (?:known|public)|gives? notice)\b[^.\n]{0,60}:\s*\Z"
    r"|(?:wish(?:es)?|would like|(?:has|have) the honou?r|begs?) to (?:inform|announce|state|declare|communicate|make known)\b[^.\n]{0,60}\bfollowing[:.]\s*\Z"
    r"|\b(?:findings|conclusions|results|text|statement|report|summary|note)\b[^.\n]{0,20}\bfollows?[.:]\s*\Z"
    r"|brings?\b[^.\n]{1,40}\bto the (?:knowledge|attention|notice)\b[^.\n]{0,60}:\s*\Z"
    r"|(?:announces|informs the public|makes known|brings to the knowledge of the public|gives notice) that\b)"
)
# "Press service of the Ministry of Defence of A.": a line that is nothing but its author's name
SERVICE_HEAD = re.compile(
    r"(?i)^(?:the )?(?:press|information|media|public relations) (?:service|office|department|cent(?:re|er)|section) (?:of|at) [^.:;\n]{3,140}[.:]?\s*$"
)
STATE_BODY = re.compile(
    r"\b(?:Ministry|Government|Presidency|Cabinet|Department|Chancellery|Office of the (?:Prime Minister|President)|Embassy|Permanent Mission)\b"
)
BODY_OUTLET = re.compile(
    r"^(?:The )?(?:Ministry|Government|Department|Presidency|Embassy|Permanent Mission|Office|State Committee|Prime Minister[’']s Office) (?:of|for)\b"
)
TITLE_BY = re.compile(
    r"(?i)(?:statement|declaration|message|address|open letter|letter|communiqu[eé]|press release|remarks) (?:by|of|from) "
    r"([^:;?]{3,80}?)(?: (?:on|about|regarding|concerning|following|to mark)\b.*)?$"
)
OWN_WORDS = re.compile(r"(?m)^(?:[^\n]{0,80}\) [-–—] )?(?:We|I|Our|My)\b")  # a paragraph that opens with its authors
OFTENER = 2  # times as often as its own another state may be named beside a body that many have
SERVICES = "documents?|briefing|press|information|media|communications?"
OWN_SERVICE = re.compile(rf"(?i) (?:{SERVICES}) (?:service|office|cent(?:re|er)|department|section|unit)$")
HOSTING = "|".join(f"[{word[0]}{word[0].upper()}]{word[1:]}" for word in ("to", "and", "meets", "meet", "travels", "travel", "visits", "concludes"))
HOST = re.compile(rf"((?:[A-Z][\w.-]{{1,30}} ){{1,6}})([A-Z][\w-]{{1,30}})(?:[’']s? (?=[A-Z])| (?=(?:{HOSTING}) [A-Z]))")
ORGAN = re.compile(r"\b[Tt]he (Commission)\b(?! (?:of|on|for)\b)(?![’'-])")  # not "the Commission on Human Rights"
HALF = re.compile(r"\b[Tt]he (North|South)(?! (?:of|[A-Z]))(?!-)\b")  # "the North", not "the North Sea" or "the north of"
LONGEST_HEAD = 300  # characters of a first line that names an issuer
LONGEST_RUN = 12  # parties in one enumeration
LONGEST_GAP = 60  # characters between two names that are coordinated
BODIES = {
    "ministry", "office", "department", "administration", "secretariat", "parliament", "army", "government", "council", "committee", "senate",
    "congress", "commission", "military", "forces", "force", "troops", "navy", "regime", "guard", "guards", "cabinet", "leadership", "court",
    "police", "embassy", "agency", "service", "presidency", "assembly", "authorities", "mission", "party",
}  # fmt: skip


def published_day(published: str | None) -> dt.date | None:
    """The day of an ISO date or None."""
    return dt.date.fromisoformat(published[:10]) if published else None


def in_context(mentions: list[Mention]) -> list[Mention]:
    """Without the bodies that many states have ("Congress", "the Supreme Court") where the text speaks of another state more often than of the one whose
    body is known best by that name."""
    generic = set(table("party_nouns")["generic"])
    common = [m.text.lower() in generic or (m.text.lower().split()[0] in generic and (m.name or "") not in m.text) for m in mentions]  # "Congress leaders"
    known = [m for m, too in zip(mentions, common, strict=True) if m.code and m.kind in {"state", "organ", "person"} and not too]
    named = Counter(m.code or "" for m in known)
    most = max(named.values(), default=0)
    return [m for m, too in zip(mentions, common, strict=True) if not too or (m.code in named and named[m.code or ""] * OFTENER >= most)]


def without_currencies(text: str, mentions: list[Mention]) -> list[Mention]:
    """Without the state in a sum of money ("US$40 million")."""
    return [m for m in mentions if not text[m.end : m.end + 2].strip().startswith("$")]


def with_halves(text: str, mentions: list[Mention]) -> list[Mention]:
    """The mentions with "the North" and "the South" for the states of divided countries (`descriptions.toml`, `halves`) that the text names, and with
    the capitals among whose namesakes are many towns (`capitals`), and "the Commission" for the one union that the text names (`organs`)."""
    first = {m.code: m for kinds in (("organ",), ("state", "organisation")) for m in reversed(mentions) if m.code and m.kind in kinds}
    words = table("descriptions")["halves"] | table("descriptions")["organs"]
    states = {word: [first[code] for code in codes if code in first] for word, codes in words.items()}
    known = {word: named[0] for word, named in states.items() if len(named) == 1}
    spans = [(known[half[1]], *half.span(1)) for pattern in (HALF, ORGAN) for half in pattern.finditer(text) if half[1] in known] if known else []
    towns = {town: first[code] for town, code in table("descriptions")["capitals"].items() if code in first}
    spans += [(state, *found.span()) for town, state in towns.items() for found in re.finditer(rf"\b{re.escape(town)}\b(?!-)", text)]
    if not spans:
        return mentions
    taken = {at for m in mentions for at in range(m.start, m.end)}
    found = [
        msgspec.structs.replace(state, start=a, end=b, text=text[a:b], kind="state" if state.kind == "organ" else state.kind, role=None, organ=None)
        for state, a, b in spans
        if a not in taken
    ]
    return sorted([*mentions, *found], key=lambda m: m.start)


def issuer(gazetteer: Gazetteer, outlet: str | None) -> Mention | None:
    """The party behind a statement's outlet ("U.S. Department of State"); None for the press."""
    found = [m for m in gazetteer.find(outlet or "") if m.code and m.role != "MED" and m.kind in {"state", "organ", "organisation"}]
    own = OWN_SERVICE.sub("", outlet or "")  # "Norland Treasury press office" puts out what its owner says
    covers = sum(m.end - m.start for m in found) * 2 > len(own)
    return found[0] if found and covers else None


def host(gazetteer: Gazetteer, title: str) -> str | None:
    """The surname of the official with whom the title of an issuer's text opens, told as his own ("Minister Lund’s Call with A’s Minister Roe"); None
    where the words before it name another's."""
    opening = HOST.match(title)
    if opening is None or not any(word.lower() in table("party_nouns")["titles"] for word in opening[1].split()):
        return None
    return None if any(m.code for m in gazetteer.find(opening[1])) else opening[2]


def body_outlet(gazetteer: Gazetteer, outlet: str | None) -> Mention | None:
    """The state whose ministry a statement's outlet is, where it names the state or its capital beside ("Ministry of Trade, Borea")."""
    found = [m for m in gazetteer.find(outlet or "") if m.code and m.role != "MED" and m.kind in {"state", "organ"}]
    return found[0] if BODY_OUTLET.match(outlet or "") and len({(m.code or "")[:3] for m in found}) == 1 else None


def home_state(mentions: list[Mention], start: int, seat: str | None) -> Mention | None:
    """The state of whose capital or name the dateline before `start` speaks, or in which its town lies (`seat`) if the text names that state."""
    named = {m.code: m for m in mentions if m.start < start and m.kind == "state" and m.code}
    if len(named) == 1:
        return next(iter(named.values()))
    if named:
        return None
    of_seat = [m for m in mentions if m.code == seat and m.kind in {"state", "organ"}]  # "the Borean army" names Borea too
    state = next((m for m in of_seat if m.kind == "state"), None) or next(iter(of_seat), None)
    return msgspec.structs.replace(state, kind="state", role=None, organ=None) if state is not None else None


def headed_by(text: str, start: int, mentions: list[Mention], seat: str | None = None) -> Mention | None:
    """The party whose statement a text gives by its first line: "Ministry for Foreign Affairs of A. Press release", "Information of the commission
    of B:", "The Ministry of Justice of A announces:"; None where the line tells news. A ministry that names no state is the dateline's."""
    end = text.find("\n", start)
    line = text[start : end if 0 <= end < start + LONGEST_HEAD else start + LONGEST_HEAD]
    announcing = ANNOUNCING.search(line)
    if announcing is not None or SERVICE_HEAD.match(line):
        stop = start + (announcing.start() if announcing is not None else len(line))
        own = STATE_BODY.search(text, start, stop) is not None
        return next(iter(_issuers(mentions, start, stop)), None) or (home_state(mentions, start, seat) if own else None)
    told = re.search(r"(?i)\b(made public|issued|published|released|read out)\b.*\b(following|text)\b", line) if line.rstrip().endswith(":") else None
    if told is None and not (STATEMENT_HEAD.search(line) and (line.rstrip().endswith(":") or re.search(r"(?i)press release", line))):
        return None
    named = _issuers(mentions, start, start + len(line))
    after = STATEMENT_HEAD.search(line)
    behind = [m for m in named if after is not None and m.start >= start + after.end()]
    return next(iter(behind or named), None)


def _issuers(mentions: list[Mention], start: int, end: int) -> list[Mention]:
    """The mentions in a stretch of those who put out statements of their own."""
    return [m for m in mentions if start <= m.start < end and m.code and m.kind in {"state", "organ", "organisation"} and m.role != "MED"]


def titled_by(gazetteer: Gazetteer, title: str, text: str, start: int) -> Mention | None:
    """The party whose own words a text is by its title, "Statement by the A Minister for Trade", where it says "we" or "I" of itself; None for news."""
    head = TITLE_BY.match(title)
    if head is None or not OWN_WORDS.search(text, start):
        return None
    named = [m for m in gazetteer.find(head[1]) if m.code and m.kind in {"state", "organ", "organisation"} and m.role != "MED"]
    return named[0] if len({m.code for m in named}) == 1 else None


def is_human(mention: Mention) -> bool:
    """Whether "he" or "she" can stand for the mention: a person, or an office that a person holds, not a body."""
    words = (mention.organ or "").lower().split()
    return mention.kind == "person" or (bool(words) and words[-1] not in BODIES)


def coordinated(text: str, mentions: list[Mention]) -> list[tuple[Mention, ...]]:
    """Runs of mentions joined by commas and a conjunction ("A, B and C"), with at least two different codes; commas alone join an apposition."""
    groups: list[list[Mention]] = []
    run, joined = list(mentions[:1]), False
    for before, after in pairwise(mentions):
        words = ABBREVIATED.sub("", text[before.end : min(after.start, before.end + LONGEST_GAP)]).strip(" \n'’s()")
        between = "and of" if PERSON_OF.fullmatch(words) else words.lower()
        if between in COORDINATORS and after.start - before.end <= LONGEST_GAP and len(run) < LONGEST_RUN:
            run.append(after)
            joined = joined or between not in {",", ", the"}
            continue
        groups += [run] if joined else []
        run, joined = [after], False
    groups += [run] if joined else []
    unique = [tuple({m.code: m for m in g if m.code and m.kind != "people"}.values()) for g in groups]
    return [g for g in unique if len(g) > 1]
