"""Where parties stand in a picture of the network: computed once, the same for the same ties."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Point = tuple[float, float]
STEPS = 300
CLOSEST = 0.2
EXACT = 6  # decimals


def spring(parties: Sequence[str], ties: Mapping[tuple[str, str], int]) -> dict[str, Point]:
    """Places in a square from -1 to 1, after Fruchterman and Reingold (1991): ties draw together by the root of their events, parties push apart.

    The start is a circle in the order of the parties, so no chance enters. Each step is rounded, so that the last bits of sums and sines, in which
    processors differ, do not grow into other places.
    """
    import numpy as np

    count = len(parties)
    if count < 2:
        return dict.fromkeys(parties, (0.0, 0.0))
    at = {party: number for number, party in enumerate(parties)}
    pull = np.zeros((count, count))
    for (one, other), events in ties.items():
        pull[at[one], at[other]] = pull[at[other], at[one]] = math.sqrt(events)
    pull /= max(1.0, float(pull.max()))
    turn = 2 * np.pi * np.arange(count) / count
    places = np.round(np.column_stack([np.cos(turn), np.sin(turn)]), EXACT)
    ideal = math.sqrt(4.0 / count)
    for step in range(STEPS):
        apart = places[:, None, :] - places[None, :, :]
        far = np.maximum(np.linalg.norm(apart, axis=2), 0.01)
        force = (apart * ((ideal**2 / far**2) - pull * far / ideal)[:, :, None]).sum(axis=1) - 0.6 * places
        length = np.maximum(np.linalg.norm(force, axis=1), 1e-9)
        places += force / length[:, None] * np.minimum(length, 0.12 * (1 - step / STEPS))[:, None]
        places = np.round(places, EXACT)
    for _ in range(STEPS):
        _push_apart(places)
    places -= (places.max(axis=0) + places.min(axis=0)) / 2
    places /= max(float(np.abs(places).max()), 1e-9)
    return {party: (round(float(x), 4), round(float(y), 4)) for party, (x, y) in zip(parties, places, strict=True)}


def _push_apart(places: Any) -> None:
    """Moves points that stand closer than `CLOSEST` (in a square of 2) a little away from each other, so that their names can be read."""
    import numpy as np

    scale = max(float(np.abs(places).max()), 1e-9)
    apart = places[:, None, :] - places[None, :, :]
    far = np.linalg.norm(apart, axis=2)
    np.fill_diagonal(far, np.inf)
    lack = np.maximum(CLOSEST * scale - far, 0.0)
    places += np.round(0.25 * (apart / np.maximum(far, 1e-9)[:, :, None] * lack[:, :, None]).sum(axis=1), EXACT)


def leading(ties: Iterable[Mapping[str, Any]], most: int) -> tuple[list[str], int]:
    """The parties with most events, in order of their names, and how many others there are."""
    events: Counter[str] = Counter()
    for tie in ties:
        events[tie["one"]] += tie["events"]
        events[tie["other"]] += tie["events"]
    kept = sorted(events, key=lambda party: (-events[party], party))[:most]
    return sorted(kept), len(events) - len(kept)


def placed_ties(ties: Sequence[Mapping[str, Any]], most: int) -> tuple[list[dict[str, Any]], list[dict[str, Any]], int]:
    """Nodes and edges with their places, and how many parties were left out."""
    kept, left_out = leading(ties, most)
    inside = [tie for tie in ties if tie["one"] in kept and tie["other"] in kept]
    places = spring(kept, {(tie["one"], tie["other"]): tie["events"] for tie in inside})
    events = {party: sum(tie["events"] for tie in ties if party in (tie["one"], tie["other"])) for party in kept}
    nodes = [{"party": party, "x": places[party][0], "y": places[party][1], "events": events[party]} for party in kept]
    names = {1: "more cooperation", 0: "even", -1: "more conflict"}
    edges = [
        {"x": places[tie["one"]][0], "y": places[tie["one"]][1], "x2": places[tie["other"]][0], "y2": places[tie["other"]][1],
         "events": tie["events"], "sign": names[tie["sign"]]}
        for tie in inside
    ]  # fmt: skip
    return nodes, edges, left_out
