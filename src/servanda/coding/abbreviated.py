"""Speakers whose own words give an organisation's abbreviation: "the secretariat of the climate convention (UNFCCC)"."""

from __future__ import annotations

from servanda.coding.parties import Parties
from servanda.coding.tables import names_body, table
from servanda.language.parsed import Token
from servanda.records import Mention

BODIES = {"organisation", "group", "armed group"}


def by_abbreviation(head: Token, parties: Parties) -> tuple[Mention, ...]:
    """The body whose abbreviation stands in brackets behind the name in a speaker's words, where nothing but that name covers it; () where there is none."""
    lemma = head.lemma_.lower()
    if not (names_body(lemma) or lemma in table("party_nouns")["voices"] or lemma in table("party_nouns")["held"]):
        return ()
    for token in head.subtree:
        bracketed = token.i > head.i and token.text.isupper() and token.doc[token.i - 1].text == "(" and token.doc[token.i + 1 : token.i + 2].text == ")"
        if bracketed and token.dep_ in {"appos", "nmod", "dep", "flat"}:
            named = parties.covering(token)
            if named is not None and named.code and named.kind in BODIES:
                return (named,)
    return ()
