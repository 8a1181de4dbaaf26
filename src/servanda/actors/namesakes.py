"""Names that two states share ("Congo"): which one a text means (`data/namesakes.toml`).

A text that names one of them by a name that only it has (its capital, its full name) means that one by the shared name too;
a text that names both, or neither, means the first of the row, which is the more often spoken of.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import files

import msgspec

from servanda.errors import TableError
from servanda.records import Mention


class Namesake(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The ways to write a shared name, the codes it may stand for, the usual one first, and words beside it that leave no doubt."""

    words: frozenset[str]
    codes: tuple[str, str]
    unless: frozenset[str]


@cache
def namesakes() -> tuple[Namesake, ...]:
    """The shipped rows. Raises TableError for one that has not just these keys."""
    table = tomllib.loads(files("servanda.actors").joinpath("data", "namesakes.toml").read_text("utf-8"))
    try:
        return msgspec.convert(table["namesake"], tuple[Namesake, ...])
    except msgspec.ValidationError as fault:
        raise TableError(str(fault), where="namesakes.toml", mend="A row has words, codes and unless") from fault


def settle(mentions: Sequence[Mention], name: Callable[[str], str]) -> list[Mention]:
    """The mentions, those of a shared name turned to the one state of its row that the text names otherwise; `name` gives that of a code."""
    out = [*mentions]
    for row in namesakes():
        shared = [at for at, mention in enumerate(out) if _is_shared(mention, row)]
        told = {m.code for m in out if m.code in row.codes and not _is_shared(m, row)} if shared else set()
        if told == {row.codes[1]}:
            for at in shared:
                out[at] = msgspec.structs.replace(out[at], code=row.codes[1], name=name(row.codes[1]))
    return out


def _is_shared(mention: Mention, row: Namesake) -> bool:
    words = {word.removesuffix("'s").removesuffix("\u2019s") for word in mention.text.lower().split()}
    return mention.code == row.codes[0] and bool(words & row.words) and not words & row.unless
