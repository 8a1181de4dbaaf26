"""The rows of `tables/status_rules.toml`: how reports move a commitment, and the words by which they tell how far an act has gone."""

from __future__ import annotations

import msgspec

from servanda.records import Duty, Status


class Strict(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Base of the table rows: unknown keys are refused."""


class StatusRule(Strict):
    """One row of `status_rules.toml`: an observation moves a commitment of this duty to a status."""

    observation: str
    duty: frozenset[Duty]
    status: Status
    when: str | None = None
    present: frozenset[Status] = msgspec.field(name="from", default=frozenset())


class ReportWords(Strict):
    """Words that tell how far an act has gone."""

    begins: frozenset[str]
    completes: frozenset[str]
    holds: frozenset[str]
    whole_words: tuple[str, ...]
    suspends: frozenset[str]
    cancels: frozenset[str]
    cancel_words: tuple[str, ...]
    resumes: frozenset[str]
    watching: tuple[str, ...]
    put_off: tuple[str, ...]
    resumption: tuple[str, ...]
    renounces: frozenset[str]
    first_words: tuple[str, ...]
    last_words: tuple[str, ...]
    part_words: tuple[str, ...]
    further_words: tuple[str, ...]
    next_words: tuple[str, ...]
    total_words: tuple[str, ...]
    tally_words: tuple[str, ...]
    tally_not: tuple[str, ...]
    against_words: tuple[str, ...]
    begin_words: tuple[str, ...]
    open_words: tuple[str, ...]
    not_words: tuple[str, ...]
    refusals: tuple[str, ...]
    reserves: tuple[str, ...]
    ends: frozenset[str]
    goes_on: tuple[str, ...]
    end_words: tuple[str, ...]
    perfect_words: tuple[str, ...]
    confirms: frozenset[str]
    breaches: frozenset[str]
    breach_words: tuple[str, ...]
    bans: tuple[str, ...]
    former: tuple[str, ...]
    releases: tuple[str, ...]
    word_of_honour: tuple[str, ...]
    accuses: frozenset[str]
    sees: frozenset[str]
    bodies: frozenset[str]
    foreseen: tuple[str, ...]
    papers: tuple[str, ...]
    thanks: frozenset[str]
    soft: tuple[str, ...]
    force: frozenset[str]


class PunctualityWords(Strict):
    """Words that tell how an act stood to its deadline."""

    early: tuple[str, ...]
    late: tuple[str, ...]
    due: tuple[str, ...]
    ended: tuple[str, ...]
    timely: tuple[str, ...]


class StatusRules(Strict):
    """`status_rules.toml`."""

    closed: frozenset[Status]
    stall_days: int
    rules: tuple[StatusRule, ...] = msgspec.field(name="rule")
    reports: ReportWords
    punctuality: PunctualityWords
