"""The tables refuse what they do not know, with file and line."""

from __future__ import annotations

import pytest

from servanda.errors import TableError
from servanda.ledger.tables import Nouns, StatusRules, read_table, tables
from servanda.ledger.terms import classes, gerund, likeness, nearness, stem, terms


def test_shipped_tables_load() -> None:
    assert tables().statuses.rules
    assert {stage.name for stage in tables().stages.stages} >= {"reached", "signed", "in_force", "lapsed"}


def test_unknown_keys_are_refused_with_the_line() -> None:
    with pytest.raises(TableError, match=r"own\.toml:2: .*colour"):
        read_table(Nouns, 'groups = []\ncolour = "red"\nempty = []\nstop = []\ndeterminers = []\nnumbers = []\n', "own.toml")


def test_unknown_statuses_are_refused() -> None:
    with pytest.raises(TableError, match="kept"):
        read_table(StatusRules, 'closed = ["kept"]\nstall_days = 1\n', "rules.toml")


def test_broken_toml_is_refused() -> None:
    with pytest.raises(TableError, match=r"own\.toml"):
        read_table(Nouns, "groups = [", "own.toml")


def test_words_for_one_thing_meet() -> None:
    assert terms("the 32 Armenian captives") == terms("Armenian servicemen")
    assert nearness(terms("own candidacy"), terms("its bid for the games")) == 1
    assert likeness(terms(""), terms("bid")) == 0


def test_acts_of_one_class_meet() -> None:
    assert classes("hand over") & classes("release")
    assert not classes("sign") & classes("ratify")
    assert classes("juggle") == {"juggle"}


@pytest.mark.parametrize(("word", "expected"), [("treaties", "treaty"), ("ships", "ship"), ("pass", "pass"), ("boxes", "box")])
def test_stems(word: str, expected: str) -> None:
    assert stem(word) == expected


@pytest.mark.parametrize(("action", "expected"), [("place", "placing"), ("block", "blocking"), ("set up", "setting up"), ("agree", "agreeing")])
def test_gerunds(action: str, expected: str) -> None:
    assert gerund(action) == expected
