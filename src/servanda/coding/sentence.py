"""The clauses of one sentence with their frames, and which clause stands under which operator.

An operator is a frame that says how it changes the act in its clause: "agreed to lift" promises, "refused to lift" rejects.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cache

from servanda.coding.clauses import Clause, nominal_clause, verbal_clause
from servanda.coding.frames import Codes, Frame, Lexicon
from servanda.coding.journeys import on_the_way
from servanda.coding.matching import Named, event_noun, hyphenated, match_frame
from servanda.coding.phrases import preposition
from servanda.coding.predicates import is_adjectival, is_predicate, predicates
from servanda.coding.shares import LONGEST_REACH, active_shares, distributed_clauses, gapped_clauses
from servanda.coding.tables import table, words_in
from servanda.language.parsed import Doc, Span, Token
from servanda.records import Standing

BINDING_COMPLEMENTS = {"promise", "agreement", "request", "order", "refusal", "threat", "intent", "hope", "readiness", "permission"}
FORWARD_COMPLEMENTS = BINDING_COMPLEMENTS - {"refusal"} | {"announcement"}  # of what is to come, so that an act can be left undone
ASKED_FOR = {"request", "agreement", "promise", "hope"}
TALKS = "CONSULT"
ROUNDS = {"round", "series", "session", "day", "week"}  # nouns that count talks
STOPPING = {"cessation", "prevention", "postponement"}
YIELDING = Codes(plover="CONCEDE", cameo="080")
NOMINAL = {"nsubj", "nsubj:pass", "obj", "obl", "nmod", "ROOT", "conj", "obl:agent"}
DEEPEST = 40


@dataclass(slots=True)
class Reader:
    """A sentence's clauses by the position of their head, with the frame each one matches (None where none does).

    `asserted` has, for event nouns, the verb that says they happened, `lent` those whose verb is a light one ("launched an attack"); `gapped`
    clauses share a head with another.
    """

    lexicon: Lexicon
    clauses: dict[int, Clause] = field(default_factory=dict)
    gapped: list[Clause] = field(default_factory=list)
    asserted: dict[int, Token] = field(default_factory=dict)
    journeys: set[int] = field(default_factory=set)
    lent: set[int] = field(default_factory=set)
    governed: dict[int, Clause] | None = None  # by operator: filled on first use, when all frames are known
    frames: dict[int, Frame | None] = field(default_factory=dict)
    named: Named = lambda token: None  # the known party a token is part of

    def frame(self, clause: Clause) -> Frame | None:
        """The clause's frame."""
        return self.frames.get(clause.head.i)

    def clause_at(self, token: Token) -> Clause | None:
        """The clause the token heads."""
        return self.clauses.get(token.i)

    def inner(self, clause: Clause) -> Clause | None:
        """The first clause that stands under this operator: the other end of `operator`."""
        if self.governed is None:
            self.governed = {}
            for other in self.clauses.values():
                found = self.operator(other)
                if found and other.noun and names_object(found[0], found[1], other.head):
                    continue  # "issued an appeal": the appeal is the predicate itself
                known = self.governed.get(found[1].i) if found else None
                below = known is not None and other.governor is not None and other.governor.i == known.head.i
                if found and (known is None or (known.noun and (below or self.frame(known) is None))):
                    self.governed[found[1].i] = other  # of "rejected a plan to withdraw" the withdrawal; of "ordered the paper to close" the closing
        return self.governed.get(clause.head.i)

    def composed(self, clause: Clause, frame: Frame, depth: int = 0) -> Codes:
        """The codes of a predicate with all that stands under it: each operator changes what it governs."""
        inner = self.inner(clause) if frame.complement != "none" and depth < DEEPEST else None
        inner_frame = self.frame(inner) if inner is not None else None
        if inner is None or inner_frame is None:
            return frame.codes
        codes = self.composed(inner, inner_frame, depth + 1)
        if inner.negated and frame.complement in FORWARD_COMPLEMENTS:
            codes = self.lexicon.combine("omission", codes)  # "pledged not to shell the town"
        elif frame.complement in ASKED_FOR and inner_frame.complement in STOPPING and codes.plover in {"SANCTION", "REJECT"}:
            codes = YIELDING  # "called on A to stop arming the islands", "agreed to stop building the dam": no break of relations
        return self.lexicon.compose(frame, codes)

    def operator(self, clause: Clause, depth: int = 0) -> tuple[Frame, Token] | None:
        """The frame whose complement the clause is, with its token; None for a free clause."""
        governor = clause.governor
        if governor is None or depth > DEEPEST:
            return None
        if clause.form == "gerund" or clause.noun:
            forgone = self.forgoing(clause, governor)
            if forgone is not None:
                return forgone
        if clause.noun:
            return self.nominal_operator(clause, governor)
        if clause.relation == "conj":
            return self.conjunct_operator(clause, governor, depth)
        if clause.relation == "acl" and governor.pos_ in {"NOUN", "PROPN"} and (clause.form == "infinitive" or (clause.modal and is_that_clause(clause))):
            return self.noun_operator(governor, clause)
        if clause.relation == "xcomp" and clause.form == "participle":
            return self.frame_at(governor) if is_wanted(clause, governor) else None  # "was agreed, not signed": beside the verb, not what was agreed
        extraposed = clause.relation == "csubj:pass" and any(c.lower_ == "it" for c in governor.children)  # "it was agreed that ..."
        if clause.relation in {"xcomp", "ccomp"} or extraposed or (clause.relation == "obl" and clause.form == "gerund"):
            return self.frame_at(governor)
        if clause.relation == "advcl" and clause.form == "infinitive":
            first = self.clause_at(governor)
            if first is not None and first.form == "infinitive" and listed(clause.head):
                return self.operator(first, depth + 1)
            found = self.frame_at(governor)
            decided = found is not None and found[0].complement == "announcement" and not any(c.dep_ == "obj" for c in governor.children)
            return found if found and (decided or found[0].complement in BINDING_COMPLEMENTS | {"purpose"}) else None  # "decided on Thursday to ban"
        if clause.relation == "acl" and clause.form == "gerund" and governor.dep_ in {"obj", "obl", "nsubj:pass"}:
            found = self.frame_at(governor.head)
            return found if found and found[0].complement == "purpose" else None  # "sent a letter threatening to": what the letter does
        return None

    def forgoing(self, clause: Clause, governor: Token) -> tuple[Frame, Token] | None:
        """Of "refrained from shelling the port", "desist from attacks", "kept it from arming the rebels": what names the act left undone."""
        if clause.relation not in {"advcl", "obl"} or not any(c.lower_ == "from" and c.dep_ in {"mark", "case"} for c in clause.head.children):
            return None
        found = self.frame_at(governor)
        held = {"prevention"} if any(c.dep_ == "obj" for c in governor.children) else {"cessation", "prevention"}  # "stopped boats from landing"
        return found if found is not None and found[0].complement in held else None

    def conjunct_operator(self, clause: Clause, governor: Token, depth: int) -> tuple[Frame, Token] | None:
        """Of "undertook to drop and to back": the second conjunct shares the operator of the first, even where the parser hung it too high."""
        first, own = self.clause_at(governor), self.frame(clause)
        if first is None or (own is not None and own.complement == "request" and clause.form == "finite" and after_comma(clause.head)):
            return None  # "declare their readiness to discuss it, and call on X": with the declaring, not the discussing
        if clause.form == "infinitive" and first.form != "infinitive":
            return self.frame_at(governor)
        return self.operator(first, depth + 1) if clause.form == first.form or clause.head.tag_ == "VB" else None

    def frame_at(self, token: Token) -> tuple[Frame, Token] | None:
        """The frame of a verb, adjective or noun that governs a clause."""
        frame = self.frames.get(token.i)
        if frame is None and token.pos_ == "ADJ":
            frame = next((f for f, words in self.lexicon.adjectives.get(token.lemma_.lower(), ()) if not words), None)
        return (frame, token) if frame else None

    def noun_operator(self, noun: Token, clause: Clause) -> tuple[Frame, Token] | None:
        """Of "gave its word not to attack" or "its promise to withdraw": the light verb's row, else the noun's own."""
        verb = noun.head
        outer = self.frames.get(verb.i) if noun.dep_ in {"obj", "obl", "nsubj:pass"} else None
        if outer and outer.plover in {"REJECT", "ACCUSE"}:
            return outer, verb  # "rejected a plan to withdraw": neither planned nor done
        owned = any(c.dep_ == "nmod:poss" for c in noun.children)
        own = next((f for f, words in self.lexicon.nouns.get(noun.lemma_.lower(), ()) if not words), None)
        personal = any(c.dep_ == "nmod:poss" and c.lower_ in {"his", "her", "my"} for c in noun.children)  # what one man means to do
        meant = own is not None and own.complement == "promise" and owned and not personal
        if own is not None and outer is not None and outer.complement == "intent" and meant and names_deed(clause):
            return own, noun  # "renewed its commitment to remove the barriers by May": a word given again, no mere disposition
        if outer and outer.illocution in {"endorsement", "appeal"} and not owned:
            return None  # "praised the pledge to publish the list": another's pledge
        if outer and outer.complement != "none" and any(noun.lemma_.lower() in pattern.split()[1:] for pattern in outer.verbs):
            return outer, verb
        if outer is not None and outer.complement == "start" and noun.dep_ == "obj" and noun.lemma_.lower() in table("speech_acts")["undertakings"]:
            return outer, verb  # "launched an operation to detain": the detaining has begun
        if outer is not None and outer.complement == "promise" and noun.dep_ == "obj":
            return outer, verb  # "undertook in an annex to send", where the parser took the annex for the object
        loose = noun.lemma_.lower() not in table("speech_acts")["promise_nouns"] and not promised_by(noun)
        if own and own.complement == "promise" and loose and not (owned and names_deed(clause)):
            return None  # "its strong commitment to working with": a disposition, nothing that could be called in
        return (own, noun) if own else None

    def nominal_operator(self, clause: Clause, governor: Token) -> tuple[Frame, Token] | None:
        """Of "accepted the disarmament of its fighters" or "agreed on the release of": the verb above an event noun."""
        if clause.relation not in {"obj", "obl", "nsubj:pass", "nmod"} or preposition(clause.head) not in {"", "on", "to", "for", "of"}:
            return None
        if clause.relation == "obl" and not preposition(clause.head):
            return None  # "reopened the post two days early": when, not what
        if any(c.dep_ == "xcomp" and c.tag_ == "VBN" and c.i > clause.head.i for c in governor.children) and clause.relation == "obj":
            return None  # "wants the sanctions lifted": the lifting
        if governor.pos_ == "NOUN" and governor.lemma_.lower() in table("speech_acts")["promise_nouns"] and preposition(clause.head) == "on":
            return None  # "gave this promise on his return": when, not what
        if governor.pos_ == "NOUN" and governor.lemma_.lower() == "guarantee" and preposition(clause.head) == "for":
            return None  # "a guarantee for A's loan": whose loan it is, nobody promises it
        found = self.frame_at(governor)
        if found and found[0].id == "operator.agree-to" and clause.relation == "obj":
            return None  # "accepted the new situation": to what it agrees stands behind "to"
        verb = governor.head
        outer = self.frames.get(verb.i) if governor.pos_ == "NOUN" and governor.dep_ in {"obj", "nsubj:pass"} else None
        if outer is not None and names_object(outer, verb, governor):
            found = outer, verb  # "issued an appeal for talks": the appeal is the verb's
        if found and found[0].complement == "promise" and governor.pos_ == "NOUN" and governor.lemma_.lower() not in table("speech_acts")["promise_nouns"]:
            return None
        if found and found[0].complement == "agreement" and preposition(clause.head) == "on" and self.frame(clause) is None:
            return None  # "agreed on the lists of names": on what, no deed
        return found if found and found[0].complement != "none" else None


