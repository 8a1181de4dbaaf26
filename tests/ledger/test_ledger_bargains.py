"""Steps of a bargain: parts given for parts, what waits for what was told before, a duty in the text's own verb."""

from __future__ import annotations

from story import Story

from servanda.records import Deadline

SIGNED = "Norland and Sudria signed an accord on Monday"


def signed() -> Story:
    """An accord of two states, just made."""
    story = Story()
    story.document("d1", "2031-03-04")
    story.say("d1", SIGNED, "act", "sign", "NOR SWE", object="an accord", instrument="an accord", happened="2031-03-03", plover="AGREE")
    return story


def ties(story: Story) -> list[tuple[str, tuple[str, ...], str, tuple[str, ...], str]]:
    """Kind, debtor and day of each relation, with debtor and day of the other duty."""
    rows = {c.commitment_id: c for c in story.ledger().commitments}
    return sorted(
        (r.kind, c.debtor, c.deadline.date or "", rows[r.commitment_id].debtor, rows[r.commitment_id].deadline.date or "")
        for c in rows.values()
        for r in c.relations
    )


def test_of_two_series_each_part_is_given_for_the_part_of_its_turn() -> None:
    story = signed()
    for number, (sent, paid) in enumerate((("2031-04-01", "2031-04-15"), ("2031-06-01", "2031-06-15"))):
        words = f"Norland will deliver lot {number} of 30 lorries"
        story.say("d1", words, "commissive", "deliver", "NOR", object="30 lorries", number=30, unit="lorry", deadline=Deadline(kind="date", date=sent))
        words = f"in return for lot {number} Sudria will deliver 20 tonnes of pine"
        due = Deadline(kind="date", date=paid)
        story.say("d1", words, "commissive", "deliver", "SWE", object="20 tonnes of pine", number=20, unit="tonne", deadline=due, marker="in return")
    exchanged = [tie for tie in ties(story) if tie[0] == "exchange" and tie[1] == ("NOR",)]
    assert exchanged == [("exchange", ("NOR",), "2031-04-01", ("SWE",), "2031-04-15"), ("exchange", ("NOR",), "2031-06-01", ("SWE",), "2031-06-15")]


def waiting(words: str, **more: str) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """The conditional relations of a duty of Sudria's, told behind one of Norland's."""
    story = signed()
    story.say("d1", "Norland will seal the plant", "commissive", "seal", "NOR", object="the plant")
    story.say("d1", words, "commissive", "ship", "SWE", object="50 tonnes of oil", number=50, unit="tonne", **more)
    return [(kind, debtor, other) for kind, debtor, _, other, _ in ties(story) if kind == "conditional"]


def test_what_waits_for_a_confirmation_waits_for_what_was_told_before() -> None:
    assert waiting("Within ten days of the confirmation Sudria will ship 50 tonnes of oil") == [("conditional", ("SWE",), ("NOR",))]


def test_a_condition_that_names_no_duty_means_the_one_told_before() -> None:
    assert waiting("Once that has been done Sudria will ship 50 tonnes of oil", condition="Once that has been done") == [("conditional", ("SWE",), ("NOR",))]


def test_what_waits_for_nothing_is_not_tied() -> None:
    assert waiting("Within ten days Sudria will ship 50 tonnes of oil") == []


def test_a_duty_is_shown_in_the_texts_own_verb() -> None:
    story = signed()
    story.say("d1", "Norland will demolish the tower", "commissive", "destroy", "NOR", object="the tower", predicate="demolish")
    story.say("d1", "Sudria will put up 20 tents", "commissive", "provide", "SWE", object="20 tents", number=20, unit="tent", predicate="put")
    assert {c.action for c in story.ledger().commitments} == {"demolish", "provide"}
