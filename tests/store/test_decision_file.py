"""The file of decisions: whole lines, torn ends, bad lines, taking back."""

from __future__ import annotations

from pathlib import Path

import pytest

from servanda.errors import InputError, TableError
from servanda.records import Decision
from servanda.store.decisions import DECISIONS, append_decision, read_decisions, read_file, take_back


def decision(target: str, author: str = "ed") -> Decision:
    return Decision(action="reject", target=target, author=author, on="2024-02-01", reason="a recap")


def test_what_is_added_is_read_in_the_order_of_its_lines(tmp_path: Path) -> None:
    for target in ("C2", "C1"):
        append_decision(tmp_path, decision(target))
    assert [one.target for one in read_decisions(tmp_path)] == ["C2", "C1"]
    assert (tmp_path / DECISIONS).read_text().count("\n") == 2
    assert read_file(tmp_path / "nowhere").decisions == ()


def test_a_last_line_that_a_kill_cut_short_is_told_and_gives_way_to_the_next(tmp_path: Path) -> None:
    append_decision(tmp_path, decision("C1"))
    with (tmp_path / DECISIONS).open("ab") as file:
        file.write('{"action":"reject","target":"C2","reason":"café'.encode()[:-1])
    found = read_file(tmp_path)
    assert [one.target for one in found.decisions] == ["C1"]
    assert found.torn.startswith('{"action":"reject","target":"C2"')
    append_decision(tmp_path, decision("C3"))
    assert [one.target for one in read_decisions(tmp_path)] == ["C1", "C3"]
    assert read_file(tmp_path).torn == ""


def test_every_cut_of_the_last_line_keeps_the_lines_before(tmp_path: Path) -> None:
    for target in ("C1", "C2"):
        append_decision(tmp_path, decision(target))
    whole = (tmp_path / DECISIONS).read_bytes()
    first = whole.index(b"\n") + 1
    for size in range(first, len(whole)):
        (tmp_path / DECISIONS).write_bytes(whole[:size])
        expected = ["C1", "C2"] if size == len(whole) - 1 else ["C1"]
        assert [one.target for one in read_decisions(tmp_path)] == expected
        append_decision(tmp_path, decision("C9"))
        assert [one.target for one in read_decisions(tmp_path)] == [*expected, "C9"]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('{"action":"reject"', "line 2"),
        ('{"action":"burn","target":"C1","author":"ed","on":"2024-02-01","reason":"x"}', "line 2"),
        ('{"action":"reject","target":"C1","author":"ed","on":"2024-02-01","reason":"x","colour":"red"}', "colour"),
        ('{"action":"reject","target":"C1","author":"ed","on":"yesterday","reason":"x"}', "yesterday"),
        ('{"action":"reject","target":"C1","author":"ed","on":"2024-02-01","reason":" "}', "reason"),
        ('{"action":"reject","target":"C1","author":"ed","on":"","reason":"x"}', "reject needs on"),
        ('{"action":"merge","target":"C1","author":"ed","on":"2024-02-01","reason":"x"}', "merge needs other"),
    ],
)
def test_a_line_that_does_not_fit_is_refused_with_file_and_line(tmp_path: Path, line: str, words: str) -> None:
    append_decision(tmp_path, decision("C1"))
    with (tmp_path / DECISIONS).open("a") as file:
        file.write(line + "\n")
    with pytest.raises(TableError, match="line 2") as caught:
        read_decisions(tmp_path)
    assert DECISIONS in str(caught.value)
    assert words in str(caught.value)


def test_only_ones_own_last_decision_is_taken_back(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no decision"):
        take_back(tmp_path, "ed")
    append_decision(tmp_path, decision("C1"))
    append_decision(tmp_path, decision("C2", "flo"))
    with pytest.raises(InputError, match="flo"):
        take_back(tmp_path, "ed")
    assert take_back(tmp_path, "flo").target == "C2"
    assert take_back(tmp_path, "ed").target == "C1"
    assert (tmp_path / DECISIONS).read_bytes() == b""


def test_a_decision_that_lacks_something_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="author"):
        append_decision(tmp_path, decision("C1", " "))
    assert not (tmp_path / DECISIONS).exists()
