"""How the ledger was made: versions, the frames that read it, what could not be read, what every column means, the known limits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial
from typing import Any

from servanda.views.board import COUNTED
from servanda.views.site.page import Page, Section
from servanda.views.site.site import Site
from servanda.views.site.tables import codebook, limits

MOST_REASONS = 60


def pages(site: Site) -> Iterator[Page]:
    """One page."""
    yield site.page("method.html", "Method", SECTION.name, "method.html", partial(_values, site))


def _values(site: Site) -> dict[str, Any]:
    facts = site.facts
    frames = Counter(claim.frame for claim in facts.claims)
    counts = {"documents": len(facts.documents), "claims": len(facts.claims), "quotations": len(facts.quotations)}
    return {
        "versions": facts.versions, "counts": counts | {name: len(getattr(facts.tables, name)) for name in COUNTED},
        "frames": sorted(frames.items(), key=lambda item: (-item[1], item[0])), "codebook": codebook(), "limits": limits(),
        "reasons": Counter(reject.reason for reject in facts.rejects).most_common(MOST_REASONS), "mends": {row.reason: row.mend for row in facts.rejects},
        "passed_over": [ruling for ruling in facts.tables.rulings if ruling.row is None],
    }  # fmt: skip


SECTION = Section("method", "Method", "method.html", pages)
