"""Which agreement a document is speaking of at a given place, and which stretches are an agreement's own text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from servanda.coding.frames import Lexicon
from servanda.coding.instruments import DEFINITE, read_instrument
from servanda.coding.parties import Parties
from servanda.coding.phrases import phrase_tokens
from servanda.coding.sentence import positions_of
from servanda.coding.tables import table
from servanda.coding.voices import AUTHORS, joint_authors, standing_at
from servanda.language.parsed import Token
from servanda.language.quotations import Utterance
from servanda.language.reading import Reading
from servanda.records import Instrument, Mention, Time

QUOTES = {'"', "“", "«", "„"}
INTRODUCED = re.compile(r"(?i)\b(following|as follows|operative part|full text|text of|provisions)\b[^\n]*[.:]\s*$|:\s*$")  # words before a text that is given
PART = r"(?:Article|Section|Clause|Point|Step|Stage|Phase) \d{1,2}\b(?: \([^)\n]{1,60}\))?[.:]?"  # "Step 2 (by 1 May):"
ITEM = re.compile(rf"[\"“„«]?\s*(?:\(?(?:\d{{1,2}}|[a-z]|[ivx]{{1,4}})[.)]|{PART}|[-–—•*·])(?:\s|$)")
ARTICLE = re.compile(r"(?:Article|Art\.) \d{1,2}\b")
HEADING = re.compile(r"[^.!?:;,\"”’]$")  # the last character of a line that is no sentence
# "Done at Ljubljana on 10 January 2024"
DONE = re.compile(r"\b(?:Done|DONE|Signed|Concluded) (?:at|in) [A-Z][\w .’'-]{1,40}?,? (?:on )?(?:this )?(?=the \d|\d)")
READING = {"read", "run"}  # what texts do, not people
SHALL = re.compile(r"\bshall\b")
LEAD = 250  # characters before a quoted block that may introduce it
AGREED = re.compile(r"(?i)\bhave\b[^.\n]{0,120}\b(?:agreed|reached|concluded|adopted|decided|undertaken)\b")
LONGEST_PREAMBLE = 4  # paragraphs
OPENING = 40  # characters in which a preamble names the first of its authors
MOST_BOUND = 4  # states that articles without a title may bind
LONGEST_TITLE = 200  # characters kept of a text that names itself only in its title
NAMELESS = {
    "a",
    "an",
    "the",
    "this",
    "that",
    "its",
    "their",
    "our",
    "of",
    "on",
    "in",
    "for",
    "and",
    "new",
    "final",
}  # words that tell no instrument from another
FIRST_WORDS = re.compile(r"[a-z]+")


@dataclass(slots=True)
class Topics:
    """The instruments a document names, in text order, and its blocks of agreement text with the parties who speak there."""

    instruments: list[Instrument] = field(default_factory=list)
    texts: list[tuple[int, int, tuple[Mention, ...], Instrument | None]] = field(default_factory=list)

    def at(self, start: int, end: int) -> Instrument | None:
        """The instrument whose words begin within the bounds, the first such."""
        return next((i for i in self.instruments if start <= i.start < end), None)

    def covering(self, offset: int) -> Instrument | None:
        """The instrument in whose words the offset lies."""
        return next((i for i in self.instruments if i.start <= offset < i.end), None)

    def current(self, offset: int, parties: Sequence[Mention] = ()) -> Instrument | None:
        """The instrument spoken of at the offset: the last one named before it that binds these parties, else the last that does not say whom
        it binds, else the first of the document."""
        own = next((instrument for a, b, _, instrument in self.texts if a <= offset < b), None)
        if own:
            return own
        before = [i for i in self.instruments if i.start <= offset]
        codes = {m.code for m in parties if m.code}
        binding = [i for i in before if codes and codes <= {p.code for p in i.parties}]
        silent = [i for i in before if not i.parties]
        if binding or silent:
            return (binding or silent)[-1]
        return next((i for i in self.instruments if not i.parties or not codes or codes <= {p.code for p in i.parties}), None)

    def parties_of(self, instrument: Instrument) -> tuple[Mention, ...]:
        """Whose an instrument is: the parties that its words name, else those of the one it takes up ("the rail accord", "the deal"): of those named
        before it the one that shares its telling words, then its noun, then the last."""
        if instrument.parties:
            return instrument.parties
        before = [i for i in self.instruments if i.start < instrument.start and len(i.parties) > 1]
        telling = words_of_name(instrument)
        best = max(before, key=lambda i: (len(telling & words_of_name(i)), i.head == instrument.head, i.start), default=None)
        return best.parties if best is not None else ()

    def authors(self, offset: int) -> tuple[Mention, ...]:
        """The parties whose text stands at the offset; () outside agreement texts."""
        return next((who for a, b, who, _ in self.texts if a <= offset < b), ())


def words_of_name(instrument: Instrument) -> set[str]:
    """The words of an instrument's name beside its noun."""
    return set(FIRST_WORDS.findall(instrument.text.lower())) - set(instrument.head.split()) - NAMELESS


