"""Windows that end with the reader: what an early report finds does not depend on how much the ledger tells of later."""

from __future__ import annotations

import datetime as dt
from array import array

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from story import Story, treaty_story

from servanda.ledger.agreements import days_between
from servanda.ledger.asked import Asked
from servanda.ledger.commitments import Book, announced_on, find_commitments
from servanda.ledger.corpus import Corpus, gather
from servanda.ledger.crowds import due_day
from servanda.ledger.making import find_agreements
from servanda.ledger.readings import read_reports
from servanda.ledger.reports import fit
from servanda.ledger.restraints import LEAST, Duties
from servanda.ledger.windows import FEWEST, LATEST, RECALL, Windows, numbers_of
from servanda.records import Commitment, Deadline

Told = tuple[str, str, str, int | None, bool]
WORDS = st.sampled_from(["drone", "boat", "border", "island", "fire"])
ENTRIES = st.lists(st.tuples(st.sampled_from(["NOR", "SWE"]), WORDS, st.integers(0, 40)), max_size=40)


@given(ENTRIES, st.frozensets(WORDS), st.integers(0, 45), st.none() | st.integers(0, 30), st.integers(0, 4), st.integers(1, 6))
@settings(max_examples=150, deadline=None)
def test_a_window_holds_the_latest_promises_of_its_words_up_to_its_day(
    told: list[tuple[str, str, int]], words: frozenset[str], day: int, days: int | None, few: int, most: int
) -> None:  # fmt: skip
    entries = [(party, word, at, number) for number, (party, word, at) in enumerate(told)]
    expected = []
    for word in words:
        dated = sorted((at, number) for party, called, at, number in entries if (party, called) == ("NOR", word))
        by_then = [(at, number) for at, number in dated if at <= day][-most:]
        near = [(at, number) for at, number in by_then if days is None or at >= day - days]
        expected += [number for _, number in (dated if len(dated) <= few else near)]
    assert sorted(Windows(entries).latest("NOR", words, day, days, few, most)) == sorted(expected)
    many = [array("q", range(at, FEWEST)) for at in range(few)]
    windows = Windows(entries).windows("NOR", words, day, days, few, most)
    assert numbers_of([*windows, *many], [0]).tolist() == sorted({*expected, *(number for window in many for number in window), 0})


RENOUNCED = ("drones near the border", "boats near the island", "fire on boats", "drones near boats", "fire across the border")
PARTIES = st.sampled_from([("NOR",), ("SWE",), ("NOR", "SWE"), ()])


@st.composite
def renunciations(draw: st.DrawFn) -> tuple[Corpus, Book]:
    s = Story()
    for at, (year, debtor, thing) in enumerate(draw(st.lists(st.tuples(st.integers(2028, 2032), PARTIES, st.sampled_from(RENOUNCED)), max_size=8))):
        s.document(f"d{at}", f"{year}-03-0{at + 1}")
        s.say(f"d{at}", f"They will not use {thing}", "commissive", "use", " ".join(debtor), object=thing, polarity="negative")
    corpus = gather(s.printed(), s.claims, "2040-01-01", None, {})
    return corpus, find_commitments(corpus, find_agreements(corpus))


@given(renunciations(), PARTIES, st.integers(2028, 2035), st.sets(st.sampled_from(["drone", "boat", "border", "island", "fire", "use"])))
@settings(max_examples=60, deadline=None)
def test_duties_not_to_act_are_those_that_a_look_at_all_would_find(
    known: tuple[Corpus, Book], parties: tuple[str, ...], year: int, words: set[str]
) -> None:  # fmt: skip
    corpus, book = known
    duties, day = Duties(corpus, book.rows), f"{year}-03-04"
    owed = [r for r in book.rows if (not parties or r.key & set(parties)) and 0 <= days_between(announced_on(corpus, r)[0], day) <= RECALL]
    expected = [r.number for r in owed if len(duties.renounced[r.number] & words) >= LEAST]
    assert [r.number for r in duties.open_to(frozenset(parties), day, frozenset(words))] == expected


THINGS = st.sampled_from(["12 sailors", "40 sailors", "sailors of the Albatross", "the harbour", "food and fuel", ""])
ACTS = st.sampled_from(["release", "open", "supply", "hand over"])
TOLD = st.tuples(st.sampled_from(["NOR", "SWE", ""]), ACTS, THINGS, st.sampled_from([None, 12, 40]), st.booleans())


