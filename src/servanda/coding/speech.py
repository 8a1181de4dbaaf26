"""Whose words a clause is: quotations with their speakers resolved, and the reporting chain outlet, organisation, speaker."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from msgspec.structs import replace

from servanda.coding.antecedents import body_name, spoken_for_body
from servanda.coding.continued import goes_on, introduced
from servanda.coding.nouns import in_opposition
from servanda.coding.parties import Parties
from servanda.coding.speakers import (
    clause_party,
    full_name,
    fuller,
    merely_placed,
    one_of,
    owning_body,
    private,
    proper_name,
    put_out_by,
    shortest,
    spoken_for,
    unowned_official,
)
from servanda.coding.stretches import Stretches
from servanda.coding.tables import names_body, table, word_roles
from servanda.language.parsed import Token
from servanda.language.quotations import Utterance
from servanda.language.reading import Reading
from servanda.records import Attribution, Mention, Quotation, Span

TEXT = "text"  # the cue of words that no reporting word governs: a statement given in full


def cites_document(utterance: Utterance) -> bool:
    """ "according to the text": the source is a document, not somebody who speaks."""
    words = utterance.speaker.text.lower().split() if utterance.speaker else []
    if not words or words[-1] in table("speech_acts")["documents"]:
        return bool(words)
    named = {word.strip(",") for word in words} & {*table("pledges")["contracts"], *table("speech_acts")["documents"]}
    end = next((i for i, word in enumerate(words) if i and word in table("pledges")["set_ends"]), len(words))
    own = [word for word in words[:end] if word.isalpha()]  # "point 3 of the agreement", "the declaration the two presidents adopted"
    noun = own[-1] if own else ""
    joint = (noun == "communique" and "joint" in own) or (noun == "declaration" and end < len(words) and words[end] != "of")
    return noun in table("pledges")["contracts"] or (noun in table("pledges")["clauses"] and bool(named)) or joint


def together(who: tuple[Mention, ...]) -> Mention:
    """Those who speak with one voice as one speaker: codes joined in alphabetical order."""
    if len(who) == 1:
        return who[0]
    return replace(who[0], code="+".join(sorted({m.code or m.text for m in who})), name=None, organ=None)


def in_full(speaker: Mention | None) -> Mention | None:
    """A speaker without a code under the name that the text gives in full; offsets stay those of the words here ("he", a surname)."""
    return replace(speaker, text=speaker.name, name=None) if speaker is not None and speaker.code is None and speaker.name else speaker


class Numbered(NamedTuple):
    """A stretch of text with the number of what stands there."""

    start: int
    end: int
    number: int


@dataclass(slots=True)
class Speech:
    """The utterances of one document. Speakers are resolved on first use, so that pronouns see what stood before them.

    `attitudes` give no words of anybody's; they stand beside, so that no clause counts as reported because of them.
    """

    reading: Reading
    parties: Parties
    utterances: list[Utterance]
    turns: list[tuple[int, int, tuple[Mention, ...]]] = field(default_factory=list)
    attitudes: list[Utterance] = field(default_factory=list)
    resolved: dict[int, Mention | None] = field(default_factory=dict)
    told: list[Utterance] = field(init=False)  # the utterances and, behind them, the attitudes: "he" takes up the holder of one as he does a speaker
    spoken: Stretches[Numbered] = field(init=False, repr=False)  # where the utterances of those who speak stand
    cited: Stretches[Utterance] = field(init=False, repr=False)  # those for which a document is cited
    held: Stretches[Numbered] = field(init=False, repr=False)  # where the turns stand
    cues: Stretches[Numbered] = field(init=False, repr=False)  # where the words begin that report utterances
    paragraphs: list[int] = field(init=False, repr=False)  # where they begin

    def __post_init__(self) -> None:
        self.told = [*self.utterances, *self.attitudes]
        self.paragraphs = [p.start for p in self.reading.paragraphs]
        self.spoken = Stretches(Numbered(u.start, u.end, i) for i, u in enumerate(self.utterances) if not cites_document(u))
        self.cited = Stretches(u for u in self.utterances if cites_document(u))
        self.held = Stretches(Numbered(start, end, i) for i, (start, end, _) in enumerate(self.turns))
        self.cues = Stretches(Numbered(u.cue_start, u.cue_start + 1, i) for i, u in enumerate(self.utterances) if u.cue_start is not None)

    def around(self, start: int) -> list[int]:
        """Indexes of the utterances whose words contain the position, outermost first."""
        return [number for _, _, number in sorted(self.spoken.at(start), key=lambda found: (found.start - found.end, found.number))]

    def cites(self, start: int) -> bool:
        """Whether a text is cited for the words at a position ("..., said the declaration")."""
        return bool(self.cited.at(start))

    def inside(self, start: int, end: int) -> list[int]:
        """Indexes of the utterances of which words stand in a stretch of text."""
        return sorted(found.number for found in self.spoken.touching(start, end))

    def speaker(self, index: int) -> Mention | None:
        """The speaker of an utterance; None where the text names none."""
        if index not in self.resolved:
            words = self.told[index].speaker
            self.resolved[index] = self.goes_on(index, words) or self.speaker_mention(words) if words else None
        return self.resolved[index]

    def goes_on(self, index: int, words: Span) -> Mention | None:
        """The last speaker of the paragraph, where a "he" or "she" takes him up."""
        token = self.root_token(words)
        if token is None or token.pos_ != "PRON":
            return None
        start = self.parties.starts[id(token.doc)]
        earlier = {i: u.speaker for i, u in enumerate(self.told) if u.speaker is not None and start <= u.speaker.start < words.start}
        heads = {i: head for i, said in earlier.items() if (head := self.root_token(said)) is not None and head.doc is token.doc}
        last = goes_on(self.told, index, token, self.parties, heads)
        same = self.speaker(last) if last is not None else self.brought_in(token)
        return replace(same, start=words.start, end=words.end, text=words.text, name=same.name or same.text) if same is not None else None

    def brought_in(self, token: Token) -> Mention | None:
        """Somebody without a name whom the paragraph brings in before a pronoun."""
        noun = introduced(self.utterances, token, self.parties)
        at = self.parties.offset(noun) if noun is not None else 0
        return self.speaker_mention(Span(start=at, end=at + len(noun), text=noun.text)) if noun is not None else None

    def speaker_mention(self, words: Span) -> Mention:
        """The party behind the speaker's words."""
        root = self.root_token(words)
        if root is None:
            return Mention(start=words.start, end=words.end, text=words.text, kind="person")
        token = one_of(root)
        body = self.body_of(token)
        if body is not None:
            return self.for_body(body, words, token)
        apart = self.parties.covering(token) is None and not self.parties.owners(token, official=True)
        if apart and in_opposition(token):
            return self.in_opposition(words, token)
        behind = put_out_by(token, self.parties)
        if behind:
            return self.of(behind, shortest(token, words, self.parties), token)
        acting = clause_party(token, self.parties)
        found = (acting,) if acting is not None else self.parties.resolve([token])
        placed = acting is None and (merely_placed(token, self.parties) or private(token, self.parties))
        known = () if placed else tuple(m for m in found if m.code)
        if not known:
            return self.stranger(words, token, found)
        named = self.parties.covering(token)
        return self.of(known, words if named is not None or token.pos_ == "PRON" else shortest(token, words, self.parties), token)

    def in_opposition(self, words: Span, token: Token) -> Mention:
        """A speaker out of government: by his own name, else for "the opposition"."""
        span, person = shortest(token, words, self.parties), proper_name(token)
        name = " ".join(t.text for t in person if t.lemma_.lower() not in {*table("party_nouns")["titles"], *table("party_nouns")["held"], "opposition"})
        return Mention(start=span.start, end=span.end, text=span.text, name=name or "opposition", kind="organ", role="OPP")

    def body_of(self, token: Token) -> Token | None:
        """The noun of the body that an office with "its" or without an owner speaks for."""
        at = max(0, bisect_right(self.paragraphs, self.parties.offset(token)) - 1)
        docs = [p.doc for p in self.reading.paragraphs[max(0, at - 1) : at + 1]][::-1]
        return spoken_for_body(token, self.parties, docs)

    def for_body(self, body: Token, words: Span, token: Token) -> Mention:
        """The speaker for a body; under its name where no table knows it."""
        span = shortest(token, words, self.parties)
        known = tuple(replace(m, kind="organ", role="GOV", organ=span.text) for m in self.parties.one(body) if m.code)
        if known and not private(body, self.parties):
            return self.of(known, span, token)
        name = fuller(self.parties, body_name(body, self.parties), self.parties.offset(body))
        return Mention(start=span.start, end=span.end, text=span.text, name=name, kind="group")

    def of(self, known: tuple[Mention, ...], words: Span, token: Token) -> Mention:
        """A speaker who speaks for known parties; a name met here stands for them from now on."""
        first = known[0]
        code = first.code if len(known) == 1 else "+".join(sorted(m.code or "" for m in known))
        name = first.name if len(known) == 1 else None
        mention = Mention(start=words.start, end=words.end, text=words.text, code=code, name=name, kind=first.kind, role=first.role, organ=first.organ)
        person = proper_name(token)
        if len(person) > 1 and len(known) == 1 and self.parties.covering(token) is None:
            offices = [i for i, t in enumerate(person) if t.lemma_.lower() in {*table("party_nouns")["titles"], *table("party_nouns")["held"]}]
            named = [t for t in person[offices[-1] + 1 if offices else 0 :] if t.pos_ == "PROPN" and t.lower_ not in word_roles("organs")]
            for part in {t.text for t in named[-1:] + named[:1] if len(named) > 1}:  # "Han Seo-jin" is Mr Han, "Ana Lund" Ms Lund
                self.parties.aliases.setdefault(part, replace(mention, kind="person"))
        return mention

    def stranger(self, words: Span, token: Token, found: tuple[Mention, ...]) -> Mention:
        """A speaker without a code of his own: with that of whom he speaks for, else by name or office in the fewest words."""
        first = found[0] if found else None
        if token.pos_ == "PRON" and first is not None:
            surname = first.text.split(",")[0].split()[-1:] if first.code is None else []
            alias = self.parties.aliases.get(surname[0]) if surname else None
            if alias is not None:
                return replace(alias, start=words.start, end=words.end, text=words.text)
            named = Span(start=first.start, end=first.end, text=first.text)
            noun = self.root_token(named) if first.code is None and (first.kind == "person" or first.role == "OPP") else None
            told = self.speaker_mention(named) if noun is not None and (noun.pos_ == "PROPN" or first.role == "OPP") else None
            if told is not None and (told.code or told.name):
                return replace(told, start=words.start, end=words.end, text=words.text)
            name = first.name or full_name(self.parties, first.text.split(",")[0], first.start)
            return replace(first, start=words.start, end=words.end, text=words.text, name=name)
        span = shortest(token, words, self.parties)
        parties = spoken_for(token, self.parties) if token.pos_ != "PRON" else ()
        if parties:
            return self.of(tuple(replace(m, kind="organ", role="GOV", organ=span.text) for m in parties), span, token)
        own_name = private(token, self.parties) or (token.pos_ == "PROPN" and names_body(token.lemma_.lower()))
        owner = owning_body(token, self.parties) or (body_name(token, self.parties) if own_name else None)
        if owner is not None:
            return Mention(start=span.start, end=span.end, text=span.text, name=owner, kind="group")
        serves = (self.parties.offices.placed_at(token) or self.parties.offices.home) if unowned_official(token) else None
        if serves is not None:
            return self.of((replace(serves, kind="organ", role="GOV", organ=span.text),), span, token)
        kind, role = (first.kind, first.role) if first else ("person", None)
        name = full_name(self.parties, span.text, span.start)
        return Mention(start=span.start, end=span.end, text=span.text, name=name if name != span.text else None, kind=kind, role=role)

    def root_token(self, words: Span) -> Token | None:
        """The token that heads the words."""
        index = bisect_right(self.paragraphs, words.start) - 1
        if index < 0:
            return None
        paragraph = self.reading.paragraphs[index]
        span = paragraph.doc.char_span(words.start - paragraph.start, words.end - paragraph.start)
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
        now = min((found.number for found in self.held.at(start)), default=None)
        return self.turns[now][2] if now is not None else None

    def issuer(self, start: int) -> Mention | None:
        """Whose words the text itself is at a position: the turn's speaker, else the body that publishes it."""
        turn = self.turn(start)
        return next(iter(turn), None) if turn is not None else self.parties.author

    def quotations(self, texts: Iterable[tuple[int, int, tuple[Mention, ...]]] = ()) -> tuple[Quotation, ...]:
        """All utterances and attitudes as records, in text order, with the turns of a transcript and the `texts` given word for word with their authors."""
        doc_id = self.reading.document.doc_id
        found = [
            Quotation(doc_id=doc_id, start=u.start, end=u.end, speaker=in_full(self.speaker(i)), cue=u.cue, direct=u.direct)
            for i, u in enumerate(self.utterances)
        ]
        for index, held in enumerate(self.attitudes, len(self.utterances)):
            holder = in_full(self.speaker(index))
            found.append(Quotation(doc_id=doc_id, start=held.start, end=held.end, speaker=holder, cue=held.cue, direct=False, attitude=True))
        found += [
            Quotation(doc_id=doc_id, start=start, end=end, speaker=together(who), cue=TEXT, direct=True) for start, end, who in (*texts, *self.turns) if who
        ]
        return tuple(sorted(found, key=lambda q: (q.start, q.end, q.cue)))
