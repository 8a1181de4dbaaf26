"""What a site is made of: pages, and the sections that make them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from servanda.views.site.site import Site


@dataclass(frozen=True)
class Page:
    """One file of the site. `path` is relative to the site's root, with slashes; `make` gives the content, the same at each call."""

    path: str
    title: str
    make: Callable[[], str]


@dataclass(frozen=True)
class Section:
    """Pages of one kind. `start` is the first of them, to which the navigation leads under `label`; "" for pages that others lead to.

    `wanted` tells whether a site has the section at all: an empty list of rows needs no entry in the navigation.
    """

    name: str
    label: str
    start: str
    pages: Callable[[Site], Iterator[Page]]
    wanted: Callable[[Site], bool] = lambda site: True
