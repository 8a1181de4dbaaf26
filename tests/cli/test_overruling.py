"""`review` and `decide`: people overrule the ledger, by keys and by scripts."""

from __future__ import annotations

import contextlib
import json
import os
import select
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
import pytest
from typer.testing import CliRunner, Result

from servanda.cli import app
from servanda.engines.building import Order
from servanda.errors import TableError
from servanda.records import Claim, Coded, Document, Mention, Span
from servanda.store import Ledger
from servanda.store.decisions import DECISIONS, read_decisions
from servanda.store.lock import locked

TEXTS = {
    "a": "Norland will return the gunboats to Sweden.",
    "b": "Norland returned the gunboats.",
    "c": "Sweden will open the harbour.",
    "d": "Sweden opened the harbour.",
}
NAMES = {"Norland": "NOR", "Sweden": "SWE"}


class Reader:
    """Reads the four sentences above."""

    version = "four-1"

    def code(self, documents: Iterable[Document]) -> Iterator[Coded]:
        for document in documents:
            yield Coded(document=document, claims=(self._claim(document),))

    def _claim(self, document: Document) -> Claim:
        text = document.text
        who, thing = text.split()[0], "the gunboats" if "gunboats" in text else "the harbour"
        act = "return" if "return" in text else "open"
        start = text.index(thing)
        return Claim(
            claim_id=f"claim-{document.doc_id}", doc_id=document.doc_id, start=0, end=len(text) - 1, sentence_start=0, sentence_end=len(text),
            illocution="commissive" if "will" in text else "act", predicate=act, action=act, frame=f"test.{act}", published=document.published,
            agents=(Mention(start=0, end=len(who), text=who, code=NAMES[who], kind="state"),),
            object=Span(start=start, end=start + len(thing), text=thing),
        )  # fmt: skip


@pytest.fixture
def built(tmp_path: Path) -> Path:
    from servanda import api

    rows = [{"id": name, "outlet": f"Paper {name}", "published": f"2024-01-0{at}", "text": text} for at, (name, text) in enumerate(TEXTS.items(), 1)]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    api.build_with(Order((tmp_path / "in.jsonl",), tmp_path / "out"), Reader)
    return tmp_path / "out"


def run(*words: object, keys: str = "") -> Result:
    return CliRunner().invoke(app, [str(word) for word in words], input=keys, env={"COLUMNS": "200"})


def review(out: Path, keys: str, *more: object) -> Result:
    return run("review", out, "--author", "ed", "--on", "2024-02-01", *more, keys=keys)


def commitments(out: Path) -> dict[str, str]:
    return {row.object: row.status for row in Ledger.open(out).commitments}


def test_the_list_names_what_needs_a_look(built: Path) -> None:
    result = run("review", built, "--list")
    assert result.exit_code == 0
    assert "C-0001  NOR return gunboats   FULFILLED" in result.stdout
    assert "fulfilled by one source alone" in result.stdout
    assert result.stdout.endswith("2 to look at\n")
    rows = [json.loads(line) for line in run("review", built, "--list", "--json").stdout.splitlines()]
    assert [row["display"] for row in rows] == ["C-0001", "C-0002"]
    assert rows[0]["looks"] == [{"kind": "one_source", "text": "fulfilled by one source alone"}]


def test_keys_decide_and_the_tables_show_it_when_one_quits(built: Path) -> None:
    result = review(built, "a\n\nr\na recap\n")
    assert result.exit_code == 0
    assert "»Norland will return the gunboats to Sweden«" in result.stdout
    assert "2 decisions kept, 0 to look at" in result.stdout
    first, second = read_decisions(built)
    assert (first.action, first.author, first.on, first.reason) == ("accept", "ed", "2024-02-01", "checked")
    assert (second.action, second.reason, second.claims) == ("reject", "a recap", ("claim-c", "claim-d"))
    assert commitments(built) == {"gunboats": "fulfilled"}


def test_what_is_decided_is_not_asked_again_and_a_rebuild_keeps_it(built: Path) -> None:
    review(built, "a\n\nq\n")
    assert run("review", built, "--list").stdout.count("C-0") == 1
    assert "1 of 1" in review(built, "q\n").stdout


def test_every_key_does_what_it_says(built: Path) -> None:
    first, second = (row.commitment_id for row in Ledger.open(built).commitments)
    result = review(built, "t\n11\n2024-01-03\nseen myself\nc\nobject\nthe great harbour\nold name\nq\n", "--no-apply")
    assert "the next build" in result.stdout
    status, field = read_decisions(built)
    assert (status.target, status.field, status.value, status.since) == (first, "status", "breached", "2024-01-03")
    assert (field.target, field.field, field.value) == (second, "object", "the great harbour")
    assert commitments(built)["gunboats"] == "fulfilled"
    assert run("decide", built, "claim-a", "--reject", "--reason", "misread", "--author", "ed").exit_code == 0
    assert "the great harbour" in commitments(built)


