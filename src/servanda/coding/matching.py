"""Which row of the lexicon a clause is, and where its two sides stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from servanda.coding.clauses import Clause, own_speaker
from servanda.coding.frames import Entry, Frame, Lexicon
from servanda.coding.nouns import agentive
from servanda.coding.parties import Parties
from servanda.coding.phrases import TIME_WORDS, owns, phrase_tokens, preposition, steps_up
from servanda.coding.predicates import is_adjectival
from servanda.coding.subjects import subjects_of
from servanda.coding.tables import table, word_roles
from servanda.language.parsed import Token
from servanda.records import Mention

COUNTING = {
    "%", "percent", "number", "group", "dozen", "hundred", "thousand", "list", "total", "rest", "last", "one", "some", "part", "all", "half", "most",
    "score", "pair", "state", "series", "wave", "act", "kind", "form", "piece", "package", "set", "handful", "team", "couple", "batch", "majority",
    "spate", "string", "campaign", "round", "text", "draft", "letter", "tonne", "ton", "barrel", "litre", "liter", "kilo", "dollar", "euro", "pound",
    "rouble", "ruble", "franc", "yen",
}  # fmt: skip
PLACES = {"LOC", "GPE"}  # as pipelines call the names of places
SUMS = {"million", "billion", "trillion"}
DISCOURSE = {"turn", "return", "exchange", "part", "addition", "fact", "contrast", "reply", "meantime", "response"}
SPOKEN = {"REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT", "AGREE"}
OFFICIAL = {"COERCE", "SANCTION"}  # "was arrested in A": what only a state's officers do, done by those of the place
ON_DUTY = {"patrol", "guard", "watch", "duty", "mission", "tour"}  # "fired at a boat on patrol": what it was doing
ADDRESSED = {"me", "us", "you", "him", "her", "them"}
SHORTEST_ADJACENT = 3  # tokens after the verb in which a particle may stand even where the parse puts it elsewhere


@dataclass(frozen=True, slots=True)
class Sides:
    """The parties of a clause: who acts, and towards whom."""

    agents: tuple[Mention, ...]
    recipients: tuple[Mention, ...]


OWNED = {"forces", "peacekeepers", "observers"}  # classes of people whose being sent, moved or withdrawn is their own side's deed
Named = Callable[[Token], Mention | None]


def match_frame(clause: Clause, lexicon: Lexicon, named: Named) -> Frame | None:
    """The first row, in the lexicon's order, whose words stand by the clause's head and whose classes its arguments meet.

    `named` tells which known party a token is part of. Many verbs are both an act and an operator ("restore services",
    "restore ... to working"): of rows with as many words, the one that fits what the clause governs is taken.
    """
    head = clause.head
    index = lexicon.nouns if clause.noun else lexicon.adjectives if is_adjectival(head) else lexicon.verbs
    lemma = event_noun(head) if clause.noun else lexicon.verb_lemma(head.lower_, head.lemma_.lower())
    entries: tuple[Entry, ...] = index.get(lemma, ()) or (index.get(hyphenated(head), ()) or index.get(hyphenated(head, "-"), ()) if clause.noun else ())
    if not entries:
        return None
    beside = words_beside(head, clause.noun) | {word for word in clause.obliques if word in {"from", "to"}}
    fitting = [(frame, words) for frame, words in entries if set(words) <= beside and suits(clause, frame, words, lexicon, named)]
    if not fitting:
        return None
    if any(c.dep_ == "ccomp" and is_subjunctive(c) for c in head.children):
        asking = next((frame for frame, _ in fitting if frame.complement in {"request", "order"}), None)
        if asking is not None:
            return asking  # "insisted that A revoke the law": the subjunctive asks
    if any(c.dep_ == "acl" and c.tag_ == "VB" and any(g.tag_ == "TO" for g in c.children) for o in clause.objects for c in o.children):
        pledging = next((frame for frame, words in entries if words == ("to",) and frame.complement == "promise"), None)
        if pledging is not None:
            return pledging  # "undertook in an annex to send": not the carrying out of an annex
    if told_plainly(clause):
        telling = next((frame for frame, _ in fitting if frame.complement == "report"), None)
        if telling is not None and fitting[0][0].complement in {"request", "order", "permission"}:
            return telling  # "nobody had been turned away, it insisted": a statement
    first, words = fitting[0]
    governs = has_complement(clause, lexicon, words)
    if first.object or first.operates == governs:
        return first
    return next((frame for frame, other in fitting if len(other) == len(words) and frame.operates == governs), first)


def told_plainly(clause: Clause) -> bool:
    """Whether what is said stands beside the verb as a plain sentence, in no form that asks."""
    said = [c for c in clause.head.children if c.dep_ in {"ccomp", "parataxis"}]
    if any(is_subjunctive(c) or any(g.tag_ == "MD" for g in c.children if g.dep_ == "aux") for c in said):
        return False
    return bool(said) or (clause.relation == "parataxis" and not clause.objects)


def is_subjunctive(verb: Token) -> bool:
    """Whether a verb in a clause is bare: "that A leave", also where the tagger took it for a plural's."""
    if any(c.dep_ in {"aux", "aux:pass"} for c in verb.children):
        return False
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    one = subject is not None and subject.tag_ in {"NN", "NNP"} and not any(c.dep_ == "conj" for c in subject.children)
    return verb.tag_ == "VB" or (verb.tag_ == "VBP" and one)


