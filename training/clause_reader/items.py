"""News items written for the reader of clauses, with what happens in them and who is bound to what: `items/*.txt`.

    ## 2019-03-14 | Title
    1 NAIROBI, March 14 (Lake Wire) - First sentence.
    2 Second sentence.
    E 1 | Kenya | agreed to reopen | Somalia | AGREE
    D 1 | Kenya | reopen | Somalia | one-shot

`E` marks an event by sentence, source, the words that tell it, target and PLOVER type, `D` a duty by sentence, debtor, the words of what is owed, beneficiary
and sort of duty. "-" is nobody, " + " joins several.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from training.clause_reader.labels import DUTIES, LABELS

ITEMS = Path(__file__).parent / "items"
SENTENCE = re.compile(r"(\d+)\.? (.+)")
TOGETHER = 2  # sentences a paragraph
FIELDS = 5


@dataclass(frozen=True)
class Mark:
    """An event, or a duty: its sentence, parties, words and kind."""

    sentence: int
    source: str
    trigger: str
    target: str
    kind: str


@dataclass
class Item:
    """One news item."""

    day: str
    title: str
    sentences: dict[int, str] = field(default_factory=dict)
    events: list[Mark] = field(default_factory=list)
    duties: list[Mark] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its sentences in paragraphs of a few."""
        told = list(self.sentences.values())
        return "\n\n".join(" ".join(told[at : at + TOGETHER]) for at in range(0, len(told), TOGETHER))


def read_items(path: Path) -> Iterator[Item]:
    """The items of a file. Raises ValueError for a line that is none, naming file and line."""
    item: Item | None = None
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        line = line.strip()
        if line.startswith("## "):
            if item is not None:
                yield item
            day, _, title = line[3:].partition(" | ")
            item = Item(day.strip(), title.strip())
        elif line and item is not None and (problem := _read_line(line, item)):
            raise ValueError(f"{path.name}:{number}: {problem}: {line[:90]}")
    if item is not None:
        yield item


def _read_line(line: str, item: Item) -> str:
    """Adds a line to its item; what is wrong with it, if anything."""
    if (found := SENTENCE.fullmatch(line)) is not None:
        item.sentences[int(found[1])] = found[2]
        return ""
    parts = [part.strip() for part in line[2:].split("|")]
    if line[:2] not in ("E ", "D ") or len(parts) != FIELDS:
        return "neither sentence nor mark"
    if not parts[0].isdigit() or parts[2] not in item.sentences.get(int(parts[0]), ""):
        return "its words are not in the sentence"
    if parts[4] not in (LABELS[1:] if line[0] == "E" else DUTIES[1:]):
        return "unknown kind"
    (item.events if line[0] == "E" else item.duties).append(Mark(int(parts[0]), *parts[1:]))
    return ""
