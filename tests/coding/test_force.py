"""What a clause does: operators above it, its mood and tense."""

from __future__ import annotations

import pytest
from corrected import force, reader_of, word

from servanda.coding.sentence import depth_of, standing_of


@pytest.mark.parametrize(
    ("sentence", "head", "frame", "above"),
    [
        ("Armenia agreed to release two soldiers.", "release", "operator.agree-to", "agreed"),
        ("Armenia gave its word not to attack ships.", "attack", "operator.promise", "gave"),
        ("Armenia undertook to drop its bid and to back Azerbaijan.", "back", "operator.promise", "undertook"),
        ("Armenia announced the withdrawal of its troops.", "withdrawal", "operator.announce", "announced"),
        ("Armenia said that it had released two soldiers.", "released", "statement.say", "said"),
    ],
)
def test_what_stands_above_a_clause(sentence: str, head: str, frame: str, above: str) -> None:
    doc, reader = reader_of(sentence)
    found = reader.operator(reader.clauses[word(doc, head).i])
    assert found is not None
    assert (found[0].id, found[1].text) == (frame, above)


@pytest.mark.parametrize(
    ("sentence", "head"),
    [
        ("Azerbaijan released 32 servicemen.", "released"),
        ("Armenia withdrew its bid and congratulated Azerbaijan.", "congratulated"),
        ("If Armenia withdraws its troops, Azerbaijan will lift the blockade.", "withdraws"),
    ],
)
def test_free_clauses_have_no_operator(sentence: str, head: str) -> None:
    doc, reader = reader_of(sentence)
    assert reader.operator(reader.clauses[word(doc, head).i]) is None


PROMISED, REPORTED = ("commissive", "promised"), ("act", "asserted")
KINDS = [
    ("Armenia agreed to release two soldiers.", "release", PROMISED),
    ("Armenia undertook to drop its bid and to back Azerbaijan.", "back", PROMISED),
    ("Armenia gave its word not to attack ships.", "attack", PROMISED),
    ("Armenia has to pay the fine.", "pay", ("bound", "has to")),
    ("Armenia did not agree to release two soldiers.", "release", ("denial", "negated")),
    ("Armenia refused to release two soldiers.", "release", ("none", "embedded")),
    ("Azerbaijan released 32 servicemen.", "released", REPORTED),
    ("Armenia is releasing two soldiers.", "releasing", REPORTED),
    ("Soldiers held by Armenia returned home.", "held", REPORTED),
    ("Armenia said that it had released two soldiers.", "released", REPORTED),
    ("Armenia announced the withdrawal of its troops.", "withdrawal", REPORTED),
    ("Turkey's visit to Iran ended.", "visit", REPORTED),
    ("Talks between Armenia and Azerbaijan ended.", "Talks", REPORTED),
    ("Following the talks between Armenia and Azerbaijan, the border opened.", "talks", REPORTED),
    ("Armenia lifted sanctions against Iran.", "sanctions", ("none", "presupposed")),
    ("Armenia did not release the men.", "release", ("act", "not done")),
    ("Armenia failed to release two soldiers.", "release", ("act", "not done")),
    ("The borders have yet to be delimited.", "delimited", ("act", "not done")),
    ("Armenia began to withdraw its troops.", "withdraw", ("act", "begun")),
    ("Armenia stopped shelling the town.", "shelling", ("none", "cessation")),
    ("Armenia continued to shell the town.", "shell", ("none", "continuation")),
    ("Armenia releases two soldiers.", "releases", ("present", "asserted")),
    ("Armenia supports the bid by withdrawing its own candidacy.", "withdrawing", ("present", "asserted")),
    ("Armenia will release two soldiers.", "release", ("bound", "will")),
    ("Armenia is to release two men.", "release", ("bound", "is to")),
    ("Armenia may not produce missiles.", "produce", ("bound", "must")),
    ("Armenia may release two soldiers.", "release", ("position", "possible")),
    ("France urged Serbia to withdraw its troops.", "urged", ("appeal", "asserted")),
    ("France urged Serbia to withdraw its troops.", "withdraw", ("none", "request")),
    ("Azerbaijan demanded that Armenia release two soldiers.", "release", ("none", "request")),
    ("Armenia hopes that Georgia will support the bid.", "support", ("none", "hope")),
    ("Armenia plans to close the border.", "close", ("intent", "intended")),
    ("Armenia wants to join the union.", "join", ("intent", "intended")),
    ("Armenia denied closing the border.", "closing", ("denial", "denied")),
    ("Armenia threatened to close the border.", "close", ("condition", "threatened")),
    ("Armenia welcomed the joint statement.", "welcomed", ("endorsement", "asserted")),
    ("If Armenia withdraws its troops, Azerbaijan will lift the blockade.", "withdraws", ("condition", "hypothetical")),
    ("Azerbaijan will lift the blockade once Armenia withdraws its troops.", "withdraws", ("condition", "hypothetical")),
    ("Were the court to rule, Armenia would pay the fine.", "rule", ("condition", "hypothetical")),
]


@pytest.mark.parametrize(("sentence", "head", "expected"), KINDS)
def test_what_a_clause_does(sentence: str, head: str, expected: tuple[str, str]) -> None:
    found = force(sentence, head)
    assert (found.kind, found.modality) == expected


def test_the_operator_that_decides_is_kept() -> None:
    found = force("Armenia agreed to release two soldiers.", "release")
    assert found.operator is not None
    assert found.operator.complement == "agreement"
    assert found.operator_token is not None
    assert found.operator_token.text == "agreed"
    assert force("Azerbaijan released 32 servicemen.", "released").operator is None


def test_a_noun_is_asserted_by_the_verb_that_says_it_happened() -> None:
    sentence = "The release of 32 soldiers by Azerbaijan and of two soldiers by Armenia took place on Monday."
    doc, reader = reader_of(sentence)
    assert reader.asserted[word(doc, "release").i].text == "took"
    assert force(sentence, "release").kind == "act"
    _, silent = reader_of("Armenia broke its promise to withdraw its troops.")
    assert silent.asserted == {}


def test_what_stands_in_the_present_behind_after_has_yet_to_come() -> None:
    assert force("The guns will be moved after Iran ratifies the treaty.", "ratifies").kind == "condition"


@pytest.mark.parametrize(
    ("sentence", "head", "standing"),
    [
        ("Armenia agreed to release two soldiers.", "agreed", "main"),
        ("Armenia agreed to release two soldiers.", "release", "complement"),
        ("Armenia undertook to drop its bid and to back Azerbaijan.", "back", "complement"),
        ("The men whom Azerbaijan released returned home.", "released", "relative"),
        ("The guns will be moved after Iran ratifies the treaty.", "ratifies", "adverbial"),
        ("Turkey's visit to Iran ended.", "visit", "nominal"),
    ],
)
def test_how_a_clause_stands_in_its_sentence(sentence: str, head: str, standing: str) -> None:
    doc, reader = reader_of(sentence)
    assert standing_of(reader.clauses[word(doc, head).i]) == standing


@pytest.mark.parametrize(
    ("sentence", "head", "depth"),
    [
        ("Armenia agreed to release two soldiers.", "agreed", 0),
        ("Armenia agreed to release two soldiers.", "release", 1),
        ("Armenia withdrew its bid and congratulated Azerbaijan.", "congratulated", 0),
        ("Armenia undertook to drop its bid and to back Azerbaijan.", "back", 1),
    ],
)
def test_depth_counts_the_clauses_above(sentence: str, head: str, depth: int) -> None:
    doc, reader = reader_of(sentence)
    assert depth_of(reader.clauses[word(doc, head).i]) == depth