def event_noun(head: Token) -> str:
    """The noun's lemma; of a hyphenated one, which the tokeniser splits, the whole ("pull-back")."""
    doc = head.doc
    if head.i + 2 < len(doc) and doc[head.i + 1].text == "-" and not doc[head.i].whitespace_ and not doc[head.i + 1].whitespace_:
        return f"{head.lower_}-{doc[head.i + 2].lemma_.lower()}"
    return head.lemma_.lower()


def hyphenated(head: Token, mark: str = "") -> str:
    """The whole of a hyphenated noun of which this is the last part, written with the mark ("cease-fire": ceasefire); else its lemma."""
    doc = head.doc
    if head.i > 1 and doc[head.i - 1].text == "-" and not doc[head.i - 1].whitespace_ and not doc[head.i - 2].whitespace_:
        return str(doc[head.i - 2].lower_ + mark + head.lemma_.lower())
    return str(head.lemma_.lower())


def suits(clause: Clause, frame: Frame, words: tuple[str, ...], lexicon: Lexicon, named: Named) -> bool:
    """Whether object and subject are of the classes the row asks for; behind a preposition of its pattern stands its object too."""
    transitive = bool(clause.objects) or any(c.dep_ in {"ccomp", "xcomp"} for c in clause.head.children)
    if frame.plover == "PROTEST" and not words and transitive and not clause.noun and clause.head.lemma_.lower() in table("speech_acts")["intransitive"]:
        return False
    objects = clause.objects + [t for word in words for t in clause.obliques.get(word, [])]
    placed = "territory" in frame.object and any(t.ent_type_ in PLACES for t in clause.objects)  # "seized Gorna"
    return (placed or meets(objects, frame.object, lexicon, named)) and meets(clause.subjects, frame.subject, lexicon, named)


def has_complement(clause: Clause, lexicon: Lexicon, words: tuple[str, ...]) -> bool:
    """Whether the predicate governs a clause, or an event noun as its object; a noun of its own pattern ("reaffirm commitment") only with a clause."""
    for child in clause.head.children:
        if child.dep_ in {"xcomp", "ccomp"}:
            return True
        if child.dep_ == "advcl" and not clause.objects and any(c.tag_ == "TO" for c in child.children):
            return True
        if child.dep_ in {"obj", "nsubj:pass", "obl"} and (
            (child.lemma_.lower() in lexicon.nouns and child.lemma_.lower() not in words) or any(c.dep_ == "acl" and c.tag_ == "VB" for c in child.children)
        ):
            return True
    return False