def is_wanted(clause: Clause, governor: Token) -> bool:
    """ "Wants the sanctions lifted": whether a participle says what somebody asks to have done to a thing."""
    asks = governor.lemma_.lower() in table("speech_acts")["wanting"]
    return asks and any(c.dep_ == "obj" and governor.i < c.i < clause.head.i for c in governor.children)


def listed(verb: Token) -> bool:
    """ "Agreed to exchange maps, to stop the flights and to pay half": an infinitive between a comma and the last of a list, not what for."""
    to = next((c for c in verb.children if c.tag_ == "TO" and c.i < verb.i), None)
    last = any(c.dep_ == "conj" and any(g.tag_ == "TO" for g in c.children) for c in verb.children)
    return to is not None and to.i > 0 and to.nbor(-1).text in {",", ";"} and last


def promised_by(noun: Token) -> list[Token]:
    """ "Secured a commitment from A to sell it sand": whose word was got, behind "from" on the noun or on the verb above it."""
    beside = (c for at in (noun, noun.head) for c in at.children if at is noun or noun.dep_ == "obj")
    return [c for c in beside if preposition(c) == "from" and c.i > noun.i]


def names_deed(clause: Clause) -> bool:
    """ "Its commitment to remove the 14 barriers", "not to dam the river": a deed that could be called in, not the disposition to protect or to support."""
    words, things = table("pledges"), clause.objects
    if clause.form != "infinitive" or not things:
        return False
    lemma, counted = clause.head.lemma_.lower(), any(t.tag_ == "CD" for t in clause.head.subtree)
    if clause.negated or counted:
        return clause.negated or lemma in words["serving"]
    told = any(c.dep_ in {"det", "nmod:poss"} and c.lower_ not in {"any", "all", "no"} for t in things for c in t.children)
    return told and lemma in words["serving"] and lemma not in words["dispositions"]


