"""The indexes by which the ledger stays in proportion to the claims: each finds just what a look at everything would."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from story import Story

from servanda.language.amounts import same_amount
from servanda.ledger.agreements import days_between
from servanda.ledger.circles import Circles
from servanda.ledger.corpus import gather
from servanda.ledger.counted import COMPARED, Wordings
from servanda.ledger.deeds import Deed, Deeds
from servanda.ledger.mediators import Named
from servanda.ledger.promises import Promise
from servanda.ledger.tables import tables
from servanda.ledger.terms import likeness, terms

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


WORDED = st.tuples(st.sampled_from(["12 blue boats", "boats", "the old blue harbour", ""]), st.sampled_from([None, 1.0, 12.0, 40.0]), st.booleans())


@given(st.lists(WORDED, min_size=1, max_size=30))
@settings(max_examples=80, deadline=None)
def test_wordings_say_the_same_read_one_by_one_and_all_at_once(told: list[tuple[str, float | None, bool]]) -> None:
    s = Story()
    s.document("d", "2030-01-01")
    promises: list[Promise] = []
    wordings = Wordings(promises)
    for thing, number, own in told:
        claim = s.say("d", f"Norland will hand over {thing}", "commissive", "hand over", "NOR", object=thing, number=number, in_text=own)
        promise = Promise(claim, ("NOR",), None, False, "hand over", thing, False, frozenset(), terms(thing), claim.quantity)
        promises.append(promise)
        best, shown, given = usual(promises), usual(promises).quantity, [p.quantity for p in promises if p.quantity is not None]
        assert wordings.best() is best
        counted = [*given, *([shown] if shown is not None else [])]
        most = max(given, key=lambda q: sum(same_amount(other, q) for other in counted)) if given else None
        assert wordings.how_much(False) == (most or Wordings(promises).how_much(False))
        assert wordings.how_much(True) is most


def usual(promises: list[Promise]) -> Promise:
    own = [p for p in promises if p.claim.in_text and p.object] or [p for p in promises if p.object] or promises
    return max(own[:COMPARED], key=lambda p: sum(likeness(p.terms, q.terms) for q in promises[:COMPARED]))


def test_names_are_found_as_whole_words_in_their_own_order() -> None:
    names: dict[str, Any] = {"Sudria": "SUD", "Union of the Isles": "UOI", "Norland": "NOR"}
    assert Named(names).codes_in("Norland, the Union of the Isles and Sudria's friends") == ["SUD", "UOI", "NOR"]
    assert Named(names).codes_in("Sudrians of the Isles") == []
