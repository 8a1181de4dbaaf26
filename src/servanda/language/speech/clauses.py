"""Indirect speech: reported clauses out of the parse, and the sources named by "according to" and its kin."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from servanda.language.parsed import Doc, Span, Token
from servanda.language.speech.beside import clause_of, find_beside, own_clause
from servanda.language.speech.cues import Cues
from servanda.language.speech.extent import FINITE, end_behind, reaches_end, start_behind, trim
from servanda.language.speech.report import Report
from servanda.language.speech.speakers import SUBJECTS, noun_phrase, speaker_of, speaker_of_noun

CLAUSAL = frozenset({"ccomp", "advcl", "acl", "parataxis", "xcomp", "acl:relcl", "csubj", "csubj:pass", "conj"})
QUESTIONS = frozenset({"if", "whether"})
QUESTION_WORDS = frozenset({"what", "why", "how", "when", "where", "who", "which", "whether", "if", "whom", "whose"})
POSSIBLE = frozenset({"can", "could", "may", "might", "would", "should", "must"})  # what may be said was not said
POINTING = frozenset({"that", "this", "it", "these", "those"})
THOUGHTS = frozenset({"opinion", "hope", "finding"})
WRITER = frozenset({"i", "we", "you", "one"})
LONGEST_SENTENCE = 400  # words
TAKEN = frozenset({"obj", "xcomp", "ccomp"})  # what a verb takes that reports nothing else
ANSWERS = frozenset({"denial", "claim", "judgement", "warning"})  # kinds of verbs behind whose clause a colon brings the reason
SHORT = 12  # words between such a verb and its colon
BARE = frozenset({"neutral", "claim"})  # kinds of verbs whose clause often lacks "that"


def find_indirect(doc: Doc, cues: Cues, closed: frozenset[int] = frozenset(), quoted: frozenset[int] = frozenset()) -> list[Report]:
    """Reports of indirect speech in one paragraph, by position; `closed` are cue tokens already used, `quoted` those in quotation marks."""
    reports: list[Report] = []
    words, frames = cues.places(doc)
    for token in _prose(doc, [i for i in words if i not in closed]):
        if (lemma := cues.verb(token)) is not None and (told := list(_by_verb(token, lemma, cues, quoted))):
            reports.extend(told)
        elif token.lower_ in cues.accounts and (account := _of_account(token)) is not None:
            reports.append(account)
        elif (noun := cues.noun(token)) is not None:
            reports.extend(_of_noun(token, noun, cues))
    reports.extend(_of_frames(doc, frames))
    return sorted(reports, key=lambda r: (r.start, r.end))


def _prose(doc: Doc, places: list[int]) -> Iterator[Token]:
    """Those tokens that are in sentences of a length that prose has; lists and hostile text are passed over, so that time stays linear."""
    long = [range(sent.start, sent.end) for sent in doc.sents if len(sent) > LONGEST_SENTENCE] if places and len(doc) > LONGEST_SENTENCE else []
    passed = {i for stretch in long for i in stretch}
    return (doc[i] for i in places if i not in passed)


def _by_verb(verb: Token, lemma: str, cues: Cues, quoted: frozenset[int]) -> Iterator[Report]:
    """The report of a verb: its clause, else what follows a colon."""
    told = list(_of_verb(verb, lemma, cues, quoted)) if cues.takes(lemma, "clause") or _goes_on_telling(verb, lemma, cues) else []
    reason = _of_colon(verb, lemma, cues, quoted) if not told and cues.kinds[lemma] in ANSWERS else None
    yield from told if reason is None else [reason]


def _goes_on_telling(verb: Token, lemma: str, cues: Cues) -> bool:
    """ "..., the message went on.": a verb that takes quoted words alone, at the end of a sentence, behind a clause of its own."""
    beside = find_beside(verb, cues) if cues.takes(lemma, "quote") else None
    return beside is not None and beside.bounds[1] <= verb.i and own_clause(verb.doc[beside.bounds[0] : beside.bounds[1]])


def _of_verb(verb: Token, lemma: str, cues: Cues, quoted: frozenset[int]) -> Iterator[Report]:
    """The report a verb makes, if it has a clause for its content."""
    kind = cues.kinds[lemma]
    beside = find_beside(verb, cues) if cues.takes(lemma, "quote") or kind in ("opinion", "finding") else None
    if verb.dep_ in ("amod", "compound") or (_participle(verb) and not (beside is not None and beside.speaker is not None and kind in BARE)):
        return
    if any(c.dep_ == "aux" and c.lower_ in POSSIBLE for c in verb.children):
        return
    if kind in THOUGHTS and not _asserted(verb):
        return
    sent = verb.sent
    bounds = beside.bounds if beside is not None else _complement(verb, kind) or _as_clause(verb) or _unparsed(verb, kind) or _gapped(verb)
    if bounds is None:
        return
    if beside is None and bounds[0] > verb.i and reaches_end(verb):
        bounds = trim(verb.doc, bounds[0], end_behind(verb, bounds[0], _answered(verb, bounds[0], cues), cues, quoted)) or bounds
    inside = frozenset(range(*bounds)) if not bounds[0] <= verb.i < bounds[1] else frozenset()
    speaker = beside.speaker if beside is not None else None
    yield _report(verb, bounds, lemma, speaker or speaker_of(verb, (sent.start, sent.end), inside))


def _answered(verb: Token, start: int, cues: Cues) -> int:
    """Where the sentence of a reporting verb ends, or an answer begins: "Asked whether it was so, she said ...", of which parsers make "asked" the root."""
    sent = verb.sent
    if verb.i != sent.start or _has_subject(verb):
        return sent.end
    replies = [c for c in verb.children if c.i > start and c.dep_ in ("parataxis", "ccomp") and cues.verb(c) is not None and _has_subject(c)]
    return next((c.left_edge.i for c in replies if verb.doc[c.left_edge.i - 1].text == ","), sent.end)


def _participle(verb: Token) -> bool:
    """A participle that describes a noun ("the text published on Monday"); parsers take the verb of "..., the team certified on Friday" for one."""
    return verb.tag_ == "VBN" and verb.dep_ in ("acl", "advcl") and not any(c.dep_.startswith("aux") for c in verb.children)


def _unparsed(verb: Token, kind: str) -> tuple[int, int] | None:
    """A clause behind a verb of saying that the parse does not show as one."""
    if kind not in BARE or verb.tag_ == "VB" or not reaches_end(verb) or any(c.dep_ == "aux:pass" for c in verb.children):
        return None
    start = start_behind(verb, verb.sent.end)
    if start is None or _plain_object(verb, start):
        return None
    return trim(verb.doc, start, verb.sent.end)


def _gapped(verb: Token) -> tuple[int, int] | None:
    """ "the rules, which officials say will change": a clause whose subject stands before the reporting words."""
    doc, start = verb.doc, verb.i + 1
    if verb.dep_ != "acl:relcl" or verb.tag_ not in FINITE or not any(c.dep_ in SUBJECTS for c in verb.children):
        return None
    if start >= verb.sent.end or doc[start].tag_ not in FINITE:
        return None
    clause = clause_of(doc[start])
    end = max(clause.right_edge.i + 1, start + 1) if clause.i >= start else verb.right_edge.i + 1
    return trim(doc, start, next((i for i in range(start, end) if doc[i].text == ","), end))


def _plain_object(verb: Token, start: int) -> bool:
    """ "claimed great wealth and said so": whether a verb's object begins at `start`, and the next finite verb tells what else was done."""
    thing = next((c for c in verb.children if c.dep_ == "obj" and c.left_edge.i <= start <= c.i), None)
    finite = next((t for t in verb.doc[start + 1 : verb.sent.end] if t.tag_ in FINITE), None)
    if thing is None or finite is None:
        return False
    clause = clause_of(finite)
    return clause.i > thing.right_edge.i and clause.head.i == verb.i


