"""The sentences of a briefing, from the phrases of its table. Every word of a document is one harmless line by then (`shown`)."""

from __future__ import annotations

from collections.abc import Mapping

from servanda.records import Agreement, Commitment, Disagreement, Endorsement, Event, StatusChange
from servanda.views.briefing.wording import wording
from servanda.views.party_names import party_name, party_names
from servanda.views.phrases import deed, plural, standing, status_words
from servanda.views.terminal import shown

WORDS, TITLE, VALUES = 200, 120, 8  # characters of words and titles, values of a disagreement at most


def owed(row: Commitment) -> str:
    """Who owes whom what."""
    several = len(row.debtor) > 1
    name = ("owed" if row.beneficiary else "owed_to_nobody") + ("_plural" if several else "")
    if several and set(row.debtor) == set(row.beneficiary):
        name = "owed_each_other"
    return wording().say(name, debtor=party_names(row.debtor), beneficiary=party_names(row.beneficiary), deed=deed(row, WORDS))


def commitment(row: Commitment, agreements: Mapping[str, Agreement]) -> str:
    """A new commitment with its terms."""
    terms, parts = wording().terms, []
    if row.deadline.date:
        parts.append(terms["due"].format(due=row.deadline.date))
    elif row.deadline.kind != "none":
        parts.append(terms["deadline"].format(words=shown(row.deadline.text, TITLE) or row.deadline.kind))
    if row.condition:
        parts.append(terms["condition"].format(words=shown(row.condition, WORDS).rstrip(" ,;.:")))
    if (under := agreements.get(row.agreement_id or "")) is not None:
        parts.append(terms["agreement"].format(display=under.display, title=shown(under.title, TITLE)))
    return wording().say("commitment", owed=owed(row), terms="".join(parts))


def step(row: Commitment, before: StatusChange, change: StatusChange) -> str:
    """A step from one status to another, and on whose word."""
    word = wording().word[change.grade].format(debtor=party_names(row.debtor), beneficiary=party_names(row.beneficiary, "the other side"))
    if change.sources > 1:
        word += f", {plural(change.sources, 'independent source')}"
    return wording().say("step", owed=owed(row), before=status_words(before.status), after=_reached(row, change), day=change.on, word=word)


def _reached(row: Commitment, change: StatusChange) -> str:
    """The status reached; with how much is done where it is the latest."""
    last = bool(row.history) and row.history[-1] == change
    return done(row) if last else status_words(change.status)


def revised(row: Commitment, lost: StatusChange) -> str:
    """A step that the ledger had and has no more, and where the row stands instead."""
    since = row.history[-1].on if row.history else wording().line["undated"]
    return wording().say("revised", owed=owed(row), before=status_words(lost.status), day=lost.on, after=done(row), since=since)


def agreement(row: Agreement) -> str:
    """An agreement that became known, with the last stage of its life that has a day."""
    stage = max(row.lifecycle.items(), key=lambda item: item[1], default=None)
    if stage is None:
        return wording().say("agreement", parties=party_names(row.parties), title=shown(row.title, TITLE))
    return agreement_stage(row, *stage)


def agreement_stage(row: Agreement, stage: str, day: str) -> str:
    """A stage that an agreement reached."""
    return wording().say("agreement_stage", parties=party_names(row.parties), title=shown(row.title, TITLE), stage=status_words(stage), day=day)


def event(row: Event) -> str:
    """What happened between whom."""
    day = row.on or wording().line["undated"]
    words = {"gist": shown(row.gist, WORDS) or row.plover.lower(), "kind": row.plover, "day": day, "sources": plural(row.sources, "independent source")}
    if not row.target:
        return wording().say("event_alone", source=party_names(row.source), **words)
    return wording().say("event", source=party_names(row.source), target=party_names(row.target), **words)


def endorsement(row: Endorsement, agreements: Mapping[str, Agreement]) -> str:
    """Who welcomes or criticises what."""
    of = agreements.get(row.of)
    what = f"{of.display}, {shown(of.title, TITLE)}" if of is not None else shown(row.of, TITLE)
    words = {"by": party_name(row.by), "stance": wording().stance[row.stance], "of": what}
    return wording().say("endorsement_speaker", speaker=shown(row.speaker, 80), **words) if row.speaker else wording().say("endorsement", **words)


def disagreement(row: Disagreement, commitments: Mapping[str, Commitment], agreements: Mapping[str, Agreement]) -> str:
    """What sources differ on, each value with who gives it."""
    agreed = agreements[row.about].title if row.about in agreements else row.about
    about = owed(commitments[row.about]) if row.about in commitments else shown(agreed, WORDS)
    values = [f"{shown(value.value, 60)} ({party_name(value.by)})" for value in row.values[:VALUES]]
    return wording().say("disagreement", about=about, field=shown(row.field, 40).replace("_", " "), values=" against ".join(values))


def done(row: Commitment) -> str:
    """How a commitment stands, with how much is done where that is counted: `partly fulfilled 20/32`."""
    return standing(row).lower()
