"""Runs the shared rulers (`score/*.py`) over what Servanda makes of the marked texts, and takes the figures from what they print.

The rulers are programs that others use as they stand, so they are run as such and not imported.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from benchmarks.figures import Figure
from servanda import api
from servanda.engines.loading import CoderLoader
from servanda.records import Rejection

OWN_EPISODES = Path(__file__).resolve().parents[1] / "tests" / "scenarios"
_NUMBER = r"([0-9]+(?:\.[0-9]+)?)"


def run_ruler(shared: Path, name: str, *arguments: Path) -> str:
    """What a ruler prints. Raises subprocess.CalledProcessError if it fails."""
    command = [sys.executable, str(shared / "score" / f"{name}.py"), *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout


def number_after(words: str, printed: str) -> float:
    """The number that follows `words` in a ruler's output. Raises ValueError if the ruler printed none."""
    found = re.search(re.escape(words) + r"\s+" + _NUMBER, printed)
    if not found:
        raise ValueError(f"the ruler printed no {words!r}:\n{printed[-500:]}")
    return float(found[1])


def code_file(gold: Path, coded: Path, loader: CoderLoader) -> int:
    """Code the texts of a marked file, as `servanda code` does, into `coded`; returns how many of them could not be read."""
    rejects: list[Rejection] = []
    with coded.open("w", encoding="utf-8") as out:
        for result in api.code_inputs([gold], loader, rejects.append):
            out.write(json.dumps(api.coded_row(result), ensure_ascii=False) + "\n")
    return len(rejects)


def sentence_figures(shared: Path, work: Path, pipeline: str | None) -> Iterable[Figure]:
    """Relations, triples and attributions."""
    gold = shared / "gold"
    plain = CoderLoader(pipeline)
    with_actors = CoderLoader(pipeline, actors=(gold / "triples_dev_actors.csv",))
    tasks = (
        (
            "relations",
            "relations_dev",
            plain,
            (("root macro-F1", "root macro-F1"), ("group macro-F1", "group macro-F1"), ("accuracy", "accuracy"), ("both ends found", "both ends found")),
        ),
        (
            "triples",
            "triples_dev",
            with_actors,
            (("triple F1", "triple F1"), ("dyad F1", "dyad F1"), ("root F1", "root F1"), ("records exactly right", "exactly right of")),
        ),
        ("attributions", "attribution_dev", plain, (("contents F1", "F1"), ("speaker right", "speaker right in"))),
    )
    for ruler, file, loader, wanted in tasks:
        source, coded = gold / f"{file}.jsonl", work / f"{file}.jsonl"
        refused = code_file(source, coded, loader)
        printed = run_ruler(shared, ruler, source, coded)
        printed = re.sub(r"exactly right \d+ of \d+", "exactly right of", printed)
        printed = re.sub(r"(?m)^(dyad|root) +P .* F1 +", r"\1 F1 ", printed)
        for shown, words in wanted:
            yield Figure(ruler, shown, number_after(words, printed))
        if refused:
            yield Figure(ruler, "texts refused", refused)


def build_episodes(episodes: Iterable[Path], ledgers: Path, pipeline: str | None) -> None:
    """Build each episode as of its day and export it into `ledgers/NAME`."""
    for episode in episodes:
        expected = json.loads((episode / "expected.json").read_text("utf-8"))
        built = ledgers.parent / "built" / episode.name
        ledger = api.build(episode / "documents.jsonl", built, as_of=expected["as_of"], pipeline=pipeline)
        api.export(ledger, "jsonl", ledgers / episode.name)


def score_episodes(shared: Path, episodes: Path, ledgers: Path, work: Path) -> dict[str, float]:
    """The scenario ruler's figures, flat: "commitments f1", "status", "forbidden" ..."""
    table = work / "scenarios.json"
    run_ruler(shared, "scenarios", episodes, ledgers, Path("--json"), table)
    found = json.loads(table.read_text("utf-8"))
    flat = {name: float(value) for name, value in found.items() if not isinstance(value, dict)}
    flat |= {f"{kind} {key}": float(value) for kind, row in found.items() if isinstance(row, dict) for key, value in row.items()}
    return flat


def scenario_figures(shared: Path, work: Path, pipeline: str | None) -> Iterable[Figure]:
    """The shared episodes together, the model episode alone, then the episodes that we wrote ourselves (`tests/scenarios`)."""
    episodes = shared / "scenarios"
    for folder in (episodes, OWN_EPISODES):
        build_episodes(sorted(path.parent for path in folder.glob("*/expected.json")), work / "ledgers", pipeline)
    alone = work / "alone"
    alone.mkdir()
    (alone / "az-am-2023").symlink_to(episodes / "az-am-2023")
    kinds = ("commitments", "agreements", "endorsements", "appeals", "events", "disagreements", "reprint pairs")
    fields = ("status", "status dates", "quantity", "deadline", "beneficiary", "under its agreement", "relations", "grade", "forbidden")
    for group, folder in (("episodes", episodes), ("az-am-2023", alone), ("own episodes", OWN_EPISODES)):
        found = score_episodes(shared, folder, work / "ledgers", work)
        for name in (*(f"{kind} f1" for kind in kinds), "attributions r", "places r", *fields):
            if name in found:
                yield Figure(group, name, found[name])
