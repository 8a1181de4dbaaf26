"""Scales: the published Goldstein scales side by side, classes by named table, parents where a code has no row."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from told import Told, claim, meeting

from servanda.errors import InputError, LookupFailed, TableError
from servanda.views.exports import formats, tables
from servanda.views.exports.scales import event_class, goldstein, intensity, parents, plover_class
from servanda.views.exports.writing import write_events


def scored(code: str) -> list[float]:
    """The number of a code on each of the scales, which all know it."""
    found = [goldstein(code, name) for name in ("gdelt", "icews", "phoenix")]
    assert None not in found
    return [score.value for score in found if score is not None]


@pytest.mark.parametrize(
    ("code", "gdelt", "icews", "phoenix"), [("016", -2.0, -5.0, 3.4), ("163", -8.0, -8.0, -6.5), ("165", -6.5, -7.0, -7.0), ("057", 8.0, 8.0, 8.0)]
)
def test_goldstein_scales_disagree_where_they_do(code: str, gdelt: float, icews: float, phoenix: float) -> None:
    assert scored(code) == [gdelt, icews, phoenix]


def test_a_code_without_a_row_takes_the_number_of_its_parent() -> None:
    assert goldstein("0110", "gdelt") == goldstein("011", "gdelt") == (-0.1, "goldstein-gdelt-1")
    assert goldstein("1834", "icews") == goldstein("183", "icews")
    assert goldstein("019", "phoenix") == goldstein("01", "phoenix") == (0.0, "goldstein-phoenix-1")
    assert goldstein("99", "gdelt") is None
    assert goldstein("", "gdelt") is None


def test_every_code_of_the_lexicon_has_a_number_on_every_scale_and_a_class() -> None:
    for code in tables.code_names():
        assert all(goldstein(code, name) for name in tables.scales().goldstein)
        assert all(event_class(code, name) for name in ("gdelt", "phoenix"))


def test_codes_are_not_numbers() -> None:
    assert goldstein("010", "gdelt") != goldstein("10", "gdelt")
    assert event_class("010", "gdelt") != event_class("10", "gdelt")


@pytest.mark.parametrize(("code", "quad", "penta"), [("016", 1, 0), ("020", 1, 0), ("036", 1, 1), ("0841", 2, 2), ("112", 3, 3), ("163", 4, 3), ("190", 4, 4)])
def test_quad_and_penta_classes_are_numbered_differently(code: str, quad: int, penta: int) -> None:
    of_gdelt, of_phoenix = event_class(code, "gdelt"), event_class(code, "phoenix")
    assert of_gdelt is not None
    assert of_phoenix is not None
    assert (of_gdelt.value, of_phoenix.value) == (quad, penta)


def test_the_lost_sign_of_accuse_is_mended_and_the_print_kept() -> None:
    assert intensity("ACCUSE", None) == (-3.0, "plover-0.8-mended")
    assert intensity("ACCUSE", None, "printed") == (3.0, "plover-0.8-printed")
    assert intensity("ACCUSE", "allege") == (-3.5, "plover-0.8-mended")


def test_modes_without_a_score_take_that_of_their_type_and_every_type_has_a_quad() -> None:
    assert intensity("PROTEST", "vandalize") == intensity("PROTEST", None)
    assert intensity("NOTHING", None) is None
    assert all(plover_class(plover) for plover, _ in tables.cameo_codes())
    assert plover_class("SANCTION") == (4, "material conflict", "quad-plover-0.8")
    assert plover_class("NOTHING") is None


def test_every_type_and_mode_of_the_lexicon_has_a_code() -> None:
    import tomllib
    from importlib.resources import files

    content = tomllib.loads(files("servanda.coding").joinpath("lexicon", "codes.toml").read_text("utf-8"))
    wanted = {(plover, mode) for plover, modes in content["plover"].items() for mode in ("", *modes)}
    assert wanted == tables.cameo_codes().keys()
    assert set(tables.cameo_codes().values()) <= content["cameo"].keys()


def test_the_goldstein_scale_can_be_chosen_and_is_named_beside_the_file(tmp_path: Path) -> None:
    told = Told()
    told.tell("ARM", "GEO", "SANCTION", "163", claim(1), mode="discontinue")
    assert told.loaded("gdelt1", tmp_path)[0]["GoldsteinScale"] == "-8.0"
    assert told.loaded("gdelt1", tmp_path, goldstein="phoenix")[0]["GoldsteinScale"] == "-6.5"
    about = json.loads((tmp_path / "servanda.gdelt1.export.CSV.about.json").read_text())
    assert about["scales"]["goldstein"]["table"] == "goldstein-phoenix-1"
    assert about["scales"]["class gdelt"]["names"]["4"] == "material conflict"
    assert (about["events"], about["rows"], about["dyads"]) == (1, 1, "expanded")
    assert about["columns"][0] == "GLOBALEVENTID"


def test_the_file_beside_an_export_names_all_its_scales(tmp_path: Path) -> None:
    for name, kinds in {"plover": {"goldstein", "class plover", "class gdelt", "class phoenix", "intensity"}, "polecat": {"class plover", "intensity"}}.items():
        _, beside = write_events(meeting(), formats.EVENTS[name], tmp_path)
        assert json.loads(beside.read_text())["scales"].keys() == kinds
        assert json.loads(beside.read_text())["dyads"] == "kept"


def test_switches_that_do_not_fit_are_refused() -> None:
    formats.check("gdelt1", True, "icews")
    with pytest.raises(LookupFailed, match="jsonl, csv, parquet, icews, polecat, gdelt1, gdelt2, phoenix, plover, acled"):
        formats.check("gdelt3", None, None)
    with pytest.raises(LookupFailed, match="gdelt, icews, phoenix"):
        formats.check("icews", None, "mine")
    with pytest.raises(InputError, match="polecat has no Goldstein scores"):
        formats.check("polecat", None, "gdelt")
    with pytest.raises(InputError, match="csv has no Goldstein scores"):
        formats.check("csv", None, "gdelt")
    with pytest.raises(InputError, match="jsonl writes tables"):
        formats.check("jsonl", False, None)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("kode,a\n01,1\n", "t.csv:1"),
        ("code,a\n01\n", "t.csv:2"),
        ("code,a\n01,1\n01,2\n", "t.csv:3"),
        ("code,a\n01,1\n02,much\n", "t.csv:3"),
    ],
)
def test_tables_that_do_not_fit_are_refused_with_file_and_line(text: str, place: str) -> None:
    with pytest.raises(TableError, match=place):
        tables.numbers(text, "t.csv", ("code", "a"))


def test_unknown_keys_of_scales_are_refused() -> None:
    text = tables.text_of("scales.toml")
    assert tables.read_scales(text).goldstein.keys() == {"gdelt", "icews", "phoenix"}
    with pytest.raises(TableError, match=r"scales\.toml.*colour"):
        tables.read_scales(text.replace("version =", "colour =", 1))


def test_actors_and_roles_of_the_tables_are_the_gazetteers() -> None:
    from servanda.actors.tables import read_actors, read_names

    assert tables.actors().keys() <= read_actors().keys()
    assert {name.role for name in read_names() if name.role} <= tables.sectors().keys()
    states = {code for code, actor in read_actors().items() if actor.kind == "state" and len(code) == 3}
    gone = {"CSK", "DDR", "RVN", "SCG", "SUN", "YUG"}
    assert states - gone == {code for code in states if code in tables.countries()}
    assert {code for code, country in tables.countries().items() if len(country.fips) != 2} == {"ALA", "UMI"}


def test_the_page_on_exports_has_every_format_and_the_codes_on_which_scales_disagree() -> None:
    page = (Path(__file__).parents[3] / "docs" / "exports.md").read_text("utf-8")
    for name, form in formats.EVENTS.items():
        assert f"| `{name}` | `{form.file}` |" in page
        assert f"    servanda export out/ --as {name} --to events/" in page
    told = {code: [float(cell) for cell in row] for code, *row in re.findall(r"^\| (\d+) \| [^|]+ \| (\S+) \| (\S+) \| (\S+) \|$", page, re.MULTILINE)}
    for code in tables.code_names():
        values = scored(code)
        row = next((told[step] for step in parents(code) if step in told), None)
        assert len(set(values)) == 1 or row is not None or code in ("019", "129"), code
        assert code not in told or told[code] == values


def test_events_of_less_confidence_are_left_out_and_counted(tmp_path: Path) -> None:
    told = Told()
    told.tell("ARM", "AZE", "CONSULT", "040", claim(1, confidence=0.7), claim(2, confidence=0.2))
    told.tell("ARM", "GEO", "AID", "070", claim(3, confidence=0.4))
    told.tell("ARM", "IRN", "AID", "070", claim(4))
    path, beside = write_events(told, formats.EVENTS["plover"], tmp_path, confidence=0.5)
    assert [json.loads(line)["confidence"] for line in path.read_text("utf-8").splitlines()] == [0.7, None]
    assert json.loads(beside.read_text("utf-8"))["events left out"] == 1
