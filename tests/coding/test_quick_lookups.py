"""Quick ways of looking things up find what a plain search finds."""

from __future__ import annotations

from servanda.actors.folding import fold
from servanda.coding.coined import by_sort, in_lines, sort_patterns
from servanda.coding.frames import load_lexicon
from servanda.coding.tables import LONG, quick

TEXT = "The Blue Marsh Union met.\nNobody else did.\nThe League of Salt Boilers and the Reed Cutters' Council sent notes to the Blue Marsh Union.\n"


def test_rows_found_by_words_are_those_whose_words_are_all_there() -> None:
    lexicon = load_lexicon()
    for index in (lexicon.verbs, lexicon.nouns, lexicon.adjectives):
        for rows in index.values():
            every = [word for _, words in rows for word in words]
            for beside in (set(), set(every), set(every[::2]), {"to", "with"}):
                assert rows.with_words(beside) == [row for row in rows if beside.issuperset(row[1])]


def test_lines_with_a_word_hold_all_matches() -> None:
    places = [TEXT.index("Union"), TEXT.index("League"), TEXT.rindex("Union")]
    for pattern in sort_patterns():
        assert [m.span() for m in in_lines(pattern, TEXT, places)] == [m.span() for m in pattern.finditer(TEXT)]
    assert {name for name, *_ in by_sort(TEXT)} >= {"Blue Marsh Union", "League of Salt Boilers"}


def test_long_lists_of_tables_stay_lists() -> None:
    words = [f"word{number}" for number in range(LONG)]
    found = quick(words)
    assert (found, found[0]) == (words, "word0")
    assert "word3" in found
    assert "other" not in found


def test_folding_by_character_keeps_every_offset() -> None:
    assert fold("Çavuşoğlu’s\tnote – “Iğdır”") == "Cavusoglu's note - “Igdir”"
