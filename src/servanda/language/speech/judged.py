"""What somebody calls a thing, without quotation marks: "called the text a black day", "described it as orderly", "spoke of recognition".

Such words are the speaker's as much as a reported clause is. The verbs and what each takes stand in `cues.toml`.
"""

from __future__ import annotations

from servanda.language.parsed import Doc, Token
from servanda.language.speech.cues import Cues
from servanda.language.speech.extent import end_behind, opener, reaches_end, trim
from servanda.language.speech.report import Report
from servanda.language.speech.speakers import SUBJECTS, passive, speaker_of

OBJECTS = ("obj", "iobj", "obl", "xcomp", "ccomp", "nmod", "advcl", "acl", "appos", "conj", "dep", "obl:tmod", "nmod:desc")
RELATIVE = frozenset({"which", "what", "that", "whom", "who"})
LONGEST = 60  # words


def find_judged(doc: Doc, cues: Cues, closed: frozenset[int], quoted: frozenset[int], reports: list[Report]) -> list[Report]:
    """Reports of judgements in one paragraph that no other report holds; `closed` are cue tokens already used, `quoted` those in quotation marks."""
    places, _ = cues.places(doc)
    found = []
    for token in (doc[i] for i in places if i not in closed and i not in quoted):
        lemma = cues.verb(token)
        bounds = _judgement(token, lemma, cues) if lemma is not None and not passive(token) and _told(token) else None
        if bounds is None or lemma is None:
            continue
        start, end = doc[bounds[0]].idx, doc[bounds[1] - 1].idx + len(doc[bounds[1] - 1])
        if any(r.start < end and start < r.end for r in reports):
            continue
        speaker = speaker_of(token, (token.sent.start, token.sent.end), frozenset(range(*bounds)))
        if speaker is not None:
            found.append(Report(start, end, speaker, lemma, token, direct=False))
    return found


def _told(verb: Token) -> bool:
    """Whether the verb says that somebody judged: finite or a participle, under no modal, not denied."""
    bare = verb.tag_ == "VB" and not any(c.dep_ in SUBJECTS and c.i < verb.i for c in verb.children)  # taggers take a finite "put" for one
    if bare or any(c.tag_ in ("MD", "TO") or c.lower_ in ("not", "n't", "n’t", "never") for c in verb.children):
        return False
    return not any(c.dep_ in SUBJECTS and c.lower_ in ("i", "we", "you") for c in verb.children)


def _judgement(verb: Token, lemma: str, cues: Cues) -> tuple[int, int] | None:
    """First and last token (exclusive) of what the thing is called and the thing, None where the verb has another sense here."""
    right = [c for c in verb.children if c.i > verb.i and c.dep_ in OBJECTS]
    if not right:
        return None
    first = right[0]
    if cues.takes(lemma, "of") and opener(first) == "of":
        return _bounds(verb, first.left_edge.i, cues)
    pointed = next((c for c in verb.children if c.i < verb.i and c.lower_ in RELATIVE and c.dep_ in ("obj", "iobj", "obl", "nsubj")), None)
    if cues.takes(lemma, "name") and not opener(first) and (_predicated(first, right) or (pointed is not None and verb.dep_ == "acl:relcl")):
        return _bounds(verb, first.left_edge.i, cues)
    if cues.takes(lemma, "as") and (any(opener(c) == "as" for c in _near(right)) or _as_behind(first)):
        return _bounds(verb, first.left_edge.i, cues)
    if cues.takes(lemma, "at") and any(opener(c) == "at" and any(map(_counts, c.subtree)) for part in right for c in part.subtree):
        return _bounds(verb, first.left_edge.i, cues)
    if cues.takes(lemma, "known") and any(t.lower_ in ("known", "clear", "plain", "public", "understood") for t in verb.doc[verb.i + 1 : verb.i + 5]):
        start = next((t.i + 1 for t in verb.doc[verb.i + 1 : min(verb.i + 8, verb.sent.end)] if t.lower_ == "that"), None)
        return _bounds(verb, start, cues) if start is not None else None
    return None


def _counts(token: Token) -> bool:
    return token.pos_ == "NUM" or token.like_num or token.lower_ in ("hundreds", "thousands", "several")


def _as_behind(thing: Token) -> bool:
    """ "criticised it as late rain on dead rice": "as" right behind the object, which parsers hang on an adjective."""
    doc, at = thing.doc, thing.right_edge.i + 1
    return thing.dep_ == "obj" and at + 1 < thing.sent.end and doc[at].lower_ == "as" and doc[at + 1].lower_ not in ("well", "soon", "long", "far", "if")


def _near(right: list[Token]) -> list[Token]:
    """What stands behind a verb, and what hangs on it: parsers put "as a trap" on the object as often as on the verb."""
    return [*right, *(c for token in right for c in token.children if c.i > token.i)]


def _predicated(first: Token, right: list[Token]) -> bool:
    """Whether something is said of the object: a second phrase without a preposition, or an adjective or participle behind it."""
    behind = [c for c in (*right[1:], *first.children) if c.i > first.i and c.dep_ not in ("punct", "cc", "case", "acl:relcl") and not _set_off(c)]
    if sum(c.dep_ == "det" for c in first.children) > 1 and first.left_edge.lower_ in ("this", "that"):
        return True  # "called that an excuse": two objects, of which parsers make one
    plain = [c for c in behind if not opener(c) and c.dep_ in ("xcomp", "obj", "ccomp", "obl", "amod", "acl", "nmod", "nmod:desc", "dep", "appos")]
    return any(c.pos_ in ("ADJ", "NOUN", "PROPN") or c.tag_ == "VBN" for c in plain)


def _set_off(token: Token) -> bool:
    """ "the offer, a gift from A": another name for the thing, behind a mark; "called the offer a joke" has none."""
    return token.dep_ == "appos" and token.left_edge.i > 0 and not token.doc[token.left_edge.i - 1].text[-1:].isalnum()


def _bounds(verb: Token, start: int, cues: Cues) -> tuple[int, int] | None:
    """The content from its first token to the end of what is reported."""
    limit = verb.sent.end if reaches_end(verb) else verb.right_edge.i + 1
    limit = min(limit, start + LONGEST)
    end = end_behind(verb, start, limit, cues, frozenset()) if reaches_end(verb) else limit
    joined = (c.i if c.dep_ == "cc" else c.left_edge.i for c in verb.children if c.i > start and (c.dep_ == "cc" or (c.dep_ == "conj" and c.pos_ == "VERB")))
    stop = next(joined, end)  # "... unjustified and asked that it cease", "called it unfriendly, closed the crossing and ..."
    return trim(verb.doc, start, min(end, stop))
