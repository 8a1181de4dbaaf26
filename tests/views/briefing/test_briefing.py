"""What a briefing tells, section by section, from ledgers made by hand."""

from __future__ import annotations

import pytest
from ledgers import WEEK, Words, commitment, document, evidence, facts, step

from servanda.errors import TableError
from servanda.records import Agreement, Deadline, Disagreement, Endorsement, Event, Quantity, RivalValue, StatusChange
from servanda.views.briefing import wording as wording_module
from servanda.views.briefing.composing import BriefingFacts, compose
from servanda.views.briefing.content import Briefing
from servanda.views.briefing.forms import rendered
from servanda.views.briefing.wording import read_wording

OWED = "Norvik owes Selmark: send a relief convoy"


def told(given: BriefingFacts) -> dict[str, list[str]]:
    """The texts of the lines by section, of sections that have any."""
    return {section.name: [line.text for line in section.lines] for section in compose(given).sections if section.lines}


def test_a_new_commitment_is_told_with_its_terms_and_that_it_was_made_before_it_became_known() -> None:
    row = commitment(agreement_id="a", deadline=Deadline(kind="date", date="2024-02-01"), condition="if the road is safe,")
    pact = Agreement(agreement_id="a", display="A-0001", title="road pact", instrument="pact", date="2024-01-03", parties=("Norvik",))
    told_now = told(facts(after=[row], agreements=(pact,)))
    assert told_now["commitments"] == [
        f"{OWED}; due 2024-02-01; on condition: if the road is safe; under A-0001, road pact. It became known in this period, though it happened on 2024-01-03."
    ]
    assert told_now["agreements"] == ["Norvik: road pact. It became known in this period, though it happened on 2024-01-03."]


@pytest.mark.parametrize(
    ("debtor", "beneficiary", "wanted"),
    [
        (("Norvik", "Selmark"), ("Selmark", "Norvik"), "Norvik and Selmark owe each other: send a relief convoy."),
        (("Norvik", "AZE"), ("Selmark",), "Norvik and Azerbaijan owe Selmark: send a relief convoy."),
        (("Norvik",), (), "Norvik owes: send a relief convoy."),
        ((), ("GEO",), "somebody not named owes Georgia: send a relief convoy."),
    ],
)
def test_who_owes_whom_is_a_sentence(debtor: tuple[str, ...], beneficiary: tuple[str, ...], wanted: str) -> None:
    row = commitment(1, step("2024-01-09", "announced", "p"), debtor=debtor, beneficiary=beneficiary)
    assert told(facts(after=[row]))["commitments"] == [wanted]


@pytest.mark.parametrize(
    ("grade", "sources", "word"),
    [
        ("promisor-only", 1, ", on the word of Norvik alone"),
        ("counterpart", 2, ", on the word of Selmark, 2 independent sources"),
        ("third-party", 0, ", on the word of a third party"),
        ("person", 0, ", by a person's decision"),
        ("none", 0, ""),
    ],
)
def test_a_step_says_from_what_to_what_and_on_whose_word(grade: str, sources: int, word: str) -> None:
    after = commitment(1, step("2024-01-03", "announced", "p"), step("2024-01-10", "fulfilled", "r", grade=grade, sources=sources))
    assert told(facts([commitment()], [after])) == {"moved": [f"{OWED}; from announced to fulfilled on 2024-01-10{word}."]}


def test_what_happened_before_the_period_and_became_known_in_it_is_said_so() -> None:
    after = commitment(1, step("2024-01-03", "announced", "p"), step("2024-01-05", "fulfilled", "r", known="2024-01-11"))
    (line,) = told(facts([commitment()], [after]))["moved"]
    assert line.endswith("from announced to fulfilled on 2024-01-05. It became known in this period, though it happened on 2024-01-05.")


@pytest.mark.parametrize("status", ["withdrawn", "breached", "disputed", "suspended", "stalled", "lapsed"])
def test_withdrawals_breaches_and_halts_are_reversals(status: str) -> None:
    after = commitment(1, step("2024-01-03", "announced", "p"), step("2024-01-10", status, "r"))
    assert list(told(facts([commitment()], [after]))) == ["reversed"]


def test_a_step_back_is_a_reversal_and_superseding_is_none() -> None:
    start = (step("2024-01-03", "announced", "p"), step("2024-01-05", "fulfilled", "r"))
    assert list(told(facts([commitment(1, *start)], [commitment(1, *start, step("2024-01-10", "in_progress", "u"))]))) == ["reversed"]
    assert list(told(facts([commitment()], [commitment(1, *start[:1], step("2024-01-10", "superseded", "u"))]))) == ["moved"]


