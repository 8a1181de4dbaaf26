"""The shipped tables load, and a table with an unknown key or a wrong type is refused with its line."""

from __future__ import annotations

import pytest

from servanda.documents.tables import FieldTable, WireTable, field_names, field_of, parse_table, wires
from servanda.errors import TableError

FIELDS = '[fields]\nid = ["id"]\noutlet = []\npublished = []\ntitle = []\nurl = []\ntext = ["text"]\n'


def test_shipped_tables() -> None:
    assert field_names()["published"][0] == "published"
    assert field_of()["datepublished"] == "published"
    assert len(field_of()) == sum(map(len, field_names().values()))  # no name stands for two parts
    assert "Reuters" in wires().credit.agencies
    assert all(word == word.casefold() for words in (wires().dateline.not_places, wires().dateline.bare_places, wires().credit.media_words) for word in words)
    assert not wires().credit.media_words & wires().credit.not_media_words


@pytest.mark.parametrize(
    ("text", "where"),
    [
        (FIELDS + 'author = ["by"]\n', "x.toml, line 8"),
        (FIELDS.replace('id = ["id"]', "id = 3"), "x.toml"),
        (FIELDS.replace("title = []\n", ""), "x.toml"),
        ("[fields", "x.toml"),
    ],
)
def test_unknown_keys_and_wrong_types_are_refused(text: str, where: str) -> None:
    with pytest.raises(TableError) as caught:
        parse_table(text, FieldTable, "x.toml")
    assert caught.value.where == where


def test_sections_are_required() -> None:
    with pytest.raises(TableError, match="dateline"):
        parse_table("", WireTable, "wires.toml")
