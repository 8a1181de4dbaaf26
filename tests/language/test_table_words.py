"""Words of the tables that no text can meet: what a grammar compares with single tokens in small letters must be one."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest

from servanda.language.grammar.tokens import Words

# may have several words
PHRASES = {
    "immediate", "open", "running", "running_alone", "set_links", "limits", "within", "terms", "anchors", "grounds_before", "country_words", "bounds", "again",
}  # fmt: skip
NAMES = {"never", "surnames", "given_names", "states_behind_only"}  # are compared as written


def words_of(content: Any, keys: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every word in the lists of a table, with the keys above it."""
    if isinstance(content, dict):
        for key, value in content.items():
            yield from words_of(value, (*keys, key))
    elif isinstance(content, list):
        yield from ((keys, word) for word in content)


def tokens_of(words: str) -> list[str]:
    cut = Words(words)
    return cut.texts[: cut.size]


@pytest.mark.parametrize("table", ["deadlines", "places", "times", "units"])
def test_every_word_of_a_table_can_stand_in_a_text(table: str) -> None:
    content = tomllib.loads(files("servanda.language").joinpath("tables", f"{table}.toml").read_text("utf-8"))
    for keys, word in words_of(content):
        assert set(keys) & NAMES or word == word.lower(), f"{'.'.join(keys)}: {word!r} is compared in small letters"
        if not set(keys) & (PHRASES | NAMES):
            assert tokens_of(word) == [word], f"{'.'.join(keys)}: {word!r} is no single token"
        elif not set(keys) & NAMES:
            assert all(tokens_of(part) == [part] or "anchors" in keys for part in word.split()), f"{'.'.join(keys)}: {word!r} holds what no token is"
