"""What the accuracy gate rests on, sealed: every floor as it was last agreed, and the hash of every marked text it was measured on.

    python -m benchmarks.seal            # after a floor was raised in its table
    python -m benchmarks.seal --lower    # after one was lowered for a reason that stands in the commit message
    python -m benchmarks.seal --gold     # after a marked text was changed on purpose

Floors stand in tables that people read and edit; `seal.json` says what they were when last sealed. A test holds the two together, so that no floor
falls by a slip of the hand, and `benchmarks.accuracy` measures nothing on marked texts that are not those sealed.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benchmarks.figures import FLOORS
from benchmarks.shared import shared_folder

ROOT = Path(__file__).resolve().parents[1]
SEAL = Path(__file__).with_name("seal.json")
TABLES = (FLOORS, ROOT / "tests" / "coding" / "example_floors.toml", ROOT / "tests" / "coding" / "anaphora_floors.toml")
OWN_GOLD = ("tests/scenarios", "tests/coding/examples", "tests/coding/anaphora")
SHARED_GOLD = (
    "scenarios",
    "gold/relations_dev.jsonl",
    "gold/triples_dev.jsonl",
    "gold/triples_dev_actors.csv",
    "gold/attribution_dev.jsonl",
    "gold/names_dev.jsonl",
    "gold/places_geovirus.jsonl",
    "gold/places_lgl.jsonl",
    "gold/times_wikiwars.jsonl",
    "corpora/treebanks/ewt-test.conllu",
    "corpora/treebanks/gum_open-test.conllu",
)
Floors = dict[str, float]


def floors_of(path: Path) -> Floors:
    """The floors of one table, flat: "episodes / commitments f1 / least" -> 0.84. Numbers only; other keys of a table are none."""

    def flat(row: Mapping[str, Any], above: tuple[str, ...]) -> Floors:
        found: Floors = {}
        for key, value in row.items():
            if isinstance(value, Mapping):
                found |= flat(value, (*above, key))
            elif isinstance(value, int | float):
                found[" / ".join((*above, key))] = value
        return found

    return flat(tomllib.loads(path.read_text("utf-8")), ())


def all_floors() -> dict[str, Floors]:
    """The floors of every table, by its path in the repository."""
    return {path.relative_to(ROOT).as_posix(): floors_of(path) for path in TABLES}


def loosened(sealed: Floors, now: Floors) -> list[str]:
    """Every floor that asks for less than when it was sealed, or is gone, in words. "most" is a ceiling: it asks for less where it rises."""
    found = []
    for name, value in sealed.items():
        if name not in now:
            found.append(f"{name}: {value:g} was promised and is gone")
        elif (now[name] > value) if name.endswith("/ most") else (now[name] < value):
            found.append(f"{name}: {value:g} was promised, {now[name]:g} stands there now")
    return found


def digest(path: Path) -> str:
    """The SHA-256 of a file, or of a folder's files with their names, in order of name."""
    hashed = hashlib.sha256()
    for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
        if file.is_file():
            hashed.update(file.relative_to(path).as_posix().encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return hashed.hexdigest()


def gold_digests(shared: Path | None) -> dict[str, str]:
    """The hash of each marked text that is at hand, by its path; those of the shared folder under "shared/"."""
    own = {name: digest(ROOT / name) for name in OWN_GOLD}
    there = {} if shared is None else {f"shared/{name}": digest(shared / name) for name in SHARED_GOLD if (shared / name).exists()}
    return own | there


def read_seal(path: Path = SEAL) -> dict[str, Any]:
    """What was sealed: "floors" by table, "gold" by path."""
    sealed: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return sealed


def changed_gold(shared: Path | None) -> list[str]:
    """The marked texts at hand that are not those sealed."""
    sealed: dict[str, str] = read_seal()["gold"]
    return [name for name, found in gold_digests(shared).items() if sealed.get(name) != found]


def main() -> int:
    """Seal what stands in the tables, unless that would lower a floor or change a marked text without being told to."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.seal", description="Seal the floors and the marked texts of the accuracy gate.")
    parser.add_argument("--lower", action="store_true", help="also floors that ask for less than before; say why in the commit message")
    parser.add_argument("--gold", action="store_true", help="also marked texts that were changed on purpose")
    arguments = parser.parse_args()
    sealed, floors, shared = read_seal(), all_floors(), shared_folder()
    refused = [] if arguments.lower else [line for table, before in sealed["floors"].items() for line in loosened(before, floors.get(table, {}))]
    refused += [] if arguments.gold else [f"{name}: not the text that the floors were measured on (--gold)" for name in changed_gold(shared)]
    if refused:
        print("Not sealed:", *refused, sep="\n  ", file=sys.stderr)
        return 1
    SEAL.write_text(json.dumps({"floors": floors, "gold": sealed["gold"] | gold_digests(shared)}, indent=1, sort_keys=True) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
