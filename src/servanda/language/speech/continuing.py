"""Free indirect speech: a sentence that goes on with what was reported right before it, told by its backshifted tense ("The lists were complete, the
clerk said. They would be published in May.")."""

from __future__ import annotations

from collections.abc import Sequence

from servanda.language.parsed import Doc, Token
from servanda.language.parsed import Span as Sentence
from servanda.language.speech.cues import Cues
from servanda.language.speech.extent import trim
from servanda.language.speech.report import Report

SHIFTED = frozenset({"would", "could", "might"})  # "will", "can" and "may" of somebody who spoke in the past
SILENT = frozenset({"say", "comment", "tell", "name", "give", "elaborate", "disclose", "discuss", "confirm", "specify", "identify", "reveal", "go"})
FEWEST = 5  # tokens of such a sentence, its marks included
PERSONS = frozenset({"he", "she"})
GIVING = frozenset({"neutral", "claim", "denial", "warning", "promise", "judgement"})  # kinds of cues after which words go on
ASIDE = frozenset({"advcl", "acl", "acl:relcl"})
PAST = frozenset({"VBD", "VBN"})


def find_continued(doc: Doc, cues: Cues, reports: Sequence[Report], closed: frozenset[int]) -> list[Report]:
    """The sentences of a paragraph that go on with a report of the sentence before; `closed` are tokens in quotation marks."""
    if not reports:
        return []
    found: list[Report] = []
    last: Report | None = None
    for sentence in doc.sents:
        own = [r for r in reports if told_in(r, sentence)]
        if own and not (last is not None and all(set_aside(r, sentence) for r in own)):
            last = giving(own, cues, sentence)
            continue
        going_on = last is not None and backshifted(sentence, closed)
        bounds = trim(doc, sentence.start, sentence.end) if going_on else None
        if last is None or bounds is None:
            last = None
            continue
        words = doc[bounds[0] : bounds[1]]
        found.append(Report(words.start_char, words.end_char, last.speaker, last.cue, last.cue_token, direct=False))
    return found


def find_left_alone(doc: Doc, reports: Sequence[Report], closed: frozenset[int]) -> list[Report]:
    """Sentences in quotation marks to which nobody is given as speaker, right behind a sentence that tells what somebody says or holds ("He accuses them of a
    raid. “One does not shoot at guests.”"): his words."""
    found: list[Report] = []
    before: Sentence | None = None
    for sentence in doc.sents if closed else ():
        alone = len(sentence) >= FEWEST and all(t.i in closed or t.is_space for t in sentence)
        if alone and before is not None and not any(told_in(r, sentence) for r in reports):
            holders = [r for r in (*reports, *found) if told_in(r, before) and r.speaker is not None]
            last = max(holders, key=lambda r: (r.cue_token.i if r.cue_token is not None and r.cue_token.doc is doc else -1, r.end), default=None)
            if last is not None and main(last, before):
                found.append(Report(sentence.start_char, sentence.end_char, last.speaker, last.cue, last.cue_token, direct=True))
        before = sentence
    return found


def main(report: Report, sentence: Sentence) -> bool:
    """Whether a report is what its sentence tells in the first place."""
    cue = report.cue_token
    return cue is not None and cue.doc is sentence.doc and (cue is sentence.root or cue.head is sentence.root or report.direct or cue.i < sentence.start)


def told_in(report: Report, sentence: Sentence) -> bool:
    """Whether a report's words or its reporting word stand in a sentence."""
    cue = report.cue_token
    here = cue is not None and cue.doc is sentence.doc and sentence.start <= cue.i < sentence.end
    return here or (report.start < sentence.end_char and sentence.start_char < report.end)


def set_aside(report: Report, sentence: Sentence) -> bool:
    """ "They would talk on the day when he spoke of peace": whether a sentence's report stands in a clause set aside, so that its own words are another's."""
    cue = report.cue_token
    if cue is None or cue.doc is not sentence.doc or not sentence.start <= cue.i < sentence.end:
        return False
    return any(t.dep_ in ASIDE for t in (cue, *cue.ancestors))


def giving(reports: Sequence[Report], cues: Cues, sentence: Sentence) -> Report | None:
    """The last of a sentence's reports by which somebody told something in the past; None where that is no report of words."""
    last = max(reports, key=lambda r: (r.cue_token.i if r.cue_token is not None and r.cue_token.doc is sentence.doc else -1, r.end))
    cue = last.cue_token
    past = cue is not None and cue.doc is sentence.doc and (cue.tag_ in PAST or " " in last.cue)  # "according to the police"
    told = past and cues.kinds.get(last.cue) in GIVING
    return last if told and last.speaker is not None and not last.attitude else None


def backshifted(sentence: Sentence, closed: frozenset[int]) -> bool:
    """Whether a sentence's main verb stands in the tense of what somebody is reported to have said, and tells not that he kept silent."""
    root = sentence.root
    if sentence[-1].text == "?" or any(i in closed for i in range(sentence.start, sentence.end)):
        return False
    helpers = [c for c in root.children if c.dep_.startswith("aux") or c.dep_ == "cop"]
    shifted = any(c.lower_ in SHIFTED for c in helpers) or (
        any(c.lower_ == "had" for c in helpers) and (root.tag_ == "VBN" or any(c.lower_ == "been" for c in helpers))
    )
    return shifted and not keeps_silent(root)


def keeps_silent(root: Token) -> bool:
    """ "He would not say when": what a speaker does, not what he says."""
    negated = any(c.lower_ in {"not", "n't", "neither", "never"} for c in root.children)
    return negated and root.lemma_.lower() in SILENT and any(c.dep_ == "nsubj" and c.lower_ in PERSONS for c in root.children)
