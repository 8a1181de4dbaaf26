"""Every way an input can be unusable ends in a Rejection that says what, where, why and what to do; the rest is read."""

from __future__ import annotations

import datetime
import gzip
import json
import os
import tracemalloc
from pathlib import Path

import pytest

from servanda.documents import make_document, read_documents
from servanda.documents.encodings import declared_encoding, decode
from servanda.documents.lines import LONGEST_LINE
from servanda.errors import InputError
from servanda.records import Document, Rejection

LATEST = datetime.date(2024, 1, 1)
GOOD = "Norway and Chile agreed on Friday to reopen the harbour office."
GERMAN = " ".join(["Die beiden Regierungen haben am Freitag vereinbart, das Hafenamt wieder zu öffnen und die Miete gemeinsam zu tragen."] * 4)
CHINESE = "两国政府周五同意重新开放港口办事处并共同承担租金双方代表表示欢迎" * 10


def read(path: Path) -> tuple[list[Document], list[Rejection]]:
    refused: list[Rejection] = []
    documents = list(read_documents([path], refused.append, latest=LATEST))
    for rejection in refused:
        assert rejection.source
        assert rejection.reason
        assert rejection.mend
    return documents, refused


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "empty"), ("a.jsonl", b"", "empty"), ("a.csv", b"", "empty"), ("a.json", b"", "empty"), ("a.html", b" \n", "empty"),
        ("a.txt", b" \n\xef\xbb\xbf\n", "no text"), ("a.md", b"---\ndate: 2023-12-08\n---\n", "no text"), ("a.txt", b"--- *** ---", "no text"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary"), ("a.jsonl", b"\x00\x01\x02" * 50, "binary"), ("a.csv", b"\x7fELF\x00", "binary"),
        ("a.txt", bytes(range(1, 32)) * 20, "binary"), ("a.txt", b"text " * 20_000 + b"\x00", "binary"), ("a.json", b"PK\x03\x04\x00", "binary"),
        ("a.txt", "Talks in Oslo – then a break ".encode() + b"\xe2\x80 and more", "invalid UTF-8"), ("a.txt", b"Talks \x81 in Oslo", "invalid UTF-8"),
        ("a.txt", b"Talks \xff\xfe in Oslo", "invalid UTF-8"), ("a.txt", b"\xff\xfeT\x00a\x00l", "byte order mark"),
        ("a.txt", ("word " * 400_001).encode(), "2,000,000 characters"), ("a.txt", b"x" * (33 << 20), "32 MB"),
        ("a.html", b"<html><head><title>Nothing</title></head><body><script>var a = 1;</script></body></html>", "no article text"),
        ("a.html", b"<html><body>" + b"<div>" * 100_000 + b"text", "nests"), ("a.html", b"<<<>>>", "no article text"),
        ("a.txt", GERMAN.encode(), "not in English (it looks like language 'de')"), ("a.txt", CHINESE.encode(), "not in English"),
        ("a.txt", b"Date: 8 Brumaire 2023\n\nText.", "could not be read"), ("a.txt", b"date 2024-01-03 OSLO, January 3. Text.", "future"),
        ("a.md", b"---\ndate: 03/04/2023\n---\nText.", "could be"), ("a.txt.gz", b"not gzip at all", "not compressed"),
        ("a.exe", b"MZ", "suffix '.exe' is not known"), ("README", b"text", "suffix '' is not known"), ("a.txt.gz.gz", b"x", "not known"),
        ("a.csv", b"name,when\na,b\n", "no column holds the text (columns: name, when)"), ("a.json", b'{"text": ', "broken JSON"),
        ("a.json", b"3", "no object"),
        ("a.jsonl", b"{}\n", "no field holds the text (fields: none)"),
    ],
)  # fmt: skip
def test_unusable_files(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(data)
    (tmp_path / "z.txt").write_text(GOOD, encoding="utf-8")
    documents, refused = read(tmp_path)
    assert [document.text for document in documents] == [GOOD]
    assert len(refused) == 1
    assert reason in refused[0].reason
    assert refused[0].source == (tmp_path / name).as_posix()


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{broken", "broken JSON"), ("[1, 2]", "no object"), ('"text"', "no object"), ('{"title": "no text"}', "no field holds the text (fields: title)"),
        ('{"text": ["a"]}', "no field holds the text"), ('{"text": "  "}', "no field holds the text"), ('{"text": "..."}', "there is no text"),
        ('{"text": "Talks.", "date": "someday"}', "'someday' could not be read"), ('{"text": "Talks.", "date": "2024-01-03"}', "2024-01-03 lies in the future"),
        ('{"text": "Talks.", "id": "' + "x" * 501 + '"}', "id has more than"), (json.dumps({"text": GERMAN}), "not in English"),
        ('{"a": ' * 5_000 + "1" + "}" * 5_000, "nested too deeply"), ('{"text": "' + "word " * 400_001 + '"}', "2,000,000"),
        ('{"text": "cut', "broken JSON"),
    ],
)  # fmt: skip
def test_a_broken_line_costs_only_itself(tmp_path: Path, line: str, reason: str) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(f'{{"text": "One."}}\n{line}\n{{"text": "Two.", "date": "2024-01-02"}}\n', encoding="utf-8")
    documents, refused = read(path)
    assert [document.text for document in documents] == ["One.", "Two."]
    assert [(rejection.place, rejection.source) for rejection in refused] == [("line 2", path.as_posix())]
    assert reason in refused[0].reason


