"""Agreements: mentions across documents clustered by parties, kind of instrument and day; their lives by stages.

A mention joins the known agreement of these parties that its words can mean ("the December accord"); an act of agreeing or
signing between two parties or more makes a new one. A prolongation is an agreement of its own that points to its base.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, insort
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations

from servanda.ledger.corpus import Corpus, Place
from servanda.ledger.instruments import SeenMention, fits_kind, is_generic
from servanda.ledger.parties import document_codes, same_key
from servanda.records import Claim

NEAR = 3  # days within which two reports tell of one agreement
LONGEST_WAY = 365  # days in which an agreement reached is looked for when it is signed
STATEMENT = "statement"
FRESH = 14  # days after its making in which an agreement is news
BACKGROUND = 90  # days before publication after which an agreement that nothing rests on is background
RECENT = 50  # latest agreements of a party or pair among which a mention looks for its own
MOST_CODES = 12  # parties of one document among which pairs are looked up


@dataclass(eq=False)
class Draft:
    """An agreement while it is put together."""

    number: int
    parties: tuple[str, ...]
    first: Place
    day: str | None = None
    exact: bool = False
    told: bool = False  # whether a clause tells of its making as a fact
    span: tuple[str, str] | None = None  # the month or year by which it is called, where no day is known
    kinds: list[str] = field(default_factory=list)
    heads: dict[str, str] = field(default_factory=dict)  # kind to the words first used for it
    words: set[str] = field(default_factory=set)  # what tells it from others of its kind
    titles: list[str] = field(default_factory=list)
    organs: dict[str, str] = field(default_factory=dict)
    mediators: list[str] = field(default_factory=list)
    stages: list[tuple[str, str, bool, Claim]] = field(default_factory=list)  # stage, day, exact, claim
    claims: list[Claim] = field(default_factory=list)
    base: Draft | None = None
    prolongations: list[Draft] = field(default_factory=list)
    mirror: Draft | None = None  # the first of the texts made on one day with the same third parties
    category: str | None = None
    agreement_id: str = ""
    _key: tuple[tuple[str, ...], frozenset[str]] | None = None
    _life: tuple[int, str | None, dict[str, str]] | None = None

    @property
    def key(self) -> frozenset[str]:
        """The parties for comparison."""
        if self._key is None or self._key[0] is not self.parties:  # asked of up to fifty agreements for each mention
            self._key = (self.parties, same_key(self.parties))
        return self._key[1]

    @property
    def root(self) -> Draft:
        """The agreement with which it shares its life: the one it prolongs, the first of mirror texts, else itself."""
        return self.base.root if self.base else self.mirror or self

    def lifecycle(self) -> dict[str, str]:
        """Stage to its day: the first exactly known, else the first reported. Kept, since each claim of its making asks for it."""
        if self._life is None or self._life[:2] != (len(self.stages), self.day):
            found: dict[str, str] = {}
            for stage, day, _, _ in sorted(self.stages, key=lambda s: (not s[2], s[1])):
                found.setdefault(stage, day)
            if self.day is not None and not {"reached", "signed"} & set(found):
                found["reached"] = self.day
            self._life = (len(self.stages), self.day, dict(sorted(found.items(), key=lambda item: item[1])))
        return self._life[2]


class Registry:
    """All agreements met so far, with the indexes by which a mention finds its own."""

    def __init__(self, corpus: Corpus, promisers: Mapping[tuple[str, int], tuple[str, ...]]) -> None:
        self.corpus, self.promisers = corpus, promisers
        self.drafts: list[Draft] = []
        self.of_claim: dict[str, Draft] = {}
        self.in_document: dict[str, list[tuple[int, Draft]]] = {}
        self._by_pair: dict[frozenset[str], list[Draft]] = {}
        self._by_party: dict[str, list[Draft]] = {}
        self._by_kind: dict[str, list[Draft]] = {}
        self._by_words: dict[tuple[str, int], Draft] = {}
        self._known: dict[str, int] = {}  # how many agreements there were at the end of each document
        self._codes = document_codes(corpus.claims)
        self.own_texts = {(c.doc_id, c.instrument.start) for c in corpus.claims if c.in_text and c.instrument is not None}

    def read(self, claim: Claim) -> None:
        """Notes that a claim has been read: what comes after its document is not known to it."""
        self._known[claim.doc_id] = len(self.drafts)

    def _latest(self, drafts: list[Draft], doc_id: str) -> list[Draft]:
        """The latest of some agreements that a document can know of."""
        known = self._known.get(doc_id, len(self.drafts))
        if not drafts or drafts[-1].number < known:  # as while agreements are read
            return drafts[-RECENT:]
        end = bisect_left(drafts, known, key=_number)
        return drafts[max(0, end - RECENT) : end]

    def add(self, draft: Draft) -> Draft:
        """Enters a new agreement."""
        self.drafts.append(draft)
        self._index(draft, frozenset())
        return draft

    def widen(self, draft: Draft, parties: tuple[str, ...]) -> None:
        """Adds parties to an agreement."""
        before = draft.key
        draft.parties = (*draft.parties, *parties)
        self._index(draft, before)

    def _index(self, draft: Draft, before: frozenset[str]) -> None:
        for pair in combinations(sorted(draft.key)[:MOST_CODES], 2):
            if not before.issuperset(pair):
                insort(self._by_pair.setdefault(frozenset(pair), []), draft, key=_number)
        for code in sorted(draft.key - before):
            insort(self._by_party.setdefault(code, []), draft, key=_number)

    def note_kind(self, draft: Draft, kind: str) -> None:
        """Enters a kind under which the agreement is known."""
        if kind not in draft.kinds:
            draft.kinds.append(kind)
            if not is_generic(kind):
                self._by_kind.setdefault(kind, []).append(draft)

    def link(self, claim: Claim, draft: Draft) -> None:
        """Notes that the claim speaks of the agreement."""
        draft.claims.append(claim)
        self.of_claim[claim.claim_id] = draft
        self.in_document.setdefault(claim.doc_id, []).append((claim.start, draft))
        if claim.instrument is not None:
            self._by_words.setdefault((claim.doc_id, claim.instrument.start), draft)

    def candidates(self, seen: SeenMention) -> list[Draft]:
        """Agreements that the mention may mean by its parties, else by those its document names, else fresh ones of one of them."""
        around = self._codes.get(seen.claim.doc_id, ())[:MOST_CODES]
        if len(seen.key) >= 2:
            return [d for d in self._of_pairs(sorted(seen.key)[:MOST_CODES], seen.claim.doc_id) if d.key <= seen.key or seen.key <= d.key]
        one = seen.key or (seen.actors if seen.claim.illocution == "act" else frozenset())
        inside = frozenset({*around, *seen.key})
        among = [d for d in self._of_pairs(sorted(inside), seen.claim.doc_id) if not one or d.key & one]
        found = [d for d in among if d.key <= inside or self.mentions(seen.claim.doc_id, d)]
        if found:
            return found
        near = {d for code in one or inside for d in self._by_party.get(code, ())[-RECENT:] if self.is_fresh(seen.claim, d)}
        partly = among if len(among) == 1 else []  # of three parties the document names two
        return sorted(near, key=_number) or partly or self._remembered(seen, one)

    def _remembered(self, seen: SeenMention, one: frozenset[str]) -> list[Draft]:
        """Older agreements of the party that acts: of the named kind, or the only one it has."""
        if not seen.definite:
            return []
        if not one:  # nobody is named: the only fresh one of its kind
            fresh = [d for d in self._by_kind.get(seen.kind, ())[-RECENT:] if self.is_fresh(seen.claim, d)]
            return fresh if len(fresh) == 1 else self._called(seen)
        old = sorted({d for code in one for d in self._by_party.get(code, ())[-RECENT:]}, key=_number)
        return [d for d in old if seen.kind in d.kinds and not is_generic(seen.kind)] or (old if len(old) == 1 else [])

    def _called(self, seen: SeenMention) -> list[Draft]:
        """The only agreement of those whom the document names or lets speak that has all the words by which it is called ("the Lusaka deal")."""
        voices = same_key(link.speaker.code for link in seen.claim.attribution if link.speaker is not None and link.speaker.code)
        around = voices | frozenset(self._codes.get(seen.claim.doc_id, ()))
        old = {d.number: d for code in sorted(around) for d in self._by_party.get(code, ())[-RECENT:] if seen.modifiers and seen.modifiers <= d.words}
        return [*old.values()] if len(old) == 1 else []

    def _of_pairs(self, codes: Sequence[str], doc_id: str) -> list[Draft]:
        found = {d for pair in combinations(codes, 2) for d in self._latest(self._by_pair.get(frozenset(pair), []), doc_id)}
        return sorted(found, key=_number)

    def between(self, codes: frozenset[str], doc_id: str) -> list[Draft]:
        """The latest agreements that have all these parties and that the document can know of, the oldest first; none for fewer than two."""
        return [d for d in self._of_pairs(sorted(codes)[:MOST_CODES], doc_id) if codes <= d.key]

    def codes_of(self, doc_id: str) -> tuple[str, ...]:
        """The parties that the document names."""
        return self._codes.get(doc_id, ())

    def around(self, doc_id: str) -> frozenset[str]:
        """The parties that the document names, in its claims or its first words."""
        return frozenset(self.codes_of(doc_id)) | self.corpus.named_first(doc_id)

    def of_party(self, code: str, doc_id: str) -> list[Draft]:
        """The latest agreements of a party that the document can know of."""
        return self._latest(self._by_party.get(code, []), doc_id)

    def latest_of_those_named(self, claim: Claim) -> Draft | None:
        """The latest agreement, made before, between parties whom the claim's document names: theirs is a body or an addendum of which it speaks."""
        around = frozenset(self.codes_of(claim.doc_id))
        theirs = [d for code in sorted(around) for d in self.of_party(code, claim.doc_id) if len(d.key) > 1 and d.key <= around]
        known = [d for d in theirs if d.day is not None and d.day <= self.corpus.published(claim)]
        return max(known, key=lambda d: (d.day or "", d.number), default=None)

    def mentions(self, doc_id: str, draft: Draft) -> bool:
        """Whether the document has already spoken of the agreement."""
        return any(d is draft for d in self.spoken_of(doc_id))

    def spoken_of(self, doc_id: str) -> list[Draft]:
        """The agreements of which the document has spoken so far, in the order of its words."""
        return [draft for _, draft in self.in_document.get(doc_id, ())]

    def same_words(self, seen: SeenMention) -> Draft | None:
        """The agreement of which an earlier clause spoke by the very words that are carried on to this one."""
        return self._by_words.get((seen.claim.doc_id, seen.claim.instrument.start)) if seen.claim.instrument is not None else None

    def resolve(self, seen: SeenMention) -> Draft | None:
        """The known agreement that the words mean: right kind and day; best the one in focus, then the latest."""
        if same := self.same_words(seen):
            return same
        best: tuple[tuple[int, bool, bool, str, int], Draft] | None = None
        for draft in self.candidates(seen):
            fits = fits_kind(seen.kind, draft.kinds) or self._gives_text(seen, draft)
            if not fits or not fits_day(seen, draft) or self._renamed(seen, draft) or self._another_text(seen, draft):
                continue
            if seen.makes and len(seen.key) >= 2 and seen.key != draft.key and seen.kind not in draft.kinds and seen.stage != "extended":
                continue
            shared = len(seen.modifiers & draft.words)
            called = shared if shared or not (seen.modifiers and draft.words) else -1
            rank = (called, seen.kind in draft.kinds and not is_generic(seen.kind), self.mentions(seen.claim.doc_id, draft), draft.day or "", draft.number)
            if best is None or rank > best[0]:
                best = (rank, draft)
        return best[1] if best else None

    def _gives_text(self, seen: SeenMention, draft: Draft) -> bool:
        """Whether a statement only prints what its authors signed that day."""
        instrument, signed = seen.claim.instrument, any(stage == "signed" for stage, *_ in draft.stages)
        printed = instrument is not None and (seen.claim.doc_id, instrument.start) in self.own_texts
        same = seen.key == draft.key and abs(days_between(draft.day or "", seen.day)) <= 1 and self.mentions(seen.claim.doc_id, draft)
        return seen.kind == STATEMENT and seen.stage != "signed" and printed and signed and same

    def _renamed(self, seen: SeenMention, draft: Draft) -> bool:
        """Whether an agreement known by a general word only would late get a name of its own kind: that is another one's name."""
        return not is_generic(seen.kind) and seen.kind not in draft.kinds and not self.is_fresh(seen.claim, draft)

    def _another_text(self, seen: SeenMention, draft: Draft) -> bool:
        """Whether the document prints an undated text of its own days after the known agreement was made: that is a new one."""
        instrument = seen.claim.instrument
        if instrument is None or seen.named is not None or (seen.claim.doc_id, instrument.start) not in self.own_texts:
            return False
        return draft.day is not None and days_between(draft.day, seen.day) > NEAR and not self.mentions(seen.claim.doc_id, draft)

    def focus(self, claim: Claim, debtors: frozenset[str], news: bool = False) -> Draft | None:
        """The agreement a clause without a name for it stands under: the last one spoken of before it in its document.

        Failing that, the first one after it that is news in this document; it must have the debtors among its parties or mediators.
        With `news` only agreements made shortly before come in: an old treaty that is mentioned does not make a new promise its clause.
        """
        seen = [(start, d) for start, d in self.in_document.get(claim.doc_id, ()) if debtors <= d.key | set(d.mediators) or (claim.in_text and debtors & d.key)]
        near = [(start, d) for start, d in seen if claim.in_text or not news or self.is_fresh(claim, d)]
        before = [d for start, d in near if start <= claim.start]
        after = [d for start, d in near if start > claim.start and self.is_fresh(claim, d)]
        return before[-1] if before else after[0] if after else None

    def bound_before(self, claim: Claim, parties: frozenset[str]) -> Draft | None:
        """The agreement that just these parties made in the months before: what they are to do together is likely its clause, not a new text."""
        between = [d for d in self.between(parties, claim.doc_id) if d.key == parties]
        known = [d for d in between if FRESH < days_between(d.day or "", self.corpus.published(claim)) <= BACKGROUND]
        return max(known, key=lambda d: (d.day or "", d.number), default=None)

    def is_fresh(self, claim: Claim, draft: Draft) -> bool:
        """Whether the agreement was made shortly before the claim's document appeared."""
        return draft.day is not None and abs(days_between(draft.day, self.corpus.published(claim))) <= FRESH


