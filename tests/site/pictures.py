"""Takes the pictures of the documentation: `python tests/site/pictures.py docs/pictures`, or `make pictures`.

The sample is read, its pages are opened at a set size, without motion and with nothing that depends on the day. The same Chromium and fonts give the
same bytes.
"""

from __future__ import annotations

import sys
import tempfile
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

from browsing import NARROW, Folder, launched, visiting

import servanda
from servanda import api
from servanda.store import Ledger
from servanda.views.briefing.composing import compose
from servanda.views.briefing.forms import rendered
from servanda.views.briefing.gathering import gather
from servanda.views.briefing.periods import week

MOST = 130_000  # octets of a picture
WIDE = {"width": 1060, "height": 600}


class Shot(NamedTuple):
    """A picture: its name, the page it shows, and options of the context in which that is opened."""

    name: str
    path: str
    options: dict[str, Any]


SHOTS = (
    Shot("ledger", "index.html", {"viewport": {"width": 1180, "height": 720}}),
    Shot("commitment", "commitments/ca1ed5d59d269.html", {"viewport": WIDE}),
    Shot("document", "documents/s01.html", {"viewport": WIDE}),
    Shot("dyad", "dyads/ARM-AZE.html", {"viewport": {"width": 1060, "height": 640}}),
    Shot("narrow-dark", "parties/AZE.html", {"viewport": NARROW, "color_scheme": "dark"}),
    Shot("briefing", "briefing.html", {"viewport": WIDE}),
)


def take(ledger: Ledger, to: Path) -> None:
    """Take all pictures of a ledger's pages into a folder."""
    api.write_site(ledger, ledger.folder / "site")
    site = Folder(ledger.folder / "site")
    (site.root / "briefing.html").write_text(rendered(compose(gather(ledger, week("2023-W50"))), "html"), "utf-8")
    to.mkdir(parents=True, exist_ok=True)
    with launched() as browser:
        for shot in SHOTS:
            with visiting(browser, site, reduced_motion="reduce", **shot.options) as visit:
                picture = visit.go(site.address(shot.path)).screenshot(animations="disabled", caret="hide")
            if len(picture) > MOST:
                raise SystemExit(f"{shot.name}.png has {len(picture)} octets, more than {MOST}: show less of the page")
            (to / f"{shot.name}.png").write_bytes(picture)
            print(f"{to / shot.name}.png {len(picture)}")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        take(servanda.build(Path(str(files("servanda"))) / "sample", Path(folder) / "out"), Path(sys.argv[1]))