def _report(cue: Token, bounds: tuple[int, int], lemma: str, speaker: Span | None) -> Report:
    span = cue.doc[bounds[0] : bounds[1]]
    return Report(span.start_char, span.end_char, speaker, lemma, cue, direct=False)


def _asserted(verb: Token) -> bool:
    """Whether somebody else's thought is given as a fact: a finite verb, not of the writer, not in a question or under a modal."""
    if verb.tag_ == "VB" or any(c.dep_ == "aux" and c.tag_ == "MD" for c in verb.children):
        return False
    return not any(c.dep_ in SUBJECTS and c.lower_ in WRITER for c in verb.children)


def _complement(verb: Token, kind: str) -> tuple[int, int] | None:
    """The clause a verb governs: "said (that) ...", "asked whether ...", "told X that ..."; also put before it ("..., he said")."""
    for child in verb.children:
        if child.i > verb.i and (_reported(child) or (kind == "question" and child.dep_ == "advcl" and _marked(child, QUESTIONS))):
            return _right(verb, child)
    for child in verb.children:
        if child.i > verb.i and child.dep_ in ("obj", "iobj", "obl"):
            clause = next((c for c in child.subtree if c.dep_ in CLAUSAL and _marked(c, {"that"})), None)
            if clause is not None:
                return _right(verb, clause)
    for child in verb.children:
        if child.i < verb.i and child.dep_ in ("ccomp", "parataxis", "advcl") and not _infinitive(child) and not _marked(child, None):
            if (child.dep_ == "advcl" or child.tag_ in ("VBN", "VBG")) and not _has_subject(child):
                continue  # "Asked for a date, she said ...": when it was said
            return _left(verb, child)
    return None


