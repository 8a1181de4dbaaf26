"""A briefing as one page: no scripts, nothing loaded, styles allowed by their hash alone, words of documents escaped by the template."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from servanda.views.briefing.content import Briefing


@cache
def _style() -> str:
    return files("servanda.views.briefing").joinpath("page.css").read_text("utf-8")


@cache
def _template() -> Template:
    text = files("servanda.views.briefing").joinpath("page.html").read_text("utf-8")
    return Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True).from_string(text)


def page(briefing: Briefing) -> str:
    """The briefing as an HTML document that ends in a line feed."""
    digest = base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode()
    return _template().render(briefing=briefing, style=Markup(_style()), digest=digest)
