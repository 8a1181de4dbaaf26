"""The forms of a briefing: Markdown, a page, JSON."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from servanda.errors import LookupFailed
from servanda.views.briefing.content import Briefing
from servanda.views.briefing.markdown import markdown
from servanda.views.briefing.page import page


def _json(briefing: Briefing) -> str:
    return msgspec.json.encode(briefing).decode() + "\n"


FORMS: dict[str, Callable[[Briefing], str]] = {"md": markdown, "html": page, "json": _json}


def check(form: str) -> str:
    """The name of a form.

    Raises:
        LookupFailed: if there is none of this name.
    """
    if form not in FORMS:
        raise LookupFailed(f"a briefing has no form {form[:40]!r}", mend="Forms are " + ", ".join(FORMS))
    return form


def rendered(briefing: Briefing, form: str) -> str:
    """The briefing in one of its forms."""
    return FORMS[check(form)](briefing)
