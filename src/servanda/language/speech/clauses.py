"""Indirect speech: reported clauses out of the parse, and the sources named by "according to" and its kin."""

from __future__ import annotations

from collections.abc import Iterator

from servanda.language.parsed import Doc, Token
from servanda.language.speech.beside import clause_of, find_beside, own_clause
from servanda.language.speech.complements import has_subject, infinitive, marked, report_of, right_of
from servanda.language.speech.cues import Cues
from servanda.language.speech.extent import FINITE, end_behind, reaches_end, start_behind, trim
from servanda.language.speech.nouns import of_account, of_noun
from servanda.language.speech.report import Report
from servanda.language.speech.speakers import SUBJECTS, noun_phrase, passive, speaker_of

CLAUSAL = frozenset({"ccomp", "advcl", "acl", "parataxis", "xcomp", "acl:relcl", "csubj", "csubj:pass", "conj"})
QUESTIONS = frozenset({"if", "whether"})
QUESTION_WORDS = frozenset({"what", "why", "how", "when", "where", "who", "which", "whether", "if", "whom", "whose"})
POSSIBLE = frozenset({"can", "could", "may", "might", "would", "should", "must"})  # what may be said was not said
POINTING = frozenset({"that", "this", "it", "these", "those"})
THOUGHTS = frozenset({"opinion", "hope", "finding"})
WRITER = frozenset({"i", "we", "you", "one"})
LONGEST_SENTENCE = 400  # words
PERFECT = frozenset({"has", "have", "had"})
FEWEST = 3  # words of a sentence that a source phrase interrupts, behind it
ADDRESSING = frozenset({"tell", "inform", "assure", "notify", "remind", "reassure"})  # verbs of whose passives the subject only hears
TAKEN = frozenset({"obj", "xcomp", "ccomp"})  # what a verb takes that reports nothing else
ANSWERS = frozenset({"denial", "claim", "judgement", "warning"})  # kinds of verbs behind whose clause a colon brings the reason
ABOUT = frozenset({"about", "around", "over", "under", "more", "less", "almost", "nearly", "only", "some"})  # before numbers
PLAIN = frozenset(
    {"say", "believe", "think", "claim", "argue", "insist", "contend", "estimate", "admit", "maintain", "assert", "predict", "reckon"}
)  # tell nobody
SHORT = 12  # words between such a verb and its colon
BARE = frozenset({"neutral", "claim"})  # kinds of verbs whose clause often lacks "that"


def find_indirect(doc: Doc, cues: Cues, closed: frozenset[int] = frozenset(), quoted: frozenset[int] = frozenset()) -> list[Report]:
    """Reports of indirect speech in one paragraph, by position; `closed` are cue tokens already used, `quoted` those in quotation marks."""
    reports: list[Report] = []
    words, frames = cues.places(doc)
    for token in _prose(doc, [i for i in words if i not in closed]):
        if (lemma := cues.verb(token)) is not None and (told := list(_by_verb(token, lemma, cues, quoted))):
            reports.extend(told)
        elif token.lower_ in ("put", "puts") and (put := _as_put(token, quoted)) is not None:
            reports.append(put)
        elif (lemma := cues.behind.get(token.lower_)) is not None and (behind := _behind_words(token, lemma, cues)) is not None:
            reports.append(behind)
        elif token.lower_ in cues.accounts and (account := of_account(token)) is not None:
            reports.append(account)
        elif (noun := cues.noun(token)) is not None:
            reports.extend(of_noun(token, noun, cues))
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
    this = cues.kinds[lemma] in BARE and any(c.dep_ == "obj" and c.lower_ in POINTING for c in verb.children)  # "repeated this later: ..."
    reason = _of_colon(verb, lemma, cues, quoted) if not told and (this or cues.kinds[lemma] in ANSWERS) else None
    yield from told if reason is None else [reason]


def _as_put(verb: Token, quoted: frozenset[int]) -> Report | None:
    """ "The treaty is dead, as the minister put it": the clause that is put so."""
    mark = next((c for c in verb.children if c.lower_ == "as" and c.i < verb.i), None)
    sent, left = verb.sent, verb.left_edge.i
    if mark is None or verb.i + 1 >= sent.end or verb.doc[verb.i + 1].lower_ != "it":
        return None
    if left - sent.start > 1 and any(i in quoted for i in range(verb.i, sent.end)):
        return None  # "It was late, as the minister put it, “by a month”"
    bounds = trim(verb.doc, verb.right_edge.i + 1, sent.end) if left - sent.start <= 1 else trim(verb.doc, sent.start, left)
    speaker = speaker_of(verb, (left, sent.end)) if bounds is not None else None
    return report_of(verb, bounds, "put", speaker) if bounds is not None and speaker is not None else None


