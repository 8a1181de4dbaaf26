"""From hits to mentions: a party's name joined with the office or body said beside it and the person who holds it.

The words are found by going out from the hits ("Armenia" -> "'s foreign ministry", "Foreign Ministry of the Republic of" <-), never by
scanning the text for offices.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from servanda.actors.contexts import Contexts, word_before
from servanda.actors.folding import fold
from servanda.actors.organs import Match, Organ, Organs, joined_code, said
from servanda.actors.scanning import Hit
from servanda.actors.sharing import Found, share_offices
from servanda.actors.tables import PARTY_FORMS, Actor, Name
from servanda.actors.terms import resolve
from servanda.records import Mention, MentionKind

_PERSONS = frozenset({"person", "surname", "titled surname"})
_GOES_ON = re.compile(r" (?:[AE]l|al|el|ad|an|ar|as|at|az)-[A-Z]\w*| (?:bin|ibn|bint) [A-Z]\w*")  # what follows a given name in Arabic names
_SURNAME = re.compile(r" ([A-Z][\w’'-]{2,})(?=,| [a-z])")  # what follows a name that is a given name here ("Colonel Abdi Robleh, the ...")
_WHEN = re.compile(r" (?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[A-Z][a-z]*(?:uary|ember|ober)|March|April|May|June|July|August)\b")
ALIKE = 0.7  # share of letters in common from which two words are one name
_MODIFYING = PARTY_FORMS | {"organ", "usual organ"}
_OF = (" of the ", " of ")


class _Office(NamedTuple):
    """What stands beside a name: the reach of the words, the body, whether it is in the past."""

    start: int
    end: int
    body: str | None
    organ: Organ
    past: bool
    titled: bool


def _spells(word: str, name: str) -> bool:
    """Whether a word is one of a full name, however its letters are rendered ("Worede", "Werede")."""
    said = fold(word).lower()
    return any(said == part or SequenceMatcher(None, said, part).ratio() > ALIKE for part in fold(name).lower().split())


class Joiner:
    """Turns the hits of one text into mentions. Stateless between texts."""

    def __init__(self, actors: Mapping[str, Actor], organs: Organs, contexts: Contexts) -> None:
        self._actors, self._organs, self._contexts = actors, organs, contexts

    def mentions(self, text: str, folded: str, hits: Sequence[Hit], on: str) -> list[Mention]:
        """Left to right, not overlapping."""
        low = folded.lower()
        usual = self._usual(hits, on)
        found: list[Found] = []
        index, reached = 0, 0
        while index < len(hits):
            hit = hits[index]
            index += 1
            following = hits[index] if index < len(hits) else None
            branch = self._branch(low, following, hit.start) if following is not None else None
            if hit.start < reached or (branch is not None and branch.start == hit.start):
                continue  # "MSF Arnor" in a researcher's table: the branch, not the body of that name in ours
            one = (
                self._person(text, low, hit, on, reached)
                if hit.names[0].form in _PERSONS
                else self._party(text, low, folded, hit, following, on, reached, usual)
            )
            if one is not None:
                found.append(one)
                reached = one.mention.end
        return share_offices(low, found)

    def _usual(self, hits: Sequence[Hit], on: str) -> str:
        """The state to which "the Senate" belongs where the text names another state more than twice as often as its usual one; "" for the usual."""
        if not any(hit.names[0].form == "usual organ" for hit in hits):
            return ""
        states = [row.code for hit in hits if hit.names[0].form in PARTY_FORMS and (row := resolve(hit.names, on)) and self._is_state(row.code)]
        counts = Counter(states)
        usual = {hit.names[0].code for hit in hits if hit.names[0].form == "usual organ"}
        code, most = max(counts.items(), key=lambda item: (item[1], item[0]), default=("", 0))
        return code if most > 2 * max(counts[one] for one in usual) and most > 1 else ""

    def _is_state(self, code: str) -> bool:
        return code in self._actors and self._actors[code].kind == "state"

    def _role(self, row: Name, role: str) -> str:
        """GOV is for states; who speaks for an organisation has no role, who leads an armed group is REB."""
        kind = self._actors[row.code].kind if row.code in self._actors else "state"
        return role if kind == "state" or role != "GOV" else "REB" if kind == "armed group" else ""

    def _make(self, text: str, start: int, end: int, row: Name, kind: MentionKind | None, role: str | None, organ: str | None, code: str = "") -> Mention:
        actor = self._actors.get(row.code)
        return Mention(
            start=start, end=end, text=text[start:end], code=code or row.code, name=actor.name if actor else row.name,
            kind=kind or (actor.kind if actor else "unknown"), role=role or None, organ=organ or None,
        )  # fmt: skip

    # persons

    def _person(self, text: str, low: str, hit: Hit, on: str, floor: int) -> Found | None:
        """A person's name with the title before it ("former President Santos") or the cabinet after it ("the Biden administration")."""
        start = hit.start if hit.names[0].form == "person" else self._given_name(text, low, hit, floor)
        if start is None:
            return None
        title = self._title_before(low, start, floor)
        row = resolve(hit.names, on, titled=title is not None, former=title is not None and title.past)
        if row is None or (row.form == "titled surname" and title is not None and text[title.start : start].islower()):
            return None
        if title is not None:
            role = "ELI" if title.past else self._role(row, title.organ.role or row.role)
            return Found(self._make(text, title.start, hit.end, row, "person", role, title.body), "before", row.form)
        gap = next((len(gap) for gap in ("'s ", " ") if low.startswith(gap, hit.end)), 0)
        cabinet = self._organs.after(low, hit.end + gap) if gap else None
        if cabinet and low[cabinet.start : cabinet.end] in ("administration", "government", "cabinet", "regime", "junta"):
            return Found(self._make(text, start, cabinet.end, row, "organ", "GOV", "Government"), "", row.form)
        return Found(self._make(text, start, hit.end, row, "person", self._role(row, row.role), row.organ), "", row.form)

    def _given_name(self, text: str, low: str, hit: Hit, floor: int) -> int | None:
        """Where the name begins of which a surname was found: before the given name and initials, if they are a holder's ("Antony J. Blinken").

        None where another given name stands before it ("Hunter Biden") or it is one itself ("Mubarak Al-Hilal"); a capital at the head of a
        sentence says nothing.
        """
        at = hit.start
        if (more := _GOES_ON.match(text, hit.end)) is not None and not any(fold(more[0].strip()).lower() in fold(row.organ).lower() for row in hit.names):
            return None
        behind = _SURNAME.match(text, hit.end) if all(row.form == "titled surname" for row in hit.names) else None
        if behind is not None and not _WHEN.match(text, hit.end) and not any(_spells(behind[1], row.organ) for row in hit.names):
            return None
        while at - 3 >= floor and low[at - 2 : at] == ". " and low[at - 3].isalpha() and not low[at - 4 : at - 3].isalpha():
            at -= 3  # an initial
        word = word_before(text, at - 1) if low[at - 1 : at] == " " else ""
        begin = at - 1 - len(word)
        if not word or begin < floor or not word[0].isupper() or text[hit.start : hit.end].isupper():
            return hit.start
        if any(fold(row.organ).lower().startswith(fold(word).lower() + " ") for row in hit.names):
            return begin
        known = word in self._contexts.honorifics or word in self._contexts.not_surnames or self._organs.before(low, at - 1) is not None
        opens = begin == 0 or text[begin - 1] in "\n\"'“‘(" or (begin > 1 and text[begin - 2] in '.!?:;\n—-”"')
        return hit.start if known or opens else None

    def _title_before(self, low: str, at: int, floor: int) -> _Office | None:
        if not low.startswith(" ", at - 1):
            return None
        match = self._organs.before(low, at - 1)
        if match is None or not match.organ.title or match.start < floor:
            return None
        start, past = match.start, False
        for modifier in self._organs.modifiers:
            first = start - len(modifier) - 1
            whole = first < 1 or not low[first - 1].isalnum()  # "late President Roe", not "congratulate President Roe"
            worded = whole and low.endswith(modifier + " ", max(floor, start - 30), start)
            if worded or (modifier == "ex-" and low.endswith("ex-", max(floor, start - 3), start)):
                past = modifier in self._organs.former
                start -= len(modifier) + (modifier != "ex-")
                break
        return _Office(start, at, said(match.organ, low[match.start : match.end]), match.organ, past, True)

    # parties

    def _party(self, text: str, low: str, folded: str, hit: Hit, following: Hit | None, on: str, floor: int, usual: str) -> Found | None:
        row = resolve(hit.names, on)
        if row is None or (row.form in ("organ", "usual organ") and self._belongs(low, hit, following, row.code)):
            return None
        if row.form == "usual organ" and usual:
            row = row._replace(code=usual)
        after = self._after(low, hit) if row.form in _MODIFYING else None
        office = after or (self._before(low, hit, floor) if row.form in _MODIFYING - {"adjective"} and not low.startswith("'s", hit.end) else None)
        branch = self._branch(low, hit, floor)
        party = joined_code(row.code, branch.organ) if branch else row.code
        if office is None:
            start = branch.start if branch else hit.start + 4 if low.startswith("the ", hit.start) else hit.start
            kind: MentionKind | None = "organ" if row.organ else "people" if row.form == "people" else None
            return Found(self._make(text, start, hit.end, row, kind, row.role, row.organ, party), "", row.form)
        start, end = min(hit.start, office.start, branch.start if branch else hit.start), max(hit.end, office.end)
        named = self._with_name(folded, end, following, row.code, known_only=not (after or office.organ.alone)) if office.titled else end
        role = "ELI" if office.past else self._role(row, office.organ.role or row.role)
        body = row.organ or office.body
        kind = "person" if named > end else "people" if office.organ.role == "CVL" else "organ"
        return Found(self._make(text, start, named, row, kind, role, body, joined_code(party, office.organ)), "after" if after else "before", row.form)

    def _branch(self, low: str, hit: Hit, floor: int) -> Match | None:
        """ "Relief Body Arnor": a custom agent right before the name whose code goes before the party's ("NGO~"), as bodies name their branches."""
        match = self._organs.before(low, hit.start - 1) if low.startswith(" ", hit.start - 1) else None
        return match if match is not None and match.organ.code.endswith("~") and match.start >= floor else None

    def _belongs(self, low: str, hit: Hit, following: Hit | None, code: str) -> bool:
        """Whether a body's name is only the office of the party that follows: "Security Council" of "the Security Council of Armenia"."""
        if following is None or not any(low[hit.end : following.start] == of for of in _OF):
            return False
        return following.names[0].form in _MODIFYING and following.names[0].code != code and self._organs.before(low, hit.end) is not None

    def _after(self, low: str, hit: Hit) -> _Office | None:
        """ "Armenian foreign ministry", "Armenia's prime minister's office", "Foreign Ministry spokesperson"."""
        at = hit.end
        possessive = 2 if low.startswith("'s ", at) else 1 if low.startswith("' ", at) and low[at - 1] == "s" else 0
        at += possessive
        if not low.startswith(" ", at):
            return None
        at, past = self._organs.skip_modifiers(low, at + 1)
        match = self._organs.after(low, at)
        if match is None or (match.organ.title and not possessive and hit.names[0].form == "capital"):
            return None
        body, titled, end = said(match.organ, low[match.start : match.end]), match.organ.title, match.end
        for _ in range(2):
            step = end + 3 if low.startswith("'s ", end) else end + 1
            further = self._organs.after(low, step) if low[end : end + 1] in (" ", "'") and step > end else None
            if further is None or not (further.organ.title or low.startswith("'s ", end) or match.organ.role == further.organ.role):
                break
            end, titled, body = further.end, further.organ.title, body or said(further.organ, low[further.start : further.end])
        start = hit.start
        if titled and low.endswith(("former ", "ex-"), max(0, start - 7), start):
            start, past = start - (7 if low[start - 1] == " " else 3), True
        return _Office(start, end, body, match.organ, past, titled)

    def _before(self, low: str, hit: Hit, floor: int) -> _Office | None:
        """ "Foreign Ministry of Armenia", "head of the Presidential Administration of the Republic of Azerbaijan"."""
        start, nearest = hit.start, None
        titled = False
        for _ in range(2):
            link = next((of for of in _OF if low.endswith(of, floor, start)), None)
            match = self._organs.before(low, start - len(link)) if link else None
            if match is None or match.start < floor:
                break
            if match.organ.role == "CVL" and hit.names[0].form == "capital":
                break
            nearest, start, titled = nearest or match, match.start, titled or match.organ.title
        if nearest is None:
            return None
        past = low.endswith(("former ", "ex-"), floor, start)
        return _Office(start, hit.end, said(nearest.organ, low[nearest.start : nearest.end]), nearest.organ, past, titled)

    def _with_name(self, folded: str, end: int, following: Hit | None, code: str, *, known_only: bool) -> int:
        """The end of the holder's name after a title: a known person of the party, else capitalised words."""
        if not folded.startswith(" ", end):
            return end
        if following is not None and following.start == end + 1:
            persons = following.names[0].form in _PERSONS or code not in self._actors  # a researcher's table does not tell persons from others
            known = persons and any(row.code == code for row in following.names)
            return following.end if known else end
        if known_only:
            return end
        at, last, words = end + 1, end, 0
        limit = following.start if following is not None else len(folded)
        while words < 4 and at < limit:
            stop = at
            while stop < limit and (folded[stop].isalpha() or (folded[stop] in "-'." and folded[stop + 1 : stop + 2].isalpha())):
                stop += 1
            word = folded[at:stop]
            if len(word) > 1 and word[0].isupper() and word.removesuffix("'s") not in self._contexts.not_surnames:
                last = stop - 2 if word.endswith("'s") else stop
            elif word.lower() not in self._organs.particles:
                break
            words += 1
            if word.endswith("'s") or not folded.startswith(" ", stop):
                break
            at = stop + 1
        return last
