"""Noun phrases in a parse: their own words, the preposition before them, what a relative pronoun stands for."""

from __future__ import annotations

from servanda.coding.tables import table
from servanda.language.parsed import Token, remembered

RELATIVE = {"which", "who", "whom", "that", "whose"}
DAYS = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday"}
TIME_WORDS = DAYS | {
    "january", "february", "april", "june", "july", "august",
    "september", "october", "november", "december", "jan.", "feb.", "mar.", "apr.", "jun.", "jul.", "aug.", "sept.", "oct.", "nov.", "dec.",
    "tomorrow", "day", "week", "month", "year", "night", "evening", "morning", "afternoon", "weekend", "eve",
}  # fmt: skip
OUTSIDERS = 16  # words behind "with" in which the part is named
DEEPEST = 40  # links followed upwards before giving up


def preposition(token: Token) -> str:
    """The preposition (or marker) that introduces a phrase, lower case; "" where it has none. "as of", "next to" are joined."""
    for child in token.children:
        if child.i >= token.i:
            break
        if child.dep_ in {"case", "mark"}:
            return child.lower_
    return ""


def as_outsider(token: Token) -> bool:
    """Whether those behind "with" only play a part for others: "reached with A and B as go-betweens"."""
    parts, behind = table("speech_acts")["go_betweens"], []
    for other in token.sent.doc[token.i + 1 : token.sent.end]:
        if other.text in {",", ";", ".", ":"}:
            break
        behind.append(other.lower_)
    if "as" not in behind:
        return False
    words = "".join(f" {word}" if word != "-" else "-" for word in behind[:OUTSIDERS]).replace("- ", "-")
    return any(f" as {article}{part}" in f"{words} " for part in parts for article in ("", "a ", "an ", "the ", "its ", "their "))


def antecedent(token: Token) -> Token:
    """The noun a relative pronoun stands for; any other token unchanged."""
    if token.lower_ not in RELATIVE or token.pos_ not in {"PRON", "DET", "SCONJ"}:
        return token
    at = token
    for _ in range(DEEPEST):
        if at.dep_ in {"acl:relcl", "acl"}:
            return at.head
        if at.dep_ == "ROOT":
            break
        at = at.head
    return token


@remembered
def phrase_tokens(head: Token) -> list[Token]:
    """A noun phrase's own tokens: its subtree without relative clauses, appositions, parentheses and coordinated phrases."""
    own: list[Token] = []
    stack = [head]
    while stack:
        token = stack.pop()
        own.append(token)
        for child in token.children:
            outside = token is head and child.dep_ in {"case", "conj", "cc", "punct", "appos"}
            outside = outside or (
                token is head and child.dep_ == "nmod" and preposition(child) == "by" and preposition(head) == "of"
            )  # the doer, not part of it
            if not outside and child.dep_ not in {"acl:relcl", "parataxis", "advcl", "ccomp", "dep"} and not misread_root(child):
                stack.append(child)
    return sorted(own, key=lambda t: t.i)


def misread_root(verb: Token) -> bool:
    """ "A Senate report called for talks", read as a report that was called: a participle on the noun that stands for the sentence, which then
    has no verb of its own."""
    head = verb.head
    if verb.dep_ not in {"acl", "amod"} or verb.tag_ != "VBN" or head.dep_ != "ROOT" or head.pos_ not in {"NOUN", "PROPN"}:
        return False
    bare = (
        verb.i > head.i and not any(c.dep_ in {"aux", "aux:pass", "mark"} for c in verb.children) and not any(c.dep_ in {"cop", "nsubj"} for c in head.children)
    )
    return bare and verb.sent[-1].is_punct and not any(t.tag_ in {"VBD", "VBZ", "VBP", "MD"} and "acl:relcl" not in {t.dep_, t.head.dep_} for t in verb.sent)


def owns(token: Token) -> bool:
    """Whether a word hangs on its noun as owner, seat or kind, and not behind another preposition ("calls for the withdrawal of A") or as
    what a clause on the noun is done to or where ("an attack targeting A", "committed off the coast of A")."""
    if token.dep_ == "obl":
        return preposition(token) == "by"
    return token.dep_ != "obj" and (token.dep_ != "nmod" or preposition(token) in {"of", "from", "by", ""})


def steps_up(token: Token, head: Token) -> list[Token]:
    """A token and what stands between it and a head above it."""
    found, at = [token], token.head
    while at.i != head.i and at.dep_ != "ROOT":
        found.append(at)
        at = at.head
    return found


def at_last(verb: Token) -> bool:
    """ "Did not start until Monday": on Monday it did."""
    return any(c.dep_ in {"obl", "obl:tmod", "advcl"} and preposition(c) in {"until", "till"} for c in verb.children)
