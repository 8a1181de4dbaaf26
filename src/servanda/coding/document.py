"""One document's claims: the main path of coding, in the order in which it is done.

1. who is named     2. who speaks     3. which agreements     4. clauses and frames     5. what each clause does     6. claims
"""

from __future__ import annotations

from dataclasses import dataclass

from msgspec.structs import replace

from servanda.actors import Gazetteer
from servanda.coding.arguments import Particulars
from servanda.coding.claims import ClaimMaker
from servanda.coding.due import dated
from servanda.coding.ellipsis import elliptical_claims, with_things
from servanda.coding.figures import figure_claims
from servanda.coding.frames import Lexicon
from servanda.coding.gapping import gapped_promises
from servanda.coding.gifts import promised_thing
from servanda.coding.halves import other_halves
from servanda.coding.instalments import in_instalments, scheduled
from servanda.coding.joint_texts import joint_texts
from servanda.coding.listed import listed_promises
from servanda.coding.named import instrument_claims
from servanda.coding.naming import body_outlet, published_day
from servanda.coding.outlines import outlines
from servanda.coding.outsiders import outsider_claims
from servanda.coding.owed_things import owed_things
from servanda.coding.parties import Parties
from servanda.coding.prices import promised_price
from servanda.coding.progress import progress_claims
from servanda.coding.referred import Referred
from servanda.coding.resumed import resumed
from servanda.coding.retold import of_its_promiser
from servanda.coding.sentence import Predicates, find_predicates, read_sentence
from servanda.coding.speech import Speech
from servanda.coding.statements import statement_claims
from servanda.coding.things_due import things_due
from servanda.coding.timetables import timetabled
from servanda.coding.topics import Topics, find_topics, preamble
from servanda.coding.unread import askable, read_by_network
from servanda.coding.voices import counterpart, joint_authors, standing_at, turn_speakers
from servanda.language.parsed import Span as Sentence
from servanda.language.quotations import find_quotations
from servanda.language.reading import Paragraph, Reading
from servanda.language.text_reader import Ask, Text, ask_network
from servanda.profiling import stage
from servanda.records import Claim, Coded, Mention


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The tables a document is read with."""

    gazetteer: Gazetteer
    lexicon: Lexicon
    ask: Ask | None = ask_network  # the reader of what no row reads; None: that stays unread


@stage("claims")
def code_reading(reading: Reading, knowledge: Knowledge) -> Coded:
    """Everything one parsed document says. A pure function of the reading and the tables."""
    maker = prepared(reading, knowledge)
    document, parties, particulars, speech = reading.document, maker.parties, maker.particulars, maker.speech
    # 4.-6. clauses to claims
    claims = clause_claims(reading, maker)
    claims += instrument_claims(maker)
    claims += outsider_claims(maker)
    claims += statement_claims(maker, claims)
    claims += figure_claims(maker)
    claims += progress_told(reading, maker, claims)
    ordered = sorted({c.claim_id: c for c in claims}.values(), key=lambda c: (c.sentence_start, c.depth, c.start, c.end, c.deadline.start or 0, c.claim_id))
    return Coded(
        document=document,
        claims=tuple(ordered),
        quotations=speech.quotations(given_texts(reading, parties, maker.topics)),
        places=tuple(particulars.places),
        times=tuple(particulars.times),
    )


@stage("speech, times, places")
def prepared(reading: Reading, knowledge: Knowledge) -> ClaimMaker:
    """What the clauses of a document are read with."""
    document, lexicon = reading.document, knowledge.lexicon
    # 1. who is named, what is dated and counted
    particulars = Particulars.of(reading, published_day(document.published))
    seat = next((p.country for p in particulars.places[:1] if p.start < document.body_start), None)
    parties = Parties(reading, knowledge.gazetteer, seat)
    # 2. who speaks
    utterances = find_quotations(reading)
    attitudes = [u for u in utterances if u.attitude]
    speech = Speech(reading, parties, [u for u in utterances if not u.attitude], turn_speakers(parties), attitudes)
    for (start, end), who in voices(reading, parties, speech).items():
        parties.references.give_voice(start, end, who)
    parties.references.turns = speech.turns
    # 3. which agreements are spoken of
    topics = find_topics(reading, lexicon, parties, particulars.times, speech.utterances)
    for start, end, authors, _ in topics.texts:
        parties.references.give_voice(start, end, authors)
    topics.texts += outlines(reading, parties, topics)
    other = counterpart(parties, document.title or "")
    known = Referred(parties, knowledge.ask(text_of(reading))) if knowledge.ask is not None and askable(parties, topics) else None
    if known is not None and parties.issuer is None:  # who speaks in what a body puts out the network has not learned
        speech.known_better = known.speaker
    return ClaimMaker(document, lexicon, parties, particulars, speech, topics, other, referred=known, askable=known is not None)


def text_of(reading: Reading) -> Text:
    """The document as the network is asked of it."""
    document = reading.document
    return Text(document.title or "", document.text, document.body_start, tuple(p.bounds(s) for p in reading.paragraphs for s in p.doc.sents))


def clause_claims(reading: Reading, maker: ClaimMaker) -> list[Claim]:
    """The claims of a document's clauses, in text order, questions left out."""
    claims: list[Claim] = []
    for paragraph in reading.paragraphs:
        found = find_predicates(paragraph.doc, maker.lexicon)
        for sentence in paragraph.doc.sents:
            if sentence[-1].text != "?":
                bounds = paragraph.bounds(sentence)
                told = with_things(sentence_claims(sentence, found, paragraph, maker))
                told += elliptical_claims(sentence, bounds, maker, claims, told)
                told, claims = resumed(told, claims)
                claims += [of_its_promiser(c, claims) for c in told]
                claims = scheduled(claims, bounds, maker.particulars)
    return claims


