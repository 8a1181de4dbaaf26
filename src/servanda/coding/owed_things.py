"""Duties told as things, by no clause of their own: "A owes B a new law, an audit of the mill and the release of 30 men", "what A had promised B: an end to the
levy, a register of lenders", "Of the court that the memorandum provides for nothing has come".

The noun says what is to be done: that of an act is done ("the release of 30 men"), a law is adopted, a body set up. Nouns that say nothing of the kind are left
to `listed.py`, which asks for a number or a day.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from servanda.coding.arguments import NO_DEADLINE
from servanda.coding.claims import ClaimMaker, claim_id
from servanda.coding.parties import BODIES
from servanda.coding.phrases import phrase_tokens, preposition
from servanda.coding.situation import PROMISES
from servanda.coding.subjects import own_subjects
from servanda.coding.tables import table
from servanda.language.parsed import Span, Token
from servanda.records import Claim, Mention
from servanda.records import Span as Words

DUE_FRAME = "promise.due"  # of what is owed by the noun that names it
FORM = {"of", "to", "from", "in", "on"}  # before what the act of a noun is done to
MOST = 12  # things in one list
DETERMINERS = {"det", "case", "nmod:poss", "cc", "punct"}

Sides = tuple[tuple[Mention, ...], tuple[Mention, ...]]  # who owes, to whom


def owed_things(sentence: Span, bounds: tuple[int, int], maker: ClaimMaker, claims: list[Claim]) -> list[Claim]:
    """The duties that a sentence names as things owed by a party or laid down by an agreement."""
    promised = [c for c in claims if c.illocution in PROMISES]
    found = [
        made
        for sides, noun in (*owed_by_verb(sentence, maker), *provided_for(sentence, maker), *accepted(sentence, maker))
        if (made := duty(noun, sides, bounds, maker)) is not None and not any(c.start < made.end and made.start < c.end for c in promised)
    ]
    return list({c.start: c for c in found}.values())[:MOST]


def owed_by_verb(sentence: Span, maker: ClaimMaker) -> Iterator[tuple[Sides, Token]]:
    """Each thing behind "A owes B", and behind the colon of "what A owes (has promised) B: ..."."""
    verbs = table("pledges")["owing"]
    colon = next((t for t in sentence if t.text == ":"), None)
    for verb in sentence:
        owing = verb.lemma_.lower() == verbs[0]
        if verb.lemma_.lower() not in verbs or verb.tag_ == "VBG" or any(c.lower_ in {"not", "n't", "never"} or c.tag_ == "MD" for c in verb.children):
            continue
        asked = any(c.lower_ == "what" for t in (verb, *verb.children) for c in (t, *t.children))
        behind = colon if asked and colon is not None and verb.i < colon.i else None
        plain = behind is None and not owing
        if plain and (verb.tag_ not in {"VBD", "VBZ", "VBP"} or verb.dep_ == "acl:relcl" or verb.lemma_.lower() not in table("pledges")["vowing"]):
            continue
        who = tuple(m for m in maker.parties.resolve(own_subjects(verb)) if m.code and m.kind in BODIES)
        takers = [c for c in verb.children if c.dep_ == "iobj" or (c.dep_ == "obl" and preposition(c) == "to") or (behind is not None and c.dep_ == "obj")]
        served = tuple(m for m in maker.parties.resolve(takers) if m.code)
        if not who or (plain and not served and not under_accord(who, verb, maker)):
            continue
        heads = heads_behind(behind, sentence) if behind is not None else [n for c in verb.children if c.dep_ == "obj" for n in things_of(c)]
        yield from (((who, served), noun) for noun in heads if not plain or noun.lemma_.lower() in plain_deeds())


def under_accord(who: tuple[Mention, ...], verb: Token, maker: ClaimMaker) -> bool:
    """Whether those who promise are parties of the agreement spoken of."""
    bound = maker.bound_with(who, maker.parties.offset(verb))
    return len(bound) > 1 and {m.code for m in who} <= bound


@cache
def plain_deeds() -> frozenset[str]:
    """The nouns that name a deed by themselves."""
    words = table("pledges")
    return frozenset((*words["deed_nouns"], *table("progress")["acts"], *words["laws"]))


def accepted(sentence: Span, maker: ClaimMaker) -> Iterator[tuple[Sides, Token]]:
    """The deed of one's own that somebody accepts or undertakes ("accepted the disarmament of its fighters"), to which a text commits him ("commits A to the
    removal of the posts"), or on which it was agreed ("an exchange of 40 men was agreed")."""
    words = table("pledges")
    for verb in sentence:
        lemma = verb.lemma_.lower()
        if any(c.lower_ in {"not", "n't", "never"} or c.tag_ == "MD" for c in verb.children):
            continue
        if lemma in words["accepting"] and verb.tag_ in {"VBD", "VBN", "VBZ", "VBP"}:
            who = tuple(m for m in maker.parties.resolve(own_subjects(verb)) if m.code and m.kind in BODIES)
            things = [c for c in verb.children if c.dep_ == "obj" and is_own(c, lemma)]
            yield from (((who, ()), noun) for noun in things if who)
        elif lemma in words["committing"]:
            bound = [c for c in verb.children if c.dep_ == "obj"]
            who = tuple(m for m in maker.parties.resolve(bound) if m.code and m.kind in BODIES)
            to = [c for c in verb.children if c.dep_ == "obl" and preposition(c) == "to" and c.pos_ == "NOUN"]
            yield from (((who, ()), noun) for c in to for noun in things_of(c) if who)
        elif lemma in words["agreeing"] and any(c.dep_ == "aux:pass" for c in verb.children):
            instrument = maker.topics.current(maker.parties.offset(verb))
            makers = tuple(m for m in maker.topics.parties_of(instrument) if m.code) if instrument is not None else ()
            makers = makers or maker.partners_before(maker.parties.offset(verb))
            things = [c for c in verb.children if c.dep_ == "nsubj:pass" and not any(d.lower_ in {"the", "this", "that"} for d in c.children)]
            yield from (((makers, ()), noun) for c in things for noun in things_of(c) if len(makers) > 1)