def meets(tokens: Iterable[Token], classes: tuple[str, ...], lexicon: Lexicon, named: Named) -> bool:
    """Whether one of the arguments belongs to the classes; no classes ask nothing. Known parties are actors, named people and nationals people."""
    if not classes:
        return True
    for token in tokens:
        counting = token.pos_ == "NUM" or token.lemma_.lower() in COUNTING
        titled = token.pos_ == "PROPN"  # "Ethiopian President Sahle Work": the title hangs on the name
        parts = [token, *(c for c in token.children if c.dep_ in {"conj", "compound"} or (c.dep_ == "nmod" and (counting or (titled and c.i < token.i))))]
        if any(lexicon.is_in(lemma, classes) for t in parts for lemma in (t.lemma_.lower(), hyphenated(t))):
            return True  # "cease-fire" too, of which the tokeniser makes three
        if "money" in classes and any(c.dep_ in {"nummod", "compound"} and c.lemma_.lower() in SUMS for c in subtree_numbers(token)):
            return True  # "a million kroner": a sum, whatever the currency is called
        if "people" in classes and any(t.lemma_.lower() in word_roles("people") for t in parts):
            return True
        mention = named(token) if {"actor", "people", "officials"} & set(classes) else None
        if "officials" in classes and mention is not None and mention.kind == "person" and mention.code:
            return True
        if "actor" in classes and (mention is not None or token.tag_ == "PRP"):
            return True  # "it let the convoy pass"
        numbered = any(c.dep_ in {"nummod", "flat"} for c in token.children)
        counted = token.tag_ == "NNPS" or (numbered and (token.pos_ == "PROPN" or (token.tag_ == "NNS" and agentive(token))))
        if "people" in classes and (counted or (mention is not None and mention.kind in {"people", "person"})):
            return True  # "32 Armenians", "Sergeant Ana Lopez", "nine trappers"
    return False


def subtree_numbers(token: Token) -> list[Token]:
    """Numerals before a noun, those that count them included ("two hundred million kroner")."""
    return [c for c in token.lefts if c.pos_ in {"NUM", "NOUN"}]


def is_time(token: Token) -> bool:
    """Whether a token heads a time: a weekday, a month, or the day before or behind one ("26" of "September 26")."""
    return token.lemma_.lower() in TIME_WORDS or (token.pos_ == "NUM" and any(c.lemma_.lower() in TIME_WORDS for c in token.children))


def words_beside(head: Token, noun: bool) -> set[str]:
    """Lower-case words and lemmas that stand by the head as particle, preposition, adverb, object or modifier."""
    found: set[str] = set()
    for child in head.children:
        if is_time(child) or (child.lemma_.lower() in DISCOURSE and child.dep_ in {"obl", "nmod"}):
            continue  # "agreed on Tuesday" is no "agree on", "in its turn let them go" no "let in"
        if child.dep_ == "nsubj" and child.lemma_.lower() in table("party_nouns")["plural"]["heads"]:
            continue  # "the two sides take note" is no "take sides"
        if child.dep_ in {"advcl", "parataxis", "conj", "acl:relcl"}:
            found |= {c.lower_ for c in child.children if c.dep_ == "mark" and c.lower_ == "to" and child.tag_ == "VBG"}  # "commits to lifting"
            continue  # "signed the text, pledging to ..." is no "sign pledge"
        if child.dep_ == "ccomp" and any(c.dep_.startswith("nsubj") for c in child.children):
            continue  # "announced that men were arrested" is no "announce arrest"
        if child.i < head.i and (child.tag_ == "TO" or (child.dep_ == "mark" and not noun)):
            continue  # "to see" is no "see to", "that it would grant" no "grant that"
        if not noun and child.dep_ == "obl" and child.i < head.i and child.pos_ in {"NOUN", "PROPN"}:
            continue  # "In Bern the ministry called on the rebels" is no "call in"
        found |= {child.lower_, child.lemma_.lower(), hyphenated(child)}
        if child.dep_ in {"obj", "obl", "xcomp", "nmod", "obl:agent", "advmod", "nsubj:pass", "ccomp"}:
            found |= {c.lower_ for c in child.children if c.dep_ in {"case", "mark", "advmod", "compound", "amod"}}
            if child.lemma_.lower() in COUNTING:  # "lifted the state of emergency"
                found |= {c.lemma_.lower() for c in child.children if c.dep_ == "nmod"}
    if not noun:
        document = head.doc
        after = [document[i] for i in range(head.i + 1, min(head.i + SHORTEST_ADJACENT, len(document)))]
        dated = any(is_time(t) for t in after)
        found |= {t.lower_ for t in after if t.pos_ in {"ADP", "ADV", "PART", "ADJ"} and not (dated and t.pos_ == "ADP")}
        if head.dep_ in {"acl", "acl:relcl"}:
            found |= {head.head.lemma_.lower()}
    return found


