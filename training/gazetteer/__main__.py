"""`python -m training.gazetteer SHARED_DIR` rebuilds `servanda/actors/data/*.csv`. The order of sources decides who wins: our own lists first."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable
from pathlib import Path

from servanda.actors.folding import fold
from training.gazetteer import organisations, people, phoenix, states
from training.gazetteer.rows import ActorRow, MemberRow, NameRow, merge_actors, merge_names, read_own

TARGET = Path(__file__).parents[2] / "src/servanda/actors/data"


def build(shared: Path) -> tuple[list[ActorRow], list[NameRow], list[MemberRow]]:
    """All rows of the three tables, sorted."""
    # 1. parties: territories and organisations of ours, then states, then listed organisations, then armed groups
    own = [ActorRow(row["code"], row["name"], row["kind"], "own") for row in read_own("territories.csv")]
    ours = list(organisations.own_organisations())
    listed_states = list(states.state_names(shared))
    listed = list(organisations.listed_organisations(shared))
    names = [name for _, named in ours for name in named]
    known = {name.name.lower() for name in names} | {actor.code.lower() for actor, _ in ours}
    groups = list(phoenix.armed_groups(shared, known))
    actors = merge_actors([*own, *(actor for actor, _ in ours), *(actor for actor, _ in listed_states), *listed, *(actor for actor, _ in groups)])
    # 2. names, ours first
    canonical = {row["code"]: row["name"] for file in ("organisations.csv", "armed_groups.csv") for row in read_own(file)}
    names += [NameRow(row["name"], row["code"], "stop") for row in read_own("stops.csv")]
    names = [*states.own_states(), *organisations.own_organs(), *names]
    names += [NameRow(row.name, row.code, "name", source="own") for row in own if row.kind != "armed group"]
    names += [name for _, named in listed_states for name in named]
    our_codes = {actor.code for actor, _ in ours}
    names += [NameRow(actor.name, actor.code, "name", source=actor.source) for actor in listed if " " in actor.name or actor.code not in our_codes]
    names += people.own_people(canonical)
    own_persons = {(fold(row.name), row.code) for row in names if row.form == "person"}
    names += [row for row in [*states.state_leaders(shared), *phoenix.leaders(shared)] if (fold(row.name), row.code) not in own_persons]
    names += [name for _, named in groups for name in named]
    actors = merge_actors([*actors, *organisations.conferences()])
    names += [NameRow(actor.name, actor.code, "name") for actor in organisations.conferences()]
    # 3. one row each, and members as they stand now
    left = organisations.left_since()
    members = sorted({(row.code, row.member): row for row in organisations.members(shared) if (row.code, row.member) not in left}.values())
    codes = {actor.code for actor in actors}
    return actors, merge_names(names, codes), [row for row in members if row.code in codes and row.member in codes]


def _write(file: str, columns: Iterable[str], rows: Iterable[tuple[str, ...]]) -> None:
    with (TARGET / file).open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


def _gathered(members: Iterable[MemberRow]) -> list[tuple[str, str, str]]:
    """One row an organisation: its members, and every source that names one."""
    listed: dict[str, dict[str, str]] = {}
    for row in members:
        listed.setdefault(row.code, {})[row.member] = row.source
    return sorted((code, " ".join(sorted(sources)), " ".join(sorted(set(sources.values())))) for code, sources in listed.items())


def main(arguments: list[str]) -> None:
    """Write the tables from SHARED_DIR, the folder that holds `actors/`."""
    if len(arguments) != 1:
        raise SystemExit("usage: python -m training.gazetteer SHARED_DIR")
    actors, names, members = build(Path(arguments[0]))
    _write("actors.csv", ActorRow._fields, actors)
    _write("names.csv", ("name", "code", "form", "role", "organ", "from", "until", "source"), names)
    _write("members.csv", ("code", "members", "source"), _gathered(members))
    print(f"{len(actors)} parties, {len(names)} names, {len(members)} memberships")


if __name__ == "__main__":
    main(sys.argv[1:])
