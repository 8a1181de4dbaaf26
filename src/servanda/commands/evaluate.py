"""`servanda evaluate`: precision, recall and F1 on the user's own marked texts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from servanda.commands.screen import FAILED, Actors, AsJson, Frames, Pipeline, complain, complain_of, say, say_plain, watched, write_file

if TYPE_CHECKING:
    from servanda.engines.evaluation import Evaluation

Gold = Annotated[list[Path], typer.Argument(metavar="GOLD", help="Files of marked texts: .jsonl or .csv.")]
KindOption = Annotated[Literal["relations", "triples"] | None, typer.Option("--kind", help="What the files mark; by default their keys tell.")]
MergeYield = Annotated[bool, typer.Option("--merge-yield", help="Score CONCEDE and RETREAT as one type, YIELD.")]
Errors = Annotated[Path | None, typer.Option("--errors", metavar="FILE", help="Write every text read wrongly to this file, one JSON line each.")]


def evaluate(
    gold: Gold,
    kind: KindOption = None,
    merge_yield: MergeYield = False,
    errors: Errors = None,
    pipeline: Pipeline = None,
    actors: Actors = None,
    frames: Frames = None,
    as_json: AsJson = False,
) -> None:
    """Score Servanda on texts that you have marked yourself.

    Relations mark the PLOVER type of what one span of a text does to another: each line of the file is a JSON object with id, text, date (may be
    missing) and expected, a list of objects with event, source_text and target_text. Triples mark CAMEO codes: the objects have source, event
    and target, "---" for a side that is unknown. In CSV each row is one of the objects, with id, text and date before it.

    Texts that cannot be used are named on standard error, the others are scored.

    \b
    Examples:
      servanda evaluate marked.jsonl
      servanda evaluate marked.csv --merge-yield --errors wrong.jsonl
      servanda evaluate triples.jsonl --actors own.csv --json
    """
    from servanda.engines.evaluation import evaluate as score
    from servanda.engines.loading import CoderLoader

    loader = CoderLoader(pipeline, tuple(actors or ()), tuple(frames or ()))
    with watched(quiet=as_json) as (watch, _):
        evaluation = score(gold, loader, kind=kind, merge_yield=merge_yield, progress=watch)
    for reject in evaluation.refused:
        complain_of(reject)
    if evaluation.empty:
        complain("nothing could be read")
        raise typer.Exit(FAILED)
    _print(evaluation, as_json=as_json)
    if errors is not None:
        write_file(errors, "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in evaluation.errors).encode(), "--errors")


def _print(evaluation: Evaluation, *, as_json: bool) -> None:
    import msgspec
    from rich.text import Text

    from servanda.views.evaluation_report import relation_lines, triple_lines

    if as_json:
        parts = {name: getattr(evaluation, name) for name in ("relations", "triples", "refused")}
        say_plain(json.dumps(msgspec.to_builtins(parts), ensure_ascii=False))
        return
    both = evaluation.relations is not None and evaluation.triples is not None
    if evaluation.relations is not None:
        say(relation_lines(evaluation.relations))
    if evaluation.triples is not None:
        say([*([Text("")] if both else []), *triple_lines(evaluation.triples)])
