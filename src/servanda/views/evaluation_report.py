"""The scores for the eye: columns with the types or views, what they were taken for, and the sums. And the wrong texts, one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.text import Text

from servanda.views.evaluation import Confusion, Reading, RelationScores, Score, TripleScores, marked_triples, read_pairs, read_triples
from servanda.views.phrases import plural
from servanda.views.terminal import columns, shown

MOST_CONFUSIONS = 15


def relation_lines(scores: RelationScores) -> list[Text]:
    """The report on relations."""
    found = ", ".join(f"{choice} {count}" for choice, count in scores.found.items() if count)
    return [
        Text(f"relations: {plural(scores.pairs, 'pair')} in {plural(scores.texts, 'text')}{_not_coded(scores.not_coded)}", "bold"),
        *_score_rows("type", scores.types),
        Text(""),
        *_score_rows("group", scores.groups),
        *_confusion_lines(scores.confusions, "no claim, or one without a type"),
        Text(""),
        *([Text("CONCEDE and RETREAT are scored as YIELD", "dim")] if scores.merged else []),
        Text(f"claim chosen by   {found or 'nothing'}"),
        Text(f"both ends found   {scores.both_ends:.3f}"),
        Text(f"accuracy          {scores.accuracy:.4f}"),
        Text(f"macro-F1          {scores.macro_f1:.4f} over types   {scores.group_macro_f1:.4f} over groups", "bold"),
    ]


def triple_lines(scores: TripleScores) -> list[Text]:
    """The report on triples."""
    return [
        Text(f"triples: {plural(scores.texts, 'text')}{_not_coded(scores.not_coded)}", "bold"),
        *_score_rows("view", scores.views),
        *_confusion_lines(scores.confusions, "nothing between these actors"),
        Text(""),
        Text(f"texts exactly right   {scores.exact} of {scores.texts}   {scores.exact_share:.3f}", "bold"),
    ]


def _not_coded(count: int) -> str:
    return f" ({count} could not be coded and count as silent)" if count else ""


def _score_rows(heading: str, scores: Sequence[Score]) -> list[Text]:
    head = [Text(name, "bold") for name in (heading, "precision", "recall", "F1", "right", "marked", "read")]
    rows = [
        [
            Text(score.name),
            *(Text(f"{value:.3f}") for value in (score.precision, score.recall, score.f1)),
            *map(_count, (score.right, score.marked, score.read)),
        ]
        for score in scores
    ]
    return columns([head, *rows])


def _count(number: int) -> Text:
    return Text(str(number))


def _confusion_lines(confusions: Sequence[Confusion], none: str) -> list[Text]:
    if not confusions:
        return []
    rows = [
        [Text(f"  {shown(row.expected, 40)}"), Text(shown(row.read, 40), "dim" if row.read == "NONE" else "yellow"), _count(row.count)]
        for row in confusions[:MOST_CONFUSIONS]
    ]
    lines = [Text(""), Text("marked, and read as", "bold"), *columns(rows)]
    if len(confusions) > MOST_CONFUSIONS:
        lines.append(Text(f"  … and {len(confusions) - MOST_CONFUSIONS} more", "dim"))
    return [*lines, Text(f"  NONE: {none}", "dim")] if any(row.read == "NONE" for row in confusions) else lines


def wrong_relations(readings: Iterable[Reading], *, merged: bool) -> Iterator[dict[str, object]]:
    """Each text with a pair that was read wrongly: all its pairs, with the words of the claim taken for each."""
    for reading in readings:
        pairs = read_pairs(reading, merged=merged)
        if all(pair.expected == pair.read for pair in pairs):
            continue
        text = reading.gold.document.text
        expected, read = [], []
        for marks, pair in zip(reading.gold.pairs, pairs, strict=True):
            expected.append({"event": pair.expected, "source_text": marks.source_text, "target_text": marks.target_text})
            claim = pair.claim
            words = {"claim": text[claim.start : claim.end], "frame": claim.frame} if claim else {"claim": None, "frame": None}
            read.append({"event": pair.read, "chosen_by": pair.choice, **words})
        yield _place(reading) | {"expected": expected, "read": read}


def wrong_triples(readings: Iterable[Reading]) -> Iterator[dict[str, object]]:
    """Each text whose triples are not exactly right: those marked, those read, and the difference both ways."""
    for reading in readings:
        marked, read = marked_triples(reading), read_triples(reading.claims)
        if marked != read:
            parts = {"expected": marked, "read": read, "missed": marked - read, "extra": read - marked}
            rows = {name: [dict(zip(("source", "event", "target"), row, strict=True)) for row in sorted(part)] for name, part in parts.items()}
            yield _place(reading) | rows


def _place(reading: Reading) -> dict[str, object]:
    gold = reading.gold
    return {"id": gold.document.doc_id, "kind": gold.kind, "file": gold.file, "line": gold.line, "coded": reading.coded, "text": gold.document.text}