def test_a_report_that_no_longer_counts_is_a_reversal() -> None:
    promise = step("2024-01-03", "announced", "p")
    was = commitment(1, promise, step("2024-01-05", "fulfilled", "early"))
    assert told(facts([was], [commitment(1, promise)]))["reversed"] == [
        f"{OWED}; the ledger had it fulfilled on 2024-01-05, which does not hold by what has been published since; it is announced now, since 2024-01-03."
    ]


def test_a_commitment_that_is_gone_is_told_and_one_found_under_another_id_is_not() -> None:
    (gone,) = next(section.lines for section in compose(facts([commitment(7)], [])).sections if section.name == "reversed")
    assert "no longer in the ledger" in gone.text
    assert gone.display == "was C-0007"
    assert told(facts([commitment()], [commitment(1, commitment_id="other")])) == {}


def test_more_done_under_the_same_status_is_told() -> None:
    quantity = Quantity(value=32.0, unit="truck", text="32")
    steps = (step("2024-01-03", "announced", "p"), step("2024-01-05", "partly_fulfilled", "r"))
    rows = [commitment(1, *steps, quantity=quantity, done=done) for done in (3.0, 20.0)]
    assert told(facts(rows[:1], rows[1:]))["moved"] == ["Norvik owes Selmark: send 32 a relief convoy; partly fulfilled 20/32, was partly fulfilled 3/32."]
    assert list(told(facts(rows[1:], rows[:1]))) == ["reversed"]


def test_overdue_lists_what_became_so_first_then_the_longest_overdue() -> None:
    promise, passed = step("2023-01-03", "announced", "p"), Deadline(kind="date", date="2024-01-09")
    old = [commitment(n, promise, step(day, "overdue"), deadline=Deadline(kind="date", date=day)) for n, day in ((2, "2023-12-20"), (3, "2023-11-05"))]
    new = commitment(1, promise, step("2024-01-10", "overdue"), deadline=passed)
    lines = told(facts([commitment(1, promise, deadline=passed), *old], [*old, new]))
    assert [line.partition("; ")[2] for line in lines.pop("overdue")] == [
        "was due 2024-01-09, and no report says that it was done.",
        "was due 2023-11-05, 70 days before 2024-01-14, and no report says that it was done.",
        "was due 2023-12-20, 25 days before 2024-01-14, and no report says that it was done.",
    ]
    assert lines == {}


def test_due_next_reaches_from_the_ledgers_own_day_to_the_end_of_the_next_week() -> None:
    rows = [commitment(n, deadline=Deadline(kind="date", date=f"2024-01-{day}")) for n, day in enumerate(("11", "13", "15", "21", "22"), 1)]
    done = commitment(9, step("2024-01-03", "fulfilled", "p"), deadline=Deadline(kind="date", date="2024-01-15"))
    due = [line.split("due ")[1][:10] for line in told(facts(rows, [*rows, done], as_of="2024-01-12"))["due"]]
    assert due == ["2024-01-13", "2024-01-15", "2024-01-21"]
    briefing = compose(facts(as_of="2024-01-12"))
    assert briefing.standing[-1] == "The ledger ends on 2024-01-12, before the period does."
    assert {section.note for section in briefing.sections} >= {"Nothing falls due from 2024-01-13 to 2024-01-21.", "Nothing is overdue."}


def test_events_endorsements_stages_and_disagreements() -> None:
    pact = Agreement(agreement_id="a", display="A-0001", title="pact", instrument="pact", date="2024-01-03", parties=("Norvik", "Selmark"))
    later = Agreement(**{name: getattr(pact, name) for name in pact.__struct_fields__} | {"lifecycle": {"signed": "2024-01-09", "terminated": "2024-01-12"}})
    events = tuple(
        Event(event_id=f"e{n}", display=f"E-{n}", on=None, precision="day", source=("Norvik",), target=(), plover="CONSULT", gist=f"meet {n}", sources=sources)
        for n, sources in enumerate((1, 3))
    )
    welcome = Endorsement(endorsement_id="n", display="N-0001", by="FRA", speaker="Foreign Ministry", of="a", stance="criticise", on=None)
    clash = Disagreement(disagreement_id="d", display="D-0001", about="c1", field="number", values=tuple(RivalValue(value=v, by=v, doc_id="x") for v in "AB"))
    given = {"agreements_before": (pact,), "agreements": (later,), "events": events, "endorsements": (welcome,), "disagreements": (clash,)}
    lines = told(facts([commitment()], [commitment()], **given))
    assert lines == {
        "moved": ["Norvik and Selmark, pact: signed on 2024-01-09."],
        "reversed": ["Norvik and Selmark, pact: terminated on 2024-01-12."],
        "events": ["Norvik: meet 1 (CONSULT), day not told, 3 independent sources.", "Norvik: meet 0 (CONSULT), day not told, 1 independent source."],
        "endorsements": ["France (Foreign Ministry) criticises A-0001, pact."],
        "disagreements": [f"{OWED}; sources differ on number: A (A) against B (B)."],
    }
    assert list(told(facts([commitment()], [commitment()], party="fra", **given))) == ["endorsements"]
    assert list(told(facts([commitment()], [commitment()], party="Selmark", **given))) == ["moved", "reversed", "endorsements", "disagreements"]


