"""Hand-built parses for tests that must not depend on a trained pipeline."""

from __future__ import annotations

from functools import cache

from spacy.lang.en import English
from spacy.tokens import Doc
from spacy.vocab import Vocab

GLUED_BEFORE = frozenset(",.;:!?)]”’%") | {"'s", "’s", "n't", "n’t"}
GLUED_AFTER = frozenset("([“‘$")


@cache
def _vocab() -> Vocab:
    """An English vocabulary: knows lower case and the classes of characters, no vectors."""
    return English().vocab


def doc_from_rows(rows: str, vocab: Vocab | None = None) -> Doc:
    """A spaCy Doc with tags, lemmas, heads and sentences from one row a token: `word head dep pos [lemma [tag]]`.

    `head` is the row number of the head, counted from 0 (the root names itself). The lemma is the lower-cased word where the
    row gives none. Words are set apart by one space, but closing punctuation joins what stands before it; straight quotation
    marks open and close in turn. A word may begin with `+` to join the word before it ("+-based") or be written `\\+`
    for a plus sign. A sentence begins at the leftmost word of each root's subtree.
    """
    cells = [line.split() for line in rows.strip().splitlines()]
    words = [("+" if row[0] == "\\+" else row[0].removeprefix("+") or row[0]) for row in cells]
    glued = [row[0].startswith("+") and len(row[0]) > 1 for row in cells]
    heads = [int(row[1]) for row in cells]
    return Doc(
        vocab or _vocab(),
        words=words,
        spaces=_spaces(words, glued),
        heads=heads,
        deps=["ROOT" if heads[i] == i else row[2] for i, row in enumerate(cells)],
        pos=[row[3] for row in cells],
        lemmas=[row[4] if len(row) > 4 else words[i].lower() for i, row in enumerate(cells)],
        tags=[row[5] if len(row) > 5 else "" for row in cells],
    )


def _spaces(words: list[str], glued: list[bool]) -> list[bool]:
    """Whether a space follows each word."""
    spaces: list[bool] = []
    straight_open = False
    for i, word in enumerate(words):
        joins_next = word in GLUED_AFTER
        if word == '"':
            straight_open = not straight_open
            joins_next = straight_open
        following = words[i + 1] if i + 1 < len(words) else ""
        next_joins = following in GLUED_BEFORE or (following == '"' and straight_open) or (i + 1 < len(glued) and glued[i + 1])
        spaces.append(bool(following) and not joins_next and not next_joins)
    return spaces