@given(st.lists(TOLD, min_size=1, max_size=4), st.lists(TOLD, min_size=1, max_size=4))
@settings(max_examples=60, deadline=None)
def test_what_is_asked_of_a_duty_first_rules_out_nothing_that_counts(promises: list[Told], acts: list[Told]) -> None:
    s = treaty_story()
    for at, (who, act, thing, number, named) in enumerate((*promises, *acts)):
        promised = at < len(promises)
        s.document(f"u{at}", "2030-01-12" if promised else "2030-02-01")
        words, more = f"{who} {act} {thing} under the treaty", {"instrument": "the treaty", "parties": "NOR SWE"} if named else {}
        s.say(f"u{at}", words, "commissive" if promised else "act", act, who, object=thing, number=number, **more)
    corpus = gather(s.printed(), s.claims, None, None, {})
    registry = find_agreements(corpus)
    book = find_commitments(corpus, registry)
    for report in (report for claim in corpus.claims if claim.illocution == "act" for report in read_reports(corpus, registry, claim)):
        asked = Asked(corpus, registry, report)
        meant = [row for row in book.rows if not row.negative and asked.same_act(row) and (not report.actors or report.actors & row.key)]
        counts = [row for row in meant if isinstance(fit(asked, row), float)]
        assert all(asked.can_count(row, asked.nearness(row)) for row in counts)
        ranked = list(book.crowd.ranked(asked, np.arange(len(book.rows))))
        assert ranked == sorted(ranked, reverse=True)
        ranks = {-at_most[-1]: at_most for at_most in ranked}
        assert all(ranks[row.number] >= (fit(asked, row), True, -due_day(row), -row.number) for row in counts)


def test_the_last_of_a_number_is_worth_that_number_among_many_duties_too() -> None:
    s = treaty_story()
    s.say("t1", "Sudria will release 12 sailors", "commissive", "release", "SWE", object="12 sailors", number=12)
    s.document("t2", "2030-02-01")
    s.say("t2", "Sudria released five sailors, the last of 12", "act", "release", "SWE", object="five sailors", number=5, happened="2030-02-01")
    corpus = gather(s.printed(), s.claims, None, None, {})
    registry = find_agreements(corpus)
    book = find_commitments(corpus, registry)
    (claim,) = (claim for claim in corpus.claims if claim.predicate == "release" and claim.illocution == "act")
    (report,) = read_reports(corpus, registry, claim)
    (row,) = book.rows
    asked = Asked(corpus, registry, report)
    ((most, *_),) = book.crowd.ranked(asked, np.arange(1))
    score = fit(asked, row)
    assert isinstance(score, float)
    assert most >= score


def test_money_is_worth_the_sum_that_it_stands_for_among_many_duties_too() -> None:
    s = treaty_story()
    s.say("t1", "Sudria will pay 4 million dollars", "commissive", "pay", "SWE", object="4 million dollars", number=4_000_000, unit="USD")
    s.document("t2", "2030-02-01")
    s.say("t2", "Sudria still owed 4 million dollars", "stance", "owe", "SWE", object="4 million dollars")
    s.say("t2", "The money was paid on Friday", "act", "pay", object="The money", happened="2030-02-01")
    corpus = gather(s.printed(), s.claims, None, None, {})
    registry = find_agreements(corpus)
    book = find_commitments(corpus, registry)
    (row,) = (row for row in book.rows if row.quantity is not None)
    (report,) = read_reports(corpus, registry, corpus.claims[-1])
    asked = Asked(corpus, registry, report)
    assert asked.all_of(row)
    score = fit(asked, row)
    assert isinstance(score, float)
    assert max(most for most, *_ in book.crowd.ranked(asked, np.array([row.number]))) >= score


def afterwards(s: Story, promises: int) -> Commitment:
    """The first commitment of a story after which Sudria promises the like again and again."""
    for at in range(promises):
        day = dt.date(2031, 1, 1) + dt.timedelta(days=at)
        due = Deadline(kind="date", date=(day + dt.timedelta(days=90)).isoformat(), text="then")
        s.document(f"later{at:03d}", day.isoformat())
        thing = f"{at + 20} sailors"
        s.say(f"later{at:03d}", f"Sudria will release {thing}", "commissive", "release", "SWE", object=thing, number=at + 20, deadline=due)
    rows = s.ledger().commitments
    assert len(rows) == promises + 1
    return rows[0]


@pytest.mark.parametrize("promises", [0, LATEST + 10])
def test_later_promises_push_no_old_one_out_of_sight_of_an_old_report(promises: int) -> None:
    s = treaty_story()
    s.say("t1", "Sudria will release 12 sailors", "commissive", "release", "SWE", object="12 sailors", number=12)
    s.document("t2", "2030-02-01")
    s.say("t2", "Sudria released 12 sailors", "act", "release", "SWE", object="12 sailors", number=12, happened="2030-02-01")
    assert afterwards(s, promises).status == "fulfilled"


@pytest.mark.parametrize("promises", [0, 30])
def test_later_promises_do_not_hide_the_duty_that_an_old_act_without_object_means(promises: int) -> None:
    s = treaty_story()
    s.say("t1", "Sudria will release 12 sailors", "commissive", "release", "SWE", object="12 sailors", number=12)
    s.document("t2", "2030-02-01")
    s.say("t2", "Norland thanked Sudria for releasing them", "endorsement", "praise", "NOR", "SWE", predicate="thank")
    assert afterwards(s, promises).status == "fulfilled"
