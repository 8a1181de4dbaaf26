"""Whose "we" a statement's words are: the issuer, those who issue it together, the speaker of a turn."""

from __future__ import annotations

import pytest
from corrected import coded, codes, knowledge

from servanda.coding.parties import Parties
from servanda.coding.voices import counterpart, joint_authors, turn_speakers
from servanda.documents import make_document
from servanda.language.reading import Reading
from servanda.records import Document

OUTLET = "U.S. Department of State"
REMARKS = """Secretary Dana Reed and Norwegian Foreign Minister Ola Berg Before Their Meeting

SECRETARY REED: It is good to have Ola here.

FOREIGN MINISTER BERG: We thank you for that.

MODERATOR: One question each.

PRESIDENT LUND: We are ready.
"""


def read(text: str, title: str) -> Reading:
    """A statement without parsed paragraphs."""
    return Reading(Document(doc_id="d", text=text, title=title, outlet=OUTLET), ())


def test_turns_are_spoken_for_whom_the_head_presents_each_speaker_with() -> None:
    found = turn_speakers(Parties(read(REMARKS, "Before Their Meeting"), knowledge().gazetteer))
    assert [codes(who) for _, _, who in found] == [["USA"], ["NOR"], [], []]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Joint Statement by the United States and Norway on Fisheries", {"USA", "NOR"}),
        ("Joint Statement on the Dialogue between the United States and Norway", {"USA", "NOR"}),
        ("Secretary Reed at a Joint Press Availability with Norway", set()),  # there each speaks for himself
        ("Joint Statement on Syria", set()),  # what it is about is no author
        ("Statement on Norway", set()),
    ],
)
def test_a_joint_statement_is_by_those_whom_its_title_names_as_authors(title: str, expected: set[str]) -> None:
    reading = read("We are glad.", title)
    assert {m.code for m in joint_authors(reading, Parties(reading, knowledge().gazetteer))} == expected


def test_a_joint_statement_is_by_those_whom_its_lead_names() -> None:
    reading = read(
        "The following statement was released by the governments of Norway, Sweden and the United States:\n\nWe are glad.", "Joint Statement on Syria"
    )
    assert {m.code for m in joint_authors(reading, Parties(reading, knowledge().gazetteer))} == {"NOR", "SWE", "USA"}


def test_we_in_a_statement_is_its_issuer_and_a_demand_binds_nobody() -> None:
    claims = coded("We condemn Sweden.", "Sweden must withdraw its troops.", outlet=OUTLET, title="On Sweden").claims
    assert [(c.plover, codes(c.agents), codes(c.recipients)) for c in claims if c.plover] == [("ACCUSE", ["USA"], ["SWE"]), ("REQUEST", ["USA"], ["SWE"])]


def test_we_who_talked_are_both_whom_the_title_names() -> None:
    claims = [
        c
        for c in coded("We had good talks.", outlet=OUTLET, title="Secretary Reed and Norwegian Foreign Minister Berg Before Their Meeting").claims
        if c.plover
    ]
    assert [sorted(codes(c.agents)) for c in claims] == [["NOR", "USA"]]


def test_no_counterpart_where_the_title_only_speaks_of_a_state() -> None:
    parties = Parties(read("We are glad.", "On Norway"), knowledge().gazetteer)
    assert counterpart(parties, "On Norway") is None


def test_in_a_parliaments_record_only_those_in_office_speak_for_the_state() -> None:
    turns = ("HON. A. LUND (Upper Dale): How much?", "HON. B. HOLM (Minister of Trade): Half.", "HON. A. LUND: Late.", "HON. B. HOLM: A little.")
    text = "\n\n".join(("House, 3 May.", *turns))
    reading = Reading(Document(doc_id="d", text=text, title="Questions", outlet="Parliament of Norway"), ())
    assert [codes(who) for _, _, who in turn_speakers(Parties(reading, knowledge().gazetteer))] == [[], ["NOR"], [], ["NOR"]]


def test_an_office_without_a_name_is_that_of_the_state_whose_transcript_it_is() -> None:
    text = "OSLO, 3 May.\n\nMINISTER OF TRADE: Good morning.\n\nQUESTION: Who pays?\n\nMINISTER: We do.\n\nQUESTION: When?\n"
    reading = Reading(Document(doc_id="d", text=text, title="Briefing", outlet="Norway briefing service"), ())
    assert [codes(who) for _, _, who in turn_speakers(Parties(reading, knowledge().gazetteer))] == [["NOR"], [], ["NOR"], []]


@pytest.mark.parametrize(
    ("lead", "author"),
    [
        ("OSLO, May 2. The Ministry of Justice of the Kingdom of Norway makes known the following:\n\nThree prisoners left Bredtveit today.", "NOR"),
        ("OSLO, May 2. The Ministry of Justice of the Kingdom of Norway brings the following to the knowledge of the public:\n\nAll is well.", "NOR"),
        ("OSLO, May 2 - The Ministry of Justice of Norway informs the public that the office in Bergen is closed.", "NOR"),
        ("OSLO, May 2 (Fjord Wire) - The Ministry of Justice of Norway announced on Monday that the office in Bergen is closed.", None),
        ("OSLO, May 2 (Fjord Wire) - Norway said on Monday what it wants: fish.", None),
    ],
)
def test_a_release_is_by_the_body_whose_announcing_opens_it(lead: str, author: str | None) -> None:
    parties = Parties(Reading(Document(doc_id="d", text=lead, title="News", outlet="Fjord Wire"), ()), knowledge().gazetteer)
    assert (parties.author.code if parties.author else None) == author


@pytest.mark.parametrize(
    ("lead", "code"),
    [
        ("GENEVA, May 2 (Fjord Wire) - From Monday's briefing of the World Health Organization, shortened:", "WHO"),
        ("OSLO, May 2 (Fjord Wire) - From Monday's briefing at the Ministry of Fisheries, shortened:", "NOR"),
        ("OSLO, May 2 (Fjord Wire) - Questions and answers on fish.", None),
    ],
)
def test_a_spokesman_who_answers_speaks_for_whoever_gives_the_briefing(lead: str, code: str | None) -> None:
    text = f"{lead}\n\nQ: Is the harbour open?\n\nSpokesman: It was opened on Friday.\n\nQ: And the market?\n\nSpokesman: We will see."
    found = turn_speakers(Parties(Reading(make_document(text, doc_id="d", outlet="Fjord Wire"), ()), knowledge().gazetteer))
    assert [codes(who) for _, _, who in found][1::2] == [[code] if code else []] * 2
