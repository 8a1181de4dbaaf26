"""Reporting clauses set off by commas, found by their place: behind the reported words ("..., the envoy said.") or amid them.

Parsers often hang such clauses wrongly, so the parse is asked only which words are verbs and nouns. The reporting clause is
a comma, the speaker's noun phrase (which may hold an apposition between commas) and the reporting verb, or a comma, the verb
and the speaker; behind it stands the end of the sentence or another comma.
"""

from __future__ import annotations

from dataclasses import dataclass

from servanda.language.parsed import Span, Token
from servanda.language.speech.cues import Cues, ends_as_verb
from servanda.language.speech.extent import DASHES, FINITE, trim
from servanda.language.speech.speakers import NOMINAL, SUBJECTS, noun_phrase

PAUSES = frozenset({",", "—", "–", "--"})
FINAL = frozenset({".", "!", "?", ";"})
LONGEST_TAIL = 14  # words that may stand behind the reporting verb and a comma
LONGEST_SETTING = 22  # words that tell when and how it was said ("said on Monday, a day after talks in Geneva")
LONGEST_AMID = 10  # the same amid the reported words
LONGEST_NAME = 20  # words of a speaker behind the verb ("said the International Committee of the Red Cross (ICRC), which ...")
LONGEST_SUBJECT = 16  # words of the speaker's noun phrase
INVERTED = frozenset({"were", "had", "should", "if", "unless"})
SPANS = frozenset({"minutes", "hour", "hours", "day", "days", "week", "weeks", "month", "months", "year", "years"})
FROM = frozenset({"after", "before", "ahead"})
SHIFTED = frozenset({"could", "would", "might"})
FEWEST = 3  # words of the reported clause before the reporting one
RELATIVES = frozenset({"which", "who", "whose", "where"})
SUBJECT_CLAUSES = frozenset({"what", "whatever", "whoever", "how", "why", "whether", "that"})
NOT_SUBJECTS = frozenset({
    "who", "which", "that", "when", "where", "while", "as", "after", "before", "if", "because", "although", "though", "and", "but", "or", "what",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Beside:
    """Content and speaker of a reporting clause between commas; `speaker` None where it stands behind the verb."""

    bounds: tuple[int, int]
    speaker: Span | None


def find_beside(verb: Token, cues: Cues) -> Beside | None:
    """What a verb in such a clause reports: the words before it, or the whole sentence where the clause stands amid it."""
    doc, sent = verb.doc, verb.sent
    if (
        (verb.tag_ not in FINITE and verb.tag_ != "VBN" and not ends_as_verb(verb))
        or _describes(verb)
        or (verb.tag_ == "VBN" and verb.i + 1 < sent.end and doc[verb.i + 1].lower_ == "by")
    ):
        return None  # "a step the government had promised": what sort of step, no report
    subject = _subject(verb, sent.start)
    if subject is None:
        return None
    first, last = subject
    if _taken_up(doc[first:last], cues):
        return None  # "..., a claim the rebels denied"
    comma = first - 1
    tail = _tail(verb, sent.end)
    told = _interrupting(verb, comma, tail) if first == last and tail is not None else None
    if told is not None:
        return told
    if first == last and _has_own_subject(verb, first):
        return None
    if tail is None or comma <= sent.start or (first == last and not _nominal_behind(verb, tail)):
        return None
    bounds = _bounds(verb, subject, tail, cues)
    return Beside(bounds, _speaker(verb, first, last)) if bounds is not None else None


def _taken_up(words: Span, cues: Cues) -> bool:
    """Whether a stretch before a verb is the reporter's own noun for what was said, with whoever answers it behind."""
    if len(words) < 3 or words[0].lower_ not in ("a", "an"):
        return False
    noun = next((t for t in words[1:] if cues.noun(t) is not None), None)
    behind = words.doc[noun.i + 1] if noun is not None and noun.i + 1 < words.end else None
    return behind is not None and behind.pos_ in ("DET", "PRON", "PROPN")


def words_before(verb: Token) -> tuple[int, int] | None:
    """A clause before a reporting clause behind which quoted words follow (“The last will leave on Friday, the ministry said, "weather permitting"”)."""
    doc, sent = verb.doc, verb.sent
    subject = _subject(verb, sent.start) if verb.tag_ in FINITE else None
    comma = subject[0] - 1 if subject is not None else -1
    opens = sent[0].pos_ in ("SCONJ", "ADP", "CCONJ") or sent[0].tag_ in ("VBN", "VBG", "RB", "WRB")  # "Asked about it, the ministry said, ..."
    if subject is None or opens or comma - sent.start < FEWEST or doc[comma].text not in PAUSES or not own_clause(doc[sent.start : comma]):
        return None
    return trim(doc, sent.start, comma)


def _interrupting(verb: Token, comma: int, tail: int) -> Beside | None:
    """ "Borea, says its army chief, Ana Lund, has withdrawn": a verb of saying with its speaker behind it, between a clause's subject and its verb."""
    doc, sent, begin = verb.doc, verb.sent, verb.i + 1
    if tail + 1 >= sent.end or verb.tag_ not in {"VBZ", "VBD"} or doc[tail].text not in PAUSES:
        return None
    if doc[begin].pos_ not in {"DET", "NOUN", "PROPN", "PRON", "ADJ"}:
        return None
    subject = [t for t in doc[sent.start : comma] if t.tag_ in FINITE]
    relative = bool(subject) and doc[sent.start].lower_ in SUBJECT_CLAUSES  # "What they want, says the minister, is a road"
    opens = doc[sent.start].pos_ in ("DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM")
    if any(t.text in PAUSES for t in doc[sent.start : comma]) or not (relative or (opens and not subject)):
        return None
    end = next((i for i in range(tail + 1, min(sent.end, tail + LONGEST_NAME)) if doc[i].text in PAUSES), None)
    named = end is not None and doc[tail + 1].pos_ in ("PROPN", "NOUN", "DET") and not any(t.pos_ in ("VERB", "AUX") for t in doc[tail + 1 : end])
    behind = tail if doc[tail + 1].tag_ in FINITE else end if named and end is not None and end + 1 < sent.end and doc[end + 1].tag_ in FINITE else None
    bounds = trim(doc, sent.start, sent.end) if behind is not None else None
    return Beside(bounds, noun_phrase(doc[begin:tail].root, first=begin, last=behind)) if bounds is not None else None


def _has_own_subject(verb: Token, first: int) -> bool:
    """ "The poll, which the paper ran, found a lead": whether the subject of a verb that follows a comma stands before that comma."""
    return any(c.dep_ in SUBJECTS and c.i < first for c in verb.children) and not any(c.dep_ in SUBJECTS and c.i > verb.i for c in verb.children)


def _bounds(verb: Token, subject: tuple[int, int], tail: int, cues: Cues) -> tuple[int, int] | None:
    """The reported words before a reporting clause, and behind it where they go on."""
    doc, sent, (first, last) = verb.doc, verb.sent, subject
    comma = first - 1
    begin = next((i + 1 for i in range(comma, sent.start, -1) if doc[i].text == ":"), sent.start)  # "... criticised it: the road, it said, was shut"
    if doc[comma - 1].pos_ == "AUX" and first != last and verb.i + FEWEST < sent.end and doc[verb.i + 1].text in PAUSES:
        return trim(doc, begin, sent.end)  # "It was, he said, one of the worst days"
    told = any(t.tag_ in FINITE for t in doc[begin:comma]) and not _inverted(doc[begin:comma])
    if _amid(verb, tail, cues) and not (told and (first == last or doc[tail].text in DASHES)):
        return trim(doc, begin, sent.end) if tail - verb.i <= LONGEST_AMID and sent.end - tail > FEWEST else None
    if tail < sent.end and doc[tail].text == ":":
        return trim(doc, begin, sent.end) if told and first != last else None
    if comma - begin < FEWEST or not own_clause(doc[begin:comma]):
        return None
    return trim(doc, begin, sent.end if _goes_on(verb, tail, cues) else comma)


def _inverted(words: Span) -> bool:
    """ "Were the talks to fail", "Had it been heeded": a condition, behind which what is told follows."""
    first = words[0]
    return first.lower_ in INVERTED and any(c.dep_ in SUBJECTS and c.i > first.i for c in clause_of(first).children)


def clause_of(finite: Token) -> Token:
    """The head of the clause of a finite word: what an auxiliary or a copula stands with, else the word itself."""
    return finite.head if finite.dep_.startswith("aux") or finite.dep_ == "cop" else finite


def own_clause(words: Span) -> bool:
    """Whether the words hold a verb, and not only finite ones under a conjunction ("even after the growth cooled")."""
    finite = [clause_of(t) for t in words if t.tag_ in FINITE]
    if not finite:
        named = len(words) > 1 and words[0].tag_ == "VBG" and words[0].lower_ not in ("having", "being") and words[1].tag_ in ("VBN", "VBD")
        return named or (words[0].tag_ not in ("VBG", "VBN") and any(t.pos_ in ("VERB", "AUX") for t in words))  # not "Having sold it, he said"
    return any(not any(c.dep_ == "mark" and c.lower_ != "to" for c in clause.children) for clause in finite)


def _amid(verb: Token, tail: int, cues: Cues) -> bool:
    """Whether the reported words go on behind the reporting clause; not in "..., the envoy said, adding that ..."."""
    doc, end = verb.doc, verb.sent.end
    return tail < end and doc[tail].text in PAUSES and not (tail + 1 < end and doc[tail + 1].tag_ == "VBG" and cues.verb(doc[tail + 1]) is not None)


def _goes_on(verb: Token, tail: int, cues: Cues) -> bool:
    """ "..., the ministry said; it could be looked at again": whether a clause behind a semicolon, of which nobody else is the source, tells a thought
    of the past speaker's by its "could" or "would"."""
    rest = verb.doc[tail + 1 : verb.sent.end] if tail < verb.sent.end and verb.doc[tail].text == ";" else verb.doc[tail:tail]
    return verb.tag_ == "VBD" and any(t.lower_ in SHIFTED for t in rest) and not any(cues.verb(t) is not None for t in rest)


def _describes(verb: Token) -> bool:
    """Whether the verb with its subject tells which thing a noun right before them means, without a comma ("a step the government had promised")."""
    return verb.dep_ == "acl:relcl" and verb.head.i < verb.i - 1 and not any(t.text in PAUSES for t in verb.doc[verb.head.i : verb.i])


def _subject(verb: Token, floor: int) -> tuple[int, int] | None:
    """Tokens of the speaker between a comma and the verb; an empty stretch where the verb follows the comma itself."""
    doc = verb.doc
    start = verb.i
    while start > floor and (doc[start - 1].pos_ in ("AUX", "ADV") and doc[start - 1].dep_ != "cop"):
        start -= 1
    last = start
    if start > floor and doc[start - 1].text == ",":
        apposition = _segment(verb, start - 1, floor) or _relative(verb, start - 1, floor)
        holder = _segment(verb, apposition - 1, floor) if apposition is not None else None
        if holder is not None and apposition is not None and apposition < start - 1 and holder < apposition - 1 and _nominal(verb, holder, apposition - 1):
            return holder, last
        return start, start
    begin = _segment(verb, start, floor)
    return (begin, last) if begin is not None and begin < last and _nominal(verb, begin, last) else None


def _segment(verb: Token, end: int, floor: int) -> int | None:
    """Where the verbless stretch that ends at `end` begins: behind the comma before it. None where no comma bounds it."""
    doc = verb.doc
    for i in range(end - 1, max(floor, end - LONGEST_SUBJECT) - 1, -1):
        if doc[i].text in PAUSES:
            return i + 1
        if doc[i].tag_ in FINITE or doc[i].text in FINAL or doc[i].lower_ in NOT_SUBJECTS - {"and", "or"}:
            return None
    return None


def _relative(verb: Token, end: int, floor: int) -> int | None:
    """Where a relative clause that ends at `end` begins: "the bank, which keeps the fund, said"."""
    for i in range(end - 1, max(floor, end - LONGEST_SUBJECT) - 1, -1):
        if verb.doc[i].text in PAUSES:
            return i + 1 if verb.doc[i + 1].lower_ in ("which", "who", "whose") else None
    return None


def _nominal(verb: Token, begin: int, end: int) -> bool:
    """Whether a stretch reads as a speaker: it opens with no conjunction or preposition and holds a noun, name or personal pronoun."""
    words = verb.doc[begin:end]
    if words[0].lower_ in NOT_SUBJECTS or words[0].pos_ in ("ADP", "SCONJ", "CCONJ", "ADV"):
        return False
    return any(t.pos_ in NOMINAL for t in words) or words[0].pos_ == "DET"  # "the general", of which taggers make an adjective


def _tail(verb: Token, limit: int) -> int | None:
    """The comma or end behind the reporting clause; None where a verb or a "that" shows that its clause follows."""
    doc = verb.doc
    if [t.lower_ for t in doc[verb.i + 1 : verb.i + 3]] == ["as", "much"]:
        return None  # "indicated as much": what was said stands elsewhere
    longest = LONGEST_TAIL if verb.i + 1 < limit and doc[verb.i + 1].text in PAUSES else LONGEST_SETTING
    for i in range(verb.i + 1, min(limit, verb.i + longest)):
        token = doc[i]
        if token.text in FINAL and (i >= limit - 2 or token.text == ";"):
            return i
        if token.text == ":":
            return i
        if i == verb.i + 1 and token.text == "," and _when(doc[i + 1 : limit]):
            return limit  # "..., organisers said, a day after the champion had lost"
        if (
            token.text in PAUSES
            and (i - verb.i <= LONGEST_AMID or _told_of(verb, i))
            and (not _runs_out(doc[i + 1 : limit]) or (i + 1 < limit and doc[i + 1].tag_ == "VBG"))
        ):
            return i
        if token.tag_ in FINITE or token.lower_ in ("that", "whether", "how", "why", "what") or token.tag_ == "TO":
            return None
    return limit if limit - verb.i <= longest else None


def _when(rest: Span) -> bool:
    """Whether words behind a reporting verb tell when it was said, measured from something else ("a day after ...", "hours before ...")."""
    return any(t.lower_ in SPANS and n + 1 < len(rest) and rest[n + 1].lower_ in FROM for n, t in enumerate(rest[:4]))


def _told_of(verb: Token, comma: int) -> bool:
    """Whether a relative clause about a long speaker behind the verb begins at a comma ("said the ministry of X, which ...")."""
    doc = verb.doc
    return comma - verb.i <= LONGEST_NAME and doc[verb.i - 1].text in PAUSES and comma + 1 < len(doc) and doc[comma + 1].lower_ in RELATIVES


def _runs_out(rest: Span) -> bool:
    """Whether a comma only begins an apposition of the speaker ("said the envoy, Ana Orlova.")."""
    return not any(t.tag_ in FINITE for t in rest)


def _nominal_behind(verb: Token, tail: int) -> bool:
    """Whether the speaker stands right behind the verb ("said the envoy")."""
    return verb.i + 1 < tail and verb.doc[verb.i + 1].pos_ in ("DET", "NOUN", "PROPN", "PRON", "ADJ")


def _speaker(verb: Token, first: int, last: int) -> Span | None:
    """The speaker's words; None where the verb comes first."""
    doc = verb.doc
    if first == last:
        return None
    span = doc[first:last]
    aside = next((t.i for t in span if t.i > first and t.lower_ in RELATIVES and doc[t.i - 1].text in PAUSES), last)
    span = doc[first:aside]
    while len(span) and span[-1].text in PAUSES:
        span = span[:-1]
    root = span.root
    if root.pos_ in ("NOUN", "PROPN", "PRON") and len(span) > 1 and any(t.pos_ in ("VERB", "AUX") for t in span):
        return noun_phrase(root, first=first, last=last)
    return span
