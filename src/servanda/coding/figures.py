"""Rival figures: two sources that count one thing differently in one passage ("1,300, the team says; the army puts the number at 1,500").

Each side becomes a position of whoever counts, with his number; all sides of one dispute have the thing counted as their object. A number
rivals another when a different source states it as a count and it either has no noun of its own ("speaks of twelve", "puts it at 39",
"there were nine") or counts the same unit of the same thing nearby. Sub-totals, additions, changes and wishes are no rivals. The words are
in `tables/figures.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from msgspec.structs import replace as with_fields

from servanda.coding.arguments import TIME_UNITS, words_of
from servanda.coding.claims import ClaimMaker, claim_id
from servanda.coding.counters import SUBJECTS, by_reckoning, contradictor, receiver, subject_of, voice, words
from servanda.coding.phrases import TIME_WORDS, phrase_tokens, preposition
from servanda.language.parsed import Token
from servanda.language.reading import Paragraph
from servanda.records import Attribution, Claim, Mention, Quantity, Span

FIGURE_FRAME = "figure.rival"
NEAR, FAR = 3, 6  # sentences back to the count that a bare number, or one of the same thing, can rival
BESIDE = 40  # characters before a name in which the document stands that is its own
SCALE = 50  # times by which a bare number may differ from the one it rivals
HIGHEST = 20  # links from a number up to its verb
NOUNS = {"NOUN", "PROPN", "PRON"}


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a text: whose it is (None: the outlet's own), and whether the words state it as a count."""

    quantity: Quantity
    token: Token
    verb: Token
    paragraph: Paragraph
    sentence: int
    source: Mention | None
    stated: bool
    bare: bool

    @property
    def by(self) -> str:
        """Who counts, for comparison."""
        return (self.source.code or (self.source.name or self.source.text).split()[-1]).lower() if self.source else ""


def figure_claims(maker: ClaimMaker) -> list[Claim]:
    """A position for each side of each dispute about a number in the document."""
    figures = list(find_figures(maker))
    side_of: dict[int, int] = {}  # a figure's place to that of the first of its dispute
    for at, figure in enumerate(figures):
        before = [i for i in range(at - 1, -1, -1) if (figures[i].sentence, figures[i].by) != (figure.sentence, figure.by)]
        before = before[:1] if figure.bare else before  # a bare number means what the last number before it counts
        rival = next((i for i in before if rivals(figures[i], figure)), None) if figure.source else None
        if rival is not None:
            side_of[at] = side_of.setdefault(rival, rival)
    disputes: dict[int, list[Figure]] = {}
    for at, first in sorted(side_of.items()):
        disputes.setdefault(first, []).append(figures[at])
    return [claim for sides in disputes.values() for claim in (one_claim(maker, side, thing_counted(maker, sides[0])) for side in sides)]


def find_figures(maker: ClaimMaker) -> Iterator[Figure]:
    """The numbers that can be one side of a dispute, in text order."""
    counted = {q.start: q for q in maker.particulars.quantities if q.start is not None}
    if not counted:
        return
    wholes = {b.start: a for a, b in pairwise(maker.particulars.quantities) if is_whole(maker, a, b)}
    shared = {a.start: b for b in maker.particulars.quantities if (a := wholes.get(b.start)) is not None}
    place = 0
    last: Figure | None = None
    for paragraph in maker.speech.reading.paragraphs:
        for sentence in paragraph.doc.sents:
            place += 1
            for token in sentence:
                at = paragraph.offset(token)
                quantity = counted.get(at)
                if quantity is not None and at not in wholes:
                    whole = shared.get(at)
                    if whole is not None and not quantity.unit:
                        quantity = with_fields(quantity, unit=whole.unit)
                    figure = read_figure(maker, paragraph, token, quantity, place)
                elif last is not None and last.sentence + NEAR > place and token.lemma_.lower() in words("confirms"):
                    figure = confirmed(maker, paragraph, token, place, last)
                else:
                    continue
                if figure is not None:
                    last = figure
                    yield figure


