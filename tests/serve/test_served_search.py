"""Full-text search: what is found, where it is marked, and that no query is wrong."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from servanda.errors import LookupFailed
from servanda.records import Agreement, Claim, Commitment, Document, LedgerTables, Mention
from servanda.serve.search import MOST_TERMS, SearchIndex, terms_of
from servanda.views.site import SiteFacts

FILLER = "The council met in the old hall and heard reports about roads, schools and the price of grain. " * 30
TEXT = FILLER + "Borea pledged that it would reopen the café at the Grey Pass.\n\n" + FILLER


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> SearchIndex:
    start = TEXT.index("it would reopen")
    claim = Claim(
        claim_id="c1", doc_id="d1", start=start, end=start + 24, sentence_start=0, sentence_end=10, illocution="commissive", predicate="reopen",
        action="reopen", frame="f", agents=(Mention(start=0, end=5, text="Borea", code="BOR", name="Borea"),), published="2024-03-01",
    )  # fmt: skip
    documents = (
        Document(doc_id="d1", text=TEXT, title="Pass to reopen", outlet="Hill Gazette", published="2024-03-01"),
        Document(doc_id="d2", text='Ferries \x02were\x03 reopened <b>today</b>\x00, \u202eand "NOT" a boat AND a barge.'),
    )
    tables = LedgerTables(
        as_of="2024-03-02",
        agreements=(Agreement(agreement_id="A1", display="A-0001", title="Grey Pass accord", instrument="accord", date=None, parties=("BOR", "CAL")),),
        commitments=(
            Commitment(commitment_id="C1", display="C-0001", agreement_id="A1", debtor=("BOR",), beneficiary=(), action="reopen", object="the Grey Pass"),
        ),
    )
    return SearchIndex.build(SiteFacts(tables=tables, documents=documents, claims=(claim,)), tmp_path_factory.mktemp("search") / "s.sqlite")


def test_every_kind_is_found_by_stems_and_names(index: SearchIndex) -> None:
    found = index.find("reopening")
    assert found.counts == {"documents": 2, "claims": 1, "commitments": 1, "agreements": 0}
    assert found.total == len(found.hits) == 4
    assert [hit.score for hit in found.hits] == sorted((hit.score for hit in found.hits), reverse=True)
    assert {hit.id for hit in index.find("Borea").hits} == {"d1", "c1", "C1", "A1"}  # rows by the party's name, though they have its code
    assert [hit.display for hit in index.find("grey pass", "agreements").hits] == ["A-0001"]


def test_marks_are_places_in_the_words_and_the_words_have_their_place_in_the_text(index: SearchIndex) -> None:
    hit = index.find('"reopen the cafe"', "documents").hits[0]
    snippet = hit.snippet
    assert [snippet.text[start:end] for start, end in snippet.marks] == ["reopen the café"]
    assert snippet.start is not None
    assert TEXT[snippet.start : snippet.start + len(snippet.text)] == snippet.text
    assert len(snippet.text) <= 240
    assert not snippet.text.startswith(" ")
    claim = index.find("reopen", "claims").hits[0]
    assert claim.snippet.start == TEXT.index("it would reopen")


def test_phrases_beginnings_and_pages(index: SearchIndex) -> None:
    assert index.find("grey pass", "documents").total == 1
    assert index.find('"pass grey"').total == 0
    assert index.find("ferr* bar*").hits[0].id == "d2"
    assert index.find("ferr").total == 0
    first, second = index.find("reopen", limit=2), index.find("reopen", limit=2, offset=2)
    assert len({hit.id for hit in (*first.hits, *second.hits)}) == 4
    with pytest.raises(LookupFailed, match="Kinds are documents"):
        index.find("reopen", "treaties")


def test_operators_are_words_like_any_other(index: SearchIndex) -> None:
    assert index.find("boat AND barge").hits[0].id == "d2"
    assert index.find("NOT boat").hits[0].id == "d2"
    assert index.find("boat OR grain").total == 0
    assert index.find('title: "reopen').total == 0
    assert terms_of('one "two  three" four* one * "" ** "five*"') == ('"one"', '"two three"', '"four"*', '"five"')
    assert len(terms_of(" ".join(map(str, range(500))))) == MOST_TERMS


def test_signs_that_mark_matches_cannot_be_smuggled_in(index: SearchIndex) -> None:
    hit = index.find("were").hits[0]
    assert [hit.snippet.text[start:end] for start, end in hit.snippet.marks] == ["were"]
    assert "\x02" not in hit.snippet.text


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.text(max_size=60), st.text(alphabet="\"'*^():-+{}[]~\\ \0\n;,.ANDORT NEAR/5body", max_size=60), st.text(st.characters(), max_size=10)))
def test_no_query_is_wrong(index: SearchIndex, query: str) -> None:
    found = index.find(query, limit=3)
    assert found.total == sum(found.counts.values())
    for hit in found.hits:
        for marked in (hit.title, hit.snippet):
            assert all(0 <= start < end <= len(marked.text) for start, end in marked.marks)
