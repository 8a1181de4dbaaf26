"""Parties that one text calls by an abbreviation of its own and another by their name alone: both under the name.

"The Front of the Upper Lakes (FUL)" has the code "FUL" in its text, "the Front of the Upper Lakes" in the next one its name; no table knows either.
Where all texts give the abbreviation it stays the code.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from servanda.records import Attribution, Claim, Instrument, Mention

NO_STATES = ("organisation", "armed group", "group", "people", "person", "organ")


def under_one_name(claims: Sequence[Claim]) -> Sequence[Claim]:
    """The claims, each party that some text knows by its name alone under that name; the same claims where there is none such."""
    pairs = {(m.code, m.name) for claim in claims for m in (*claim.agents, *claim.recipients) if m.code and m.name and m.kind in NO_STATES}
    alone = {name for code, name in pairs if code == name}
    short = {code: name for code, name in sorted(pairs) if code != name and name in alone}
    return [_renamed(claim, short) for claim in claims] if short else claims


def _renamed(claim: Claim, short: Mapping[str, str]) -> Claim:
    """The claim with its parties under their names."""
    mentions = (*claim.agents, *claim.recipients, *(link.speaker for link in claim.attribution), *(claim.instrument.parties if claim.instrument else ()))
    if not any(m is not None and m.code in short for m in mentions):
        return claim
    return replace(
        claim, agents=_all(claim.agents, short), recipients=_all(claim.recipients, short),
        attribution=tuple(_spoken(link, short) for link in claim.attribution), instrument=_named(claim.instrument, short),
    )  # fmt: skip


def _all(mentions: Sequence[Mention], short: Mapping[str, str]) -> tuple[Mention, ...]:
    return tuple(replace(m, code=m.name) if m.code and m.name and short.get(m.code) == m.name else m for m in mentions)


def _spoken(link: Attribution, short: Mapping[str, str]) -> Attribution:
    return replace(link, speaker=_all((link.speaker,), short)[0]) if link.speaker is not None else link


def _named(instrument: Instrument | None, short: Mapping[str, str]) -> Instrument | None:
    return replace(instrument, parties=_all(instrument.parties, short)) if instrument is not None else None
