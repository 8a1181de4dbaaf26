"""Why a row says what it says: words, chain, what was not counted, what would change it."""

from __future__ import annotations

from msgspec import structs

from servanda.records import (
    Agreement,
    Attribution,
    Claim,
    Commitment,
    Decision,
    Disagreement,
    Document,
    Evidence,
    LedgerTables,
    Mention,
    Quantity,
    Ruling,
    Span,
    StatusChange,
)
from servanda.views.explanation import DERIVED, explain
from servanda.views.roles import roles
from servanda.views.why import WhyFacts, claims_needed, documents_needed, why

TEXT = "Talks went on. Azerbaijan releases 32 servicemen, the organization said. Others [bold]deny[/bold] it."
START = TEXT.index("Azerbaijan")
END = TEXT.index(", the")
SENTENCE_END = TEXT.index(" Others")
DOCUMENT = Document(doc_id="wire-1", text=TEXT, outlet="Trend", published="2023-12-08")
SPEAKER = Mention(start=0, end=1, text="the organization", code="OTS", organ="Secretary General")
CLAIM = Claim(
    claim_id="k1", doc_id="wire-1", start=START, end=END, sentence_start=START, sentence_end=SENTENCE_END, illocution="performative", predicate="release",
    action="release", frame="release-1", agents=(Mention(start=START, end=START + 10, text="Azerbaijan", code="AZE"),),
    object=Span(start=START + 20, end=END, text="32 servicemen"), quantity=Quantity(value=32.0, unit="person"),
    attribution=(Attribution(outlet="Trend"), Attribution(speaker=SPEAKER, cue="said")),
)  # fmt: skip
COMMITMENT = Commitment(
    commitment_id="c1", display="C-0001", agreement_id="a1", debtor=("AZE",), beneficiary=("ARM",), action="release", object="32 servicemen",
    history=(StatusChange(on="2023-12-07", status="announced", known="2023-12-08", why="promised in the statement", claims=("k1",)),),
    evidence=(
        Evidence(claim_id="k1", doc_id="wire-1", start=START, end=END, role="announced"),
        Evidence(claim_id="k9", doc_id="wire-1", start=TEXT.index("Others"), end=len(TEXT), role="denial"),
    ),
)  # fmt: skip
AGREEMENT = Agreement(agreement_id="a1", display="A-0001", title="Joint Statement", instrument="joint statement", date="2023-12-07", parties=("ARM", "AZE"))
TABLES = LedgerTables(as_of="2023-12-14", agreements=(AGREEMENT,), commitments=(COMMITMENT,))


def explained(row: object, table: str = "commitments", *, marks: bool = True) -> str:
    facts = WhyFacts(table, row, TABLES, {"k1": CLAIM}, {"wire-1": DOCUMENT}, marks)
    return "\n".join(line.plain for line in why(facts))


def test_the_words_stand_marked_in_their_sentence() -> None:
    text = explained(COMMITMENT)
    assert "»Azerbaijan releases 32 servicemen«, the organization said." in text
    assert "Talks went on" not in text.partition("considered and not counted")[0]
    assert "»" not in explained(COMMITMENT, marks=False)


def test_claim_frame_and_chain_are_named_with_offsets() -> None:
    text = explained(COMMITMENT)
    assert "claim k1 · frame release-1 · performative" in text
    assert f"Trend → the organization, Secretary General [OTS] (said) → wire-1 [{START}:{END}], published 2023-12-08" in text
    assert "2023-12-07 ANNOUNCED   known 2023-12-08   promised in the statement" in text
    assert "under A-0001 Joint Statement" in text


def test_what_was_not_counted_is_shown_apart() -> None:
    counted, passed_over = explained(COMMITMENT).split("considered and not counted")
    assert "as denial" in passed_over
    assert "»Others [bold]deny[/bold] it.«" in passed_over
    assert "deny" not in counted
    assert passed_over.rstrip().endswith("would move it on.")


def test_rows_of_other_tables_show_their_evidence() -> None:
    agreement = Agreement(
        agreement_id="a1", display="A-0001", title="Joint Statement", instrument="joint statement", date="2023-12-07", parties=("ARM", "AZE"),
        lifecycle={"reached": "2023-12-07"}, evidence=(Evidence(claim_id="k1", doc_id="wire-1", start=START, end=END, role="reached"),),
    )  # fmt: skip
    text = explained(agreement, "agreements")
    assert text.startswith("A-0001  agreement  Joint Statement, 2023-12-07, ARM+AZE (reached 2023-12-07)")
    assert "as reached" in text
    assert "»Azerbaijan releases" in text
    assert explained(CLAIM, "claims").startswith("k1  claim  ")
    assert explained(DOCUMENT, "documents").startswith("wire-1  document  outlet Trend · published 2023-12-08")


