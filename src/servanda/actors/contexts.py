"""Contexts in which a party's name does not stand for the party (`data/contexts.toml`): "Iran-backed", "US dollars", "Minsk agreements"."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import NamedTuple

from servanda.errors import TableError


class Contexts(NamedTuple):
    """The lists of `contexts.toml`, for lookup."""

    prefixes: tuple[str, ...]
    attributive: tuple[str, ...]
    following: frozenset[str]
    following_proper: frozenset[str]
    instruments: frozenset[str]
    given_names: frozenset[str]
    before_surname: frozenset[str]
    surnames: frozenset[str]
    honorifics: frozenset[str]
    not_surnames: frozenset[str]


def load_contexts() -> Contexts:
    """The shipped lists. Raises TableError for a list that is missing or unknown."""
    table = tomllib.loads(files("servanda.actors").joinpath("data", "contexts.toml").read_text("utf-8"))
    if wrong := set(table) ^ set(Contexts._fields):
        raise TableError(f"lists that are missing or unknown: {', '.join(sorted(wrong))}", where="contexts.toml")
    return Contexts(
        tuple(table["prefixes"]),
        tuple(table["attributive"]),
        *(frozenset(table[field]) for field in Contexts._fields[2:]),
    )


def word_after(text: str, at: int) -> str:
    """The letters, hyphens and apostrophes from `at` on; "" where none stand there."""
    end = at
    while end < len(text) and end - at < 40 and (text[end].isalpha() or text[end] in "-'"):
        end += 1
    return text[at:end]


def word_before(text: str, end: int) -> str:
    """The letters that end at `end`."""
    start = end
    while start > 0 and end - start < 40 and text[start - 1].isalpha():
        start -= 1
    return text[start:end]