def sides(clause: Clause, frame: Frame | None, parties: Parties) -> Sides:
    """Source and target parties. An agent-less passive has no agents."""
    if clause.noun and frame and frame.reciprocal:
        together = parties.resolve([*clause.obliques.get("between", []), *clause.subjects, *clause.obliques.get("with", []), *clause.obliques.get("among", [])])
        adjectives = parties.resolve(modifier_parties(clause, parties)) if len(together) < 2 else ()
        return Sides(joined(together, adjectives), ())
    if clause.noun:
        if suffers(clause):
            return Sides((), parties.resolve(clause.subjects))
        agents = parties.resolve(clause.subjects, clause.alone) or parties.resolve(modifier_parties(clause, parties))
        if not agents and frame and (frame.complement != "none" or frame.plover in SPOKEN):
            agents = parties.resolve(clause.obliques.get("from", []))  # "threats from the rulers"
    elif frame and frame.source in {"none", "speaker"}:
        return Sides((), target_parties(clause, frame, parties))
    elif frame and frame.source == "object" and not clause.passive:
        agents = parties.resolve(clause.objects)
    elif frame and frame.source in {"by", "from", "of"}:
        named = parties.resolve(clause.obliques.get(frame.source, []))
        agents = named or (() if "subject" in frame.target else parties.resolve(clause.subjects))
    else:
        agents = parties.resolve(own_speaker(clause) or clause.subjects, clause.alone)
    if not agents and clause.passive and frame and OWNED & set(frame.object):
        agents = tuple(m for m in parties.resolve(clause.objects) if m.code)  # "Borean troops were sent": Borea sent them
    if not agents and clause.passive:  # "an appeal by A was issued": whose the thing is, parsers hang it on
        agents = makers(clause.objects, parties)
    if not agents and frame and frame.reciprocal:
        agents = parties.resolve([c for thing in clause.objects for c in thing.children if c.dep_ == "nmod" and preposition(c) in {"between", "among"}])
    if not agents and clause.passive and frame and (frame.plover in OFFICIAL or frame.mode == "release"):
        agents = tuple(m for word in ("in", "from") for m in parties.resolve(clause.obliques.get(word, [])) if m.code and m.kind == "state")
    if not agents and not clause.subjects and not clause.noun and not clause.passive and clause.form == "finite":
        agents = parties.before(clause.head)
    if clause.relation == "acl" and clause.form == "gerund" and clause.subjects and not any(party_like(m) for m in agents):
        agents = parties.resolve(subjects_of(clause.subjects[0].head))  # "put out a report accusing ...": who put it out
    agents = tuple(m for m in agents if party_like(m)) or tuple(m for token in clause.subjects for m in parties.behind(token))
    agents = agents or makers(() if clause.noun else clause.subjects, parties)  # "a bombing by A killed nine"
    recipients = target_parties(clause, frame, parties)
    if frame and frame.reciprocal:
        recipients = joined(parties.resolve(clause.obliques.get("with", [])), ()) or recipients
    codes, starts = {m.code for m in agents if m.code}, {m.start for m in agents}
    return Sides(agents, tuple(m for m in recipients if m.start not in starts and (not m.code or m.code not in codes)))


