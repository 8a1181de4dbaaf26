"""Offices said once for several parties: "Armenian and Azerbaijani foreign ministers", "the presidents of Serbia and Kosovo"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

import msgspec

from servanda.records import Mention

_LINKS = frozenset({" and ", ", ", ", and ", " and the ", ", the ", " and of ", " or ", "'s and "})
_PARTIES = frozenset({"state", "organisation", "group", "armed group"})


class Found(NamedTuple):
    """A mention with the side on which its office stood ("" where none did) and the form of the party's name."""

    mention: Mention
    side: Literal["after", "before", ""]
    form: str


def share_offices(low: str, found: Sequence[Found]) -> list[Mention]:
    """The mentions, each bare party of a list given the office that the list's other end names. Spans stay as they are."""
    mentions = [one.mention for one in found]
    giver: Mention | None = None
    for place in range(len(found) - 1, -1, -1):  # leftwards from "Azerbaijani foreign ministers"
        giver = _passed_on(low, found[place], giver, before=True)
        if giver is not None and giver is not found[place].mention:
            mentions[place] = giver
    giver = None
    for place, one in enumerate(found):  # rightwards from "foreign ministers of Armenia"
        giver = _passed_on(low, one, giver, before=False)
        if giver is not None and giver is not one.mention:
            mentions[place] = giver
    return mentions


def _passed_on(low: str, one: Found, giver: Mention | None, *, before: bool) -> Mention | None:
    """What the next mention may take its office from: `one` itself if it names an office of several, `one` with the giver's office, or None."""
    mention = one.mention
    if one.side:
        return mention if mention.kind == "organ" and _of_several(low, mention, one.side, before) else None
    if giver is None or mention.organ is not None or mention.kind not in _PARTIES or one.form == "capital":
        return None
    left, right = (mention, giver) if before else (giver, mention)
    if low[left.end : right.start] not in _LINKS or (before and one.form != "adjective" and not low.startswith("'s", mention.end)):
        return None
    return msgspec.structs.replace(mention, role=giver.role, organ=giver.organ, kind=giver.kind)


def _of_several(low: str, mention: Mention, side: str, before: bool) -> bool:
    """Whether the office's words are plural or collective, so that they can hold for a list."""
    if before:
        return side == "after" and low[mention.end - 1] in "se"
    return side == "before" and low[mention.start : mention.end].split(" of ")[0].endswith("s")