def is_that_clause(clause: Clause) -> bool:
    """Whether "that" opens the clause as what a noun says ("its word that the road would be opened")."""
    return any(c.lower_ == "that" and c.dep_ == "mark" for c in clause.head.children)


@dataclass(frozen=True, slots=True)
class Predicates:
    """Positions in a paragraph of the verbs that head clauses, and of the nouns the lexicon knows as events."""

    verbs: list[int]
    nouns: list[int]


def find_predicates(doc: Doc, lexicon: Lexicon) -> Predicates:
    """Both kinds of predicates of one paragraph."""
    verbs = predicates(doc)
    verbs = sorted({*verbs, *(i for i in positions_of(doc, lexicon.written_adjectives) if is_adjectival(doc[i]))})
    heads = set(verbs)
    known = [i for i in positions_of(doc, lexicon.written_nouns) if i not in heads]
    nouns = [i for i in known if doc[i].pos_ in {"NOUN", "PROPN"} and doc[i].dep_ not in {"compound", "amod"}]
    hyphens = [token.i - 1 for token in doc if token.text == "-" and token.i]
    lasts = [i + 2 for i in hyphens if i + 2 < len(doc) and i + 2 not in nouns and doc[i + 2].pos_ in {"NOUN", "ADP", "ADV"}]
    nouns += [i for i in lasts if {hyphenated(doc[i]), hyphenated(doc[i], "-")} & lexicon.nouns.keys() and doc[i].dep_ in NOMINAL]
    nouns += [i for i in hyphens if event_noun(doc[i]) in lexicon.nouns and i not in heads and i not in nouns]
    return Predicates(verbs, sorted(nouns))


