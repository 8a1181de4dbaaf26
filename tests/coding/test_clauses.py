"""Clauses out of corrected parses: who, whom and how it is said, the parts that grammar leaves out put back."""

from __future__ import annotations

import pytest
from corrected import clause, parse, reader_of, texts, word

from servanda.coding.clauses import Clause, clause_tokens, conjuncts, verbal_clause
from servanda.coding.phrases import phrase_tokens
from servanda.coding.predicates import predicates


def sides(found: Clause) -> tuple[list[str], list[str]]:
    return texts(found.subjects), texts(found.objects)


@pytest.mark.parametrize(
    ("sentence", "head", "subjects", "objects"),
    [
        ("Azerbaijan released 32 servicemen.", "released", ["Azerbaijan"], ["servicemen"]),
        ("The servicemen were released by Azerbaijan.", "released", ["Azerbaijan"], ["servicemen"]),
        ("The servicemen will be released.", "released", [], ["servicemen"]),
        ("Azerbaijan, which released the men, thanked Georgia.", "released", ["Azerbaijan"], ["men"]),
        ("The men whom Azerbaijan released returned home.", "released", ["Azerbaijan"], ["men"]),
        ("Soldiers held by Armenia returned home.", "held", ["Armenia"], ["Soldiers"]),
        ("Armenia undertook to drop its bid.", "drop", ["Armenia"], ["bid"]),
        ("Armenia undertook to drop its bid and to back Azerbaijan.", "back", ["Armenia"], ["Azerbaijan"]),
        ("Armenia withdrew its bid and congratulated Azerbaijan.", "congratulated", ["Armenia"], ["Azerbaijan"]),
        ("France urged Serbia to withdraw its troops.", "withdraw", ["Serbia"], ["troops"]),
        ("Armenia promised Azerbaijan to release the men.", "release", ["Armenia"], ["men"]),
        ("Armenia broke its promise to withdraw its troops.", "withdraw", ["its"], ["troops"]),
        ("Armenia will sign and publish the text.", "publish", ["Armenia"], ["text"]),
        ("Armenia handed over its weapons.", "handed", ["Armenia"], ["weapons"]),
        ("Armenia let two soldiers go.", "let", ["Armenia"], ["soldiers"]),
        ("Armenia supports the large bid of Azerbaijan, which Georgia backs, and the treaty.", "backs", ["Georgia"], ["bid"]),
        ("Armenia supports the bid by withdrawing its own candidacy.", "withdrawing", ["Armenia"], ["candidacy"]),
    ],
)
def test_who_does_it_to_whom(sentence: str, head: str, subjects: list[str], objects: list[str]) -> None:
    assert sides(clause(sentence, head)) == (subjects, objects)


def test_an_indirect_object_is_no_object() -> None:
    handed = clause("Armenia handed Azerbaijan two maps.", "handed")
    assert (texts(handed.indirect), texts(handed.objects)) == (["Azerbaijan"], ["maps"])


def test_obliques_stand_under_their_preposition() -> None:
    met = clause("Armenia met with Azerbaijan in Tbilisi.", "met")
    assert {word: texts(tokens) for word, tokens in met.obliques.items()} == {"with": ["Azerbaijan"], "in": ["Tbilisi"]}


@pytest.mark.parametrize(
    ("sentence", "head", "modal"),
    [
        ("Armenia will release two soldiers.", "release", "will"),
        ("Armenia would release two soldiers.", "release", "would"),
        ("Armenia is to release two men.", "release", "is to"),  # "is" parsed as an auxiliary
        ("Armenia was to release two men.", "release", "was to"),  # "was" parsed as the head
        ("Armenia shall not attack ships.", "attack", "shall"),
        ("Armenia may not produce missiles.", "produce", "may"),
        ("Armenia has to pay the fine.", "pay", "has to"),
        ("Armenia will sign and publish the text.", "publish", "will"),  # shared with the first conjunct
        ("The servicemen will be released.", "released", "will"),
        ("Azerbaijan released 32 servicemen.", "released", ""),
        ("Armenia is releasing two soldiers.", "releasing", ""),
    ],
)
def test_auxiliaries(sentence: str, head: str, modal: str) -> None:
    found = clause(sentence, head)
    assert (found.modal, found.tense == "future") == (modal, bool(modal))


@pytest.mark.parametrize(
    ("sentence", "head", "negated"),
    [
        ("Armenia did not release the men.", "release", True),
        ("Armenia shall not attack ships.", "attack", True),
        ("Armenia has never released prisoners.", "released", True),
        ("Neither government released prisoners.", "released", True),
        ("No party shall attack ships.", "attack", True),
        ("Armenia gave its word not to attack ships.", "attack", True),
        ("Armenia gave its word not to attack ships.", "gave", False),
        ("Armenia did not agree to release two soldiers.", "release", False),
    ],
)
def test_negation_reaches_its_own_clause_only(sentence: str, head: str, negated: bool) -> None:
    assert clause(sentence, head).negated is negated


