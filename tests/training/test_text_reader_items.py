"""The news items that the reader of texts is fitted to: their form, and that all of them are read."""

from __future__ import annotations

from pathlib import Path

import pytest

from training.text_reader.items import ITEMS, Meant, read_items

ITEM = """## 2019-03-14 | Lake border
1 NAIROBI, March 14 (Lake Wire) - Kenya agreed to reopen the bridge.
2 It rained.
E 1 | Kenya | agreed to reopen | - | AGREE
D 1 | Kenya | reopen | - | one-shot
R 1 | Kenya | Kenya
Q 2 | It | -
"""


def test_an_item_has_its_sentences_events_and_duties(tmp_path: Path) -> None:
    path = tmp_path / "items.txt"
    path.write_text(ITEM, "utf-8")
    (item,) = read_items(path)
    assert (item.day, item.title, list(item.sentences)) == ("2019-03-14", "Lake border", [1, 2])
    assert [(m.source, m.trigger, m.kind) for m in (*item.events, *item.duties)] == [("Kenya", "agreed to reopen", "AGREE"), ("Kenya", "reopen", "one-shot")]
    assert [(m.words, m.number, m.party, m.place(item.sentences[m.sentence])) for m in (*item.meant, *item.said)] == [
        ("Kenya", 1, "Kenya", (32, 37)),
        ("It", 1, "-", (0, 2)),
    ]
    assert item.text.endswith("It rained.")


def test_a_word_is_found_by_its_number() -> None:
    assert [Meant(1, "it", number, "Kenya").place("With it came its mate, and it sat.") for number in (1, 2, 3)] == [(5, 7), (27, 29), None]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("E 1 | Kenya | closed | - | AGREE", "not in the sentence"),
        ("E 3 | Kenya | agreed | - | AGREE", "not in the sentence"),
        ("E 1 | Kenya | agreed | - | JOY", "unknown kind"),
        ("R 1 | Uganda | Uganda", "not in the sentence"),
        ("R 1 | Kenya#2 | Kenya", "not in the sentence"),
        ("F 1 | Kenya", "neither sentence nor mark"),
    ],
)
def test_a_wrong_line_is_refused_with_file_and_line(tmp_path: Path, line: str, reason: str) -> None:
    path = tmp_path / "items.txt"
    path.write_text(ITEM + line, "utf-8")
    with pytest.raises(ValueError, match=rf"items\.txt:8: .*{reason}"):
        list(read_items(path))


def test_all_items_are_read() -> None:
    items = [item for path in sorted(ITEMS.glob("*.txt")) for item in read_items(path)]
    assert len(items) > 3_000
    assert sum(len(item.events) for item in items) > 16_000
    assert sum(len(item.meant) for item in items) > 39_000
