"""What the words that stand for others stand for: pronouns, "the two", "the other side", "we" and "I".

References are resolved against what the document named before, nearest first; nothing is guessed from outside it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter

import msgspec

from servanda.actors import Gazetteer
from servanda.coding.naming import coordinated, is_human
from servanda.records import Mention

SINGULAR_PRONOUNS = {"it", "its", "itself"}
PLURAL_PRONOUNS = {"they", "their", "them", "themselves", "both", "each", "neither"}
PERSON_PRONOUNS = {"he", "his", "him", "she", "her", "himself", "herself"}
SINGULAR_FIRST = {"i", "my", "me", "mine", "myself"}
FIRST_PERSON = {"we", "our", "us", "ours"} | SINGULAR_FIRST
PRINCIPALS = {"state", "organ", "armed group", "person"}
CLOSE = 250  # characters: how far back "it" reaches for a state that was no subject
FAR = 600  # characters: how far back "it" reaches
NEAR = 500  # characters: how far back "the two" reaches for two parties named one after the other
COLLECTIVE = {"state", "organisation", "armed group", "group", "organ"}


class References:
    """The parties a document has named so far, and what stands for them.

    `first_person` gives, for a stretch of text (start, end), whose words it is: the parties of a joint statement, a speaker; () where
    nobody knows.
    """

    def __init__(self, text: str, mentions: list[Mention], body_start: int, author: Mention | None, spoken: bool, gazetteer: Gazetteer) -> None:
        self.mentions, self.body_start, self.author, self.spoken, self.gazetteer = mentions, body_start, author, spoken, gazetteer
        self.at = [m.start for m in mentions]
        self.together = coordinated(text, [m for m in mentions if m.start >= body_start])
        self.subjects: list[tuple[int, tuple[Mention, ...]]] = []
        self.strangers: list[tuple[int, tuple[Mention, ...]]] = []
        self.bodies: list[tuple[int, tuple[Mention, ...]]] = []
        self.crowds: list[tuple[int, tuple[Mention, ...]]] = []
        self.first_person: dict[tuple[int, int], tuple[Mention, ...]] = {}

    def issued(self, start: int, word: str) -> tuple[Mention, ...]:
        """The body that issued the text, where it is a statement of a known one: "we" outside quotation marks, "the Secretary"."""
        if self.author is None:
            return ()
        return (msgspec.structs.replace(self.author, start=start, end=start + len(word), text=word, organ=None),)

    def last_person(self, start: int) -> tuple[Mention, ...]:
        """The last person who acted or spoke before `start`, known or not; else the last known one who was named."""
        found = next((item for item in reversed(self.subjects) if item[0] < start and len(item[1]) == 1 and is_human(item[1][0])), None)
        others = [item for item in self.strangers if start - FAR < item[0] < start and len(item[1]) == 1]
        other = next((item for item in reversed(others) if item[1][0].kind != "group"), others[-1] if others else None)
        if other is not None and (found is None or found[0] < other[0]):
            return other[1]
        if found is not None:
            return found[1]
        earlier = [m for m in self.mentions[: bisect_left(self.at, start)] if is_human(m)]
        return (earlier[-1],) if earlier else ()

    def last_people(self, start: int) -> tuple[Mention, ...]:
        """Whom "they" stands for: the last plural subject, where it is the last subject of all; else the parties last named together."""
        before = [(at, mentions) for at, mentions in self.subjects if at < start]
        plural = [mentions for at, mentions in before if len(mentions) > 1 or mentions[0].kind == "people"]
        crowd = next((item for item in reversed(self.crowds) if item[0] < start), None)
        if crowd is not None and not any(at > crowd[0] for at, _ in before) and not any(crowd[0] < g[-1].start < start for g in self.together):
            return crowd[1]
        group = self.last_group(start)
        return plural[-1] if plural and (not group or before[-1][1] == plural[-1]) else group or (plural[-1] if plural else ())

    def last_body(self, start: int) -> tuple[Mention, ...]:
        """What "it" stands for: the last single subject that is a state or body, else one named close before."""
        unknown = next((item for item in reversed(self.bodies) if start - FAR < item[0] < start), (-1, ()))
        for at, mentions in reversed([item for item in self.subjects if item[0] < start]):
            if len(mentions) == 1 and mentions[0].kind in COLLECTIVE and start - at < FAR:
                return mentions if at > unknown[0] else unknown[1]
        if unknown[1]:
            return unknown[1]
        earlier = [m for m in self.mentions[: bisect_left(self.at, start)] if m.kind in COLLECTIVE and m.start >= self.body_start]
        return (earlier[-1],) if earlier and (start - earlier[-1].start < CLOSE or earlier[-1].kind != "state") else ()

    def speakers(self, start: int, word: str) -> tuple[Mention, ...]:
        """Whom "we" and "I" stand for: the innermost words given as somebody's, else the body that issued the text."""
        who = self.voice(start)
        alone = word.lower() in SINGULAR_FIRST
        if who is not None:
            if len(who) == 1 and self.author is not None and who[0].code == self.author.code and who[0].start == who[0].end:
                return self.issued(start, word)
            return () if alone and len(who) > 1 else who  # "I" is one of those who speak together
        # "I" in a transcript may be anybody who asked a question; "we" is the body that issued it.
        return () if alone and self.spoken else self.issued(start, word)

    def remember(self, at: int, mentions: tuple[Mention, ...], plural: bool) -> None:
        """Keeps a clause's subject for the pronouns after it; those without a code apart, since only a person or a crowd is taken up again."""
        if any(m.code for m in mentions):
            self.subjects.append((at, mentions))
        elif mentions and all(m.kind in {"person", "group", "people"} for m in mentions):
            (self.crowds if plural or len(mentions) > 1 else self.strangers).append((at, mentions))

    def together_here(self, start: int) -> tuple[Mention, ...]:
        """Those whose joint text stands at a position: "the Parties" in it are they."""
        return self.voice(start, fewest=2) or ()

    def voice(self, start: int, fewest: int = 0) -> tuple[Mention, ...] | None:
        """Whose the innermost words given as somebody's are, of those of at least so many; None where there are none."""
        around = [(b - a, who) for (a, b), who in self.first_person.items() if a <= start < b and len(who) >= fewest]
        return min(around, key=lambda item: item[0])[1] if around else None

    def last_group(self, start: int, count: int = 0, bodies: bool = True) -> tuple[Mention, ...]:
        """The parties last named together before `start` (`count` of them, 0 for any); else the states named most.

        Without `bodies`, runs of organisations alone ("hosted by CELAC and CARICOM") are passed over.
        """

        def fits(group: tuple[Mention, ...]) -> bool:
            return (not count or len(group) == count) and (bodies or any(m.kind not in {"organisation", "group"} for m in group))

        fitting = [g for g in self.together if g[0].start < start and fits(g)]
        joint = [mentions for at, mentions in self.subjects if at < start and len(mentions) > 1 and fits(mentions)]
        lone = self.lone_pair(start) if count == 2 and bodies else ()
        strayed = bool(lone and fitting) and len({m.code for m in lone} & {m.code for m in fitting[-1]}) == 1  # one of the two named together spoke alone
        if lone and not strayed and lone[-1].start > max([g[0].start for g in (fitting[-1:] + joint[-1:])], default=-1):
            return lone
        if fitting or joint:
            return joint[-1] if joint and (not fitting or joint[-1][0].start >= fitting[-1][0].start) else fitting[-1]
        # The states named most; adjectives ("the Kenyan capital") and capitals, where talks are held, make nobody a party.
        named = [m for m in self.mentions if m.kind in PRINCIPALS and m.code and m.start >= self.body_start and not self.gazetteer.is_capital(m)]
        named = [m for m in named if m.kind == "armed group" or m.text == m.name or (m.kind == "organ" and m.text.endswith(f" of {m.name}"))]
        counts = Counter(m.code for m in named)
        if is_tie(counts, count or 2):
            counts = Counter(m.code for m in named if m.start < start)  # who comes in later cannot be meant
        if is_tie(counts, count or 2):
            return ()  # nobody can tell which two are meant
        leading = [code for code, _ in sorted(counts.items(), key=lambda item: (-item[1], str(item[0])))[: count or 2]]
        first = {m.code: m for m in reversed(named) if m.code in leading}
        return tuple(sorted(first.values(), key=lambda m: m.start)) if len(first) == (count or 2) else ()

    def lone_pair(self, start: int) -> tuple[Mention, ...]:
        """The two parties that were last subjects one after the other ("Russia undertook ... Ukraine undertook ...")."""
        found: dict[str, Mention] = {}
        for at, mentions in reversed(self.subjects):
            if start - NEAR < at < start and len(mentions) == 1 and mentions[0].code and mentions[0].kind in PRINCIPALS:
                found.setdefault(mentions[0].code, mentions[0])
            if len(found) == 2:
                return tuple(reversed(found.values()))
        return ()

    def with_neighbours(self, mention: Mention) -> tuple[Mention, ...]:
        """The mention with those coordinated with it in the text, which a parser may have hung elsewhere."""
        return next((g for g in self.together if any(m.start == mention.start for m in g)), (mention,))

    def other_party(self, start: int, last: bool) -> tuple[Mention, ...]:
        """ "the latter", or the party of the leading pair that is not the present subject."""
        group = self.last_group(start, 2)
        if last or not group:
            return group[-1:]
        present = {m.code for at, mentions in self.subjects[-1:] for m in mentions}
        rest = tuple(m for m in group if m.code not in present)
        return rest if len(rest) == 1 else group


def is_tie(counts: Counter[str | None], leading: int) -> bool:
    """Whether the last of the leading is counted no more often than the next."""
    ranked = sorted(counts.values(), reverse=True)
    return len(ranked) > leading and ranked[leading - 1] == ranked[leading]
