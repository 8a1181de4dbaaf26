"""`servanda code`: what each document says, one JSON line a document, without a ledger."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from servanda.commands.build import Columns, Inputs
from servanda.commands.profiles import WithProfile, print_profile
from servanda.commands.screen import FAILED, Actors, Frames, Pipeline, complain, complain_of, say_plain

ProfileAsJson = Annotated[bool, typer.Option("--json", help="With --profile: the table as one JSON object on standard error.")]


def code(
    inputs: Inputs,
    pipeline: Pipeline = None,
    actors: Actors = None,
    frames: Frames = None,
    columns: Columns = None,
    profile: WithProfile = False,
    as_json: ProfileAsJson = False,
) -> None:
    """Code documents and print one JSON line for each; keep no ledger.

    A line has doc_id, claims (main clauses first), quotations, places and times; offsets count characters of the text.

    Inputs that cannot be used are named on standard error.

    \b
    Examples:
      servanda code statement.txt
      servanda code articles.jsonl > coded.jsonl
    """
    import msgspec

    from servanda.documents import column_names
    from servanda.engines.loading import CoderLoader
    from servanda.profiling import profiled, stage

    nothing = True
    loader = CoderLoader(pipeline, tuple(actors or ()), tuple(frames or ()))
    with profiled(profile) as spent:
        with stage("loading"):
            from servanda import api
        for result in api.code_inputs(inputs, loader, complain_of, column_names(columns or ())):
            nothing = False
            with stage("writing"):
                say_plain(msgspec.json.encode(api.coded_row(result)).decode())
    if spent and as_json:
        typer.echo(json.dumps(spent.as_json()), err=True)
    elif spent:
        print_profile(spent)
    if nothing:
        complain("nothing could be read")
        raise typer.Exit(FAILED)
