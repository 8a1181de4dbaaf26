"""Measures how long the pages of many documents take to write, how large they get, and what that costs beside a bare table of the same size.

    python -m benchmarks.site [--documents 10000]

Codes the episodes of `tests/scenarios` once, makes as many documents of them as asked (`benchmarks.synthetic`), derives their ledger and writes its
site. Seconds are of processor time, one core, unless they say "by the clock". The ratio to Jinja's own time for a table of as many octets, escaped cell by
cell in the same run, is the figure to compare between machines. Where Chromium is installed, the first page is opened from disk in it. Needs nothing beside
the repository.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

from jinja2 import Environment

from benchmarks.derivation import coded_episodes
from benchmarks.figures import Figure, conclude, peak_memory
from benchmarks.synthetic import Base, copies
from servanda.ledger import derive
from servanda.views.site import SiteFacts, open_site, write_site

DEFAULT = 10_000
CELLS = 200  # rows of a bare page
VISITS = 5
LOADED = "() => { const [visit] = performance.getEntriesByType('navigation'); return visit.loadEventEnd || visit.domComplete }"  # milliseconds
WORDS = "who owes <what> & to whom, and who says so"
BARE = "<table>{% for cell in cells %}<tr><td>{{ cell }}</td></tr>\n{% endfor %}</table>"


def facts_of(base: Base, documents: int) -> SiteFacts:
    """The facts of a ledger of at least so many documents."""
    texts, claims = copies(base, 0, -(-documents // len(base.documents)))
    return SiteFacts(tables=derive(texts, claims), documents=tuple(texts), claims=tuple(claims))


def bare_seconds(octets: int) -> float:
    """Processor time in which Jinja writes tables of so many octets, every cell escaped."""
    template = Environment(autoescape=True).from_string(BARE)
    page = [f"{WORDS} {number}" for number in range(CELLS)]
    start, written = time.process_time(), 0
    while written < octets:
        written += len(template.render(cells=page).encode())
    return time.process_time() - start


def seconds_to_load(page: Path) -> float | None:
    """Median seconds of several visits, each in a profile of its own, from asking for a page to the end of its loading; None where no Chromium is."""
    program = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None)
    if program is None:
        print("Chromium is not installed: how fast the first page loads is not measured", file=sys.stderr)
        return None
    from playwright.sync_api import sync_playwright

    found: list[float] = []
    with sync_playwright() as playwright:
        for _ in range(VISITS):
            browser = playwright.chromium.launch(executable_path=program, args=["--headless", "--no-sandbox", "--disable-gpu"])
            visit = browser.new_page()
            visit.goto(page.resolve().as_uri(), wait_until="load")
            found.append(float(visit.evaluate(LOADED)) / 1000)
            browser.close()
    return statistics.median(found)


def measure(documents: int, work: Path) -> list[Figure]:
    """The site of a ledger of so many documents."""
    facts = facts_of(Base(*coded_episodes(work / "episodes")), documents)
    start, begun = time.process_time(), time.perf_counter()
    count = write_site(open_site(facts), work / "site")
    seconds, clock = time.process_time() - start, time.perf_counter() - begun
    loaded = seconds_to_load(work / "site" / "index.html")
    sizes = {path: path.stat().st_size for path in (work / "site").rglob("*") if path.is_file()}
    values = {
        "documents": len(facts.documents),
        "commitments": len(facts.tables.commitments),
        "events": len(facts.tables.events),
        "files": count,
        "seconds": seconds,
        "seconds for 10,000 documents": seconds / len(facts.documents) * 10_000,
        "seconds by the clock for 10,000 documents": clock / len(facts.documents) * 10_000,
        "time over a bare table of the same size": seconds / bare_seconds(sum(sizes.values())),
        "MB in all": sum(sizes.values()) / 1e6,
        "MB of the largest page": max(size for path, size in sizes.items() if path.suffix == ".html") / 1e6,
        "MB of the first page": sizes[work / "site" / "index.html"] / 1e6,
        "memory in GB": peak_memory(),
        **({} if loaded is None else {"seconds by the clock until the first page is loaded": loaded}),
    }
    return [Figure("site", name, value) for name, value in values.items()]


def main() -> int:
    """Measure, print, compare with the floors."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.site", description="Time and size of the pages on one core.")
    parser.add_argument("--documents", type=int, default=DEFAULT, help="how many documents to make (default 10,000)")
    with tempfile.TemporaryDirectory() as work:
        return conclude(measure(parser.parse_args().documents, Path(work)))


if __name__ == "__main__":
    sys.exit(main())
