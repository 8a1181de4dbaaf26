"""News items written for the reader of texts, with what happens in them, who is bound to what, and for whom words stand: `items/*.txt`.

    ## 2019-03-14 | Title
    1 NAIROBI, March 14 (Lake Wire) - First sentence.
    2 Second sentence.
    E 1 | Kenya | agreed to reopen | Somalia | AGREE
    D 1 | Kenya | reopen | Somalia | one-shot
    R 2 | it | Kenya
    Q 2 | the bridge would open | Kenya

`E` marks an event by sentence, source, the words that tell it, target and PLOVER type, `D` a duty by sentence, debtor, the words of what is owed, beneficiary
and sort of duty; `R` words by sentence that stand or speak for a party ("it#2": the second "it" of the sentence), and which, `Q` the first words of what
somebody is told to say, and whose party that is. "-" is nobody, " + " joins several.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from training.text_reader.labels import DUTIES, LABELS

ITEMS = Path(__file__).parent / "items"
SENTENCE = re.compile(r"(\d+)\.? (.+)")
TOGETHER = 2  # sentences a paragraph
FIELDS = {"E": 5, "D": 5, "R": 3, "Q": 3}
NUMBERED = re.compile(r"(.+)#(\d)")


@dataclass(frozen=True)
class Mark:
    """An event, or a duty: its sentence, parties, words and kind."""

    sentence: int
    source: str
    trigger: str
    target: str
    kind: str


@dataclass(frozen=True)
class Meant:
    """Words that stand or speak for a party, or that somebody says: their sentence, the words, how manieth such of the sentence they are, the party."""

    sentence: int
    words: str
    number: int
    party: str

    def place(self, sentence: str) -> tuple[int, int] | None:
        """Where the words stand in their sentence."""
        found = [m.span() for m in re.finditer(rf"(?<!\w){re.escape(self.words)}(?!\w)", sentence)]
        return found[self.number - 1] if len(found) >= self.number else None


@dataclass
class Item:
    """One news item."""

    day: str
    title: str
    sentences: dict[int, str] = field(default_factory=dict)
    events: list[Mark] = field(default_factory=list)
    duties: list[Mark] = field(default_factory=list)
    meant: list[Meant] = field(default_factory=list)
    said: list[Meant] = field(default_factory=list)

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
    sort, parts = line[:1], [part.strip() for part in line[2:].split("|")]
    if line[1:2] != " " or len(parts) != FIELDS.get(sort) or not parts[0].isdigit():
        return "neither sentence nor mark"
    sentence = item.sentences.get(int(parts[0]), "")
    if sort in "RQ":
        numbered = NUMBERED.fullmatch(parts[1])
        words, number = (numbered[1], int(numbered[2])) if numbered else (parts[1], 1)
        mark = Meant(int(parts[0]), words, number, parts[2])
        if mark.place(sentence) is None:
            return "its words are not in the sentence"
        (item.meant if sort == "R" else item.said).append(mark)
        return ""
    if parts[2] not in sentence:
        return "its words are not in the sentence"
    if parts[4] not in (LABELS[1:] if sort == "E" else DUTIES[1:]):
        return "unknown kind"
    (item.events if sort == "E" else item.duties).append(Mark(int(parts[0]), *parts[1:]))
    return ""
