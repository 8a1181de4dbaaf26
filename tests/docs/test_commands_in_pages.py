"""Every `servanda ...` line in a code block of any page parses, Python blocks compile, and those said to run do."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any, cast

import pytest
from typer.core import TyperGroup as Group
from typer.main import get_command

from servanda.cli import app
from servanda.store.tables import check_table
from servanda.views.analysis import measures
from servanda.views.exports import formats

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
COMMANDS = cast(Group, get_command(app)).commands
PYTHON = re.compile(r"^```python(.*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
RUNS = "runs on the sample"
ENDS = {"|", ">", "<", ">>", "2>", "&&", ";", "&"}  # what the shell takes after a command


def code_lines(text: str) -> Iterator[str]:
    """Lines of fenced and of indented blocks, those that go on after a backslash made one; of `console` blocks only what is typed."""
    fence = ""
    for line in text.replace("\\\n", " ").splitlines():
        if line.startswith("```"):
            fence = "" if fence else line
        elif fence == "```console" and not line.startswith("$ "):
            continue
        elif fence or line.startswith("    "):
            yield line.strip().removeprefix("$ ")


def command_lines(page: Path) -> list[list[str]]:
    found = []
    for line in code_lines(page.read_text("utf-8")):
        start = re.search(r"^(?:\S+=\S+ )*servanda |\| servanda ", line)
        if start is None or "COMMAND" in line:
            continue
        words = shlex.split(line[start.start() :].lstrip("| "), comments=True)
        words = words[words.index("servanda") + 1 :]
        found.append(words[: next((at for at, word in enumerate(words) if word in ENDS), len(words))])
    return found


LINES = [pytest.param(words, id=f"{page.name}: {' '.join(words)}"[:120]) for page in PAGES for words in command_lines(page)]


@pytest.mark.parametrize("words", LINES)
def test_the_command_line_parses(words: list[str]) -> None:
    name, *rest = words
    if name in ("--version", "--help"):
        return
    command = COMMANDS[name]
    given, left, _ = command.make_parser(command.context_class(command)).parse_args(list(rest))
    assert left == []
    missing = [parameter.name for parameter in command.params if parameter.required and not given.get(parameter.name or "")]
    assert missing == []
    check_values(name, given)


def check_values(name: str, given: dict[str, Any]) -> None:
    """Names that a command takes beside its options."""
    if name == "show":
        check_table(given["table"])
    if name == "export":
        assert given["form"] in formats.names()
    if name == "analyse":
        assert given["measure"] in measures.MEASURES


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_options_of_commands_in_running_text_exist(page: Path) -> None:
    for text in re.findall(r"(?<!`)`servanda ([a-z]+ [^`]*--[^`]*)`", page.read_text("utf-8")):
        name, *rest = shlex.split(text)
        known = {"--help", *(option for parameter in COMMANDS[name].params for option in (*parameter.opts, *parameter.secondary_opts))}
        assert [word for word in rest if word.startswith("-") and word.partition("=")[0] not in known] == [], text


def test_the_lines_are_found() -> None:
    assert len(LINES) > 120
    assert {parameter.values[0][0] for parameter in LINES} >= set(COMMANDS)


BLOCKS = [pytest.param(page, *found, id=page.name) for page in PAGES for found in PYTHON.findall(page.read_text("utf-8"))]


@pytest.mark.parametrize(("page", "mark", "block"), BLOCKS)
def test_python_blocks_compile_and_those_marked_run(page: Path, mark: str, block: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = compile(block, page.name, "exec")
    if RUNS in mark or page.name == "README.md":
        shutil.copytree(Path(str(files("servanda"))) / "sample", tmp_path / "articles")
        monkeypatch.chdir(tmp_path)
        exec(program, {"__name__": "page"})
