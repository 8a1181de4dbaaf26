"""Event tables: told by their header or the look of their rows, one document a row; rows that are broken are refused with line and mend."""

from __future__ import annotations

import datetime
import gzip
import io
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from event_tables import ACLED, CLASH, GDELT1, GDELT2, ICEWS, RAID, TALKS, UCDP, VISIT, comma, tab

from servanda.documents import read_documents
from servanda.documents.datasets import DatasetTable, cameo_type, dataset_table
from servanda.documents.event_rows import row_cells
from servanda.documents.sniffing import kind_of
from servanda.documents.tables import parse_table
from servanda.errors import TableError
from servanda.records import Document, Rejection

LATEST = datetime.date(2031, 12, 31)
Read = Callable[..., tuple[list[Document], list[Rejection]]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def reader(name: str, data: str | bytes, **more: object) -> tuple[list[Document], list[Rejection]]:
        refused: list[Rejection] = []
        (tmp_path / name).write_bytes(data if isinstance(data, bytes) else data.encode())
        return list(read_documents([tmp_path / name], refused.append, latest=LATEST, **more)), refused  # type: ignore[arg-type]

    return reader


def zipped(name: str, text: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, text)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "doc_id", "outlet", "published"),
    [
        ("events.2031.tab", tab(ICEWS, [TALKS]), "icews-9001-2031-05-02", "ICEWS", "2031-05-02"),
        ("events.csv", comma(ICEWS, [TALKS]), "icews-9001-2031-05-02", "ICEWS", "2031-05-02"),
        ("events.tab.gz", gzip.compress(tab(ICEWS, [TALKS]).encode()), "icews-9001-2031-05-02", "ICEWS", "2031-05-02"),
        ("1.export.CSV", tab(GDELT1, [VISIT | {"DATEADDED": "20310503"}], header=False), "gdelt-77001", "GDELT", "2031-05-03"),
        ("2.export.CSV.zip", zipped("2.export.CSV", tab(GDELT2, [VISIT], header=False)), "gdelt-77001", "GDELT", "2031-05-03"),
        ("bigquery.csv", comma(GDELT2, [VISIT]), "gdelt-77001", "GDELT", "2031-05-03"),
        ("acled.csv", "\ufeff" + comma(ACLED, [CLASH]), "acled-NOR12", "ACLED", "2031-05-05"),
        ("acled.csv", comma(ACLED, [CLASH], delimiter=";"), "acled-NOR12", "ACLED", "2031-05-05"),
        ("ged.csv", comma(UCDP, [RAID]), "ucdp-500001", "UCDP GED", "2031-05-10"),
        ("candidate.csv", comma(UCDP, [RAID], header=False), "ucdp-500001", "UCDP GED", "2031-05-10"),
    ],
)  # fmt: skip
def test_a_row_is_a_document_with_the_data_set_as_outlet(read: Read, name: str, data: str | bytes, doc_id: str, outlet: str, published: str) -> None:
    (document,), refused = read(name, data)
    assert (document.doc_id, document.outlet, document.published, refused) == (doc_id, outlet, published, [])
    assert document.dataset == doc_id.partition("-")[0]


def test_the_text_is_the_note_and_a_line_for_each_cell_and_cells_are_found_again(read: Read) -> None:
    (document,), _ = read("acled.csv", comma(ACLED, [CLASH | {"notes": "A clash:\nactor1: nobody;"}]))
    assert document.text.startswith("A clash: actor1: nobody;\n\nactor1: Military Forces of Norway (2029-);\ninter1: State forces;\n")
    cells = {name: document.text[start:end] for name, (start, end) in row_cells(document).items()}
    assert cells["actor1"] == "Military Forces of Norway (2029-)"
    assert cells["fatalities"] == "3"
    assert {name: CLASH[name] for name in cells} == cells