def is_whole(maker: ClaimMaker, part: Quantity, whole: Quantity) -> bool:
    """ "312 of the 4,100 stations": whether the second is that of which the first is a part."""
    between = maker.document.text[part.end or 0 : whole.start or 0].split()
    return between[:1] == ["of"] and len(between) <= 2


def read_figure(maker: ClaimMaker, paragraph: Paragraph, token: Token, quantity: Quantity, place: int) -> Figure | None:
    """The number as a figure, None for what is no count: times, shares, additions, parts, wishes."""
    head = counted_noun(token)
    verb = putting(head)
    unfit = quantity.unit in TIME_UNITS or quantity.value <= 1 or is_part(maker, quantity, token, head) or is_open(verb, head) or is_owed(token, head)
    if unfit or (token.i > token.sent.start and preposition(head) == "of" and head.left_edge.i == token.sent.start):
        return None
    bare = not quantity.unit and head.pos_ == "NUM"
    source, stated = counted_by(maker, head, verb)
    source = source or publisher(maker, maker.speech.innermost(paragraph.offset(token))) or contradictor(maker, token)
    return Figure(quantity, token, verb, paragraph, place, source, stated, bare)


def is_part(maker: ClaimMaker, quantity: Quantity, token: Token, head: Token) -> bool:
    """Whether words beside a number make it an addition to another, or what is left of it; "no more than 28" and "half a million" do not."""
    written = quantity.text.lower().split()
    beside = {t.lower_ for t in (*phrase_tokens(head), *token.doc[max(token.i - 1, token.sent.start) : token.i + 2])} - set(written[:-1])
    limited = words("limiting") & {t.lower_ for t in token.doc[max(token.i - 3, token.sent.start) : token.i]} if {"more", "fewer", "less"} & beside else ()
    return bool(beside & words("parts") - ({"more", "than"} if limited else set()))


def is_owed(token: Token, head: Token) -> bool:
    """Whether a number is what was promised or was to be: "instead of the 900 million promised"."""
    behind = token.doc[head.i + 1 : head.i + 2].text.lower()
    before = " ".join(t.lower_ for t in token.doc[max(head.left_edge.i - 3, token.sent.start) : token.i])
    return behind in words("owed") or any(f" {phrase} " in f" {before} " for phrase in words("instead")) or any(c.lower_ in words("owed") for c in head.lefts)


def publisher(maker: ClaimMaker, source: Mention | None) -> Mention | None:
    """Whose a cited document is, where the text said so before: "the report" after "the report of the mission"; any other source unchanged."""
    noun = source.text.split()[-1].lower() if source is not None and source.code is None else ""
    if source is None or noun not in words("documents"):
        return source
    named = [
        m
        for m in maker.parties.near(0, source.start)
        if m.code and re.search(rf"\b{noun} (?:of|by) (?:the )?$", maker.document.text[max(0, m.start - BESIDE) : m.start])
    ]
    return named[-1] if named else source


def counted_noun(token: Token) -> Token:
    """The noun that a number counts; the last word of the number where it has none."""
    for _ in range(HIGHEST):
        if token.dep_ not in {"nummod", "compound", "nmod", "advmod"} or token.head.i < token.i or token.head.pos_ not in {"NUM", "NOUN", "PROPN", "SYM"}:
            break
        token = token.head
    return token


def governing(token: Token) -> Token:
    """The verb above a phrase; the sentence's root where there is none."""
    for _ in range(HIGHEST):
        if token.dep_ == "ROOT":
            break
        token = token.head
        if token.pos_ in {"VERB", "AUX"}:
            break
    return token


def putting(head: Token) -> Token:
    """The verb that states a number: in "put the number of those arrested at 40" that before the number's name, wherever the parse hung the phrase."""
    verb = governing(head)
    if preposition(head) != "at" or verb.dep_ not in {"acl", "acl:relcl"}:
        return verb
    named = verb.head if verb.head.lemma_.lower() in words("numbers") else verb.head.head
    above = governing(named)
    return above if named.lemma_.lower() in words("numbers") and above.lemma_.lower() in words("verbs") else verb