def find_topics(reading: Reading, lexicon: Lexicon, parties: Parties, times: Sequence[Time], utterances: Sequence[Utterance]) -> Topics:
    """All instruments and agreement texts of a document."""
    topics = Topics()
    for paragraph in reading.paragraphs:
        for position in positions_of(paragraph.doc, lexicon.written_instruments):
            token = paragraph.doc[position]
            if token.pos_ in {"NOUN", "PROPN"} and token.dep_ not in {"compound", "amod"}:
                found = read_instrument(token, lexicon, parties, times) or by_short_name(token, parties, topics.instruments)
                if found and not any(i.start < found.end and found.start < i.end for i in topics.instruments[-2:]):
                    topics.instruments.append(found)
    whole = joint_statement(reading, lexicon, parties)
    if whole:
        topics.texts.append(whole)
        topics.instruments += [whole[3]] if whole[3] else []
    items = [] if whole else item_blocks(reading)
    runs = quoted_blocks(reading)
    quoted = [] if whole else [(start, end) for start, end in runs if not any(a < end and start < b for a, b in items)]
    for start, end in [*items, *quoted]:
        inside = [u for u in utterances if u.start < end and start < u.end]
        read_out = any(u.cue in READING for u in inside)  # "..., it reads": a text's own words
        spoken = (start, end) not in items and any(u.speaker is not None and u.cue not in READING for u in inside)
        words = set(FIRST_WORDS.findall(parties.text[start:end].lower()))
        given_out = (start, end) in items or read_out or INTRODUCED.search(parties.text[max(0, start - LEAD) : start])
        if not spoken and (words & set(table("speech_acts")["first_person"]) or given_out):
            group = makers_of_text(reading, topics, parties, start)
            if len(group) < 2 and (start, end) in items:
                group = bound_in(parties, start, end)
            if len(group) > 1:
                given = announced(reading, lexicon, group, outside(topics, runs, start), start)
                topics.texts.append((start, end, group, given))
                topics.instruments += [given] if given and given not in topics.instruments else []
    topics.instruments.sort(key=lambda i: (i.start, i.end))
    if topics.instruments and (done := DONE.search(parties.text, reading.document.body_start)) is not None:
        day = next((t for t in times if t.start is not None and 0 <= t.start - done.end() <= len("the ")), None)
        topics.instruments = [i if i.date is not None or day is None else replace(i, date=day) for i in topics.instruments]
    return topics


def outside(topics: Topics, runs: Sequence[tuple[int, int]], start: int) -> list[Instrument]:
    """The instruments named before a text that begins at the offset; one that its own preamble names is not what is given."""
    head = next((a for a, b in runs if a <= start < b), start)
    return [i for i in topics.instruments if i.end < head and not any(a <= i.start < b for a, b, *_ in topics.texts)]


def by_short_name(token: Token, parties: Parties, before: Sequence[Instrument]) -> Instrument | None:
    """ "The note" after "a joint note": the last word of a longer name, which alone would name no agreement."""
    if not any(c.dep_ == "det" and c.lower_ in DEFINITE for c in token.children):
        return None
    meant = next((i for i in reversed(before) if i.head.split()[1:] and i.head.split()[-1] == token.lemma_.lower()), None)
    start = parties.offset(phrase_tokens(token)[0])
    end = parties.offset(token) + len(token)
    return replace(meant, start=start, end=end, text=parties.text[start:end], definite=True, parties=(), date=None) if meant else None


def makers_of_text(reading: Reading, topics: Topics, parties: Parties, start: int) -> tuple[Mention, ...]:
    """Whose text begins at the offset: the parties of the instrument named last before it, those last named together, or those of the title."""
    named = [i for i in topics.instruments if i.start < start and len(i.parties) > 1]
    group = named[-1].parties if named else parties.references.last_group(start, bodies=False) or parties.references.last_group(start)
    if len(group) > 1:
        return group
    titled = {m.code: m for m in parties.gazetteer.find(reading.document.title or "") if m.code and m.kind in AUTHORS}
    return standing_at(tuple(titled.values()), start) if len(titled) > 1 else ()


