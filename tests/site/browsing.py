"""A browser for tests of pages: one for all of them, each visit in a profile of its own, with all faults collected that a page can have."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import unquote, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Request, sync_playwright

CHROMIUM = next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync",
)  # fmt: skip
GRAVE = ("serious", "critical")  # what axe-core calls faults that keep people out
NARROW = {"width": 360, "height": 720}


class Origin(Protocol):
    """What belongs to a site: everything else is a request that leaves it."""

    def holds(self, url: str) -> bool: ...


class Folder:
    """A site on disk. `address` is that of one of its pages; a request for a file that it does not have is none of its own."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()

    def address(self, path: str = "index.html") -> str:
        return (self.root / path).as_uri()

    def holds(self, url: str) -> bool:
        parts = urlsplit(url)
        path = Path(unquote(parts.path))
        return parts.scheme == "data" or (parts.scheme == "file" and path.is_relative_to(self.root) and path.is_file())

    @property
    def pages(self) -> list[str]:
        """The paths of all pages, in order."""
        return sorted(path.relative_to(self.root).as_posix() for path in self.root.rglob("*.html"))

    @property
    def kinds(self) -> list[str]:
        """One page of each kind: those at the root, and of each folder the first."""
        first: dict[str, str] = {}
        for path in self.pages:
            first.setdefault(path.rpartition("/")[0] or path, path)
        return sorted(first.values())


class Served:
    """A site that a server of this machine gives, at the address of its root."""

    def __init__(self, root: str) -> None:
        self.root = root

    def address(self, path: str = "") -> str:
        return self.root + path

    def holds(self, url: str) -> bool:
        return url.startswith((self.root, "data:"))


class Visit:
    """One page of a browser. `faults` are console errors, exceptions, failed requests, dialogs, and requests that leave the origin."""

    def __init__(self, page: Page, origin: Origin) -> None:
        self.page, self.origin = page, origin
        self.faults: list[str] = []
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.faults.append(f"exception: {error}"))
        page.on("request", self._see)
        page.on("requestfailed", lambda request: self.faults.append(f"failed: {request.url[:200]}"))
        page.on("dialog", lambda dialog: (self.faults.append(f"dialog: {dialog.message[:80]}"), dialog.dismiss()))

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.faults.append(f"console {message.type}: {message.text[:300]}")

    def _see(self, request: Request) -> None:
        if not self.origin.holds(request.url):
            self.faults.append(f"request leaves the site: {request.url[:200]}")

    def go(self, address: str) -> Page:
        """Open an address."""
        self.page.goto(address)
        return self.page

    def axe(self, *rules: str) -> list[str]:
        """The grave faults of the page that axe-core finds, by some of its rules or by all, with where they are."""
        options = {"resultTypes": ["violations"], "preload": False} | ({"runOnly": list(rules)} if rules else {})  # a page from disk may fetch nothing
        found = Axe().run(self.page, options=options).response["violations"]
        return [f"{one['id']} ({one['impact']}): {one['nodes'][0]['html'][:160]}" for one in found if one["impact"] in GRAVE]

    def overflow(self) -> int:
        """By how many pixels the page is wider than the screen."""
        width: int = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        return width

    def walk(self, steps: int) -> list[dict[str, Any]]:
        """Press Tab some times: what has the focus after each, and whether it can be seen that it has. Parts of one field count as one."""
        seen: list[dict[str, Any]] = []
        for _ in range(steps):
            self.page.keyboard.press("Tab")
            focused = self.page.evaluate(FOCUSED)
            if focused is None:
                break
            if seen and focused["name"] and focused["name"] == seen[-1]["name"]:
                seen[-1]["visible"] |= focused["visible"]
            else:
                seen.append(focused)
        return seen


def follow(link: Locator, *, drawn: bool = False) -> None:
    """Click what leads to another page or place and wait until it is there: a click alone may return while the old page still stands.

    A link that is drawn has gaps, and its middle may be one: its event is given to it directly.
    """
    with link.page.expect_navigation():
        if drawn:
            link.dispatch_event("click")
        else:
            link.click()


Opens = Callable[..., AbstractContextManager[Visit]]  # the fixture `visits`: a visit to some site, with options of a Playwright context


FOCUSED = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const style = getComputedStyle(at), box = at.getBoundingClientRect();
  const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
  return {tag: at.tagName.toLowerCase(), name: at.getAttribute('name') || '', href: at.getAttribute('href') || '', text: at.innerText || '',
          visible: (outlined || style.boxShadow !== 'none') && box.width > 0 && box.height > 0};
}"""


@contextmanager
def launched() -> Iterator[Browser]:
    """Debian's Chromium, driven by Playwright; the tests that need it are skipped where there is none."""
    if CHROMIUM is None:
        pytest.skip("no Chromium to look at pages with; get it with: apt-get install -y chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def visiting(browser: Browser, origin: Origin, **options: Any) -> Iterator[Visit]:
    """A visit in a fresh profile; at its end it must have had no fault. Options are those of a Playwright context."""
    context = browser.new_context(**options)
    context.set_default_timeout(20_000)
    try:
        visit = Visit(context.new_page(), origin)
        yield visit
        if visit.faults:
            pytest.fail("\n".join(dict.fromkeys(visit.faults)))
    finally:
        context.close()
