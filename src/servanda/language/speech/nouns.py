"""Reports by nouns: "the claim that ...", "by the army's count", "it was the view of X that ...", "X's position is that ..."."""

from __future__ import annotations

from collections.abc import Iterator

from servanda.language.parsed import Span, Token
from servanda.language.speech.complements import marked, report_of, right_of
from servanda.language.speech.cues import Cues
from servanda.language.speech.extent import FINITE, opener, trim
from servanda.language.speech.report import Report
from servanda.language.speech.speakers import SUBJECTS, noun_phrase, speaker_of, speaker_of_noun

CLAUSES = frozenset({"acl", "ccomp", "acl:relcl", "csubj"})
BE = frozenset({"is", "was", "are", "were", "be", "been", "being", "remains", "remained"})
EMPTY = frozenset({"it", "there", "this", "that", "what", "which"})
CLEAR = 5  # words between a form of "be" and a colon
FAR = 14  # words from a noun to the "is that" of which it is the subject


def of_noun(noun: Token, lemma: str, cues: Cues) -> Iterator[Report]:
    """ "the claim that ..."; not "said in a statement that ...", where the verb reports."""
    if noun.dep_ == "obl" and cues.verb(noun.head) is not None:
        return
    clause = next((c for c in noun.children if c.i > noun.i and c.dep_ in CLAUSES and (marked(c, {"that"}) or _takes_that(noun, c, cues, lemma))), None)
    bounds = right_of(noun, clause) if clause is not None else _said_to_be(noun) or _right_behind(noun)
    if bounds is not None:
        yield report_of(noun, bounds, lemma, speaker_of_noun(noun) or _holder(noun))


def _takes_that(noun: Token, clause: Token, cues: Cues, lemma: str) -> bool:
    """ "is of the opinion that the treaty has lapsed", where parsers take "that" for a relative pronoun."""
    first = clause.left_edge
    return cues.kinds[lemma] == "opinion" and opener(noun) == "of" and first.lower_ == "that" and first.i == noun.i + 1


def _right_behind(noun: Token) -> tuple[int, int] | None:
    """ "refused the request on the ground that ...": a clause right behind a noun with "on", which parsers hang on another word."""
    doc, at = noun.doc, noun.i + 1
    if opener(noun) != "on" or at >= noun.sent.end or doc[at].lower_ != "that" or doc[at].dep_ != "mark" or doc[at].head.i <= at:
        return None
    return trim(doc, at, doc[at].head.right_edge.i + 1)


def _said_to_be(noun: Token) -> tuple[int, int] | None:
    """ "The army's position is that ...": the clause behind a form of "be" of which the noun is the subject."""
    if noun.dep_ not in SUBJECTS:
        return None
    doc, sent = noun.doc, noun.sent
    be = next((i for i in range(noun.i + 1, min(sent.end - 1, noun.i + FAR)) if doc[i].lower_ in BE), None)
    if be is None:
        return None
    colon = next((i for i in range(be + 1, min(be + CLEAR, sent.end - 1)) if doc[i].text == ":"), None)  # "the position is clear: ..."
    if colon is not None and any(t.tag_ in FINITE for t in doc[colon + 1 : sent.end]):
        return trim(doc, colon + 1, sent.end)
    return trim(doc, be + 1, sent.end) if doc[be + 1].lower_ == "that" and doc[be + 1].dep_ == "mark" else None


def _holder(noun: Token) -> Span | None:
    """ "Oman is of the opinion that", "refused it on the ground that": whose the noun is, where it stands in what is said of a subject."""
    if any(c.dep_ == "cop" for c in noun.children):
        subject = next((c for c in noun.children if c.dep_ in SUBJECTS and c.i < noun.i), None)
        return noun_phrase(subject, last=noun.i) if subject is not None and subject.lower_ not in EMPTY else None
    if opener(noun) == "on" and noun.dep_ in ("obl", "nmod", "advcl"):
        verb = next((t for t in noun.ancestors if t.pos_ == "VERB"), None)
        return speaker_of(verb, (noun.sent.start, noun.i)) if verb is not None else None
    giver = next((c for c in noun.children if c.dep_ == "acl" and c.tag_ == "VBN"), None)  # "the reason given by the army"
    agent = next((c for c in giver.children if c.dep_ == "obl:agent"), None) if giver is not None else None
    return noun_phrase(agent, first=noun.i + 1) if agent is not None else None


def of_account(noun: Token) -> Report | None:
    """ "..., by the treasury's reckoning": the clause it stands in, without it where it opens or closes the sentence."""
    owner = next((c for c in noun.children if c.dep_ == "nmod:poss"), None)
    word = next((c for c in noun.children if c.dep_ == "case" and c.lower_ in ("by", "on", "in")), None)
    if owner is None or word is None:
        return None
    sent, doc = noun.sent, noun.doc
    before, after = trim(doc, sent.start, word.i), trim(doc, noun.i + 1, sent.end)
    bounds = after if word.i - sent.start <= 1 else before if sent.end - noun.i <= 2 else trim(doc, sent.start, sent.end)
    return report_of(noun, bounds, f"{word.lower_} {noun.lower_}", noun_phrase(owner, last=noun.i)) if bounds is not None else None
