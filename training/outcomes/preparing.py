"""Lines for the fitting: pairs of promise and report written by hand, and pairs without a label for the teachers to label.

The latter are promises beside sentences written for others, and deeds told in raw statements and news turned into promises ("A freed B" as "A owes: free B")
beside their own sentence, those around it, and others of the same document.
"""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from servanda import api
from servanda.engines.loading import CoderLoader
from servanda.language.outcomes.texts import promise_text
from servanda.records import Claim

Row = dict[str, Any]
PAIRS = Path(__file__).parent / "pairs"
SEED = 17
OTHERS, ALIKE = 12, 12  # sentences written for other promises that a promise is set beside: any, and those that share most of its words
ASKED = PAIRS.parent / "asked.jsonl"  # what the program asked of our own episodes, with labels after their ledgers
CORPORA = ("wikinews", "state_department", "white_house")
DEEDS, DEEDS_EACH, MOST = ("act", "appeal"), 5, 140  # illocutions of claims that are turned into promises, how many a document, characters of their objects
SHORTEST, LONGEST, OFTEN = 30, 450, 0.7  # characters of a sentence; how often it is shown with the one before
HELD = 8  # every so manieth promise is held out


def bundles() -> list[Row]:
    """The promises with their reports."""
    return [json.loads(line) for path in sorted(PAIRS.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines() if line.strip()]


def promised(promise: Row) -> str:
    """A written promise as the ledger would put it."""
    return promise_text(promise["debtor"], promise["beneficiary"], promise["action"], promise["object"])


def marked() -> Iterator[Row]:
    """Pairs with their labels; `held` tells which are held out."""
    for number, bundle in enumerate(bundles()):
        for report in bundle["reports"]:
            yield {"promise": promised(bundle["promise"]), **report, "held": number % HELD == 0}


def crossed(chance: random.Random) -> Iterator[Row]:
    """Each promise beside sentences written for others."""
    written = bundles()
    reports = [(number, report, words_of(report["text"])) for number, bundle in enumerate(written) for report in bundle["reports"]]
    for number, bundle in enumerate(written):
        promise = promised(bundle["promise"])
        said, others = words_of(promise), [entry for entry in reports if entry[0] != number]
        alike = sorted(others, key=lambda entry: -len(said & entry[2]))[:ALIKE]
        for _, report, _ in [*alike, *chance.sample(others, min(OTHERS, len(others)))]:
            yield {"promise": promise, "text": report["text"], "before": report["before"]}


def words_of(text: str) -> set[str]:
    """Its longer words, small."""
    return {word for word in text.lower().split() if len(word) > 4}


def told(shared: Path, chance: random.Random) -> Iterator[Row]:
    """Deeds of raw statements and news as promises, beside sentences of their documents."""
    for corpus in CORPORA:
        for coded in api.code_inputs([shared / "corpora" / "raw" / f"{corpus}.jsonl"], CoderLoader(None), lambda rejection: None):
            yield from _beside_deeds(coded.document.text, coded.claims, chance)


def _beside_deeds(text: str, claims: Sequence[Claim], chance: random.Random) -> Iterator[Row]:
    """The deeds of one document."""
    spans = sorted({(c.sentence_start, c.sentence_end) for c in claims if SHORTEST <= c.sentence_end - c.sentence_start <= LONGEST})
    places = {start: at for at, (start, _) in enumerate(spans)}
    words = [" ".join(text[start:end].split()) for start, end in spans]
    deeds = [c for c in claims if c.agents and c.object is not None and len(c.object.text) < MOST and c.illocution in DEEDS and c.sentence_start in places]
    for deed in chance.sample(deeds, min(DEEDS_EACH, len(deeds))):
        owing = " and ".join(m.name or m.text for m in deed.agents[:2])
        owed_to = next((m.name or m.text for m in deed.recipients), "")
        promise = promise_text(owing, owed_to, deed.action, " ".join(deed.object.text.split()) if deed.object else "")
        at = places[deed.sentence_start]
        beside = {at, at + 1, at - 1, *chance.sample(range(len(words)), min(3, len(words)))}
        for number in sorted(n for n in beside if 0 <= n < len(words)):
            yield {"promise": promise, "text": words[number], "before": words[number - 1] if number and chance.random() < OFTEN else ""}


def prepare(out: Path, shared: Path) -> None:
    """Writes the files into the folder."""
    chance = random.Random(SEED)
    out.mkdir(parents=True, exist_ok=True)
    for name, rows in (("marked", marked()), ("silver", iter([*crossed(chance), *told(shared, chance)]))):
        with (out / f"{name}.jsonl").open("w", encoding="utf-8") as lines:
            for row in rows:
                lines.write(json.dumps(row, ensure_ascii=False) + "\n")
    shutil.copy(ASKED, out)