def _behind_words(verb: Token, lemma: str, cues: Cues) -> Report | None:
    """ "..., the cabinet decided.": a verb that reports only at the end of a sentence, behind a clause of its own."""
    told = verb.tag_ in FINITE or (verb.tag_ == "VBN" and verb.doc[verb.i - 1].lower_ in PERFECT)
    beside = find_beside(verb, cues) if told and verb.i else None
    if beside is None or beside.speaker is None or beside.bounds[1] > verb.i or not own_clause(verb.doc[beside.bounds[0] : beside.bounds[1]]):
        return None
    return report_of(verb, beside.bounds, lemma, beside.speaker)


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
    possible = any(c.dep_ == "aux" and c.lower_ in POSSIBLE and (beside is None or c.i >= beside.bounds[1]) for c in verb.children)
    if possible and not any(t.lower_ == "only" for t in verb.doc[verb.i - 1 : verb.i + 2]):  # "would say only that" was said
        return
    if kind in THOUGHTS and not _asserted(verb):
        return
    sent = verb.sent
    bounds = beside.bounds if beside is not None else _complement(verb, kind) or _as_clause(verb) or _unparsed(verb, kind) or _gapped(verb)
    if bounds is None:
        return
    if beside is None and bounds[0] > verb.i + 1:
        bounds = (_from_subject(verb, bounds[0], lemma), bounds[1])
    if beside is None and bounds[0] > verb.i and reaches_end(verb):
        bounds = trim(verb.doc, bounds[0], end_behind(verb, bounds[0], _answered(verb, bounds[0], cues), cues, quoted)) or bounds
    if beside is None and verb.i < bounds[0]:
        bounds = trim(verb.doc, bounds[0], _before_main(verb, bounds)) or bounds
    inside = frozenset(range(*bounds)) if not bounds[0] <= verb.i < bounds[1] else frozenset()
    speaker = beside.speaker if beside is not None and not (passive(verb) and lemma in ADDRESSING) else None  # "..., the ministry was told"
    yield report_of(verb, bounds, lemma, speaker or speaker_of(verb, (sent.start, sent.end), inside))


def _from_subject(verb: Token, start: int, lemma: str) -> int:
    """Where a clause begins whose subject the parser hung on the reporting verb ("said about half of the fall came from duties")."""
    doc, at = verb.doc, verb.i + 1
    between = doc[at:start]
    opens = between[0].pos_ in ("DET", "NOUN", "PROPN", "NUM", "PRON") or between[0].lower_ in ABOUT
    if lemma not in PLAIN or not opens or doc[start].lower_ == "that" or any(t.lower_ == "that" or t.text in (",", ":") for t in between):
        return start
    return at if not has_own_subject(doc[start], start) else start


def has_own_subject(first: Token, start: int) -> bool:
    """Whether the clause that a word begins has its subject behind that word or is it."""
    clause = clause_of(first)
    return first.pos_ not in ("VERB", "AUX", "ADV", "PART") or any(c.dep_ in SUBJECTS and c.i >= start for c in clause.children)


def _answered(verb: Token, start: int, cues: Cues) -> int:
    """Where the sentence of a reporting verb ends, or an answer begins: "Asked whether it was so, she said ...", of which parsers make "asked" the root."""
    sent = verb.sent
    if verb.i != sent.start or has_subject(verb):
        return sent.end
    replies = [c for c in verb.children if c.i > start and c.dep_ in ("parataxis", "ccomp") and cues.verb(c) is not None and has_subject(c)]
    return next((c.left_edge.i for c in replies if verb.doc[c.left_edge.i - 1].text == ","), sent.end)


def _before_main(verb: Token, bounds: tuple[int, int]) -> int:
    """Where reported words end at the latest: before the subject of a clause behind them that governs the reporting verb ("Asked if it was so, half of them
    said ...")."""
    for above in verb.ancestors:
        subject = next((c for c in above.children if c.dep_ in SUBJECTS and c.left_edge.i > bounds[0]), None) if above.i > verb.i else None
        if subject is not None and subject.left_edge.i < bounds[1] and verb.doc[subject.left_edge.i - 1].text == ",":
            return subject.left_edge.i
    return bounds[1]


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
    pronoun = next((t.i for t in doc[verb.head.i + 1 : verb.i] if t.lower_ in ("which", "who", "that")), start)
    return trim(doc, pronoun, next((i for i in range(start, end) if doc[i].text == ","), end))