def test_what_is_gone_is_said_to_be_gone() -> None:
    facts = WhyFacts("commitments", COMMITMENT, TABLES, {}, {})
    text = "\n".join(line.plain for line in why(facts))
    assert "claim k1 is no longer in the ledger" in text
    assert "document wire-1 is no longer in the ledger" in text


def test_long_sentences_are_cut_around_the_words() -> None:
    text = "x " * 5000 + "Baku agrees" + " y" * 5000
    start = text.index("Baku")
    claim = Claim(
        claim_id="k1",
        doc_id="wire-1",
        start=start,
        end=start + 11,
        sentence_start=0,
        sentence_end=len(text),
        illocution="act",
        predicate="agree",
        action="agree",
        frame="f",
    )
    facts = WhyFacts("claims", claim, TABLES, {"k1": claim}, {"wire-1": Document(doc_id="wire-1", text=text)})
    line = why(facts)[1].plain
    assert "x »Baku agrees« y" in line
    assert line.startswith("  … x")
    assert line.endswith("y …")
    assert len(line) < 1000


def test_the_ids_that_are_needed() -> None:
    assert claims_needed(COMMITMENT) == {"k1", "k9"}
    assert claims_needed(CLAIM) == {"k1"}
    assert documents_needed(COMMITMENT, [CLAIM]) == {"wire-1"}
    assert documents_needed(DOCUMENT, []) == {"wire-1"}


def test_reports_that_came_near_say_why_they_do_not_count() -> None:
    near = Evidence(claim_id="k1", doc_id="wire-1", start=START, end=END, role="to another party")
    text = explained(structs.replace(COMMITMENT, considered=(near,)))
    assert "as to another party: it was done to another party" in text
    assert claims_needed(structs.replace(COMMITMENT, evidence=(), history=(), considered=(near,))) == {"k1"}


def test_steps_name_whose_word_and_how_many_sources_and_frames_their_example() -> None:
    step = StatusChange(on="2023-12-13", status="fulfilled", known="2023-12-13", why="release", claims=("k1",), grade="counterpart", sources=2)
    row, examples = structs.replace(COMMITMENT, history=(step,)), {"release-1": "A freed B."}
    facts = WhyFacts("commitments", row, TABLES, {"k1": CLAIM}, {"wire-1": DOCUMENT}, True, examples)
    text = "\n".join(line.plain for line in why(facts))
    assert "2023-12-13 FULFILLED   release   counterpart, 2 independent sources" in text
    assert "frame release-1 (as in: A freed B.)" in text


def test_decisions_and_other_rows_are_named() -> None:
    decision = Decision(action="set", target="c1", author="ed", on="2024-01-01", reason="seen", field="status", value="breached", since="2023-12-20")
    clash = Disagreement(disagreement_id="d1", display="D-0001", about="c1", field="quantity", values=())
    tables = structs.replace(TABLES, rulings=(Ruling(decision=decision, row="c1"),), disagreements=(clash,), retracted={"wire-1": "wire-2"})
    facts = WhyFacts("commitments", COMMITMENT, tables, {"k1": CLAIM}, {"wire-1": DOCUMENT})
    text = "\n".join(line.plain for line in why(facts))
    assert "ed, 2024-01-01: set status to breached from 2023-12-20 (seen)" in text
    assert "sources differ in: D-0001" in text
    document = "\n".join(line.plain for line in why(WhyFacts("documents", DOCUMENT, tables, {}, {"wire-1": DOCUMENT})))
    assert "withdrawn or replaced by: wire-2" in document
    assert "counts in: C-0001" in document


def test_the_explanation_of_every_table_says_what_would_change_it() -> None:
    assert set(DERIVED) | {"claims", "documents"} == set(roles().would_change) | {"commitments"}
    agreement = explain(WhyFacts("agreements", AGREEMENT, TABLES, {}, {}))
    assert agreement.related == {"commitments under it": ("C-0001",)}
    assert "ratification" in agreement.would_change
    told = explain(WhyFacts("commitments", COMMITMENT, TABLES, {"k1": CLAIM}, {"wire-1": DOCUMENT}))
    assert told.steps[0].witnesses[0].words == TEXT[START:END]
    assert [(witness.role, witness.words) for witness in told.not_counted] == [("denial", TEXT[TEXT.index("Others") :])]
