"""Writes docs/codebook.md from the program's own tables and the examples of docs/codebook.toml: `python docs/codebook.py`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

from servanda.views.site.tables import codebook, duties, groups, statuses
from servanda.views.statuses import statuses as changes

HERE = Path(__file__).parent
PAGE = HERE / "codebook.md"
OPENING = """\
# Codebook

What every column, status and code means, with an example of each. Written by `docs/codebook.py` from the tables of the program; not edited by hand.
The examples of columns are those of the [tutorial](tutorial.md) where it has one. Columns are named as in [exports](exports.md), in
[`servanda show`](cli.md#servanda-show) and in SQL.

Offsets count characters of the document's text, the end exclusive. Days are ISO 8601. Stable ids are hashes of what identifies a row and survive
rebuilds; display ids (`C-0001`) are those of one ledger. What a row rests on is told by `servanda why`.
"""
TABLES = "The base of everything are `documents` and `claims`; `quotations`, `places` and `times` stand beside them; all else is derived from claims."
SENTENCES = "The sentences are invented, and coded by a test."


def examples() -> dict[str, Any]:
    """The examples, and what the program's tables do not say."""
    return tomllib.loads((HERE / "codebook.toml").read_text("utf-8"))


def codes() -> dict[str, Any]:
    """The codes that frames may use."""
    return tomllib.loads((files("servanda.coding") / "lexicon" / "codes.toml").read_text("utf-8"))


def rows(head: Iterable[str], body: Iterable[Iterable[str]]) -> Iterator[str]:
    """A Markdown table."""
    head = list(head)
    for cells in (head, ["---"] * len(head), *body):
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
    yield ""


def fields(name: str, given: dict[str, dict[str, str]]) -> Iterator[str]:
    """A table of the ledger, or a record inside others: its columns."""
    yield f"### {name}\n"
    yield from rows(("column", "meaning", "example"), ((f"`{column}`", meaning, given[name][column]) for column, meaning in codebook()[name].items()))


def judged(given: dict[str, Any]) -> Iterator[str]:
    """Statuses, duties, illocutions."""
    yield "## Statuses\n\nOf commitments, the most pressing first. What moves one to another stands in `src/servanda/ledger/tables/status_rules.toml`.\n"
    body = ((f"`{name}`", row.meaning, groups()[row.group].choice.lower(), changes()[name].change, given["statuses"][name]) for name, row in statuses().items())
    yield from rows(("status", "meaning", "comes to", "what would change it", "example"), body)
    yield "## Duties\n"
    yield from rows(("duty", "meaning", "example"), ((f"`{name}`", f"{meaning}.", given["duties"][name]) for name, meaning in duties().items()))
    yield f"## Illocutions\n\nWhat a clause does. {SENTENCES}\n"
    yield from rows(("illocution", "meaning", "example"), ((f"`{name}`", *row) for name, row in given["illocutions"].items()))


def coded(given: dict[str, Any]) -> Iterator[str]:
    """PLOVER's types, modes and contexts, CAMEO's roots."""
    known = codes()
    yield f"## PLOVER types and modes\n\nTypes and modes are those of PLOVER's manual (16 types), the words are ours. {SENTENCES}\n"
    body = []
    for name, modes in known["plover"].items():
        body.append((f"**{name}**", "", *given["plover"][name]))
        body += [("", f"`{mode}`", *given["modes"][name][mode]) for mode in modes]
    yield from rows(("type", "mode", "meaning", "example"), body)
    yield "### Contexts\n\n" + ", ".join(f"`{context}`" for context in known["contexts"]) + "\n"
    yield "## CAMEO\n\nThe roots; the codes below them stand in `src/servanda/coding/lexicon/codes.toml`. Codes are text: `010` is not `10`.\n"
    yield from rows(("code", "meaning"), ((f"`{code}`", meaning) for code, meaning in known["cameo"].items() if len(code) == 2))


def page() -> str:
    """The whole page."""
    given = examples()
    names = list(codebook())
    lines = [OPENING, f"## Tables\n\n{TABLES}\n"]
    lines += [line for name in names if name.islower() for line in fields(name, given["fields"])]
    lines.append("## Records inside others\n")
    lines += [line for name in names if not name.islower() for line in fields(name, given["fields"])]
    return "\n".join([*lines, *judged(given), *coded(given)]).rstrip() + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
