"""The news items that the reader of clauses is fitted to: their form, and that all of them are read."""

from __future__ import annotations

from pathlib import Path

import pytest

from training.clause_reader.items import ITEMS, read_items

ITEM = """## 2019-03-14 | Lake border
1 NAIROBI, March 14 (Lake Wire) - Kenya agreed to reopen the bridge.
2 It rained.
E 1 | Kenya | agreed to reopen | - | AGREE
D 1 | Kenya | reopen | - | one-shot
"""


def test_an_item_has_its_sentences_events_and_duties(tmp_path: Path) -> None:
    path = tmp_path / "items.txt"
    path.write_text(ITEM, "utf-8")
    (item,) = read_items(path)
    assert (item.day, item.title, list(item.sentences)) == ("2019-03-14", "Lake border", [1, 2])
    assert [(m.source, m.trigger, m.kind) for m in (*item.events, *item.duties)] == [("Kenya", "agreed to reopen", "AGREE"), ("Kenya", "reopen", "one-shot")]
    assert item.text.endswith("It rained.")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("E 1 | Kenya | closed | - | AGREE", "not in the sentence"),
        ("E 3 | Kenya | agreed | - | AGREE", "not in the sentence"),
        ("E 1 | Kenya | agreed | - | JOY", "unknown kind"),
        ("F 1 | Kenya", "neither sentence nor mark"),
    ],
)
def test_a_wrong_line_is_refused_with_file_and_line(tmp_path: Path, line: str, reason: str) -> None:
    path = tmp_path / "items.txt"
    path.write_text(ITEM + line, "utf-8")
    with pytest.raises(ValueError, match=rf"items\.txt:6: .*{reason}"):
        list(read_items(path))


def test_all_items_are_read() -> None:
    items = [item for path in sorted(ITEMS.glob("*.txt")) for item in read_items(path)]
    assert len(items) > 3_000
    assert sum(len(item.events) for item in items) > 16_000