def _plain_object(verb: Token, start: int) -> bool:
    """ "claimed great wealth and said so": whether a verb's object begins at `start`, and the next finite verb tells what else was done."""
    thing = next((c for c in verb.children if c.dep_ == "obj" and c.left_edge.i <= start <= c.i), None)
    finite = next((t for t in verb.doc[start + 1 : verb.sent.end] if t.tag_ in FINITE), None)
    if thing is None or finite is None:
        return False
    clause = clause_of(finite)
    return clause.i > thing.right_edge.i and clause.head.i == verb.i


def _asserted(verb: Token) -> bool:
    """Whether somebody else's thought is given as a fact: a finite verb, not of the writer, not in a question or under a modal."""
    if verb.tag_ == "VB" or any(c.dep_ == "aux" and c.tag_ == "MD" for c in verb.children):
        return False
    return not any(c.dep_ in SUBJECTS and c.lower_ in WRITER for c in verb.children)


def _complement(verb: Token, kind: str) -> tuple[int, int] | None:
    """The clause a verb governs: "said (that) ...", "asked whether ...", "told X that ..."; also put before it ("..., he said")."""
    for child in verb.children:
        if child.i > verb.i and (_reported(child) or (kind == "question" and child.dep_ == "advcl" and marked(child, QUESTIONS))):
            return right_of(verb, child)
    for child in verb.children:
        if child.i > verb.i and child.dep_ in ("obj", "iobj", "obl"):
            clause = next((c for c in child.subtree if c.dep_ in CLAUSAL and marked(c, {"that"})), None)
            if clause is not None:
                return right_of(verb, clause)
    for child in verb.children:
        if child.i < verb.i and child.dep_ in ("ccomp", "parataxis", "advcl") and not infinitive(child) and not marked(child, None):
            if (child.dep_ == "advcl" or child.tag_ in ("VBN", "VBG")) and not has_subject(child):
                continue  # "Asked for a date, she said ...": when it was said
            return _left(verb, child)
    return None


def _reported(child: Token) -> bool:
    """Whether a dependant to the right of a cue is its reported clause."""
    if child.dep_ == "ccomp":
        return not infinitive(child)
    if child.dep_ in CLAUSAL:
        return marked(child, {"that", *QUESTIONS}) if child.dep_ != "advcl" else marked(child, {"that", "whether"})
    return False


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


def _of_colon(verb: Token, lemma: str, cues: Cues, quoted: frozenset[int]) -> Report | None:
    """ "rejected the charge: the road had been open": what follows the colon of a short clause whose verb answers somebody."""
    doc, sent = verb.doc, verb.sent
    marks = (":", ";") if cues.takes(lemma, "name") else (":",)  # "called it incomplete; ten were missing"
    colon = next((i for i in range(verb.i + 1, min(sent.end, verb.i + SHORT)) if doc[i].text in marks), None)
    if colon is None or colon + 1 in quoted or verb.tag_ not in FINITE or not any(t.tag_ in FINITE for t in doc[colon + 1 : sent.end]):
        return None
    if any(cues.verb(t) is not None and find_beside(t, cues) is not None for t in doc[colon + 1 : sent.end]):
        return None  # "...: the road, it said, had been open"
    bounds = trim(doc, colon + 1, sent.end)
    speaker = speaker_of(verb, (sent.start, colon)) if bounds is not None else None
    return report_of(verb, bounds, lemma, speaker) if bounds is not None and speaker is not None else None


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
        bounds = _around_phrase(doc, start, after)
    return report_of(doc[start], bounds, phrase, source) if bounds is not None else None


def _around_phrase(doc: Doc, start: int, after: int) -> tuple[int, int] | None:
    """What a source phrase inside its sentence reports: what stands before it, the whole where it only interrupts a clause, what follows behind "that"."""
    sent = doc[start].sent
    if "that" in (doc[start - 1].lower_, doc[max(0, start - 2)].lower_):
        return trim(doc, _past_comma(doc, after, sent.end), sent.end)
    finite = any(t.dep_ in SUBJECTS or t.tag_ in FINITE for t in doc[sent.start : start])
    interrupts = doc[start - 1].text == "," and after < sent.end - FEWEST and doc[after].text == ","
    if interrupts and (not finite or doc[start - 2].pos_ in ("VERB", "AUX")):
        return trim(doc, sent.start, sent.end)  # "The bank will, according to the ministry, lend ..."
    return trim(doc, sent.start, start) if finite else trim(doc, _past_comma(doc, after, sent.end), sent.end)


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
