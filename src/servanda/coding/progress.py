"""How an act or a thing stands, told by clauses in which no party acts: "the withdrawal was completed on Friday", "the lights are back on".

Such clauses make no event. They become claims all the same, since what was promised is often seen to be kept, stopped or left undone by them.
The words are those of `tables/progress.toml`; the frame's id names the state (`progress.begun`, `complete`, `halted`, `resumed`, `present`,
`absent`, `home`, `undone`).
"""

from __future__ import annotations

import re
from functools import cache

from servanda.coding.arguments import NO_DEADLINE, full_phrase, own_extent, words_of
from servanda.coding.claims import ClaimMaker, claim_id
from servanda.coding.clauses import Clause, verbal_clause
from servanda.coding.phrases import preposition
from servanda.coding.subjects import PASSIVE_SUBJECT, SUBJECT
from servanda.coding.tables import table
from servanda.language.parsed import Span, Token
from servanda.records import Attribution, Claim, Mention

FAMILY = "progress"
EMPTY = {"completion", "end", "conclusion"}
PARTIES = {"state", "organ", "organisation", "armed group", "people"}
UNREAL = {"MD", "TO"}  # tags of what makes a clause tell of nothing that is so
SHORTEST_GERUND = 6  # letters; not "king", "ring"
WHERE = {"at", "in", "on", "along", "near", "around", "between"}
LEFT_WORDS = {"still", "yet", "missing", "outstanding", "lacking", "awaited", "never"}
LEFT = re.compile(  # "two of the nine boats have yet to arrive", "only six of the 80 prisoners are still to be brought home"
    r"\b(\w[\w-]{0,20})\s(?:more\s)?(?:out\s)?of\s(?:the|its|their|those|these)\s(?:[\w-]{1,20}\s){0,2}?[\w-]{2,20}\s[^.;:]{0,60}?"
    r"\b(?:(?:is|are|was|were)\s(?:still\s|yet\s)?(?:missing|outstanding|lacking|awaited|to\sbe\s|to\scome|to\sgo)|(?:has|have|had)\s(?:still|yet)\sto\s|never\s(?:arrived|came|turned\sup))",
    re.IGNORECASE,
)
OVER = {"end"}  # of a thing that is no act: it is no more
PAST = {"VBD", "VBN"}
QUALIFIERS = {"if", "unless", "until", "once", "when", "whether", "before"}


def progress_claims(sentence: Span, bounds: tuple[int, int], maker: ClaimMaker) -> list[Claim]:
    """The claims of a sentence's clauses about the state of an act or a thing, in text order."""
    found = left_over(sentence, bounds, maker)
    told_by_be = {token.head.i for token in sentence if token.dep_ in {"cop", "expl"}}
    for head in sentence:
        if head.pos_ != "VERB" and head.i not in told_by_be:
            continue  # as most: nothing is said of anything by them
        lemma = maker.lexicon.verb_lemma(head.lower_, head.lemma_.lower())
        if lemma not in verb_heads() and head.i not in told_by_be:
            continue
        subject = subject_of(head, lemma)
        if subject is None or not (subject.pos_ in {"NOUN", "PROPN", "NUM"} or act_noun(subject) is not None) or unreal(head):
            continue
        state = state_of(head, lemma, subject)
        if state is not None:
            found.append(make((head, lemma), subject, state, bounds, maker))
    return found


def left_over(sentence: Span, bounds: tuple[int, int], maker: ClaimMaker) -> list[Claim]:
    """The claim of a sentence that counts what of a whole has not been done yet, whatever the parser makes of its verb."""
    told = LEFT.search(sentence.text) if any(token.lower_ in LEFT_WORDS for token in sentence) else None
    if told is None:
        return []
    number = next((t for t in sentence if t.lower_ == told[1].lower() and t.tag_ == "CD"), None)
    return [make((number.head, number.head.lemma_.lower()), number, "left", bounds, maker)] if number is not None else []


def subject_of(head: Token, lemma: str) -> Token | None:
    """What the clause says something of; where the parser hung it on an adverb of the phrase ("are under way again") from there, and for a verb
    that shares its subject from the first."""
    if any(c.dep_ == "cop" for c in head.children):
        near = [c for c in head.children if c.i > head.i and c.dep_ == "advmod"]
        near += [head.head] if head.dep_ == "obl" and head.head.pos_ == "ADV" else []  # "have been under way again", hung on "again"
        return next((c for at in (head, *near) for c in at.children if c.dep_ in SUBJECT | PASSIVE_SUBJECT and c.i < head.i), None)
    if (missing := absent(head)) is not None:
        return missing
    if head.pos_ != "VERB" or lemma not in verb_heads():
        return None
    if (opening := opening_gerund(head)) is not None:
        return opening
    clause = verbal_clause(head)
    confirmed = [o for o in clause.objects if (verbs().get(lemma) == "confirmed" and completed(o) is not None) or seen_done(o, lemma)]
    found = confirmed or (clause.objects if clause.passive or clause.middle else clause.subjects)
    return found[0] if found and (confirmed or found[0].i < head.i) else None


