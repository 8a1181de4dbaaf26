"""Whose "we" and "I" a statement's words are: those who issue it together, or whoever has the turn in a transcript.

A body that publishes for itself ("U.S. Department of State") speaks in its own statements. In a joint one all do whom the title or the
lead names as its authors; where words are given turn by turn, whoever the label names.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from servanda.coding.parties import Parties
from servanda.coding.tables import table
from servanda.language.reading import Reading
from servanda.language.transcripts import questioners, seats, turns
from servanda.records import Mention

JOINT = re.compile(r"\b(joint|troika|communiqu[eé]|(G7|G-7|G20|Quad)\b.* statement)\b", re.IGNORECASE)
MEETING = re.compile(r"\b(press|availability|remarks|before|after|call|participation)\b", re.IGNORECASE)  # there each speaks for himself
POSTS = {"embassy", "mission", "consulate"}  # "to Mission Borea": the issuer's own people there
TOPIC = re.compile(
    r"\b(on|regarding|concerning|about|following|welcoming|commending|addressing|approach|policy|strategy|toward|towards|against|at|in)\b", re.IGNORECASE
)
# "the UN Special Envoy on A": with what an organisation's man deals, who is not of it
FIELD = re.compile(r"\b((?:UN|U\.N\.|United Nations|AU|African Union|EU|OSCE|ASEAN|IGAD|ECOWAS)(?:[’']s)? (?:[A-Z][\w-]+ ){0,3}?"
                   r"(?:Envoy|Representative|Coordinator|Rapporteur|Advis[eo]r|Commissioner)) (?:on|for|to) (?:the )?[A-Z][\w’'-]+")  # fmt: skip
RELEASED = re.compile(
    r"\b(?:statement|text|communiqu[eé]|declaration)\b[^.\n]{0,80}\b(?:released|issued|made|adopted|agreed)\b[^.\n]{0,40}\bby\b|^\W{0,3}We, the\b"
    r"|\btext of a joint (?:statement|communiqu[eé]|declaration) (?:by|of|from)\b",
    re.MULTILINE,
)
OCCASION = re.compile(r", ?\w+ing\b| (?:on(?! behalf)|regarding|about|concerning|following|after)\b")  # behind the authors: what they speak of
AUTHORS = {"state", "organ", "organisation", "person", "group"}
BEHIND = re.compile(r"(?: [A-Z][\w’'-]+){0,3}(?:, | of (?:the )?)")  # the rest of a name, and what ties it to a state behind
ANSWERS = {"answer", "a", "reply"}  # labels of whoever is interviewed
SPOKES = {"spokesman", "spokeswoman", "spokesperson"}  # labels of whoever speaks for the body that gives a briefing
BRIEFING = re.compile(r"\b(?:briefing|conference)(?: held| given)? (?:of|at|by) (?:the )?", re.IGNORECASE)
UNKNOWN = re.compile(r"\b(?:spokes(?:man|woman|person)|leader|president|head|chief|commander|director|secretary) (?:of|for) (?:the )?([A-Z]{2,7})\b")
NEAR = 40  # characters behind it in which that body is named
LEAD = 1500  # characters of the body in which a statement says whose it is
BESIDE = 80  # characters from a name to the state or body it is presented with


def joint_authors(reading: Reading, parties: Parties) -> tuple[Mention, ...]:
    """Who issues a joint statement together; () where the text is none or does not say."""
    title = reading.document.title or ""
    if parties.author is None or not JOINT.search(title) or MEETING.search(title):
        return ()
    topic = TOPIC.search(title)
    named = [m for m in parties.gazetteer.find(title) if m.code and m.kind in AUTHORS]
    own = [m for m in named if topic is None or m.start < topic.start()]
    if not any(m.code != parties.author.code for m in own):
        # "on the Dialogue between A and B": the topic names the authors, if it names the issuer among them
        # but "A-Europe Communiqué on B" is not B's
        together = not own and any(m.code == parties.author.code for m in named) and len({m.code for m in named}) > 1
        own = named if together else lead_authors(parties)
    if all(parties.gazetteer.kind(m.code or "") in {"organisation", "group"} for m in own):
        return tuple({m.code: m for m in own}.values())
    return tuple({m.code: m for m in [*own, parties.author]}.values()) if own else ()


def lead_authors(parties: Parties) -> list[Mention]:
    """ "The text of the following statement was released by the governments of A, B and C": whom that sentence names."""
    start = parties.body_start
    found = RELEASED.search(parties.text, start, start + LEAD)
    end = parties.text.find("\n", found.end()) if found else -1
    stop = end if end >= 0 else len(parties.text)
    occasion = OCCASION.search(parties.text, found.end(), stop) if found else None
    stop = occasion.start() if occasion is not None and any(found.end() <= m.start < occasion.start() for m in parties.mentions if found) else stop
    return [m for m in parties.mentions if found and found.end() <= m.start < stop and m.code and m.kind in AUTHORS]


def turn_speakers(parties: Parties) -> list[tuple[int, int, tuple[Mention, ...]]]:
    """(start, end, speaker) of each turn; () where nobody tells for whom the speaker speaks."""
    found = turns(parties.text)
    holding = table("party_nouns")["state_voices"]
    in_office = {label: any(word in holding for word in seat.split()) for label, seat in seats(parties.text).items()}
    parliament = any(in_office.values())  # there members without an office speak for no government
    heard = {label for _, _, label in found if not parliament or in_office.get(label)}
    labels = {label: turn_speaker(label, parties, found[0][0]) if label in heard else () for _, _, label in found}
    return [(start, end, labels[label]) for start, end, label in found]


def turn_speaker(label: str, parties: Parties, head_end: int) -> tuple[Mention, ...]:
    """Who speaks under a label: the person of that surname whom the head of the text presents with a state or body; else, unless the label
    is an office of other states or that of a questioner, the issuer."""
    words = label.lower().replace("’", "'").split()
    if not words or " ".join(words) in questioners():
        return ()
    if " ".join(words) in ANSWERS:
        return standing_at(interviewed(parties, head_end), 0) or (standing_at((parties.author,), 0) if parties.author is not None else ())
    if words[-1] in SPOKES:
        gives = briefing(parties, head_end) or ((parties.author,) if parties.author is not None else ())
        return standing_at(gives, 0)
    presented = presented_with(words[-1], parties.text[:head_end], parties.mentions)
    presented = presented or presented_with(words[-1], parties.title, parties.gazetteer.find(parties.title))
    if presented:
        own = parties.author is not None and presented[0].code == parties.author.code
        return standing_at(presented, 0) if own or presented[0] not in parties.mentions else presented
    offices = [word for word in words if word in table("party_nouns")["foreign_offices"]]
    bare = bool(offices) and (words[-1] in offices or "of" in words)  # "MINISTER OF TRADE", without a name: of the state whose transcript it is
    home = bare and parties.author is not None and parties.author.code not in table("party_nouns")["no_ministers"]
    foreign = bool(offices) and not home
    return () if foreign or parties.author is None else standing_at((parties.author,), 0)


def interviewed(parties: Parties, head_end: int) -> tuple[Mention, ...]:
    """Who answers under a label that names nobody: the first person whom the words before the questions present with a state or body."""
    unknown = UNKNOWN.search(parties.text, parties.body_start, head_end)  # "the spokesman of the NLF, Ana Lund"
    if unknown is not None and not parties.near(*unknown.span(1)):
        return (Mention(start=unknown.start(1), end=unknown.end(1), text=unknown[1], kind="group"),)
    known = (parties.aliases.get(p.parts[-1]) for p in parties.people.named if parties.body_start <= p.at < head_end)
    return next(((m,) for m in known if m is not None and m.code), ())


def briefing(parties: Parties, head_end: int) -> tuple[Mention, ...]:
    """Who gives the briefing of which the words before the questions tell: the body named behind it, else the dateline's state."""
    found = BRIEFING.search(parties.text, 0, head_end)
    if found is None:
        return ()
    named = [m for m in parties.mentions if found.end() <= m.start < found.end() + NEAR and m.code and m.kind in AUTHORS]
    home = parties.offices.home
    return (named[0],) if named else (home,) if home is not None else ()


