"""Claims as `servanda code` prints them: order within a sentence, joint deeds once for each, meetings seen from both sides."""

from __future__ import annotations

import msgspec
import pytest

from servanda.records import Claim, Mention
from servanda.views.directed import MOST, directed, in_order

NORWAY, SWEDEN, FINLAND = (Mention(start=at, end=at + 1, text=code, code=code, kind="state") for at, code in enumerate(("NOR", "SWE", "FIN")))


def claim(
    cameo: str | None, *agents: Mention, to: tuple[Mention, ...] = (), claim_id: str = "k", plover: str | None = None, depth: int = 0, at: int = 0
) -> Claim:
    return Claim(
        claim_id=claim_id, doc_id="d", start=at, end=at + 1, sentence_start=at // 100 * 100, sentence_end=at // 100 * 100 + 99, illocution="act",
        predicate="p", action="a", frame="toy", agents=agents, recipients=to, cameo=cameo, plover=plover, depth=depth,
    )  # fmt: skip


def written(*claims: Claim) -> list[tuple[str, str | None, list[str], list[str]]]:
    """Id, CAMEO code and both sides of everything that is printed for the claims."""
    return [(c.claim_id, c.cameo, [m.text for m in c.agents], [m.text for m in c.recipients]) for one in claims for c in directed(one)]


def test_those_who_met_are_each_written_with_each_other() -> None:
    assert written(claim("036", NORWAY, SWEDEN)) == [("k.1", "036", ["NOR"], ["SWE"]), ("k.2", "036", ["SWE"], ["NOR"])]
    pairs = [(a, b) for _, _, (a,), (b,) in written(claim("040", NORWAY, SWEDEN, FINLAND))]
    assert pairs == [("NOR", "SWE"), ("NOR", "FIN"), ("SWE", "NOR"), ("SWE", "FIN"), ("FIN", "NOR"), ("FIN", "SWE")]


@pytest.mark.parametrize(
    "one",
    [
        claim("173", NORWAY, SWEDEN),  # an arrest has one direction
        claim("042", NORWAY, SWEDEN),  # both made a visit, neither to the other
        claim("036", NORWAY),
        claim("036", NORWAY, SWEDEN, to=(FINLAND,)),  # both towards a third
        claim(None, NORWAY, SWEDEN),
    ],
)
def test_what_has_one_direction_or_another_side_stays_whole(one: Claim) -> None:
    assert list(directed(one)) == [one]


def test_a_crowd_of_parties_is_not_paired() -> None:
    many = tuple(Mention(start=n, end=n + 1, text=f"S{n}", code=f"S{n}") for n in range(MOST + 1))
    assert len(written(claim("036", *many[:MOST]))) == MOST * (MOST - 1)
    assert len(written(claim("036", *many))) == 1


@pytest.mark.parametrize(("code", "mirror"), [("042", "043"), ("043", "042"), ("040", "040"), ("046", "046")])
def test_a_visit_or_a_meeting_is_written_from_the_other_side_too(code: str, mirror: str) -> None:
    assert written(claim(code, NORWAY, to=(SWEDEN,))) == [("k", code, ["NOR"], ["SWE"]), ("k.1", mirror, ["SWE"], ["NOR"])]


@pytest.mark.parametrize("one", [claim("057", NORWAY, to=(SWEDEN,)), claim("190", NORWAY, to=(SWEDEN,)), claim("042", NORWAY), claim("042", to=(SWEDEN,))])
def test_signatures_attacks_and_visits_of_unknown_aim_are_written_once(one: Claim) -> None:
    assert list(directed(one)) == [one]


def test_the_parts_keep_all_else_of_the_claim() -> None:
    one = claim("036", NORWAY, SWEDEN, plover="AGREE", depth=2)
    (first, _) = directed(one)
    assert msgspec.structs.replace(first, claim_id="k", agents=one.agents, recipients=()) == one


def test_sentence_by_sentence_coded_claims_come_first_and_main_clauses_before_others() -> None:
    claims = [
        claim("190", NORWAY, claim_id="next sentence", at=100, plover="ASSAULT"),
        claim(None, NORWAY, claim_id="uncoded", at=1),
        claim("112", NORWAY, claim_id="deep", at=2, depth=1, plover="ACCUSE"),
        claim("010", NORWAY, claim_id="later", at=9),  # a CAMEO code alone is a code
        claim("040", NORWAY, claim_id="main", at=5, plover="CONSULT"),
    ]
    assert [c.claim_id for c in in_order(claims)] == ["main", "later", "deep", "uncoded", "next sentence"]
    assert in_order(claims) == in_order(reversed(claims))
