"""The pieces of the pages: file names, marks, differences of printings, tables, text that is made harmless."""

from __future__ import annotations

import re
import time
from itertools import pairwise
from typing import get_args

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import UndefinedError
from msgspec import inspect
from page_checks import Read

from servanda.errors import TableError
from servanda.records import Document, Duty
from servanda.store.tables import TABLES
from servanda.views.site import differences
from servanda.views.site.differences import changes, sentences
from servanda.views.site.highlighting import Mark, marked
from servanda.views.site.links import PART, part_starts
from servanda.views.site.naming import file_name, party_page, row_name
from servanda.views.site.quoting import quoted
from servanda.views.site.rendering import environment, outside, visible
from servanda.views.site.tables import codebook, duties, groups, limits, read_table, statuses

ODD = [
    "../../etc/passwd", "..", ".", "", "a/b", "a\\b", "x" * 300, "x" * 301, "Wire-1", "wire-1", "WIRE-1", "CON", "con", "é", "e\u0301", "\ud800", "a b", "a-b",
    "\x00", "a" * 61, "wire-x123456789abcde", "wire-x123456789abcdef", "https://x.example/?p=1&q=2", "https://x.example/?p=1&q=3", "-", "--", "a--b",
]  # fmt: skip


def test_names_of_files_are_safe_and_differ_where_ids_differ_even_without_case() -> None:
    names = [file_name(wanted) for wanted in ODD]
    assert len({name.lower() for name in names}) == len(ODD)
    assert all(re.fullmatch(r"[a-z0-9-]{1,77}", name) and not name.startswith("-") for name in names)
    assert file_name("wire-1") == "wire-1"
    assert file_name("cf5794b797ca4fd8") == "cf5794b797ca4fd8"


@settings(max_examples=50)
@given(st.text(), st.text())
def test_two_ids_never_share_a_name(one: str, other: str) -> None:
    assert (file_name(one) == file_name(other)) == (one == other)


def test_codes_of_parties_and_ids_of_rows_keep_their_looks() -> None:
    assert party_page("AZE") == "AZE"
    assert party_page("Aze") != "aze"
    assert party_page("CON") != "CON"


@pytest.mark.parametrize("words", ["aze", "Aze", "aze-page-2", "con"])
def test_a_party_called_like_a_code_in_small_letters_has_a_page_of_its_own_on_every_file_system(words: str) -> None:
    assert party_page(words).lower() not in ("aze", "aze-page-2", "con")
    assert row_name("Ca1ed5d59d269") == "ca1ed5d59d269"


KINDS = st.sampled_from(["claim", "quotation", "actor", "time"])
SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 12), KINDS, st.sampled_from("abc")), max_size=8)


@given(st.text(st.sampled_from("ab <&>\"'é"), min_size=30, max_size=45), SPANS)
def test_marks_that_overlap_leave_the_text_as_it_is_and_tags_that_nest(text: str, spans: list[tuple[int, int, str, str]]) -> None:
    marks = [Mark(start, start + length, kind, f"{name}{at}") for at, (start, length, kind, name) in enumerate(spans)]
    page = Read(str(marked(text, 0, len(text), sorted(marks))))
    assert "".join(page.words) == text
    assert page.unclosed == []
    inside = [mark for mark in marks if mark.kind == "claim" and mark.start < len(text)]
    assert sorted(page.ids) == sorted({f"claim-{mark.name}" for mark in inside})


def test_a_piece_under_several_marks_names_them_all_the_shortest_claim_first() -> None:
    text = "Borea gives Austria back its boats."
    html = str(marked(text, 0, len(text), [Mark(0, 34, "claim", "outer"), Mark(6, 19, "claim", "inner"), Mark(12, 19, "actor", "Austria")]))
    assert '<span class="claim actor" data-claims="inner outer" title="Austria">Austria</span>' in html
    assert '<a href="#note-inner">gives </a>' in html


def test_only_addresses_of_the_web_are_links() -> None:
    assert outside("https://x.example/a?b=c") == "https://x.example/a?b=c"
    scripts = ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:x", "data:text/html,x"]
    for wrong in (*scripts, "file:///etc/passwd", "//x.example", "https:", "https://[", "", None, "https://x.example/\u202e"):
        assert outside(wrong) == ""


