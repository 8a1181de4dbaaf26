"""Runs the blocks of docs/tutorial.md in an empty folder and writes what they print under them anew: `python docs/tutorial.py`.

Blocks of `sh` are run and print nothing; in blocks of `console` each line after `$` is a command, and what follows is what it printed.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from contextlib import chdir
from pathlib import Path

from typer.testing import CliRunner

from servanda.cli import app

PAGE = Path(__file__).parent / "tutorial.md"
BLOCK = re.compile(r"^```(sh|console)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
TYPED = re.compile(r"^\$ (.*)$", re.MULTILINE)


def printed(command: str) -> str:
    """What a command prints. Our own runs in this process, which saves its start; the rest is the shell's. Raises RuntimeError where it fails."""
    if command.startswith("servanda ") and not re.search(r"[|<>]", command):
        result = CliRunner().invoke(app, shlex.split(command)[1:])
        code, output = result.exit_code, result.output
    else:
        given = os.environ | {"PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])}
        done = subprocess.run(["bash", "-ec", command], env=given, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
        code, output = done.returncode, done.stdout
    if code != (1 if command.startswith("servanda diff ") else 0):  # 1: it found differences
        raise RuntimeError(f"{command}: exit status {code}\n{output}")
    return "\n".join(line.rstrip() for line in output.strip().splitlines())


def block(found: re.Match[str]) -> str:
    """A block with what it prints now."""
    if found[1] == "sh":
        if output := printed(found[2]):
            raise RuntimeError(f"a block of sh prints something: {output}")
        return found[0]
    shown = "\n\n".join(f"$ {command}\n{printed(command)}" for command in TYPED.findall(found[2]))
    return f"```console\n{shown}\n```"


def rewritten(page: str, room: Path) -> str:
    """The page with what its blocks print now, run from first to last in an empty folder."""
    with chdir(room):
        return BLOCK.sub(block, page)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        PAGE.write_text(rewritten(PAGE.read_text("utf-8"), Path(folder)), "utf-8")
