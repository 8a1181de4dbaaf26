"""Which tokens of a parse say something: the verbs, and what taggers and parsers make of verbs.

Reads Universal Dependencies (universaldependencies.org).
"""

from __future__ import annotations

from servanda.language.parsed import Doc, Token

DEEPEST = 40  # links followed upwards before giving up: a parse may hold a cycle of shared subjects in hostile text


def is_predicate(token: Token) -> bool:
    """Whether the token heads a verbal clause."""
    if token.dep_ in {"aux", "aux:pass", "cop", "case", "compound", "amod", "det"}:
        return False
    if token.pos_ == "VERB" or (token.tag_ in {"VB", "VBZ", "VBP", "VBD"} and token.pos_ != "AUX"):
        return True
    if token.tag_ == "JJ" and (adjective_verb(token) or had_done(token) or passive_adjective(token)):
        return True
    return (token.tag_ in {"NN", "NNS"} and governing_noun(token)) or infinitive_noun(token)


def adjective_verb(token: Token) -> bool:
    """ "Will provide the land, clear it of mines and ...": an adjective's tag on a word with an object, coordinated with a bare verb."""
    return token.tag_ == "JJ" and token.dep_ == "conj" and token.head.tag_ == "VB" and any(c.dep_ == "obj" and c.i > token.i for c in token.children)


def had_done(token: Token) -> bool:
    """ "Will have the bridge mended": a participle on what somebody has done to it, which the tagger took for an adjective."""
    thing = token.head
    had = thing.dep_ == "obj" and thing.i < token.i and thing.head.lemma_.lower() == "have"
    return token.tag_ == "JJ" and token.lower_.endswith("ed") and token.dep_ == "acl" and had


def passive_adjective(token: Token) -> bool:
    """An adjective's tag with an auxiliary of the passive ("seven were unloaded at the port"), or on the verb of a relative clause ("the truce that let
    them sail expired on Monday"): a verb that the tagger missed."""
    if token.tag_ != "JJ" or not token.lower_.endswith("ed"):
        return False
    return any(c.dep_ == "aux:pass" for c in token.children) or (token.dep_ == "xcomp" and token.head.dep_ in {"acl:relcl", "xcomp"} and is_bare(token))


def is_bare(token: Token) -> bool:
    """Whether the word's sentence is headed by a noun, as where the parser lost its verb."""
    root = token.sent.root
    return root.pos_ in {"NOUN", "NUM"} and not any(c.dep_ == "cop" for c in root.children)


def is_adjectival(token: Token) -> bool:
    """Whether an adjective is what a clause says ("is ready to ..."): it has a copula."""
    return token.pos_ == "ADJ" and any(c.dep_ == "cop" for c in token.children)


def infinitive_noun(token: Token) -> bool:
    """A noun tag under an infinitive's "to" ("and to hand over its weapons"): a verb that the tagger missed."""
    if token.pos_ not in {"NOUN", "PROPN", "ADJ"} or token.i == 0:
        return False
    before = token.doc.tokens[token.i - 1]
    return before.tag_ == "TO" and before.dep_ == "mark"


def governing_noun(token: Token) -> bool:
    """A noun tag with an object of its own ("the Republic backs the bid"): nouns have none, so the tagger took a verb for one."""
    if token.tag_ not in {"NN", "NNS"} or token.dep_ not in {"ROOT", "conj", "ccomp", "parataxis"}:
        return False
    return any(c.dep_ == "obj" and c.i > token.i for c in token.children)


def predicates(doc: Doc) -> list[int]:
    """Positions of the tokens that head verbal clauses."""
    return [token.i for token in doc if is_predicate(token)]


def governor_of(verb: Token) -> Token:
    """What a clause hangs on. ", by withdrawing ..." after a comma belongs to the finite verb before it, not to the infinitive beside it."""
    head = verb.head
    marker = next((c for c in verb.children if c.lower_ == "by" and c.i < verb.i), None)
    if verb.tag_ != "VBG" or marker is None or marker.i == 0 or verb.doc[marker.i - 1].text != ",":
        return head
    for _ in range(DEEPEST):
        if head.tag_ in {"VBZ", "VBP", "VBD"} or head.dep_ == "ROOT":
            break
        head = head.head
    return head if is_predicate(head) else verb.head


def governing(head: Token) -> Token:
    """The predicate that a phrase depends on, through other phrases; the phrase itself where there is none."""
    at = head
    for _ in range(DEEPEST):
        if at.head is at:
            break
        at = at.head
        if is_predicate(at):
            return at
    return head


def shares_purpose(verb: Token) -> bool:
    """ "Will travel to Gorna to open a school and meet with officials": a bare verb that goes on with a purpose, and has not been done."""
    first = verb.head
    bare = verb.dep_ == "conj" and verb.tag_ == "VB" and not any(c.dep_.startswith(("aux", "nsubj")) for c in verb.children)
    return bare and first.dep_ == "advcl" and any(c.tag_ == "TO" for c in first.children)
