"""Quotations and reported speech: whose words a text gives, and which words they are.

`find_quotations` finds direct speech by its quotation marks and the reporting words beside them, indirect speech by the parse
(a reporting verb or noun with a clause, "..., the minister said", "according to ..."), and single quoted words that a reporting
verb governs. Quoted words that no reporting word governs (titles, scare quotes) are not quotations. What a speaker reports
inside quotation marks is part of his words and not set apart. What somebody holds, wants, promises or speaks of without being quoted
("promised to", "criticised") is an attitude, found beside them. The reporting words are in `speech/cues.toml`, those of attitudes in
`speech/attitudes.toml`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from servanda.language.parsed import Doc
from servanda.language.parsed import Span as ParsedSpan
from servanda.language.reading import Paragraph, Reading
from servanda.language.speech.attitudes import find_attitudes, load_attitudes
from servanda.language.speech.beside import words_before
from servanda.language.speech.clauses import find_indirect
from servanda.language.speech.continuing import find_continued, find_left_alone
from servanda.language.speech.cues import Cues, load_cues
from servanda.language.speech.direct import MARKS, DirectSpeech
from servanda.language.speech.gapped import with_gapped
from servanda.language.speech.headline import find_headline
from servanda.language.speech.judged import find_judged
from servanda.language.speech.marks import Quoted
from servanda.language.speech.partial import find_partial
from servanda.language.speech.report import Report
from servanda.language.speech.stances import find_stances
from servanda.records import Span

THOUGHTS = frozenset({"opinion", "hope"})  # kinds of cues that give a thought rather than words
SENTENCE = 4  # tokens of quoted words, marks included, that may go on with what was reported before
STOPS = frozenset(".!?…")
OPENING = 2  # characters of a paragraph before words in quotation marks that open it
MOSTLY = 0.7  # share of an indirect report's characters in quotation marks from which it counts as direct


@dataclass(frozen=True, slots=True)
class Utterance:
    """Words the text gives as somebody's. Offsets count characters of the document's text.

    `start` and `end` bound the content, with its quotation marks; where a reporting clause interrupts it ("A," she said. "B"),
    that clause is inside. `speaker` is the noun phrase that names the source (a pronoun stays one), None where nobody is named;
    for words carried on from the paragraph before it is the speaker there. `cue` is the reporting lemma or phrase, ":" for a
    colon alone, a dash for one; `cue_start` its first character, None where no word reports. `direct` is True for words in quotation marks.
    `attitude` is True where no words are given, only what somebody holds, wants or speaks of.
    """

    start: int
    end: int
    speaker: Span | None
    cue: str
    cue_start: int | None
    direct: bool
    attitude: bool = False


def find_quotations(reading: Reading) -> list[Utterance]:
    """The quotations of a document, direct and indirect, by position. Takes time linear in the text's length."""
    cues = load_cues()
    utterances: list[Utterance] = []
    before: Paragraph | None = None
    carried: int | None = None  # number of the direct utterance that the paragraph before ended with, if this one may carry it on
    begun: int | None = None  # where words of nobody yet named began that no mark has closed, which the next paragraph's speaker goes on with
    for paragraph in reading.paragraphs:
        speech = DirectSpeech(paragraph.doc, _text(paragraph, reading), cues, before.doc if before else None, carried is not None)
        last: int | None = None
        for report in _reports(speech, cues, headline=find_headline(paragraph.doc) if before is None else None):
            if not report.cue and carried is not None:
                utterances[carried] = replace(utterances[carried], end=paragraph.start + report.end)
                last = carried
                continue
            if speech.reports and report is speech.reports[-1]:
                last = len(utterances)
            told = _utterance(report, paragraph, before, reading.document.text, speech.quoted)
            goes_on = begun is not None and report.direct and speech.quoted and report.start == speech.quoted[0].start <= OPENING
            utterances.append(replace(told, start=begun) if goes_on and begun is not None else told)
        opens = speech.quoted[0].start <= OPENING and not speech.quoted[0].closed and len(speech.quoted) == 1 if speech.quoted else False
        unnamed = opens and last is None and not speech.reports
        begun = (begun if begun is not None else paragraph.start + speech.quoted[0].start) if unnamed else None
        carried, before = last, paragraph
    return utterances


def _text(paragraph: Paragraph, reading: Reading) -> str:
    """The paragraph's part of the document's text."""
    if not len(paragraph.doc):
        return ""
    last = paragraph.doc[-1]
    return reading.document.text[paragraph.start : paragraph.start + last.idx + len(last.text_with_ws)]