def is_open(verb: Token, head: Token) -> bool:
    """Whether the clause tells of what is to come, may be, is asked for or changed; shells that fell are no number that fell."""
    things = head.pos_ == "NOUN" and head.dep_ in SUBJECTS and head.lemma_.lower() not in words("numbers")
    closed = words("wants") if things else words("changes") | words("wants")
    return verb.lemma_.lower() in closed or any(c.lemma_.lower() in words("open") for c in verb.children if c.dep_.startswith("aux"))


def counted_by(maker: ClaimMaker, head: Token, verb: Token) -> tuple[Mention | None, bool]:
    """Who counts by the clause itself, and whether its words state nothing but the count."""
    reckoner = by_reckoning(maker, head)
    if reckoner is not None:
        return reckoner, True
    named = preposition(head) == "at" and any(c.dep_ == "obj" and c.lemma_.lower() in words("numbers") for c in verb.children)  # "the number of men at 40"
    direct = head.head.i == verb.i or putting(head).i != governing(head).i or named
    if any(c.dep_ == "expl" for c in (*head.children, *verb.children)) or is_answer(head, verb):
        return receiver(maker, head, verb), True
    about = next((c for c in head.children if c.dep_ in SUBJECTS), None)
    if about is not None and about.lemma_.lower() in words("numbers"):
        return None, True
    if not direct or verb.lemma_.lower() not in words("verbs") or preposition(head) not in words("ways"):
        return None, False
    if head.i < verb.i:  # "Forty, says the ministry"
        after = [t for t in verb.children if t.i > verb.i and t.pos_ in NOUNS and not preposition(t)]
        return (voice(maker, after[0]), True) if head.doc[verb.i - 1].text == "," and after else (None, False)
    if head.dep_ in SUBJECTS:
        return None, False
    subject, thing = subject_of(verb), next((c for c in verb.children if c.dep_ == "obj" and c.i != head.i), None)
    anew = thing is not None and thing.pos_ != "PRON" and thing.lemma_.lower() not in words("numbers")  # "put the cost at 40"
    return voice(maker, subject) if subject is not None else None, not anew


def is_answer(head: Token, verb: Token) -> bool:
    """Whether a number without its noun gives the other side's count: "only 31 had come home", "it had received 23"."""
    limited = any(t.lower_ in words("limits") for t in (head.doc[max(head.left_edge.i - 1, 0)], head.left_edge))
    before = [t.lower_ for t in head.doc[max(head.i - 3, head.sent.start) : head.i]]
    limited = limited or (len(before) > 2 and before[0] in words("limiting") and before[2] == "than")  # "no more than 2,500"
    return head.pos_ == "NUM" and (limited or verb.lemma_.lower() in words("took"))


def confirmed(maker: ClaimMaker, paragraph: Paragraph, verb: Token, place: int, last: Figure) -> Figure | None:
    """ "which confirmed their number": the number given before, by somebody else too."""
    thing = next((c for c in verb.children if c.dep_ == "obj" and c.lemma_.lower() in words("numbers")), None)
    subject = subject_of(verb)
    if thing is None or subject is None or any(c.dep_ == "nummod" for c in thing.subtree):
        return None
    source = voice(maker, subject)
    if source is None:
        return None
    start, end = paragraph.offset(verb), paragraph.offset(thing) + len(thing)
    quantity = with_fields(last.quantity, start=start, end=end)
    return replace(last, quantity=quantity, verb=verb, paragraph=paragraph, sentence=place, source=source, stated=True, bare=False)


