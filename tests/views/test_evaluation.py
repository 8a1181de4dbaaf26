"""Scores of marked texts: which claim stands for a pair, what counts as right, what is refused of the marks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from servanda.documents import make_document
from servanda.records import Claim, Mention, Rejection, Span
from servanda.views.evaluation import (
    Reading,
    choose,
    names_merged_type,
    read_pairs,
    read_triples,
    score_relations,
    score_triples,
)
from servanda.views.evaluation_gold import GoldPair, GoldRecord, GoldTriple, Kind, places, read_gold, scored_types
from servanda.views.evaluation_report import relation_lines, triple_lines, wrong_relations, wrong_triples

TEXT = "Arnor freed ten sailors of Gondor. Rohan thanked Arnor."


def mention(words: str, code: str | None = None) -> Mention:
    start = TEXT.index(words)
    return Mention(start=start, end=start + len(words), text=words, code=code)


def claim(plover: str | None = None, cameo: str | None = None, *, by: tuple[Mention, ...] = (), to: tuple[Mention, ...] = (), about: str = "") -> Claim:
    at = TEXT.index(about)
    return Claim(
        claim_id="c", doc_id="d", start=0, end=10, sentence_start=0, sentence_end=10, illocution="act", predicate="free", action="release", frame="toy",
        agents=by, recipients=to, object=Span(start=at, end=at + len(about), text=about) if about else None, plover=plover, cameo=cameo,
    )  # fmt: skip


def relation(*pairs: tuple[str, str, str]) -> GoldRecord:
    marks = tuple(
        GoldPair(event=event, source_text=source, target_text=target, source=places(TEXT, source), target=places(TEXT, target))
        for event, source, target in pairs
    )
    return GoldRecord(kind="relations", document=make_document(TEXT, doc_id="d"), file="own.jsonl", line=3, pairs=marks)


def triples(*rows: tuple[str, str, str]) -> GoldRecord:
    marks = tuple(GoldTriple(source=source, event=event, target=target) for source, event, target in rows)
    return GoldRecord(kind="triples", document=make_document(TEXT, doc_id="d"), file="own.jsonl", line=3, triples=marks)


ARNOR, GONDOR, ROHAN = mention("Arnor", "ARN"), mention("Gondor", "GON"), mention("Rohan", "ROH")


@pytest.mark.parametrize(
    ("claims", "chosen", "by"),
    [
        ([], None, "none"),
        ([claim("AID", by=(ROHAN,))], 0, "first"),
        ([claim("AID"), claim("RETREAT", to=(GONDOR,)), claim("CONCEDE", to=(GONDOR,))], 1, "target"),
        ([claim("AID", to=(GONDOR,)), claim("RETREAT", by=(ARNOR,))], 1, "source"),
        ([claim("AID", by=(ARNOR,)), claim("RETREAT", by=(ARNOR,), to=(GONDOR,))], 1, "both ends"),
        ([claim("AID"), claim("RETREAT", by=(ARNOR,), about="sailors of Gondor")], 1, "both ends"),
    ],
)
def test_the_claim_with_both_ends_goes_before_one_with_the_source_before_one_with_the_target(claims: list[Claim], chosen: int | None, by: str) -> None:
    found, choice = choose(claims, places(TEXT, "Arnor"), places(TEXT, "Gondor"))
    assert (found, choice) == (claims[chosen] if chosen is not None else None, by)


def test_a_phrase_is_found_everywhere_and_else_by_its_longest_word() -> None:
    assert places(TEXT, "Arnor") == ((0, 5), (49, 54))
    assert places(TEXT, "the sailors") == places(TEXT, "sailors")
    assert places(TEXT, "") == places(TEXT, "Mordor") == ()


def test_macro_f1_is_the_mean_over_marked_types_and_silence_costs_recall() -> None:
    aid, retreat = claim("AID", by=(ARNOR,)), claim("RETREAT", by=(ARNOR,))
    pair = relation(("RETREAT", "Arnor", "Gondor"))
    readings = [Reading(pair, [retreat]), Reading(pair, []), Reading(pair, [aid]), Reading(relation(("AID", "Arnor", "Gondor")), [aid])]
    scores = score_relations(readings)
    by_type = {score.name: score for score in scores.types}
    assert (by_type["RETREAT"].precision, by_type["RETREAT"].recall, by_type["RETREAT"].f1) == (1.0, 1 / 3, 0.5)
    assert (by_type["AID"].precision, by_type["AID"].recall, by_type["AID"].f1) == (0.5, 1.0, 2 / 3)
    assert scores.macro_f1 == pytest.approx((0.5 + 2 / 3) / 2)
    assert scores.accuracy == 0.5
    assert [(row.expected, row.read, row.count) for row in scores.confusions] == [("RETREAT", "AID", 1), ("RETREAT", "NONE", 1)]
    assert scores.found == {"both ends": 0, "source": 3, "target": 0, "first": 0, "none": 1}
    assert [(group.name, group.right) for group in scores.groups] == [("material cooperation", 3)]


def test_concede_and_retreat_are_one_type_where_asked_or_where_the_marks_say_yield() -> None:
    reading = Reading(relation(("CONCEDE", "Arnor", "Gondor")), [claim("RETREAT", by=(ARNOR,))])
    assert score_relations([reading]).accuracy == 0.0
    assert score_relations([reading], merged=True).accuracy == 1.0
    merging = Reading(relation(("YIELD", "Arnor", "Gondor")), [claim("RETREAT", by=(ARNOR,))])
    assert names_merged_type([merging])
    assert score_relations([merging, reading]).accuracy == 1.0


def test_every_type_has_a_group_and_merged_types_too() -> None:
    types = scored_types()
    assert len(types.group) == 17
    assert len(set(types.group.values())) == 4
    assert {types.merged[name] for name in ("CONCEDE", "RETREAT")} == {"YIELD"}


def test_a_claim_stands_for_each_agent_with_each_recipient_and_unknown_sides_are_dashes() -> None:
    assert read_triples([claim(cameo="0841", by=(ARNOR, ROHAN), to=(GONDOR,))]) == {("ARN", "0841", "GON"), ("ROH", "0841", "GON")}
    assert read_triples([claim(cameo="010", by=(mention("sailors"),)), claim("AID", by=(ARNOR,))]) == {("---", "010", "---")}


def test_triples_are_scored_whole_and_in_part() -> None:
    readings = [
        Reading(triples(("ARN", "0841", "GON")), [claim(cameo="0841", by=(ARNOR,), to=(GONDOR,))]),
        Reading(triples(("ARNGOV", "042", "GON")), [claim(cameo="043", by=(ARNOR,), to=(GONDOR,)), claim(cameo="010", by=(ROHAN,))]),
        Reading(triples(), [claim(cameo="010", by=(ROHAN,))]),
        Reading(triples(), []),
    ]
    scores = score_triples(readings)
    assert (scores.exact, scores.exact_share) == (2, 0.5)
    assert {score.name: (score.right, score.marked, score.read) for score in scores.views} == {
        "triple": (1, 2, 4),
        "root and dyad": (1, 2, 4),
        "root and states": (2, 2, 4),
        "dyad": (1, 2, 4),
        "root": (2, 2, 4),
    }
    assert scores.views[0].precision == 0.25
    assert [(row.expected, row.read) for row in scores.confusions] == [("042", "NONE")]


def test_a_code_read_for_another_between_the_same_actors_is_a_confusion() -> None:
    reading = Reading(triples(("ARN", "042", "GON")), [claim(cameo="043", by=(ARNOR,), to=(GONDOR,))])
    assert [(row.expected, row.read) for row in score_triples([reading]).confusions] == [("042", "043")]


def test_wrong_texts_are_told_with_what_was_expected_and_what_was_read() -> None:
    reading = Reading(relation(("CONCEDE", "Arnor", "Gondor")), [claim("AID", by=(ARNOR,))])
    (row,) = wrong_relations([reading, Reading(relation(("AID", "Arnor", "Gondor")), [claim("AID")])], merged=False)
    assert row["expected"] == [{"event": "CONCEDE", "source_text": "Arnor", "target_text": "Gondor"}]
    assert row["read"] == [{"event": "AID", "chosen_by": "source", "claim": TEXT[:10], "frame": "toy"}]
    assert (row["id"], row["file"], row["line"]) == ("d", "own.jsonl", 3)
    (row,) = wrong_triples([Reading(triples(("ARN", "042", "GON")), [claim(cameo="043", by=(ARNOR,), to=(GONDOR,))])])
    assert row["missed"] == [{"source": "ARN", "event": "042", "target": "GON"}]
    assert row["extra"] == [{"source": "ARN", "event": "043", "target": "GON"}]


def test_reports_name_the_scores_and_survive_having_none() -> None:
    reading = Reading(relation(("CONCEDE", "Arnor", "Gondor")), [claim("AID", by=(ARNOR,))], coded=False)
    lines = [line.plain for line in relation_lines(score_relations([reading]))]
    assert lines[0] == "relations: 1 pair in 1 text (1 could not be coded and count as silent)"
    assert "  CONCEDE   AID   1" in lines
    assert read_pairs(reading, merged=True)[0].expected == "YIELD"
    assert [line.plain for line in triple_lines(score_triples([]))][-1] == "texts exactly right   0 of 0   0.000"
    assert score_relations([]).macro_f1 == 0.0


# files of marks


def read(tmp_path: Path, name: str, text: str, kind: Kind | None = None) -> tuple[list[GoldRecord], list[Rejection]]:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    refused: list[Rejection] = []
    return read_gold([path], refused.append, kind), refused


PAIR = {"event": "AID", "source_text": "Arnor", "target_text": "Gondor"}


def line(**changes: object) -> str:
    return json.dumps({"id": "a", "text": TEXT, "date": "2024-05-02", "expected": [PAIR], **changes}) + "\n"


def test_json_lines_tell_their_kind_by_their_keys(tmp_path: Path) -> None:
    (record,), refused = read(tmp_path, "r.jsonl", line(note="mine"))
    assert (record.kind, record.document.doc_id, record.document.published, record.pairs[0].target) == ("relations", "a", "2024-05-02", ((27, 33),))
    assert refused == []
    (record,), _ = read(tmp_path, "t.jsonl", line(expected=[{"source": "ARN", "event": "042", "target": ""}]))
    assert record.triples == (GoldTriple(source="ARN", event="042", target="---"),)
    records, refused = read(tmp_path, "e.jsonl", line(expected=[]))
    assert records == []
    assert "--kind" in refused[0].mend
    assert len(read(tmp_path, "e.jsonl", line(expected=[]), "triples")[0]) == 1


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        ("{broken\n", "is no marked text"),
        (line(text="  "), "there is no text"),
        (line(expected=[PAIR | {"event": "HELP"}]), "unknown PLOVER type 'HELP'"),
        (line(expected=[{"event": "AID"}]), "neither source_text nor target_text"),
        (line(expected=[PAIR | {"source_text": "Mordor", "target_text": "Umbar"}]), "source_text 'Mordor' and target_text 'Umbar' not in the text"),
        (line(date="some day"), "date"),
        (line(id="ok"), "stands in line 1 too"),
    ],
)
def test_a_record_that_cannot_be_used_is_named_and_the_rest_goes_on(tmp_path: Path, bad: str, message: str) -> None:
    records, refused = read(tmp_path, "r.jsonl", line(id="ok") + bad + line(id="last"))
    assert [record.document.doc_id for record in records] == ["ok", "last"]
    assert [(rejection.place, rejection.source) for rejection in refused] == [("line 2", str(tmp_path / "r.jsonl"))]
    assert message in refused[0].reason
    assert refused[0].mend


def test_one_side_that_is_not_in_the_text_is_told_and_the_pair_still_counts(tmp_path: Path) -> None:
    (record,), refused = read(tmp_path, "r.jsonl", line(expected=[PAIR | {"target_text": "Umbar"}]))
    assert record.pairs[0].target == ()
    assert "target_text 'Umbar' is not in the text" in refused[0].reason


@pytest.mark.parametrize("code", ["42", "4", "x42", "04211"])
def test_codes_without_their_leading_zero_and_what_is_no_code_are_refused(tmp_path: Path, code: str) -> None:
    assert read(tmp_path, "t.jsonl", line(expected=[{"source": "ARN", "event": code, "target": "GON"}]))[0] == []


def test_csv_rows_of_one_id_are_one_text(tmp_path: Path) -> None:
    text = f'id,text,date,source,event,target\na,"{TEXT}",2024-05-02,ARN,0841,GON\na,,,ROH,051,ARN\nb,Nothing happened.,,,,\n'
    records, refused = read(tmp_path, "t.csv", text)
    assert refused == []
    assert [[(row.source, row.event, row.target) for row in record.triples] for record in records] == [[("ARN", "0841", "GON"), ("ROH", "051", "ARN")], []]
    assert [record.line for record in records] == [2, 4]
    (record,), _ = read(tmp_path, "r.csv", f'text,event,source_text,target_text\n"{TEXT}",aid,Arnor,Gondor\n')
    assert (record.kind, record.pairs[0].event) == ("relations", "AID")


def test_a_line_separator_of_unicode_ends_no_row(tmp_path: Path) -> None:
    records, refused = read(tmp_path, "t.csv", "text,source,event,target\nArnor freed\u2028ten sailors.,ARN,0841,GON\n")
    assert (len(records), refused) == (1, [])


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("id,body\na,b\n", "line 1", "do not hold marked texts"),
        (f"id,text,event,source,target\na,{TEXT},042,ARN,GON\na,Another text.,042,ARN,GON\n", "line 3", "has another text in line 2"),
        (f"id,text,event,source,target\na,{TEXT},042,ARN,GON\nb,{TEXT},042\n", "line 3", "has 3 cells, the header 5"),
    ],
)
def test_bad_csv_rows_are_named(tmp_path: Path, text: str, place: str, message: str) -> None:
    _, refused = read(tmp_path, "t.csv", text)
    assert [rejection.place for rejection in refused] == [place]
    assert message in refused[0].reason


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    refused: list[Rejection] = []
    assert read_gold([tmp_path / "nowhere.jsonl"], refused.append) == []
    assert "cannot be read" in refused[0].reason
