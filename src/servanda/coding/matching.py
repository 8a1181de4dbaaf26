"""Which row of the lexicon a clause is."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from servanda.coding.clauses import Clause
from servanda.coding.frames import Frame, Lexicon
from servanda.coding.nouns import agentive
from servanda.coding.phrases import TIME_WORDS, preposition
from servanda.coding.predicates import is_adjectival
from servanda.coding.tables import table, word_roles
from servanda.language.grammar.units import section
from servanda.language.parsed import Token
from servanda.records import Mention

COUNTING = {
    "%", "percent", "number", "group", "dozen", "hundred", "thousand", "list", "total", "rest", "last", "one", "some", "part", "all", "half", "most",
    "score", "pair", "state", "series", "wave", "act", "kind", "form", "piece", "package", "set", "handful", "team", "couple", "batch", "majority",
    "spate", "string", "campaign", "round", "text", "draft", "letter", "tonne", "ton", "barrel", "litre", "liter", "kilo", "dollar", "euro", "pound",
    "rouble", "ruble", "franc", "yen", "lorry", "truck", "truckload", "load", "planeload",
    "shipload", "sack", "crate", "container", "third", "quarter", "fifth", "tenth", "cent",
}  # fmt: skip
COMPLEMENTS = {"ccomp", "xcomp", "advcl"}  # clauses that say what is asked
DONE_TO = {"acl", "xcomp"}  # participles that say what is to be done to a thing
VERDICTS = {"blameworthy", "praiseworthy"}
FRAMING = {"prospect", "possibility", "spectre", "specter", "option", "idea", "threat", "policy"}  # "raised the prospect of war": the war counts
LASTING = {"hour", "day", "week", "month", "morning", "afternoon", "evening", "night"}  # "held two days of talks"
THROUGH = COUNTING | FRAMING | LASTING
PLACES = {"LOC", "GPE"}  # as pipelines call the names of places
SUMS = {"million", "billion", "trillion"}
PLANNED = {"flight", "site", "floor", "street", "seating", "building", "construction", "maintenance"}  # what is planned on paper
DISCOURSE = {"turn", "return", "exchange", "part", "addition", "fact", "contrast", "reply", "meantime", "response", "case"}
SHORTEST_ADJACENT = 3  # tokens after the verb in which a particle may stand even where the parse puts it elsewhere

Named = Callable[[Token], Mention | None]


def match_frame(clause: Clause, lexicon: Lexicon, named: Named) -> Frame | None:
    """The first row, in the lexicon's order, whose words stand by the clause's head and whose classes its arguments meet.

    `named` tells which known party a token is part of. Many verbs are both an act and an operator ("restore services",
    "restore ... to working"): of rows with as many words, the one that fits what the clause governs is taken.
    """
    head = clause.head
    if in_name(clause, named):
        return None  # "the Democratic Rally", "the Lake War"
    if answers_by_deed(head):
        return None  # "retaliated by cancelling a visit": the visit's cancelling is the deed
    if clause.noun and head.lemma_.lower() == "plan" and any(c.dep_ == "compound" and c.lower_ in PLANNED for c in head.children):
        return None  # "the flight plans of all aircraft": papers
    if clause.noun and head.tag_ == "NN" and head.lemma_.lower() in table("speech_acts")["acts_in_plural"]:
        return None  # "its hostility towards A": a feeling; "hostilities" are fighting
    index = lexicon.nouns if clause.noun else lexicon.adjectives if is_adjectival(head) else lexicon.verbs
    lemma = event_noun(head) if clause.noun else lexicon.verb_lemma(head.lower_, head.lemma_.lower())
    entries = index.get(lemma) or ((index.get(hyphenated(head)) or index.get(hyphenated(head, "-"))) if clause.noun else None)
    if entries is None:
        return None
    beside = words_beside(head, clause.noun) | {word for word in clause.obliques if word in {"from", "to"}}
    deeper = words_below(clause)
    rows = entries.with_words(beside.union(*(below for _, below in deeper)))
    rows = [row for row in rows if beside.issuperset(row[1]) or stands_below(row[1], beside, deeper)] if deeper else rows
    at = next((number for number, (frame, words) in enumerate(rows) if suits(clause, frame, words, lexicon, named)), None)
    if at is None:
        return None
    (first, words), rows = rows[at], rows[at:]
    if any(c.dep_ == "ccomp" and is_subjunctive(c) for c in head.children):
        asking = next((frame for frame, other in rows if frame.complement in {"request", "order"} and suits(clause, frame, other, lexicon, named)), None)
        if asking is not None:
            return asking  # "insisted that A revoke the law": the subjunctive asks
    if any(c.dep_ == "acl" and c.tag_ == "VB" and any(g.tag_ == "TO" for g in c.children) for o in clause.objects for c in o.children):
        pledging = next((frame for frame, other in entries if other == ("to",) and frame.complement == "promise"), None)
        if pledging is not None:
            return pledging  # "undertook in an annex to send": not the carrying out of an annex
    if first.complement in {"request", "order", "permission"} and told_plainly(clause):
        telling = next((frame for frame, other in rows if frame.complement == "report" and suits(clause, frame, other, lexicon, named)), None)
        if telling is not None:
            return telling  # "nobody had been turned away, it insisted": a statement
    governs = has_complement(clause, lexicon, words)
    if first.object or first.operates == governs:
        return first
    alike = (frame for frame, other in rows if len(other) == len(words) and frame.operates == governs and suits(clause, frame, other, lexicon, named))
    return next(alike, first)


def answers_by_deed(head: Token) -> bool:
    """Whether a verb of answering only says that a deed is an answer."""
    by = [c for c in head.children if c.dep_ == "advcl" and c.tag_ == "VBG" and any(m.lower_ == "by" for m in c.children)]
    return bool(by) and head.lemma_.lower() in table("speech_acts")["answering"]


def in_name(clause: Clause, named: Named) -> bool:
    """Whether an event noun is a word of a name: of a party's, or of a war's, which is spoken of and not reported."""
    head = clause.head
    if not clause.noun or head.tag_ not in {"NNP", "NNPS"}:
        return False
    before = head.doc[head.i - 1] if head.i > head.sent.start else None
    return named(head) is not None or (head.lower_ == "war" and before is not None and before.text[:1].isupper())


def gives_name(clause: Clause, words: tuple[str, ...]) -> bool:
    """ "called him a liar", "called the county for her": whether "call" only says what something is called or who has won it."""
    named = any(c.dep_ == "xcomp" and c.pos_ in {"NOUN", "PROPN", "ADJ", "NUM"} for c in clause.head.children) or bool(second_objects(clause))
    return clause.head.lemma_.lower() == "call" and bool(clause.objects) and (named or words == ("for",))


def judged_as(clause: Clause) -> list[Token]:
    """ "Called the delay a provocation", "branded it illegal": what something is said to be, by a verb that calls or judges."""
    if clause.noun or not clause.objects or clause.head.lemma_.lower() not in table("speech_acts")["calling"]:
        return []
    said = [c for c in clause.head.children if c.dep_ == "xcomp" and c.pos_ in {"NOUN", "ADJ", "VERB"} and c.tag_ not in {"VB", "TO"}]
    return said or second_objects(clause)


def second_objects(clause: Clause) -> list[Token]:
    """What the parser took for one more object behind a pronoun: "calls this a reinforcement"."""
    objects = [c for c in clause.head.children if c.dep_ in {"obj", "iobj"}]
    return objects[1:] if len(objects) > 1 and objects[0].pos_ == "PRON" and objects[1].pos_ in {"NOUN", "ADJ"} else []


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
    tokens, i = head.doc.tokens, head.i
    if i > 1 and tokens[i - 1].text == "-" and not tokens[i - 1].whitespace_ and not tokens[i - 2].whitespace_:
        return tokens[i - 2].lower_ + mark + head.lemma_.lower()
    return head.lemma_.lower()


def suits(clause: Clause, frame: Frame, words: tuple[str, ...], lexicon: Lexicon, named: Named) -> bool:
    """Whether object and subject are of the classes the row asks for; behind a preposition of its pattern stands its object too."""
    if frame.plover in {"CONSULT", "REQUEST"} and not clause.noun and gives_name(clause, words):
        return False
    if words == ("to",) and frame.complement == "request" and not clause.noun and not any(c.dep_ in COMPLEMENTS for c in clause.head.children):
        return False  # "told this to reporters"
    judged = judged_as(clause)
    if judged and frame.plover and not VERDICTS & set(frame.object) and not {t.lemma_.lower() for t in judged} & set(words):
        return False  # "called the vote a step forward" calls no vote
    transitive = bool(clause.objects) or any(c.dep_ in {"ccomp", "xcomp"} for c in clause.head.children)
    bare = not clause.noun and clause.head.lemma_.lower() in table("speech_acts")["intransitive"]
    if frame.plover == "PROTEST" and transitive and bare and (clause.objects or not words):
        return any(o.lemma_.lower() in words for o in clause.objects)  # "rallied support for the plant" is no rally
    behind = [t for word in words for t in (*clause.obliques.get(word, []), *(c for o in clause.objects for c in o.children if preposition(c) == word))]
    if VERDICTS & set(frame.object):  # what it is called counts; a verdict on an agreement is read by the ledger
        taken_up = any(t.pos_ in {"PRON", "DET"} or lexicon.is_in(t.lemma_.lower(), ("agreement",)) for t in clause.objects)
        return not taken_up and bool(clause.objects) and meets([*judged, *behind], frame.object, lexicon, named)
    objects = [*clause.objects, *behind]
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
    members = lexicon.members(classes)
    for token in tokens:
        counting = token.pos_ == "NUM" or token.lemma_.lower() in COUNTING
        titled = token.pos_ == "PROPN"  # "Ethiopian President Sahle Work": the title hangs on the name
        parts = [token, *(c for c in token.children if c.dep_ in {"conj", "compound"} or (c.dep_ == "nmod" and (counting or (titled and c.i < token.i))))]
        if any(t.lemma_.lower() in members or hyphenated(t) in members for t in parts):
            return True  # "cease-fire" too, of which the tokeniser makes three
        if "money" in classes and not is_measure(token) and any(c.dep_ in {"nummod", "compound"} and c.lemma_.lower() in SUMS for c in subtree_numbers(token)):
            return True  # "a million kroner": a sum, whatever the currency is called
        if "people" in classes and any(t.lemma_.lower() in word_roles("people") for t in parts):
            return True
        mention = named(token) if {"actor", "people", "officials", "states"} & set(classes) else None
        if "officials" in classes and mention is not None and mention.kind == "person" and mention.code:
            return True
        if "states" in classes and mention is not None and mention.kind == "state":
            return True
        if "own-thing" in classes and any(c.dep_ == "nmod:poss" and c.tag_ == "PRP$" for c in token.children):
            return True  # "its trawlers"
        if "actor" in classes and (mention is not None or token.tag_ == "PRP"):
            return True  # "it let the convoy pass"
        if "done-to" in classes and any(c.tag_ == "VBN" and c.dep_ in DONE_TO and c.i > token.i for c in (*token.children, *token.head.children)):
            return True  # "wants the sanctions lifted"
        numbered = any(c.dep_ in {"nummod", "flat"} for c in token.children)
        counted = token.tag_ == "NNPS" or (numbered and (token.pos_ == "PROPN" or (token.tag_ == "NNS" and agentive(token))))
        if "people" in classes and (counted or (mention is not None and mention.kind in {"people", "person"})):
            return True  # "32 Armenians", "Sergeant Ana Lopez", "nine trappers"
    return False


def is_measure(token: Token) -> bool:
    """Whether a noun counted in millions is a measure or people, and so no sum of money: "60 million cubic metres"."""
    return token.lower_ in section("measures") or token.lower_ in section("person")["nouns"]


def subtree_numbers(token: Token) -> list[Token]:
    """Numerals before a noun, those that count them included ("two hundred million kroner")."""
    return [c for c in token.lefts if c.pos_ in {"NUM", "NOUN"}]


def is_time(token: Token) -> bool:
    """Whether a token heads a time: a weekday, a month, or the day before or behind one ("26" of "September 26")."""
    return token.lemma_.lower() in TIME_WORDS or (token.pos_ == "NUM" and any(c.lemma_.lower() in TIME_WORDS for c in token.children))


def words_below(clause: Clause) -> list[tuple[str, set[str]]]:
    """Each object of a verb with the words of the phrases that hang on it: of "set a date for the trial", parsers hang "for" on either."""
    found = []
    for thing in () if clause.noun else clause.objects:
        below = [t for c in thing.children if c.dep_ == "nmod" and c.i > thing.i for t in (c, *c.children) if t is c or t.dep_ == "case"]
        if below:
            found.append((thing.lemma_.lower(), {word for t in below for word in (t.lower_, t.lemma_.lower())}))
    return found


def stands_below(words: tuple[str, ...], beside: set[str], deeper: list[tuple[str, set[str]]]) -> bool:
    """Whether the words of a pattern stand beside the verb and on one of its objects together."""
    return any((thing in words or with_its_noun(words, below)) and (beside | below).issuperset(words) for thing, below in deeper)


def with_its_noun(words: tuple[str, ...], below: set[str]) -> bool:
    """Whether a pattern names a preposition together with its noun: "threaten with blockade", of "threatened the island with a blockade"."""
    return len(words) > 1 and below.issuperset(words)


def is_role_of_another(role: Token, head: Token) -> bool:
    """Whether "as" and a role hang on a verb, but stand behind "with" and those who have it."""
    if role.dep_ != "obl" or role.i < head.i or not any(c.dep_ == "case" and c.lower_ == "as" for c in role.children):
        return False
    before = role.doc[role.left_edge.i - 1]
    while before.i > head.i and before.head is not before:
        if any(c.dep_ == "case" and c.lower_ == "with" for c in before.children):
            return True
        before = before.head
    return False


def words_beside(head: Token, noun: bool) -> set[str]:
    """Lower-case words and lemmas that stand by the head as particle, preposition, adverb, object or modifier."""
    found: set[str] = set()
    for child in head.children:
        if is_time(child) or (child.lemma_.lower() in DISCOURSE and child.dep_ in {"obl", "nmod"}):
            continue  # "agreed on Tuesday" is no "agree on", "in its turn let them go" no "let in"
        if child.dep_ == "nsubj" and child.lemma_.lower() in table("party_nouns")["plural"]["heads"]:
            continue  # "the two sides take note" is no "take sides"
        if child.dep_ in {"advcl", "parataxis", "conj", "acl:relcl"}:
            marks = {"to", "for", "from"} if child.dep_ == "advcl" else {"to"}  # "commits to lifting", "attacked her for paying"
            found |= {c.lower_ for c in child.children if c.dep_ == "mark" and c.lower_ in marks and child.tag_ == "VBG"}
            if child.dep_ == "advcl" and child.tag_ == "VB" and any(c.dep_ == "nsubj" for c in child.children):
                found |= {c.lower_ for c in child.children if c.dep_ == "mark" and c.lower_ == "for"}  # "provides for A to withdraw"
            objects = [c for c in head.children if c.dep_ in {"obj", "cop"} and c.lower_ != "it"]  # "took it upon itself to mend it"
            if child.dep_ == "advcl" and child.tag_ == "VB" and child.i > head.i and not objects:
                found |= {c.lower_ for c in child.children if c.tag_ == "TO"}  # "voted on Thursday to condemn"
            continue  # "signed the text, pledging to ..." is no "sign pledge"
        if child.dep_ == "ccomp" and any(c.dep_.startswith("nsubj") for c in child.children):
            found |= {"that"} if head.lemma_.lower() in table("pledges")["granted"] and child.i > head.i else set()  # "undertook that A would"
            continue  # "announced that men were arrested" is no "announce arrest"
        if child.dep_ == "xcomp" and child.tag_ == "VB" and any(c.lower_ in {"not", "never"} for c in child.children):
            found |= {"to"}
            continue  # "vowed not to attack" is no "vow to attack"
        if child.i < head.i and (child.tag_ == "TO" or (child.dep_ == "mark" and not noun)):
            continue  # "to see" is no "see to", "that it would grant" no "grant that"
        if not noun and child.dep_ == "obl" and child.i < head.i and child.pos_ in {"NOUN", "PROPN"}:
            continue  # "In Bern the ministry called on the rebels" is no "call in"
        if is_role_of_another(child, head):
            continue  # "signed it, with A as a witness" is no "sign as witness"
        if child.lemma_.lower() == "term" and any(c.lower_ == "in" for c in child.children):
            continue  # "gave them aid in terms of food" is no "give term"
        found |= {child.lower_, child.lemma_.lower(), hyphenated(child)}
        if child.dep_ in {"obj", "obl", "xcomp", "nmod", "obl:agent", "advmod", "nsubj:pass", "ccomp"}:
            verbal = child.dep_ == "xcomp" and child.tag_ == "VB"  # "accepted to take back": the adverb is of the act accepted
            found |= {c.lower_ for c in child.children if c.dep_ in ({"case", "mark"} if verbal else {"case", "mark", "advmod", "compound", "amod"})}
            found |= {c.lemma_.lower() for c in child.children if c.dep_ == "compound" and not verbal}  # "a sanctions list"
            stripped = child.dep_ == "obj" and head.lemma_.lower() in table("speech_acts")["depriving"]  # "stripped him of", hung on him
            if stripped or child.lemma_.lower() in THROUGH:  # "lifted the state of emergency"
                found |= {c.lemma_.lower() for c in child.children if c.dep_ == "nmod"}
                found |= {"of"} if child.lemma_.lower() in FRAMING else set()
    if not noun:
        document = head.doc
        after = [document[i] for i in range(head.i + 1, min(head.i + SHORTEST_ADJACENT, len(document)))]
        dated = any(is_time(t) for t in after)
        timed = {t.i for t in after if t.pos_ == "ADP" and (dated or is_time(t.head))}  # "visited Bern on Monday" is no "visit on", which is harm done
        found |= {t.lower_ for t in after if t.pos_ in {"ADP", "ADV", "PART", "ADJ"} and t.i not in timed}
        if head.dep_ in {"acl", "acl:relcl"}:
            found |= {head.head.lemma_.lower()}
    return found
