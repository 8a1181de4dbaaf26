"""Who speaks: from a reporting word to the noun phrase of its subject."""

from __future__ import annotations

from collections.abc import Container

from servanda.language.parsed import Doc, Span, Token

SUBJECTS = ("nsubj", "nsubj:pass", "csubj", "csubj:pass")
INSIDE = frozenset({
    "det", "amod", "compound", "flat", "nmod", "nmod:poss", "nmod:npmod", "nmod:desc", "nmod:unmarked", "case", "nummod", "appos", "fixed",
    "conj", "cc", "advmod", "det:predet", "goeswith", "nmod:tmod", "flat:foreign", "compound:prt",
})  # fmt: skip
NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
RELATIVE = frozenset({"who", "which", "that", "whom"})
GOVERNED = frozenset({"xcomp", "advcl", "conj", "ccomp", "parataxis", "aux", "acl"})
PAUSES = frozenset({",", ".", ";", "—", "–", "--"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})
MEANS = frozenset({"telephone", "phone", "radio", "letter", "email", "fax", "telegram", "post", "text", "video"})  # "said by telephone": how, not who
CALENDAR = frozenset({
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april", "may", "june", "july",
    "august", "september", "october", "november", "december",
})  # fmt: skip
NEAR = 12  # words from a reporting clause between commas to the participle that goes on with it
STEPS = 6  # how far up the parse a subject is looked for


def noun_phrase(head: Token, first: int = 0, last: int | None = None) -> Span:
    """The noun phrase of a head with titles, modifiers and appositions but without relative clauses, within tokens [first, last)."""
    doc = head.doc
    limit = len(doc) if last is None else last
    inside = {head.i}
    waiting = [head]
    while waiting:
        for child in waiting.pop().children:
            if (
                child.i not in inside
                and not child.is_space
                and first <= child.i < limit
                and child.dep_ in INSIDE
                and not _clausal(child)
                and not _across(child)
            ):
                inside.add(child.i)
                waiting.append(child)
    start, end = min(inside), max(inside) + 1
    while (doc[start].pos_ in ("CCONJ", "PUNCT", "ADV", "ADP", "SCONJ", "PART") or doc[start].lower_ == "whose") and start < head.i:
        start += 1
    while end - 1 > head.i and doc[end - 1].text in ("'s", "’s", "'", "’"):
        end -= 1
    return doc[start:end]


def _clausal(token: Token) -> bool:
    """A conjunct that is a clause of its own (a parse gone wrong more often than a speaker)."""
    return token.dep_ == "conj" and any(child.dep_ in SUBJECTS for child in token.children)


def _across(token: Token) -> bool:
    """An apposition behind a verb of its own ("Asked whether the truce held, the minister, ..."), which belongs to what follows."""
    return token.dep_ == "appos" and any(t.tag_ in FINITE or t.tag_ == "VBN" for t in token.doc[token.head.i + 1 : token.left_edge.i]) and not _described(token)


def _described(token: Token) -> bool:
    """Whether the verbs before an apposition stand in a clause that describes the noun ("the man who led the talks, Ana Lund")."""
    return any(c.dep_.startswith("acl") and token.head.i < c.i < token.i for c in token.head.children)


def subject_of(verb: Token, closed: frozenset[int] = frozenset()) -> Token | None:
    """The subject of a reporting verb, looked for at the verb, then at what governs it.

    `closed` are tokens that cannot be the speaker (those inside the quoted words). None where the verb is passive without an
    agent, or its subject is an empty "it".
    """
    at = verb
    for _ in range(STEPS):
        if passive(at) and at.i == verb.i and not _quoted_as(at):
            agent = next((c for c in at.children if c.dep_ == "obl:agent" or (c.dep_ == "obl" and any(g.lower_ == "by" for g in c.children))), None)
            if agent is None or agent.lower_ not in MEANS:
                return agent
        subjects = [c for c in at.children if c.dep_ in SUBJECTS and c.i not in closed and not c.is_space]
        found = next((c for c in reversed(subjects) if c.i < at.i), subjects[0] if subjects else None)  # the nearest: parsers split long titles
        if found is not None:
            return _antecedent(found, at)
        if at.dep_ in ("acl", "acl:relcl") and at.head.pos_ in NOMINAL:
            return at.head if at.head.i not in closed else None
        if at.dep_ not in GOVERNED or at.head.i == at.i or at.head.i in closed:
            return None
        at = at.head
    return None


def passive(verb: Token) -> bool:
    """Whether the verb is in the passive."""
    deps = {child.dep_ for child in verb.children}
    telling = "ccomp" in deps and not any(dep.startswith("aux") for dep in deps)  # "on Friday the team certified that ...", taken for a passive
    return "aux:pass" in deps or ("nsubj:pass" in deps and "nsubj" not in deps and not telling)


