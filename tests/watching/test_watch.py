"""`Watch` over a server that misbehaves: what is asked how often, what becomes an item, what is told, and that nothing is lost or doubled."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from toy_coder import load_toy

from servanda import api
from servanda.engines.building import Order
from servanda.errors import StoreError
from servanda.store import Ledger
from servanda.store.lock import locked
from servanda.watching import addresses
from servanda.watching.fetching import Limits
from servanda.watching.state import State
from tests.watching.misbehaving import Server, Watcher, article, content, drip, drip_answer, endless, feed, item, reset, rss, status


def rows(out: Path) -> list[tuple[str, str, str | None, bool]]:
    return [(document.doc_id, document.status, document.published, document.partial) for document in Ledger.open(out).documents]


def test_items_are_read_once_and_a_feed_that_has_not_changed_is_not_sent_again(server: Server, watcher: Watcher) -> None:
    page = server.on("/a", content(article("AZE promises ARM 32 servicemen.")))
    news = server.on("/feed", rss([item("1", page)], etag='"v1"', last_modified="Thu, 01 May 2031 08:00:00 GMT"))
    watcher.once(news)
    assert [(event["what"], event.get("new")) for event in watcher.events] == [("polled", 1), ("read", None), ("built", None)]
    assert rows(watcher.out) == [(f"{page}@1", "usable", "2031-05-01", False)]
    (document,) = Ledger.open(watcher.out).documents
    assert (document.url, document.outlet, document.title) == (page, "Fjord Wire", "Harbour talks")
    assert len(Ledger.open(watcher.out).commitments) == 1
    watcher.once(news)
    assert [(event["what"], event["status"]) for event in watcher.events] == [("polled", 304)]
    assert server.asked == {"/feed": 2, "/a": 1}
    path, sent = server.headers[-1]
    assert (path, sent["if-none-match"], sent["if-modified-since"]) == ("/feed", '"v1"', "Thu, 01 May 2031 08:00:00 GMT")
    assert sent["user-agent"].startswith("servanda/")


def test_the_ledger_can_be_built_anew_from_the_inbox(server: Server, watcher: Watcher, tmp_path: Path) -> None:
    first, second = server.on("/a", content(article("AZE promises ARM 32 servicemen."))), server.on("/b", content(article("AZE released 32 servicemen.")))
    news = server.on("/feed", rss([item("1", first)]), rss([item("1", first), item("2", second, day=2)]))
    watcher.once(news)
    watcher.clock.sleep(90_000)
    watcher.once(news)
    watched = Ledger.open(watcher.out)
    assert [row.status for row in watched.commitments] == ["fulfilled"]
    inbox = watcher.out / "watch" / "inbox"
    assert [path.name for path in sorted(inbox.iterdir())] == ["000001.jsonl", "000002.jsonl"]
    anew = api.build_with(Order((inbox,), tmp_path / "anew"), load_toy)
    fresh = api.build_with(Order((inbox,), watcher.out, fresh=True), load_toy)  # the inbox lies in the output folder, and is named
    for ledger in (anew, fresh):
        assert [d.doc_id for d in ledger.documents] == [d.doc_id for d in watched.documents]
        assert ledger.commitments == watched.commitments


def test_the_same_item_is_read_once_whatever_guid_and_link_it_comes_under(server: Server, watcher: Watcher) -> None:
    page = server.on("/a?utm_source=feed", content(article("AZE promises ARM 32 servicemen."))).partition("?")[0]
    server.on("/b", status(301, Location="/a?utm_source=feed"))
    twice = rss([item("1", page + "?utm_source=feed"), item("1", page + "?utm_source=feed"), item("2", server.root + "/b")])
    other = rss([item("x", page + "#comments"), item(None, page)])
    watcher.once(server.on("/feed", twice), server.on("/other", other))
    assert [d for d, *_ in rows(watcher.out)] == [f"{page}?utm_source=feed@1"]
    assert server.asked["/a"] == 0
    assert len(watcher.told("read")) == 1


def test_a_changed_item_takes_the_place_of_the_earlier_one_from_its_day(server: Server, watcher: Watcher) -> None:
    page = server.on("/a", content(article("AZE promises ARM 32 servicemen.")), content(article("AZE promises ARM 30 servicemen.")))
    news = server.on("/feed", rss([item("1", page)]), rss([item("1", page, title="Harbour talks, again")]), rss([item("1", page, summary="New words.")]))
    watcher.once(news)
    watcher.clock.sleep(90_000)
    watcher.once(news)
    assert rows(watcher.out) == [(f"{page}@1", "usable", "2031-05-01", False), (f"{page}@2", "corrected", "2031-05-02", False)]
    watcher.clock.sleep(90_000)
    watcher.once(news)  # another summary, but the page says what it said
    assert [event["what"] for event in watcher.events] == ["polled", "unchanged"]
    assert server.asked["/a"] == 3


def test_where_the_page_cannot_be_had_the_words_of_the_feed_have_to_do(server: Server, watcher: Watcher) -> None:
    gone, picture, bare = server.root + "/gone", server.on("/x", content(b"\x89PNG", "image/png")), server.on("/bare", content("<html></html>"))
    entries = [
        item("1", gone, whole="AZE promises ARM 32 servicemen."),
        item("2", picture, summary="AZE promises ARM 3 maps."),
        item("3", bare),
        item("4", "javascript:alert(1)", whole="AZE promises ARM 5 boats."),
        item("5", "https://example.org/a b\r\nX: y", whole="AZE promises ARM 6 boats."),
    ]
    watcher.once(server.on("/feed", rss(entries[:4])))
    assert rows(watcher.out) == [
        (f"{server.root}/feed#4@1", "usable", "2031-05-01", False), (f"{gone}@1", "usable", "2031-05-01", False), (f"{picture}@1", "usable", "2031-05-01", True)
    ]  # fmt: skip
    assert [event["problem"] for event in watcher.told("failed")] == ["the page holds no article text"]


def test_a_feed_speaks_for_no_other_site(server: Server, watcher: Watcher, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(addresses.socket, "getaddrinfo", lambda host, port, *_, **__: [(2, 1, 6, "", ("127.0.0.1", port))])
    port = server.root.rpartition(":")[2]
    theirs = f"http://honest.example:{port}/a"
    server.on("/a", status(404))
    watcher.once(server.on("/hostile", rss([item("1", theirs, whole="AZE promises ARM 99 servicemen.")])))
    assert [d for d, *_ in rows(watcher.out)] == [f"{server.root}/hostile#1@1"]
    server.on("/a", content(article("AZE promises ARM 32 servicemen.").replace("<head>", "<head><link rel='canonical' href='http://bank.example/x'>")))
    watcher.once(server.on("/feed", rss([item("7", theirs)])))
    assert [d for d, *_ in rows(watcher.out)] == [f"{server.root}/hostile#1@1", f"{theirs}@1"]


def test_a_server_that_fails_is_asked_later_and_later(server: Server, watcher: Watcher) -> None:
    news = server.on("/feed", *[status(500)] * 3, rss([item("1", None, whole="AZE promises ARM 32 servicemen.")]))
    waits = []
    for _ in range(3):
        watcher.once(news)
        (event,) = watcher.events
        assert (event["what"], event["status"], watcher.ended_well) == ("polled", 500, False)
        with State.open(watcher.out / "watch" / "state.sqlite") as state:
            waits.append(state.feed(news).not_before - watcher.clock.now())
        watcher.once(news)
        assert watcher.events == []  # not yet
        watcher.clock.sleep(waits[-1])
    assert [0.75 * 900 * 2**n < wait <= 900 * 2**n for n, wait in enumerate(waits)] == [True] * 3
    watcher.once(news)
    assert [event["what"] for event in watcher.events] == ["polled", "read", "built"]
    assert server.asked["/feed"] == 4


def test_who_says_when_to_come_back_is_not_asked_before(server: Server, watcher: Watcher) -> None:
    pages = [server.on(f"/{n}", content(article(f"AZE promises ARM {n} servicemen."))) for n in range(3)]
    server.on("/0", status(429, Retry_After="7200"), content(article("AZE promises ARM 9 servicemen.")))
    news = server.on("/feed", rss([item(str(n), page) for n, page in enumerate(pages)]), status(503, Retry_After="Thu, 01 May 2031 20:00:00 GMT"))
    watcher.once(news)
    assert [event["what"] for event in watcher.events] == ["polled", "postponed"]
    assert server.asked == {"/feed": 1, "/0": 1}  # its host is left alone
    watcher.clock.sleep(7201)
    watcher.once(news)
    assert (len(watcher.told("read")), watcher.told("polled")[0]["not_before"]) == (3, "2031-05-01T20:00:00Z")
    watcher.once(news)
    assert watcher.events == []


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        (drip, "longer than 0.3 seconds"), (drip_answer, "longer than 0.3 seconds"),
        (endless, "larger than 1 MB"), (reset, "connection failed"), (status(302, Location="/page"), "5 redirects"),
        (content(gzip.compress(b"<p>more</p>" * 2_000_000), Content_Encoding="gzip"), "larger than 1 MB"),
        (content(b"no gzip", Content_Encoding="gzip"), "unpacked"), (content(b"x", Content_Encoding="br"), "packed as 'br'"),
        (content(b"x", **{"Content-Length": "900"}), "breaks off"), (status(302, Location="file:///etc/hosts"), "no address of the web"),
        (status(302, Location="http://[x/"), "no address of the web"), (status(302, Location="//[::1"), "no address of the web"),
        (status(302, Location="http://user:word@127.0.0.1/"), "a user or a password"), (content(article("x"), "application/pdf"), "no HTML"),
    ],
)  # fmt: skip
def test_pages_that_misbehave_cost_only_themselves(server: Server, watcher: Watcher, answer: object, problem: str) -> None:
    server.on("/page", answer)  # type: ignore[arg-type]
    good = server.on("/good", content(article("AZE promises ARM 32 servicemen.")))
    limits = Limits(seconds=0.3 if answer in (drip, drip_answer) else 20.0, size=1 << 20)
    watcher.once(server.on("/feed", rss([item("1", server.root + "/page"), item("2", good)])), limits=limits)
    (fault,) = watcher.told("failed") + watcher.told("postponed")
    assert problem in str(fault["problem"])
    assert [d for d, *_ in rows(watcher.out)] == [f"{good}@1"]


def test_a_page_that_keeps_failing_is_given_up(server: Server, watcher: Watcher) -> None:
    page = server.on("/a", reset)
    news = server.on("/feed", rss([item("1", page, summary="Talks went on.")]))
    for _ in range(6):
        watcher.once(news)
        watcher.clock.sleep(90_000)
    assert server.asked["/a"] == 4
    assert rows(watcher.out) == [(f"{page}@1", "usable", "2031-05-01", True)]


@pytest.mark.parametrize("place", ["http://127.0.0.2:%d/", "http://10.1.2.3/", "http://[::1]/", "http://[::ffff:127.0.0.2]/", "http://169.254.169.254/latest/"])
def test_a_redirect_leads_into_no_private_network(server: Server, watcher: Watcher, monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    public = addresses.is_public
    monkeypatch.setattr(addresses, "is_public", lambda address: address == "127.0.0.1" or public(address))
    page = server.on("/page", status(302, Location=place % int(server.root.rpartition(":")[2]) if "%d" in place else place))
    watcher.once(server.on("/feed", rss([item("1", page)])), allow_private=False)
    assert "private network" in str(watcher.told("failed")[0]["problem"])
    assert server.asked == {"/feed": 1, "/page": 1}


def test_private_feeds_are_refused_unless_allowed(server: Server, watcher: Watcher) -> None:
    watcher.once(server.on("/feed", rss([])), allow_private=False)
    assert "private network" in str(watcher.events[0]["problem"])
    assert server.asked == {}


def test_a_feed_that_is_gone_is_asked_no_more_and_one_that_has_moved_there(server: Server, watcher: Watcher) -> None:
    server.on("/new", rss([]))
    gone, moved = server.on("/gone", status(410)), server.on("/moved", status(301, Location="/new"))
    for _ in range(2):
        watcher.once(gone, moved)
    assert [event["what"] for event in watcher.events] == ["gone", "polled"]
    assert server.asked == {"/gone": 1, "/moved": 1, "/new": 2}


@pytest.mark.parametrize(
    ("body", "problem"),
    [(b"<html>no feed</html>", "no RSS or Atom"), (b"", "no RSS"), (b"\x00\x01" * 900, "binary"), (b"<rss><!DOCTYPE x [<!ENTITY a 'b'>]></rss>", "entities")],
)
def test_what_is_no_feed_is_told_and_asked_later(server: Server, watcher: Watcher, body: bytes, problem: str) -> None:
    watcher.once(server.on("/feed", content(body, etag='"x"')))
    assert problem in str(watcher.events[0]["problem"])
    with State.open(watcher.out / "watch" / "state.sqlite") as state:
        kept = state.feed(server.root + "/feed")
    assert (kept.failures, kept.etag) == (1, None)


def test_a_feed_that_breaks_off_gives_what_is_whole_and_is_asked_for_again(server: Server, watcher: Watcher) -> None:
    whole = feed([item(str(n), None, whole=f"AZE promises ARM {n} servicemen.") for n in range(3)])
    news = server.on("/feed", content(whole[: whole.rindex("servicemen")], etag='"v1"'), content(whole, etag='"v1"'))
    watcher.once(news)
    assert (watcher.events[0]["new"], "not well-formed" in str(watcher.events[0]["problem"])) == (2, True)
    watcher.once(news)
    assert watcher.events[0]["new"] == 1
    assert len(rows(watcher.out)) == 3


def test_a_day_to_come_keeps_no_item_out(server: Server, watcher: Watcher) -> None:
    watcher.once(server.on("/feed", rss([item("1", None, whole="AZE promises ARM 32 servicemen.", day=28)])))
    assert [published for _, _, published, _ in rows(watcher.out)] == ["2031-05-01"]


def test_a_page_that_breaks_the_extractor_ends_no_watch(server: Server, watcher: Watcher, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(page: str, latest: object) -> None:
        raise KeyError("a fault of a library")

    monkeypatch.setattr("servanda.watching.pages.read_page", breaks)
    watcher.once(server.on("/feed", rss([item("1", server.on("/a", content(article("x"))), whole="AZE promises ARM 32 servicemen.")])))
    assert "KeyError" in str(watcher.told("read")[0]["problem"])
    assert len(rows(watcher.out)) == 1


def test_a_feed_of_a_thousand_items(server: Server, watcher: Watcher) -> None:
    entry = "<entry><id>urn:{0}</id><updated>2031-05-01T08:00:00Z</updated><content type='text'>AZE promises ARM {0} servicemen.</content></entry>"
    entries = "".join(entry.format(n) for n in range(1000))
    news = server.on("/feed", content(f"<feed xmlns='http://www.w3.org/2005/Atom'><title>Fjord Wire</title>{entries}</feed>"))
    watcher.once(news)
    assert watcher.events[0]["new"] == 1000
    assert len(rows(watcher.out)) == 1000
    watcher.once(news)
    assert watcher.events[0]["new"] == 0


def test_hosts_are_asked_no_faster_than_the_pause_and_feeds_when_they_want(server: Server, watcher: Watcher) -> None:
    pages = [server.on(f"/{n}", content(article(f"AZE promises ARM {n} servicemen."))) for n in range(3)]
    about = "<ttl>120</ttl><skipHours><hour>14</hour><hour>15</hour></skipHours>"
    watcher.once(server.on("/feed", rss([item(str(n), page) for n, page in enumerate(pages)], about)), limits=Limits(pause=4.0))
    assert watcher.clock.slept == pytest.approx([4.0, 4.0, 4.0])
    assert watcher.events[0]["not_before"] == "2031-05-01T16:00:00Z"  # two hours on it is 14 o'clock


def test_pages_are_fetched_until_the_next_poll_is_due(server: Server, watcher: Watcher) -> None:
    pages = [server.on(f"/{n}", content(article(f"AZE promises ARM {n} servicemen."))) for n in range(5)]
    news = server.on("/feed", rss([item(str(n), page) for n, page in enumerate(pages)], etag='"1"'))
    reads = []
    for _ in range(3):
        watcher.once(news, limits=Limits(pause=400.0))
        reads.append(len(watcher.told("read")))
    assert reads == [3, 2, 0]
    assert len(rows(watcher.out)) == 5


class Killed(BaseException):
    """What a test ends a watch with: nothing but the disk is left."""


@pytest.mark.parametrize("at", range(1, 6))  # the poll, two pages, the inbox, the build
def test_killed_before_any_step_it_goes_on_there_and_reads_nothing_twice(server: Server, watcher: Watcher, monkeypatch: pytest.MonkeyPatch, at: int) -> None:
    pages = [server.on(f"/{n}", content(article(f"AZE promises ARM {n} servicemen."))) for n in range(2)]
    news = server.on("/feed", rss([item(str(n), page) for n, page in enumerate(pages)], etag='"v1"'))
    left = [at]

    def killing(step: Callable[..., None]) -> Callable[..., None]:
        def killed(self: State, *arguments: object) -> None:
            left[0] -= 1
            if left[0] == 0:
                raise Killed
            step(self, *arguments)

        return killed

    for name in ("keep_poll", "settle", "written", "built"):
        monkeypatch.setattr(State, name, killing(getattr(State, name)))
    with pytest.raises(Killed):
        watcher.once(news)
    watcher.once(news)
    lines = [json.loads(line) for path in sorted((watcher.out / "watch" / "inbox").iterdir()) for line in path.read_text().splitlines()]
    assert [line["uri"] for line in lines] == pages
    assert len(rows(watcher.out)) == len(Ledger.open(watcher.out).commitments) == 2
    assert server.asked["/0"] + server.asked["/1"] == 2 + (at in (2, 3))  # a page that was on its way is asked for again, no other


def test_a_build_by_somebody_else_is_waited_for_and_a_second_watch_refused(server: Server, watcher: Watcher) -> None:
    news = server.on("/feed", rss([item("1", None, whole="AZE promises ARM 32 servicemen.")]))
    watcher.out.mkdir()
    with locked(watcher.out):
        watcher.once(news)
    assert [event["what"] for event in watcher.events] == ["polled", "read", "held"]
    with locked(watcher.out / "watch"), pytest.raises(StoreError, match="another watch"):
        watcher.once(news)
    watcher.once(news)
    assert watcher.events[-1]["what"] == "built"


def test_items_that_cannot_be_read_are_rejected_once(server: Server, watcher: Watcher) -> None:
    spanish = "La delegación llegó al puerto y los ministros firmaron el acuerdo sobre la pesca en la bahía. " * 8
    watcher.once(server.on("/feed", rss([item("1", None, whole=spanish)])))
    assert watcher.events[-1]["what"] == "rejected"
    assert "not in English" in (watcher.out / "rejects.csv").read_text()
    watcher.once(server.root + "/feed")
    assert watcher.told("rejected") == []
