"""The indexes by which the ledger stays in proportion to the claims: each finds just what a look at everything would."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from story import Story

from servanda.ledger.agreements import days_between
from servanda.ledger.circles import Circles
from servanda.ledger.commitments import RECALL, Book, announced_on, find_commitments
from servanda.ledger.corpus import Corpus, gather
from servanda.ledger.events import Deed, Deeds
from servanda.ledger.making import find_agreements
from servanda.ledger.mediators import Named
from servanda.ledger.restraints import LEAST, Duties
from servanda.ledger.tables import tables

RENOUNCED = ("drones near the border", "boats near the island", "fire on boats", "drones near boats", "fire across the border")
DAYS = st.sampled_from(["2030-01-01", "2030-01-02", "2030-01-04", "2030-01-09", "2030-02-01", ""])
PARTIES = st.sampled_from([("NOR",), ("SWE",), ("NOR", "SWE"), ()])


@given(st.lists(st.tuples(DAYS, st.booleans(), PARTIES), max_size=12))
@settings(max_examples=80, deadline=None)
def test_deeds_join_the_latest_that_can_be_the_same(told: list[tuple[str, bool, tuple[str, ...]]]) -> None:
    deeds, group = Deeds(), []
    for at, (day, exact, target) in enumerate(told):
        deed = Deed("MEET", ("FIN",), target, day, exact and bool(day), "day", str(at), [])
        first = next((known for known in reversed(group) if same(known, deed)), None)
        if first is None:
            group.append(Deed("MEET", ("FIN",), target, day, exact and bool(day), "day", str(at), []))
        else:
            first.target = first.target if set(target) <= set(first.target) else target
            first.day, first.exact = (day, True) if deed.exact and not first.exact else (first.day, first.exact)
        deeds.merge(deed)
    assert [(d.day, d.exact, d.target, d.gist) for d in deeds.all] == [(d.day, d.exact, d.target, d.gist) for d in group]


def same(known: Deed, deed: Deed) -> bool:
    apart = abs(days_between(known.day, deed.day))
    close = apart == 0 if known.exact and deed.exact else apart <= tables().events.close_days
    return close and (set(known.target) <= set(deed.target) or set(deed.target) <= set(known.target))


@pytest.mark.parametrize(
    ("day", "found"),
    [(None, {"d0", "d1", "d2", "d3", "d4"}), ("2030-01-02", {"d1", "d2", "d4"}), ("no day", set())],
)
def test_circles_know_documents_by_party_and_day(day: str | None, found: set[str]) -> None:
    s = Story()
    for at, published in enumerate(("2030-01-01", "2030-01-02", "2030-01-12", "2030-01-13", "", "2030-01-05")):
        s.document(f"d{at}", published)
        s.say(f"d{at}", "They met", "act", "meet", "NOR" if at == 5 else "NOR SWE")
    circles = Circles(gather(s.printed(), s.claims, None, None, {}))
    assert circles.around(frozenset({"NOR", "SWE"}), day, 10) == found


def test_names_are_found_as_whole_words_in_their_own_order() -> None:
    names: dict[str, Any] = {"Sudria": "SUD", "Union of the Isles": "UOI", "Norland": "NOR"}
    assert Named(names).codes_in("Norland, the Union of the Isles and Sudria's friends") == ["SUD", "UOI", "NOR"]
    assert Named(names).codes_in("Sudrians of the Isles") == []


@st.composite
def renunciations(draw: st.DrawFn) -> tuple[Corpus, Book]:
    s = Story()
    for at, (year, debtor, thing) in enumerate(draw(st.lists(st.tuples(st.integers(2028, 2032), PARTIES, st.sampled_from(RENOUNCED)), max_size=8))):
        s.document(f"d{at}", f"{year}-03-0{at + 1}")
        s.say(f"d{at}", f"They will not use {thing}", "commissive", "use", " ".join(debtor), object=thing, polarity="negative")
    corpus = gather(s.printed(), s.claims, "2040-01-01", None, {})
    return corpus, find_commitments(corpus, find_agreements(corpus))


@given(renunciations(), PARTIES, st.integers(2028, 2035), st.sets(st.sampled_from(["drone", "boat", "border", "island", "fire", "use"])))
@settings(max_examples=80, deadline=None)
def test_duties_not_to_act_are_those_that_a_look_at_all_would_find(
    known: tuple[Corpus, Book], parties: tuple[str, ...], year: int, words: set[str]
) -> None:  # fmt: skip
    corpus, book = known
    duties, day = Duties(corpus, book.rows), f"{year}-03-04"
    owed = [r for r in book.rows if (not parties or r.key & set(parties)) and 0 <= days_between(announced_on(corpus, r)[0], day) <= RECALL]
    expected = [r.number for r in owed if len(duties.renounced[r.number] & words) >= LEAST]
    assert [r.number for r in duties.open_to(frozenset(parties), day, frozenset(words))] == expected
