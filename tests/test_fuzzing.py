"""A short run of the fuzzer over every target, and the finds of longer ones."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

import pytest

from benchmarks import fuzzing
from benchmarks.fuzz_targets import Target, targets
from benchmarks.fuzzing import fuzz, shares, tried
from benchmarks.mutation import LONGEST, mutated
from servanda.actors.petrarch import read_dictionary
from servanda.coding.coined import abbreviated
from servanda.errors import TableError

MUTATIONS = 3000
SEED = 7


def named(work: Path) -> dict[str, Target]:
    return {target.name: target for target in targets(work)}


NAMES = list(named(Path("unused")))


@pytest.mark.parametrize("name", NAMES)
def test_changed_inputs_are_read_or_refused(tmp_path: Path, name: str) -> None:
    mine = named(tmp_path)
    mutations = dict(zip(mine, shares(list(mine.values()), MUTATIONS), strict=True))[name]
    assert [str(find) for find in fuzz(mine[name], mutations, SEED)] == []


def test_the_same_seed_gives_the_same_inputs() -> None:
    import random

    seeds = (b"Norland will return 9 gunboats by 1 June.", b"Tea.")
    made = [[mutated(seeds, random.Random(f"1/{number}")) for number in range(200)] for _ in range(2)]
    assert made[0] == made[1]
    assert len(set(made[0])) > 150
    assert max(map(len, made[0])) <= LONGEST


def test_a_fault_a_broken_promise_and_a_hang_are_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    def raising(data: bytes) -> None:
        raise KeyError(data)

    def hanging(data: bytes) -> None:
        while True:
            with suppress(Exception):  # as a reader that takes every fault for one of its file
                time.thread_time()

    monkeypatch.setattr(fuzzing, "HANG", 0.05)
    assert tried(Target("a", lambda: (b"x",), raising), b"x").startswith("KeyError: b'x' (test_fuzzing.py:")
    assert tried(Target("a", lambda: (b"x",), hanging), b"x").startswith("Hung: ")
    assert tried(Target("a", lambda: (b"x",), lambda data: None), b"x") == ""


@pytest.mark.parametrize("suffix", ["csv", "tsv"])
def test_a_header_with_a_lone_carriage_return_is_refused(tmp_path: Path, suffix: str) -> None:
    named(tmp_path)[suffix].take(b"id,text\rmore\na,Norland paid.\n")


def test_an_entry_whose_day_of_publication_is_empty_breaks_no_feed(tmp_path: Path) -> None:
    named(tmp_path)["rss"].take(b"<rss><channel><item><pubDate></pubDate><description>Norland paid.</description></item></channel></rss>")


def test_a_name_of_many_hyphens_is_cut_in_one_way() -> None:
    assert abbreviated("A-" * 5000 + "A (AA)") is not None
    assert [name for name, *_ in abbreviated("The Bahari-Yetu Front of the Deep South (BYFDS) and the Union for Al-Marsa (UAM) met.")]


def test_sets_of_a_dictionary_do_not_multiply_without_end() -> None:
    with pytest.raises(TableError, match="very many spellings"):
        read_dictionary(f"{'!PERSON!' * 40} [~COP]\n".encode(), "own.txt")
    rows = read_dictionary(b"FISHER!PERSON! [~AGR]\n", "own.txt")
    assert {row.name for row in rows} >= {"FISHERMAN", "FISHERWOMEN"}


def test_codes_of_a_dictionary_without_end_take_no_quadratic_time() -> None:
    for line in ("[0" + "0" * 100_000, "A_ [" + " " * 100_000, "A" + " " * 100_000 + "{", "!A!" * 50_000):
        with pytest.raises(TableError):
            read_dictionary(f"B_ [ARN]\n{line}\n".encode(), "own.txt")
