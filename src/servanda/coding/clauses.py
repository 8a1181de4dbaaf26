"""Clauses out of a parsed sentence: a predicate with who, whom, to whom, and how it is said.

Reads Universal Dependencies (universaldependencies.org). Subjects that grammar leaves out are put back: shared by
coordination, controlled from above ("undertook to drop"), or standing outside a relative clause.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from servanda.coding.datives import Given, receivers
from servanda.coding.infinitives import about_to, bound_subjects, first_to_do, whose_part
from servanda.coding.lent import has_done, lender
from servanda.coding.phrases import TIME_WORDS, antecedent, as_outsider, at_last, misread_root, preposition
from servanda.coding.predicates import DEEPEST, governor_of, is_predicate, shares_purpose
from servanda.coding.set_off import thing_set_off
from servanda.coding.subjects import (
    PASSIVE_SUBJECT,
    SUBJECT,
    happens_by_itself,
    inherited_subjects,
    lost_subject,
    misplaced,
    own_subjects,
    subjects_of,
    told_subject,
)
from servanda.coding.tables import table
from servanda.language.parsed import Token, remembered

CLAUSAL = {"ccomp", "advcl", "acl", "acl:relcl", "parataxis", "xcomp", "csubj"}
MODALS = {
    "will": "will", "'ll": "will", "’ll": "will", "wo": "will", "shall": "shall", "must": "must", "would": "would", "can": "can", "ca": "can",
    "could": "could", "may": "may", "might": "might", "should": "should", "ought": "should",
}  # fmt: skip
WISHING = {"like", "love", "prefer"}
DENYING = {"not", "n't", "n’t", "never", "neither", "nor", "longer"}
NOBODY = {"none", "nobody", "nothing"}
PARTICLES = {"over", "up", "off", "out", "down", "back"}  # "hand over its weapons": not a preposition, whatever the parser says
CAUSATIVE = {"let", "make", "have"}  # "let two soldiers go": the soldiers are its object
KEEPING = {"keep", "hold", "leave", "set"}  # and "set free by", "set at liberty by"
OBLIQUES = {"obl", "obl:agent", "nmod", "obl:tmod", "obl:npmod", "advmod"}
TIMES = TIME_WORDS | {"time", "hour", "minute", "second", "mile", "kilometre", "kilometer", "metre", "meter", "percent", "decade", "century", "pm", "am", "gmt"}


@dataclass(slots=True)
class Clause:
    """A predicate and its arguments, each the head token of a noun phrase; coordination is not yet expanded.

    `modal` is "" or one of will, shall, must, would, can, could, may, might, should, "is to", "has to"; `form` is finite,
    infinitive, gerund or participle; `tense` past or present for finite forms ("perfect" counts as past).
    """

    head: Token
    noun: bool = False
    subjects: list[Token] = field(default_factory=list)
    objects: list[Token] = field(default_factory=list)
    indirect: list[Token] = field(default_factory=list)
    obliques: dict[str, list[Token]] = field(default_factory=dict)
    passive: bool = False
    negated: bool = False
    belated: bool = False  # "not until Monday": done on that day
    progressive: bool = False
    modal: str = ""
    form: str = "finite"
    tense: str = "present"
    governor: Token | None = None
    relation: str = "root"
    share_of: list[Token] = field(default_factory=list)  # what a number alone counts ("and 846 by B": the missiles of the clause before)
    middle: bool = False  # an active verb whose subject is what it happens to ("the bridge reopened")
    alone: bool = False  # its arguments stand for themselves: what the parser coordinated with them belongs to another clause


def verbal_clause(verb: Token) -> Clause:
    """The clause a verb heads."""
    clause = Clause(head=verb, governor=None if verb.dep_ == "ROOT" else governor_of(verb), relation="root" if verb.dep_ == "ROOT" else verb.dep_)
    set_voice_and_mood(clause)
    if misread_root(verb):
        clause.governor, clause.relation, clause.form, clause.tense, clause.passive = None, "root", "finite", "past", False
        collect_arguments(clause, [verb.head])
        return clause
    if (counted := lost_subject(verb)) is not None:
        clause.governor, clause.relation, clause.form, clause.tense, clause.passive = None, "root", "finite", "past", False
        collect_arguments(clause, [counted])
        return clause
    if clause.form == "infinitive" and (doers := first_to_do(verb)):
        clause.governor, clause.relation, clause.form, clause.tense = None, "root", "finite", "past"
        collect_arguments(clause, doers)
        return clause
    if clause.form == "infinitive" and (bound := bound_subjects(verb, clause.passive)):
        clause.governor, clause.relation, clause.modal, clause.form = None, "root", "is to", "finite"
        collect_arguments(clause, bound)
        return clause
    if (above := lender(verb)) is not None and lend_auxiliary(clause, above):
        return clause
    subjects = own_subjects(verb)
    if clause.passive and verb.dep_ == "acl" and not subjects:
        subjects = [verb.head]
    elif clause.passive and verb.dep_ == "advcl" and clause.form == "infinitive" and not subjects and any(c.dep_ == "obj" for c in verb.head.children):
        subjects = [c for c in verb.head.children if c.dep_ == "obj"]  # "pledged ten lorries, to be sent by June"
    elif not subjects:
        subjects = misplaced(verb) or inherited_subjects(verb, 0)
    collect_arguments(clause, whose_part(subjects) if clause.modal == "is to" else subjects)
    return clause


def lend_auxiliary(clause: Clause, above: Token) -> bool:
    """Gives a clause the auxiliary, subject and place of the verb above it, where that looks ahead ("will have its line turned round")."""
    outer = Clause(head=above)
    set_voice_and_mood(outer)
    if not outer.modal or outer.passive:
        return False
    clause.governor, clause.relation = (None, "root") if above.dep_ == "ROOT" else (governor_of(above), above.dep_)
    clause.modal, clause.form, clause.tense, clause.passive = outer.modal, "finite", "future", False
    clause.negated = clause.negated or outer.negated
    collect_arguments(clause, subjects_of(above))
    clause.objects = [thing] if (thing := has_done(clause.head)) is not None else clause.objects
    return True


def set_voice_and_mood(clause: Clause) -> None:
    """Fills passive, negation, modality, form and tense from the auxiliaries."""
    verb = clause.head
    carriers = [verb, *shared_auxiliary_heads(verb)]
    auxiliaries = [c for carrier in carriers for c in carrier.children if c.dep_ in {"aux", "aux:pass", "cop"}]
    own = [c for c in verb.children if c.dep_ in {"aux", "aux:pass", "cop"}]
    clause.negated = any(c.lower_ in DENYING and denies(c) for carrier in carriers for c in carrier.children) or any(
        any(c.lower_ in {"no", "neither"} and (c.dep_ in {"det", "cc:preconj"} or (c.lower_ == "neither" and c.i < o.i)) for c in o.children) or no_more(o)
        for o in verb.children
        if o.dep_ in {"nsubj", "obj", "nsubj:pass", "obl"}
    )
    none = [c for c in verb.children if c.dep_ in {"nsubj", "nsubj:pass"} and (c.lower_ in NOBODY or ("not" in verb.sent.lowers and is_not_one(c)))]
    clause.negated = clause.negated or bool(none)  # "none of the ten was opened", "not one shot was fired", "not one of their drones flew"
    first = verb.sent[0]
    clause.negated = clause.negated or (first.lower_ in {"nor", "neither"} and verb.dep_ in {"ROOT", "ccomp"})
    to = any(c.tag_ == "TO" or (c.lower_ == "to" and c.dep_ == "mark") for c in verb.children)
    be = [c for c in auxiliaries if c.lemma_ == "be"]
    headline = not verb.sent[-1].is_punct  # there a participle alone is passive ("Two killed in raid"), in a sentence the parser erred
    clause.passive = any(c.dep_ == "aux:pass" for c in own) or (any(c.dep_ in PASSIVE_SUBJECT for c in verb.children) and (bool(own) or headline))
    if clause.passive and verb.lower_ in table("speech_acts")["dispositions"] and not any(preposition(c) == "by" for c in verb.children):
        clause.passive = False
    if verb.tag_ == "VBN" and not clause.passive and not own:
        clause.passive = verb.dep_ in {"acl", "advcl"} or (verb.dep_ == "conj" and any(c.dep_ == "aux:pass" for c in auxiliaries))
    if verb.i == verb.sent.start and verb.dep_ == "advcl" and verb.tag_ in {"VBN", "VBD"} and not own:
        clause.passive = True  # "Asked about the talks, he said": an opening participle, even where it is tagged as a past tense
    clause.progressive = verb.tag_ == "VBG" and bool(be)
    clause.modal = next((MODALS[c.lower_] for c in auxiliaries if c.lower_ in MODALS), "")
    if clause.modal == "would" and verb.lemma_ in WISHING:
        clause.modal = ""  # "would like A to": a wish of now
    if clause.modal == "would" and clause.negated and any(c.lower_ == "have" for c in auxiliaries):
        clause.modal = "could"  # "would never have been repaid": what might have been, undertaken by nobody
    finite_be = [c for c in be if c.lower_ in {"is", "are", "was", "were"}]
    shared = verb.tag_ == "VB" and any(c.tag_ == "TO" for carrier in carriers[1:] for c in carrier.children)  # "is to clear the strip and hand it over"
    if not clause.modal and (to or shared) and finite_be and finite_be[0].i < verb.i and verb.lower_ != "blame":
        clause.modal = "is to" if finite_be[0].lower_ in {"is", "are"} else "was to"
    if not clause.modal and verb.dep_ == "xcomp" and to and verb.head.lemma_ in {"have", "need"}:
        clause.modal = "has to"
        clause.negated = clause.negated or any(c.lower_ in {"not", "n't", "n’t", "never"} for c in verb.head.children)  # "does not have to"
    if not clause.modal and to and (ahead := about_to(verb)):
        clause.modal = ahead
    governor_be = verb.dep_ in {"xcomp", "ccomp"} and to and verb.head.lemma_ == "be"
    if not clause.modal and governor_be:
        clause.modal = "is to" if verb.head.lower_ in {"is", "are"} else "was to"
    set_form(clause, to or shares_purpose(verb), auxiliaries)
    if clause.negated and clause.tense == "past" and at_last(verb):
        clause.negated, clause.belated = False, True


def no_more(thing: Token) -> bool:
    """ "No more mines", "no further troops": whether a phrase denies that there will be others; "no more than five" does not."""
    first = thing.left_edge.i
    if thing.doc[first].lower_ != "no" or first + 1 >= thing.i:
        return False
    return thing.doc[first + 1].lower_ in {"more", "further"} and thing.doc[first + 2].lower_ != "than"


def is_not_one(subject: Token) -> bool:
    """Whether a subject is preceded by "not one", wherever the parser hung it ("not one of their drones flew", "not a single shot was fired")."""
    start = subject.left_edge.i
    words = [t.lower_ for t in subject.doc[max(start - 2, subject.sent.start) : subject.i]]
    return any(a == "not" and b in {"one", "a", "single"} for a, b in pairwise(words)) or subject.left_edge.lower_ == "not"


def denies(token: Token) -> bool:
    """Whether a word negates its head, as "no longer" does; "not only" does not."""
    if token.lower_ == "longer":
        return token.i > 0 and token.nbor(-1).lower_ == "no"
    following = token.nbor(1).lower_ if token.i + 1 < len(token.doc) else ""
    return token.lower_ in DENYING and following not in {"only", "just", "merely"}


def shared_auxiliary_heads(verb: Token) -> list[Token]:
    """Earlier conjuncts whose auxiliaries also govern this one ("will sign and publish")."""
    heads: list[Token] = []
    token = verb
    while token.dep_ == "conj" and len(heads) < DEEPEST and not any(c.dep_ in SUBJECT | PASSIVE_SUBJECT for c in token.children):
        token = token.head
        if token.tag_ != verb.tag_ and not (token.tag_ == "VB" and verb.tag_ in {"NN", "VBP", "JJ"}):
            break
        heads.append(token)
    return heads


def set_form(clause: Clause, to: bool, auxiliaries: list[Token]) -> None:
    """Form and tense from the verb's tag and its auxiliaries."""
    verb = clause.head
    if clause.modal:
        clause.form, clause.tense = "finite", "future"
    elif to:
        clause.form, clause.tense = "infinitive", "future"
    elif (verb.tag_ == "VBG" and not clause.progressive) or [c.lower_ for c in auxiliaries] == ["being"]:
        clause.form = "gerund"  # "after being handed over" too
    elif verb.tag_ == "VBN" and not auxiliaries:
        clause.form, clause.tense = "participle", "past"
    elif verb.tag_ == "VBD" or any(c.lemma_ == "have" for c in auxiliaries) or any(c.tag_ == "VBD" for c in auxiliaries):
        clause.tense = "past"