def is_own(noun: Token, lemma: str) -> bool:
    """Whether what is accepted is to be done by or to those who accept it: "the disarmament of its fighters"; whatever is undertaken is."""
    own = any(t.lower_ in {"its", "their"} and t.i > noun.i for t in noun.subtree)
    return noun.lemma_.lower() in table("progress")["acts"] and (lemma != "accept" or own) and not any(preposition(c) == "by" for c in noun.subtree)


def things_of(noun: Token) -> list[Token]:
    """The things of a list that begins with a noun, on whichever of its words the parser hung the later ones."""
    return [t for t in noun.subtree if t is noun or (t.dep_ in {"conj", "appos"} and t.pos_ == "NOUN" and named_deed(t) is not None)]


def heads_behind(colon: Token, sentence: Span) -> list[Token]:
    """The nouns of a list behind a colon that hang on none of the others."""
    inside = [t for t in sentence if t.i > colon.i and t.pos_ in {"NOUN", "PROPN"}]
    return [t for t in inside if t.head.i <= colon.i or t.dep_ in {"conj", "appos", "ROOT", "list"}]


def provided_for(sentence: Span, maker: ClaimMaker) -> Iterator[tuple[Sides, Token]]:
    """The thing of a relative clause that says that an agreement lays it down ("the court that the memorandum provides for"), with those it coordinates."""
    for verb in sentence:
        if verb.dep_ != "acl:relcl" or verb.lemma_.lower() not in table("pledges")["laying_down"] or verb.tag_ not in {"VBZ", "VBP", "VBD"}:
            continue
        subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
        text = maker.topics.covering(maker.parties.offset(subject)) if subject is not None else None
        if text is None or subject is None or verb.head.i >= subject.i or any(c.tag_ == "MD" or c.lower_ in {"not", "n't"} for c in verb.children):
            continue
        makers = tuple(m for m in maker.topics.parties_of(text) if m.code) or (the_parties(maker.parties.offset(subject), subject),)
        yield from (((makers, ()), noun) for noun in [verb.head, *(c for c in verb.head.children if c.dep_ == "conj" and c.pos_ == "NOUN")])


def the_parties(at: int, subject: Token) -> Mention:
    """Those who are bound by an agreement that the text names without its parties: the ledger knows them."""
    return Mention(start=at, end=at + len(subject), text="the parties", code=None, name=None, kind="group", role=None, organ=None)


def duty(noun: Token, sides: Sides, bounds: tuple[int, int], maker: ClaimMaker) -> Claim | None:
    """The duty that a noun names: what is done, to what, how much of it and by when; None where the noun names no deed."""
    deed = named_deed(noun)
    if deed is None or noun.pos_ != "NOUN":
        return None
    parties, negative = maker.parties, any(c.lower_ == "no" for c in noun.children)
    action, things = deed
    words = [t for t in phrase_tokens(things or noun) if not (t.head.i == (things or noun).i and t.dep_ in DETERMINERS)]
    stop_at = next((t.i for t in words if t.text in {",", ";"}), None)
    words = [t for t in words if stop_at is None or t.i < stop_at]
    whole = [t for t in phrase_tokens(noun) if stop_at is None or t.i < stop_at]
    if not words:
        return None
    start, end = parties.offset(whole[0]), parties.offset(whole[-1]) + len(whole[-1])
    dues = [d for d in maker.particulars.deadlines_in(start, end) if d.kind in ("date", "relative")]
    at, stop = parties.offset(words[0]), min(parties.offset(words[-1]) + len(words[-1]), dues[0].start if dues and dues[0].start else end)
    quantity = next((q for q in maker.particulars.quantities_in(at, stop) if not maker.particulars.dated(q)), None)
    who, served = sides
    return Claim(
        claim_id=claim_id(maker.document.doc_id, start, "commissive", DUE_FRAME), doc_id=maker.document.doc_id, start=start, end=end,
        sentence_start=bounds[0], sentence_end=bounds[1], illocution="commissive", predicate=action.split()[0], action="refrain" if negative else action,
        frame=DUE_FRAME, agents=who, recipients=served, object=Words(start=at, end=stop, text=parties.text[at:stop].rstrip()), quantity=quantity,
        published=maker.document.published, deadline=dues[0] if dues else NO_DEADLINE, modality="promised", polarity="negative" if negative else "positive",
        attribution=maker.speech.chain(start), depth=1, clause="nominal", instrument=maker.topics.current(start, who),
    )  # fmt: skip


def named_deed(noun: Token) -> tuple[str, Token | None] | None:
    """What is done, and what it is done to where that stands behind the noun: "the release of 30 men" frees the men, "a published register" is published."""
    lemma, words = noun.lemma_.lower(), table("pledges")
    made = next((c for c in noun.children if c.dep_ == "amod" and c.tag_ == "VBN" and c.i < noun.i), None)
    if made is not None:
        return made.lemma_.lower(), None
    act = words["deed_nouns"].get(lemma) or table("progress")["acts"].get(lemma)
    if act is not None:
        return act, next((c for c in noun.children if c.dep_ == "nmod" and preposition(c) in FORM), None)
    if lemma in words["laws"]:
        return "adopt", None
    return ("set up", None) if lemma in words["bodies_set_up"] else None
