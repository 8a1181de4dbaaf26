"""The body that an office without an owner, or with "its", speaks for: the subject of the main clause before it ("The guild refused. 'Never,' said its
chairman"), whether a table knows it or not."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from servanda.coding.nouns import organ_role
from servanda.coding.parties import BODIES, Parties
from servanda.coding.people import PERSON
from servanda.coding.phrases import phrase_tokens, preposition
from servanda.coding.subjects import PASSIVE_SUBJECT, SUBJECT
from servanda.coding.tables import names_body, table, word_roles
from servanda.language.parsed import Doc, Token

ASIDE = {"acl", "acl:relcl", "advcl"}
QUOTES = {'"', "“", "”"}
SPOKES = {"spokesman", "spokeswoman", "spokesperson"}  # are where the body is of which they speak ("a spokesman in Geneva")
NEAR_BODIES = {"governor", "director", "manager"}  # offices that bodies have oftener than states
FARTHEST = 4  # sentences back
SHORTEST, LONGEST = 2, 7  # letters of a body's abbreviation
TELLING = {"nmod:poss", "compound", "amod", "flat"}  # what a name has before its noun


def spoken_for_body(head: Token, parties: Parties, paragraphs: list[Doc]) -> Token | None:
    """The noun of the body for which "its director" speaks, or "a deputy governor" who names no owner; of the latter, no state. `paragraphs` are that
    of the head and those before it, nearest first."""
    offices, lemma = table("party_nouns")["held"], head.lemma_.lower()
    held = lemma in offices or lemma in table("party_nouns")["voices"] or lemma in word_roles("people")
    owners = [c for c in head.children if c.dep_ == "nmod:poss" or (c.dep_ == "nmod" and preposition(c) not in {"in", "at", "from"})]
    if any(c.lower_ == "its" for c in owners) and (held or lemma in word_roles("organs")):
        blamed = blamed_before(head)
        one = blamed is not None and as_body(blamed, parties) is not None
        return blamed if one else body_before(head, parties, paragraphs[:2], FARTHEST, single=True)
    named_owner = next((c for c in owners if held and c.dep_ == "nmod:poss" and unowned_body(c, parties)), None)
    if named_owner is not None:
        return named_owner
    bare = not owners and any(c.lower_ in {"a", "an", "one"} for c in head.children) and not any(parties.covering(c) for c in head.lefts)
    if not bare or (lemma not in offices and lemma not in NEAR_BODIES) or (lemma not in SPOKES and parties.offices.placed_beside(head) is not None):
        return None  # "an official in Georgetown", whatever body acted before
    body = body_before(head, parties, paragraphs[:1], 1, shorts=True)
    named = parties.covering(body) if body is not None else None
    return body if named is None or named.kind == "organisation" else None


def blamed_before(head: Token) -> Token | None:
    """ "A accused the Front of an ambush. Its spokesman laughed.": the one blamed in the sentence before, where the office answers."""
    verb, table_ = head.head, table("party_nouns")
    before = next((s for s in reversed(list(head.doc.sents)) if s.end <= head.sent.start), None)
    if before is None or head.dep_ != "nsubj" or verb.lemma_.lower() not in table_["answering"]:
        return None
    charges = [t for t in before if t.pos_ == "VERB" and t.lemma_.lower() in table_["charging"] and not any(c.dep_ == "nsubj:pass" for c in t.children)]
    return next((c for t in charges for c in t.children if c.dep_ == "obj"), None)


def unowned_body(noun: Token, parties: Parties) -> bool:
    """ "the commission's secretary": whether an owner is a body that no table knows, named by a noun of its own which no office of a state has."""
    lemma = noun.lemma_.lower()
    plain = noun.pos_ == "NOUN" and noun.tag_ == "NN" and any(c.lower_ in {"the", "this"} for c in noun.children) and parties.covering(noun) is None
    joint = lemma in table("party_nouns")["joint"]
    return plain and names_body(lemma) and (joint or lemma not in word_roles("organs")) and lemma not in no_bodies()


def body_before(head: Token, parties: Parties, paragraphs: list[Doc], farthest: int, shorts: bool = False, single: bool = False) -> Token | None:
    """The noun of the nearest body that is a main clause's subject before a token, over so many sentences, abbreviations that the text does not explain
    included with `shorts`; with `single` none of several people, for whom a body beside them then stands; None where there is none."""
    passed = 0
    for doc in paragraphs:
        quoted = in_quotes(doc)
        for sentence in reversed(list(doc.sents)):
            if doc is head.doc and sentence.start > head.i:
                continue
            limit = head.i if doc is head.doc else len(doc)
            subjects = [t for t in sentence if t.i < limit and t.dep_ in SUBJECT | PASSIVE_SUBJECT and not set_aside(t.head) and t.i not in quoted]
            if single and any(t.tag_ == "NNS" for t in subjects):
                aside = [t for t in sentence if t.i < limit and t.dep_ in SUBJECT | PASSIVE_SUBJECT and t.tag_ != "NNS" and t.i not in quoted]
                subjects = [t for t in subjects if t.tag_ != "NNS"] or aside[::-1]
            found = next((body for t in subjects if (body := as_body(t, parties) or (t if shorts and is_acronym(t) else None)) is not None), None)
            if found is not None:
                return found
            passed += 1
            if passed > farthest:
                return None
    return None


def set_aside(verb: Token) -> bool:
    """Whether a clause stands beside the sentence's own, as relative and adverbial ones do; not "..., where the guild refused"."""
    return verb.dep_ in ASIDE and not any(c.lower_ == "where" for c in verb.children)


