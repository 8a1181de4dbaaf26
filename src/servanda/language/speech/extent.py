"""How far indirect speech reaches: from behind its reporting verb to the end of the sentence, or to where the reporter speaks again.

Reported clauses are long, and parsers lose their later parts; news prose ends them with the sentence unless a new report, a
participle ("..., adding that"), a second verb of the same subject ("and called for ...") or a source phrase begins. The parse
decides only where the reporting verb itself is inside another clause.
"""

from __future__ import annotations

from servanda.language.parsed import Doc, Token
from servanda.language.speech.cues import Cues
from servanda.language.speech.speakers import SUBJECTS, reported_by

TRIMMED = frozenset(",;:.–—-") | {"--"}
DASHES = frozenset({"—", "–", "--", "―"})
FEWEST = 2  # words a reported clause has at least
BETWEEN = 14  # words between a reporting verb and the "that" of its clause ("told reporters in Geneva on Monday that")
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
LONGEST = 250  # words a reported clause may have
TAKEN_UP = 4  # words of the reporter's own noun for what was said
AGAIN = 10  # words from a conjunction to the verb of a new report
HOLDING = frozenset({  # verbs of what a speaker does with words beside those reported ("said it was late, but declined to say why")
    "decline", "refuse", "call", "urge", "criticise", "criticize", "praise", "welcome", "reject", "dismiss", "condemn", "accuse", "offer", "thank", "apologise",
    "apologize", "stop", "fail", "give", "name", "cite", "point", "defend", "blame", "vow", "pledge", "promise",
})  # fmt: skip
AGAINST = frozenset({"while", "whereas"})  # conjunctions that set the reporter's words against those reported
DAYS = frozenset({
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday", "tonight", "again", "later", "earlier",
    "recently", "publicly", "privately", "repeatedly", "flatly", "bluntly", "also",
})  # fmt: skip


def trim(doc: Doc, start: int, end: int) -> tuple[int, int] | None:
    """Bounds without punctuation at their edges, None where too little is left."""
    while start < end and (doc[start].text in TRIMMED or doc[start].is_space):
        start += 1
    while end > start and (doc[end - 1].text in TRIMMED or doc[end - 1].is_space):
        end -= 1
    return (start, end) if end - start >= FEWEST else None


def opener(token: Token) -> str:
    """The preposition or conjunction that opens a phrase or clause; "" where there is none."""
    return next((c.lower_ for c in token.children if (c.dep_ in ("case", "mark") or c.lower_ == "as") and c.i < token.i), "")


def reaches_end(verb: Token) -> bool:
    """Whether what follows a verb in its sentence is its own: nothing that governs it stands behind it."""
    return all(above.i < verb.i for above in verb.ancestors)


def start_behind(verb: Token, limit: int) -> int | None:
    """Where a clause that the parse does not show begins: at "that", or right behind the verb if a finite clause follows."""
    doc = verb.doc
    for i in range(verb.i + 1, min(limit, verb.i + BETWEEN)):
        token = doc[i]
        if token.lower_ == "that" and token.pos_ in ("SCONJ", "ADP", "DET", "PRON") and i + 1 < limit and doc[i + 1].text not in TRIMMED:
            return i if token.pos_ == "SCONJ" or token.dep_ == "mark" else None
        if token.pos_ in ("VERB", "AUX") or token.text in (";", ":"):
            break
    start = verb.i + 1
    while start < limit and (doc[start].lower_ in DAYS or (doc[start].lower_ == "on" and start + 1 < limit and doc[start + 1].lower_ in DAYS)):
        start += 1
    if start >= limit or doc[start].lower_ in ("so", "yes", "no") or doc[start].tag_ in ("TO", "IN"):
        return None
    if doc[start].pos_ in ("ADP", "PUNCT", "CCONJ", "PART", "SCONJ"):
        return None
    limit = next((i for i in range(start, min(limit, start + LONGEST)) if doc[i].text == ";"), min(limit, start + LONGEST))
    finite = next((i for i in range(start + 1, limit) if doc[i].tag_ in FINITE), None)
    return start if finite is not None and not any(doc[i].text in (",", ";", ":") for i in range(start, min(start + 2, limit))) else None