@pytest.mark.parametrize("key", ["icews", "gdelt", "acled", "ucdp"])
def test_every_column_that_the_table_of_data_sets_names_is_one_of_the_data_set(key: str) -> None:
    dataset = dataset_table().datasets[key]
    columns = {"icews": ICEWS, "gdelt": GDELT2, "acled": ACLED, "ucdp": UCDP}[key]
    single = (dataset.day, dataset.last_day, dataset.published, dataset.precision, dataset.cameo, dataset.cameo_root, dataset.kind, dataset.label)
    named = {*dataset.cells, *dataset.told_by, *dataset.row_key, *dataset.older, *dataset.shape, *dataset.place.names, *single, dataset.notes} - {""}
    assert named <= set(columns)
    assert set(single) - {""} <= set(dataset.cells)


@pytest.mark.parametrize(
    ("columns", "row", "reason", "mend"),
    [
        (ICEWS, TALKS | {"CAMEO Code": "46"}, "CAMEO Code '46' is no CAMEO code", "as text"),
        (ICEWS, TALKS | {"CAMEO Code": "NA"}, "the row has no CAMEO Code", "Download"),
        (ICEWS, TALKS | {"Source Name": "", "Target Name": "NA"}, "the row names no actor (Source Name, Target Name)", "Download"),
        (ICEWS, TALKS | {"Event Date": "2031-13-02"}, "2031-13-02", "YYYY-MM-DD"),
        (ICEWS, TALKS | {"Event Date": "2032-05-02"}, "the date 2032-05-02 lies in the future", "Correct"),
        (ICEWS, TALKS | {"Latitude": "160"}, "Latitude '160' is no number from -90 to 90", "Download"),
        (GDELT2, VISIT | {"EventCode": "12", "EventRootCode": "1"}, "EventCode '12' is no CAMEO code of the root '1'", "as text"),
        (ACLED, CLASH | {"sub_event_type": "Dance"}, "sub_event_type 'Dance' is not known", "Known are Armed clash"),
        (ACLED, CLASH | {"fatalities": "few"}, "fatalities 'few' is no number", "Download"),
        (ACLED, CLASH | {"time_precision": "9"}, "time_precision '9' is not known", "Known are 1, 2, 3"),
        (UCDP, RAID | {"date_end": "2031-05-01"}, "the event ends on 2031-05-01, before it begins on 2031-05-03", "Download"),
        (UCDP, RAID | {"id": ""}, "the row has no id", "Download"),
    ],
)
def test_a_row_that_cannot_be_used_is_refused_with_its_line_and_the_others_are_read(
    read: Read, columns: tuple[str, ...], row: dict[str, str], reason: str, mend: str
) -> None:  # fmt: skip
    good = next(sound for sound in (TALKS, VISIT, CLASH, RAID) if set(sound) & set(row) == set(sound))
    (document,), (refused,) = read("a.tab", tab(columns, [row, good]))
    assert refused.place == "line 2"
    assert reason in refused.reason
    assert mend in refused.mend
    assert document.source.endswith("a.tab#3")


def test_a_table_without_a_header_whose_first_row_is_broken_is_still_told(read: Read) -> None:
    (document,), (refused,) = read("a.export.CSV", tab(GDELT2, [VISIT | {"SQLDATE": "soon"}, VISIT], header=False))
    assert (document.doc_id, refused.place) == ("gdelt-77001", "line 1")
    assert "'soon'" in refused.reason


