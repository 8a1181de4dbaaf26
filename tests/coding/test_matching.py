"""Which row of the lexicon a clause is, and where its sides stand."""

from __future__ import annotations

import pytest
from corrected import claim, coded, codes, reader_of, word


@pytest.mark.parametrize(
    ("sentence", "head", "frame"),
    [
        ("Armenia withdrew its troops.", "withdrew", "retreat.withdraw-forces"),
        ("Armenia withdrew its candidacy.", "withdrew", "concede.withdraw-candidacy"),
        ("Armenia undertook to drop its bid.", "drop", "concede.withdraw-candidacy"),
        ("Armenia handed over its weapons.", "handed", "retreat.hand-over-weapons"),
        ("Armenia handed over two soldiers to Azerbaijan.", "handed", "retreat.hand-over-people"),
        ("Armenia supports the bid of Azerbaijan.", "supports", "support.candidacy"),
        ("Armenia lifted sanctions against Iran.", "lifted", "retreat.ease-sanctions"),
        ("Azerbaijan will lift the blockade once Armenia withdraws its troops.", "lift", "retreat.ease-blockade"),
        ("Armenia released Azerbaijani servicemen.", "released", "retreat.release"),
        ("Kosovo will release the trucks.", "release", "retreat.return-property"),
        ("The agreement between Armenia and Azerbaijan entered into force.", "entered", "agree.enter-into-force"),
        ("Armenia let two soldiers go.", "let", "retreat.release"),
        ("Armenia agreed to release two soldiers.", "agreed", "operator.agree-to"),
        ("Israel and Hamas agreed on a truce.", "agreed", "agree.agree-instrument"),
        ("Turkey's visit to Iran ended.", "visit", "consult.visit"),
        ("In Bern the ministry of Armenia called on Iran to let two engineers go.", "called", "request.appeal"),  # not "call in"
        ("Nobody had been turned away, the ministry of Armenia insisted.", "insisted", "statement.say"),
        ("Israel let it be known that it was ready to talk.", "let", "statement.say"),
        ("Turkey gave another account.", "gave", "statement.say"),
        ("Argentina delivered a letter of protest to Uruguay.", "delivered", "accuse.protest-officially"),
        ("Ninety million dollars of debt were wiped out by Iran.", "wiped", "aid.debt-relief"),
        ("Armenia let the deadline slip by.", "let", "undone.let-pass"),
        ("Israel said it would give Turkey six generators.", "give", "aid.equipment"),  # "it" can act
        ("Turkey visited Tehran on Monday.", "visited", "consult.visit"),  # not "visit on", which is harm done
    ],
)
def test_words_beside_the_head_and_the_class_of_the_object_choose_the_row(sentence: str, head: str, frame: str) -> None:
    doc, reader = reader_of(sentence)
    found = reader.frame(reader.clauses[word(doc, head).i])
    assert found is not None
    assert found.id == frame


def test_a_verb_that_no_row_knows_has_no_frame() -> None:
    doc, reader = reader_of("The men whom Azerbaijan released returned home.")
    assert reader.frame(reader.clauses[word(doc, "returned").i]) is None


@pytest.mark.parametrize(
    ("sentence", "action", "agents", "recipients"),
    [
        ("Armenia handed over two soldiers to Azerbaijan.", "hand over", ["ARM"], ["AZE"]),  # behind "to"
        ("Armenia handed Azerbaijan two maps.", "give", ["ARM"], ["AZE"]),  # indirect object
        ("Armenia released Azerbaijani servicemen.", "release", ["ARM"], ["AZE"]),  # who the object belongs to
        ("Armenia opposed the candidacy of Azerbaijan.", "reject", ["ARM"], ["AZE"]),
        ("Armenia met with Azerbaijan in Tbilisi.", "meet", ["ARM"], ["AZE"]),  # behind "with"; the place is no party
        ("Serbian troops shelled a town in Croatia.", "shell", ["SRB"], ["HRV"]),  # behind "in", of an assault
        ("Turkey's visit to Iran ended.", "visit", ["TUR"], ["IRN"]),
        ("Talks between Armenia and Azerbaijan ended.", "negotiate", ["ARM", "AZE"], []),
        ("Armenia and Azerbaijan signed a treaty.", "sign", ["ARM", "AZE"], []),
        ("The servicemen were released by Azerbaijan.", "release", ["AZE"], []),
    ],
)
def test_the_two_sides(sentence: str, action: str, agents: list[str], recipients: list[str]) -> None:
    found = claim(sentence, action=action)
    assert (codes(found.agents), codes(found.recipients)) == (agents, recipients)


def test_the_role_of_those_who_act_is_kept() -> None:
    (agent,) = claim("Serbian troops shelled a town in Croatia.", action="shell").agents
    assert (agent.text, agent.kind, agent.role) == ("Serbian troops", "organ", "MIL")


def test_two_deeds_of_one_noun_are_told_apart() -> None:
    claims = [c for c in coded("The release of 32 soldiers by Azerbaijan and of two soldiers by Armenia took place on Monday.").claims if c.action == "release"]
    assert [(codes(c.agents), c.quantity.value if c.quantity else None) for c in claims] == [(["AZE"], 32), (["ARM"], 2)]
    assert {c.happened.first for c in claims if c.happened} == {"2023-12-04"}
    assert len({c.claim_id for c in claims}) == 2


def test_shares_of_a_total_name_what_was_shared() -> None:
    claims = coded("1,846 missiles were destroyed by the Soviet Union and 846 by the United States.").claims
    assert [(codes(c.agents), c.quantity.value if c.quantity else None) for c in claims] == [(["SUN"], 1846), (["USA"], 846)]
    assert all(c.object and "missiles" in c.object.text for c in claims)


def test_a_gift_that_somebody_says_he_would_make_is_promised() -> None:
    found = claim("Israel said it would give Turkey six generators.", action="give")
    assert (found.illocution, codes(found.agents), codes(found.recipients)) == ("commissive", ["ISR"], ["TUR"])