def opening_gerund(head: Token) -> Token | None:
    """The act that a verb in "-ing" names at the head of its sentence ("Dredging at the river began"), which the parser takes for a clause."""
    first = head.sent[0]
    if first.head is not head or first.tag_ != "VBG" or first.dep_ not in {"advcl", "csubj", "nsubj"} or not is_gerund(first):
        return None
    between = first.doc[first.i + 1 : head.i].text
    return first if "," not in between and first.i < head.i else None


def state_of(head: Token, lemma: str, subject: Token) -> str | None:
    """The state that the clause tells, None where it tells none."""
    if any(c.dep_ == "cop" for c in head.children):
        cases = [c.lower_ for c in head.children if c.dep_ == "case" and c.i < head.i]
        words = " ".join([*cases, head.lower_])
        told = states().get(words) or states().get(" ".join([*cases, head.lemma_.lower()]))
        remains = any(c.lower_ == "still" for c in head.children)
        if told is not None or not cases or not is_place(head):
            return told
        return "remaining" if remains else "there" if is_counted(subject) else None  # "their guards are still in the valley"
    if absent(head) is not None:
        return "present"
    if head.pos_ != "VERB":
        return None
    behind = [c.lower_ for c in head.children if c.i > head.i and c.dep_ in {"compound:prt", "advmod", "obj", "obl", "xcomp"}]
    if completed(subject) is None and verbs().get(lemma) == "confirmed" and not seen_done(subject, lemma):
        return None
    phrases = [f"{lemma} {word}" for word in behind] + [f"{lemma} {preposition(c)} {c.lower_}" for c in head.children if c.dep_ == "obl"]
    told = next((verbs()[words] for words in (*phrases, lemma) if words in verbs()), None)
    if told not in {"present", "absent"} and act_noun(subject) is None and not is_go(subject):
        return "absent" if lemma in OVER and head.tag_ in PAST else None
    return "complete" if told in {"confirmed", "attested"} else told


def seen_done(noun: Token, lemma: str) -> bool:
    """Whether somebody bears witness to an act done to something: "confirmed the receipt of 40 million dollars"."""
    if lemma not in table("progress")["witnessing"]["verbs"] or act_noun(noun) is None:
        return False
    return bool(done_to(noun))


def done_to(act: Token) -> list[Token]:
    """What an act's noun says it is done to: "the receipt of 40 million dollars", also behind its day ("receipt on 29 June of the last part")."""
    own = [c for c in act.children if c.dep_ == "nmod" and preposition(c) == "of"]
    day = act.doc[act.i + 1 : act.i + 2].text.lower() in {"on", "in", "by"} and not own
    return own or [t for t in act.head.subtree if day and t.i > act.i and preposition(t) == "of" and t.pos_ in {"NOUN", "PROPN"}][:1]


def absent(head: Token) -> Token | None:
    """What a clause says there is none of ("there has been no toll on the bridge since May")."""
    if head.lemma_.lower() != "be" or not any(c.dep_ == "expl" for c in head.children):
        return None
    return next((c for c in head.children if c.dep_ in SUBJECT and any(d.lower_ == "no" for d in c.children)), None)


def is_place(noun: Token) -> bool:
    """Whether the noun behind "at" or "in" tells where something is."""
    return noun.pos_ == "PROPN" or noun.lemma_.lower() in table("progress")["places"]["nouns"]


def is_counted(noun: Token) -> bool:
    """Whether a number or "all" says how many there are."""
    return noun.pos_ == "NUM" or any(c.dep_ == "nummod" or c.lower_ == "all" for c in noun.children)


def is_go(noun: Token) -> bool:
    """Whether the noun is one of what is done in goes ("the second stage")."""
    return noun.lemma_.lower() in table("progress")["goes"]["nouns"]


def unreal(head: Token) -> bool:
    """Whether the clause is to come, possible or a condition, or only says which thing is meant ("the companies working there")."""
    if head.dep_ in {"acl", "acl:relcl", "amod"} or (head.tag_ == "VBG" and not any(c.dep_ in {"aux", "cop"} for c in head.children)):
        return True
    to_come = any(c.lower_ in {"is", "are"} or c.tag_ in {"VBZ", "VBP"} for c in (head, *head.children) if c is head or c.dep_ in {"cop", "aux", "aux:pass"})
    return any(
        (c.tag_ in UNREAL and c.dep_ in {"aux", "mark"}) or (c.lower_ in QUALIFIERS and (c.dep_ == "mark" or (c.dep_ == "advmod" and to_come)))
        for c in head.children
    )  # "when the assembly is complete": it is not yet