def test_split_and_merge_choose_by_number_or_id(built: Path) -> None:
    review(built, "s\n2\nanother thing\nq\n")
    assert sorted(row.status for row in Ledger.open(built).commitments if row.object == "gunboats") == ["announced", "fulfilled"]
    (built / DECISIONS).write_text("")
    run("decide", built, "C-0001", "--accept", "--reason", "x")
    other = next(row.display for row in Ledger.open(built).commitments if row.object == "harbour")
    assert "the same as" in review(built, f"m\n{other}\nn\nq\n").stdout


def test_undo_goes_back_to_the_row_and_next_passes_it_by(built: Path) -> None:
    result = review(built, "r\na recap\nu\nn\nq\n")
    assert result.stdout.count("1 of 2") == 2
    assert "taken back" in result.stdout
    assert read_decisions(built) == []
    assert len(commitments(built)) == 2


def test_answers_that_do_not_fit_are_told_and_the_row_stays(built: Path) -> None:
    result = review(built, "x\nr\n\nt\nkept\n\nwhy not\nc\nstatus\nglad\nwhy\nm\nC-0001\nself\nu\nq\n")
    assert result.exit_code == 0
    assert "keys: a accept" in result.stderr
    assert "nothing decided" in result.stdout
    assert "there is no status 'kept'" in result.stderr
    assert "C-0001 is no other row of commitments" in result.stderr
    assert "no decision to take back" in result.stderr
    assert read_decisions(built) == []
    assert result.stdout.count("1 of 2") == 1


def test_the_end_of_input_is_a_quit(built: Path) -> None:
    result = review(built, "r\n")
    assert result.exit_code == 0
    assert "0 decisions kept, 2 to look at" in result.stdout
    assert review(built, "").exit_code == 0


def test_ctrl_c_keeps_what_was_decided(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import servanda.commands.review as dialogue

    answers = iter(["r"])

    def key(prompt: str) -> str:
        found = next(answers, None)
        if found is None:
            raise KeyboardInterrupt
        return found

    monkeypatch.setattr(dialogue, "read_key", key)
    result = review(built, "a recap\n")
    assert result.exit_code == 130
    assert "stopped. 1 decision kept, 1 to look at; the same command goes on from here" in result.stderr
    assert len(read_decisions(built)) == 1
    assert len(commitments(built)) == 2


@pytest.mark.parametrize(
    "words",
    [["a"], ["--reject"], ["a", "--reject", "--accept"], ["C-0001", "--reject", "--since", "2024-01-01"], ["C-0001", "--set", "x"], ["a", "--undo"]],
)
def test_decide_wants_one_thing(built: Path, words: list[str]) -> None:
    assert run("decide", built, *words, "--reason", "x").exit_code == 2
    assert not (built / DECISIONS).exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["C-0001", "--reject"], "reason"),
        (["C-0009", "--reject", "--reason", "x"], "no row has the id"),
        (["C-0001", "--set", "colour=red", "--reason", "x"], "no field 'colour'"),
        (["C-0001", "--set", "duty=red", "--reason", "x"], "duty cannot be 'red'"),
        (["C-0001", "--split", "claim-d", "--reason", "x"], "does not rest on claim claim-d"),
        (["C-0001", "--merge", "E-0009", "--reason", "x"], "no row has the id"),
        (["C-0001", "--merge", "E-0001", "--reason", "x"], "is no other row of commitments"),
        (["a", "--reject", "--reason", "x"], "cannot be decided so"),
        (["C-0001", "--status", "fulfilled", "--since", "May", "--reason", "x"], "is not a day"),
        (["C-0001", "--reject", "--reason", "x", "--on", "May"], "is not a day"),
    ],
)
def test_decide_refuses_what_cannot_be(built: Path, words: list[str], told: str) -> None:
    result = run("decide", built, *words)
    assert result.exit_code == 1
    assert told in result.stderr
    assert result.stderr.count("\n") == 1
    assert not (built / DECISIONS).exists()


def test_decide_and_undo_by_script(built: Path) -> None:
    assert "C-0001: set status to breached from 2024-01-04 (seen)" in run("decide", built, "C-0001", "--status", "breached", "--reason", "seen").stdout
    assert commitments(built)["gunboats"] == "breached"
    why = run("why", "C-0001", "-l", built).stdout
    assert "BREACHED" in why
    assert "person" in why
    assert "set status to breached from 2024-01-04 (seen)" in why
    assert "taken back" in run("decide", built, "--undo").stdout
    assert commitments(built)["gunboats"] == "fulfilled"


def test_a_status_that_holds_only_after_the_ledgers_day_is_told_of_with_how_to_see_it(built: Path) -> None:
    told = f"the ledger stands at 2024-01-04: the status shows from 2024-02-01 on (servanda show commitments -l {built} --as-of 2024-02-01)"
    words = ("decide", built, "c-0001", "--status", "breached", "--since", "2024-02-01", "--reason", "seen")
    assert told in run(*words).stdout
    assert commitments(built)["gunboats"] == "fulfilled"
    assert "breached" in run("show", "commitments", "-l", built, "--as-of", "2024-02-01").stdout
    run("decide", built, "--undo")
    assert "the ledger stands at" not in run("decide", built, "C-0001", "--status", "breached", "--since", "2024-01-04", "--reason", "seen").stdout


