"""What an agreement lays down: "The protocol provides that Borea buys 30,000 tonnes each season and that the bridge is rebuilt by May"."""

from __future__ import annotations

from servanda.coding.clauses import Clause
from servanda.coding.pledges import is_made
from servanda.coding.situation import Situation
from servanda.coding.tables import table
from servanda.language.parsed import Token
from servanda.records import Instrument

DEEPEST = 4  # clauses coordinated under one verb of laying down


def laid_down(situation: Situation, clause: Clause) -> Instrument | None:
    """The agreement whose terms a finite clause tells, under a verb by which texts lay something down; None where none does."""
    past = clause.tense == "past" and not (clause.head.lower_.endswith("s") and not clause.passive)  # "buys", which taggers take for a past tense
    if clause.noun or clause.form != "finite" or past or clause.modal in {"may", "can", "could", "might"}:
        return None
    token = clause.head
    for _ in range(DEEPEST):
        says_what = token.dep_ in {"ccomp", "parataxis"} or any(c.lower_ == "that" and c.dep_ == "mark" for c in token.children)
        if says_what and token.head.lemma_.lower() in table("pledges")["providing"]:
            return subject_text(situation, token.head)
        if token.dep_ not in {"conj", "parataxis"}:
            return None
        token = token.head
    return None


def subject_text(situation: Situation, verb: Token) -> Instrument | None:
    """The agreement that is the subject of a verb, by its name or by a word that takes it up."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if subject is None or any(c.tag_ == "MD" or c.lower_ in {"not", "n't"} for c in verb.children):
        return None
    offset = situation.parties.offset(subject)
    known = situation.topics.covering(offset)
    if known is None and subject.lower_ in {"it", "this", "text", "paper", "document"}:
        known = situation.topics.current(offset)
    elif known is None and subject.pos_ == "PROPN":  # "A memorandum initialled today by A and B on the strait provides": of which the parser took the strait
        known = situation.topics.at(situation.parties.offset(verb.sent[0]), situation.parties.offset(verb))
    return known if known is not None and is_made(known) and len(situation.topics.parties_of(known)) > 1 else None