def test_footnotes_lead_to_the_words_originals_before_reprints_and_each_once() -> None:
    promise = StatusChange(on="2024-01-08", status="announced", known="2024-01-08", why="said", claims=("k-copy", "k-late", "k-first"))
    rows = [commitment(n, promise, evidence=(evidence("copy"), evidence("late"), evidence("first"), evidence("lost"))) for n in (1, 2)]
    days = {"first": "2024-01-08", "late": "2024-01-10", "copy": "2024-01-07"}
    words = Words({name: document(name, f"{name}: a convoy will go.", day, url=f"https://example.org/{name}") for name, day in days.items()})
    briefing = compose(facts(after=rows, words=words, reprint_of={"copy": "first"}))
    assert [(note.doc_id, note.quote, note.published, note.reprint_of) for note in briefing.footnotes] == [
        ("first", "first: a convoy will", "2024-01-08", None),
        ("late", "late: a convoy will", "2024-01-10", None),
        ("copy", "copy: a convoy will", "2024-01-07", "first"),
    ]
    assert {line.footnotes for section in briefing.sections for line in section.lines} == {(1, 2, 3)}
    note = "[^3]: “copy: a convoy will”: Harbour News, copy 0 to 20, published 2024-01-07, a reprint of first, <https://example.org/copy>."
    assert note in rendered(briefing, "md")


def test_an_empty_week_says_so_in_one_line_a_section() -> None:
    briefing = compose(facts())
    assert all(section.note and not section.lines for section in briefing.sections)
    assert rendered(briefing, "md").count("\n## ") == len(briefing.sections)


def test_long_sections_are_cut_and_say_by_how_much() -> None:
    section = next(section for section in compose(facts(after=[commitment(n) for n in range(1, 101)])).sections if section.name == "commitments")
    assert (len(section.lines), section.note) == (80, "Left out here: 20 more.")


HOSTILE = (
    "</style><script>alert(1)</script><img src=x onerror=alert(1)> [x](javascript:alert(1)) ![p](https://example.org/p.png) `a` \u202egnp.exe\n# big @everyone"
)


def hostile() -> Briefing:
    row = commitment(1, object=HOSTILE, debtor=(HOSTILE,), beneficiary=(HOSTILE,), condition=HOSTILE, history=(step("2024-01-08", "announced", "p"),))
    words = Words({"promise": document("promise", HOSTILE, outlet=HOSTILE, url="javascript:alert(1)")})
    return compose(facts(after=[row], words=words, party=HOSTILE))


def test_hostile_words_are_text_on_the_page() -> None:
    html = rendered(hostile(), "html")
    assert html.count("<script") == html.count("<img") == 0
    assert "&lt;script&gt;alert(1)" in html
    assert "\u202e" not in html
    assert 'javascript:alert(1)"' not in html
    assert html.count("<style>") == html.count("</style>") == 1


def test_hostile_words_are_text_in_markdown() -> None:
    text = rendered(hostile(), "md")
    assert "\u202e" not in text
    assert "\n# big" not in text
    assert "<script" not in text.replace("\\<", "")
    assert "](" not in text.replace("\\]", "")


def test_the_page_allows_its_own_style_and_nothing_else() -> None:
    html = rendered(compose(facts()), "html")
    assert "default-src 'none'; style-src 'sha256-" in html.replace("&#39;", "'")
    assert "src=" not in html
    assert "http" not in html.replace("http-equiv", "")


def test_the_same_ledger_gives_the_same_bytes() -> None:
    for form in ("md", "html", "json"):
        assert rendered(hostile(), form) == rendered(hostile(), form)


@pytest.mark.parametrize(
    ("old", "new", "told_so"),
    [
        ('title = "Briefing, {period}"', 'title = "Briefing, {week}"', "title has no {week}"),
        ('earlier = "', 'later = "', "earlier, later"),
        ("[stance]", "[stances]", "stances"),
        ('welcome = "welcomes"', "welcome = 3", "str"),
        ('undated = "day not told"', 'undated = "day {"', "undated"),
    ],
)
def test_a_table_that_does_not_fit_is_refused(old: str, new: str, told_so: str) -> None:
    text = (wording_module.files("servanda.views.briefing") / wording_module.TABLE).read_text("utf-8")
    assert old in text
    with pytest.raises(TableError, match=told_so.replace("{", r"\{").replace("}", r"\}")):
        read_wording(text.replace(old, new, 1))


def test_the_week_is_named() -> None:
    assert compose(facts()).title == f"Briefing, {WEEK.name}"