def _quoted_as(verb: Token) -> bool:
    """ "was quoted as saying": a passive whose subject speaks."""
    return verb.lemma_ in ("quote", "cite")


def _antecedent(subject: Token, verb: Token) -> Token | None:
    """The noun a relative pronoun stands for; None for an empty "it" or "there"."""
    if subject.lower_ in RELATIVE and verb.i > subject.i:
        return _before_pronoun(subject) or (verb.head if verb.dep_ in ("acl:relcl", "acl") and verb.head.pos_ in NOMINAL else subject)
    if subject.lower_ == "there" or (subject.lower_ == "it" and passive(verb)):
        return None
    return subject


def _before_pronoun(pronoun: Token) -> Token | None:
    """The head of the noun phrase right before a relative pronoun."""
    doc, i = pronoun.doc, pronoun.i - 1
    while i > pronoun.sent.start and doc[i].pos_ == "PUNCT":
        i -= 1
    if i < 0 or doc[i].pos_ not in NOMINAL:
        return None
    named = _name(doc[i], pronoun)
    return named if named is not None else _top(doc[i], pronoun.sent.start, pronoun.i)


def _name(last: Token, pronoun: Token) -> Token | None:
    """The head of a person's name right before "who", or of a body's before "which", whatever noun it hangs on ("by order of President Lund, who ...")."""
    sort = {"who": "PERSON", "which": "ORG"}.get(pronoun.lower_)
    if last.pos_ != "PROPN" or last.ent_type_ != sort:
        return None
    while last.head.i != last.i and last.head.ent_type_ == sort and last.head.pos_ == "PROPN":
        last = last.head
    return last if last.dep_ == "nmod" else None


def neighbour(verb: Token, window: tuple[int, int], closed: frozenset[int]) -> Token | None:
    """The nominal next to a reporting verb, where the parse gives no subject: before it, or after it where the verb comes first.

    `window` are the first and last token (exclusive) of the reporting clause.
    """
    doc: Doc = verb.doc
    for i in range(verb.i - 1, window[0] - 1, -1):
        token = doc[i]
        if i in closed or token.pos_ in ("VERB", "SCONJ"):
            break
        if token.pos_ in NOMINAL and not token.is_space:
            return _top(token, window[0], verb.i)
    follows = doc[verb.i + 1] if verb.i + 1 < window[1] else None
    if follows is not None and follows.i not in closed and follows.pos_ in (*NOMINAL, "DET", "ADJ"):
        top = _top(follows, verb.i + 1, window[1])
        return top if top.pos_ in NOMINAL else None
    return None


def _top(token: Token, first: int, last: int) -> Token:
    """The head of the noun phrase a token belongs to, within tokens [first, last)."""
    for _ in range(STEPS):
        if token.dep_ in INSIDE and first <= token.head.i < last and token.head.pos_ in NOMINAL and token.head.lower_ not in CALENDAR and not _across(token):
            token = token.head
    return token


def speaker_of(verb: Token, window: tuple[int, int], closed: frozenset[int] = frozenset()) -> Span | None:
    """The speaker's noun phrase for a reporting verb, None where nobody is named."""
    if _asked(verb):
        return None
    carrier = _carrier(verb)
    head = _behind(verb, window[1], closed) or subject_of(carrier, closed)
    if head is None and not passive(carrier) and not any(c.lower_ in ("it", "there") and c.dep_ in (*SUBJECTS, "expl") for c in carrier.children):
        head = neighbour(carrier, window, closed)
    if head is None or head.i in closed:
        return None
    phrase = noun_phrase(head, last=carrier.i) if head.i < carrier.i else noun_phrase(head, first=carrier.i + 1)
    return _named_in_full(phrase, carrier, closed)


def _behind(verb: Token, end: int, closed: frozenset[int]) -> Token | None:
    """ "..., said Ana Lund, his colleague": the speaker right behind a verb that follows a comma or a quotation mark; None where a clause follows."""
    doc, i = verb.doc, verb.i
    if (
        i == verb.sent.start
        or not (doc[i - 1].text in PAUSES or doc[i - 1].is_quote)
        or not (verb.tag_ in FINITE or verb.lower_ == "said")
        or i + 1 >= end
        or i + 1 in closed
    ):
        return None
    stop = next((j for j in range(i + 1, end) if doc[j].text in PAUSES or doc[j].text == ":" or doc[j].is_quote or j in closed), end)
    if stop in closed and not doc[stop].is_quote:
        return None
    if doc[i + 1].pos_ not in (*NOMINAL, "DET", "ADJ", "NUM") or any(t.tag_ in FINITE or t.tag_ == "TO" or t.lower_ == "that" for t in doc[i + 1 : stop]):
        return None
    top = _top(doc[i + 1], i + 1, stop)
    if top.dep_ not in SUBJECTS and any(c.dep_ in SUBJECTS and c.i < i for c in verb.children):
        return None  # "whose minister, Ana Lund, called it fair"
    several = top.pos_ == "NUM" and any(c.lower_ == "of" for t in top.children for c in t.children)  # "said one of the men"
    return top if (top.pos_ in NOMINAL or several) and top.dep_ in (*SUBJECTS, "obj", "dep", "xcomp", "ccomp", "obl", "appos", "parataxis") else None


