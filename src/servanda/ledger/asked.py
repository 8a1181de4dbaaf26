"""What every duty at hand asks of a report, found once a report; first what rules most duties out for least."""

from __future__ import annotations

from functools import cached_property

from servanda.language.amounts import comparable, is_measured, is_money, same_amount
from servanda.ledger.agreements import Registry
from servanda.ledger.commitments import Owed, announced_on
from servanda.ledger.corpus import Corpus
from servanda.ledger.crowds import LEAST, PLAIN
from servanda.ledger.elsewhere import Whereabouts, names_in
from servanda.ledger.instruments import stage_of
from servanda.ledger.labels import Label, lots_of, lots_told, other_lot
from servanda.ledger.parties import codes, same_key, seats_in
from servanda.ledger.promises import speaker
from servanda.ledger.readings import Report, stands_for_things
from servanda.ledger.shares import counted_in, last_of, names_whole, nth_of, ordinals_in, share_of, speaks_of_last
from servanda.ledger.sums import calls_money, money_before
from servanda.ledger.terms import contrary_classes, head, kindred_classes, nearness, terms
from servanda.records import Claim, Quantity

BARE = 1000  # from which a number without its unit is no other by chance


class Asked:
    """A report with what every duty at hand asks of it, found once."""

    def __init__(self, corpus: Corpus, registry: Registry, report: Report) -> None:
        self.corpus, self.registry, self.report = corpus, registry, report
        self.makes = report.agreement is not None and stage_of(report.claim)[1]
        self.done_to = party_done_to(report.claim)
        self._contrary = contrary_classes(report.claim.action)
        self.kindred = kindred_classes(report.classes) if report.claim.object is not None and not report.undone else frozenset()

    @cached_property
    def named(self) -> frozenset[str]:
        """The parties that say so or that the clause names ("the first Japanese bridges were shipped"); its sentence and
        the one before, where a pronoun or a bare number stands for the thing."""
        claim, voice = self.report.claim, speaker(self.report.claim)
        own = same_key((voice.code,)) if voice is not None and voice.code is not None else frozenset()
        before = stands_for_things(claim)
        from_there = seats_in(self.corpus.words(claim))
        around = self.sentence if before else self.corpus.words(claim)
        around = f"{self.corpus.said_before(claim)} {around}" if before and claim.quantity is not None else around
        promised = (
            self.corpus.acting(claim) if not self.report.actors and not self.report.undone else frozenset[str]()
        )  # "which B undertook to close are sealed"
        return own | from_there | same_key(promised) | self.corpus.named_in(terms(around))

    @cached_property
    def around(self) -> frozenset[str]:
        """The parties that the document names."""
        doc_id = self.report.claim.doc_id
        return self.registry.around(doc_id)

    def only_measured(self, row: Owed) -> bool:
        """Whether the words name nothing but an amount of money, weight and the like of which some is owed ("the remaining 400 tonnes were unloaded")."""
        owed, seen, thing = row.quantity, self.report.claim.quantity, self.report.claim.object
        if owed is None or seen is None or thing is None or not is_measured(owed.unit) or not comparable(owed, seen):
            return False
        if seen.start is None or seen.end is None:
            return False
        text = thing.text
        return not terms(text[: max(seen.start - thing.start, 0)] + " " + text[max(seen.end - thing.start, 0) :])

    @cached_property
    def of_money(self) -> bool:
        """Whether what the act was done to is called nothing but money."""
        return calls_money(self.report.claim)

    @cached_property
    def sum_before(self) -> Quantity | None:
        """The sum named before that "the money" stands for."""
        return money_before(self.corpus, self.report.claim)

    def only_money(self, row: Owed) -> bool:
        """Whether the words name money, and the duty is to pay some."""
        owed = row.quantity
        return (
            self.of_money
            and owed is not None
            and (is_money(owed.unit) or (owed.unit == "" and self.sum_before is not None and owed.value == self.sum_before.value))
        )

    @cached_property
    def sentence(self) -> str:
        """The words of its sentence."""
        return self.corpus.sentence(self.report.claim)

    @cached_property
    def names(self) -> frozenset[str]:
        """The words of proper names in its sentence, by one of which a duty may be known."""
        return names_in(self.sentence)

    @cached_property
    def whereabouts(self) -> Whereabouts:
        """Where and whose the thing is."""
        return Whereabouts(self.corpus, self.report.claim)

    @cached_property
    def told(self) -> frozenset[str]:
        """The telling words of its sentence."""
        return terms(self.sentence)

    @cached_property
    def counted(self) -> tuple[Quantity, ...]:
        """What its sentence counts, where that may be a part beside a whole, of whatever duty."""
        may_count = not self.report.undone and names_whole(self.sentence) and " of " in f" {self.sentence.lower()}"
        told = counted_in(self.sentence) if may_count else ()
        return told if len(told) > 1 else ()

    def share_told(self, row: Owed) -> bool:
        """Whether its sentence tells how much of as much as is owed was done."""
        return bool(self.counted) and share_of(self.sentence, row.quantity) is not None

    def same_people(self, row: Owed) -> bool:
        """Whether people are counted by words that are all among those of the duty ("24 Boreans", of Borean soldiers)."""
        seen, told = self.report.claim.quantity, {word for word in self.report.terms if not word.startswith("#")}
        return seen is not None and row.quantity is not None and seen.unit == row.quantity.unit and bool(told) and told <= row.terms

    def at_hand(self, row: Owed) -> bool:
        """Whether the document names the debtor, or the duty's agreement or a party of it; of a word given outside any agreement, to whom it was given."""
        if row.agreement is None:
            given_to = same_key(code for p in row.promises for code in codes(p.claim.recipients))
            return not (row.key | given_to).isdisjoint(self.around)
        return not row.agreement.key.isdisjoint(self.around) or self.registry.mentions(self.report.claim.doc_id, row.agreement)

    @cached_property
    def receivers(self) -> frozenset[str]:
        """The states to which the act was done; of "the post named in the deal of X" X only says which."""
        claim, thing = self.report.claim, self.report.claim.object
        states = (m for m in claim.recipients if m.kind == "state" and (thing is None or not thing.start <= m.start < thing.end))
        return same_key(m.code for m in states if m.code) - self.report.actors

    @cached_property
    def lots(self) -> frozenset[Label]:
        """Which instalments or stages the act was done to: as its words tell."""
        return lots_told(self.corpus, self.report.claim)

    def of_lot(self, row: Owed) -> bool | None:
        """Whether both tell of one lot; None where either tells none, or lots of another kind."""
        owed = lots_of(self.corpus, row) if self.lots else frozenset()
        return True if self.lots & owed else False if other_lot(self.lots, owed) else None

    @cached_property
    def of_the_last(self) -> bool:
        """Whether it tells of the last of anything, which is worth as much as the whole number of a duty of as many."""
        return not self.report.undone and speaks_of_last(self.sentence)

    @cached_property
    def ordinals(self) -> tuple[float, ...]:
        """The ordinals of its sentence by which a thing may be the last of as many."""
        return () if self.report.undone else tuple(number for number, _ in ordinals_in(self.sentence))

    def all_of(self, row: Owed) -> bool:
        """Whether it tells of as much as is owed, or of the last of as much."""
        if self.ordinals and (nth := nth_of(self.sentence, row.quantity, row.head)) is not None:
            return row.quantity is not None and nth == row.quantity.value
        if self.only_money(row) and row.quantity is not None and self.sum_before is not None:
            return row.quantity.value == self.sum_before.value
        return same_number(row, self.report.claim) or (self.of_the_last and last_of(self.sentence, row.quantity))

    @cached_property
    def head(self) -> str | None:
        """The head noun of what the act was done to; None where the words name nothing."""
        thing = self.report.claim.object
        return head(thing.text) if thing is not None else None

    @cached_property
    def thing(self) -> frozenset[str]:
        """The telling words of what the act was done to, without those of its clause."""
        return terms(self.report.claim.object.text) if self.report.claim.object is not None else frozenset()

    def likeness(self, row: Owed) -> float:
        """How near the words are to the duty's; of a thing of the same head, those of the thing alone ("the tower came down")."""
        near = nearness(row.terms, self.report.terms)
        return max(near, nearness(row.terms, self.thing)) if self.head == row.head != "" and not self.report.carried else near

    def nearness(self, row: Owed) -> float:
        """How near the words and the number are to the duty's, 0 to 2."""
        same = self.of_lot(row)
        return (1.0 if same else self.likeness(row)) + same_number(row, self.report.claim)

    def same_act(self, row: Owed) -> bool:
        """Whether it tells of the promised act, or of a kindred one done to the same thing ("handed over" the licences that were to be issued)."""
        if not row.classes.isdisjoint(self.report.classes):
            return True
        same = row.head in self.report.terms if self.report.carried else self.head == row.head != ""
        return same and not row.classes.isdisjoint(self.kindred) and row.classes.isdisjoint(self._contrary)

    def can_count(self, row: Owed, near: float) -> bool:
        """What is asked of a duty first, since it takes least: whether a report as near as this can count for it at all."""
        report = self.report
        if report.day < announced_on(self.corpus, row)[0]:
            return False
        if near < LEAST:
            linked = report.agreement is not None and report.agreement is row.agreement
            return linked or self.done_alike(row) or self.only_money(row) or self.share_told(row)
        named = report.actors or near >= 1 or report.agreement is not None or len(row.terms & report.terms) >= PLAIN
        return bool(named) or self.head == row.head or not row.key.isdisjoint(self.named)

    def done_alike(self, row: Owed) -> bool:
        """Whether both acts are done to a party itself, by whatever name ("take the front off the list")."""
        return bool(self.done_to and self.done_to & party_done_to(row.best.claim))


def party_done_to(claim: Claim) -> frozenset[str]:
    thing = claim.object
    return same_key(m.code for m in claim.recipients if m.code and thing is not None and m.start <= thing.start and thing.end <= m.end)


def same_number(row: Owed, claim: Claim) -> bool:
    owed, seen = row.quantity, claim.quantity
    if owed is None or seen is None:
        return False
    bare = "" in (owed.unit, seen.unit) and owed.value == seen.value >= BARE  # "the first tranche, of six million"
    return bare or same_amount(owed, seen)
