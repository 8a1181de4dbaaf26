"""Does to builds, decisions and pages what power cuts and full disks do, and compares what is left with a run that nobody disturbed.

    python -m benchmarks.torture [--kills 200] [--seed 1]

Each command is killed with SIGKILL, with all its processes, at random moments until it has had its share of deaths; between deaths the clock seems
to jump, by the times of the files. Then it is let finish, and every exported byte must be as undisturbed. Ends with status 1 if any is not.
A full and a read-only disk need the right to mount (root on Linux); without it they say so and are left out.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.feed_server import served
from benchmarks.figures import Figure, conclude
from servanda.documents import read_documents

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "src" / "servanda" / "sample"
EPISODE = ROOT / "tests" / "scenarios" / "debt-swap" / "documents.jsonl"
FED = ROOT / "tests" / "scenarios" / "flood-gates" / "documents.jsonl"  # the items of the feed that is watched
PROGRAM = (sys.executable, "-m", "servanda")
HANG = 300  # seconds after which a command counts as hanging
AGES = (0, 10**8, 2 * 10**9, 4 * 10**9)  # times of files, in seconds since 1970: before, then and far ahead


@dataclass
class Tally:
    """What was done and what went wrong, in words."""

    kills: int = 0
    done: dict[str, int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def count(self, what: str, *, right: bool, told: str = "") -> None:
        """One trial of a kind."""
        self.done[what] = self.done.get(what, 0) + 1
        if not right:
            self.wrong.append(f"{what}: {told[-600:]}")


def run(*words: object, expect: int | None = 0) -> subprocess.CompletedProcess[str]:
    """Run a command of the program to its end. Raises subprocess.TimeoutExpired if it hangs, AssertionError if it ends otherwise than expected."""
    found = subprocess.run([*PROGRAM, *map(str, words)], capture_output=True, text=True, encoding="utf-8", timeout=HANG, check=False)
    assert expect is None or found.returncode == expect, f"{words}: status {found.returncode}: {found.stderr[-600:]}"
    return found


def kill_midway(words: Sequence[object], after: float) -> bool:
    """Start a command and kill it with all its processes after some seconds; False if it had ended before."""
    process = subprocess.Popen([*PROGRAM, *map(str, words)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        process.wait(after)
        return False
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return True


def shift_clock(folder: Path, chance: random.Random) -> None:
    """Give every file of a folder some other time."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            os.utime(path, (age := chance.choice(AGES), age))


def content(folder: Path) -> dict[str, bytes]:
    """All bytes of a folder of exports or pages."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def exported(out: Path, to: Path) -> dict[str, bytes]:
    """The exports of a ledger."""
    run("export", out, "--as", "jsonl", "--to", to)
    return content(to)


def first_promise(out: Path) -> str:
    """The stable id of the first commitment; its display id would be another row's once it is rejected."""
    shown = run("show", "commitments", "-l", out, "--json").stdout
    return str(json.loads(shown.splitlines()[0])["commitment_id"])


@dataclass(frozen=True)
class Deed:
    """A command on a ledger in `out`, about its first promise where it needs one, and what of its work is compared."""

    name: str
    words: Callable[[Path, str], Sequence[object]]
    result: Callable[[Path, Path], dict[str, bytes]]


def deeds(feed: str) -> tuple[Deed, ...]:
    """What is killed, in this order, on one ledger."""
    return (
        Deed("build, one process", lambda out, promise: ("build", SAMPLE, "-o", out, "--quiet"), exported),
        Deed("build, more documents, two workers", lambda out, promise: ("build", EPISODE, "-o", out, "--quiet", "--workers", 2), exported),
        Deed(
            "review: a decision",
            lambda out, promise: ("decide", out, promise, "--reject", "--author", "torture", "--reason", "a trial"),
            lambda out, to: exported(out, to) if run("build", SAMPLE, "-o", out, "--quiet") else {},
        ),
        Deed("site", lambda out, promise: ("site", out), lambda out, to: content(out / "site")),
        Deed("watch", lambda out, promise: ("watch", feed, "-o", out, "--once", "--quiet", "--allow-private", "--pause", 0), exported),
    )


