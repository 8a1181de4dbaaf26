"""docs/dictionaries.md: its three worked examples load and give what the page says, and it names every key of a frame."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest

from servanda.actors import Gazetteer
from servanda.coding import Coder
from servanda.coding.frame_rows import Frame
from servanda.coding.frames import load_lexicon
from servanda.documents import make_document
from servanda.records import Claim

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "dictionaries.md").read_text("utf-8")


@pytest.fixture
def example(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """The page's block of the language that the test asks for, as a file."""
    block = re.search(rf"```{request.param}\n(.*?)```", PAGE, re.DOTALL)
    assert block
    path = tmp_path / f"own.{request.param}"
    path.write_text(block[1], "utf-8")
    return path


def codes(gazetteer: Gazetteer, text: str, year: int) -> list[str | None]:
    return [mention.code for mention in gazetteer.find(text, datetime.date(year, 5, 3))]


@pytest.mark.parametrize("example", ["csv"], indirect=True)
def test_the_csv_example_gives_the_codes_that_the_page_says(example: Path) -> None:
    gazetteer = Gazetteer.load([example])
    assert codes(gazetteer, "Otto Keller met a Ruritanian watchman", 2012) == ["RURGOV", "RURCOP"]
    assert codes(gazetteer, "a Ruritanian relief body", 2012) == ["NGORUR"]


@pytest.mark.parametrize("example", ["petrarch"], indirect=True)
def test_the_petrarch_example_gives_the_codes_that_the_page_says(example: Path) -> None:
    gazetteer = Gazetteer.load([example])
    assert codes(gazetteer, "President Voss spoke", 2012) == ["ARNGOV"]
    assert codes(gazetteer, "President Voss spoke", 2020) == ["ARNELI"]
    assert codes(gazetteer, "Arnorian warships left", 2012) == ["ARNMIL"]


@pytest.mark.parametrize("example", ["toml"], indirect=True)
def test_the_frame_example_loads_and_makes_the_claim_that_the_page_says(example: Path) -> None:
    frame = load_lexicon([example]).frames["sea.buzz"]
    assert (frame.plover, frame.mode, frame.cameo, frame.object) == ("THREATEN", "violence", "138", ("patrol",))
    coder = Coder.load(frames=[example])

    def claims(text: str) -> list[Claim]:
        return [claim for claim in next(iter(coder.code([make_document(text)]))).claims if claim.frame == "sea.buzz"]

    (claim,) = claims("Norway flew low over a Danish cutter on Tuesday.")
    assert (claim.plover, claim.cameo, [agent.code for agent in claim.agents], [party.code for party in claim.recipients]) == (
        "THREATEN", "138", ["NOR"], ["DNK"],
    )  # fmt: skip
    assert claims("Bees buzzed a Danish garden.") == []


def test_every_key_of_a_frame_is_explained() -> None:
    section = PAGE.partition("## Frames")[2]
    assert [key for key in Frame.__struct_fields__ if f"`{key}`" not in section] == []