def makers(things: Iterable[Token], parties: Parties) -> tuple[Mention, ...]:
    """The parties that stand behind "by" with a thing or deed."""
    return parties.resolve([c for thing in things for c in thing.children if c.dep_ == "nmod" and preposition(c) == "by"])


def suffers(clause: Clause) -> bool:
    """ "the leader's arrest", "her murder": whose deed it is said to be is whom it was done to, where no other stands behind "of" or "by"."""
    owned = bool(clause.subjects) and all(t.dep_ == "nmod:poss" for t in clause.subjects)
    return owned and not clause.objects and clause.head.lemma_.lower() in table("party_nouns")["suffered"]


def party_like(mention: Mention) -> bool:
    """Whether a mention can act: a known actor, people, or a name; "the values of humanism" cannot."""
    return bool(mention.code) or mention.kind != "unknown"


def joined(first: tuple[Mention, ...], second: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Both runs, each party once."""
    codes = {m.code for m in first if m.code}
    return first + tuple(m for m in second if m.code not in codes)


def modifier_parties(clause: Clause, parties: Parties) -> list[Token]:
    """Adjectives and nouns before an event noun that name a party: "the Turkish mediation"."""
    return [t for t in clause.obliques.get("", []) if parties.covering(t)]


def target_parties(clause: Clause, frame: Frame | None, parties: Parties) -> tuple[Mention, ...]:
    """The first place in the frame's order that holds a party; without a frame the usual places."""
    order = frame.target if frame and frame.target else ("indirect", "object", "to", "with", "against", "object-possessor")
    for place in order:
        found = at_place(place, clause, parties)
        if found:
            return found
    return ()


def at_place(place: str, clause: Clause, parties: Parties) -> tuple[Mention, ...]:
    """Parties at one place of the clause; only those that are known or are people count as an object."""
    if place == "object":
        named = (m for m in parties.resolve(clause.objects) if m.code or m.kind in {"people", "person", "armed group"})
        return tuple(named) or strangers(clause.objects, parties)
    if place == "indirect":
        return parties.resolve(clause.indirect) or strangers(clause.indirect, parties)
    if place == "object-possessor":
        return tuple(m for token in clause.objects for m in possessors(token, parties))
    if place == "subject":
        return parties.resolve(clause.subjects)
    there = [t for t in clause.obliques.get(place, []) if place != "on" or t.lemma_.lower() not in ON_DUTY]
    return tuple(m for m in parties.resolve(there) if m.code or m.kind in {"people", "person", "armed group", "group", "organ"})


def strangers(tokens: Iterable[Token], parties: Parties) -> tuple[Mention, ...]:
    """ "told them", "thanked you": somebody it is done to, whom no words before name."""
    return tuple(parties.words(t, None, None, "person", None) for t in tokens if t.pos_ == "PRON" and t.lower_ in ADDRESSED)


def possessors(token: Token, parties: Parties) -> tuple[Mention, ...]:
    """Parties that a noun phrase names as owner, nationality or seat: "Armenian servicemen", "the bid of Azerbaijan"."""
    found: list[Mention] = []
    for part in phrase_tokens(token):
        if part is token or part.dep_ not in {"nmod:poss", "amod", "compound", "nmod"} or not all(owns(step) for step in steps_up(part, token)):
            continue
        named = parties.covering(part)
        mentions = (named,) if named else parties.pronouns.meant(part) if part.dep_ == "nmod:poss" and part.pos_ == "PRON" else parties.descriptions.meant(part)
        found += [m for m in mentions if m and m.code and m.code not in {f.code for f in found}]
    return tuple(found)