def presented_with(surname: str, text: str, mentions: list[Mention]) -> tuple[Mention, ...]:
    """The state or body with which a text presents a person: named before him on the line, or right behind ("Roe of Norway", "Roe, EU")."""
    for name in re.finditer(rf"\b{re.escape(surname)}\b", text, re.IGNORECASE):
        line = text.rfind("\n", 0, name.start()) + 1
        stop = text.find("\n", name.end())
        beside = [m for m in mentions if line <= m.start < (stop if stop >= 0 else len(text)) and m.code and m.kind in AUTHORS]
        before = [m for m in beside if m.start <= name.start() and name.start() - m.end < BESIDE and " and " not in text[m.end : name.start()]]
        behind = [m for m in beside if m.start > name.end() and BEHIND.fullmatch(text[name.end() : m.start])]
        if before or behind:
            return (*before[-1:], *behind[:1])[:1]
    return ()


def counterpart(parties: Parties, title: str) -> Mention | None:
    """The one other party that the title of an issuer's text names with it ("Secretary A and B's foreign minister before their meeting")."""
    title = FIELD.sub(r"\1", title)
    if parties.author is None or TOPIC.search(title) or POSTS & set(title.lower().split()):
        return None
    others = {m.code: m for m in parties.gazetteer.find(title) if m.code and m.kind in AUTHORS and m.code != parties.author.code}
    return next(iter(others.values())) if len(others) == 1 else None


def standing_at(mentions: tuple[Mention, ...], start: int) -> tuple[Mention, ...]:
    """The mentions moved, without length, to a position where their own words do not stand."""
    return tuple(replace(m, start=start, end=start) for m in mentions)