def own_speaker(clause: Clause) -> list[Token]:
    """ "X said it would not yield": the subject of the verb of saying, where the clause's own subject is a pronoun that can stand for it; else []."""
    subject = clause.subjects[0] if len(clause.subjects) == 1 else None
    if subject is None or subject.pos_ != "PRON" or clause.relation != "ccomp" or clause.governor is None or not is_predicate(clause.governor):
        return []
    speakers = subjects_of(clause.governor)
    if not speakers or speakers[0].pos_ == "PRON":
        return []
    plural = speakers[0].tag_ in {"NNS", "NNPS"} or any(c.dep_ == "conj" for c in speakers[0].children)
    return speakers if (subject.lower_ == "they" and plural) or (subject.lower_ in {"it", "he", "she"} and not plural) else []


def collect_arguments(clause: Clause, subjects: list[Token]) -> None:
    """Sorts the verb's dependents into objects, indirect objects and obliques; turns the passive round."""
    verb = clause.head
    for child in verb.children:
        if child.dep_ == "obj":
            clause.objects.append(antecedent(child))
        elif child.dep_ == "iobj":
            clause.indirect.append(child)
        elif child.dep_ in OBLIQUES and (child.pos_ in {"NOUN", "PROPN", "PRON", "NUM", "ADJ", "SYM"} or (child.i > verb.i and has_article(child))):
            word = "by" if child.dep_ == "obl:agent" and not preposition(child) else preposition(child)
            clause.obliques.setdefault("as" if word == "with" and as_outsider(child) else word, []).append(antecedent(child))
    if not clause.passive and (given := receivers(verb)) is not None:
        clause.indirect += [t for t in given.to if t not in clause.indirect]
        clause.objects = given.things or [o for o in clause.objects if o not in given.to]
    clause.indirect += [t for c in verb.children if c.dep_ == "ccomp" and (t := told_subject(c)) is not None]
    if not clause.objects and not clause.passive:  # "released at least 19 men": a bare phrase after the verb is its object, whatever the parser calls it
        clause.objects += [t for t in clause.obliques.get("", ()) if t.i > verb.i and stands_bare(t)]
    if not clause.objects and not clause.passive and not clause.noun:
        clause.objects += thing_set_off(verb)
    if not clause.objects:  # "releases at least 200 million cubic metres"
        clause.objects += [t for t in clause.obliques.get("at", ()) if t.i > verb.i and any(c.lower_ in {"least", "most"} for c in t.children)]
    if not clause.objects:
        for word in [w for w in clause.obliques if w in PARTICLES]:
            adjacent = [t for t in clause.obliques[word] if any(c.dep_ == "case" and c.i == verb.i + 1 for c in t.children)]
            clause.objects += [t for t in adjacent if verb.nbor(2).lower_ not in {"of", "to"}]  # not "hand over to X", "leave out of the talks"
    for thing in clause.objects:
        # "received two men from X": whose phrase it is depends on the sense, parsers hang it on the noun as often as on the verb
        for child in thing.children:
            if child.dep_ == "nmod" and child.i > thing.i and preposition(child) in {"from", "to"}:
                clause.obliques.setdefault(preposition(child), []).append(child)
    if verb.lemma_ in CAUSATIVE and not clause.objects:
        below = [s for c in verb.children if c.dep_ in {"ccomp", "xcomp"} for s in c.children]
        clause.objects = [s for s in below if s.dep_ == "nsubj"] or [s for s in below if s.dep_ == "obl" and preposition(s) == "of"]  # "let go of ten men"
    if clause.passive:
        doers = [c for g in verb.children if g.dep_ == "xcomp" for c in g.children if c.dep_ in {"obl", "obl:agent"} and preposition(c) == "by"]
        if "by" not in clause.obliques and verb.lemma_ in CAUSATIVE | KEEPING:  # "will be let go by Borea", "kept open by Borea"
            clause.obliques["by"] = [c for c in doers if c.lemma_.lower() not in TIMES]
        if all(dates(t) for t in clause.obliques.get("by", ())):  # "will be put into service by Borea": parsers hang the doer on the phrase before it
            lower = [g for c in verb.children if c.dep_ == "obl" and c.i > verb.i for g in c.children if g.dep_ == "nmod" and preposition(g) == "by"]
            clause.obliques["by"] = [*clause.obliques.get("by", ()), *(g for g in lower if g.pos_ == "PROPN" and not dates(g))]
        handed = receivers(verb, subjects) or Given([], subjects + clause.objects)
        clause.indirect, clause.objects = clause.indirect + handed.to, handed.things
        clause.subjects = [t for t in clause.obliques.get("by", []) if not dates(t)]
    else:
        clause.subjects = subjects
        if not clause.objects and happens_by_itself(verb, subjects):
            clause.objects, clause.subjects, clause.middle = subjects, [], True
        if verb.dep_ == "acl:relcl" and not clause.objects and own_subjects(verb) and verb.head not in own_subjects(verb):
            clause.objects = [verb.head]
        if verb.dep_ == "conj" and not clause.objects and shares_object(verb):
            clause.objects = [antecedent(c) for c in verb.head.children if c.dep_ == "obj"]


