"""Scores the coder on marked texts: reads the marks, codes their texts as `servanda code` does, and counts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from servanda.engines.building import Progress, silent
from servanda.engines.loading import CoderLike, LoadCoder
from servanda.engines.shard_task import code_documents
from servanda.records import Claim, Coded, Record, Rejection
from servanda.views.directed import directed, in_order
from servanda.views.evaluation import Reading, RelationScores, TripleScores, score_relations, score_triples
from servanda.views.evaluation_gold import GoldRecord, Kind, read_gold
from servanda.views.evaluation_report import wrong_relations, wrong_triples


class Evaluation(Record, frozen=True):
    """What was found: scores of each kind of marks (None where there were none), the wrong texts, and what could not be used as it stands."""

    relations: RelationScores | None = None
    triples: TripleScores | None = None
    errors: tuple[dict[str, Any], ...] = ()
    refused: tuple[Rejection, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether there was nothing to score."""
        return self.relations is None and self.triples is None


def evaluate(paths: Sequence[str | Path], load: LoadCoder, *, kind: Kind | None = None, merge_yield: bool = False, progress: Progress = silent) -> Evaluation:
    """Code the texts of marked files and score the claims against the marks.

    Args:
        paths: files of marked texts, JSON Lines or CSV.
        load: loads the coder; not called where no text can be used.
        kind: what all files hold; by default each file's keys tell.
        merge_yield: whether CONCEDE and RETREAT are one type, YIELD. Marks that say YIELD merge them in any case.
        progress: called with (stage, done, total).

    Raises:
        PipelineError: if the language pipeline is missing.
        TableError: if a table of actors or frames does not fit.
    """
    refused: list[Rejection] = []
    records = read_gold(map(Path, paths), refused.append, kind)
    if not records:
        return Evaluation(refused=tuple(refused))
    readings = _read(records, load(), refused, progress)
    pairs = [reading for reading in readings if reading.gold.kind == "relations"]
    coded = [reading for reading in readings if reading.gold.kind == "triples"]
    relations = score_relations(pairs, merged=merge_yield) if pairs else None
    errors = [*wrong_relations(pairs, merged=relations is not None and relations.merged), *wrong_triples(coded)]
    return Evaluation(relations=relations, triples=score_triples(coded) if coded else None, errors=tuple(errors), refused=tuple(refused))


def _read(records: Sequence[GoldRecord], coder: CoderLike, refused: list[Rejection], progress: Progress) -> list[Reading]:
    """Every marked text with its claims. One on which the coder fails stays in, silent: the fault is not the marks'."""
    readings = []
    for done, gold in enumerate(records, 1):
        coded, rejects = code_documents(coder, [gold.document])
        refused += [Rejection(source=gold.file, place=f"line {gold.line}", reason=reject.reason, mend=reject.mend) for reject in rejects.values()]
        readings.append(Reading(gold, printed_claims(coded[0]) if coded else [], bool(coded)))
        progress("coding", done, len(records))
    return readings


def printed_claims(coded: Coded) -> list[Claim]:
    """The claims as `servanda code` prints them, so that the scores are those of its output."""
    return [part for claim in in_order(coded.claims) for part in directed(claim)]