def bound_in(parties: Parties, start: int, end: int) -> tuple[Mention, ...]:
    """Whom articles given without a title bind: the states that they name, where they say what those shall do."""
    if SHALL.search(parties.text, start, end) is None:
        return ()
    named = {m.code: m for m in reversed(parties.near(start, end)) if m.code and m.kind == "state"}
    return standing_at(tuple(named[code] for code in sorted(named)), start) if 1 < len(named) <= MOST_BOUND else ()


def preamble(reading: Reading, parties: Parties, start: int, group: tuple[Mention, ...]) -> int:
    """Where a text given word for word begins, its first words counted: "A and B, mindful of ..., have agreed as follows", in the paragraphs before."""
    before = [p for p in reading.paragraphs if p.end <= start and p.start > reading.document.body_start][-LONGEST_PREAMBLE:]
    for paragraph in before:
        opening = parties.near(paragraph.start, paragraph.start + OPENING)
        whole = {m.code for m in parties.near(paragraph.start, paragraph.end)}
        if opening and opening[0].start >= paragraph.start and {m.code for m in group} <= whole and AGREED.search(parties.text, paragraph.start, start):
            return paragraph.start
    return start


def item_blocks(reading: Reading) -> list[tuple[int, int]]:
    """(start, end) of each run of numbered paragraphs, or of such that say what shall be done, behind words that introduce a text ("agreed as
    follows:")."""
    blocks: list[tuple[int, int]] = []
    introduced, running = False, False
    for paragraph in reading.paragraphs:
        text = reading.document.text[paragraph.start : paragraph.end]
        introduced = introduced or ARTICLE.match(text) is not None
        item = ITEM.match(text) is not None or (running and SHALL.search(text) is not None and text[:1] not in QUOTES)
        if introduced and item:
            blocks = [*blocks[:-1], (blocks[-1][0], paragraph.end)] if running else [*blocks, (paragraph.start, paragraph.end)]
        running = introduced and item
        heading = len(text) < LEAD and HEADING.search(text.rstrip()) is not None
        introduced = running or heading or bool(INTRODUCED.search(text)) or (introduced and not blocks and len(text) < LEAD)
    return blocks


def joint_statement(reading: Reading, lexicon: Lexicon, parties: Parties) -> tuple[int, int, tuple[Mention, ...], Instrument | None] | None:
    """The whole document, where a body that is itself a party publishes it under a title such as "Joint Statement by the Foreign Ministers of A and B"."""
    authors = joint_authors(reading, parties)
    if len(authors) < 2 or "joint" not in FIRST_WORDS.findall((reading.document.title or "").lower()) or not reading.paragraphs:
        return None
    start = reading.paragraphs[0].start
    authors = standing_at(authors, start)
    return start, len(reading.document.text), authors, announced(reading, lexicon, authors, [], start)


def announced(reading: Reading, lexicon: Lexicon, authors: tuple[Mention, ...], before: list[Instrument], start: int) -> Instrument | None:
    """The instrument whose text a block gives: the one named before it, else the one of the title ("Text of the joint declaration ...")."""
    if before:
        return replace(before[-1], parties=before[-1].parties if len(before[-1].parties) > 1 else authors)
    words = FIRST_WORDS.findall((reading.document.title or "").lower())
    for word in words:
        for row, beside in lexicon.instruments.get(word, ()):
            if row.agreement != "never" and set(beside) <= set(words):
                end = min((p.end for p in reading.paragraphs if p.start == start), default=start)
                text = reading.document.text[start:end]
                return Instrument(start=start, end=end, text=text[:LONGEST_TITLE], head=row.name, definite=True, parties=authors)
    return None


def quoted_blocks(reading: Reading) -> list[tuple[int, int]]:
    """(start, end) of each run of paragraphs that open with a quotation mark: a text given word for word."""
    blocks: list[tuple[int, int]] = []
    open_block = False
    for paragraph in reading.paragraphs:
        end = paragraph.end
        opens = reading.document.text[paragraph.start : paragraph.start + 1] in QUOTES
        if opens and open_block:
            blocks[-1] = (blocks[-1][0], end)
        elif opens:
            blocks.append((paragraph.start, end))
        open_block = opens
    return blocks