def progress_told(reading: Reading, maker: ClaimMaker, claims: list[Claim]) -> list[Claim]:
    """Claims about the state of an act or a thing, questions and acts that the sentence tells as events left out."""
    told = {(c.sentence_start, c.action) for c in claims if c.plover}
    found = [claim for p in reading.paragraphs for s in p.doc.sents if s[-1].text != "?" for claim in progress_claims(s, p.bounds(s), maker)]
    return [c for c in found if (c.sentence_start, c.action) not in told]


def given_texts(reading: Reading, parties: Parties, topics: Topics) -> list[tuple[int, int, tuple[Mention, ...]]]:
    """The stretches that are somebody's text word for word: an agreement's, a joint statement's, the whole of what a body publishes."""
    found = [(preamble(reading, parties, start, who), end, who) for start, end, who, _ in topics.texts]
    joint = joint_texts(reading, parties, topics)
    found += joint
    document = reading.document
    opening = {p.start for p in reading.paragraphs[:2]}  # "A and B issued the following joint statement:": of both, not of A
    whole = any(start == document.body_start for start, *_ in found) or any(start in opening for start, *_ in joint)
    author = parties.author or body_outlet(parties.gazetteer, document.outlet)
    if author is not None and not parties.spoken and not whole:
        found.append((document.body_start, len(document.text), (author,)))
    return found


def voices(reading: Reading, parties: Parties, speech: Speech) -> dict[tuple[int, int], tuple[Mention, ...]]:
    """Whose "we" stretches of the text are, before the quotations in them: a joint statement's authors, a turn's speaker."""
    joint = joint_authors(reading, parties)
    start = reading.document.body_start
    whole = {(start, len(reading.document.text)): standing_at(joint, start)} if joint else {}
    return whole | {(start, end): who for start, end, who in speech.turns}


def each_of(speaker: Mention, gazetteer: Gazetteer) -> tuple[Mention, ...]:
    """A speaker, each of those who speak with one voice by himself."""
    codes = (speaker.code or "").split("+")
    return tuple(replace(speaker, code=code, name=gazetteer.name(code)) for code in codes) if len(codes) > 1 else (speaker,)


def sentence_claims(sentence: Sentence, found: Predicates, paragraph: Paragraph, maker: ClaimMaker) -> list[Claim]:
    """The claims of one sentence's clauses, in text order."""
    bounds = paragraph.bounds(sentence)
    for index in maker.speech.inside(*bounds):
        utterance = maker.speech.utterances[index]
        if utterance.direct and (utterance.start, utterance.end) not in maker.parties.references.first_person:
            speaker = maker.speech.speaker(index)
            who = each_of(speaker, maker.parties.gazetteer) if speaker else ()
            maker.parties.references.give_voice(utterance.start, utterance.end, who)
    reader = read_sentence(sentence, found, maker.lexicon, maker.parties.covering)
    if sentence.root.i not in reader.clauses:
        described = [c for c in sentence.root.children if c.dep_ == "nsubj"]  # "The league was less warm. It rejected ..."
        maker.parties.remember(described[0], maker.parties.resolve(described)) if described else None
    claims: list[Claim] = []
    told = [(clause, maker.claim(clause, reader, bounds)) for clause in (*reader.clauses.values(), *reader.gapped)]
    for clause, claim in read_by_network(maker, bounds, told):
        thing = promised_thing(maker, clause, reader, claim) if claim else None
        price = promised_price(maker, clause, claim) if claim else None
        for given in (thing, price):
            if given is not None:
                maker.remember_promise(given.start, given.agents, given.recipients)
        for made in (claim, thing, price):
            claims += in_instalments(made, maker.particulars) if made else []
    claims = gapped_promises(claims, sentence, maker.particulars, maker.parties)
    claims += listed_promises(sentence, bounds, maker, claims)
    claims += other_halves(claims, sentence, maker)
    claims = timetabled(claims, sentence, maker)
    claims += owed_things(sentence, bounds, maker, claims)
    claims += things_due(sentence, bounds, maker, claims)
    return dated(claims, sentence, maker.particulars, maker.parties)
