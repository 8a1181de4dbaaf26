"""Whose words a clause is: quotations with their speakers resolved, and the reporting chain outlet, organisation, speaker."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from spacy.tokens import Token

from servanda.coding.parties import Parties
from servanda.coding.tables import table
from servanda.language.quotations import Utterance
from servanda.language.reading import Reading
from servanda.records import Attribution, Mention, Quotation, Span


def cites_document(utterance: Utterance) -> bool:
    """ "according to the text": the source is a document, not somebody who speaks."""
    words = utterance.speaker.text.lower().split() if utterance.speaker else []
    return bool(words) and words[-1] in table("speech_acts")["documents"]


@dataclass(slots=True)
class Speech:
    """The utterances of one document. Speakers are resolved on first use, so that pronouns see what stood before them."""

    reading: Reading
    parties: Parties
    utterances: list[Utterance]
    turns: list[tuple[int, int, tuple[Mention, ...]]] = field(default_factory=list)
    resolved: dict[int, Mention | None] = field(default_factory=dict)

    def around(self, start: int) -> list[int]:
        """Indexes of the utterances whose words contain the position, outermost first."""
        inside = [i for i, u in enumerate(self.utterances) if u.start <= start < u.end and not cites_document(u)]
        return sorted(inside, key=lambda i: (self.utterances[i].start - self.utterances[i].end, i))

    def speaker(self, index: int) -> Mention | None:
        """The speaker of an utterance; None where the text names none."""
        if index not in self.resolved:
            words = self.utterances[index].speaker
            self.resolved[index] = self.speaker_mention(words) if words else None
        return self.resolved[index]

    def speaker_mention(self, words: Span) -> Mention:
        """The party behind the speaker's words, which stay the mention's own words."""
        token = self.root_token(words)
        found = self.parties.resolve([token]) if token is not None else ()
        known = [m for m in found if m.code]
        if not known:
            kind = found[0].kind if found else "person"
            return Mention(start=words.start, end=words.end, text=words.text, kind=kind, role=found[0].role if found else None)
        first = known[0]
        code = first.code if len(known) == 1 else "+".join(sorted(m.code or "" for m in known))
        name = first.name if len(known) == 1 else None
        return Mention(start=words.start, end=words.end, text=words.text, code=code, name=name, kind=first.kind, role=first.role, organ=first.organ)

    def root_token(self, words: Span) -> Token | None:
        """The token that heads the words."""
        starts = [p.start for p in self.reading.paragraphs]
        index = bisect_right(starts, words.start) - 1
        if index < 0:
            return None
        paragraph = self.reading.paragraphs[index]
        span = paragraph.doc.char_span(words.start - paragraph.start, words.end - paragraph.start, alignment_mode="expand")
        return span.root if span is not None and len(span) else None

    def chain(self, start: int) -> tuple[Attribution, ...]:
        """The reporting chain of the words at a position: the outlet, then each speaker inwards."""
        document = self.reading.document
        links = [Attribution(outlet=document.outlet)] if document.outlet else []
        inwards = [i for i in self.around(start) if not self.is_outlet(i)]
        turn = self.turn(start)
        if turn and turn[0].code != (self.parties.author.code if self.parties.author else None):
            links.append(Attribution(speaker=turn[0], cue=":"))
        return (*links, *(Attribution(speaker=self.speaker(i), cue=self.utterances[i].cue) for i in inwards))

    def is_outlet(self, index: int) -> bool:
        """ "..., Trend reports": the outlet itself, which heads the chain already."""
        words = self.utterances[index].speaker
        return words is not None and words.text.lower() == (self.reading.document.outlet or "").lower()

    def quoted(self, start: int) -> bool:
        """Whether the position stands inside quotation marks."""
        return any(self.utterances[i].direct for i in self.around(start))

    def innermost(self, start: int) -> Mention | None:
        """The innermost speaker of the words at a position."""
        inside = self.around(start)
        if inside:
            return self.speaker(inside[-1])
        turn = self.turn(start)
        return turn[0] if turn else None

    def turn(self, start: int) -> tuple[Mention, ...] | None:
        """Who has the turn in a transcript; () where nobody knows for whom he speaks, None outside transcripts."""
        return next((who for a, b, who in self.turns if a <= start < b), None)

    def issuer(self, start: int) -> Mention | None:
        """Whose words the text itself is at a position: the turn's speaker, else the body that publishes it."""
        turn = self.turn(start)
        return next(iter(turn), None) if turn is not None else self.parties.author

    def quotations(self) -> tuple[Quotation, ...]:
        """All utterances as records, in text order."""
        return tuple(
            Quotation(doc_id=self.reading.document.doc_id, start=u.start, end=u.end, speaker=self.speaker(i), cue=u.cue, direct=u.direct)
            for i, u in sorted(enumerate(self.utterances), key=lambda item: (item[1].start, item[1].end))
        )
