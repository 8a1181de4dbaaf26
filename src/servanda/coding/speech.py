"""Whose words a clause is: quotations with their speakers resolved, and the reporting chain outlet, organisation, speaker."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from msgspec.structs import replace

from servanda.coding.antecedents import body_name
from servanda.coding.continued import body_goes_on, goes_on, holds, introduced, takes_up, within_words
from servanda.coding.issuers import issued_by
from servanda.coding.speaker_names import SpeakerNames
from servanda.coding.speaker_words import fuller
from servanda.coding.speakers import FAR
from servanda.coding.state_bodies import owner_before
from servanda.coding.stretches import Stretches
from servanda.coding.tables import table, words_in
from servanda.language.parsed import Token
from servanda.language.quotations import Utterance
from servanda.language.speech.speakers import noun_phrase
from servanda.records import Attribution, Mention, Quotation, Span

EARLIER = 60  # utterances back to one whose speaker is taken up
TEXT = "text"  # the cue of words that no reporting word governs: a statement given in full


def cites_document(utterance: Utterance) -> bool:
    """ "according to the text": the source is a document, not somebody who speaks."""
    words = utterance.speaker.text.lower().split() if utterance.speaker else []
    if not words or words[-1] in table("speech_acts")["documents"]:
        return bool(words)
    named = {word.strip(",") for word in words} & words_in("pledges.contracts", "speech_acts.documents")
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
class Speech(SpeakerNames):
    """The utterances of one document. Speakers are resolved on first use, so that pronouns see what stood before them.

    `attitudes` give no words of anybody's; they stand beside, so that no clause counts as reported because of them.
    """

    utterances: list[Utterance]
    turns: list[tuple[int, int, tuple[Mention, ...]]] = field(default_factory=list)
    attitudes: list[Utterance] = field(default_factory=list)
    resolved: dict[int, Mention | None] = field(default_factory=dict)
    known_better: Callable[[Token, Mention | None], Mention | None] | None = None  # what knows better than the rules whose words they are
    told: list[Utterance] = field(init=False)  # the utterances and, behind them, the attitudes: "he" takes up the holder of one as he does a speaker
    spoken: Stretches[Numbered] = field(init=False, repr=False)  # where the utterances of those who speak stand
    cited: Stretches[Utterance] = field(init=False, repr=False)  # those for which a document is cited
    held: Stretches[Numbered] = field(init=False, repr=False)  # where the turns stand
    cues: Stretches[Numbered] = field(init=False, repr=False)  # where the words begin that report utterances

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
            self.introduce(index, words)
            found = self.goes_on(index, words) or self.same_office(index, words) or self.speaker_mention(words) if words else None
            if self.known_better is not None and words is not None and (head := self.root_token(words)) is not None:
                found = self.known_better(head, found)
            self.resolved[index] = found
        return self.resolved[index]

    def introduce(self, index: int, words: Span | None) -> None:
        """Resolves those before by whose longer words a surname was brought in ("its secretary, Omar Bennis", then "Bennis")."""
        if words is not None and words.text.istitle() and " " not in words.text:
            last = min(index, len(self.utterances))
            for earlier in range(max(0, last - EARLIER), last):
                said = self.utterances[earlier].speaker
                if said is not None and said.start < words.start and said.text.endswith(f" {words.text}"):
                    self.speaker(earlier)

    def same_office(self, index: int, words: Span) -> Mention | None:
        """ "The spokesman said" after "a spokesman for A": the last speaker before who was called by that office, rank or calling."""
        token = self.root_token(words)
        if token is None or not takes_up(token, self.parties):
            return None
        lemma = token.lemma_.lower()
        for earlier in range(index - 1, max(-1, index - EARLIER), -1):
            said = self.utterances[earlier].speaker if index < len(self.utterances) else None
            head = self.root_token(said) if said is not None else None
            if head is not None and head is not token and holds(head, lemma):
                same = self.speaker(earlier)
                return replace(same, start=words.start, end=words.end, text=words.text, name=same.name or same.text) if same is not None else None
        named = (p for p in self.parties.people.before(words.start, FAR) if holds(p.root, lemma) or holds(p.phrase, lemma))
        known = next((m for p in named if (m := self.parties.aliases.get(p.parts[-1])) is not None), None)
        known = known or owner_before(token, self.parties, self.docs_at(words.start))  # "A Borean consul counted them. ..., the consul said"
        return replace(known, start=words.start, end=words.end, text=words.text) if known is not None else None

    def goes_on(self, index: int, words: Span) -> Mention | None:
        """The last speaker of the paragraph, where a "he" or "she" takes him up."""
        token = self.root_token(words)
        if token is None or token.pos_ != "PRON":
            return None
        if token.lower_ in {"it", "they"} and index < len(self.utterances):
            return self.body_goes_on(index, token, words)
        start = self.parties.starts[id(token.doc)]
        earlier = {i: u.speaker for i, u in enumerate(self.told) if u.speaker is not None and start <= u.speaker.start < words.start}
        heads = {i: head for i, said in earlier.items() if (head := self.root_token(said)) is not None and head.doc is token.doc}
        last = goes_on(self.told, index, token, self.parties, heads)
        same = self.speaker(last) if last is not None else self.brought_in(token)
        return replace(same, start=words.start, end=words.end, text=words.text, name=same.name or same.text) if same is not None else None

    def body_goes_on(self, index: int, token: Token, words: Span) -> Mention | None:
        """The body that "it" takes up, which spoke or acted last."""
        at = max(0, bisect_right(self.paragraphs, words.start) - 1)
        docs = [p.doc for p in self.reading.paragraphs[max(0, at - 1) : at + 1]][::-1]
        heads: dict[int, Token] = {}
        for i, said in enumerate(self.told):
            if said.speaker is not None and self.paragraphs[max(0, at - 1)] <= said.speaker.start < words.start:
                head = self.root_token(said.speaker)
                if head is not None and not within_words(self.told, i):
                    heads[i] = head
        noun = body_goes_on(self.told, index, token, self.parties, docs, heads)
        if noun is None:
            return None
        spoke = next((i for i, head in heads.items() if head is noun), None)
        start = self.parties.offset(noun)
        phrase = noun_phrase(noun)
        end = start - noun.idx + phrase.end_char
        same = self.speaker(spoke) if spoke is not None else self.speaker_mention(Span(start=start, end=end, text=self.parties.text[start:end]))
        if same is None:
            return None
        name = same.name or (same.text if same.code else fuller(self.parties, body_name(noun, self.parties), start))
        return replace(same, start=words.start, end=words.end, text=words.text, name=name)

    def brought_in(self, token: Token) -> Mention | None:
        """Somebody without a name whom the paragraph brings in before a pronoun."""
        noun = introduced(self.utterances, token, self.parties)
        at = self.parties.offset(noun) if noun is not None else 0
        return self.speaker_mention(Span(start=at, end=at + len(noun), text=noun.text)) if noun is not None else None

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

    def issuer_of(self, index: int) -> Mention | None:
        """Who put out the paper that is quoted without an owner; None where a speaker is known, or nothing tells."""
        words, known = self.told[index].speaker, self.speaker(index)
        token = self.root_token(words) if words is not None and (known is None or known.code is None) else None
        if token is None or words is None:
            return None
        at = max(0, bisect_right(self.paragraphs, words.start) - 1)
        found = issued_by(token, self.parties, [p.doc for p in self.reading.paragraphs[: at + 1]][::-1])
        if isinstance(found, Token):  # "said in a statement": whoever said it
            at = self.parties.offset(found)
            said = next((i for i, u in enumerate(self.utterances) if u.cue_start == at), None)
            speaker = self.speaker(said) if said is not None and said != index else None
            return replace(speaker, start=words.start, end=words.end, text=words.text, name=speaker.name or speaker.text) if speaker is not None else None
        return self.of(found, words, token) if found else None

    def quotations(self, texts: Iterable[tuple[int, int, tuple[Mention, ...]]] = ()) -> tuple[Quotation, ...]:
        """All utterances and attitudes as records, in text order, with the turns of a transcript and the `texts` given word for word with their authors."""
        doc_id = self.reading.document.doc_id
        found = [
            Quotation(doc_id=doc_id, start=u.start, end=u.end, speaker=in_full(self.issuer_of(i) or self.speaker(i)), cue=u.cue, direct=u.direct)
            for i, u in enumerate(self.utterances)
        ]
        for index, held in enumerate(self.attitudes, len(self.utterances)):
            holder = in_full(self.speaker(index))
            found.append(Quotation(doc_id=doc_id, start=held.start, end=held.end, speaker=holder, cue=held.cue, direct=False, attitude=True))
        found += [
            Quotation(doc_id=doc_id, start=start, end=end, speaker=together(who), cue=TEXT, direct=True) for start, end, who in (*texts, *self.turns) if who
        ]
        return tuple(sorted(found, key=lambda q: (q.start, q.end, q.cue)))
