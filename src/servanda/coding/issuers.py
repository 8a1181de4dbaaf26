"""Who put out a paper that is quoted without an owner: "the statement said" is the ministry's that "said in a statement", "according to the declaration" is
of those who adopted one."""

from __future__ import annotations

from collections.abc import Iterator

from servanda.coding.instruments import phrase_parties
from servanda.coding.parties import Parties
from servanda.coding.subjects import PASSIVE_SUBJECT, SUBJECT
from servanda.coding.tables import table
from servanda.language.parsed import Doc, Token
from servanda.records import Mention

OWNERLESS = {"the", "this", "that", "these", "those", "same"}
GIVEN = {"obj", "obl", "nmod", "obl:agent", "nsubj:pass", "conj", "appos"}
AGENT = {"by", "between", "from", "of"}


def issued_by(head: Token, parties: Parties, docs: list[Doc]) -> tuple[Mention, ...] | Token | None:
    """The parties that put out the paper a noun names; the verb by whose subject it was put out, where that is no known party; None where nothing
    tells. `docs` are the paragraphs up to that of the noun, the nearest first."""
    if not is_paper(head):
        return None
    joint = is_joint(head)
    own = named_with(head, parties)
    if own and not (joint and len(own) == 1):
        return own
    owned = any(c.dep_ == "nmod:poss" for c in head.children)  # "Thursday's joint statement"
    bare = not owned and (joint or head.tag_ == "NNS" or any(c.lower_ in OWNERLESS for c in head.children))
    for noun in earlier(head, docs) if bare else ():
        joint = joint or is_joint(noun)
        found = named_with(noun, parties) or put_out(noun, parties)
        if isinstance(found, Token) or len(found) > 1 or (found and not joint):
            return found
    start = parties.starts[id(head.doc)] + head.sent.start_char
    latest = next(iter(parties.references.subject_before(start)), None)
    together = joint or (latest is not None and len({m.code for m in latest.mentions if m.code}) > 1)  # "A and B signed an accord. ..., the statement said"
    return parties.references.last_group(start, 2) or None if together and bare else None


def is_paper(noun: Token) -> bool:
    """Whether a noun is one for what somebody puts out."""
    return noun.pos_ in {"NOUN", "PROPN"} and noun.lemma_.lower() in table("party_nouns")["issued"]


def is_joint(noun: Token) -> bool:
    """ "A joint declaration", "the common statement"."""
    return noun.lemma_.lower() in table("pledges")["contracts"] or any(c.lower_ in {"joint", "common", "final"} for c in noun.children)


def earlier(head: Token, docs: list[Doc]) -> Iterator[Token]:
    """The nouns for the same paper before one, the nearest first; any paper before "the text", "the document"."""
    lemma = head.lemma_.lower()
    any_paper = lemma in {"text", "document"}
    for doc in docs:
        for token in reversed(doc.tokens[: head.i] if doc is head.doc else doc.tokens):
            if is_paper(token) and (any_paper or token.lemma_.lower() == lemma):
                yield token


def named_with(noun: Token, parties: Parties) -> tuple[Mention, ...]:
    """Whose a paper is by its own phrase: "the ministry's statement", "a declaration by A and B"."""
    return tuple(m for m in parties.owners(noun, official=True) if m.code) or phrase_parties(noun, parties)


def put_out(noun: Token, parties: Parties) -> tuple[Mention, ...] | Token:
    """Who put a paper out by the clause in which it stands: "issued a declaration", "said in a statement", "a declaration was signed by A and B"."""
    verb = next((t for t in noun.ancestors if t.pos_ == "VERB"), None) if noun.dep_ in GIVEN else None
    if verb is None:
        return ()
    ways = {"nsubj"} if noun.dep_ not in PASSIVE_SUBJECT else set()
    subjects = [c for c in verb.children if c.dep_ in (SUBJECT if ways else set()) and c.i < noun.i and not is_paper(c)]
    agents = [c for c in verb.children if c.dep_ in {"obl:agent", "obl"} and any(g.lower_ == "by" for g in c.children)] if not ways else []
    known = tuple(m for m in parties.resolve(subjects or agents) if m.code)
    return known or (verb if subjects else ())
