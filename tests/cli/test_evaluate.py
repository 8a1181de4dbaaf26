"""`servanda evaluate`: the report for people and for programs, the file of wrong texts, what is named on standard error."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
import pytest
from toy_coder import ToyCoder
from typer.testing import CliRunner, Result

from servanda.api import coded_row
from servanda.cli import app
from servanda.documents import make_document
from servanda.engines.evaluation import evaluate, printed_claims
from servanda.engines.loading import CoderLoader
from servanda.records import Coded, Document

CODES = {"commissive": ("AGREE", "057"), "act": ("RETREAT", "0841")}


class CodingToy(ToyCoder):
    """The toy coder with codes for its two verbs."""

    def code(self, documents: Iterable[Document]) -> Iterator[Coded]:
        for coded in super().code(documents):
            claims = [msgspec.structs.replace(claim, plover=CODES[claim.illocution][0], cameo=CODES[claim.illocution][1]) for claim in reversed(coded.claims)]
            yield msgspec.structs.replace(coded, claims=tuple(claims))


@pytest.fixture(autouse=True)
def _toy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(CoderLoader, "__call__", lambda self: CodingToy())
    monkeypatch.delenv("FORCE_COLOR", raising=False)


def run(*words: object) -> Result:
    return CliRunner().invoke(app, ["evaluate", *map(str, words)])


def pair(event: str, source: str = "AZE", target: str = "ARM") -> dict[str, str]:
    return {"event": event, "source_text": source, "target_text": target}


def write(path: Path, *rows: tuple[str, list[dict[str, str]]]) -> Path:
    path.write_text("".join(json.dumps({"id": f"r{n}", "text": text, "expected": marks}) + "\n" for n, (text, marks) in enumerate(rows, 1)), "utf-8")
    return path


@pytest.fixture
def relations(tmp_path: Path) -> Path:
    return write(
        tmp_path / "relations.jsonl",
        ("AZE promises ARM 32 servicemen.", [pair("AGREE")]),
        ("AZE released ARM 32 servicemen.", [pair("CONCEDE")]),
        ("AZE kept ARM waiting.", [pair("REJECT")]),
    )


@pytest.fixture
def triples(tmp_path: Path) -> Path:
    marks = [{"source": "AZE", "event": "057", "target": "ARM"}, {"source": "ARM", "event": "0841", "target": "---"}]
    return write(tmp_path / "triples.jsonl", ("AZE promises ARM 32 servicemen. ARM released 2 officers.", marks), ("AZE released 2 officers.", []))


def test_relations_are_reported_in_columns(relations: Path) -> None:
    result = run(relations)
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == "relations: 3 pairs in 3 texts"
    assert "AGREE     1.000       1.000    1.000   1       1        1" in lines
    assert "  CONCEDE   RETREAT   1" in lines
    assert "claim chosen by   both ends 2, none 1" in lines
    assert "accuracy          0.3333" in lines
    assert "\x1b" not in result.stdout
    assert "accuracy          0.6667" in run(relations, "--merge-yield").stdout.splitlines()


def test_triples_are_reported_with_the_texts_exactly_right(triples: Path) -> None:
    lines = run(triples).stdout.splitlines()
    assert lines[0] == "triples: 2 texts"
    assert "triple            0.667       1.000    0.800   2       2        3" in lines
    assert lines[-1] == "texts exactly right   1 of 2   0.500"


def test_both_kinds_at_once_for_programs(relations: Path, triples: Path) -> None:
    report = json.loads(run(relations, triples, "--json").stdout)
    assert report["relations"]["both_ends"] == pytest.approx(2 / 3)
    assert {view["name"]: view["recall"] for view in report["triples"]["views"]}["dyad"] == 1.0
    assert report["refused"] == []
    assert json.loads(run(triples, "--json").stdout)["relations"] is None


def test_wrong_texts_go_to_a_file(relations: Path, triples: Path, tmp_path: Path) -> None:
    assert run(relations, triples, "--errors", tmp_path / "wrong.jsonl").exit_code == 0
    rows = [json.loads(line) for line in (tmp_path / "wrong.jsonl").read_text("utf-8").splitlines()]
    assert [(row["id"], row["kind"]) for row in rows] == [("r2", "relations"), ("r3", "relations"), ("r2", "triples")]
    assert rows[0]["read"][0] == {"event": "RETREAT", "chosen_by": "both ends", "claim": "AZE released ARM 32 servicemen", "frame": "toy.release"}
    assert rows[2]["extra"] == [{"source": "AZE", "event": "0841", "target": "---"}]
    assert "--errors" in run(relations, "--errors", tmp_path / "no" / "such" / "folder.jsonl").stderr


def test_unusable_records_are_named_with_file_and_line_and_the_rest_is_scored(relations: Path) -> None:
    with relations.open("a", encoding="utf-8") as file:
        file.write('{"text": ""}\n')
        file.write(json.dumps({"text": "AZE promises ARM 1 map.", "expected": [pair("HELP")]}) + "\n")
    result = run(relations)
    assert result.exit_code == 0
    assert result.stdout.startswith("relations: 3 pairs in 3 texts\n")
    assert f"servanda: {relations} (line 4): is no marked text" in result.stderr
    assert f"servanda: {relations} (line 5): unknown PLOVER type 'HELP'. Types are ACCUSE, AGREE" in result.stderr


def test_nothing_to_score_ends_with_1(tmp_path: Path) -> None:
    result = run(tmp_path / "nowhere.jsonl")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "nowhere.jsonl: the file cannot be read" in result.stderr
    assert result.stderr.endswith("servanda: nothing could be read\n")


def test_a_text_on_which_the_coder_fails_counts_as_silent(tmp_path: Path) -> None:
    gold = write(tmp_path / "r.jsonl", ("AZE promises ARM 1 FAULT.", [pair("AGREE")]), ("AZE promises ARM 1 map.", [pair("AGREE")]))
    seen: list[tuple[str, int, int]] = []
    evaluation = evaluate([gold], CodingToy, progress=lambda *step: seen.append(step))
    assert evaluation.relations is not None
    assert (evaluation.relations.pairs, evaluation.relations.not_coded, evaluation.relations.accuracy) == (2, 1, 0.5)
    assert [(rejection.place, rejection.source) for rejection in evaluation.refused] == [("line 1", str(gold))]
    assert seen == [("coding", 1, 2), ("coding", 2, 2)]


def test_of_equal_claims_the_first_in_the_order_of_printing_counts(tmp_path: Path) -> None:
    gold = write(tmp_path / "r.jsonl", ("AZE promises ARM 1 map. AZE released ARM 1 map.", [pair("AGREE")]))
    evaluation = evaluate([gold], CodingToy)  # the toy hands its claims over from the last to the first
    assert evaluation.relations is not None
    assert evaluation.relations.accuracy == 1.0


def test_claims_are_scored_as_servanda_code_prints_them() -> None:
    (coded,) = CodingToy().code([make_document("AZE promises ARM 1 map. AZE released ARM 1 map.")])
    assert msgspec.to_builtins(printed_claims(coded)) == coded_row(coded)["claims"]


def test_help_shows_examples() -> None:
    assert "servanda evaluate marked.jsonl" in run("--help").stdout