def _reports(speech: DirectSpeech, cues: Cues, headline: Report | None) -> list[Report]:
    """All reports of one paragraph, by position; `headline` is the one that a first paragraph is itself."""
    if headline is not None:
        return [headline]
    speech.reports = [_begun(report, speech) for report in speech.reports]
    indirect = [_widened(r, speech.quoted) for r in find_indirect(speech.doc, cues, frozenset(speech.used), speech.closed)]
    indirect = [r for r in indirect if not _told(r, speech.reports) and not _within(r, speech.quoted)]
    indirect = [r for r in indirect if r.speaker is not None or not any(o.start <= r.start and r.end <= o.end and o is not r for o in indirect)]
    indirect = [r for r in indirect if not _own_thought(r, [*speech.reports, *indirect], cues)]
    indirect = [_carried_on(r, speech, cues) for r in indirect]
    judged = find_judged(speech.doc, cues, frozenset(speech.used), speech.closed, [*speech.reports, *indirect])
    partial = find_partial(speech.doc, cues, speech.partial, indirect, speech.used, speech.closed)
    given = [*speech.reports, *indirect, *partial, *(j for j in judged if not any(p.cue_token == j.cue_token for p in partial))]
    given += find_stances(speech.doc, cues, speech.closed, given)
    given = with_gapped(given)
    given += find_continued(speech.doc, cues, given, speech.closed)
    given += find_attitudes(speech.doc, load_attitudes(), speech.closed, given)
    given += find_left_alone(speech.doc, given, speech.closed)
    return sorted(given, key=lambda r: (r.start, r.end))


def _begun(report: Report, speech: DirectSpeech) -> Report:
    """The direct report with what its speaker is reported to have said before the quoted words of the same sentence, where these only go on with it."""
    cue, goes_on = report.cue_token, speech.text[report.start : report.end].lstrip(MARKS + " ")[:1].islower()
    bounds = words_before(cue) if goes_on and cue is not None and cue.doc is speech.doc and cue.idx < report.start else None
    if bounds is None or any(i in speech.closed for i in range(*bounds)):
        return report
    return replace(report, start=speech.doc[bounds[0]].idx, direct=False)


def _widened(report: Report, quoted: list[Quoted]) -> Report:
    """The report with the whole of quoted words that begin inside it."""
    end = max((q.end for q in quoted if report.start <= q.start < report.end), default=report.end)
    return replace(report, end=max(report.end, end))


def _carried_on(report: Report, speech: DirectSpeech, cues: Cues) -> Report:
    """The report with the quoted sentences right behind its own, which nobody else is said to speak ("He was late, she said. “It happens.”")."""
    cue = report.cue_token
    if cue is None or not cues.takes(report.cue, "quote"):
        return report
    end, stop = cue.sent.end, report.end
    for quote in speech.partial:
        first, last = speech.tokens(quote)
        if first == end and last - first >= SENTENCE and _whole(speech.doc[first:last]):
            stop, end = quote.end, last
    return replace(report, end=stop)


def _whole(quoted: ParsedSpan) -> bool:
    """Whether quoted words are sentences of their own: they begin as one does and end with a stop."""
    return quoted[1].text[:1].isupper() and quoted[-2].text[-1:] in STOPS


def _told(report: Report, direct: list[Report]) -> bool:
    """Whether an indirect report's content is for the larger part that of a direct one."""
    length = report.end - report.start
    return any(2 * (min(report.end, d.end) - max(report.start, d.start)) > max(length, d.end - d.start) for d in direct)


def _own_thought(report: Report, reports: list[Report], cues: Cues) -> bool:
    """ "She said she hoped ...": a thought of "she" in somebody's words is part of them."""
    pronoun = report.speaker is not None and len(report.speaker) == 1 and report.speaker[0].pos_ == "PRON"
    return pronoun and cues.kinds.get(report.cue) in THOUGHTS and any(o is not report and o.start <= report.start and report.end <= o.end for o in reports)


def _within(report: Report, quoted: list[Quoted]) -> bool:
    """Whether the reporting word itself stands in quotation marks."""
    return report.cue_token is not None and any(q.start <= report.cue_token.idx < q.end for q in quoted)


def _utterance(report: Report, paragraph: Paragraph, before: Paragraph | None, text: str, quoted: list[Quoted]) -> Utterance:
    """The report in offsets of the document."""

    def base(doc: Doc) -> int:
        return before.start if before is not None and doc is before.doc else paragraph.start

    speaker = None
    if report.speaker is not None:
        start, end = base(report.speaker.doc) + report.speaker.start_char, base(report.speaker.doc) + report.speaker.end_char
        speaker = Span(start=start, end=end, text=text[start:end])
    cue_start = base(report.cue_token.doc) + report.cue_token.idx if report.cue_token is not None else None
    inside = sum(min(q.end, report.end) - max(q.start, report.start) for q in quoted if q.start < report.end and report.start < q.end)
    direct = report.direct or inside > MOSTLY * (report.end - report.start)
    return Utterance(paragraph.start + report.start, paragraph.start + report.end, speaker, report.cue, cue_start, direct, report.attitude)
