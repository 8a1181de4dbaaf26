"""The subjects of a verb: its own, and those that grammar leaves out or a parser hangs elsewhere.

Left out are subjects shared by coordination, controlled from above ("undertook to drop"), or standing outside a relative clause.
"""

from __future__ import annotations

from servanda.coding.phrases import RELATIVE, antecedent, preposition
from servanda.coding.predicates import DEEPEST, governing_noun, governor_of, is_predicate
from servanda.coding.tables import table, word_roles
from servanda.language.parsed import Token

SUBJECT = {"nsubj", "csubj", "nsubj:outer"}
PASSIVE_SUBJECT = {"nsubj:pass", "csubj:pass"}
CONTROLLED = {"xcomp", "ccomp", "advcl"}
# Verbs whose complement is done by their object, not their subject: "urged Kyiv to talk".
OBJECT_CONTROL = {
    "urge", "ask", "call", "order", "tell", "invite", "encourage", "allow", "permit", "help", "force", "want", "like", "prefer", "instruct",
    "require", "press", "bind", "oblige", "commit", "compel", "authorise", "authorize", "direct", "command", "lead", "enable", "expect", "see", "let", "have",
}  # fmt: skip
OBLIGING = {"bind", "oblige", "commit", "compel", "require", "force"}  # of these, verbs after which "to" tells no purpose
CONJUNCTIONS = {"after", "before", "since", "until"}
TELLING = {"tell", "warn", "promise", "assure", "inform", "remind", "notify", "advise", "convince", "persuade"}


def own_subjects(verb: Token) -> list[Token]:
    """The subject phrases that depend on the verb itself, relative pronouns replaced by what they stand for."""
    if governing_noun(verb) and not any(c.dep_ in SUBJECT for c in verb.children):
        return [c for c in verb.children if c.dep_ in {"compound", "nmod", "amod"} and c.i < verb.i and c.pos_ in {"PROPN", "NOUN"}][-1:]
    found = [c for c in verb.children if c.dep_ in SUBJECT | PASSIVE_SUBJECT and c.lower_ not in {"there", "what"} and not fronted_participle(c)]
    if len(found) > 1 and told_subject(verb) is not None:
        found = found[1:]
    if len(found) > 1 and found[0].i < verb.i < found[-1].i and verb.dep_ == "advcl":
        found = [c for c in found if c.i < verb.i]  # "Once that has been done Borea is to ...": of the clause that follows
    if len(found) > 1 and found[0].lemma_ in word_roles("organs") and found[1].pos_ == "PROPN" and found[1].left_edge.i == found[0].i + 1:
        found = found[:1]  # "the old and frail minister Lund": an office and its holder, of which the parser made two subjects
    return [antecedent(c) for c in found if len(found) < 2 or c not in strayed(verb)]


def told_subject(verb: Token) -> Token | None:
    """ "told the drivers it would burn": whom the verb above tells, where the parser made two subjects of them."""
    subjects = [c for c in verb.children if c.dep_ in SUBJECT and c.i < verb.i]
    if verb.dep_ != "ccomp" or len(subjects) < 2 or verb.head.lemma_.lower() not in TELLING or any(c.dep_ in {"obj", "iobj"} for c in verb.head.children):
        return None
    return subjects[0] if subjects[1].pos_ == "PRON" else None


def strayed(verb: Token) -> list[Token]:
    """ "Guns shelled the posts, officials said": a subject before the fronted clause belongs to it, though the parser hung it on the verb of saying."""
    fronted = next((c for c in verb.children if c.dep_ == "ccomp" and c.i < verb.i and not any(g.dep_ in SUBJECT | PASSIVE_SUBJECT for g in c.children)), None)
    return [c for c in verb.children if fronted is not None and c.dep_ in SUBJECT | PASSIVE_SUBJECT and c.i < fronted.i]


def fronted_participle(token: Token) -> bool:
    """ "Guided by ..., the Republic sets free": a participle at the sentence's start, which taggers take for a name."""
    return token.tag_ == "VBN" or (
        token.i == token.sent.start and token.tag_ == "NNP" and token.lower_.endswith(("ed", "ing")) and any(c.dep_.startswith("obl") for c in token.children)
    )


def misplaced_subject(verb: Token) -> Token | None:
    """ "days after the envoys of A and B agreed": the phrase before a finite verb that a parser hung elsewhere, taking the conjunction for a
    preposition."""
    if verb.tag_ not in {"VBD", "VBZ", "VBP"} and not any(c.tag_ in {"VBD", "VBZ", "MD"} for c in verb.children if c.dep_.startswith("aux")):
        return None
    first = min([verb, *(c for c in verb.children if c.dep_.startswith("aux") or c.dep_ == "advmod")], key=lambda t: t.i).i
    at = verb.doc[first - 1] if first > verb.sent.start else None
    while at is not None and at.dep_ != "ROOT" and at.i < first:
        if at.dep_ in {"obl", "nmod"} and preposition(at) in CONJUNCTIONS and at.right_edge.i == first - 1 and at.pos_ in {"NOUN", "PROPN", "PRON"}:
            return at
        at = at.head
    return None


