"""Which agreement a document is speaking of at a given place, and which stretches are an agreement's own text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from servanda.coding.frames import Lexicon
from servanda.coding.instruments import read_instrument
from servanda.coding.parties import Parties
from servanda.coding.tables import table
from servanda.language.quotations import Utterance
from servanda.language.reading import Reading
from servanda.records import Instrument, Mention, Time


@dataclass(slots=True)
class Topics:
    """The instruments a document names, in text order, and its blocks of agreement text with the parties who speak there."""

    instruments: list[Instrument] = field(default_factory=list)
    texts: list[tuple[int, int, tuple[Mention, ...]]] = field(default_factory=list)

    def at(self, start: int, end: int) -> Instrument | None:
        """The instrument whose words lie within the bounds, the first such."""
        return next((i for i in self.instruments if start <= i.start and i.end <= end), None)

    def current(self, offset: int, parties: Sequence[Mention] = ()) -> Instrument | None:
        """The instrument spoken of at the offset: the last one named before it that binds these parties, else the last that does not say whom
        it binds, else the first of the document."""
        before = [i for i in self.instruments if i.start <= offset]
        codes = {m.code for m in parties if m.code}
        binding = [i for i in before if codes and codes <= {p.code for p in i.parties}]
        silent = [i for i in before if not i.parties]
        if before:
            return (binding or silent or before)[-1]
        return self.instruments[0] if self.instruments else None

    def authors(self, offset: int) -> tuple[Mention, ...]:
        """The parties whose text stands at the offset; () outside agreement texts."""
        return next((who for a, b, who in self.texts if a <= offset < b), ())


def find_topics(reading: Reading, lexicon: Lexicon, parties: Parties, times: Sequence[Time], utterances: Sequence[Utterance]) -> Topics:
    """All instruments and agreement texts of a document."""
    topics = Topics()
    for paragraph in reading.paragraphs:
        for token in paragraph.doc:
            if token.lemma_.lower() in lexicon.instruments and token.pos_ in {"NOUN", "PROPN"} and token.dep_ not in {"compound", "amod"}:
                found = read_instrument(token, lexicon, parties, times)
                if found and not any(i.start < found.end and found.start < i.end for i in topics.instruments[-2:]):
                    topics.instruments.append(found)
    first_person = set(table("speech_acts")["first_person"])
    for utterance in utterances:
        words = set(parties.text[utterance.start : utterance.end].lower().split())
        if utterance.direct and utterance.speaker is None and words & first_person:
            group = parties.last_group(utterance.start)
            if len(group) > 1:
                topics.texts.append((utterance.start, utterance.end, group))
    return topics