@pytest.mark.parametrize(
    ("sentence", "head", "form", "tense"),
    [
        ("Azerbaijan released 32 servicemen.", "released", "finite", "past"),
        ("Armenia releases two soldiers.", "releases", "finite", "present"),
        ("Armenia has never released prisoners.", "released", "finite", "past"),
        ("Armenia undertook to drop its bid.", "drop", "infinitive", "future"),
        ("Armenia denied closing the border.", "closing", "gerund", "present"),
        ("Soldiers held by Armenia returned home.", "held", "participle", "past"),
        ("Turkey's visit to Iran ended.", "visit", "noun", "present"),
    ],
)
def test_form_and_tense(sentence: str, head: str, form: str, tense: str) -> None:
    found = clause(sentence, head)
    assert (found.form, found.tense) == (form, tense)


def test_the_progressive_is_finite() -> None:
    found = clause("Armenia is releasing two soldiers.", "releasing")
    assert (found.progressive, found.form) == (True, "finite")


def test_a_noun_under_to_heads_a_clause() -> None:
    doc = parse("The rebels agreed to leave the town and to hand over weapons.")
    hand = word(doc, "hand")
    hand.pos_, hand.tag_ = "NOUN", "NN"
    assert hand.i in predicates(doc)


def test_a_noun_tag_with_an_object_heads_a_clause_and_has_the_name_before_it_as_subject() -> None:
    doc = parse("Armenia releases two soldiers.")
    verb = word(doc, "releases")
    verb.pos_, verb.tag_ = "NOUN", "NNS"
    word(doc, "Armenia").dep_ = "compound"
    assert predicates(doc) == [verb.i]
    assert sides(verbal_clause(verb)) == (["Armenia"], ["soldiers"])


def test_only_verbs_head_clauses() -> None:
    doc = parse("Armenia supports the large bid of Azerbaijan, which Georgia backs, and the treaty.")
    assert [doc[i].text for i in predicates(doc)] == ["supports", "backs"]


def test_an_event_noun_has_its_sides_in_owner_and_prepositions() -> None:
    visit = clause("Turkey's visit to Iran ended.", "visit")
    assert (texts(visit.subjects), texts(visit.obliques["to"])) == (["Turkey"], ["Iran"])
    talks = clause("Talks between Armenia and Azerbaijan ended.", "Talks")
    assert texts(talks.obliques["between"]) == ["Armenia"]
    withdrawal = clause("Armenia announced the withdrawal of its troops.", "withdrawal")
    assert sides(withdrawal) == ([], ["troops"])


def test_one_noun_with_two_deeds_gives_two_clauses() -> None:
    doc, reader = reader_of("The release of 32 soldiers by Azerbaijan and of two soldiers by Armenia took place on Monday.")
    first, (second,) = reader.clauses[word(doc, "release").i], reader.gapped
    assert texts(first.subjects) == ["Azerbaijan"]
    assert [t.text for t in first.objects[0].lefts if t.dep_ == "nummod"] == ["32"]
    assert texts(second.subjects) == ["Armenia"]
    assert [t.text for t in second.objects[0].lefts if t.dep_ == "nummod"] == ["two"]
    assert first.alone
    assert second.alone


def test_shares_of_one_total_give_a_clause_each() -> None:
    doc, reader = reader_of("1,846 missiles were destroyed by the Soviet Union and 846 by the United States.")
    first, (second,) = reader.clauses[word(doc, "destroyed").i], reader.gapped
    assert (texts(first.subjects), texts(first.objects), first.alone) == (["Union"], ["missiles"], True)
    assert (texts(second.subjects), texts(second.objects), texts(second.share_of)) == (["States"], ["846"], ["missiles"])


def test_a_plain_passive_is_not_cut_up() -> None:
    _, reader = reader_of("The servicemen were released by Azerbaijan.")
    assert reader.gapped == []


def test_a_phrase_is_without_its_relative_clause_and_what_is_coordinated_with_it() -> None:
    doc = parse("Armenia supports the large bid of Azerbaijan, which Georgia backs, and the treaty.")
    bid = word(doc, "bid")
    assert texts(phrase_tokens(bid)) == ["the", "large", "bid", "of", "Azerbaijan"]
    assert texts(phrase_tokens(bid)) == ["the", "large", "bid", "of", "Azerbaijan"]  # remembered
    assert texts(conjuncts(bid)) == ["bid", "treaty"]


def test_a_clause_is_without_the_clauses_in_it() -> None:
    doc = parse("If Armenia withdraws its troops, Azerbaijan will lift the blockade.")
    assert texts([t for t in clause_tokens(word(doc, "lift")) if not t.is_punct]) == ["Azerbaijan", "will", "lift", "the", "blockade"]
