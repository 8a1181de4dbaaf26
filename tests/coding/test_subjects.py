"""Whose a clause is: subjects that a parse puts elsewhere, and what a clause that is only spoken of does."""

from __future__ import annotations

import pytest
from corrected import clause, coded, codes, force, parse, texts, word

from servanda.coding.clauses import own_speaker
from servanda.coding.phrases import misread_root
from servanda.coding.subjects import strayed, told_subject

FRONTED = "Norwegian troops burned the mill, miners said."  # parsed with both subjects on "said"
TOLD = "The gang told the drivers it would burn the trucks."  # parsed with both subjects on "burn"
MISREAD = "A Senate report called for talks with Norway."  # parsed as a report that was called


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Norway said it would not meet Sweden.", ["Norway"]),
        ("The officials said they would not meet Sweden.", ["officials"]),
        ("Norway said they would not meet Sweden.", []),  # one state is no "they"
        ("It said it would not meet Sweden.", []),  # two pronouns explain nothing
    ],
)
def test_a_pronoun_under_a_verb_of_saying_stands_for_its_subject_where_the_number_fits(sentence: str, expected: list[str]) -> None:
    assert texts(own_speaker(clause(sentence, "meet"))) == expected


def test_a_named_subject_under_a_verb_of_saying_is_no_speaker() -> None:
    assert own_speaker(clause("Norway said the Swedish army attacked the village.", "attacked")) == []


def test_what_a_speaker_says_of_itself_is_the_speakers() -> None:
    (found,) = coded("Norway said it would not meet Sweden.").claims
    assert (found.plover, codes(found.agents), codes(found.recipients)) == ("REJECT", ["NOR"], ["SWE"])
    (found,) = coded("The rebels said they would attack Georgia.").claims  # whom no pronoun finds, as they have no code
    assert (found.plover, [m.text for m in found.agents]) == ("THREATEN", ["rebels"])


def test_a_subject_before_a_fronted_clause_belongs_to_it() -> None:
    doc = parse(FRONTED)
    assert texts(strayed(word(doc, "said"))) == ["troops"]
    assert texts(clause(FRONTED, "burned").subjects) == ["troops"]
    assert texts(clause(FRONTED, "said").subjects) == ["miners"]


def test_a_subject_behind_the_fronted_clause_has_not_strayed() -> None:
    assert strayed(word(parse("The Norwegian army shelled the posts, officials said."), "said")) == []


def test_whom_a_verb_tells_is_no_subject_of_what_is_told() -> None:
    assert texts([t for t in [told_subject(word(parse(TOLD), "burn"))] if t is not None]) == ["drivers"]
    assert texts(clause(TOLD, "burn").subjects) == ["it"]
    assert texts(clause(TOLD, "told").indirect) == ["drivers"]


@pytest.mark.parametrize(("sentence", "head"), [("Norway told the drivers that Sweden attacked the trucks.", "attacked"), (FRONTED, "burned")])
def test_nobody_is_told_where_the_clause_has_one_subject(sentence: str, head: str) -> None:
    assert told_subject(word(parse(sentence), head)) is None


def test_a_participle_that_stands_for_the_sentence_is_its_verb() -> None:
    assert misread_root(word(parse(MISREAD), "called"))
    found = clause(MISREAD, "called")
    assert (texts(found.subjects), found.relation, found.form, found.passive) == (["report"], "root", "finite", False)


def test_a_participle_beside_a_finite_verb_is_none() -> None:
    sentence = "A Norwegian report published by Sweden praised the talks."
    assert not misread_root(word(parse(sentence), "published"))
    found = clause(sentence, "published")
    assert (texts(found.subjects), texts(found.objects), found.passive) == (["Sweden"], ["report"], True)
    assert not misread_root(word(parse("A report published by Sweden: the talks ended."), "published"))


@pytest.mark.parametrize(
    ("sentence", "head", "passive"),
    [
        ("Norway was prepared to attack Sweden.", "prepared", False),
        ("Norway was committed to rebuilding Sweden.", "committed", False),
        ("Norway was condemned by Sweden.", "condemned", True),
    ],
)
def test_a_disposition_is_no_passive(sentence: str, head: str, passive: bool) -> None:
    found = clause(sentence, head)
    assert found.passive is passive
    assert texts(found.objects if passive else found.subjects) == ["Norway"]


@pytest.mark.parametrize(
    ("sentence", "head", "kind"),
    [
        ("The bombing of a barracks by Norway left nine dead.", "bombing", "act"),
        ("Israel's raid on the village killed nine.", "raid", "act"),
        ("The Israeli raid on the village killed nine.", "raid", "act"),
        ("The bombing of a barracks left nine dead.", "bombing", "none"),  # nobody's
        ("The bombing of a barracks by Norway would leave nine dead.", "bombing", "none"),
        ("A raid on the village would be a crime.", "raid", "none"),
    ],
)
def test_an_event_noun_with_its_doer_has_happened_if_a_plain_clause_speaks_of_it(sentence: str, head: str, kind: str) -> None:
    found = force(sentence, head)
    assert (found.kind, found.modality) == (kind, "presupposed")


@pytest.mark.parametrize(
    ("sentence", "head", "kind"),
    [
        ("Norway praised Sweden after signing the accord.", "signing", "act"),
        ("Norway praised Sweden before signing the accord.", "signing", "none"),
        ("Norway condemned the raid, urging the rebels to leave the town.", "urging", "appeal"),
        ("Norway may condemn the raid, urging the rebels to leave the town.", "urging", "none"),
        ("Norway issued a report accusing the Swedish army of torture.", "accusing", "act"),
        ("Ships carrying grain left Norway.", "carrying", "none"),
    ],
)
def test_a_participle_does_what_the_clause_beside_it_does(sentence: str, head: str, kind: str) -> None:
    assert force(sentence, head).kind == kind


def test_who_put_out_a_paper_says_what_it_says() -> None:
    (found,) = (c for c in coded("Norway issued a report accusing the Swedish army of torture.").claims if c.plover == "ACCUSE")
    assert (codes(found.agents), codes(found.recipients)) == (["NOR"], ["SWE"])


@pytest.mark.parametrize(
    ("sentence", "modality", "plover"),
    [
        ("Norway reopened its embassy five years after Sweden attacked the rebels.", "historical", None),
        ("Norway reopened its embassy two days after Sweden attacked the rebels.", "asserted", "ASSAULT"),
    ],
)
def test_what_happened_years_before_is_told_as_background(sentence: str, modality: str, plover: str | None) -> None:
    assert (force(sentence, "attacked").kind, force(sentence, "attacked").modality) == ("act", modality)
    (found,) = (c for c in coded(sentence).claims if c.predicate == "attack")
    assert found.plover == plover