def positions_of(doc: Doc, wanted: frozenset[str]) -> list[int]:
    """Positions of the tokens whose lemma is one of those that are `written` so."""
    return [token.i for token in doc if token.lemma_ in wanted]


def read_sentence(sentence: Span, found: Predicates, lexicon: Lexicon, named: Named) -> Reader:
    """Clauses of verbs, and of the event nouns that the lexicon knows, in text order."""
    reader = Reader(lexicon, named=named)
    doc, start, end = sentence.doc, sentence.start, sentence.end
    clauses = [verbal_clause(doc[i]) for i in found.verbs[bisect_left(found.verbs, start) : bisect_left(found.verbs, end)]]
    above = {clause.head.i: clause for clause in clauses}
    clauses += [nominal_clause(doc[i]) for i in found.nouns[bisect_left(found.nouns, start) : bisect_left(found.nouns, end)]]
    for clause in sorted(clauses, key=lambda c: c.head.i):
        reader.clauses[clause.head.i] = clause
        if clause.noun and (traveller := on_the_way(clause, above.get(clause.head.head.i))) is not None:
            clause.subjects = traveller
            reader.journeys.add(clause.head.i)
        reader.gapped += gapped_clauses(clause) if clause.noun else [*distributed_clauses(clause), *active_shares(clause)]
        frame = reader.frames[clause.head.i] = match_frame(clause, lexicon, named)
        verb = happens(clause, frame) if clause.noun and frame else None
        if verb is not None:
            reader.asserted[clause.head.i] = verb
    for clause in reader.clauses.values():
        if clause.noun and reader.frame(clause) is not None:
            lend(clause, reader)
    return reader