def test_a_line_that_is_not_utf8_names_its_number(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_bytes(b'{"text": "One."}\n{"text": "\xc3\xa9 \xff"}\n{"text": "Caf\xe9."}\n')
    documents, refused = read(path)
    assert [document.text for document in documents] == ["One.", "Café."]
    assert [rejection.place for rejection in refused] == ["line 2"]


@pytest.mark.parametrize("suffix", ["jsonl", "csv"])
def test_a_huge_line_is_refused_without_being_held(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"rows.{suffix}"
    start, one, two = {"jsonl": (b"", b'{"text": "One."}\n', b'{"text": "Two."}\n'), "csv": (b"text\n", b"One.\n", b"Two.\n")}[suffix]
    with path.open("wb") as out:
        out.write(start + one)
        for _ in range(50):
            out.write(b"x" * (1 << 20))
        out.write(b"\n" + two)
    tracemalloc.start()
    documents, refused = read(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [document.text for document in documents] == ["One.", "Two."]
    assert [rejection.place for rejection in refused] == ["line 2" if suffix == "jsonl" else "line 3"]
    assert "longer than 8 MB" in refused[0].reason
    assert peak < 4 * LONGEST_LINE


def test_truncated_gzip_keeps_what_came_before(tmp_path: Path) -> None:
    lines = "".join(json.dumps({"text": f"Item {n} {os.urandom(40).hex()}."}) + "\n" for n in range(500))
    packed = gzip.compress(lines.encode())
    (tmp_path / "rows.jsonl.gz").write_bytes(packed[: len(packed) // 2])
    documents, refused = read(tmp_path)
    assert 100 < len(documents) < 400
    assert [rejection.reason for rejection in refused] == ["the compressed file breaks off; what came before is kept"]


def test_truncated_gzip_of_one_text_is_partial(tmp_path: Path) -> None:
    text = " ".join(f"Item {n} of the harbour list is agreed, and the café – number {n * 7919 % 997} – too." for n in range(400))
    packed = gzip.compress(text.encode())
    (tmp_path / "a.txt.gz").write_bytes(packed[: len(packed) // 2])
    documents, refused = read(tmp_path)
    assert len(documents) == 1
    assert documents[0].partial
    assert text.startswith(documents[0].text)
    assert "breaks off" in refused[0].reason


def test_a_gzip_file_cut_in_its_head(tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl.gz").write_bytes(gzip.compress(b'{"text": "One."}')[:6])
    documents, refused = read(tmp_path)
    assert documents == []
    assert "breaks off" in refused[0].reason


def test_csv_rows_that_do_not_fit(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text('date,text\n2023-12-08,One.\n2023-12-08,Too,many\nsomeday,Bad date.\n,\n2023-12-08\n2023-12-09,"Two\nlines."\n', encoding="utf-8")
    documents, refused = read(path)
    assert [document.text for document in documents] == ["One.", "Two\nlines."]
    assert [rejection.place for rejection in refused] == ["line 3", "line 4", "line 6"]
    assert "3 cells, the header 2" in refused[0].reason


def test_an_open_quote_does_not_swallow_the_file_unsaid(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text('text\nOne.\n"open ' + "\n".join("word " * 2000 for _ in range(1200)), encoding="utf-8")
    documents, refused = read(path)
    assert documents[0].text == "One."
    assert any("broken CSV" in rejection.reason or "characters" in rejection.reason for rejection in refused)


def test_used_ids_are_refused_and_name_the_first_place(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    rows = [{"id": "a", "text": "One."}, {"id": "a", "text": "One."}, {"id": "a", "text": "Two."}, {"text": "Three."}, {"text": "Three."}]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    documents, refused = read(path)
    assert [document.text for document in documents] == ["One.", "Three."]
    assert [rejection.place for rejection in refused] == ["line 2", "line 3", "line 5"]
    assert [rejection.reason.split(" (")[0] for rejection in refused[::2]] == ["the same document"] * 2
    assert refused[1].reason == f"the id 'a' was used before for another text, in {path.as_posix()}#1"
    assert refused[0].reason.endswith(f"{path.as_posix()}#1")


def test_inputs_that_are_not_there(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    refused: list[Rejection] = []
    inputs = [tmp_path / "none.txt", tmp_path / "empty", f"{tmp_path}/*.csv"]
    assert list(read_documents(inputs, refused.append, latest=LATEST)) == []
    assert [rejection.reason for rejection in refused] == ["there is no such file or folder", "no files are there", "no files are there"]


def test_what_is_no_regular_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    documents, refused = read(tmp_path)
    assert documents == []
    assert [rejection.reason for rejection in refused] == ["it is no regular file"] * 2


def test_loops_of_folders_end(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "a" / "a.txt").write_text(GOOD, encoding="utf-8")
    documents, _ = read(tmp_path)
    assert len(documents) == 1


def test_the_present_is_the_clock_unless_given() -> None:
    tomorrow = datetime.datetime.now(datetime.UTC).date() + datetime.timedelta(days=1)
    assert make_document(GOOD, published=tomorrow.isoformat()).published == tomorrow.isoformat()
    with pytest.raises(InputError, match="future"):
        make_document(GOOD, published=(tomorrow + datetime.timedelta(days=2)).isoformat())
    assert make_document(GOOD, published="2999-01-01", latest=datetime.date(2999, 1, 1)).published == "2999-01-01"
    with pytest.raises(InputError, match="future"):
        make_document("OSLO, December 8, 2023 - " + GOOD, latest=datetime.date(2023, 1, 1))


def test_short_texts_and_foreign_names_pass() -> None:
    assert make_document("Die Parteien haben sich geeinigt.").text
    names = "President Nguyễn Xuân Phúc met with Võ Văn Thưởng and Trương Thị Mai in Thừa Thiên Huế, where the talks on the port went on. " * 3
    assert make_document(names).text == names


@pytest.mark.parametrize(
    ("head", "name"),
    [(b'<meta charset="latin1">', "cp1252"), (b'<?xml version="1.0" encoding="koi8-r"?>', "koi8-r"), (b'<meta charset="hex">', None), (b"<p>", None)],
)
def test_declared_encodings(head: bytes, name: str | None) -> None:
    assert declared_encoding(head) == name


def test_a_wrong_declaration_does_not_win_over_utf8() -> None:
    assert decode('<meta charset="ascii">Łódź'.encode(), markup=False).endswith("Łódź")
    assert decode('<meta charset="shift_jis"> \xe9'.encode("cp1252"), markup=True).endswith("\xe9")
