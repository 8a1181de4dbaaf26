"""The documents say what the program does: every command and option has its place, and every link leads somewhere."""

from __future__ import annotations

import re
from pathlib import Path
from typing import cast

import pytest
from typer.core import TyperGroup as Group
from typer.main import get_command

from servanda.cli import app
from servanda.documents.files import KINDS
from servanda.documents.tables import field_names

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
COMMANDS = cast(Group, get_command(app)).commands


def section(command: str) -> str:
    """What docs/cli.md says about a command."""
    return (ROOT / "docs" / "cli.md").read_text("utf-8").partition(f"## servanda {command}\n")[2].partition("\n## ")[0]


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_has_its_section(command: str) -> None:
    assert section(command)


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_option_has_its_line(command: str) -> None:
    options = [name for parameter in COMMANDS[command].params for name in parameter.opts if name.startswith("-") and name not in {"--help", "-h"}]
    assert [name for name in options if f"`{name}`" not in section(command)] == []


def test_no_section_describes_a_command_that_is_not_there() -> None:
    described = re.findall(r"^## servanda (\w+)$", (ROOT / "docs" / "cli.md").read_text("utf-8"), re.MULTILINE)
    assert sorted(described) == sorted(COMMANDS)


def test_every_suffix_and_field_name_is_documented() -> None:
    text = (ROOT / "docs" / "inputs.md").read_text("utf-8")
    names = [*KINDS, *(name for names in field_names().values() for name in names)]
    assert [name for name in names if f"`{name}`".lower() not in text.lower()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_to_files_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)", page.read_text("utf-8"))
    assert [link for link in links if "://" not in link and not (page.parent / link).exists()] == []


def test_make_targets_in_the_documents_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    pattern = re.compile(r"^ {4}make ([a-z]+)|`make ([a-z]+)`", re.MULTILINE)
    named = {name for page in PAGES for pair in pattern.findall(page.read_text("utf-8")) for name in pair if name}
    assert named <= targets


def test_the_comparison_gives_no_figure_that_was_not_measured() -> None:
    measured, compared = (set(re.findall(r"\b0\.\d{2,3}\b", (ROOT / "docs" / name).read_text("utf-8"))) for name in ("accuracy.md", "comparison.md"))
    assert compared - measured == set()
    assert compared
