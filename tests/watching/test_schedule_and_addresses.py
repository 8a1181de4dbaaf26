"""When feeds are asked again, and which addresses are public; no network."""

from __future__ import annotations

import time

import pytest

from servanda.errors import FetchFailed, InputError
from servanda.watching.addresses import is_public, target
from servanda.watching.clock import SystemClock
from servanda.watching.fetching import Fetcher, Limits
from servanda.watching.schedule import DAY, back_off, duration, not_before, retry_after


def test_failures_wait_longer_and_longer_up_to_a_day_each_feed_in_its_own_way() -> None:
    waits = [back_off("https://example.org/feed", failures, 900) for failures in range(1, 40)]
    assert waits == [back_off("https://example.org/feed", failures, 900) for failures in range(1, 40)]
    assert all(0.75 * min(DAY, 900 * 2**n) < wait <= min(DAY, 900 * 2**n) for n, wait in enumerate(waits))
    assert len({back_off(f"https://example.org/{n}", 3, 900) for n in range(50)}) == 50


@pytest.mark.parametrize(
    ("written", "seconds"),
    [("120", 120), ("0", 0), ("999999999999999999999", DAY), ("Thu, 01 Jan 1970 00:20:00 GMT", 200), ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
     ("Thu, 01 Jan 1970 00:20:00", 200), ("Thu, 01 Jan 1970 00:20:00 -0000", 200),
     ("Thu, 01 Jan 2099 00:00:00 GMT", DAY), ("soon", None), ("", None), (None, None), ("-5", None), ("1e9", None)],
)  # fmt: skip
def test_retry_after(written: str | None, seconds: float | None) -> None:
    assert retry_after(written, 1000.0) == seconds


def test_hours_that_a_feed_skips() -> None:
    assert not_before(3 * 3600 + 60, 0, frozenset()) == 3 * 3600 + 60
    assert not_before(3 * 3600 + 60, 0, frozenset({3, 4})) == 5 * 3600
    assert not_before(23 * 3600, 0, frozenset({23, 0})) == 25 * 3600
    assert not_before(0, 10**6, frozenset()) == DAY
    assert not_before(0, 0, frozenset(range(24))) == 0


@pytest.mark.parametrize(("written", "seconds"), [("15m", 900), ("90s", 90), ("2h", 7200), ("1d", DAY), ("5", 300)])
def test_times_between_polls(written: str, seconds: float) -> None:
    assert duration(written) == seconds


@pytest.mark.parametrize("written", ["", "0m", "59s", "-5m", "1w", "m", "1.5h", "9999999m"])
def test_times_that_are_none(written: str) -> None:
    with pytest.raises(InputError, match="no time between"):
        duration(written)


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255", "240.0.0.1",
     "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "64:ff9b:1::1", "::7f00:1",
     "2002:a00:1::", "2001:db8::1"],
)  # fmt: skip
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "2606:4700:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101"])
def test_addresses_that_are(address: str) -> None:
    assert is_public(address)


def test_addresses_are_made_fit_to_be_asked() -> None:
    found = target("HTTPS://Bücher.example:8443/a b/ä?q=ö&r=%20#part")
    assert (found.secure, found.host, found.port) == (True, "xn--bcher-kva.example", 8443)
    assert found.url == "https://xn--bcher-kva.example:8443/a%20b/%C3%A4?q=%C3%B6&r=%20"
    assert target("http://example.org").url == "http://example.org/"
    assert target("http://[2606:4700::1]:80/x").url == "http://[2606:4700::1]/x"


@pytest.mark.parametrize(
    "address",
    ["", "feed.xml", "file:///etc/hosts", "ftp://example.org/", "gopher://example.org/", "https://", "https://a@example.org/", "https://example.org:99999/",
     "https://[::1/", "https://" + "a" * 70 + ".org/", "https://example.org/" + "a" * 5000, "javascript:alert(1)"],
)  # fmt: skip
def test_what_may_not_be_asked(address: str) -> None:
    with pytest.raises(FetchFailed):
        target(address)


def test_line_breaks_in_an_address_reach_no_header() -> None:
    assert not {"\r", "\n", " "} & set(target("https://example.org/a\r\nHost: b\r\n c").path)


def test_a_name_is_looked_up_once_and_the_address_that_was_checked_is_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    meanings, connected = ["93.184.216.34", "127.0.0.1"], []

    def connect(place: tuple[str, int], *_: object) -> None:
        connected.append(place)
        raise OSError("nobody there")

    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: [(2, 1, 6, "", (meanings.pop(0), 80))])
    monkeypatch.setattr("socket.create_connection", connect)
    with pytest.raises(FetchFailed, match="nobody there"):
        Fetcher(SystemClock(), Limits()).get("http://rebound.example/feed")
    assert connected == [("93.184.216.34", 80)]
    assert meanings == ["127.0.0.1"]


def test_a_day_without_a_zone_is_none_of_this_machines(monkeypatch: pytest.MonkeyPatch) -> None:
    try:
        monkeypatch.setenv("TZ", "Asia/Kolkata")
        time.tzset()
        assert retry_after("Thu, 01 Jan 1970 06:00:00 -0000", 1000.0) == 6 * 3600 - 1000
    finally:
        monkeypatch.undo()
        time.tzset()