def test_a_row_cut_short_and_a_file_cut_short(read: Read) -> None:
    whole = tab(GDELT2, [VISIT, VISIT | {"GLOBALEVENTID": "77002"}], header=False)
    (document,), (refused,) = read("a.export.CSV", whole[:-80])
    assert document.doc_id == "gdelt-77001"
    assert refused.reason.startswith("the row has ")
    rows = [VISIT | {"GLOBALEVENTID": str(number), "SOURCEURL": f"https://lantern.example/{number * 7919 % 9973}"} for number in range(300)]
    packed = gzip.compress(tab(GDELT2, rows, header=False).encode())
    documents, (broken,) = read("b.export.CSV.gz", packed[: len(packed) // 2])
    assert 0 < len(documents) < 300
    assert "breaks off" in broken.reason


def test_a_quoted_note_over_lines_and_a_quotation_mark_in_a_table_of_tabs(read: Read) -> None:
    documents, refused = read("a.csv", comma(ACLED, [CLASH | {"notes": 'One "shot"\nwas heard.'}, CLASH | {"event_id_cnty": "NOR13"}]))
    assert [document.source[-2:] for document in documents] == ["#2", "#4"]
    assert documents[0].text.startswith('One "shot" was heard.\n\n')
    (talks,), _ = read("b.tab", tab(ICEWS, [TALKS | {"Source Name": '"Norway', "Source Sectors": '"Army,Military"'}]))
    assert 'Source Name: "Norway;\nSource Sectors: Army,Military;' in talks.text
    assert refused == []


def test_days_that_begin_with_the_month_in_one_of_icews_files(read: Read) -> None:
    (document,), _ = read("a.tab", tab(ICEWS, [TALKS | {"Event Date": "5/2/2031"}]))
    assert (document.doc_id, document.published) == ("icews-9001-2031-05-02", "2031-05-02")


def test_what_a_row_was_coded_from(read: Read) -> None:
    assert read("a.tab", tab(GDELT2, [VISIT]))[0][0].coded_from == (VISIT["SOURCEURL"],)
    assert "Raid on the salt works leaves several dead" in read("b.csv", comma(UCDP, [RAID]))[0][0].coded_from


def test_the_second_version_of_a_row_is_refused_in_one_build(read: Read) -> None:
    documents, (refused,) = read("a.csv", comma(ACLED, [CLASH, CLASH | {"fatalities": "4"}]))
    assert len(documents) == 1
    assert "was used before" in refused.reason


def test_a_table_in_which_the_user_names_the_text_is_read_as_texts(read: Read) -> None:
    (document,), _ = read("a.csv", comma(ACLED, [CLASH]), columns={"text": "notes"})
    assert (document.text, document.dataset) == (CLASH["notes"], None)


def test_event_tables_are_told_on_standard_input() -> None:
    assert kind_of(tab(ICEWS, [TALKS]).encode()) == "tsv"
    assert kind_of(tab(GDELT2, [VISIT], header=False).encode()) == "tsv"
    assert kind_of(comma(UCDP, [RAID], header=False).encode()) == "csv"


def test_lists_of_addresses_of_gdelt_are_still_refused(read: Read) -> None:
    for columns, at in ((16, 6), (27, 5)):
        cells = ["1"] * (at - 1) + ["https://lantern.example/talks"] + [""] * (columns - at)
        documents, (refused,) = read("a.csv", "\t".join(cells) + "\n")
        assert documents == []
        assert "servanda which" in refused.mend


def test_a_large_table_is_read_in_a_stream(tmp_path: Path) -> None:
    path, line = tmp_path / "a.export.CSV", tab(GDELT2, [VISIT | {"GLOBALEVENTID": "@"}], header=False)
    with path.open("w") as out:
        out.writelines(line.replace("@", str(number)) for number in range(20_000))
    tracemalloc.start()
    count = sum(1 for _ in read_documents([path], lambda reject: pytest.fail(reject.reason), latest=LATEST))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 20_000
    assert peak < 16 << 20  # the ids seen, of which the second is refused


def test_codes_of_cameo_by_their_longest_beginning() -> None:
    found = {code: (known.plover, known.mode) for code in ("010", "046", "0841", "1831", "190", "20") if (known := cameo_type(code)) is not None}
    assert found == {
        "010": (None, None), "046": ("CONSULT", None), "0841": ("RETREAT", "release"), "1831": ("ASSAULT", "suicide-attack"), "190": ("ASSAULT", None),
        "20": ("ASSAULT", None),
    }  # fmt: skip
    assert [cameo_type(code) for code in ("42", "4", "", "00", "21", "0411x", "18311")] == [None] * 7


def test_an_unknown_key_of_the_table_is_refused_with_its_line() -> None:
    with pytest.raises(TableError, match="line 3"):
        parse_table("countries = {}\ngroups = {}\ncolour = 1\n", DatasetTable, "datasets.toml")
