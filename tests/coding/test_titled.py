"""Officials of a text's issuer, by their titles: whose they are where nobody says it."""

from __future__ import annotations

import msgspec
import pytest

from servanda.coding.titled import with_titled
from servanda.records import Mention

ISSUER = msgspec.convert({"start": 0, "end": 0, "text": "Ministry", "code": "BOR", "name": "Borea", "kind": "organ", "role": "GOV", "organ": None}, Mention)


def state(text: str, name: str, code: str, kind: str = "state") -> Mention:
    """A party where a text first names it."""
    start = text.index(name)
    of = {"code": code, "name": code, "kind": kind, "role": None, "organ": None}
    return msgspec.convert({"start": start, "end": start + len(name), "text": name, **of}, Mention)


def own(text: str, *mentions: Mention) -> list[str]:
    """The words of the issuer's officials in a text."""
    return [m.text for m in with_titled(text, list(mentions), ISSUER) if m.code == "BOR"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Deputy Secretary Harmon met the miners.", ["Deputy Secretary Harmon"]),
        ("Today Under Secretary Ana Roe’s call was short.", ["Under Secretary Ana Roe"]),
        ("Special Envoy for the Lakes Jan Holm spoke.", ["Special Envoy for the Lakes Jan Holm"]),
        ("The Assistant Secretary for Coasts and Fisheries, Jan Holm, spoke.", ["Assistant Secretary for Coasts and Fisheries"]),
        ("Deputy Secretary Harmon and Foreign Minister Lund spoke.", ["Deputy Secretary Harmon"]),
        ("Foreign Secretary Lund spoke.", []),
        ("Its Special Envoy Lund spoke to the president’s Special Envoy Roe.", []),
        ("Deputy Secretary General Lund spoke.", []),
        ("A secretary spoke to the Secretary.", []),
        ("It was the first visit of a Secretary of State to the Lakes.", []),
        ("The Deputy Secretary and Crown Prince Lund spoke.", ["Deputy Secretary"]),
    ],
)
def test_an_office_without_an_owner_is_the_issuers(text: str, found: list[str]) -> None:
    assert own(text) == found


def test_an_office_with_an_owner_is_the_owners() -> None:
    text = "Norland Special Envoy Roe met the Ambassador of Borland, Jan Holm."
    assert own(text, state(text, "Norland", "NOR"), state(text, "Borland", "BLD")) == []


def test_what_an_office_deals_with_is_no_party() -> None:
    text = "Ambassador to Norland Jan Holm thanked the crews."
    (only,) = with_titled(text, [state(text, "Norland", "NOR")], ISSUER)
    assert (only.code, only.text) == ("BOR", "Ambassador to Norland Jan Holm")


def test_a_field_ends_where_another_party_begins() -> None:
    text = "Special Envoy for the Lakes and League Envoy Roe spoke."
    assert own(text, state(text, "League", "LEA", "organisation")) == ["Special Envoy for the Lakes"]


def test_a_name_of_a_known_person_gives_way_to_the_office() -> None:
    text = "Special Representative Lee condemned the launches."
    assert own(text, state(text, "Special Representative Lee", "SGP", "person")) == ["Special Representative Lee"]


def test_the_last_of_anothers_delegation_is_not_the_issuers() -> None:
    text = "He met Minister Lund, and Ambassador Roe."
    assert own(text, state(text, "Minister Lund", "NOR", "person")) == []


def test_a_name_that_the_text_gives_with_another_body_is_no_official_of_the_issuer() -> None:
    text = "The League Special Envoy for the Lakes Ana Roe spoke. Special Envoy Roe thanked the crews."
    assert own(text, state(text, "League", "LEA", "organisation")) == []


def test_the_press_has_no_officials() -> None:
    assert with_titled("Deputy Secretary Harmon spoke.", [], None) == []
