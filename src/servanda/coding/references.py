"""What the words that stand for others stand for: pronouns, "the two", "the other side", "we" and "I".

References are resolved against what the document named before, nearest first; nothing is guessed from outside it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, pairwise

import msgspec

from servanda.coding.mentions import Mentions
from servanda.coding.naming import coordinated
from servanda.coding.tables import table
from servanda.records import Mention

SINGULAR_PRONOUNS = {"it", "its", "itself"}
PLURAL_PRONOUNS = {"they", "their", "them", "themselves", "both", "each", "neither"}
PERSON_PRONOUNS = {"he", "his", "him", "she", "her", "himself", "herself"}
SINGULAR_FIRST = {"i", "my", "me", "mine", "myself"}
FIRST_PERSON = {"we", "our", "us", "ours"} | SINGULAR_FIRST
SECOND_PERSON = {"you", "your", "yours"}
REFLEXIVE = {"itself", "themselves", "himself", "herself"}
PRONOUNS = PLURAL_PRONOUNS | SINGULAR_PRONOUNS | PERSON_PRONOUNS | FIRST_PERSON
PRINCIPALS = {"state", "organ", "armed group", "person"}
PAIR = 2  # parties of which a text may speak without naming them together
CLOSE = 250  # characters: how far back "it" reaches for a state that was no subject
FAR = 600  # characters: how far back "it" reaches
SHORTLY = 60  # characters behind a name in which its verb begins
SITES = [["capital"], ["city"], ["town"], ["port"], ["resort"], ["village"], ["capital,"], ["city,"], ["town,"]]  # behind an adjective that tells only where
NEAR = 500  # characters: how far back "the two" reaches for two parties named one after the other
Apart = frozenset[str | int]  # codes, or first characters of those without one, that a phrase cannot stand for
NOBODY: Apart = frozenset()
COLLECTIVE = {"state", "organisation", "armed group", "group", "organ"}
PART = 4096  # characters of the parts of a text by which somebody's words are found


@dataclass(frozen=True, slots=True)
class Met:
    """A clause's subject: where, who, whether its noun is a plural, the gender its words tell, whether the clause is set aside (a relative
    or adverbial one), and whether it is an onlooker, who welcomes or urges."""

    at: int
    mentions: tuple[Mention, ...]
    plural: bool = False
    gender: str | None = None
    aside: bool = False
    onlooking: bool = False


def identity(mention: Mention) -> str | int:
    """What tells one party from another in a document."""
    return mention.code or mention.start


def free(mentions: tuple[Mention, ...], apart: Apart) -> bool:
    """Whether none of the mentions is set apart."""
    return not apart or not any(identity(m) in apart for m in mentions)


class References:
    """The parties a document has named so far, and what stands for them.

    `first_person` gives, for a stretch of text (start, end), whose words it is: the parties of a joint statement, a speaker; () where
    nobody knows. It is told by `give_voice`.
    """

    def __init__(self, names: Mentions, sentences: Sequence[int], author: Mention | None, spoken: bool, title: str = "") -> None:
        self.mentions, self.at, self.body_start, self.gazetteer = names.mentions, names.at, names.body_start, names.gazetteer
        self.text = names.text
        self.sentences, self.author, self.spoken = sentences, author, spoken
        self.together = coordinated(names.text, [m for m in names.mentions if m.start >= names.body_start])
        self.title = title
        self.turns: list[tuple[int, int, tuple[Mention, ...]]] = []
        self.grouped: dict[int, tuple[Mention, ...]] = {}  # those named together, by the first character of each
        for group in self.together:
            for m in group:
                self.grouped.setdefault(m.start, group)
        self.subjects: list[Met] = []
        self.holders: dict[str, list[tuple[int, Mention]]] = {}  # subjects by the last word of their body or office, in the order in which they were met
        self.onlookers: set[int] = set()
        self.strangers: list[Met] = []
        self.bodies: list[Met] = []
        self.crowds: list[Met] = []
        self.first_person: dict[tuple[int, int], tuple[Mention, ...]] = {}
        self.voiced: dict[int, list[tuple[int, int]]] = {}  # its stretches by the parts of the text that they touch

    def give_voice(self, start: int, end: int, who: tuple[Mention, ...]) -> None:
        """Tells whose words a stretch of the text is."""
        if (start, end) not in self.first_person:
            for part in range(start // PART, end // PART + 1):
                self.voiced.setdefault(part, []).append((start, end))
        self.first_person[start, end] = who

    def issued(self, start: int, word: str) -> tuple[Mention, ...]:
        """The body that issued the text, where it is a statement of a known one: "we" outside quotation marks, "the Secretary"."""
        if self.author is None:
            return ()
        return (msgspec.structs.replace(self.author, start=start, end=start + len(word), text=word, organ=None),)

    def subject_before(self, start: int, reach: int = 0) -> Iterator[Met]:
        """The subjects of known parties before a position, nearest first; all of them, or those within the `reach`."""
        return (met for met in reversed(self.subjects) if met.at < start and (not reach or start - met.at < reach))

    def holder_before(self, start: int, office: str) -> Mention | None:
        """The subject met last before a position that is called by an office or body of this one word."""
        return next((m for at, m in reversed(self.holders.get(office, [])) if at < start), None)

    def last_people(self, start: int, apart: Apart = NOBODY) -> tuple[Mention, ...]:
        """Whom "they" stands for: the last plural subject, where it is the last subject of all; else the parties last named together; else the
        two of the sentence before."""
        before = (met for met in self.subject_before(start) if free(met.mentions, apart))
        last = next(before, None)
        several = (met for met in chain([last] if last else (), before) if met.plural or len(met.mentions) > 1 or met.mentions[0].kind == "people")
        plural = next(several, None)
        crowd = next((met for met in reversed(self.crowds) if met.at < start and free(met.mentions, apart)), None)
        if crowd is not None and not self.named_since(crowd.at, start, apart):
            return crowd.mentions
        group = self.last_group(start, apart=apart)
        if plural and (not group or (last is not None and last.mentions == plural.mentions)):
            return plural.mentions
        return group or (plural.mentions if plural else self.pair_before(start, apart))

    def named_since(self, at: int, start: int, apart: Apart) -> bool:
        """Whether between two positions somebody known was a subject, or several were named together."""
        told = any(met.at > at and free(met.mentions, apart) for met in self.subject_before(start))
        return told or any(at < group[-1].start < start for group in self.together)

    def last_body(self, start: int, apart: Apart = NOBODY) -> tuple[Mention, ...]:
        """What "it" stands for: the last single subject that is a state or body, else one named close before. In sentences before, the subject of
        a clause set aside ("the map that A had drawn") gives way to that of its sentence."""
        unknown = next((met for met in reversed(self.bodies) if start - FAR < met.at < start and free(met.mentions, apart)), None)
        fitting = [m for m in self.subject_before(start, FAR) if len(m.mentions) == 1 and m.mentions[0].kind in COLLECTIVE and free(m.mentions, apart)]
        if fitting:
            first, sentence = fitting[0], self.sentence(fitting[0].at)
            if first.aside and sentence != self.sentence(start):
                first = next((met for met in fitting if not met.aside and self.sentence(met.at) == sentence), first)
            return first.mentions if unknown is None or first.at > unknown.at else unknown.mentions
        if unknown is not None:
            return unknown.mentions
        named = self.mentions[: bisect_left(self.at, start)]
        earlier = [m for m in named if m.kind in COLLECTIVE and m.start >= self.body_start and free((m,), apart)]
        return (earlier[-1],) if earlier and (start - earlier[-1].start < CLOSE or earlier[-1].kind != "state") else ()

    def main_beside(self, aside: Met, start: int) -> bool:
        """Whether the sentence of a subject set aside ("unless A stops") has a main one before a position."""
        number = self.sentence(aside.at)
        for met in self.subject_before(start):
            told_in = self.sentence(met.at)
            if told_in < number:
                return False
            if told_in == number and not met.aside:
                return True
        return False

    def sentence(self, at: int) -> int:
        """The number of the sentence in which a position lies."""
        return bisect_right(self.sentences, at)

    def pair_here(self, start: int, apart: Apart = NOBODY) -> tuple[Mention, ...]:
        """The two parties whose people the sentence has named before: "days after two B fishermen were shot by an A patrol, the two countries signed"."""
        number = self.sentence(start)
        first = self.sentences[number - 1] if number else self.body_start
        inside = self.mentions[bisect_left(self.at, max(first, self.body_start)) : bisect_left(self.at, start)]
        found = {m.code: m for m in reversed(inside) if m.code and free((m,), apart) and self.gazetteer.kind(m.code) == "state"}
        return tuple(reversed(found.values())) if len(found) == 2 else ()

    def pair_before(self, start: int, apart: Apart = NOBODY) -> tuple[Mention, ...]:
        """The two parties that the sentence before names, where it names two."""
        number = self.sentence(start)
        if number < 2:
            return ()
        first, end = self.sentences[number - 2], self.sentences[number - 1]
        inside = self.mentions[bisect_left(self.at, first) : bisect_left(self.at, end)]
        found = {m.code: m for m in reversed(inside) if m.code and m.kind in PRINCIPALS and free((m,), apart)}
        return tuple(reversed(found.values())) if len(found) == 2 else ()

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

    def remember(self, met: Met) -> None:
        """Keeps a clause's subject for the pronouns after it; those without a code apart, since only a person or a crowd is taken up again."""
        if any(m.code for m in met.mentions):
            self.subjects.append(met)
            self.onlookers |= {m.start for m in met.mentions} if met.onlooking else set()
            for m in reversed(met.mentions):  # so that the first is met last
                if m.code and (words := (m.organ or "").lower().split()):
                    self.holders.setdefault(words[-1], []).append((met.at, m))
        elif met.mentions and all(m.kind in {"person", "group", "people"} or (met.plural and m.kind == "organ") for m in met.mentions):
            (self.crowds if met.plural or len(met.mentions) > 1 else self.strangers).append(met)

    def addressee(self, start: int) -> tuple[Mention, ...]:
        """Whom "you" stands for in a transcript: who had the turn before, else who has it next, other than whose turn it is."""
        now = next((i for i, (a, b, _) in enumerate(self.turns) if a <= start < b), None)
        if now is None:
            return ()
        others = [who for _, _, who in (*reversed(self.turns[:now]), *self.turns[now + 1 :]) if who]
        own = {m.code for m in self.turns[now][2]}
        return next((who for who in others if own and not own & {m.code for m in who}), ())

    def together_here(self, start: int) -> tuple[Mention, ...]:
        """Those whose joint text stands at a position: "the Parties" in it are they."""
        return self.voice(start, fewest=2) or ()

    def voice(self, start: int, fewest: int = 0) -> tuple[Mention, ...] | None:
        """Whose the innermost words given as somebody's are, of those of at least so many; None where there are none."""
        around = [(a, b) for a, b in self.voiced.get(start // PART, ()) if a <= start < b and len(self.first_person[a, b]) >= fewest]
        return self.first_person[min(around, key=lambda stretch: stretch[1] - stretch[0])] if around else None

    def last_group(self, start: int, count: int = 0, bodies: bool = True, apart: Apart = NOBODY, concerned: bool = False) -> tuple[Mention, ...]:
        """The parties last named together; "the two sides" of a text about a state and the one armed group that it names are these two, whoever else was
        named together last ("the government and the coalition freed 60")."""
        group = self.group_before(start, count, bodies, apart, concerned)
        foes = self.foes(start) if concerned and count == PAIR and not self.armed & {m.code for m in group} else ()
        return foes if foes and free(foes, apart) else group

    def foes(self, start: int) -> tuple[Mention, ...]:
        """The one armed group that the text names before a position, and the state that it names most; () where there are several, or none is named more."""
        before = [m for m in self.mentions if m.code and self.body_start <= m.start < start]
        armed = {m.code: m for m in reversed(before) if m.kind == "armed group"}
        named = [m for m in before if m.kind != "people" and self.gazetteer.kind(m.code or "") == "state" and not self.looks_on(m)]
        counts = Counter(m.code for m in named)
        if len(armed) != 1 or not counts or is_tie(counts, 1) or len(self.armed) > 1:
            return ()
        state = max(counts, key=lambda code: counts[code])
        return tuple(sorted((*armed.values(), next(m for m in named if m.code == state)), key=lambda m: m.start))

    def group_before(self, start: int, count: int, bodies: bool, apart: Apart, concerned: bool) -> tuple[Mention, ...]:
        """The parties last named together before `start` (`count` of them, 0 for any); else the states named most.

        Without `bodies`, those with an organisation among them ("hosted by CELAC and CARICOM", "A's king and the UN looked on") are passed over. With
        `concerned`, so are onlookers ("A and B welcomed the deal; C urged both sides ...").
        """
        onlookers = self.onlookers if concerned else set()

        def fits(group: tuple[Mention, ...]) -> bool:
            named = bodies or not any(m.kind in {"organisation", "group"} or self.gazetteer.kind(m.code or "") == "organisation" for m in group)
            return (
                named
                and (not count or len(group) == count)
                and free(group, apart)
                and not (concerned and self.looks_on(group[-1]))
                and not any(m.start in onlookers for m in group)
            )

        before = next(iter(self.subject_before(start)), None) if concerned and count == 2 else None
        more = before is not None and len(before.mentions) > count and all(m.code for m in before.mentions)
        if before is not None and more and self.sentence(before.at) == self.sentence(start) - 1:
            return before.mentions  # "A and the two republics are to cease fire. Both sides are to ..."
        fitting = next((g for g in reversed(self.together) if g[0].start < start and fits(g)), ())
        joint = next((met.mentions for met in self.subject_before(start) if len(met.mentions) > 1 and fits(met.mentions)), ())
        lone = self.lone_pair(start, concerned) if count == 2 and bodies else ()
        strayed = bool(lone and fitting) and len({m.code for m in lone} & {m.code for m in fitting}) == 1  # one of the two named together spoke alone
        if lone and not strayed and lone[-1].start > max((g[0].start for g in (fitting, joint) if g), default=-1):
            return lone
        if fitting or joint:
            return joint if joint and (not fitting or joint[0].start >= fitting[0].start) else fitting
        if count > PAIR:
            return self.spelled_out(count)
        if self.titled and fits(self.titled):
            return self.titled
        pair = (self.pair_here(start, apart) or self.pair_before(start, apart)) if count in {0, 2} else ()
        if pair:
            return pair
        named, counts = self.named_in_full, self.times_in_full
        if concerned and any(map(self.looks_on, named)):
            named = [m for m in named if not self.looks_on(m)]
            counts = Counter(m.code for m in named)
        if is_tie(counts, count or 2):
            counts = Counter(m.code for m in named if m.start < start)  # who comes in later cannot be meant
        if is_tie(counts, count or 2):
            return ()  # nobody can tell which two are meant
        leading = [code for code, _ in sorted(counts.items(), key=lambda item: (-item[1], str(item[0])))[: count or 2]]
        first = {m.code: m for m in reversed(named) if m.code in leading}
        return tuple(sorted(first.values(), key=lambda m: m.start)) if len(first) == (count or 2) else ()

    def spelled_out(self, count: int) -> tuple[Mention, ...]:
        """The parties that the text names together somewhere, where it names so many ("six powers ... The six - A, B, C, D, E and F - undertake")."""
        return next((group for group in self.together if len(group) == count), ())

    @cached_property
    def titled(self) -> tuple[Mention, ...]:
        """The parties that the title names together ("A and B strike a bargain"), if the text names each of them, where it first does."""
        named = {m.code: m for m in reversed(self.mentions) if m.code and m.start >= self.body_start}
        groups = coordinated(self.title, self.gazetteer.find(self.title)) if self.title else []
        together = (tuple(named.get(m.code or "") for m in g) for g in groups if all(m.kind in {*PRINCIPALS, "organisation"} for m in g))
        return next((tuple(m for m in met if m is not None) for met in together if None not in met), ())

    @cached_property
    def named_in_full(self) -> list[Mention]:
        """The mentions that make somebody a party: neither adjectives ("the Kenyan capital") nor capitals, where talks are held."""
        named = [m for m in self.mentions if m.kind in PRINCIPALS and m.code and m.start >= self.body_start and not self.gazetteer.is_capital(m)]
        return [m for m in named if m.kind == "armed group" or m.text == m.name or (m.kind == "organ" and m.text.endswith(f" of {m.name}"))]

    def only_two(self) -> tuple[Mention, ...]:
        """The two states of a text that names no third, however it names them ("Kenya's minister", "her Ugandan colleague"), but for places; () otherwise."""
        named = [m for m in self.mentions if m.code and m.start >= self.body_start and not self.gazetteer.is_capital(m)]
        named = [m for m in named if not self.looks_on(m) and self.text[m.end : m.end + SHORTLY].split()[:1] not in SITES]
        states = {m.code: m for m in reversed(named) if self.gazetteer.kind(m.code or "") == "state"}
        return tuple(sorted(states.values(), key=lambda m: m.start)) if len(states) == 2 and not self.armed else ()

    @cached_property
    def times_in_full(self) -> Counter[str | None]:
        """How often the text names each of these."""
        return Counter(m.code for m in self.named_in_full)

    def looks_on(self, mention: Mention) -> bool:
        """Whether the words right behind a name say that it welcomes or urges, or signs as a witness, as those do who are no side of the matter."""
        behind = self.text[mention.end : mention.end + SHORTLY].split()[:5]
        stems = tuple(verb.removesuffix("e") for verb in table("descriptions")["onlooking"])
        beside = any(a == "as" and b.strip(".,;") in table("speech_acts")["go_betweens"] for a, b in pairwise(behind))
        return beside or any(word.startswith(stems) for word in behind[:3])

    @cached_property
    def armed(self) -> set[str | None]:
        """The codes of the armed groups that the text names."""
        return {m.code for m in self.mentions if m.kind == "armed group"}

    def lone_pair(self, start: int, concerned: bool = False) -> tuple[Mention, ...]:
        """The two parties that were last subjects one after the other ("Russia undertook ... Ukraine undertook ..."); without onlookers, if `concerned`."""
        found: dict[str, Mention] = {}
        for met in self.subject_before(start, NEAR):
            first = met.mentions[0]
            if len(met.mentions) == 1 and first.code and first.kind in PRINCIPALS and not (concerned and met.onlooking):
                found.setdefault(first.code, first)
            if len(found) == 2:
                return tuple(reversed(found.values()))
        return ()

    def with_neighbours(self, mention: Mention) -> tuple[Mention, ...]:
        """The mention with those coordinated with it in the text, which a parser may have hung elsewhere."""
        return self.grouped.get(mention.start, (mention,))

    def other_party(self, start: int, present: Apart) -> tuple[Mention, ...]:
        """ "the other side": the party of the leading pair that is not present; both where that is not told."""
        group = self.last_group(start, 2)
        rest = tuple(m for m in group if m.code not in present)
        return rest if len(rest) == 1 else group


def is_tie(counts: Counter[str | None], leading: int) -> bool:
    """Whether the last of the leading is counted no more often than the next."""
    ranked = sorted(counts.values(), reverse=True)
    return len(ranked) > leading and ranked[leading - 1] == ranked[leading]
