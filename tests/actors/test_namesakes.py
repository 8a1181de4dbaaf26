"""Names that two states share."""

from __future__ import annotations

import pytest

from servanda.actors import Gazetteer
from servanda.actors.namesakes import settle


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Congo thanked Gabon.", ["COD", "GAB"]),
        ("BRAZZAVILLE - Congo thanked Gabon.", ["COG", "COG", "GAB"]),
        ("The Republic of Congo and Gabon met. Congolese officials spoke.", ["COG", "GAB", "COG"]),
        ("Brazzaville and Kinshasa met. Congo spoke.", ["COG", "COD", "COD"]),
        ("Brazzaville received the DR Congo.", ["COG", "COD"]),
    ],
)
def test_a_shared_name_means_the_one_that_the_text_names_otherwise(gazetteer: Gazetteer, text: str, expected: list[str]) -> None:
    assert [m.code for m in settle(gazetteer.find(text), gazetteer.name)] == expected
