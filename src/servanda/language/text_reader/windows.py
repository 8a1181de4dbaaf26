"""A text as the network reads it: in windows of whole sentences, each behind the title and the end of the window before."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from servanda.language.bert import END, START
from servanda.language.network.pieces import Pieces, plain
from servanda.language.text_reader.asking import Place, Text

WINDOW, CONTEXT, TITLE = 384, 128, 32  # pieces of a window's sentences, of the sentences before them, of the title
TOKEN = re.compile(r"[^\W_]+|[^\w\s]|_")


@dataclass(frozen=True, slots=True)
class Window:
    """Some sentences of a text: the numbers of their pieces behind those of the title (`head` of them), whether each belongs to a sentence, and at which
    character each piece of the sentences begins and ends; `start` and `end` are the first character of which it is asked and the one behind the last."""

    pieces: tuple[int, ...]
    sorts: tuple[int, ...]
    head: int
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    start: int
    end: int

    def at(self, place: Place | None) -> range:
        """The pieces that stand for some characters."""
        if place is None:
            return range(0)
        return range(self.head + bisect_right(self.ends, place[0]), self.head + bisect_left(self.starts, place[1]))


def cut(text: str, pieces: Pieces, start: int = 0) -> tuple[list[int], list[Place]]:
    """The numbers of a text's pieces, and which characters each belongs to, counted from `start`."""
    found: list[int] = []
    places: list[Place] = []
    for token in TOKEN.finditer(text):
        numbers = pieces.cut(plain(token[0]))
        found += numbers
        places += [(start + token.start(), start + token.end())] * len(numbers)
    return found, places


def windows(text: Text, pieces: Pieces) -> Iterator[Window]:
    """The windows of a text, in order."""
    title = cut(text.title, pieces)[0][:TITLE]
    sentences = [cut(text.text[start:end], pieces, start) for start, end in text.sentences]
    head = [pieces.index[START], *title, pieces.index[END]]
    at = 0
    while at < len(sentences):
        first, length = at, 0
        while first and length + len(sentences[first - 1][0]) <= CONTEXT:
            first -= 1
            length += len(sentences[first][0])
        end = at
        while end == at or (end < len(sentences) and length + len(sentences[end][0]) <= WINDOW):
            length += len(sentences[end][0])
            end += 1
        told = [(number, place) for numbers, places in sentences[first:end] for number, place in list(zip(numbers, places, strict=True))[:WINDOW]]
        body, places = [number for number, _ in told], [place for _, place in told]
        yield Window(
            (*head, *body, pieces.index[END]), (*([0] * len(head)), *([1] * (len(body) + 1))), len(head),
            tuple(start for start, _ in places), tuple(end for _, end in places), text.sentences[at][0], text.sentences[end - 1][1],
        )  # fmt: skip
        at = end
