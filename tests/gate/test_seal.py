"""No floor of the accuracy gate falls by a slip of the hand, and none is measured on other texts than it was set on."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import seal
from benchmarks.seal import OWN_GOLD, all_floors, changed_gold, digest, floors_of, loosened, read_seal

HOW = "seal what was changed on purpose: python -m benchmarks.seal (--lower, --gold)"


def test_every_floor_is_as_it_was_sealed() -> None:
    assert all_floors() == read_seal()["floors"], HOW


def test_the_marked_texts_of_our_own_are_those_sealed() -> None:
    assert changed_gold(None) == [], HOW
    assert set(OWN_GOLD) <= set(read_seal()["gold"])


@pytest.mark.parametrize(
    ("now", "told"),
    [
        ({"relations / F1 / least": 0.8, "rows / forbidden / most": 1}, []),
        ({"relations / F1 / least": 0.9, "rows / forbidden / most": 0}, []),
        ({"relations / F1 / least": 0.7, "rows / forbidden / most": 1}, ["relations / F1 / least: 0.8 was promised, 0.7 stands there now"]),
        ({"relations / F1 / least": 0.8, "rows / forbidden / most": 2}, ["rows / forbidden / most: 1 was promised, 2 stands there now"]),
        ({"relations / F1 / least": 0.8}, ["rows / forbidden / most: 1 was promised and is gone"]),
    ],
)
def test_what_asks_for_less_is_told(now: dict[str, float], told: list[str]) -> None:
    assert loosened({"relations / F1 / least": 0.8, "rows / forbidden / most": 1}, now) == told


def test_floors_are_read_from_tables_of_either_depth(tmp_path: Path) -> None:
    table = tmp_path / "floors.toml"
    table.write_text('ACCUSE = 40\n["episodes"]\n"events f1" = { least = 0.64 }\n', "utf-8")
    assert floors_of(table) == {"ACCUSE": 40, "episodes / events f1 / least": 0.64}


def test_a_lowered_floor_is_sealed_only_when_told_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    table, sealed = tmp_path / "floors.toml", tmp_path / "seal.json"
    sealed.write_text('{"floors": {"floors.toml": {"a / b / least": 0.9}}, "gold": {}}', "utf-8")
    table.write_text('[a]\n"b" = { least = 0.8 }\n', "utf-8")
    for name, value in (("ROOT", tmp_path), ("TABLES", (table,)), ("OWN_GOLD", ()), ("shared_folder", lambda: None)):
        monkeypatch.setattr(seal, name, value)
    monkeypatch.setattr(seal, "read_seal", lambda: read_seal(sealed))
    monkeypatch.setattr(seal, "SEAL", sealed)
    monkeypatch.setattr("sys.argv", ["seal"])
    assert seal.main() == 1
    assert "a / b / least: 0.9 was promised, 0.8 stands there now" in capsys.readouterr().err
    monkeypatch.setattr("sys.argv", ["seal", "--lower"])
    assert seal.main() == 0
    assert read_seal(sealed)["floors"] == {"floors.toml": {"a / b / least": 0.8}}


def test_a_hash_tells_files_of_a_folder_by_name_and_words(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("one", "utf-8")
    first = digest(tmp_path)
    (tmp_path / "a").rename(tmp_path / "b")
    assert digest(tmp_path) != first
    (tmp_path / "b").rename(tmp_path / "a")
    assert digest(tmp_path) == first
    (tmp_path / "a").write_text("two", "utf-8")
    assert digest(tmp_path) != first