def rivals(first: Figure, second: Figure) -> bool:
    """Whether the second number is another source's count of what the first counts."""
    if first.quantity.value == second.quantity.value or first.by == second.by:
        return False
    back, apart = second.sentence - first.sentence, first.paragraph is not second.paragraph
    if second.bare:
        smaller, larger = sorted((abs(first.quantity.value), abs(second.quantity.value)))
        return larger <= SCALE * smaller and second.stated and back <= NEAR and (not apart or second.verb.lemma_.lower() in words("verbs"))
    if not second.quantity.unit or second.quantity.unit != first.quantity.unit or first.source is None:
        return False
    one, other = sorts(first), sorts(second)
    if one and other and not one & other:
        return False  # "two Azerbaijani servicemen" beside "32 Armenian servicemen"
    if second.stated and back < NEAR and not apart:
        return True
    alike = kind_of(first).lemma_ == kind_of(second).lemma_ or first.verb.lemma_ == second.verb.lemma_
    if back <= 1 and not apart and kind_of(first).lemma_ == kind_of(second).lemma_ and first.verb.lemma_ == second.verb.lemma_:
        return True  # "seven areas have been cleared, A says. Only six areas have been cleared, says B"
    return back <= FAR and alike and bool(telling(first) & telling(second))


def kind_of(figure: Figure) -> Token:
    """The noun for what is counted: "stations" of "27 stations" and of "312 of the 4,100 stations"."""
    head = counted_noun(figure.token)
    return next((c for c in head.children if head.pos_ == "NUM" and c.dep_ == "nmod" and preposition(c) == "of"), head)


def sorts(figure: Figure) -> set[str]:
    """The words before the noun that tell which of its kind are counted."""
    return {c.lemma_.lower() for c in kind_of(figure).lefts if c.dep_ in {"amod", "compound"} and c.pos_ in {"ADJ", "PROPN"}}


def telling(figure: Figure) -> set[str]:
    """Lemmas of the nouns that the clause says something of, the counted thing left out: "faults" of "faults at 27 stations"."""
    own = {t.i for t in phrase_tokens(counted_noun(figure.token))}
    return {t.lemma_.lower() for t in figure.verb.subtree if t.pos_ == "NOUN" and t.i not in own} - TIME_WORDS


def thing_counted(maker: ClaimMaker, figure: Figure) -> Span:
    """The words for what is counted: the noun with its phrase, for a measure what the clause is about, else the number itself."""
    head = kind_of(figure)
    own = [t for t in phrase_tokens(head) if t.pos_ != "NUM"] if head.pos_ != "NUM" else []
    if figure.quantity.unit in words("measures"):
        subject = subject_of(figure.verb)
        own = phrase_tokens(subject) if subject is not None and subject.i != head.i else []
    number = figure.quantity
    return (words_of(own, maker.parties) if own else None) or Span(start=number.start or 0, end=number.end or 0, text=number.text)


def one_claim(maker: ClaimMaker, figure: Figure, thing: Span) -> Claim:
    """The claim that one side makes."""
    quantity, paragraph = figure.quantity, figure.paragraph
    start, end = min(paragraph.offset(figure.verb), quantity.start or 0), max(paragraph.offset(figure.verb) + len(figure.verb), quantity.end or 0)
    sentence = paragraph.bounds(figure.verb.sent)
    chain = maker.speech.chain(quantity.start or 0)
    if figure.source is not None and (not chain or chain[-1].speaker != figure.source):
        chain = (*chain, Attribution(speaker=figure.source, cue=figure.verb.lemma_))
    return Claim(
        claim_id=claim_id(maker.document.doc_id, quantity.start or 0, "position", FIGURE_FRAME), doc_id=maker.document.doc_id, start=start, end=end,
        sentence_start=sentence[0], sentence_end=max(sentence[1], end), illocution="position", predicate=figure.verb.lemma_.lower(), action="count",
        frame=FIGURE_FRAME, agents=(figure.source,) if figure.source else (), object=thing, quantity=quantity, published=maker.document.published,
        modality="claimed", attribution=chain, depth=1,
    )  # fmt: skip
