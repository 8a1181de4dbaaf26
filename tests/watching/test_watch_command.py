"""`servanda watch` as people and cron jobs run it, and rounds without end."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from toy_coder import load_toy
from typer.testing import CliRunner, Result

from servanda.cli import app
from servanda.engines.loading import CoderLoader
from servanda.errors import FetchFailed
from servanda.watching import Watch, WatchOrder
from tests.watching.misbehaving import Clock, Server, Watcher, content, rss, status

ATOM = """<feed xmlns='http://www.w3.org/2005/Atom'><title>Fjord Wire</title><entry><id>urn:a</id><published>2023-12-08T08:00:00Z</published>
<content type='text'>AZE promises ARM 32 servicemen.</content></entry></feed>"""


@pytest.fixture(autouse=True)
def _toy(monkeypatch: pytest.MonkeyPatch, watcher: Watcher) -> None:
    monkeypatch.setattr(CoderLoader, "__call__", lambda self: load_toy())


def run(*words: object) -> Result:
    return CliRunner().invoke(app, ["watch", "--allow-private", "--pause", "0", *(str(word) for word in words)])


def test_once_for_programs_and_for_people(server: Server, tmp_path: Path) -> None:
    news = server.on("/feed", content(ATOM, etag='"1"'))
    result = run(news, "-o", tmp_path / "out", "--once", "--json")
    events = [json.loads(line) for line in result.stdout.splitlines()]
    assert (result.exit_code, [event["what"] for event in events]) == (0, ["polled", "read", "built"])
    assert (events[0]["new"], events[1]["item"], events[2]["documents"]) == (1, f"{news}#urn:a", 1)
    again = run(news, "-o", tmp_path / "out", "--once")
    assert (again.exit_code, again.stdout) == (0, "")
    assert f"polled · {news} · status 304" in again.stderr
    assert run(news, "-o", tmp_path / "out", "--once", "--quiet").output == ""


def test_once_fails_where_no_feed_could_be_polled(server: Server, tmp_path: Path) -> None:
    bad, good = server.on("/bad", status(500)), server.on("/good", rss([]))
    assert run(bad, "-o", tmp_path / "a", "--once").exit_code == 1
    assert run(bad, good, "-o", tmp_path / "b", "--once").exit_code == 0


@pytest.mark.parametrize(
    ("words", "told"), [(["ftp://example.org/x"], "no address of the web"), (["https://example.org/x", "--every", "3x"], "no time between two polls")]
)
def test_wrong_addresses_and_times_are_refused_before_anything_is_asked(tmp_path: Path, words: list[str], told: str) -> None:
    result = run(*words, "-o", tmp_path / "out")
    assert (result.exit_code, told in result.stderr, result.stderr.count("\n")) == (1, True, 1)


def test_ctrl_c_ends_with_130_and_a_hint(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(self: object, seconds: float) -> None:
        if seconds:
            raise KeyboardInterrupt

    monkeypatch.setattr("servanda.watching.clock.SystemClock.sleep", stop)
    result = run(server.on("/feed", content(ATOM)), "-o", tmp_path / "out")
    assert (result.exit_code, "goes on from here" in result.stderr) == (130, True)
    assert "built" in result.stderr


def test_rounds_keep_the_time_between_polls_and_end_when_every_feed_is_gone(server: Server, watcher: Watcher) -> None:
    asked: list[float] = []

    class Noting(Clock):
        def sleep(self, seconds: float) -> None:
            super().sleep(seconds)
            if seconds > 60:
                asked.append(self.time)

    first, second = server.on("/a", rss([]), rss([]), status(410)), server.on("/b", rss([], "<ttl>60</ttl>"), status(410))
    clock, events = Noting(), list[dict[str, object]]()
    with Watch.hold(WatchOrder((first, second), watcher.out, every=900.0, allow_private=True), load_toy, events.append, clock=clock) as watch:
        begun = clock.now()
        watch.keep()
    assert [round((at - begun) / 60) for at in asked] == [15, 30, 60]
    assert server.asked == {"/a": 3, "/b": 2}
    assert [event["what"] for event in events][-1] == "gone"


def test_no_feed_is_taken_that_may_not_be_asked(watcher: Watcher) -> None:
    with pytest.raises(FetchFailed, match="a user or a password"), Watch.hold(WatchOrder(("https://a:b@example.org/",), watcher.out), load_toy, print):
        pass
    assert not watcher.out.exists()