def _asked(verb: Token) -> bool:
    """ "When asked whether ...", "Asked if ...": the one who asks is not named."""
    return verb.lemma_ in ("ask", "press", "question") and verb.dep_ in ("advcl", "acl", "dep") and not any(c.dep_ in SUBJECTS for c in verb.children)


def _carrier(verb: Token) -> Token:
    """The verb whose subject speaks: for a participle behind a comma, or "and added", the main verb or the report before it."""
    doc, sent = verb.doc, verb.sent
    if any(c.dep_ in SUBJECTS for c in verb.children) or verb.i == sent.start:
        return verb
    before = doc[verb.i - 1]
    if verb.tag_ == "VBG" and (before.text in (",", "—", "–") or before.is_quote):
        beside = next((t for t in doc[max(sent.start, verb.i - NEAR) : verb.i] if t.dep_ == "parataxis" and t.tag_ in FINITE and _has_subject(t)), None)
        root = beside if beside is not None else sent.root  # "..., the envoy said, adding that ..."
        return root if root.i < verb.i and root.pos_ in ("VERB", "AUX") and not passive(root) else verb
    if verb.dep_ == "conj" and any(doc[i].pos_ == "CCONJ" for i in range(max(sent.start, verb.i - 3), verb.i)):
        if _relative_before(verb):
            return verb.head
        for above in verb.ancestors:
            if above.tag_ == verb.tag_ and above.i < verb.i and reported_by(above):
                return above
        root = sent.root
        return root if root.tag_ == verb.tag_ and root.i < verb.i else verb
    return verb


def _relative_before(verb: Token) -> bool:
    """ "..., which confirmed the numbers and said ...": whether a verb goes on with the relative clause right before it."""
    above = verb.head
    relative = any(c.dep_ in SUBJECTS and c.lower_ in {"who", "which"} for c in above.children)
    return relative and above.tag_ == verb.tag_ and not any(t.text in PAUSES for t in verb.doc[above.i : verb.i])


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in SUBJECTS for c in verb.children)


def reported_by(verb: Token) -> bool:
    """Whether a verb has both a subject and a clause: the form of a report."""
    deps = {c.dep_ for c in verb.children}
    return bool(deps & set(SUBJECTS)) and "ccomp" in deps


def _named_in_full(phrase: Span, verb: Token, closed: frozenset[int]) -> Span:
    """The phrase with names that stand next to it, which parsers often leave outside a long title."""
    doc, start, end, sent = phrase.doc, phrase.start, phrase.end, verb.sent
    barred = closed | {verb.i}
    if phrase.root.pos_ not in ("NOUN", "PROPN"):
        return phrase
    while end < sent.end and end not in barred and doc[end].pos_ == "PROPN" and doc[end - 1].pos_ in ("NOUN", "PROPN"):
        end += 1
    while start > sent.start and start - 1 not in barred and doc[start - 1].pos_ == doc[start].pos_ == "PROPN" and not _dates(doc[start - 1]):
        start -= 1
    return doc[start:end]


def _dates(token: Token) -> bool:
    """Whether a name before another is a day or month that a preposition opens ("on Wednesday Oman referred it"), and not April Lund's."""
    return token.lower_ in CALENDAR and (token.lower_.endswith("day") or (token.i > 0 and token.doc[token.i - 1].pos_ == "ADP"))


def speaker_of_noun(noun: Token, closed: Container[int] = ()) -> Span | None:
    """The speaker of a reporting noun: its owner ("the ministry's claim"), its "of" or "by", or the subject of the verb that takes it; `closed` are
    the tokens of what it tells ("praise of the mayor")."""
    for child in noun.children:
        if child.dep_ == "nmod:poss" and child.i < noun.i:
            return noun_phrase(child, last=noun.i)
    for child in noun.children:
        if child.dep_ != "nmod" or child.i < noun.i or child.i in closed:
            continue
        if any(c.lower_ in ("by", "from", "of") and c.dep_ == "case" for c in child.children):
            return noun_phrase(child, first=noun.i + 1)
    if noun.dep_ in ("obj", "obl") and noun.head.pos_ == "VERB":
        return speaker_of(noun.head, (noun.sent.start, noun.i))
    return None