def _number(draft: Draft) -> int:
    return draft.number


def days_between(a: str, b: str) -> int:
    """Days from `a` to `b`; a great number where one is no day."""
    first, last = ordinal(a), ordinal(b)
    return last - first if first is not None and last is not None else 10**6


@lru_cache(maxsize=65536)
def ordinal(day: str) -> int | None:
    """The days from the year 1 to an ISO day; None where it is none."""
    try:
        return dt.date.fromisoformat(day).toordinal()
    except ValueError:
        return None


def fits_day(seen: SeenMention, draft: Draft) -> bool:
    """Whether the words' day, as far as they have one, can be that of the agreement."""
    known = (draft.day, draft.day) if draft.day is not None and (draft.exact or draft.span is None) else draft.span
    if known is None:
        return True
    if seen.named is not None:  # the date by which the noun phrase calls it
        return days_between(seen.named[0], known[1]) >= -1 and days_between(known[0], seen.named[1]) >= -1
    before, after = days_between(seen.day, known[0]), days_between(known[1], seen.day)  # how far outside the known days
    if not seen.makes or seen.stage == "extended":
        return after >= -1 or before <= 1
    later_stage = seen.definite and seen.stage == "signed" and all(stage != "signed" for stage, *_ in draft.stages) and 0 <= after <= LONGEST_WAY
    if seen.exact:
        return max(before, after) <= NEAR or later_stage
    return max(before, after) <= FRESH or later_stage or (seen.definite and after >= 0)