def test_nothing_is_decided_or_taken_back_while_another_holds_the_folder(built: Path) -> None:
    assert run("decide", built, "C-0001", "--accept", "--reason", "seen", "--author", "ed", "--no-apply").exit_code == 0
    before = (built / DECISIONS).read_bytes()
    with locked(built):
        for words in (("C-0002", "--reject", "--reason", "a recap"), ("--undo",)):
            result = run("decide", built, *words, "--author", "ed", "--no-apply")
            assert result.exit_code == 1
            assert f"process {os.getpid()} on" in result.stderr
        result = review(built, "r\na recap\nq")
        assert "is building in this folder" in result.stdout + result.stderr
        assert (built / DECISIONS).read_bytes() == before
    assert run("decide", built, "--undo", "--author", "ed", "--no-apply").exit_code == 0


def test_decisions_that_meet_no_row_and_torn_lines_are_told(built: Path) -> None:
    from servanda import api

    gone = {"action": "reject", "target": "C-gone", "author": "ed", "on": "2024-02-01", "reason": "a recap"}
    (built / DECISIONS).write_text(json.dumps(gone) + '\n{"action":"rej')
    api.rebuild(built)
    told = "decision of ed on 2024-02-01 passed over, the ledger has no such row: C-gone reject (a recap)"
    assert told in run("review", built, "--list").stdout
    looks = api.board_facts(Ledger.open(built))
    from servanda.views.board import needs_a_look

    assert told in needs_a_look(looks)
    assert 'the last decision was cut short and is left out: {"action":"rej' in needs_a_look(looks)


def test_a_decision_that_no_longer_fits_is_refused_with_file_and_line(built: Path) -> None:
    from servanda import api

    row = Ledger.open(built).commitments[0]
    line = {"action": "set", "target": row.commitment_id, "author": "ed", "on": "2024-02-01", "reason": "x", "field": "colour", "value": "red"}
    (built / DECISIONS).write_text("\n" + json.dumps(line) + "\n")
    with pytest.raises(TableError, match=r"decisions\.jsonl, line 2.*no field 'colour'"):
        api.rebuild(built)


def test_rebuilding_reads_nothing_and_the_next_build_finds_nothing_new(built: Path) -> None:
    from servanda import api

    run("decide", built, "C-0002", "--reject", "--reason", "a recap")
    before = (built / "manifest.json").read_bytes(), (built / "ledger.duckdb").stat().st_mtime_ns
    api.build_with(Order((built.parent / "in.jsonl",), built), Reader)
    assert ((built / "manifest.json").read_bytes(), (built / "ledger.duckdb").stat().st_mtime_ns) == before
    api.rebuild(built)
    assert (built / "ledger.duckdb").stat().st_mtime_ns == before[1]


def test_a_cut_short_build_is_not_rebuilt_over(built: Path) -> None:
    from servanda import api
    from servanda.errors import StoreError
    from servanda.store.folder import Folder

    with Folder.hold(built) as folder:
        folder.write_manifest(msgspec.structs.replace(folder.manifest, stamp=""))
    with pytest.raises(StoreError, match="cut short"):
        api.rebuild(built)


if sys.platform != "win32":  # which has no pseudo-terminals
    import pty

    def shows(terminal: int, words: bytes, seconds: float = 30) -> bool:
        """Whether the terminal shows these words within a time; reads what it shows until then."""
        seen, end = b"", time.monotonic() + seconds
        while words not in seen and time.monotonic() < end:
            if select.select([terminal], [], [], 0.1)[0]:
                seen += os.read(terminal, 65536)
        return words in seen

    def test_on_a_terminal_one_key_is_enough_and_ctrl_c_keeps_the_rest(built: Path) -> None:
        holder, terminal = pty.openpty()
        words = [sys.executable, "-m", "servanda", "review", str(built), "--author", "ed", "--on", "2024-02-01"]
        process = subprocess.Popen(words, stdin=terminal, stdout=terminal, stderr=subprocess.PIPE, start_new_session=True)
        try:
            assert shows(holder, b"q quit")
            for _ in range(5):  # a key pressed before the terminal listens is lost
                os.write(holder, b"r")
                if shows(holder, b"reason: ", 5):
                    break
            os.write(holder, b"a recap\n")
            assert shows(holder, b"q quit")
            for _ in range(5):  # as for any other key
                os.write(holder, b"\x03")
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(5)
                    break
        finally:
            process.kill()
            stderr = process.communicate()[1].decode()
            os.close(holder)
            os.close(terminal)
        assert process.returncode == 130, stderr
        assert "1 decision kept, 1 to look at" in stderr
        assert [(decision.action, decision.reason) for decision in read_decisions(built)] == [("reject", "a recap")]