def lend(clause: Clause, reader: Reader) -> None:
    """ "launched an attack on", "announced the suspension of": the verb gives an event noun its subject, and what stands beside it."""
    verb = clause.governor
    above = reader.clause_at(verb) if verb is not None else None
    if verb is None or above is None or above.noun or clause.relation not in {"obj", "nsubj:pass"} or clause.head.i in reader.asserted:
        return
    frame, particle = reader.frame(above), next((f" {c.lower_}" for c in verb.children if c.dep_ == "compound:prt"), "")
    own = reader.frame(clause)
    if (frame is not None and names_object(frame, verb, clause.head)) or (own is not None and own.complement == "report" and frame is None):
        return  # "the money reached the account": a thing said is no deed that a verb could lend itself to
    light = verb.lemma_.lower() + particle in reader.lexicon.light_verbs
    announcing = frame is not None and frame.complement in {"announcement", "start", "completion"}
    announcing = announcing and not (frame is not None and frame.complement == "completion" and frame.illocution == "position")  # "confirmed"
    of_others = frame is not None and frame.complement == "announcement" and own is not None and own.plover == "ASSAULT"
    if of_others:
        return  # "revealed an attack on": whose, it does not say
    if not (light or announcing) or (frame is not None and frame.plover is not None and frame.complement == "none"):
        return
    clause.subjects = clause.subjects or above.subjects
    clause.obliques = {**above.obliques, **clause.obliques} if above.objects else clause.obliques
    if light and not announcing and (frame is None or frame.complement == "none"):
        reader.asserted[clause.head.i] = verb
        reader.lent.add(clause.head.i)
        clause.negated = clause.negated or above.negated


def names_object(frame: Frame, verb: Token, noun: Token) -> bool:
    """Whether the row's pattern itself names the noun ("issue appeal"): verb and noun are one predicate then."""
    return noun.lemma_.lower() in behind_verbs(frame.verbs).get(verb.lemma_.lower(), ())


@cache
def behind_verbs(patterns: tuple[str, ...]) -> dict[str, frozenset[str]]:
    """The verbs of some patterns, with the words that stand behind them there."""
    split = [pattern.split() for pattern in patterns]
    return {verb: frozenset(word for words in split if words[0] == verb for word in words[1:]) for verb, *_ in split}


def happens(clause: Clause, frame: Frame) -> Token | None:
    """The verb by which an event noun is asserted ("the handover took place", "the talks broke down"), None where there is none."""
    verb, relation = clause.governor, clause.relation
    if clause.head.dep_ == "nmod" and clause.head.head.lemma_.lower() in ROUNDS:
        verb, relation = clause.head.head.head, clause.head.head.dep_  # "a round of talks between A and B closed on Friday"
    if relation not in {"nsubj", "nsubj:pass"} or verb is None:
        reach = clause.head.doc[clause.head.i + 1 : min(clause.head.sent.end, clause.head.i + 1 + LONGEST_REACH)]
        following = [t for t in reach if t.tag_ in {"VBD", "VBZ"} and t.pos_ == "VERB"]
        verb = following[0] if following and not any(c.dep_ in {"nsubj", "nsubj:pass"} for c in following[0].children) else None
    if verb is None:
        return None
    if verb.lemma_.lower() == "be" and not clause.negated and any(c.dep_ == "expl" and c.lower_ == "there" for c in verb.children):
        return verb  # "there were clashes between A and B"
    words = {verb.lemma_.lower(), " ".join([verb.lemma_.lower(), *(c.lemma_.lower() for c in verb.children if c.dep_ in {"obj", "compound:prt", "advmod"})])}
    talks = frame.plover == TALKS and frame.reciprocal
    happen = words_in("speech_acts.happen_verbs", "speech_acts.talking_verbs") if talks else words_in("speech_acts.happen_verbs")
    after = verb.lemma_.lower() == "follow" and not any(c.dep_ == "obj" for c in verb.children)  # "ratification is to follow within six months"
    return verb if words & happen or after or f"be {verb.lower_}" in happen else None


def after_comma(verb: Token) -> bool:
    """Whether a comma stands before the conjunction that joins a verb to another."""
    joins = next((c for c in verb.children if c.dep_ == "cc" and c.i < verb.i), None)
    return joins is not None and joins.i > verb.sent.start and joins.nbor(-1).text == ","


STANDINGS: dict[str, Standing] = {
    "ccomp": "complement", "xcomp": "complement", "csubj": "complement", "csubj:pass": "complement", "advcl": "adverbial",
    "acl": "relative", "acl:relcl": "relative",
}  # fmt: skip


def standing_of(clause: Clause) -> Standing:
    """How the clause stands in its sentence; a coordinated one as that with which it is coordinated."""
    if clause.noun:
        return "nominal"
    token = clause.head
    for _ in range(DEEPEST):
        if token.dep_ != "conj":
            break
        token = token.head
    return STANDINGS.get(token.dep_, "main")


def depth_of(clause: Clause) -> int:
    """How many clauses stand above this one."""
    depth, token = 0, clause.head
    for _ in range(DEEPEST):
        if token.dep_ == "ROOT":
            break
        coordinated = token.dep_ == "conj"
        token = token.head
        depth += is_predicate(token) and not coordinated
    return depth