def _reported(child: Token) -> bool:
    """Whether a dependant to the right of a cue is its reported clause."""
    if child.dep_ == "ccomp":
        return not _infinitive(child)
    if child.dep_ in CLAUSAL:
        return _marked(child, {"that", *QUESTIONS}) if child.dep_ != "advcl" else _marked(child, {"that", "whether"})
    return False


def _has_subject(token: Token) -> bool:
    """Whether a verb has what makes a clause of it; not that of "having sold it, he said"."""
    return any(c.dep_ in SUBJECTS or c.dep_ in ("expl", "cop") or (c.dep_.startswith("aux") and c.tag_ != "VBG") for c in token.children)


def _infinitive(token: Token) -> bool:
    """A clause with "to" before its verb, without a question word ("how to")."""
    left = [c for c in token.children if c.i < token.i]
    if any(c.tag_ in FINITE for c in left):
        return False  # "this was for parliament to decide"
    return any(c.tag_ == "TO" or (c.lower_ == "to" and c.dep_ in ("mark", "aux")) for c in left) and not any(c.lower_ in QUESTION_WORDS for c in left)


def _marked(token: Token, words: Collection[str] | None) -> bool:
    """Whether the clause opens with one of the conjunctions (any, if `words` is None)."""
    return any(c.dep_ == "mark" and c.i < token.i and (words is None or c.lower_ in words) for c in token.children)


def _right(verb: Token, clause: Token) -> tuple[int, int] | None:
    """Bounds of a clause that follows its verb."""
    start, end = clause.left_edge.i, clause.right_edge.i + 1
    for child in verb.children:
        if child.i > clause.i and child.right_edge.i >= end and child.dep_ != "punct":
            if not _goes_on(child):
                break
            end = child.right_edge.i + 1
    return trim(verb.doc, max(start, verb.i + 1), end)


def _goes_on(sister: Token) -> bool:
    """Whether what follows a reported clause, hung on the reporting verb, reads as part of what is reported."""
    if sister.dep_ in ("conj", "ccomp", "parataxis"):
        return _marked(sister, {"that"}) or (sister.dep_ == "conj" and sister.pos_ in ("NOUN", "PROPN"))
    edge = sister.left_edge.i
    return sister.dep_ in ("advcl", "obl", "advmod", "xcomp", "acl") and sister.doc[edge - 1].text not in (",", "—", "–", "--", "-", ";")


def _left(verb: Token, clause: Token) -> tuple[int, int] | None:
    """Bounds of a clause that stands before its verb: from its left edge to the reporting clause."""
    stop = min([verb.i, *(c.left_edge.i for c in verb.children if c.dep_ in SUBJECTS and clause.i < c.i < verb.i)])
    return trim(verb.doc, clause.left_edge.i, min(stop, max(clause.right_edge.i + 1, stop)))


def _as_clause(verb: Token) -> tuple[int, int] | None:
    """ "As the minister said, ...": the clause that the "as" clause belongs to."""
    mark = next((c for c in verb.children if c.lower_ == "as" and c.i < verb.i), None)
    if mark is None or verb.dep_ not in ("advcl", "parataxis", "ccomp") or any(c.dep_ in TAKEN and c.i > verb.i for c in verb.children):
        return None  # "as ministers continued to meet", "as the party found itself alone": when it was
    sent, doc = verb.sent, verb.doc
    left, right = verb.left_edge.i, verb.right_edge.i + 1
    if left - sent.start <= 1:
        return trim(doc, right, sent.end)
    return trim(doc, sent.start, left)


