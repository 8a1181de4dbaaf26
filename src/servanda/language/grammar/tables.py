"""Reads the knowledge tables of the language floor (TOML in `language/tables`) and refuses what it does not know."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

from servanda.errors import TableError


def check_keys(source: str, text: str, found: Iterable[str], known: frozenset[str]) -> None:
    """Raise `TableError` with file and line for the first key that is not known."""
    for key in found:
        if key not in known:
            line = next((number for number, row in enumerate(text.splitlines(), 1) if row.lstrip(" [\"'").startswith(key)), 1)
            raise TableError(f"unknown key {key!r}", where=f"{source}:{line}", mend=f"Known keys: {', '.join(sorted(known))}")


def parse_table(source: str, text: str, known: frozenset[str]) -> dict[str, Any]:
    """Parse TOML text; raises `TableError` where it is no TOML or has a top-level key that is not known."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise TableError(f"not valid TOML ({error})", where=source, mend="Mend the line named") from error
    check_keys(source, text, table, known)
    return table


@cache
def read_table(name: str, known: frozenset[str]) -> dict[str, Any]:
    """One table of the package by file name; raises `TableError` as `parse_table` does."""
    text = files("servanda.language").joinpath("tables", name).read_text(encoding="utf-8")
    return parse_table(f"language/tables/{name}", text, known)
