"""Direct speech: quoted words with the reporting words beside them.

Whole sentences in quotation marks are told from a few quoted words (which report nothing unless a reporting verb governs
them) by how they begin and end and by what stands before them.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace

from servanda.language.parsed import Doc, Span, Token
from servanda.language.speech.cues import Cues
from servanda.language.speech.extent import DASHES, FINITE
from servanda.language.speech.marks import Quoted, find_quoted
from servanda.language.speech.report import Report
from servanda.language.speech.speakers import SUBJECTS, noun_phrase, speaker_of, speaker_of_noun

MARKS = "“”„«»‟‘’‚\"'`"
ENDS = frozenset({".", "!", "?", ";", ":", "…"})
SIGNATURE = 8  # words of the name that signs quoted words
SOON = 8  # words between a question or exclamation and the verb that reports it
WINDOW = 40  # words of a reporting clause
LABEL = 12  # words of a speaker's label before a colon ("The President:")
LOWER_CASE = 5  # words above which quoted words in lower case right behind a reporting verb count as whole
PAUSES = frozenset({".", "?", "!", ";", "—", "–", "--", "-", "…"})


@dataclass(frozen=True, slots=True)
class Found:
    """A reporting word with the window its clause fills (tokens)."""

    token: Token | None
    lemma: str
    window: tuple[int, int]
    speaker: Span | None = None


class DirectSpeech:
    """Reads the quoted words of one paragraph. `reports` holds direct speech, `partial` the quoted words that are not sentences.

    `text` is the paragraph's text: to put it together from its tokens takes longer than all else where nothing is quoted.
    """

    def __init__(self, doc: Doc, text: str, cues: Cues, before: Doc | None, carried: bool) -> None:
        self.doc, self.text, self.cues, self.before = doc, text, cues, before
        self.quoted = find_quoted(self.text)
        self.starts = [token.idx for token in doc] if self.quoted else []
        self.ranges = [self.tokens(q) for q in self.quoted]
        self.closed = frozenset(i for a, b in self.ranges for i in range(a, b))
        self.reports: list[Report] = []
        self.partial: list[Quoted] = []
        self.used: set[int] = set()
        self._read(carried)

    def tokens(self, quoted: Quoted) -> tuple[int, int]:
        """First and last token (exclusive) of the quoted words."""
        return bisect_left(self.starts, quoted.start), bisect_left(self.starts, quoted.end)

    def _previous(self, at: int) -> Token | None:
        """The last token before a position that is not white space."""
        while at > 0 and self.doc[at - 1].is_space:
            at -= 1
        return self.doc[at - 1] if at else None

    def _next(self, at: int) -> int:
        """The first position from `at` on that is not white space."""
        while at < len(self.doc) and self.doc[at].is_space:
            at += 1
        return at

    def _read(self, carried: bool) -> None:
        last: Report | None = None
        last_end = -1
        for number, quoted in enumerate(self.quoted):
            if not self._whole(quoted, number) and not (last is not None and last_end == number - 1 and self._interrupted(last_end, number)):
                self.partial.append(quoted)
                continue
            found = self._after(number) or self._ahead(number)
            if last is not None and (found is None or (found.token is not None and found.token == last.cue_token)) and self._joins(last, last_end, number):
                last = replace(last, end=quoted.end)
                self.reports[-1] = last
            elif found is not None:
                last = self._report(quoted, found)
                self.reports.append(last)
            elif carried and number == 0 and self.ranges[0][0] == self._next(0):
                last = Report(quoted.start, quoted.end, None, "", None, direct=True)
                self.reports.append(last)
            else:
                self.partial.append(quoted)
                continue
            last_end = number

    def _report(self, quoted: Quoted, found: Found) -> Report:
        speaker = found.speaker
        if found.token is not None:
            here = found.token.doc is self.doc
            if here:
                self.used.add(found.token.i)
            speaker = speaker or speaker_of(found.token, found.window, self.closed if here else frozenset())
        return Report(quoted.start, quoted.end, speaker, found.lemma, found.token, direct=True)

    def _whole(self, quoted: Quoted, number: int) -> bool:
        """Whether the quoted words are speech of their own: they open as a sentence does, and where one can open."""
        inner = self.text[quoted.start : quoted.end].strip(MARKS + " ")
        if not inner:
            return False
        first, last = self.ranges[number]
        previous = self._previous(first)
        last = self._next(last)
        introduced = previous is not None and (previous.text in (",", ":") or self.cues.verb(previous) is not None)
        at_pause = previous is None or introduced or previous.text in PAUSES or previous.text.endswith(".") or previous.i in self.closed
        ended = not quoted.closed or inner[-1] in ",.?!…—-–" or (last < len(self.doc) and self.doc[last].text in (",", ".", "?", "!"))
        if not ended or not at_pause:
            return False
        if not inner[0].islower():
            return True
        verb_before = previous is not None and self.cues.verb(previous) is not None
        return introduced and (self.cues.verb(self.doc[max(0, first - 2)]) is not None or (verb_before and len(inner.split()) > LOWER_CASE))

    def _after(self, number: int) -> Found | None:
        """The reporting verb behind the quoted words."""
        quoted = self.quoted[number]
        inner = self.text[quoted.start : quoted.end].rstrip(MARKS + " ")
        begin = self._next(self.ranges[number][1])
        pause = begin < len(self.doc) and self.doc[begin].text in (",", "—", "–", "--", "―", "-")
        if not inner or not quoted.closed or (inner[-1] in ".;" and not pause):
            return None
        stop = self._window_end(begin + pause)
        limit = stop if inner[-1] == "," or pause else min(stop, begin + SOON)
        verbs = [t for t in self.doc[begin:limit] if (lemma := self.cues.verb(t)) and self.cues.takes(lemma, "quote")]
        main = next((t for t in verbs if not t.dep_.startswith("acl")), verbs[0] if verbs else None)
        if main is not None:
            return Found(main, self.cues.verb(main) or "", (begin, stop))
        judged = self._judged(begin, stop) if inner[-1] == "," or pause else None
        return self._phrase(begin, stop) or self._mistagged(begin, stop) or judged or self._signed(begin)

    def _judged(self, begin: int, stop: int) -> Found | None:
        """“A long step,” the minister called it; “A long step,” was how the minister described it: a verb of judging with its subject, behind it."""
        if begin + 2 < stop and self.doc[begin + 1].lower_ == "how" and self.doc[begin].lower_ in ("was", "is"):  # “A roof,” was how the minister summed it up
            verb = next((t for t in self.doc[begin + 2 : stop] if t.tag_ in FINITE and any(c.dep_ in SUBJECTS and c.i < t.i for c in t.children)), None)
            return Found(verb, verb.lemma_.lower(), (begin + 2, stop)) if verb is not None else None
        if begin + 2 < stop and self.doc[begin].lower_ in ("was", "is", "came"):  # “A good day,” was the comment of the minister
            noun = next((t for t in self.doc[begin + 1 : min(stop, begin + SOON)] if t.pos_ == "NOUN" and self.cues.noun(t) is not None), None)
            if noun is not None:
                return Found(noun, self.cues.noun(noun) or "", (begin, stop), speaker_of_noun(noun))
        for token in self.doc[begin:stop]:
            lemma = self.cues.verb(token) if token.tag_ in FINITE else None
            subject = next((c for c in token.children if c.dep_ in SUBJECTS and begin <= c.i < token.i), None)
            if lemma is not None and subject is not None and self.cues.kinds[lemma] == "judgement":
                thing = any(c.dep_ in ("obj", "obl", "ccomp", "xcomp") and token.i < c.i < stop for c in token.children)
                return Found(token, lemma, (begin, stop)) if thing else None
        return None

    def _signed(self, begin: int) -> Found | None:
        """A dash and a name at the end of the paragraph: how letters and comments are signed ("We were not asked." - Ana Lund)."""
        doc, last = self.doc, len(self.doc)
        while last and (doc[last - 1].is_space or doc[last - 1].text in ENDS):
            last -= 1
        if begin >= last or doc[begin].text not in DASHES or not 0 < last - begin - 1 <= SIGNATURE:
            return None
        name = doc[begin + 1 : last]
        named = name[0].text[:1].isupper() and not any(t.pos_ in ("VERB", "AUX") or t.i in self.closed for t in name)
        return Found(None, doc[begin].text, (begin, last), name) if named else None

    def _mistagged(self, begin: int, stop: int) -> Found | None:
        """A reporting verb that the tagger took for a noun ("...," the minister notes.), last in a short window."""
        for token in self.doc[begin + 1 : min(stop, begin + SOON)]:
            lemma = self.cues.forms.get(token.lower_)
            if lemma is not None and self.cues.takes(lemma, "quote") and self.doc[token.i - 1].pos_ in ("NOUN", "PROPN", "PRON"):
                return Found(token, lemma, (begin, stop))
        return None

    def _phrase(self, begin: int, stop: int) -> Found | None:
        """Reporting words that are no verb of the table: "according to X", "he went on"."""
        for token in self.doc[begin : min(stop, begin + SOON)]:
            if token.lemma_.lower() == "go" and token.i + 1 < stop and self.doc[token.i + 1].lower_ == "on":
                return Found(token, "go on", (begin, stop))
            for phrase in self.cues.frames:
                end = token.i + len(phrase)
                if end < stop and tuple(t.lower_ for t in self.doc[token.i : end]) == phrase:
                    return Found(token, " ".join(phrase), (begin, stop), self._source(end, stop))
        return None

    def _source(self, begin: int, stop: int) -> Span | None:
        """The noun phrase that begins a stretch: its head hangs on what stands before it."""
        nominals = [t for t in self.doc[begin:stop] if t.pos_ in ("NOUN", "PROPN", "PRON")]
        head = next((t for t in nominals if t.head.i < begin or t.dep_ == "ROOT"), nominals[0] if nominals else None)
        return noun_phrase(head, first=begin, last=stop) if head is not None else None

    def _window_end(self, begin: int) -> int:
        """Where the reporting clause behind quoted words ends at the latest."""
        for token in self.doc[begin : begin + WINDOW]:
            if token.i in self.closed or (token.text in ENDS and token.i > begin) or "\n" in token.text:
                return token.i
        return min(len(self.doc), begin + WINDOW)

    def _ahead(self, number: int) -> Found | None:
        """The reporting verb, noun or label before the quoted words, in the same sentence or at the end of the paragraph before."""
        first = self.ranges[number][0]
        begin = first
        while begin > 0 and first - begin < WINDOW and not (_ends(self.doc[begin - 1]) or begin - 1 in self.closed):
            begin -= 1
        if begin == first:
            return self._paragraph_before() if self._next(0) == first else None
        return self._verb_in(self.doc, begin, first) or self._colon(self.doc, begin, first)

    def _verb_in(self, doc: Doc, begin: int, end: int) -> Found | None:
        """The last verb of a stretch that can introduce quoted words."""
        for i in range(end - 1, begin - 1, -1):
            lemma = self.cues.verb(doc[i])
            if lemma is not None and self.cues.takes(lemma, "quote") and not doc[i].dep_.startswith(("amod", "compound")):
                return Found(doc[i], lemma, (begin, end))
        return None

    def _colon(self, doc: Doc, begin: int, end: int) -> Found | None:
        """A colon that introduces quoted words: who speaks is the sentence's subject, or the label before the colon."""
        if doc[end - 1].text != ":":
            return None
        for i in range(end - 1, begin - 1, -1):
            if doc[i].pos_ in ("VERB", "AUX") and (speaker := speaker_of(doc[i], (begin, end))) is not None:
                return Found(None, ":", (begin, end), speaker)
        if end - begin <= LABEL:
            head = next((t for t in doc[begin:end] if t.pos_ in ("PROPN", "NOUN", "PRON")), None)
            if head is not None:
                return Found(None, ":", (begin, end), noun_phrase(head, first=begin, last=end - 1))
        return None

    def _paragraph_before(self) -> Found | None:
        """The paragraph before ends in a colon: its last sentence introduces this one's words."""
        before = self.before
        if before is None or not before.text.rstrip().endswith(":"):
            return None
        last = len(before)
        while last and before[last - 1].is_space:
            last -= 1
        begin = last - 1
        while begin > 0 and last - begin < WINDOW and before[begin - 1].text not in (".", "!", "?"):
            begin -= 1
        return self._verb_in(before, begin, last) or self._colon(before, begin, last)

    def _interrupted(self, earlier: int, number: int) -> bool:
        """Whether a quotation only pauses for its reporting clause ("It is hard," she said, "because ...")."""
        first = self.ranges[number][0]
        between = self.doc[self.ranges[earlier][1] : first]
        previous = self._previous(first)
        return previous is not None and previous.text == "," and not any(token.text in (".", "!", "?") for token in between) and len(between) < WINDOW

    def _joins(self, last: Report, earlier: int, number: int) -> bool:
        """Whether the words between two quotations are nothing or the reporting clause of the first, so that both are one utterance."""
        between = self.doc[self.ranges[earlier][1] : self.ranges[number][0]]
        stops = sum(token.text in (".", "!", "?") for token in between)
        reporting = last.cue_token is not None and last.cue_token.doc is self.doc and between.start <= last.cue_token.i < between.end
        return stops <= 1 and (reporting or not any(token.is_alpha for token in between))


def _ends(token: Token) -> bool:
    """Whether a token ends a sentence: its stop, or a line break after one."""
    return token.text in (".", "!", "?") or "\n" in token.text