def misplaced(verb: Token) -> list[Token]:
    """The misplaced subject as a list."""
    opening = verb.sent[0]
    if verb.dep_ == "ROOT" and opening.lower_ in {"neither", "both", "each"} and opening.head.i == verb.i and opening.i < verb.i:
        return [opening]  # "Neither may bring arms": a pronoun that parsers take for a conjunction
    for fronted in (c for c in verb.children if c.dep_ == "advcl" and c.i < verb.i):
        behind = [c for c in fronted.children if c.dep_ in SUBJECT | PASSIVE_SUBJECT and fronted.i < c.i < verb.i]
        if behind and any(c.dep_ in SUBJECT | PASSIVE_SUBJECT and c.i < fronted.i for c in fronted.children):
            return behind[-1:]  # "Once that has been done Borea is to ...", where the parser gave both subjects to the first verb
    found = misplaced_subject(verb) if verb.dep_ in {"advcl", "ccomp", "parataxis", "acl", "acl:relcl", "conj"} else None
    return [found] if found is not None else []


def lost_subject(verb: Token) -> Token | None:
    """ "Nine of the men whom A had promised to free walked out", "23 lorries, the first of two batches, left": the noun or number that stands for the
    sentence, where the parser hung its verb on the relative clause or beside the noun."""
    if verb.tag_ not in {"VBD", "VBN", "JJ"}:
        return None
    noun = verb.sent.root
    bare = noun.pos_ in {"NOUN", "NUM"} and noun.i < verb.i and verb.sent[-1].is_punct and not any(c.dep_ in {"cop", *SUBJECT} for c in noun.children)
    own = any(c.dep_.startswith(("aux", "nsubj", "csubj")) or c.dep_ in {"mark", "cop"} for c in verb.children)
    if not bare or own:
        return None
    above = verb
    while above.dep_ in {"ccomp", "xcomp"} and above.head.i < above.i:
        above = above.head
    behind = above is not verb and above.dep_ == "acl:relcl" and noun in (above.head, *above.head.ancestors)
    return noun if behind or (verb.dep_ == "parataxis" and verb.head is noun and verb.tag_ == "VBD") else None


def inherited_subjects(verb: Token, depth: int) -> list[Token]:
    """The subject that grammar leaves out: shared, controlled, or modified by the clause."""
    head = governor_of(verb)
    if depth > DEEPEST or verb.dep_ == "ROOT":
        return []
    if verb.dep_ == "conj":
        return [head] if not is_predicate(head) and head.dep_ in SUBJECT else subjects_of(head, depth + 1)
    if verb.dep_ in {"acl", "acl:relcl"}:
        return acl_subjects(verb, head, depth)
    if verb.dep_ == "ccomp" and verb.i < head.i and strayed(head):
        return strayed(head)
    if verb.dep_ == "obl" or verb.dep_ in CONTROLLED:
        if head.lemma_ in OBJECT_CONTROL and (verb.dep_ != "advcl" or head.lemma_ in OBLIGING):
            controllers = [c for c in head.children if c.dep_ in {"obj", "iobj"} or (c.dep_ == "obl" and preposition(c) in {"on", "upon"})]
            controllers += [c for c in head.children if c.dep_ == "nsubj:pass"]
            if controllers:
                return [antecedent(controllers[0])]
        joined = [c for c in head.children if c.dep_ == "obj"] if head.lemma_.lower() == "join" and preposition(verb) == "in" else []
        return [*subjects_of(head, depth + 1), *joined]  # "A joined B in condemning C": both did
    return []


def acl_subjects(verb: Token, head: Token, depth: int) -> list[Token]:
    """Subjects of a clause that modifies a noun: "soldiers held by", "its promise to withdraw", "texts naming"."""
    if verb.dep_ == "acl:relcl":
        has_pronoun_object = any(c.lower_ in RELATIVE and c.dep_ == "obj" for c in verb.children)
        return [] if has_pronoun_object else [head]
    if verb.tag_ in {"VBG", "VBD", "VBZ", "VBP"}:
        return [head]
    possessors = [c for c in head.children if c.dep_ == "nmod:poss"]
    if possessors:
        return possessors
    if head.dep_ in {"obj", "obl", "nsubj:pass", "xcomp"} and is_predicate(head.head):
        return subjects_of(head.head, depth + 1)
    return []


def subjects_of(verb: Token, depth: int = 0) -> list[Token]:
    """Own or inherited subjects; of a passive verb its grammatical subject."""
    return own_subjects(verb) or misplaced(verb) or inherited_subjects(verb, depth)


def happens_by_itself(verb: Token, subjects: list[Token]) -> bool:
    """ "The joint centre opened on Monday", "pumping restarted": a thing as subject of a verb that also takes it as its object."""
    acts = table("speech_acts")["middle"]
    if verb.lemma_.lower() not in acts or len(subjects) != 1 or subjects[0].pos_ != "NOUN":
        return False
    lemma = subjects[0].lemma_.lower()
    return not any(lemma in word_roles(section) for section in ("organs", "people")) and lemma not in table("party_nouns")["plural"]["heads"]
