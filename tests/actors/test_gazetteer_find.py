"""What the gazetteer finds: golden mentions for sentences of our own, and what holds for any text."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.actors import Gazetteer
from servanda.actors.folding import fold

GAZETTEER = Gazetteer.load()


def codes(text: str, on: str = "2023-12-08") -> list[tuple[str, str | None]]:
    return [(mention.text, mention.code) for mention in GAZETTEER.find(text, datetime.date.fromisoformat(on))]


def offices(text: str, on: str = "2023-12-08") -> list[tuple[str, str | None, str | None, str | None]]:
    return [(one.text, one.code, one.role, one.organ) for one in GAZETTEER.find(text, datetime.date.fromisoformat(on))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Republic of Armenia met Azerbaijan.", [("Republic of Armenia", "ARM"), ("Azerbaijan", "AZE")]),
        ("Guinea, Equatorial Guinea and Guinea-Bissau", [("Guinea", "GIN"), ("Equatorial Guinea", "GNQ"), ("Guinea-Bissau", "GNB")]),
        ("Niger is not Nigeria.", [("Niger", "NER"), ("Nigeria", "NGA")]),
        ("the Republic of the Congo and the Democratic Republic of the Congo", [("Republic of the Congo", "COG"), ("Democratic Republic of the Congo", "COD")]),
        ("North Korea, South Korea, the DPRK and the ROK", [("North Korea", "PRK"), ("South Korea", "KOR"), ("DPRK", "PRK"), ("ROK", "KOR")]),
        ("The U.S. and the U.S.A. told US and UK partners.", [("U.S.", "USA"), ("U.S.A.", "USA"), ("US", "USA"), ("UK", "GBR")]),
        ("Türkiye, once Turkey", [("Türkiye", "TUR"), ("Turkey", "TUR")]),
        ("Burma, now Myanmar", [("Burma", "MMR"), ("Myanmar", "MMR")]),
        ("FRANCE AND GERMANY SIGN", [("FRANCE", "FRA"), ("GERMANY", "DEU")]),
        ("They ate turkey off china; it told us who was in chad.", []),
        ("The OTS, GUAM, CARICOM and the ICRC", [("OTS", "OTS"), ("GUAM", "GUAM"), ("CARICOM", "CARICOM"), ("ICRC", "ICRC")]),
        ("The Eastern European Group proposed a host for COP29.", [("Eastern European Group", "Eastern European Group"), ("COP29", "COP29")]),
        ("Talks with the TPLF, the FARC and the Houthis", [("TPLF", "TPLF"), ("FARC", "FARC"), ("Houthis", "Houthis")]),
        ("an Israel Hamas truce and a word on Georgia Monday", [("Israel", "ISR"), ("Hamas", "Hamas"), ("Georgia", "GEO")]),
        ("UNHCR and the UN refugee agency", [("UNHCR", "UNHCR"), ("UN refugee agency", "UNHCR")]),
        ("The international community and the West", [("international community", "international community"), ("West", "West")]),
    ],
)
def test_names(text, expected):
    assert codes(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The Washington Post wrote.",
        "a lecture at Moscow State University",
        "under the Paris Agreement and the Minsk agreements",
        "Chad Smith spoke to Jordan Miller.",
        "a fee of 300 US dollars",
        "pro-Russian slogans and an Iran-backed militia",
        "yesterday Hunter Putin and an aunt, Mary Macron, sang",
        "50 U.S.C. 1701",
        "the Korean Peninsula and the South China Sea",
        "a Russian-speaking crowd",
        "the Vienna Document",
    ],
)
def test_what_only_looks_like_a_party(text):
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "the Presidential Administration of the Republic of Azerbaijan",
            ("Presidential Administration of the Republic of Azerbaijan", "AZE", "GOV", "Presidential Administration"),
        ),
        ("Armenia's prime minister's office", ("Armenia's prime minister's office", "ARM", "GOV", "Office of the Prime Minister")),
        ("the Office of the Prime Minister of Armenia", ("Office of the Prime Minister of Armenia", "ARM", "GOV", "Office of the Prime Minister")),
        ("Georgia’s foreign ministry", ("Georgia’s foreign ministry", "GEO", "GOV", "Foreign Ministry")),
        ("the Ministry of Foreign Affairs of Serbia", ("Ministry of Foreign Affairs of Serbia", "SRB", "GOV", "Foreign Ministry")),
        ("the Kenyan army", ("Kenyan army", "KEN", "MIL", "Army")),
        ("32 Armenian servicemen", ("Armenian servicemen", "ARM", "MIL", None)),
        ("Danish police", ("Danish police", "DNK", "COP", "Police")),
        ("the State Department", ("State Department", "USA", "GOV", "State Department")),
        ("the Knesset", ("Knesset", "ISR", "LEG", "Knesset")),
        ("the OTS chief", ("OTS chief", "OTS", None, "Secretary General")),
        ("the OTS's secretariat", ("OTS's secretariat", "OTS", None, "Secretariat")),
        (
            "the Secretary General of the Organization of Turkic States",
            ("Secretary General of the Organization of Turkic States", "OTS", None, "Secretary General"),
        ),
        ("the Security Council", ("Security Council", "UN", None, "Security Council")),
        ("the Security Council of Armenia", ("Security Council of Armenia", "ARM", "GOV", "Security Council")),
        ("Turkish President Recep Tayyip Erdoğan", ("Turkish President Recep Tayyip Erdoğan", "TUR", "GOV", "President")),
        ("EU foreign policy chief Josep Borrell", ("EU foreign policy chief Josep Borrell", "EU", None, "Foreign Policy Chief")),
        ("NATO Secretary General Jens Stoltenberg", ("NATO Secretary General Jens Stoltenberg", "NATO", None, "Secretary General")),
        ("Foreign Minister Ararat Mirzoyan", ("Foreign Minister Ararat Mirzoyan", "ARM", "GOV", "Foreign Minister")),
        ("Armenian Deputy Foreign Minister Aram Unknownian", ("Armenian Deputy Foreign Minister Aram Unknownian", "ARM", "GOV", "Deputy Foreign Minister")),
        ("President of the Russian Federation Vladimir Putin", ("President of the Russian Federation Vladimir Putin", "RUS", "GOV", "President")),
        ("Pashinyan", ("Pashinyan", "ARM", "GOV", "Nikol Pashinyan")),
        ("Cavusoglu", ("Cavusoglu", "TUR", "GOV", "Mevlüt Çavuşoğlu")),
        ("former U.S. President Barack Obama", ("former U.S. President Barack Obama", "USA", "ELI", "President")),
        ("Secretary of State Antony J. Blinken", ("Secretary of State Antony J. Blinken", "USA", "GOV", "Secretary of State")),
        ("the Armenian government's offer", ("Armenian government", "ARM", "GOV", "Government")),
        ("the Biden administration", ("Biden administration", "USA", "GOV", "Government")),
        ("Kremlin spokesman Dmitry Peskov", ("Kremlin spokesman Dmitry Peskov", "RUS", "GOV", "Kremlin")),
    ],
)
def test_offices_and_their_holders(text, expected):
    assert offices(text) == [expected]


def test_an_office_said_once_holds_for_each_party_of_a_list():
    assert offices("Armenian and Azerbaijani foreign ministers") == [
        ("Armenian", "ARM", "GOV", "Foreign Minister"),
        ("Azerbaijani foreign ministers", "AZE", "GOV", "Foreign Minister"),
    ]
    assert offices("the presidents of Serbia, Kosovo and Albania") == [
        ("presidents of Serbia", "SRB", "GOV", "President"),
        ("Kosovo", "XKX", "GOV", "President"),
        ("Albania", "ALB", "GOV", "President"),
    ]
    assert offices("the president of Serbia and Kosovo")[1][3] is None


def test_dates_decide_who_holds_office():
    assert codes("President Santos spoke.", "2016-09-26") == [("President Santos", "COL")]
    assert codes("President Santos spoke.", "2023-09-26") == []
    assert codes("former President Santos spoke.", "2023-09-26") == [("former President Santos", "COL")]
    assert codes("Milei won.", "2023-11-20") == [("Milei", "ARG")]
    assert codes("Milei won.", "2019-11-20") == []
    assert codes("Moscow refused.", "1987-12-08") == [("Moscow", "SUN")]
    assert codes("Moscow refused.", "2020-12-08") == [("Moscow", "RUS")]
    assert codes("Stoltenberg agreed.", "2012-01-01") == [("Stoltenberg", "NOR")]
    assert codes("Stoltenberg agreed.", "2022-01-01") == [("Stoltenberg", "NATO")]


def test_without_a_day_the_open_terms_count():
    assert [(one.text, one.code) for one in GAZETTEER.find("Kallas met Putin.")] == [("Kallas", "EU"), ("Putin", "RUS")]


def test_a_common_surname_needs_a_title():
    assert codes("Brown and Rice were served in May.", "2008-05-01") == []
    assert codes("Prime Minister Brown and Secretary of State Rice met.", "2008-05-01") == [("Prime Minister Brown", "GBR"), ("Secretary of State Rice", "USA")]


def test_the_senate_belongs_to_the_state_the_text_is_about():
    assert codes("The Senate voted.")[0] == ("Senate", "USA")
    text = "Colombia waits. Colombia's government asked the Senate, and Colombian farmers asked Congress."
    assert [code for words, code in codes(text) if words in ("Senate", "Congress")] == ["COL", "COL"]


def test_capitals_are_marked():
    capital, state = GAZETTEER.find("Yerevan answered Azerbaijan.")
    assert GAZETTEER.is_capital(capital)
    assert (capital.kind, capital.role, capital.organ) == ("state", "GOV", None)
    assert not GAZETTEER.is_capital(state)


def test_kinds():
    found = GAZETTEER.find("Armenians, Hamas, the European Union, the White House, Nikol Pashinyan and the Gulf states")
    assert [one.kind for one in found] == ["people", "armed group", "organisation", "organ", "person", "group"]


def test_names_kinds_and_members_by_code():
    assert GAZETTEER.name("ARM") == "Armenia"
    assert GAZETTEER.kind("OTS") == "organisation"
    assert GAZETTEER.members("OTS") == ("AZE", "KAZ", "KGZ", "TUR", "UZB")
    assert (GAZETTEER.name("NOBODY"), GAZETTEER.kind("NOBODY"), GAZETTEER.members("NOBODY")) == ("NOBODY", None, ())


PIECES = st.sampled_from(
    ["Armenia", "Armenian", "the ", "'s ", " ", "’s ", "foreign ministers", " of ", "President ", "Putin", "İ", "ß", "\n", "-", "US", ", ", " and ", "former ",
     "Republic of ", "Secretary General", "Al ", "EU", "Moscow ", "agreements", "Prime Minister", "Erdoğan", ".", "(", "🕊", "army", "ex-", "OTS", "Senate "]
)  # fmt: skip


@given(st.lists(PIECES, max_size=25).map("".join))
def test_spans_are_words_of_the_text_in_order(text):
    reached = 0
    for one in GAZETTEER.find(text, datetime.date(2020, 1, 1)):
        assert reached <= one.start < one.end <= len(text)
        assert one.text == text[one.start : one.end]
        assert one.text == one.text.strip()
        assert not one.text.lower().startswith("the ")
        assert not one.text.endswith(("'s", "’s"))
        reached = one.end


@given(st.text(max_size=200))
def test_folding_keeps_every_offset(text):
    assert len(fold(text)) == len(text)
    assert len(fold(text).lower()) == len(text)
    assert fold(fold(text)) == fold(text)


def test_hostile_text_is_searched_in_linear_time():
    GAZETTEER.find("of the " * 20_000 + "Armenia" + "'s" * 20_000 + " former" * 20_000)