def torture(some: Sequence[Deed], kills: int, chance: random.Random, work: Path, tally: Tally) -> None:
    """Kill each deed its share of times, on a ledger that goes through all of them, beside one that nobody disturbs."""
    still, beaten = work / "still", work / "beaten"
    for deed in some:
        before, promise = time.monotonic(), first_promise(beaten) if beaten.exists() else ""
        run(*deed.words(still, promise), expect=None)
        took = time.monotonic() - before
        deaths = 0
        while deaths < kills // len(some):
            trial = work / "trial"
            shutil.rmtree(trial, ignore_errors=True)
            if beaten.exists():
                shutil.copytree(beaten, trial)
            for _ in range(chance.randint(1, 5)):  # some deaths on one ledger, before it may finish
                began = time.monotonic()
                if kill_midway(deed.words(trial, promise), chance.uniform(0.05, took)):
                    deaths += 1
                else:
                    took = min(took, time.monotonic() - began)  # the first run was slower: the machine was busy
                shift_clock(trial, chance)
            run(*deed.words(trial, promise), expect=None)
            same = deed.result(trial, work / "trial-tables") == deed.result(still, work / "still-tables")
            tally.count(deed.name, right=same, told=f"other bytes after {deaths} deaths")
            shutil.rmtree(work / "trial-tables", ignore_errors=True)
            shutil.rmtree(work / "still-tables", ignore_errors=True)
        tally.kills += deaths
        shutil.rmtree(beaten, ignore_errors=True)
        shutil.copytree(still, beaten)


def two_at_once(work: Path, tally: Tally) -> None:
    """While one build holds a folder, the second is told who does."""
    out = work / "held"
    first = subprocess.Popen([*PROGRAM, "build", str(SAMPLE), "-o", str(out), "--quiet"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while first.poll() is None and not is_held(out):
        time.sleep(0.01)
    second = run("build", EPISODE, "-o", out, expect=None)
    told = second.returncode == 1 and f"process {first.pid}" in second.stderr and "Traceback" not in second.stderr
    tally.count("two builds on one folder", right=told and first.wait(HANG) == 0, told=second.stderr)


def is_held(out: Path) -> bool:
    """Whether a build has written who holds a folder; it may be gone at any moment."""
    try:
        return bool((out / ".lock").read_text("utf-8"))
    except FileNotFoundError:
        return False


@contextmanager
def mounted(folder: Path, kilobytes: int) -> Iterator[bool]:
    """A disk of its own in memory; False where none may be mounted."""
    folder.mkdir(parents=True, exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(folder)]
    if not shutil.which("mount") or subprocess.run(mount, capture_output=True, check=False).returncode:
        yield False
        return
    try:
        yield True
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def bad_disks(work: Path, tally: Tally, wanted: dict[str, bytes]) -> None:
    """Disks of many sizes too small for a ledger, each then made larger; and one that may only be read."""
    for kilobytes in (8, 40, 120, 250, 500, 1000, 1500, 2000):
        with mounted(work / "disk", kilobytes) as there:
            if not there:
                print("full and read-only disks are left out: no right to mount one here", file=sys.stderr)
                return
            out = work / "disk" / "out"
            words = ("build", SAMPLE, "-o", out, "--quiet")
            full = run(*words, expect=None)
            told = full.returncode == 0 or (full.returncode == 1 and "Traceback" not in full.stderr and "servanda: " in full.stderr)
            tally.count("full disk: told in a sentence", right=told, told=full.stderr)
            subprocess.run(["mount", "-o", "remount,size=64m", str(work / "disk")], check=True)
            run(*words)
            tally.count("full disk: goes on when there is room", right=exported(out, work / "disk" / "tables") == wanted)
            if kilobytes == 8:
                subprocess.run(["mount", "-o", "remount,ro", str(work / "disk")], check=True)
                for command, *rest in (("build", EPISODE, "-o", out), ("decide", out, "C-0001", "--reject", "--author", "a", "--reason", "b"), ("site", out)):
                    refused = run(command, *rest, expect=None)
                    tally.count("read-only folder", right=refused.returncode == 1 and "Traceback" not in refused.stderr, told=refused.stderr)


def main() -> int:
    """Torture, print a table, say what was wrong."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.torture", description="Kills, full disks and jumping clocks.")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    tally = Tally()
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        with served(list(read_documents([FED], lambda reject: None))) as feed:
            torture(deeds(feed), arguments.kills, random.Random(arguments.seed), work, tally)
        two_at_once(work, tally)
        run("build", SAMPLE, "-o", work / "plain", "--quiet")
        bad_disks(work, tally, exported(work / "plain", work / "plain-tables"))
    figures = [Figure("torture", what, count) for what, count in {"kills": tally.kills, **tally.done, "went wrong": len(tally.wrong)}.items()]
    print(*tally.wrong, sep="\n", file=sys.stderr)
    return conclude(figures)


if __name__ == "__main__":
    sys.exit(main())