def has_article(token: Token) -> bool:
    """Whether a token heads a noun phrase whatever the tagger calls it: "the wounded"."""
    return any(c.dep_ == "det" for c in token.children)


def stands_bare(token: Token) -> bool:
    """ "Fly home the wounded", "repair by April the bridge": no time, and no preposition that would say what else the phrase is."""
    return (token.tag_ in {"NNS", "NNP", "NNPS"} or has_article(token)) and not dates(token)


def dates(token: Token) -> bool:
    """Whether a token heads a time: "the end of June", "3 May", "Friday"."""
    bound = token.lemma_.lower() in table("speech_acts")["bounds"] and any(c.lemma_.lower() in TIMES or c.pos_ == "PROPN" for c in token.children)
    return bound or token.lemma_.lower() in TIMES or (token.pos_ == "NUM" and any(c.lemma_.lower() in TIME_WORDS for c in token.children))


def shares_object(verb: Token) -> bool:
    """ "signed and published the text": the object parsed onto the first conjunct but standing after the second."""
    return any(c.dep_ == "obj" and c.i > verb.i for c in verb.head.children)


def nominal_clause(noun: Token) -> Clause:
    """A clause out of an event noun: "the release of 32 soldiers by X", "X's visit to Y", "talks between X and Y"."""
    clause = Clause(head=noun, noun=True, form="noun", governor=None if noun.dep_ == "ROOT" else noun.head, relation=noun.dep_)
    clause.negated = any(c.lower_ == "no" and c.dep_ == "det" for c in noun.children)
    for child in noun.children:
        word = preposition(child)
        if word == "with" and as_outsider(child):
            continue
        if child.dep_ == "nmod:poss":
            clause.subjects.append(child)
        elif child.dep_ in {"nmod", "obl", "obl:agent"} and word:
            clause.obliques.setdefault(word, []).append(child)
            if word == "of":  # "the arrest of four mayors by police": parsers hang the doer on those arrested
                clause.obliques.setdefault("by", []).extend(c for c in child.children if c.dep_ == "nmod" and preposition(c) == "by")
        elif child.dep_ in {"amod", "compound"} and child.pos_ in {"ADJ", "PROPN", "NOUN"}:
            clause.obliques.setdefault("", []).append(child)
    clause.objects = clause.obliques.get("of", [])
    clause.subjects = clause.obliques.get("by", []) or clause.subjects
    if is_copular(noun):
        clause.subjects = [c for c in (*noun.children, *(noun.head.children if noun.dep_ == "xcomp" else ())) if c.dep_ in SUBJECT] or clause.subjects
        clause.negated = clause.negated or any(c.lower_ in {"not", "n't", "n’t", "never"} for c in noun.children)
    if not clause.objects and clause.subjects and clause.obliques.get("by"):
        clause.objects = [c for c in noun.children if c.dep_ == "nmod:poss"]
    return clause


def is_copular(noun: Token) -> bool:
    """Whether a noun is what a clause says of its subject ("is the largest donor to", "are on strike")."""
    remaining = noun.dep_ == "xcomp" and noun.head.lemma_ in {"remain", "become", "stay"}
    return remaining or (any(c.dep_ == "cop" for c in noun.children) and any(c.dep_ in SUBJECT for c in noun.children))


@remembered
def clause_tokens(head: Token) -> list[Token]:
    """The clause's own tokens in order: its subtree without the clauses embedded in it."""
    own, stack = [], [head]
    while stack:
        token = stack.pop()
        own.append(token)
        for child in token.children:
            embedded = child.dep_ in CLAUSAL or (child.dep_ == "conj" and is_predicate(child) and is_predicate(head))
            if not embedded:
                stack.append(child)
    return sorted(own, key=lambda t: t.i)


@remembered
def conjuncts(head: Token) -> list[Token]:
    """The head and everything coordinated with it, in order ("A, B and C")."""
    found: list[Token] = []
    stack = [head]
    while stack and len(found) < DEEPEST:
        token = stack.pop()
        found.append(token)
        stack.extend(c for c in token.children if c.dep_ == "conj" and not is_predicate(c))
    return sorted(found, key=lambda t: t.i)