def _of_noun(noun: Token, lemma: str, cues: Cues) -> Iterator[Report]:
    """ "the claim that ..."; not "said in a statement that ...", where the verb reports."""
    if noun.dep_ == "obl" and cues.verb(noun.head) is not None:
        return
    clause = next((c for c in noun.children if c.i > noun.i and c.dep_ in ("acl", "ccomp", "acl:relcl") and _marked(c, {"that"})), None)
    bounds = _right(noun, clause) if clause is not None else None
    if bounds is not None:
        yield _report(noun, bounds, lemma, speaker_of_noun(noun))


def _of_account(noun: Token) -> Report | None:
    """ "..., by the treasury's reckoning": the clause it stands in, without it where it opens or closes the sentence."""
    owner = next((c for c in noun.children if c.dep_ == "nmod:poss"), None)
    word = next((c for c in noun.children if c.dep_ == "case" and c.lower_ in ("by", "on", "in")), None)
    if owner is None or word is None:
        return None
    sent, doc = noun.sent, noun.doc
    before, after = trim(doc, sent.start, word.i), trim(doc, noun.i + 1, sent.end)
    bounds = after if word.i - sent.start <= 1 else before if sent.end - noun.i <= 2 else trim(doc, sent.start, sent.end)
    return _report(noun, bounds, f"{word.lower_} {noun.lower_}", noun_phrase(owner, last=noun.i)) if bounds is not None else None


def _of_colon(verb: Token, lemma: str, cues: Cues, quoted: frozenset[int]) -> Report | None:
    """ "rejected the charge: the road had been open": what follows the colon of a short clause whose verb answers somebody."""
    doc, sent = verb.doc, verb.sent
    colon = next((i for i in range(verb.i + 1, min(sent.end, verb.i + SHORT)) if doc[i].text == ":"), None)
    if colon is None or colon + 1 in quoted or verb.tag_ not in FINITE or not any(t.tag_ in FINITE for t in doc[colon + 1 : sent.end]):
        return None
    if any(cues.verb(t) is not None and find_beside(t, cues) is not None for t in doc[colon + 1 : sent.end]):
        return None  # "...: the road, it said, had been open"
    bounds = trim(doc, colon + 1, sent.end)
    speaker = speaker_of(verb, (sent.start, colon)) if bounds is not None else None
    return _report(verb, bounds, lemma, speaker) if bounds is not None and speaker is not None else None


def _of_frames(doc: Doc, frames: list[tuple[int, tuple[str, ...]]]) -> Iterator[Report]:
    """Sources named by a phrase: "according to X, ..."."""
    for start, phrase in frames:
        end = start + len(phrase)
        report = _of_frame(doc, start, end, " ".join(phrase)) if end < len(doc) else None
        if report is not None:
            yield report


def _of_frame(doc: Doc, start: int, end: int, phrase: str) -> Report | None:
    """The report of one phrase at tokens [start, end)."""
    head = _object_after(doc, start, end)
    if head is None:
        return None
    source = noun_phrase(head, first=end)
    sent = doc[start].sent
    after = max(source.end, end)
    if start - sent.start <= 1:
        bounds = trim(doc, _past_comma(doc, after, sent.end), sent.end)
    elif start - sent.start <= 3 and sent[0].pos_ == "PRON" and sent[0].lower_ in POINTING:  # "That is according to ...": the words are elsewhere
        bounds = None
    else:
        told = any(t.dep_ in SUBJECTS for t in doc[sent.start : start]) and doc[start - 1].lower_ != "that" and doc[max(0, start - 2)].lower_ != "that"
        bounds = trim(doc, sent.start, start) if told else trim(doc, _past_comma(doc, after, sent.end), sent.end)
    return _report(doc[start], bounds, phrase, source) if bounds is not None else None


def _object_after(doc: Doc, start: int, end: int) -> Token | None:
    """The head of the noun phrase after a phrase: what its last word hangs on, else the first nominal."""
    token = doc[end - 1]
    for _ in range(4):
        if token.i >= end:
            return token
        token = token.head
    return next((doc[i] for i in range(end, min(end + 6, len(doc))) if doc[i].pos_ in ("NOUN", "PROPN", "PRON")), None)


def _past_comma(doc: Doc, at: int, end: int) -> int:
    """The token after the next comma, where one comes soon; `at` itself otherwise."""
    return next((i + 1 for i in range(at, min(end, at + 30)) if doc[i].text == ","), at)