def in_quotes(doc: Doc) -> set[int]:
    """The positions of the tokens that stand between quotation marks."""
    inside, found = False, set()
    for token in doc:
        inside = not inside if token.text in QUOTES else inside
        if inside:
            found.add(token.i)
    return found


def as_body(token: Token, parties: Parties) -> Token | None:
    """The noun of a body that a subject names, itself or by an apposition ("her owner, the Lund Company"); None for people and things."""
    for noun in (token, *(c for c in token.children if c.dep_ == "appos" and c.pos_ == "PROPN")):
        named = parties.covering(noun)
        if named is not None:
            if named.kind in BODIES and noun.lemma_.lower() not in table("party_nouns")["held"]:
                return noun
        elif (
            (noun.lemma_ == "staff" and organ_role(noun) == "MIL")
            or (names_body(noun.lemma_.lower()) and noun.lemma_.lower() not in no_bodies())
            or named_company(noun, parties)
        ):
            return noun
    return None


def is_acronym(noun: Token) -> bool:
    """ "The NDF denied it": a subject of capitals alone, which names a body that this text does not explain."""
    return (
        noun.text.isupper()
        and noun.text.isalpha()
        and SHORTEST <= len(noun.text) <= LONGEST
        and noun.ent_type_ not in PERSON
        and noun.pos_ in {"PROPN", "NOUN"}
    )


@cache
def no_bodies() -> frozenset[str]:
    """Nouns that stand among bodies and offices, yet tell of no single body: "minister", "side"."""
    return frozenset({*table("party_nouns")["held"], *table("party_nouns")["plural"]["empty"]})


def named_company(noun: Token, parties: Parties) -> bool:
    """Whether a name is neither a person's nor a place's: a company, a club."""
    person = noun.ent_type_ in PERSON or any(noun in {p.root, p.last} for p in parties.people.named)
    return noun.pos_ == "PROPN" and not person and noun.dep_ == "appos"


def body_name(noun: Token, parties: Parties) -> str:
    """A body's name as the text has it, with whose and where it is, without article: "Seaward fishers' league", "Union of the Coast"."""
    inside = set(pieces(noun))
    own = [t for t in phrase_tokens(noun) if t in inside and (t.dep_ != "det" or t.i > noun.i)]
    start, end = parties.offset(own[0]), parties.offset(own[-1]) + len(own[-1])
    return parties.text[start:end]


def pieces(noun: Token) -> Iterator[Token]:
    """The tokens of a name: the noun, what stands before it and belongs to it, and a name behind "of"."""
    yield noun
    for child in noun.children:
        owner = child.dep_ == "nmod:poss" and child.pos_ != "PRON"
        if (child.i < noun.i and (child.dep_ in TELLING - {"nmod:poss"} or owner)) or (child.dep_ == "flat" and child.i > noun.i):
            yield from child.subtree
        elif child.dep_ == "nmod" and child.i > noun.i and preposition(child) == "of" and child.pos_ == "PROPN" and noun.pos_ == "PROPN":
            own = {t for t in child.subtree if t.head is child and t.dep_ in {"case", "det", "compound", "flat", "amod"}}
            yield from (t for t in child.subtree if t in own or t.head in own)
            yield from pieces(child)  # "Lund Institute of the University of the Coast"
        elif child.dep_ == "nmod" and child.i > noun.i and preposition(child) == "of" and child.tag_ == "NNS" and noun.pos_ == "NOUN":
            told = {"case", "compound", "amod"}  # "union of canoe owners", not of "the missing"
            yield from (child, *(c for c in child.children if c.dep_ in told and c.i < child.i))
