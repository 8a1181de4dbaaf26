"""Where sources clash: rival values side by side, each with who gives it and in which document."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from servanda.records import Disagreement, RivalValue
from servanda.views.phrases import deed, direction
from servanda.views.site.commitment_rows import said_of
from servanda.views.site.facts import grouped
from servanda.views.site.page import Page, Section
from servanda.views.site.paging import Paged, paged
from servanda.views.site.site import Site


def pages(site: Site) -> Iterator[Page]:
    """The list."""
    for part in paged(site.facts.tables.disagreements, "disagreements"):
        yield site.page(part.path(part.number), "Disagreements", SECTION.name, "disagreements.html", partial(_values, site, part))


def _values(site: Site, part: Paged[Disagreement]) -> dict[str, Any]:
    entries = [(row, subject(site, row), sides(row), said_of(site.facts, row.evidence)) for row in part.rows]
    return {"part": part, "entries": entries}


def subject(site: Site, row: Disagreement) -> str:
    """What the clash is about, in words."""
    commitment, agreement = site.facts.commitments.get(row.about), site.facts.agreements.get(row.about)
    if commitment is not None:
        return f"{commitment.display} {direction(commitment.debtor, commitment.beneficiary)}: {deed(commitment, 160)}"
    return f"{agreement.display} {agreement.title}" if agreement is not None else row.about


def sides(row: Disagreement) -> dict[str, list[RivalValue]]:
    """The values with all who give each."""
    return grouped((value.value, value) for value in row.values)


SECTION = Section("disagreements", "Disagreements", "disagreements.html", pages)