def test_signs_that_steer_a_screen_are_shown_and_others_stay() -> None:
    assert visible("a\x1bb\x7f\u202ec\ud800") == "a\u241bb\u2421[U+202E]c[U+D800]"
    assert visible("שלום \u200fمرحبا é\n") == "שלום \u200fمرحبا é\n"


def test_an_unknown_name_in_a_template_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        environment().from_string("{{ nothing }}").render()


def test_words_are_quoted_in_whole_words_around_them() -> None:
    document = Document(doc_id="d", text="alpha beta gamma delta epsilon")
    words = quoted(document, 11, 16, 0, 30, around=8)
    assert words == ("… beta ", "gamma", " delta …")


def test_sentences_that_were_added_dropped_or_put_otherwise() -> None:
    before = "Borea gave 12 boats. The sea was calm. Nobody spoke."
    after = "Borea gave twelve boats. Nobody spoke. The end came soon."
    found = [(change.kind, change.sentences, " ".join(f"{words.kind}:{words.text}" for words in change.words)) for change in changes(before, after)]
    assert found == [
        ("changed", 0, "same:Borea gave dropped:12 added:twelve same:boats."), ("dropped", 0, "dropped:The sea was calm."), ("same", 1, ""),
        ("added", 0, "added:The end came soon."),
    ]  # fmt: skip
    assert sentences('He said "no." Then left.\nNew line') == ['He said "no."', "Then left.", "New line"]


def test_texts_that_are_made_to_be_slow_to_compare_are_compared_in_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    start = time.monotonic()
    assert changes("Same thing. " * 1500, " ".join(f"Same thing. Odd {number} word." for number in range(750)))
    assert time.monotonic() - start < 20  # took minutes
    before, after = "The boats were returned on Monday.", "The boats were returned on Tuesday."
    assert [change.kind for change in changes(before, after)] == ["changed"]
    monkeypatch.setattr(differences, "MOST_WORK", 100)
    assert [change.kind for change in changes(before, after)] == ["dropped", "added"]


def test_long_texts_are_parted_at_lines_or_words() -> None:
    text = ("word " * 20 + "\n") * (PART // 40)
    starts = part_starts(text)
    assert len(starts) > 2
    assert all(text[start - 1] == "\n" for start in starts[1:])
    assert all(later - start <= PART for start, later in pairwise(starts))
    assert part_starts("x" * (2 * PART + 5)) == [0, PART, 2 * PART]


def _structs(kind: inspect.Type, found: dict[str, list[str]]) -> None:
    if isinstance(kind, inspect.StructType) and kind.cls.__name__ not in found:
        found[kind.cls.__name__] = [entry.encode_name for entry in kind.fields]
        for entry in kind.fields:
            _structs(entry.type, found)
    for inner in (*getattr(kind, "types", ()), *(item for item in (getattr(kind, "item_type", None),) if item)):
        _structs(inner, found)


def test_the_codebook_tells_of_every_column_of_every_record_and_of_no_other() -> None:
    expected: dict[str, list[str]] = {}
    for name, record in TABLES.items():
        inner: dict[str, list[str]] = {}
        _structs(inspect.type_info(record), inner)
        expected[name] = inner.pop(record.__name__)
        expected |= inner
    for record in TABLES.values():
        expected.pop(record.__name__, None)
    assert {name: sorted(columns) for name, columns in codebook().items()} == {name: sorted(columns) for name, columns in expected.items()}
    assert all(meaning.strip() for columns in codebook().values() for meaning in columns.values())


def test_tables_of_the_pages_are_complete() -> None:
    assert list(groups()) == ["open", "kept", "done", "ended"]
    assert next(iter(statuses())) == "overdue"
    assert set(duties()) == set(get_args(Duty))
    assert limits()
    with pytest.raises(TableError, match=r"limits\.toml"):
        read_table("[x]\ny = 1", "limits.toml", dict[str, dict[str, str]])
    assert msgspec.json.encode(codebook())
