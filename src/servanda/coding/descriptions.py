"""Definite descriptions of parties: "the two countries", "both sides", "the organisation", "the latter"."""

from __future__ import annotations

from bisect import bisect_left

from spacy.tokens import Token

from servanda.coding.mentions import Mentions
from servanda.coding.phrases import preposition
from servanda.coding.references import References
from servanda.coding.tables import table
from servanda.records import Mention


class Descriptions:
    """What the definite descriptions of one document stand for."""

    def __init__(self, names: Mentions, references: References) -> None:
        self.names, self.references = names, references

    def description(self, head: Token) -> tuple[Mention, ...]:
        """ "the two countries", "both sides", "the parties", "the organisation", "the latter", "the two"."""
        nouns, lemma, start = table("party_nouns"), head.lemma_.lower(), self.names.offset(head)
        determiners = {c.lower_ for c in head.children if c.dep_ in {"det", "nummod", "amod", "cc:preconj", "det:predet"}}
        if lemma in {"member", "side", "part"}:
            whole = [self.names.covering(c) for c in head.children if c.dep_ == "nmod" and preposition(c) == "of"]
            named = [m for m in whole if m is not None and m.kind in {"group", "organisation"}]
            if named:
                return (named[0],)
        own_modifier = any(m.code for t, m in self.names.within(head) if t.dep_ in {"amod", "nmod:poss", "compound"})
        plural = head.tag_ in {"NNS", "NNPS"} or determiners & {"each", "either", "both", "neither"}
        if head.lower_ in {"two", "three", "four"} and head.pos_ in {"NUM", "NOUN"}:
            return self.references.last_group(start, {"two": 2, "three": 3, "four": 4}[head.lower_])
        if own_modifier:
            return ()
        if plural and lemma in nouns["plural"]["heads"] and determiners & set(nouns["plural"]["determiners"]):
            here = self.references.together_here(start) if lemma in {"party", "side", "signatory", "state", "country", "government"} else ()
            if here:
                return here
            count = next((n for word, n in (("two", 2), ("both", 2), ("three", 3), ("four", 4), ("2", 2)) if word in determiners), 0)
            return self.references.last_group(start, count, bodies=lemma in {"party", "side", "delegation", "signatory", "partner"})
        if head.lower_ == "latter" or (lemma in nouns["plural"]["heads"] and determiners & {"other"}):
            return self.references.other_party(start, head.lower_ == "latter")
        if determiners & {"the", "this", "that"} and lemma in nouns["singular"]:
            kinds = nouns["singular"][lemma]
            author = [m for m in self.references.together_here(start) if m.kind in kinds or self.names.gazetteer.kind(m.code or "") in kinds]
            if len(author) == 1:
                return (author[0],)
            before = [m for m in self.names.mentions[: bisect_left(self.names.at, start)] if m.code]
            # "the OTS Secretary General" is a person, yet names the organisation that "the organisation" then stands for.
            earlier = [m for m in before if m.kind in kinds or self.names.gazetteer.kind(m.code or "") in kinds]
            named_so = [m for m in earlier if lemma in m.text.lower() or lemma in (m.name or "").lower()]  # "the group": a group by name first
            return tuple((named_so or earlier)[-1:])
        return ()