@cache
def states() -> dict[str, str]:
    """Phrase behind "be" to state."""
    return {phrase: state for state, phrases in table("progress")["states"].items() for phrase in phrases}


@cache
def verbs() -> dict[str, str]:
    """Verb with its particle to state."""
    return {phrase: state for state, phrases in table("progress")["verbs"].items() for phrase in phrases}


@cache
def verb_heads() -> frozenset[str]:
    """First words of `verbs`."""
    return frozenset(phrase.split()[0] for phrase in verbs())


def act_noun(noun: Token) -> tuple[Token, str] | None:
    """The noun that names an act, with the act's verb; of "the completion of the withdrawal" the second."""
    acts = table("progress")["acts"]
    noun = completed(noun) or noun
    verb = acts.get(noun.lemma_.lower()) or (noun.lower_ if is_gerund(noun) else None)
    return (noun, verb) if verb is not None else None


def is_gerund(noun: Token) -> bool:
    """Whether a verb in "-ing" with what the act is done to, or where, names the act: "the raising of the wreck", "dredging at the mouth of the river"."""
    long = noun.lower_.endswith("ing") and len(noun.text) >= SHORTEST_GERUND and noun.lower_ not in table("progress")["things"]["nouns"]
    bare = not any(c.dep_ == "det" for c in noun.children)
    return long and any(c.dep_ in {"nmod", "obl"} and (preposition(c) == "of" or (bare and preposition(c) in WHERE)) for c in noun.children)


def completed(noun: Token) -> Token | None:
    """The act of "the completion of the withdrawal"; None for a noun that says nothing of an end."""
    of = (c for c in noun.children if c.dep_ == "nmod" and preposition(c) == "of")
    return next(of, None) if noun.lemma_.lower() in EMPTY else None


def make(predicate: tuple[Token, str], subject: Token, state: str, bounds: tuple[int, int], maker: ClaimMaker) -> Claim:
    """The claim of a predicate with its lemma; where the subject names an act, that act by whom the phrase says, else what the thing is."""
    head, lemma = predicate
    whole, act = verbal_clause(head), act_noun(subject)
    thing = act[0] if act is not None else subject
    clause = Clause(head=head, objects=[thing], negated=whole.negated, belated=whole.belated)
    parties, particulars, offset = maker.parties, maker.particulars, maker.parties.offset(head)
    start, end = own_extent(clause, parties)
    agents = doers(thing, maker) if act is not None else doers(head, maker, "of") if state == "undone" else ()  # "in the hands of the front"
    witnesses = maker.parties.resolve(whole.subjects) if completed(subject) is not None or (seen_done(subject, lemma) and not whole.passive) else ()
    quantity, parts = particulars.quantity(Clause(head=head, objects=counted(thing)), parties)
    words = [t for noun in counted(thing) for t in full_phrase(noun)]
    return Claim(
        claim_id=claim_id(maker.document.doc_id, offset, "act", f"{FAMILY}.{state}"), doc_id=maker.document.doc_id,
        start=start, end=end, sentence_start=bounds[0], sentence_end=bounds[1],
        illocution="act", predicate=lemma, action=act[1] if act is not None else "be", frame=f"{FAMILY}.{state}",
        agents=agents, recipients=beside(bounds, agents, maker), object=words_of(words, parties),
        quantity=quantity, parts=parts, happened=particulars.happened(clause, parties), published=maker.document.published,
        deadline=NO_DEADLINE, polarity="negative" if clause.negated or absent(head) is not None else "positive",
        modality="claimed" if maker.speech.around(offset) else "asserted", depth=1,
        attribution=(*maker.speech.chain(offset), *(Attribution(speaker=m, cue=lemma) for m in witnesses[:1])),
    )  # fmt: skip


def counted(thing: Token) -> list[Token]:
    """The thing, and where it is an act what the act is done to: "the release of 40 men"."""
    return [thing, *done_to(thing)]


def beside(bounds: tuple[int, int], agents: tuple[Mention, ...], maker: ClaimMaker) -> tuple[Mention, ...]:
    """The other parties that the sentence names, each once: whose matter it may be."""
    seen = {m.code for m in agents}
    found = {m.code: m for m in reversed(maker.parties.near(*bounds)) if m.code and m.code not in seen and m.kind in PARTIES}
    return tuple(sorted(found.values(), key=lambda m: m.start))


def doers(act: Token, maker: ClaimMaker, by: str = "by") -> tuple[Mention, ...]:
    """Whose act it is: an owner, a doer behind "by" (of a state, who holds the thing: "of"), an adjective of nationality."""
    words = [c for c in act.children if c.dep_ == "nmod:poss" or (c.dep_ in {"nmod", "obl"} and preposition(c) == by) or (c.dep_ == "amod" and c.i < act.i)]
    words = [w for w in words if w.dep_ != "amod" or maker.parties.covering(w) is not None]
    return tuple(m for m in maker.parties.resolve(words) if m.code) if words else ()
