"""Names that only another text explains: surnames, and abbreviations of parties that no table knows."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from story import Story

from servanda.ledger.namings import find_namings, texts_with
from servanda.records import Claim, Mention


def presented(story: Story, words: str, mention: Mention) -> Claim:
    """A claim of the first text by somebody whom it presents."""
    claim = story.say("t1", words, "position", "say", "NOR SWE")
    return with_agents(story, claim, mention, *claim.agents)


def with_agents(story: Story, claim: Claim, *agents: Mention) -> Claim:
    """The claim with other agents."""
    story.claims[-1] = replace(claim, agents=agents)
    return story.claims[-1]


def minister(text: str, organ: str = "minister", code: str = "NOR") -> Mention:
    """A minister as coding presents one."""
    return Mention(start=1, end=1 + len(text), text=text, code=code, name="Norland", kind="organ", role="GOV", organ=organ)


@pytest.fixture
def story() -> Story:
    """Two texts about the same two parties."""
    made = Story()
    made.document("t1", "2030-01-10")
    made.document("t2", "2030-02-10")
    made.say("t2", "Norland and Sudria met", "act", "meet", "NOR SWE", plover="CONSULT")
    return made


def meant(story: Story, bare: str) -> str | None:
    """The code of whom a bare name in the second text stands for."""
    claim = story.say("t2", f"{bare} was content", "position", "say")
    mention = Mention(start=claim.start, end=claim.start + len(bare), text=bare, kind="person")
    namings = find_namings({d.doc_id: d for d in story.printed()}, story.claims)
    return namings.meant("t2", mention).code


@pytest.mark.parametrize("bare", ["Lund", "Ana Lund"])
def test_a_surname_is_that_of_whom_another_text_presents(story: Story, bare: str) -> None:
    presented(story, "Norland's minister, Ana Lund, was content", minister("Norland's minister, Ana Lund"))
    assert meant(story, bare) == "NOR"


def test_a_name_behind_an_office_in_apposition_is_kept_too(story: Story) -> None:
    presented(story, "head of its delegation, Per ag Holm, was content", minister("head", "head"))
    assert meant(story, "ag Holm") == "NOR"


def test_a_family_name_that_comes_first_is_the_surname(story: Story) -> None:
    presented(story, "The envoy, Han Mi Rae, was content", minister("The envoy, Han Mi Rae", "envoy", "KOR"))
    assert (meant(story, "Han"), meant(story, "Rae")) == ("KOR", None)


def test_a_surname_that_two_parties_have_is_nobodys(story: Story) -> None:
    presented(story, "Norland's minister, Ana Lund, was content", minister("Norland's minister, Ana Lund"))
    presented(story, "Sudria's minister, Per Lund, was content", minister("Sudria's minister, Per Lund", code="SWE"))
    assert meant(story, "Lund") is None


def test_a_surname_in_a_text_about_others_is_not_explained(story: Story) -> None:
    presented(story, "Norland's minister, Ana Lund, was content", minister("Norland's minister, Ana Lund"))
    story.document("t3", "2030-02-11")
    story.say("t3", "Lund of Peru met Chile", "act", "meet", "PER CHL", plover="CONSULT")
    lund = Mention(start=1, end=5, text="Lund", kind="person")
    assert find_namings({d.doc_id: d for d in story.printed()}, story.claims).meant("t3", lund).code is None


@pytest.mark.parametrize("words", ["the Secretary of the Upper Board", "soldiers of the Coast Guard"])
def test_a_name_that_tells_whose_the_office_is_is_no_persons(story: Story, words: str) -> None:
    presented(story, f"{words} spoke", minister(words, words.split()[1] if words.startswith("the") else "soldiers"))
    assert meant(story, words.split()[-1]) is None


def test_a_party_has_the_code_that_more_texts_call_it_by(story: Story) -> None:
    name = "Front of the Green Valleys"
    front = Mention(start=1, end=27, text=name, code="FGV", name=name, kind="armed group")
    claim = presented(story, f"The {name} (FGV) signed", front)
    for number in (3, 4):
        story.document(f"t{number}", f"2030-03-0{number}")
        with_agents(story, story.say(f"t{number}", f"The {name} met Norland", "act", "meet", "NOR"), replace(front, code=name))
    namings = find_namings({d.doc_id: d for d in story.printed()}, story.claims)
    assert [m.code for m in namings.spelled(claim).agents][:1] == [name]
    assert namings.speakers()[""]["FGV"] == name


def test_an_abbreviation_of_another_language_is_the_party_named_without_its_country() -> None:
    s = Story()
    s.document("t1", "2030-01-10")
    first = s.say("t1", "The Front for Change in Chad (FACT) met", "act", "meet", "NOR")
    known = Mention(start=1, end=29, text="Front for Change in Chad", code="FACT", name="Front for Change in Chad", kind="armed group")
    with_agents(s, first, known)
    s.document("t2", "2030-02-10")
    second = s.say("t2", "The Front for Change met", "act", "meet", "NOR")
    bare = Mention(start=1, end=21, text="Front for Change", code="Front for Change", name="Front for Change", kind="armed group")
    with_agents(s, second, bare)
    namings = find_namings({d.doc_id: d for d in s.printed()}, s.claims)
    assert {namings.meant("t1", known).code, namings.meant("t2", bare).code} in ({"FACT"}, {"Front for Change"})


def test_an_abbreviation_that_two_parties_share_is_nobodys(story: Story) -> None:
    front = Mention(start=1, end=27, text="Front of the Green Valleys", code="FGV", name="Front of the Green Valleys", kind="armed group")
    claim = presented(story, "The Front of the Green Valleys (FGV) signed", front)
    with_agents(story, story.say("t2", "The Front of the Green Valleys met Norland", "act", "meet", "NOR"), replace(front, code=front.name))
    with_agents(story, story.say("t2", "Farmers for Green Valleys (FGV) met Norland", "act", "meet", "NOR"), replace(front, name="Farmers for Green Valleys"))
    namings = find_namings({d.doc_id: d for d in story.printed()}, story.claims)
    assert [m.code for m in namings.spelled(claim).agents][:1] == ["FGV"]


def test_an_abbreviation_counts_as_a_whole_word_and_not_where_it_is_introduced(story: Story) -> None:
    for number, text in enumerate(("The FGV left.", "FGVs were sold.", "The front (FGV) left.", "FGV", "a FGV-led group"), 3):
        story.document(f"t{number}", f"2030-03-0{number}", filler=text)
    assert texts_with(["FGV"], story.printed())["FGV"] == 3


def test_an_abbreviation_is_the_party_that_another_text_introduces_by_it(story: Story) -> None:
    front = Mention(start=1, end=12, text="Hill Men's Army", code="HMA", name="Hill Men's Army", kind="armed group")
    presented(story, "The Hill Men's Army (HMA) signed with Norland", front)
    claim = story.say("t2", "HMA fighters fired on a post", "act", "attack", recipients="NOR")
    fighters = Mention(start=claim.start, end=claim.start + 12, text="HMA fighters", kind="people")
    strangers = Mention(start=claim.start, end=claim.start + 12, text="fighters", kind="people")
    namings = find_namings({d.doc_id: d for d in story.printed()}, story.claims)
    assert namings.meant("t2", fighters).code == "HMA"
    assert namings.meant("t2", strangers).code is None