def end_behind(verb: Token, start: int, limit: int, cues: Cues, quoted: frozenset[int]) -> int:
    """The token before which the reported words end, at most `limit`."""
    doc = verb.doc
    limit = min(limit, start + LONGEST)
    for i in range(start + 1, limit):
        token = doc[i]
        if i + 1 >= limit or (i + 1 in quoted and token.text != ":"):
            continue
        if token.text == ";" or (token.text == ":" and i + 1 in quoted):
            return i
        if token.text.endswith(".") and doc[i + 1].pos_ == "PRON" and doc[i + 1].is_title and doc[i + 1].lower_ != "i":
            return i + 1  # an abbreviation's point that also ended the sentence
        pause = token.text == "," or token.text in DASHES or (i in quoted and doc[i - 1].text == ",")
        again = _participle(doc[i + 1], cues) or _frame(doc, i + 1, cues) or _set_against(verb, i + 1, limit, cues) or _taken_up(doc, i + 1, limit, cues)
        if pause and again:
            return i + (i in quoted)
        if _frame(doc, i, cues) or (token.pos_ == "CCONJ" and _reports_again(verb, i, limit, cues)):
            return i
    return limit


def _participle(token: Token, cues: Cues) -> bool:
    """A reporting participle that opens a new report."""
    return token.tag_ == "VBG" and cues.verb(token) is not None


def _frame(doc: Doc, at: int, cues: Cues) -> bool:
    """Whether a source phrase ("according to") begins here."""
    lower = doc[at].lower_
    return any(lower == phrase[0] and tuple(t.lower_ for t in doc[at : at + len(phrase)]) == phrase for phrase in cues.frames)


def _taken_up(doc: Doc, at: int, limit: int, cues: Cues) -> bool:
    """ "..., a charge the army denied": whether the reporter takes up what was said with a noun of his own, on which a clause follows."""
    if doc[at].lower_ not in ("a", "an") or at + 2 >= limit:
        return False
    noun = next((t for t in doc[at + 1 : min(limit, at + TAKEN_UP)] if t.pos_ == "NOUN"), None)
    return noun is not None and any(c.dep_ in ("acl:relcl", "acl") and cues.verb(c) is not None and c.tag_ != "VBG" for c in noun.children)


def _set_against(verb: Token, at: int, limit: int, cues: Cues) -> bool:
    """Whether "while", "though" and the like set another report beside the first ("..., while the army said it was mined")."""
    doc = verb.doc
    if doc[at].lower_ in AGAINST:
        return True
    if doc[at].lower_ not in ("but", "though", "although"):
        return False
    return any(t.tag_ in FINITE and cues.verb(t) is not None and reported_by(t) for t in doc[at + 1 : min(at + AGAIN, limit)])


def _hyphen(token: Token) -> bool:
    """The hyphen of "three-quarters"."""
    return token.text == "-" and not token.whitespace_ and not token.doc[token.i - 1].whitespace_


def _reports_again(verb: Token, at: int, limit: int, cues: Cues) -> bool:
    """Whether "and" or "but" joins a new report, by the same subject ("and added") or another ("but the army said")."""
    doc = verb.doc
    for i in range(at + 1, min(at + AGAIN, limit)):
        token = doc[i]
        if token.lower_ == "that" or (token.text in TRIMMED and not _hyphen(token)):
            return False
        lemma = cues.verb(token)
        if lemma is not None and token.tag_ == verb.tag_:
            return True
        if i <= at + 2 and token.tag_ == verb.tag_ and doc[at - 1].text == "," and token.lemma_.lower() in HOLDING:
            return True  # "..., but declined to say when"
        if token.pos_ == "VERB":
            return token.dep_ == "conj" and token.head.i == verb.i and token.tag_ == verb.tag_ and not any(c.dep_ in SUBJECTS for c in token.children)
    return False
